"""The whole way from articles to an output folder: the same bytes each time, whole or not at all."""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib

from built import ARTICLES, examples
from kg import folder, pipeline, records
from kg.errors import InputError, OutputError
from kg.model import Article, KnowledgeBase

STABLE = [name for name in folder.FILES if name != folder.STORE]
SENTENCE = "成都市教育局与绵阳市教育和体育局于2025年3月5日在成都市签署《成绵师资互换合作协议》。"


def contents(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in STABLE}


def test_load_gives_what_was_saved(tmp_path: Path) -> None:
    examples().save(tmp_path / "out")
    assert pipeline.load(tmp_path / "out") == examples()


def test_saved_files(tmp_path: Path) -> None:
    examples().save(tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == folder.FILES.keys()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    lines = (tmp_path / "out" / folder.ARTICLES).read_text(encoding="utf-8").splitlines()
    first = json.loads(lines[0])
    assert first.keys() >= {"id", "origin", "encoding", "text", "digest", "metadata", "sentences"}
    assert len(lines) == len(list(ARTICLES.glob("*.txt")))


def test_the_import_of_the_facts_is_in_the_folder(tmp_path: Path) -> None:
    examples().save(tmp_path / "out")
    facts = rdflib.Graph().parse(tmp_path / "out" / folder.FACTS)
    (imported,) = facts.objects(predicate=rdflib.OWL.imports)
    catalog = ElementTree.parse(tmp_path / "out" / folder.CATALOG).getroot()
    places = {each.get("name"): each.get("uri") for each in catalog}
    ontology = rdflib.Graph().parse(tmp_path / "out" / str(places[str(imported)]))
    assert (imported, rdflib.RDF.type, rdflib.OWL.Ontology) in ontology


def test_one_text_given_twice_is_one_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    knowledge = pipeline.build([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert [Path(article.origin).name for article in knowledge.articles] == ["a.txt"]


def test_one_path_needs_no_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert pipeline.build(str(tmp_path / "a.txt")) == pipeline.build([tmp_path / "a.txt"])


def test_progress_sees_each_article(tmp_path: Path) -> None:
    seen: list[Article] = []

    def progress(articles: Sequence[Article]) -> Iterable[Article]:
        for article in articles:
            seen.append(article)
            yield article

    assert {article.id for article in pipeline.build([ARTICLES], progress).articles} == {a.id for a in seen}


def test_extract_takes_text_or_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    claims = pipeline.extract(SENTENCE)
    assert {claim.predicate for claim in claims} >= {"kg:partyTo", "kg:signedOn", "kg:signedIn"}
    assert claims == pipeline.extract(path)


def test_claims_outlive_the_journey_through_json() -> None:
    claims = examples().claims
    assert claims
    assert records.load_claims(records.dump_claims(claims), "claims.jsonl") == claims


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"subject": "x", "predicate": "y", "object": "z"}'])
def test_a_line_that_is_no_claim(line: str) -> None:
    with pytest.raises(InputError, match=r"claims\.jsonl, line 1"):
        records.load_claims(f"{line}\n".encode(), "claims.jsonl")


def test_load_needs_an_output_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no output folder of kg"):
        pipeline.load(tmp_path)


def test_an_earlier_output_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    examples().save(tmp_path / "out")
    pipeline.build([tmp_path / "a.txt"]).save(tmp_path / "out")
    assert len(pipeline.load(tmp_path / "out").articles) == 1


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    examples().save(out)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    before = contents(out)
    with pytest.raises(OutputError, match=r"holds something else: notes\.txt"):
        examples().save(out)
    assert contents(out) == before
    assert (out / "notes.txt").exists()


def test_a_folder_that_only_looks_like_an_output_stays(tmp_path: Path) -> None:
    (tmp_path / "out" / "store").mkdir(parents=True)
    with pytest.raises(OutputError, match="holds something else: store"):
        folder.check(tmp_path / "out")


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    examples().save(tmp_path / "out")
    assert (tmp_path / "out" / folder.PAGE).exists()


def test_a_folder_that_exists_stays_itself(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = out.stat().st_ino
    for _ in range(2):
        examples().save(out)
        assert out.stat().st_ino == before
        assert {path.name for path in out.iterdir()} == folder.FILES.keys()


def test_an_empty_folder_is_filled_where_its_parent_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    mkdir = Path.mkdir

    def closed(path: Path, *rest: object, **options: object) -> None:
        if path.parent == tmp_path and path.name != "out":
            raise PermissionError(13, "Permission denied", str(path))
        mkdir(path, *rest, **options)

    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != tmp_path)
    monkeypatch.setattr(Path, "mkdir", closed)
    examples().save(tmp_path / "out")
    assert (tmp_path / "out" / folder.PAGE).exists()


@pytest.mark.parametrize("name", ["file.txt", "file.txt/out", "file.txt/a/b"])
def test_a_file_is_in_the_way(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"file\.txt is a file") as caught:
        folder.check(tmp_path / name)
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["file.txt"]


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        folder.check(tmp_path / ("长" * 100))
    with pytest.raises(OutputError, match="cannot be written"):
        folder.check(tmp_path / ("长" * 100) / "out")


@pytest.mark.parametrize("call", ["stat", "iterdir"])
def test_a_folder_that_may_not_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def denied(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, call, denied)
    with pytest.raises(OutputError, match="cannot be written: Permission denied"):
        folder.check(tmp_path)


def test_an_unwritable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, _: Path(place) != tmp_path)
    for place in (tmp_path, tmp_path / "out", tmp_path / "a" / "b"):
        with pytest.raises(OutputError, match="not writable"):
            folder.check(place)


def test_a_failure_leaves_the_earlier_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    examples().save(tmp_path / "out")
    before = contents(tmp_path / "out")
    monkeypatch.setattr(folder.store, "create", broken)
    with pytest.raises(OutputError, match="No space left"):
        examples().save(tmp_path / "out")
    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("last", range(2 * len(folder.FILES)))
@pytest.mark.parametrize("failure", [OSError(5, "Input/output error"), KeyboardInterrupt()])
def test_a_failure_between_two_renamings_leaves_the_earlier_output(
    kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int, failure: BaseException
) -> None:
    out = tmp_path / "out"
    folder.save(kb, (), (), out)
    before = contents(out)
    rename, count = Path.rename, iter(range(99))

    def failing(path: Path, goal: Path) -> None:
        number = next(count)
        if number == last and isinstance(failure, OSError):
            raise failure
        rename(path, goal)
        if number == last:
            raise failure  # an interrupt comes after it is done

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises((OutputError, KeyboardInterrupt)):
        folder.save(kb, examples().readings, (), out)
    assert contents(out) == before
    assert {path.name for path in out.iterdir()} == folder.FILES.keys()


def test_a_sentence_that_only_names_something_has_no_fact(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"记者走进四川大学。\n{SENTENCE}\n成都市很大。", encoding="utf-8")
    (reading,) = pipeline.build(tmp_path / "a.txt").readings
    assert (reading.sentences, reading.sentences_with_facts) == (3, 1)
