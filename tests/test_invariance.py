"""What a page puts around or into a text changes nothing that the text says, and every quote stays true.

The noise is made by other programs: annotations by pypinyin, traditional script by OpenCC. The examples must stand
all of it; the labelled articles are measured where KG_GOLD names them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC
from pypinyin import Style, pinyin

from kg import pipeline
from kg.model import Claim, Quote
from readings import EXAMPLES, LABELLED, Meaning, article, claims_of, meanings

TOLERANCE = 0.01  # of the claims may change in traditional script: some characters are one in it and two in the other
TONE = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
EACH_EXAMPLE = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
NEEDS_GOLD = pytest.mark.skipif(not LABELLED, reason="KG_GOLD names no folder of labelled articles")

examples = st.sampled_from(EXAMPLES)
chance = st.randoms(use_true_random=False)


def noisy(test: Callable[..., None]) -> Callable[..., None]:
    """The same forty cases in each run: a failure is the fault of the change that is tested."""
    return settings(max_examples=40, deadline=None, derandomize=True)(test)


def read(text: str) -> set[Meaning]:
    """What `text` says; each quote must be the raw characters at its place."""
    claims = pipeline.extract(text)
    for quote in quotes(claims):
        assert quote.text
        assert quote.text == text[quote.start : quote.end]
    return meanings(claims)


def quotes(claims: Sequence[Claim]) -> Iterator[Quote]:
    for claim in claims:
        evidence = claim.evidence
        yield from filter(None, (evidence.quote, evidence.subject, evidence.trigger, evidence.object))
        yield from evidence.antecedents


def annotate(
    text: str, form: Callable[[str], str], style: Style = Style.TONE, chosen: Callable[[], bool] = lambda: True
) -> str:
    """`text` with the pronunciation of its characters behind them, except before a bracket that is there already."""
    spoken = [each[0] for each in pinyin(text, style=style, errors=list)]
    assert len(spoken) == len(text)
    return "".join(
        character
        + (form(syllable) if _takes(character, syllable, style) and following not in "(（" and chosen() else "")
        for character, syllable, following in zip(text, spoken, f"{text[1:]}\n", strict=True)
    )


def _takes(character: str, syllable: str, style: Style) -> bool:
    """True for a Chinese character whose syllable has a tone, or any without where the whole text is annotated so."""
    return "\u4e00" <= character <= "\u9fff" and (style is Style.NORMAL or bool(TONE.search(syllable)))


FORMS: tuple[Callable[[str], str], ...] = (
    "({})".format,
    "（{}）".format,
    "( {} )".format,
    lambda syllable: f"({syllable.capitalize()})",
    lambda syllable: f"({syllable.upper()})",
    lambda syllable: f"<rt>{syllable}</rt>",
)


@noisy
@given(examples, st.sampled_from(FORMS), st.sampled_from([0.02, 0.3, 1.0]), chance)
def test_annotations_change_nothing(path: Path, form: Callable[[str], str], share: float, luck: random.Random) -> None:
    annotated = annotate(article(path).text, form, chosen=lambda: luck.random() < share)
    assert read(annotated) == meanings(claims_of(path))


@noisy
@given(examples, st.sampled_from(FORMS[:2]))
def test_toneless_annotations_change_nothing(path: Path, form: Callable[[str], str]) -> None:
    annotated = annotate(article(path).text, form, Style.NORMAL)
    assert read(annotated) == meanings(claims_of(path))


INVISIBLE = ["\u200b", "\ufeff", "\u00ad", "\u2060", "\ue123"]


@noisy
@given(examples, chance)
def test_line_noise_changes_nothing(path: Path, luck: random.Random) -> None:
    end = luck.choice(["\r\n", "\n\n", "  \n", "\u3000\n", "\r\n\r\n"])
    text = re.sub("\n+", lambda _: end, article(path).text)
    text = "".join(character + (luck.choice(INVISIBLE) if luck.random() < 0.1 else "") for character in text)
    assert read(text) == meanings(claims_of(path))


MENUS = [
    "首页 | 新闻 | 教育 | 登录",
    "当前位置：首页 > 新闻 > 正文",
    "首页 | 长春市 | 吉林大学",
    "分享到：",
    "【字体：大 中 小】",
]
FOOTERS = [
    "版权所有 示例网 未经授权不得转载",
    "Copyright © 2025 示例网 版权所有\n主管：西藏大学 主办：拉萨市教育局",
    "相关阅读：\n西藏大学与拉萨市教育局签署合作协议",
    "上一篇：西藏大学开学\n下一篇：拉萨市教育局开会",
]
NOTICES = [
    "版权所有 示例网 未经授权不得转载",
    "版权声明：本文归示例网所有",
    "Copyright © 2025 示例网",
    "扫一扫关注示例网",
    "打印本页",
]


@noisy
@given(examples, st.lists(st.sampled_from(MENUS), unique=True), st.lists(st.sampled_from(FOOTERS), unique=True))
def test_menus_and_footers_change_nothing(path: Path, menus: list[str], footers: list[str]) -> None:
    assert read("\n".join([*menus, article(path).text, *footers])) == meanings(claims_of(path))


@noisy
@given(examples, st.sampled_from(NOTICES), chance)
def test_a_notice_inside_an_article_hides_nothing(path: Path, notice: str, luck: random.Random) -> None:
    lines = article(path).text.split("\n")
    sentences = [index for index, line in enumerate(lines) if line.endswith("。") and len(line) >= 40]
    place = luck.choice(sentences)  # what follows begins with a whole paragraph
    assert read("\n".join([*lines[:place], notice, *lines[place:]])) == meanings(claims_of(path))


SCRIPTS = pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])


@SCRIPTS
@EACH_EXAMPLE
def test_traditional_script_changes_nothing(path: Path, script: str) -> None:
    assert read(OpenCC(script).convert(article(path).text)) == meanings(claims_of(path))


@SCRIPTS
@NEEDS_GOLD
def test_traditional_script_changes_few_claims_of_real_articles(script: str) -> None:
    assert changed(OpenCC(script).convert) <= TOLERANCE


@NEEDS_GOLD
@pytest.mark.parametrize("form", FORMS[:3], ids=["half", "full", "blanks"])
def test_annotations_change_no_claim_of_real_articles(form: Callable[[str], str]) -> None:
    assert changed(lambda text: annotate(text, form)) == 0


@NEEDS_GOLD
def test_menus_and_footers_change_no_claim_of_real_articles() -> None:
    assert changed(lambda text: f"{MENUS[0]}\n{text}\n{FOOTERS[1]}") == 0


def changed(noise: Callable[[str], str]) -> float:
    """The share of the claims of the labelled articles that `noise` takes away or adds."""
    before = after = both = 0
    for path in LABELLED:
        plain, with_noise = meanings(claims_of(path)), read(noise(article(path).text))
        before += len(plain)
        after += len(with_noise)
        both += len(plain & with_noise)
    return 1 - both / max(before, after)
