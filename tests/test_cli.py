"""The command line as people and programs meet it: what it prints, where, and with which status it ends."""

import csv
import gzip
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest

import kg
from built import ENVIRONMENT, ROOT, examples
from kg import cli, folder, store
from kg.validation import Report, Violation

SENTENCE = "成都市教育局与绵阳市教育和体育局于2025年3月5日在成都市签署《成绵师资互换合作协议》。"
KG = [sys.executable, "-m", "kg"]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A short article in a folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(SENTENCE, encoding="utf-8")
    return "a.txt"


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("cli") / "out"
    examples().save(path)
    return str(path)


def failing(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said on stderr when a command fails with `status`, in the form that all errors have."""
    assert cli.main(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert "\nhint: " in err
    assert "Traceback" not in err
    return err


def test_build_prints_a_summary(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", article, "-o", "out"]) == 0
    out, err = capsys.readouterr()
    assert "Articles: 1, sentences read: 1, sentences with facts: 1" in out
    assert "cooperation agreement" in out
    assert "party to" in out
    assert "Validation: everything conforms" in out
    assert all(name in out for name in folder.FILES)
    assert err == ""
    assert {path.name for path in Path("out").iterdir()} == folder.FILES.keys()


def test_build_tells_what_is_invalid(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    violation = Violation("a:0-9", "kg:partyTo", "quote", "值", "The quote is not in the article", "引文不符", SENTENCE)
    monkeypatch.setattr("kg.knowledge.Knowledge.validate", lambda _: Report((violation,)))
    assert cli.main(["build", article, "-o", "out"]) == cli.INVALID == 3
    out = capsys.readouterr().out
    assert "Validation: 1 problem\n" in out
    assert "The quote is not in the article" in out
    assert "引文不符" in out
    assert SENTENCE in out
    assert (Path("out") / folder.FACTS).exists()


def test_build_leaves_validation_out(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.knowledge.Knowledge.validate", lambda _: pytest.fail("it was validated"))
    assert cli.main(["build", article, "-o", "out", "--no-validate"]) == 0
    assert "Validation: left out, as --no-validate says\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", folder.FACTS, folder.GRAPHS])
def test_validate_what_is_right(output: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", str(Path(output, name)), "--claims"]) == 0
    assert capsys.readouterr().out == "Validation: everything conforms\n"


def test_validate_shows_the_fact_its_sentence_and_its_article(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", article, "-o", "out"]) == 0
    graph = Path("out", folder.GRAPHS)
    broken = graph.read_text(encoding="utf-8").replace("kg:signedIn div:510100", "kg:signedIn body:成都市教育局")
    graph.write_text(broken, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["validate", str(graph)]) == cli.INVALID
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Validation: 1 problem"
    assert lines[1].endswith(": agr:成绵师资互换合作协议 kg:signedIn body:成都市教育局")
    assert lines[3:] == [f"    {SENTENCE}", f"    art:{kg.load('out').articles[0].id}"]


@pytest.mark.parametrize(
    ("word", "other", "message"),
    [
        ("kg:signedIn", "kg:signdIn", "A predicate is no property of the ontology"),
        ('"kind": "Prefecture"', '"kind": "Village"', "A kind is no class of the ontology"),
        ("kg:CooperationAgreement", "kg:Memorandum", "The class claimed is not the kind of the subject"),
        ('"rule": "sign"', '"rule": ""', "No rule is named"),
    ],
)
def test_validate_a_folder_names_the_file(
    article: str, capsys: pytest.CaptureFixture[str], word: str, other: str, message: str
) -> None:
    assert cli.main(["build", article, "-o", "out"]) == 0
    claims = Path("out", folder.CLAIMS)
    before = claims.read_text(encoding="utf-8")
    assert word in before
    claims.write_text(before.replace(word, other), encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["validate", "out"]) == cli.INVALID
    out = capsys.readouterr().out
    assert message in out
    assert f"    {SENTENCE}\n    a.txt\n" in out


def test_validate_shows_every_violation(output: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    facts = Path(output, folder.FACTS).read_text(encoding="utf-8")
    (tmp_path / "a.ttl").write_text(facts.replace("kg:code", "kg:cod"), encoding="utf-8")
    assert cli.main(["validate", str(tmp_path / "a.ttl")]) == cli.INVALID
    out = capsys.readouterr().out
    assert out.count("kg:cod ") == facts.count("kg:code")


def test_progress_bar_on_a_terminal_only(article: str) -> None:
    piped = subprocess.run([*KG, "build", article, "-o", "out"], capture_output=True, env=ENVIRONMENT)
    assert (piped.returncode, piped.stderr) == (0, b"")
    ours, theirs = pty.openpty()
    subprocess.run([*KG, "build", article, "-o", "out"], stdout=subprocess.PIPE, stderr=theirs, env=ENVIRONMENT)
    os.close(theirs)
    assert b"Reading  [####" in os.read(ours, 10_000)
    os.close(ours)


@pytest.mark.parametrize(("name", "said"), [("missing.txt", "does not exist"), ("folder", "has no articles in it")])
def test_what_is_not_there_ends_a_run_before_it_begins(
    name: str, said: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder").mkdir()
    for command in (["build", article, name, "-o", "out"], ["extract", name]):
        err = failing(command, 1, capsys)
        assert name in err
        assert said in err
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", b"\x7fELF\x00\x00\x01\x00", "is not a text file"),
        ("english.md", b"Two schools agreed.", "holds no Chinese text"),
        ("cut.txt.gz", gzip.compress(SENTENCE.encode())[:-5], "is damaged or cut off"),
        ("page.html", b"<html></html>", "has no article on it"),
        ("lines.jsonl", b'{"text": ', "line 1 is broken JSON"),
        ("rows.csv", b"a,b\n1,2\n", "has no column for the text"),
        ("not.zip", b"PK\x03\x04", "is damaged or cut off"),
    ],
)
def test_what_cannot_be_read_is_skipped(
    name: str, content: bytes, said: str, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(name).write_bytes(content)
    for command in (["build", name, "-o", "out"], ["extract", name]):
        err = failing(command, 1, capsys)
        assert name in err
        assert said in err
    assert not Path("out").exists()
    assert cli.main(["build", name, article, "-o", "out"]) == cli.INCOMPLETE == 4
    out, err = capsys.readouterr()
    assert f"skipped: {name}" in err
    assert "\nhint: " in err
    assert "Traceback" not in err
    assert "Articles: 1, " in out
    assert "Encodings: utf-8 1\nSkipped: 1\n      1  " in out
    (line,) = Path("out", folder.SKIPPED).read_text(encoding="utf-8").splitlines()
    skip = json.loads(line)
    assert said in f"{skip['origin']} {skip['what']}"
    assert kg.load("out").skipped == (kg.Skip(**skip),)


def test_skips_are_counted_by_why(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["{", json.dumps({"text": SENTENCE}), *["{"] * 30, json.dumps({"title": "无正文"})]
    Path("a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert cli.main(["build", "a.jsonl", "-o", "out"]) == cli.INCOMPLETE
    out, err = capsys.readouterr()
    assert "Skipped: 32\n     31  is broken JSON\n      1  has no text\n" in out
    assert "skipped: a.jsonl line 1 is broken JSON\n" in err
    assert "skipped: 12 more, all listed in the output folder\n" in err
    assert len(Path("out", folder.SKIPPED).read_text(encoding="utf-8").splitlines()) == 32
    assert cli.main(["extract", "a.jsonl"]) == cli.INCOMPLETE
    out, err = capsys.readouterr()
    assert SENTENCE in out
    assert err.count("skipped: ") == 21


def test_invalid_comes_before_incomplete(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("empty.txt").touch()
    violation = Violation("a:0-9", "kg:partyTo", "quote", "值", "The quote is not in the article", "引文不符", SENTENCE)
    monkeypatch.setattr("kg.knowledge.Knowledge.validate", lambda _: Report((violation,)))
    assert cli.main(["build", article, "empty.txt", "-o", "out"]) == cli.INVALID


def test_options_of_reading(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.csv").write_bytes(f"story,day\n{SENTENCE},2025-03-06\n".encode("gbk"))
    reading = ["--encoding", "gbk", "--text-field", "story", "--date-field", "day"]
    assert cli.main(["build", "a.csv", "-o", "out", *reading]) == 0
    assert "Encodings: gbk 1\n" in capsys.readouterr().out
    assert kg.load("out").articles[0].given == (("date", "2025-03-06"),)
    assert cli.main(["extract", "a.csv", *reading]) == 0
    assert SENTENCE in capsys.readouterr().out
    assert "has no column for the text" in failing(["extract", "a.csv"], 1, capsys)
    assert "no encoding klingon" in failing(["extract", "a.csv", "--encoding", "klingon"], 1, capsys)


def test_articles_come_from_stdin(article: str) -> None:
    for command in (["extract", "-"], ["build", "-", "-o", "out"]):
        run = subprocess.run([*KG, *command], input=SENTENCE.encode("gbk"), capture_output=True, env=ENVIRONMENT)
        assert (run.returncode, run.stderr) == (0, b"")
    (read,) = kg.load("out").articles
    assert (read.origin, read.encoding, read.text) == ("stdin", "gb18030", SENTENCE)


def test_a_bad_output_folder_is_told_before_reading(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    Path("out/mine.doc").write_text("mine", encoding="utf-8")
    assert "holds something else: mine.doc" in failing(["build", "missing.txt", "-o", "out"], 1, capsys)
    assert "is a file" in failing(["build", article, "-o", article], 1, capsys)
    assert [path.name for path in Path("out").iterdir()] == ["mine.doc"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["--bild"],
        ["build"],
        ["build", "a.txt"],
        ["build", "a.txt", "-o", ""],
        ["query", "out"],
        ["query", "out", "ASK {}", "--name", "posts"],
        ["query", "out", "--name", "people"],
        ["evaluate", "gold", "--half", "third"],
    ],
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--help" in failing(arguments, 2, capsys)


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "Commands:" in "".join(capsys.readouterr())


def test_extract_as_text(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", article]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"0-{len(SENTENCE)}  {SENTENCE}"
    assert "    成都市教育局 | kg:partyTo | 成绵师资互换合作协议" in lines


def test_extract_as_json_lines(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", article, "--format", "jsonl"]) == 0
    claims = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    party = next(claim for claim in claims if claim["predicate"] == "kg:partyTo")
    place = party["evidence"]["subject"]
    assert SENTENCE[place["start"] : place["end"]] == place["text"]


def test_query_formats(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    sparql = "SELECT ?name { ?who a kg:Person ; skos:prefLabel ?name } ORDER BY ?name LIMIT 2"
    answers = {}
    for form in ("table", "csv", "json"):
        assert cli.main(["query", output, sparql, "--format", form]) == 0
        answers[form] = capsys.readouterr().out
    table = [line.strip() for line in answers["table"].splitlines()]
    rows = list(csv.DictReader(io.StringIO(answers["csv"])))
    assert table[0] == "name"
    assert len(table) == 4
    assert [row["name"] for row in rows] == table[2:]
    assert [row["name"] for row in json.loads(answers["json"])] == table[2:]
    assert cli.main(["query", output, "DESCRIBE div:510700", "--format", "ttl"]) == 0
    assert "绵阳市" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.NAMED)
def test_named_queries(name: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["query", output, "--name", name, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    assert "" not in {row[next(iter(row))] for row in rows}


def test_named_queries_are_the_cookbook() -> None:
    assert set(cli.NAMED) == store.named_queries().keys()


def test_query_from_a_file(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?x a kg:Person }", encoding="utf-8")
    assert cli.main(["query", output, "--file", str(tmp_path / "q.rq"), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "answer\ntrue\n"
    assert "cannot be read" in failing(["query", output, "--file", str(tmp_path / "none.rq")], 1, capsys)


def test_bad_queries(output: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "line 1" in failing(["query", output, "SELECT ?x { ?x a }"], 1, capsys)
    failing(["query", str(tmp_path), "ASK {}"], 1, capsys)


def test_evaluate(capsys: pytest.CaptureFixture[str]) -> None:
    gold = str(ROOT / "tests" / "gold")
    assert cli.main(["evaluate", gold, "--errors"]) == 0
    assert "relations" in capsys.readouterr().out
    assert cli.main(["evaluate", gold, "--half", "even", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_evaluate_needs_labelled_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failing(["evaluate", str(tmp_path)], 1, capsys)


def test_an_interrupt_writes_nothing(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.store.create", interrupted)
    assert cli.main(["build", article, "-o", "out"]) == cli.INTERRUPTED
    assert "error: interrupted" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == [article]


def test_an_ended_build_leaves_nothing(article: str) -> None:
    code = """
import os, signal, sys
from kg import cli, store
store.create = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
cli.run()
"""
    command = [sys.executable, "-c", code, "build", article, "-o", "out"]
    ended = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    assert (ended.returncode, ended.stderr.strip()) == (cli.INTERRUPTED, "error: interrupted")
    assert [path.name for path in Path().iterdir()] == [article]


def test_chinese_is_printed_whatever_the_locale(article: str) -> None:
    environment = ENVIRONMENT | {"PYTHONIOENCODING": "ascii"}
    said = subprocess.run([*KG, "extract", article], capture_output=True, env=environment)
    assert (said.returncode, said.stderr) == (0, b"")
    assert SENTENCE in said.stdout.decode()


def test_what_may_not_be_read_is_bad_input(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    Path("gold").mkdir()
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(Path, "iterdir", denied)
    assert "gold cannot be read: Permission denied" in failing(["evaluate", "gold"], 1, capsys)
    monkeypatch.setattr(Path, "read_text", denied)
    assert "cannot be read" in failing(["query", "gold", "--file", article], 1, capsys)


def test_a_closed_pipe_is_no_error(output: str) -> None:
    sparql = "SELECT * { ?s ?p ?o }"
    command = subprocess.Popen(
        [*KG, "query", output, sparql], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    )
    assert command.stdout is not None
    command.stdout.read(10)
    command.stdout.close()
    assert command.stderr is not None
    assert command.stderr.read() == b""
    assert command.wait() == 0


@pytest.mark.parametrize("name", sorted(cli.cli.commands))
def test_every_command_and_option_has_help(name: str) -> None:
    command = cli.cli.commands[name]
    assert command.help
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert all(option.help for option in options)
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")
