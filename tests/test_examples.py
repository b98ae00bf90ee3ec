"""The example articles show every relation, and the example scripts run as a reader would run them."""

import subprocess
import sys
from pathlib import Path

import pytest

from built import ARTICLES, ENVIRONMENT, ROOT, examples

RELATIONS = {
    "kg:locatedIn",
    "kg:partOf",
    "kg:memberOf",
    "kg:partyTo",
    "kg:signedOn",
    "kg:signedIn",
    "kg:attended",
    "kg:heldOn",
    "kg:heldIn",
    "kg:theme",
    "kg:series",
    "kg:sessionNumber",
    "kg:founded",
    "kg:cooperatesWith",
    "kg:supports",
    "kg:authorOf",
    "kg:editorOf",
    "kg:photographerOf",
    "kg:planned",
    "kg:outlet",
    "kg:post",
    "schema:headline",
    "schema:datePublished",
}


def asserted() -> set[tuple[str, str, str]]:
    """The facts of the examples, things by their names."""
    names = {entity.iri: entity.name for entity in examples().entities}
    return {
        (names.get(one.subject, one.subject), one.predicate, names.get(one.object, one.object))
        for one in examples().statements
        if one.asserted
    }


@pytest.mark.parametrize("relation", sorted(RELATIONS))
def test_the_examples_show_each_relation(relation: str) -> None:
    assert relation in {predicate for _, predicate, _ in asserted()}


def test_the_examples_show_each_kind_of_post_and_evidence() -> None:
    statements = examples().statements
    assert {one.object for one in statements if one.predicate == "kg:tenure"} >= {"current", "former"}
    evidence = [one for statement in statements for one in statement.evidence]
    assert {one.modality for one in evidence} == {"asserted", "planned"}
    assert {one.derivation for one in evidence} == {"stated", "derived"}
    assert any(entity.aliases for entity in examples().entities)


def test_menus_and_footers_give_nothing() -> None:
    names = " ".join(entity.name for entity in examples().entities)
    assert not [word for word in ("首页", "版权", "登录", "邮箱", "常识") if word in names]


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_articles_are_short(path: Path) -> None:
    assert 120 <= len(path.read_text(encoding="utf-8")) <= 600


@pytest.mark.parametrize(
    ("script", "line"),
    [("agreements.py", "宁波大学 — 馆藏共享倡议"), ("neighbours.py", "宁波大学 kg:partyTo 馆藏共享倡议")],
)
def test_scripts(script: str, line: str, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "examples" / script)]
    run = subprocess.run(command, capture_output=True, cwd=tmp_path, env=ENVIRONMENT)
    assert run.stderr == b""
    assert line in run.stdout.decode().splitlines()
