"""`kg clean` as people and programs meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg import cli
from kg.cleaning import clean
from kg.sources import from_text

RAW = "首頁 | 新聞 | 教育\n兩市(shì)五校結成聯盟\n兩市昨日簽署協議，五所學校結成聯盟。\n版權所有 江岸集團\n"


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(RAW, encoding="utf-8")
    return str(path)


def printed(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["clean", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_the_clean_text(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed([article], capsys) == clean(from_text(RAW)).text + "\n"


def test_the_explanation(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    def place(text: str) -> str:
        return f"{RAW.index(text)}-{RAW.index(text) + len(text)}"

    lines = [" ".join(line.split()) for line in printed([article, "--explain"], capsys).splitlines()]
    assert f"{place('(shì)')} (shì) → nothing" in lines
    assert "✗ 0-12 menu is a row of links 首页 | 新闻 | 教育" in lines
    assert f"✗ {place('版權所有 江岸集團')} footer is a copyright notice 版权所有 江岸集团" in lines
    assert "Damage: none found" in lines


def test_the_explanation_for_programs(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    values = json.loads(printed([article, "--format", "jsonl"], capsys))
    assert [zone["kind"] for zone in values["zones"] if not zone["read"]] == ["menu", "footer"]
    for step in values["steps"]:
        for edit in step["edits"]:
            assert RAW[edit["raw"]["start"] : edit["raw"]["end"]] == edit["raw"]["text"]


def test_the_rest_is_shown_where_something_is_skipped(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(article).parent
    folder.joinpath("b.txt").write_text("no Chinese", encoding="utf-8")
    assert cli.main(["clean", str(folder)]) == cli.INCOMPLETE
    out, err = capsys.readouterr()
    assert out == clean(from_text(RAW)).text + "\n"
    assert "b.txt holds no Chinese text\nhint: " in err
    assert cli.main(["clean", str(folder / "b.txt")]) == 1


def test_the_verb_of_the_library(article: str) -> None:
    (from_file,) = kg.clean(Path(article))
    (from_words,) = kg.clean(RAW)
    assert from_file.clean.text == from_words.clean.text == clean(from_text(RAW)).text
    assert [(each.zone.kind, each.reason) for each in from_words.zones][-1] == ("footer", "is a copyright notice")
    with pytest.raises(kg.InputError, match="is empty"):
        kg.clean(" ")


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clean", "missing.txt"]) == 1
    assert "missing.txt does not exist" in capsys.readouterr().err
