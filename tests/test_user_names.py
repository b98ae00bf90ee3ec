"""Names of a user's own: a table that stands above what the rules find."""

import json
from pathlib import Path

import pytest

import kg
from kg import cli
from kg.errors import InputError
from kg.model import Claim
from kg.recognition.user_names import read_user_names

TABLE = Path(__file__).with_name("gazetteer.tsv")
HEADER = "name\tclass\tcanonical\tcode\n"
TEXT = "老余随海豚号到了渝州。西华大学的师生在海豚号上听课。"


def table(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "mine.tsv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def kinds(claims: tuple[Claim, ...]) -> dict[str, str]:
    return {claim.subject.name: claim.subject.kind for claim in claims if claim.predicate == "rdf:type"}


def test_names_of_the_table_are_found_under_their_canonical_names() -> None:
    without = kinds(kg.extract(TEXT))
    assert without == {"西华大学": "University"}
    found = kinds(kg.extract(TEXT, gazetteer=TABLE))
    assert found == without | {"海豚号科学考察队": "Institution", "余示例": "Person", "重庆市": "Province"}


def test_the_form_in_the_text_is_another_name() -> None:
    aliases = {
        (claim.subject.name, claim.object)
        for claim in kg.extract(TEXT, gazetteer=TABLE)
        if claim.predicate == "skos:altLabel"
    }
    assert aliases == {("海豚号科学考察队", "海豚号"), ("余示例", "老余"), ("重庆市", "渝州")}


def test_a_link_tells_things_of_one_name_apart(tmp_path: Path) -> None:
    rows = "东校\tSchool\t示例学校\thttps://example.org/1\n西校\tSchool\t示例学校\thttps://example.org/2\n"
    article = tmp_path / "a.txt"
    article.write_text("东校和西校的灯亮了。", encoding="utf-8")
    graph = kg.build(article, gazetteer=table(tmp_path, rows))
    schools = [entity for entity in graph.entities if entity.kind == "School"]
    assert [school.name for school in schools] == ["示例学校", "示例学校"]
    assert {school.aliases for school in schools} == {("东校",), ("西校",)}
    assert graph.validate().conforms


def test_a_name_stands_above_the_class_that_the_rules_give(tmp_path: Path) -> None:
    path = table(tmp_path, "示例学院\tCompany\n")
    assert kinds(kg.extract("示例学院的灯亮了。")) == {"示例学院": "University"}
    assert kinds(kg.extract("示例学院的灯亮了。", gazetteer=path)) == {"示例学院": "Company"}


def test_traditional_script_and_letters(tmp_path: Path) -> None:
    path = table(tmp_path, "老餘記\tCompany\nICT\tInstitution\n")
    found = kinds(kg.extract("老餘記與ICT的燈亮了，DICTIONARY沒有。", gazetteer=path))
    assert found == {"老余记": "Company", "ICT": "Institution"}
    assert "ICT" not in kinds(kg.extract("DICTIONARY的灯亮了。", gazetteer=path))


def test_a_table_that_has_changed_is_read_again(tmp_path: Path) -> None:
    text = "海豚号的灯亮了。"
    assert kinds(kg.extract(text, gazetteer=table(tmp_path, "海豚号\tSchool\n"))) == {"海豚号": "School"}
    assert kinds(kg.extract(text, gazetteer=table(tmp_path, "海豚号\tHospital\n"))) == {"海豚号": "Hospital"}


def test_the_table_is_named_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    assert cli.main(["extract", str(article), "--gazetteer", str(TABLE), "--format", "jsonl"]) == 0
    names = {json.loads(line)["subject"]["name"] for line in capsys.readouterr().out.splitlines()}
    assert "海豚号科学考察队" in names
    assert cli.main(["build", str(article), "-o", str(tmp_path / "out"), "--gazetteer", str(TABLE)]) == 0
    assert any(entity.name == "海豚号科学考察队" for entity in kg.load(tmp_path / "out").entities)
    capsys.readouterr()
    gold = str(Path(__file__).with_name("gold"))
    assert cli.main(["evaluate", gold, "--gazetteer", str(table(tmp_path, "海豚号\tNothing\n"))]) == 1
    assert capsys.readouterr().err.splitlines()[1].startswith("hint: use a class below Person, Institution or Place")


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ("", "holds no names"),
        ("海\tCompany\n", "line 2 is no name"),
        ("海豚号\tCompany\t\t\t\n", "line 2 is no name"),
        ("海豚号\t\n", "nothing is no class of names"),
        ("海豚号\tAgreement\n", "Agreement is no class of names"),
        ("海豚号\tCompany\t\t12\n", "12 is no code"),
        ("渝州\tCounty\t\t500000\n", "500000 is a Province"),
        ("渝州\tProvince\n", "a Province needs its code"),
        ("海豚号\tCompany\n\n海豚号\tSchool\n", "line 4: 海豚号 stands above already"),
    ],
)
def test_what_is_no_table_is_told_by_its_line(tmp_path: Path, rows: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as raised:
        read_user_names(table(tmp_path, rows))
    assert raised.value.hint


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no header"):
        read_user_names(table(tmp_path, "海豚号\tCompany\n", header=""))
    with pytest.raises(InputError, match="cannot be read as a gazetteer"):
        kg.extract(TEXT, gazetteer=tmp_path / "none.tsv")
    (tmp_path / "gbk.tsv").write_bytes("海豚号".encode("gbk"))
    with pytest.raises(InputError, match="cannot be read as a gazetteer"):
        read_user_names(tmp_path / "gbk.tsv")
