"""Meetings and visits that no noun names: 甲会见乙, 甲赴丙考察."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import Extent, is_place, name_of

# 甲会见乙一行
_MEETS = pattern(
    "(?P<who><person>)[^，。；<person>]{0,10}?(?P<verb>会见|会晤|拜会)了?(?:[^。；<person>]{0,24}?)(?P<whom><persons>)"
)
# 甲与乙举行会谈
_MEETS_WITH = pattern(
    "(?P<who><person>)[^，。；<person>]{0,10}?(?:与|和|同)(?:[^，。；<person>]{0,16}?)(?P<whom><persons>)"
    "[^，。；<person>]{0,6}?(?P<verb>会面|会晤|会谈|举行会谈)"
)
# 甲一行赴丙考察
_VISITS = pattern(
    "(?P<who><person>|<body>(?!<post>))(?:一行|等)?(?:[^，。；<person><place><body><post>]{0,14}?)"
    "(?:赴|到|来到|前往|来|在)(?P<where><place>|<body>)"
    "(?:[^，。；的同与会来<person><place><body><post>]{0,8}?)(?P<verb>考察|调研|访问|参访|走访)(?!的)"
)


def find_encounters(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Meeting or kg:Visit for each encounter that took place, with who was there, when, and a visit where."""
    for match in chain(_MEETS.finditer(sketch.text), _MEETS_WITH.finditer(sketch.text)):
        if modality(sketch, match.start("verb")) == "asserted":
            persons = [*sketch.spans(match, "who", "person"), *sketch.spans(match, "whom", "person")]
            name = f"{name_of(persons[0])}{match['verb']}{'、'.join(map(name_of, persons[1:]))}"
            made = Made("Meeting", name, *sketch.bounds(match))
            yield from _attend(sketch, made, persons, sketch.bounds(match, "verb"), "meets")
    for match in _VISITS.finditer(sketch.text):
        if modality(sketch, match.start("verb")) == "asserted":
            visitor, where = sketch.span(match, "who"), sketch.span(match, "where")
            made = Made("Visit", f"{name_of(visitor)}{match['verb']}{name_of(where)}", *sketch.bounds(match))
            trigger = sketch.bounds(match, "verb")
            yield from _attend(sketch, made, [visitor], trigger, "visits")
            if is_place(where):
                yield Draft(made, "kg:heldIn", where, sketch, "visits", trigger)


def _attend(sketch: Sketch, made: Made, who: list[Span], trigger: Extent, rule: str) -> Iterator[Draft]:
    yield Draft(made, "rdf:type", f"kg:{made.kind}", sketch, rule, trigger)
    for person in who:
        yield Draft(person, "kg:attended", made, sketch, rule, trigger)
    date = sketch.date_before(trigger[0])
    if date is not None:
        yield Draft(made, "kg:heldOn", date, sketch, rule, trigger)
