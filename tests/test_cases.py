"""Cases of extraction as data: `cases/<family>.txt`, one file for each family of facts.

A case is a title, a text of one or more lines, and the facts of that family which the text states:

    # A post stands before its holder
    四川省教育厅厅长王样本出席座谈会。
    => 王样本 | post | 四川省教育厅 / 厅长

Exactly the facts listed must be found, so a case without ``=>`` lines says that nothing may be. A fact is subject,
predicate (without its prefix) and object, things by their canonical names:

    => 四川大学 | type | University         a thing exists; `names` lists people, bodies and places with their altLabel
    => 朝阳区 110105 | type | County        the code follows where several divisions have the name
    => ARTICLE | headline | 两校结对         the article itself
    => 王样本 | post | 四川省教育厅 / 厅长 | former derived

The last column holds marks: `planned` (no article says it is so yet), `derived` (the text decides it, but not in these
words), `former` and `candidate` (of a post). No mark: stated as a fact, and of a post that it is held now. The ends
of a cooperation may stand in either order. A line ``KNOWN FAILURE: reason`` makes a case a strict expected failure.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kg import gazetteer, pipeline, vocabulary
from kg.model import Claim, Node

CASES = Path(__file__).parent / "cases"

_BLOCK = re.compile(r"^# .+(?:\n(?!# ).*)*", re.M)
_FACT, _FAILURE = "=> ", "KNOWN FAILURE: "

_UNMARKED = {"asserted", "stated", "current"}

Fact = tuple[str, str, str]

# What a family lists: its predicates, and the top classes of the things that are facts of it.
RELATIONS = {
    "posts": {"post"},
    "agreements": {"partyTo", "signedOn", "signedIn"},
    "events": {"attended", "heldOn", "heldIn", "theme", "series", "sessionNumber"},
    "cooperation": {"cooperatesWith", "supports"},
    "founding": {"founded", "planned"},
    "membership": {"memberOf", "partOf"},
    "places": {"locatedIn", "partOf"},
    "names": {"altLabel"},
    "counts": {"value", "unit", "counted", "about", "exactness"},
    "bylines": {"authorOf", "editorOf", "photographerOf", "headline", "datePublished", "outlet"},
}
RELATIONS["modality"] = set().union(*(RELATIONS[name] for name in RELATIONS if name not in ("names", "bylines")))
THINGS = {"agreements": {"Agreement"}, "events": {"Event"}, "names": {"Person", "Institution", "Place"}}


@dataclass(frozen=True)
class Case:
    family: str
    place: str  # the file and the line of its title
    title: str
    text: str
    facts: Mapping[Fact, frozenset[str]]
    failure: str  # why it is known to fail, empty if it passes


def read_cases(path: Path) -> Iterator[Case]:
    content = path.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(content):
        title, *lines = block[0].split("\n")
        text = [line for line in lines if not line.startswith((_FACT, _FAILURE))]
        facts = dict(_read_fact(line.removeprefix(_FACT)) for line in lines if line.startswith(_FACT))
        failure = next((line.removeprefix(_FAILURE) for line in lines if line.startswith(_FAILURE)), "")
        place = f"{path.name}:{content.count(chr(10), 0, block.start()) + 1}"
        yield Case(path.stem, place, title.removeprefix("# "), "\n".join(text).strip("\n"), facts, failure)


def _read_fact(line: str) -> tuple[Fact, frozenset[str]]:
    subject, predicate, obj, *marks = line.split(" | ")
    return _in_order(subject, predicate, obj), frozenset(" ".join(marks).split())


def _in_order(subject: str, predicate: str, obj: str) -> Fact:
    if predicate == "cooperatesWith" and obj < subject:
        subject, obj = obj, subject
    return subject, predicate, obj


def stated(family: str, text: str) -> dict[Fact, frozenset[str]]:
    """The facts of a family in `text` with their marks; of several claims of a fact the plainest counts."""
    found: dict[Fact, frozenset[str]] = {}
    for claim in pipeline.extract(text):
        if _belongs(family, claim):
            fact, marks = _fact(claim), _marks(claim)
            found[fact] = min(found.get(fact, marks), marks, key=lambda one: ("planned" in one, len(one)))
    return found


def _belongs(family: str, claim: Claim) -> bool:
    kind = claim.subject.kind
    if kind == "Membership":
        return "post" in RELATIONS[family]
    if claim.predicate == "rdf:type":
        return vocabulary.root(kind) in THINGS.get(family, ())
    return claim.predicate.partition(":")[2] in RELATIONS[family]


def _fact(claim: Claim) -> Fact:
    if claim.subject.kind == "Membership":
        parts = {predicate: _name(part) for predicate, part in claim.subject.parts}
        return parts["org:member"], "post", f"{parts['org:organization']} / {parts['kg:post']}"
    predicate = claim.predicate.partition(":")[2]
    obj = claim.subject.kind if claim.predicate == "rdf:type" else _name(claim.object)
    return _in_order(_name(claim.subject), predicate, obj)


def _name(thing: Node | str) -> str:
    if isinstance(thing, str):
        return thing
    if thing.kind == "Article":
        return "ARTICLE"
    same = [one for one in gazetteer.divisions().values() if one.name == thing.name]
    return f"{thing.name} {thing.key[0]}" if len(same) > 1 else thing.name


def _marks(claim: Claim) -> frozenset[str]:
    tenure = dict(claim.subject.parts).get("kg:tenure", "current")
    return frozenset({claim.evidence.modality, claim.evidence.derivation, str(tenure)}) - _UNMARKED


ALL = [case for path in sorted(CASES.glob("*.txt")) for case in read_cases(path)]


def _param(case: Case) -> Any:
    marks = [pytest.mark.xfail(reason=case.failure, strict=True)] if case.failure else []
    return pytest.param(case, id=case.place, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in ALL])
def test_case(case: Case) -> None:
    assert stated(case.family, case.text) == case.facts, case.title


def test_each_family_has_its_cases() -> None:
    assert {case.family for case in ALL} == RELATIONS.keys()


def test_each_case_has_its_own_title_and_text() -> None:
    assert len({(case.family, case.title) for case in ALL}) == len(ALL)
    assert len({(case.family, case.text) for case in ALL}) == len(ALL)
    assert all(case.text for case in ALL)
