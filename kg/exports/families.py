"""Classes that look alike in a drawing: a shape for those who cannot tell the colours apart, a colour for the others.

The colours have a contrast of at least 3 to 1 to a white and to a nearly black ground, as WCAG 2.1 asks of graphics.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg import vocabulary


@dataclass(frozen=True, slots=True)
class Family:
    """A row of the legend: its classes, its colour, its shape in pyvis, and its outline as an SVG path of 16 by 16."""

    name: str
    chinese: str
    english: str
    kinds: frozenset[str]
    colour: str
    shape: str
    outline: str


def _family(name: str, chinese: str, english: str, kinds: str, colour: str, shape: str, outline: str) -> Family:
    return Family(name, chinese, english, frozenset(kinds.split()), colour, shape, outline)


# A class belongs to the family that names it, else to that of its nearest superclass.
FAMILIES = (
    _family(
        *("person", "人物", "People", "Person"),
        *("#d2571f", "dot", "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2z"),
    ),
    _family(
        *("government", "党政机关", "Government and Party", "GovernmentBody PartyBody Court"),
        *("#2f74d0", "square", "M2.2 2.2h11.6v11.6H2.2z"),
    ),
    _family(
        *("education", "教育科研", "Education and research", "University School ResearchInstitute"),
        *("#0d8f8f", "triangle", "M8 1 15.4 14H.6z"),
    ),
    _family(
        *("company", "企业", "Companies", "Company"),
        *("#a8751a", "square", "M8 .8 15.4 6.2 12.6 14.8H3.4L.6 6.2z"),
    ),
    _family(
        *("institution", "其他机构", "Other bodies", "Institution"),
        *("#747c8d", "square", "M5.6 1.6h4.8v4h4v4.8h-4v4H5.6v-4h-4V5.6h4z"),
    ),
    _family(
        *("alliance", "联盟", "Alliances", "Alliance"),
        *("#9560c4", "hexagon", "M4.2 1.4h7.6L15.6 8l-3.8 6.6H4.2L.4 8z"),
    ),
    _family(
        *("place", "地区", "Places", "Place"),
        *("#4f9138", "triangleDown", "M8 15 .6 2h14.8z"),
    ),
    _family(
        *("agreement", "协议", "Agreements", "Agreement"),
        *("#cf3a6a", "diamond", "M8 .4 15.6 8 8 15.6.4 8z"),
    ),
    _family(
        *("event", "会议活动", "Events", "Event"),
        *("#6d69e6", "star", "m8 .5 2.2 5 5.5.6-4.1 3.6 1.2 5.5L8 12.4l-4.8 2.8 1.2-5.5L.3 6.1l5.5-.6z"),
    ),
    _family(
        *("count", "计数", "Counts", "Count"),
        *("#5f8f2a", "diamond", "M8 3 13 8 8 13 3 8z"),
    ),
    _family(
        *("article", "文章", "Articles", "Article"),
        *("#8d8377", "dot", "M3 1h6.5L13.5 5v10H3z"),
    ),
)


@cache
def family(kind: str) -> Family:
    """The family that a class of the ontology is drawn as.

    >>> family("Meeting").name, family("University").shape
    ('event', 'triangle')
    """
    for candidate in (kind, *vocabulary.superclasses(kind)):
        for row in FAMILIES:
            if candidate in row.kinds:
                return row
    raise ValueError(f"kg:{kind} is never drawn")
