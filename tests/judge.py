"""Labels in a few words, and the comparison of a draft with them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from drafts import Draft
from kg.evaluation import load
from kg.evaluation.gold import SECTIONS
from kg.evaluation.matching import Outcome, compare


def thing(name: str, kind: str = "", *variants: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "variants": list(variants), "kind": kind, "level": kind, **more}


def agreement(name: str, kind: str, *parties: str, **more: Any) -> dict[str, Any]:
    return thing(name, kind, parties=list(parties), **({"signed_on": None, "signed_in": None} | more))


def event(name: str, kind: str, *attendees: str, **more: Any) -> dict[str, Any]:
    return thing(name, kind, attendees=list(attendees), **({"date": None, "place": None} | more))


CITIES = [thing("雅安市", "city", "雅安"), thing("遂宁市", "city", "遂宁")]
PARTIES = ["雅安市", "遂宁市"]


def two_cities() -> tuple[Draft, str, str]:
    draft = Draft()
    return draft, draft.add("Prefecture", "雅安市"), draft.add("Prefecture", "遂宁市")


def compare_with(draft: Draft, **labels: Any) -> Outcome:
    """What comparing `draft` with labels, given by section, tells."""
    nothing: dict[str, list[Any]] = {name: [] for name in (*SECTIONS, "positions", "relations", "relations_optional")}
    with TemporaryDirectory() as folder:
        Path(folder, "001.txt").write_text(draft.text, encoding="utf-8")
        Path(folder, "001.gold.json").write_text(json.dumps(nothing | labels), encoding="utf-8")
        return compare(load(folder)[0], draft.build())


def counts(name: str, draft: Draft, **labels: Any) -> tuple[int, int, int]:
    """True positives, false positives and misses of a type or relation."""
    return compare_with(draft, **labels).counts[name]
