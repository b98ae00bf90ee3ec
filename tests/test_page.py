"""The page as a file: what is in it, and that it is the same each time."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from built import examples
from explored import university, university_page
from kg.exports import page, spelling
from kg.exports.content import content
from kg.exports.facts import facts
from kg.exports.families import FAMILIES
from kg.exports.quotations import Units
from kg.knowledge import fact_term
from kg.model import KnowledgeBase

__all__ = ["university_page"]  # a fixture


def embedded(text: str) -> tuple[str, str]:
    (found,) = re.findall(r'<script type="(application/[a-z]+)" id="content">(.*?)</script>', text, re.DOTALL)
    return found[0], found[1]


def words_at(kb_content: dict[str, Any], proof: dict[str, Any]) -> dict[str, str]:
    """The words that a browser would mark: it counts UTF-16 units."""
    sentence = kb_content["sentences"][proof["sentence"]]
    units = kb_content["articles"][sentence["article"]]["text"].encode("utf-16-le")
    start = sentence["start"]
    return {
        role: units[2 * (start + left) : 2 * (start + right)].decode("utf-16-le")
        for left, right, role in proof["marks"]
    }


def test_the_page_keeps_the_licence_and_points_nowhere(university_page: Path) -> None:
    text = university_page.read_text(encoding="utf-8")
    assert "@license" in text
    assert "sourceMappingURL" not in text
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(", text.partition("<script")[0])
    assert "default-src &#39;none&#39;" in text


def test_no_script_or_handler_stands_in_the_markup(university_page: Path) -> None:
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", university_page.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\son[a-z]+=|style=|javascript:", markup)
    assert "unsafe" not in markup


def test_the_same_bytes_for_any_hash_seed() -> None:
    program = (
        "import sys, conftest\nfrom kg.exports import page\n"
        "sys.stdout.buffer.write(page.write(conftest.small_knowledge()))"
    )
    folder = Path(__file__).parent
    path = os.pathsep.join([str(folder), str(folder.parent)])
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_marks_count_utf16_units() -> None:
    told = content(university())
    fact = next(one for one in told["facts"] if one["term"] == "kg:supports")
    assert [words_at(told, proof) for proof in fact["proofs"]] == [
        {"subject": "𠮷林大学", "trigger": "支持", "object": "广安理工学院"}
    ] * 2


@pytest.mark.parametrize(
    ("text", "place", "units"), [("abc", 2, 2), ("𠮷a𠮷b", 1, 2), ("𠮷a𠮷b", 3, 5), ("广安", 2, 2)]
)
def test_units(text: str, place: int, units: int) -> None:
    assert Units(text).at(place) == units == len(text[:place].encode("utf-16-le")) // 2


def test_every_mark_of_the_examples_is_the_quoted_text() -> None:
    kb = examples()
    told = content(kb)
    quoted = Counter(
        words.text
        for fact in facts(kb)
        for evidence in fact.evidence
        for words in (evidence.subject, evidence.trigger, evidence.object)
        if words and evidence.quote.start <= words.start and words.end <= evidence.quote.end
    )
    marked = Counter(
        words for fact in told["facts"] for proof in fact.get("proofs", ()) for words in words_at(told, proof).values()
    )
    assert marked == quoted
    assert sum(marked.values()) > 200


def test_every_fact_is_on_the_page_once(kb: KnowledgeBase) -> None:
    told = content(kb)
    names = [entity["name"] for entity in told["entities"]]
    assert sorted(names) == sorted(entity.name for entity in kb.entities if entity.kind != "Membership")
    values = {(fact["term"], fact["value"]) for fact in told["facts"] if "value" in fact}
    assert {("kg:signedOn", "2024-05-20"), ("kg:theme", "同学𠮷林"), ("kg:code", "510100")} <= values
    posts = {(fact["post"], fact["tenure"]) for fact in told["facts"] if "post" in fact}
    assert posts == {("厅长", "current"), ("副主任", "former")}
    planned = [fact["term"] for fact in told["facts"] if fact["status"] == "planned"]
    assert planned == ["kg:supports"]
    assert len(told["facts"]) == len(facts(kb))


def test_facts_are_counted_as_the_summary_counts_them() -> None:
    kb = examples()
    posts = {one.subject for one in kb.statements if one.object == "kg:Membership"}
    asserted = [
        one
        for one in kb.statements
        if one.asserted
        and fact_term(one.predicate, one.object)
        and (one.subject not in posts or one.object == "kg:Membership")
    ]
    ways = Counter(fact["status"] for fact in content(kb)["facts"])
    assert ways["stated"] + ways["derived"] == len(asserted)


def test_everything_but_reference_knowledge_has_evidence() -> None:
    for fact in content(examples())["facts"]:
        assert bool(fact.get("proofs")) == (fact["status"] != "reference")


def test_names_in_both_scripts() -> None:
    told = {entity["name"]: entity.get("traditional", "") for entity in content(examples())["entities"]}
    assert told["广东省教育厅"] == "廣東省教育廳"
    kb = university()
    persons = [entity for entity in content(kb)["entities"] if entity["kind"] == "Person"]
    assert all("traditional" not in person for person in persons)  # 张三 may write himself 张 and not 張


def test_characters_of_names_have_readings_and_variants() -> None:
    assert spelling.readings(["重庆", "abc"]) == {"庆": "qing", "重": "zhong chong tong"}
    variants = spelling.variants(["广安", "教育厅"])
    assert (variants["廣"], variants["廳"]) == ("广", "厅")
    assert "廈" not in variants


def test_a_large_page_is_compressed(monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase) -> None:
    kind, plain = embedded(page.to_html(kb))
    assert kind == "application/json"
    assert "<" not in plain
    monkeypatch.setattr(page, "_PLAIN", 1000)
    kind, packed = embedded(page.to_html(kb))
    assert kind == "application/zlib"
    assert json.loads(zlib.decompress(base64.b64decode(packed))) == json.loads(plain)


def test_texts_are_left_out_first(monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase) -> None:
    whole = page.to_html(kb)
    monkeypatch.setattr(page, "LIMIT", len(whole.encode()) - 1)
    told = json.loads(embedded(page.to_html(kb))[1])
    assert not any("text" in article for article in told["articles"])
    texts = {sentence["text"] for sentence in told["sentences"]}
    assert {evidence.quote.text for statement in kb.statements for evidence in statement.evidence} == texts


def test_the_style_sheet_has_the_colours_of_the_families() -> None:
    style = Path(page.__file__).with_name("assets").joinpath("page.css").read_text(encoding="utf-8")
    tints = dict(re.findall(r'\[data-family="(\w+)"\] \{ --tint: (#\w+);', style))
    assert tints == {family.name: family.colour for family in FAMILIES}


def test_both_languages_have_all_words() -> None:
    texts = Path(page.__file__).with_name("assets").joinpath("texts.js").read_text(encoding="utf-8")
    chinese, english = (set(re.findall(r"^    (\w+):", part, re.MULTILINE)) for part in texts.split("\n  en: {"))
    assert chinese == english
    used = set()
    for script in Path(page.__file__).with_name("assets").iterdir():
        code = script.read_text(encoding="utf-8")
        used |= set(re.findall(r"text\(\)\.(\w+)", code)) | set(re.findall(r'data-(?:text|label|title)="(\w+)"', code))
    assert used <= chinese
    dynamic = {"stated", "derived", "planned", "reference", "subject", "trigger", "object"}
    dynamic |= {f"{name}Column" for name in ("subject", "relation", "object", "status", "date", "outlet", "count")}
    assert chinese - used - dynamic == set()
