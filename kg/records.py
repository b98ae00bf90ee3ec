"""Articles, claims and skips as JSON lines: what a build keeps, to merge claims again without reading a text.

One record a line, sorted keys, UTF-8, Chinese as it stands. All characters of an evidence lie in one article, so
its id is written once, and each quote as ``{"start", "end", "text"}``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar

from kg.errors import InputError
from kg.model import Article, Claim, Evidence, Field, Fingerprint, Metadata, Node, Quote, Skip

Json = dict[str, Any]
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reading:
    """One article as it was read: the text, what it says about itself, and how many of its sentences gave facts.

    By the fingerprint of its body reposts can be told.
    """

    article: Article
    metadata: Metadata
    fingerprint: Fingerprint
    sentences: int
    sentences_with_facts: int


def dump_readings(readings: Iterable[Reading]) -> bytes:
    """The readings as JSON lines, in the order given."""
    return _lines(_reading_to_json(reading) for reading in readings)


def load_readings(data: bytes, origin: str) -> tuple[Reading, ...]:
    """The readings in JSON lines; an `InputError` names `origin` and the first line that holds none."""
    return _records(data, origin, _reading_from_json)


def dump_skipped(skipped: Iterable[Skip]) -> bytes:
    """What could not be read, as JSON lines, in the order given."""
    return _lines(asdict(skip) for skip in skipped)


def load_skipped(data: bytes, origin: str) -> tuple[Skip, ...]:
    """What could not be read, from JSON lines; an `InputError` names `origin` and the first line that holds none."""
    return _records(data, origin, lambda record: Skip(**record))


def dump_claims(claims: Iterable[Claim]) -> bytes:
    """The claims as JSON lines, in the order given."""
    return _lines(claim_to_json(claim) for claim in claims)


def load_claims(data: bytes, origin: str) -> tuple[Claim, ...]:
    """The claims in JSON lines; an `InputError` names `origin` and the first line that holds none."""
    return _records(data, origin, claim_from_json)


def claim_to_json(claim: Claim) -> Json:
    """The claim as values that JSON knows.

    >>> from kg.model import Claim, Evidence, Node, Quote
    >>> quote = Quote("a1", 0, 2, "某校")
    >>> evidence = Evidence(quote, quote, None, None, (), "kind", "asserted", "stated")
    >>> claim = Claim(Node("School", "某校"), "rdf:type", "kg:School", evidence)
    >>> claim_to_json(claim)["evidence"]["quote"]
    {'start': 0, 'end': 2, 'text': '某校'}
    >>> claim_from_json(claim_to_json(claim)) == claim
    True
    """
    return {
        "subject": _end_to_json(claim.subject),
        "predicate": claim.predicate,
        "object": _end_to_json(claim.object),
        "evidence": _evidence_to_json(claim.evidence),
    }


def claim_from_json(record: Json) -> Claim:
    """The claim that `claim_to_json` wrote."""
    subject = _end_from_json(record["subject"])
    if not isinstance(subject, Node):
        raise TypeError("the subject of a claim is a node")
    evidence = _evidence_from_json(record["evidence"])
    return Claim(subject, record["predicate"], _end_from_json(record["object"]), evidence)


def _lines(records: Iterable[Json]) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n" for record in records).encode()


def _records(data: bytes, origin: str, read: Callable[[Json], Record]) -> tuple[Record, ...]:
    records = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            records.append(read(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(
                f"{origin}, line {number}, is not a record of kg", "build the folder again from its articles"
            ) from error
    return tuple(records)


def _end_to_json(end: Node | str) -> Json | str:
    if isinstance(end, str):
        return end
    record: Json = {"kind": end.kind, "name": end.name}
    if end.key:
        record["key"] = list(end.key)
    if end.parts:
        record["parts"] = [[predicate, _end_to_json(part)] for predicate, part in end.parts]
    return record


def _end_from_json(record: Json | str) -> Node | str:
    if isinstance(record, str):
        return record
    parts = tuple((predicate, _end_from_json(part)) for predicate, part in record.get("parts", ()))
    return Node(record["kind"], record["name"], tuple(record.get("key", ())), parts)


def _evidence_to_json(evidence: Evidence) -> Json:
    return {
        "article": evidence.quote.article,
        "quote": _quote_to_json(evidence.quote),
        "subject": evidence.subject and _quote_to_json(evidence.subject),
        "trigger": evidence.trigger and _quote_to_json(evidence.trigger),
        "object": evidence.object and _quote_to_json(evidence.object),
        "antecedents": [_quote_to_json(quote) for quote in evidence.antecedents],
        "rule": evidence.rule,
        "modality": evidence.modality,
        "derivation": evidence.derivation,
    }


def _evidence_from_json(record: Json) -> Evidence:
    def quote(place: Json) -> Quote:
        return Quote(record["article"], place["start"], place["end"], place["text"])

    subject, trigger, target = (record[name] and quote(record[name]) for name in ("subject", "trigger", "object"))
    antecedents = tuple(quote(place) for place in record["antecedents"])
    return Evidence(
        quote(record["quote"]),
        subject,
        trigger,
        target,
        antecedents,
        rule=record["rule"],
        modality=record["modality"],
        derivation=record["derivation"],
    )


def _quote_to_json(quote: Quote) -> Json:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _reading_to_json(reading: Reading) -> Json:
    return asdict(reading.article) | {
        "given": dict(reading.article.given),
        "fingerprint": asdict(reading.fingerprint),
        "metadata": _metadata_to_json(reading.metadata),
        "sentences": reading.sentences,
        "sentences_with_facts": reading.sentences_with_facts,
    }


def _reading_from_json(record: Json) -> Reading:
    article = Article(
        **{name: record[name] for name in ("id", "origin", "encoding", "text", "digest")},
        given=tuple(sorted(record["given"].items())),
    )
    metadata = _metadata_from_json(article.id, record["metadata"])
    fingerprint = Fingerprint(**record["fingerprint"])
    return Reading(article, metadata, fingerprint, record["sentences"], record["sentences_with_facts"])


def _metadata_to_json(metadata: Metadata) -> Json:
    def field(value: Field) -> Json:
        return {
            "value": value.value,
            "quote": _quote_to_json(value.quote),
            "derivation": value.derivation,
            "antecedents": [_quote_to_json(quote) for quote in value.antecedents],
        }

    values = {each.name: getattr(metadata, each.name) for each in fields(metadata)}
    return {
        name: [field(one) for one in value] if isinstance(value, tuple) else value and field(value)
        for name, value in values.items()
    }


def _metadata_from_json(article: str, record: Json) -> Metadata:
    def field(value: Json) -> Field:
        antecedents = tuple(Quote(article, **quote) for quote in value["antecedents"])
        return Field(value["value"], Quote(article, **value["quote"]), value["derivation"], antecedents)

    values: Json = {
        name: tuple(field(one) for one in value) if isinstance(value, list) else value and field(value)
        for name, value in record.items()
    }
    return Metadata(**values)
