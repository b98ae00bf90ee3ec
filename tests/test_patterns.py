"""Anchored patterns: they find what the plain ones find, and are tried at few characters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.patterns import anchored

# Each with where it is tried; "" where it is left as it is.
PATTERNS = [
    ("(?:副|常务)*(?:市长|局长)", "(?=[副局市常])"),
    ("(?:甲|(?<=乙)丙|(?!丁)[一-七])戊", "(?=[一-七丙甲])"),
    (r"(?P<day>[12]\d|\d)日|(?<!\d)今天", r"(?=[12\d今])"),
    ("(?:(?<=。)|^)(?:甲乙|丙丁)", "(?=[丙甲])"),
    ("(?:甲|乙)+?丙|丁{2,}", "(?=[丁乙甲])"),
    ("(?:甲乙|乙)(?=丙)|[-丁]", r"(?=[\-丁乙甲])"),
    ("(?<=[甲乙])[^丙]?丁|(?:戊|常)务", "(?<=[乙甲])|(?=[常戊])"),
    ("甲乙|甲丙", ""),  # `re` itself looks for 甲
    ("[甲乙]丙", ""),
    ("[^甲]乙|丙", ""),
    (".?甲|丙", ""),
    ("(?:甲|[^乙])丙", ""),
    ("(?<=甲乙).丙|丁", ""),
    ("(?<=[^甲]).丙|丁", ""),
    ("(?<!甲).丙|丁", ""),
    ("(?:甲|乙)*", ""),  # may be empty
    ("(?=甲)|乙", ""),
    ("(?>甲乙|乙)丙", ""),
]


@pytest.mark.parametrize(("source", "looks"), PATTERNS)
def test_a_pattern_is_tried_where_it_can_begin(source: str, looks: str) -> None:
    assert anchored(source).pattern == (f"(?:{looks})(?:{source})" if looks else source)


@given(st.text(alphabet="一丁七甲乙丙戊副常务市局长今天日。12-"))
def test_an_anchored_pattern_finds_what_the_plain_one_finds(text: str) -> None:
    for source, _ in PATTERNS:
        found = [(match.span(), match.groupdict()) for match in anchored(source).finditer(text)]
        assert found == [(match.span(), match.groupdict()) for match in re.finditer(source, text)]
