"""Labelled articles, and how their words correspond to the terms of the ontology."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from kg.errors import InputError
from kg.evaluation.names import normalise

ARTICLE = "ARTICLE"  # how the labels call the article itself

# Kinds of the labels -> classes of the ontology. The labels say "other" where the ontology is finer or coarser.
KINDS: dict[str, dict[str, frozenset[str]]] = {
    "persons": {"person": frozenset({"Person"})},
    "places": {
        "country": frozenset({"Country"}),
        "province": frozenset({"Province"}),
        "city": frozenset({"Prefecture", "City", "County"}),  # a county-level city is a County in the ontology
        "county": frozenset({"County"}),
        "region": frozenset({"Region"}),
        "other": frozenset({"Zone", "Division", "Place"}),
    },
    "institutions": {
        "government": frozenset({"GovernmentBody"}),
        "party": frozenset({"PartyBody"}),
        "court": frozenset({"Court"}),
        "university": frozenset({"University"}),
        "school": frozenset({"School"}),
        "hospital": frozenset({"Hospital"}),
        "research": frozenset({"ResearchInstitute"}),
        "company": frozenset({"Company"}),
        "media": frozenset({"Media"}),
        "alliance": frozenset({"Alliance"}),
        "other": frozenset({"Association", "Institution"}),
    },
    "agreements": {
        "framework": frozenset({"FrameworkAgreement"}),
        "cooperation": frozenset({"CooperationAgreement", "Agreement"}),  # an untitled 协议 is just an Agreement
        "memorandum": frozenset({"Memorandum"}),
        "action_plan": frozenset({"ActionPlan"}),
        "plan": frozenset({"Plan"}),
        "initiative": frozenset({"Initiative"}),
        "other": frozenset({"Agreement"}),
    },
    "events": {
        "meeting": frozenset({"Meeting"}),
        "signing": frozenset({"Signing"}),
        "founding": frozenset({"Founding", "Ceremony"}),  # 揭牌仪式
        "visit": frozenset({"Visit"}),
        "contest": frozenset({"Contest"}),
        "other": frozenset({"Ceremony", "Event"}),
    },
}
SECTIONS = tuple(KINDS)

# The class at the top of each section.
ROOTS: dict[str, str] = {
    "Person": "persons",
    "Place": "places",
    "Institution": "institutions",
    "Agreement": "agreements",
    "Event": "events",
}

# Relations of the labels -> properties of the ontology. Further properties are not labelled, so not scored.
PREDICATES: dict[str, str] = {
    "located_in": "kg:locatedIn",
    "part_of": "kg:partOf",
    "member_of": "kg:memberOf",
    "founded": "kg:founded",
    "cooperates_with": "kg:cooperatesWith",
    "supports": "kg:supports",
    "party_to": "kg:partyTo",
    "attended": "kg:attended",
    "author_of": "kg:authorOf",
}

Triple = tuple[str, str, str]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """One labelled thing. `members` are the parties of an agreement, the attendees of an event; "a/b" is either.

    `likely_members` are those that the text only implies or the labels leave open.
    """

    section: str
    name: str
    names: frozenset[str]  # normalised: the name and its variants
    kinds: frozenset[str]  # classes of the ontology
    optional: bool
    anonymous: bool  # the text gives it no title, so that its name proves nothing
    date: str | None
    place: str | None
    members: tuple[str, ...]
    likely_members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its labels. What is optional is neither a miss nor a false positive."""

    id: str
    path: Path
    entities: tuple[GoldEntity, ...]
    positions: tuple[Triple, ...]  # person, institution, post
    relations: tuple[Triple, ...]
    relations_optional: tuple[Triple, ...]


def load(folder: str | Path) -> tuple[GoldArticle, ...]:
    """The labelled articles of a folder in the order of their file names.

    An article is a pair NNN.txt and NNN.gold.json, in the folder or in its subfolder ``articles``.
    Raises InputError if there is none, one cannot be read, a text is missing or a file of labels is not in the format.
    """
    try:
        return tuple(_read(file) for file in _files(Path(folder)))
    except OSError as error:
        raise InputError(f"{error.filename} cannot be read: {error.strerror}", "name a folder you may read") from error


def half(gold: Sequence[Item], which: Literal["even", "odd"]) -> tuple[Item, ...]:
    """Every second of the labelled articles, counted from 0: one half to develop on, one to check.

    >>> half("abcde", "odd")
    ('b', 'd')
    """
    return tuple(gold[which == "odd" :: 2])


def _files(root: Path) -> list[Path]:
    if not root.is_dir():
        raise InputError(f"no folder {root}", "give a folder of labelled articles, NNN.txt with NNN.gold.json")
    home = root / "articles" if (root / "articles").is_dir() else root
    files = sorted(entry for entry in home.iterdir() if entry.name.endswith(".gold.json"))
    if not files:
        raise InputError(f"no labelled article in {home}", "each NNN.txt needs its labels in NNN.gold.json")
    return files


def _read(file: Path) -> GoldArticle:
    name = file.name.removesuffix(".gold.json")
    text = file.with_name(f"{name}.txt")
    if not text.is_file():
        raise InputError(f"{file} has no article beside it", f"expected {text.name}")
    try:
        return _article(name, text, json.loads(file.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{file} is not JSON: {error}", "see tests/gold for the format") from error
    except KeyError as error:
        raise InputError(f"{file}: {error} is missing or unknown", "see tests/gold for the format") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise InputError(f"{file}: a value has the wrong form: {error}", "see tests/gold for the format") from error


def _article(name: str, text: Path, labels: dict[str, Any]) -> GoldArticle:
    implied = [
        (who, "attended", event["name"]) for event in labels["events"] for who in event.get("attendees_implied", ())
    ]
    optional = (*_triples(labels["relations_optional"], PREDICATES), *implied)
    return GoldArticle(
        id=name,
        path=text,
        entities=tuple(_entity(section, item, optional) for section in SECTIONS for item in labels[section]),
        positions=_triples(labels["positions"]),
        relations=_triples(labels["relations"], PREDICATES),
        relations_optional=optional,
    )


def _entity(section: str, item: dict[str, Any], optional: Sequence[Triple]) -> GoldEntity:
    kind = "person" if section == "persons" else item["level" if section == "places" else "kind"]
    members = item.get("parties", item.get("attendees", ()))
    likely = {who for who, word, what in optional if word in ("party_to", "attended") and what == item["name"]}
    return GoldEntity(
        section=section,
        name=item["name"],
        names=frozenset(map(normalise, (item["name"], *item["variants"]))),
        kinds=KINDS[section][kind],
        optional=item.get("optional", False),
        anonymous=item.get("anonymous", False),
        date=item.get("signed_on") or item.get("date"),
        place=item.get("signed_in") or item.get("place"),
        members=tuple(who for who in members if who not in likely),
        likely_members=tuple(sorted(likely)),
    )


def _triples(rows: Sequence[Sequence[str]], predicates: dict[str, str] | None = None) -> tuple[Triple, ...]:
    triples = []
    for subject, middle, last in rows:
        if predicates is not None and middle not in predicates:
            raise KeyError(middle)
        triples.append((subject, middle, last))
    return tuple(triples)
