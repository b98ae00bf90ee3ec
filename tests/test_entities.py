"""Names that another spaCy pipeline recognizes where the rules are silent."""

import json
from pathlib import Path

import pytest
import spacy

import kg
from kg import cli
from kg.errors import InputError
from kg.model import Claim, Node

TEXT = "成都市教育局局长江小舟到场，Amara Osei随后从阿克拉赶来。成都市教育局由海豚号送来信件。"
PATTERNS = [
    {"label": "PERSON", "pattern": "Amara Osei"},
    {"label": "ORG", "pattern": "海豚号"},
    {"label": "ORG", "pattern": "市教育局局长"},  # crosses a name that the rules find
    {"label": "DATE", "pattern": "随后"},
]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a spaCy pipeline that knows a few names."""
    nlp = spacy.blank("zh")  # its tokens are characters
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(PATTERNS)  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("pipeline")
    nlp.to_disk(folder)
    return str(folder)


def kinds(claims: tuple[Claim, ...]) -> dict[str, tuple[str, str, str]]:
    found = {}
    for claim in claims:
        if claim.predicate == "rdf:type" and isinstance(claim.object, str | Node):
            evidence = claim.evidence
            found[claim.subject.name] = (claim.subject.kind, evidence.rule, evidence.derivation)
    return found


def test_a_model_adds_what_the_rules_do_not_find(pipeline: str) -> None:
    without, added = kinds(kg.extract(TEXT)), kinds(kg.extract(TEXT, model=pipeline))
    assert added["Amara Osei"] == ("Person", "model", "derived")
    assert added["海豚号"] == ("Institution", "model", "derived")
    assert {name: added[name] for name in without} == without
    assert added.keys() - without.keys() == {"Amara Osei", "海豚号"}


def test_a_model_is_named_on_the_command_line(
    pipeline: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert cli.main(["extract", str(file), "--model", pipeline, "--format", "jsonl"]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {claim["subject"]["name"] for claim in claims if claim["evidence"]["rule"] == "model"} == {
        "Amara Osei",
        "海豚号",
    }


def test_a_graph_with_names_of_a_model_is_valid(pipeline: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    graph = kg.build(file, model=pipeline)
    assert graph.validate().conforms
    assert any(entity.name == "Amara Osei" for entity in graph.entities)


def test_what_is_no_pipeline() -> None:
    with pytest.raises(InputError, match="no_such_pipeline cannot be loaded"):
        kg.extract(TEXT, model="no_such_pipeline")


def test_a_pipeline_without_entities(tmp_path: Path) -> None:
    spacy.blank("zh").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="recognizes no entities"):
        kg.extract(TEXT, model=str(tmp_path / "blank"))
