"""`kg export`: what it writes where, which part, and what it says when it cannot."""

import io
import json
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from built import ROOT, examples
from kg import cli, exports, folder
from test_cli import failing


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "out"
    examples().save(path)
    return path


def written(arguments: list[str], capsysbinary: pytest.CaptureFixture[bytes]) -> bytes:
    """What a command prints when all is well and nothing is left out."""
    assert cli.main(["export", *arguments]) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    return out


def test_the_choices_are_the_formats() -> None:
    assert set(cli.FORMATS) == exports.FORMATS.keys()


@pytest.mark.parametrize("to", [name for name, files in exports.FORMATS.items() if len(files) == 1])
def test_a_file_goes_to_stdout_or_where_it_is_told(
    output: Path, tmp_path: Path, to: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (expected,) = exports.render(examples(), to).values()
    assert written([str(output), "--to", to], capsysbinary) == expected
    assert written([str(output), "--to", to, "-o", str(tmp_path / "new" / "x.out")], capsysbinary) == b""
    assert (tmp_path / "new" / "x.out").read_bytes() == expected
    assert written([str(output), "--to", to, "-o", str(tmp_path)], capsysbinary) == b""
    assert (tmp_path / exports.FORMATS[to][0].file).read_bytes() == expected


def test_tables_go_to_a_folder(output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(output), "--to", "csv", "-o", str(tmp_path / "tables")]) == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    assert files == exports.render(examples(), "csv")
    assert files.keys() == {"nodes.csv", "edges.csv", "evidence.csv"}
    assert "csv is 3 files: name a folder after -o" in failing(["export", str(output), "--to", "csv"], 2, capsys)


def test_what_was_there_stays_whole_if_writing_fails(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("nodes.csv", "edges.csv"):
        (tmp_path / name).write_text("former", encoding="utf-8")
    write, count = Path.write_bytes, io.StringIO()

    def full(path: Path, data: bytes) -> int:
        if path.name == "evidence.csv":
            raise OSError(28, "No space left on device")
        count.write(".")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    told = failing(["export", str(output), "--to", "csv", "-o", str(tmp_path)], 1, capsys)
    assert "No space left on device" in told
    assert count.getvalue() == ".."
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "nodes.csv": "former",
        "edges.csv": "former",
    }


def test_a_part_around_a_thing(output: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    given = [str(output), "--to", "turtle", "--about", "四川大学", "--depth", "2"]
    assert written(given, capsysbinary).decode() == examples().select(about="四川大学", depth=2).to_turtle()
    near = written([str(output), "--to", "turtle", "--about", "body:四川大学"], capsysbinary).decode()
    assert near == examples().select(about="四川大学", depth=1).to_turtle() != ""


def test_a_part_since_a_date_says_what_it_leaves_out(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(output), "--to", "trig", "--since", "2025-06"]) == 0
    out, err = capsys.readouterr()
    assert "2025-08-11" in out
    assert "2025-03-13" not in out
    assert err == "warning: 1 articles that state no date are left out\n"


def test_the_answer_to_a_query(output: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    query = "CONSTRUCT WHERE { ?a kg:supports ?b }"
    data = written([str(output), "--to", "nquads", "--query", query], capsysbinary)
    assert {quad.triple for quad in parse(data, RdfFormat.N_QUADS)} == set(examples().query(query).triples())
    nodes = json.loads(written([str(output), "--to", "jsonld", "--query", query], capsysbinary))["@graph"]
    assert all(node.keys() == {"id", "supports"} for node in nodes)


def test_a_file_of_facts_can_be_exported(output: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    facts = output / folder.FACTS
    assert written([str(facts), "--to", "turtle"], capsysbinary) == facts.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--to", "xlsx"], 2, "'xlsx' is not one of"),
        ([], 2, "Missing option '--to'"),
        (["--to", "trig", "--depth", "-1", "--about", "四川大学"], 2, "-1 is not in the range"),
        (["--to", "trig", "--depth", "2"], 2, "--depth needs --about"),
        (["--to", "trig", "--about", "四川大雪"], 1, "nothing is called 四川大雪"),
        (["--to", "trig", "--about", "周范例"], 1, "several things are called 周范例"),
        (["--to", "trig", "--since", "June"], 1, "June is no date"),
        (["--to", "graphml", "--query", "CONSTRUCT WHERE { ?a kg:supports ?b }"], 1, "graphml cannot hold any triples"),
        (["--to", "turtle", "--query", "SELECT * { ?a kg:supports ?b }"], 1, "only CONSTRUCT and DESCRIBE"),
        (["--to", "turtle", "--query", "CONSTRUCT {"], 1, "the query is not SPARQL"),
        (["--to", "turtle", "-o", "/dev/null/x"], 1, "/dev/null/x cannot be written"),
    ],
)
def test_errors_say_what_to_do(
    output: Path, arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in failing(["export", str(output), *arguments], status, capsys)


def test_what_is_no_graph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is no output folder of kg" in failing(["export", str(tmp_path), "--to", "trig"], 1, capsys)
    (tmp_path / "notes.txt").write_text("text", encoding="utf-8")
    assert "neither a folder nor an RDF file" in failing(
        ["export", str(tmp_path / "notes.txt"), "--to", "trig"], 1, capsys
    )


def test_the_recipe_for_neo4j_names_columns_that_exist() -> None:
    recipe = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    loads = re.findall(r"file:///(\S+)' AS row\n(.*?);\n", recipe, re.DOTALL)
    files = exports.render(examples(), "csv")
    assert [name for name, _ in loads] == list(files)
    for name, statement in loads:
        columns = files[name].decode("utf-8-sig").splitlines()[0].split(",")
        assert set(re.findall(r"row\.(\w+)", statement)) <= set(columns)
