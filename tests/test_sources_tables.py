"""JSON lines, JSON and CSV: one article a record, and a broken record leaves the others alone."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import cli, pipeline, sources
from kg.errors import InputError
from kg.model import Article, Skip
from kg.sources.received import FIELDS, Options, Received, RefusedError
from kg.sources.tables import read_csv, read_json, read_json_lines

TEXT = "绵阳市教育局与德阳市教育局于2024年10月29日在绵阳市签署《绵德教育合作协议》。"
OTHER = "渝北区与邻水县签署合作协议。"
ENGLISH = {"id": "7", "title": "绵德两地签约", "date": "2024-10-30", "outlet": "范例日报", "url": "https://a.example/7"}
CHINESE = {"编号": "7", "标题": "绵德两地签约", "日期": "2024-10-30", "来源": "范例日报", "网址": "https://a.example/7"}
HEADED = f"绵德两地签约\n发布时间：2024-10-30\n来源：范例日报\n{TEXT}"


def read(path: Path, data: str | bytes, options: Options | None = None) -> tuple[list[Article], list[Skip]]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    skipped: list[Skip] = []
    return list(sources.read([path], options or Options(), skipped.append)), skipped


def dump(records: list[dict[str, Any]], suffix: str) -> str:
    match suffix:
        case ".jsonl":
            return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        case ".json":
            return json.dumps(records, indent=1)
        case _:
            file = io.StringIO()
            writer = csv.DictWriter(file, list(records[0]))
            writer.writeheader()
            writer.writerows(records)
            return file.getvalue()


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv"])
@pytest.mark.parametrize("record", [ENGLISH | {"text": TEXT}, CHINESE | {"正文": TEXT}], ids=["English", "Chinese"])
def test_a_record_is_an_article(tmp_path: Path, record: dict[str, str], suffix: str) -> None:
    (article,), skipped = read(tmp_path / f"news{suffix}", dump([record], suffix))
    assert article.text == HEADED
    assert dict(article.given) == ENGLISH
    assert article.origin.startswith(f"{(tmp_path / 'news').as_posix()}{suffix} ")
    assert not skipped


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv"])
def test_options_name_the_fields(tmp_path: Path, suffix: str) -> None:
    record = {"text": "摘要。", "Story": TEXT, "station": "范例日报", "source": "别处"}
    options = Options(fields={"text": "story", "outlet": "Station"})
    (article,), _ = read(tmp_path / f"news{suffix}", dump([record], suffix), options)
    assert article.text == f"来源：范例日报\n{TEXT}"


def test_facts_of_a_record_have_quotes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ENGLISH | {"text": TEXT}), encoding="utf-8")
    knowledge = pipeline.build([tmp_path / "a.jsonl"])
    said = {claim.predicate: claim for claim in knowledge.claims}
    assert said["kg:outlet"].object == "范例日报"
    assert said["schema:datePublished"].object == "2024-10-30"
    assert said["schema:headline"].object == "绵德两地签约"
    for claim in knowledge.claims:
        quote = claim.evidence.quote
        assert knowledge.articles[0].text[quote.start : quote.end] == quote.text


def test_the_same_text_given_twice_is_one_article(tmp_path: Path) -> None:
    articles, _ = read(tmp_path / "a.jsonl", dump([{"text": TEXT}, {"text": OTHER}, {"text": TEXT, "id": 2}], ".jsonl"))
    assert [article.text for article in articles] == [TEXT, OTHER]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"text": "' + TEXT, "is broken JSON"),
        ("[" * 100_000, "is broken JSON"),
        ('["a"]', "is no record with named fields"),
        ('{"headline": "无正文"}', "has no text"),
        ('{"text": null}', "has no text"),
        ('{"text": ["一", "二"]}', "has no text"),
        ('{"text": "no Chinese"}', "holds no Chinese text"),
        ('{"text": "广安\\ud842市"}', "has a lone surrogate in its text"),
        ('{"text": "广安市", "title": "\\udfb7"}', "has a lone surrogate in its title"),
        ('{"text": "广安\\u0000市"}', "is not a text file"),
    ],
)
def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: str, what: str) -> None:
    lines = [json.dumps({"text": TEXT}), "", line, json.dumps({"text": OTHER})]
    articles, (skip,) = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [article.text for article in articles] == [TEXT, OTHER]
    assert skip.origin == f"{(tmp_path / 'a.jsonl').as_posix()} line 3"
    assert skip.what == what
    assert skip.hint


def test_json_lines_may_hold_other_line_separators_and_a_byte_order_mark(tmp_path: Path) -> None:
    text = f"\ufeff{json.dumps({'text': TEXT + chr(0x2028) + '完。'}, ensure_ascii=False)}\r\n"
    (article,), skipped = read(tmp_path / "a.jsonl", text)
    assert article.text == f"{TEXT}\u2028完。"
    assert not skipped


def test_json_may_be_one_object_or_lines_under_a_wrong_name(tmp_path: Path) -> None:
    (one,), _ = read(tmp_path / "a.json", json.dumps({"text": TEXT}, indent=2))
    several, skipped = read(tmp_path / "b.json", dump([{"text": TEXT}, {"text": OTHER}], ".jsonl") + "\n{")
    assert one.text == TEXT
    assert [article.text for article in several] == [TEXT, OTHER]
    assert [skip.origin[-6:] for skip in skipped] == ["line 3"]


@pytest.mark.parametrize("data", ['[{"text": "广安', "[" * 100_000, '{"text":\n', "正文"])
def test_broken_json_is_one_skip(tmp_path: Path, data: str) -> None:
    articles, (skip,) = read(tmp_path / "a.json", data)
    assert not articles
    assert skip == Skip((tmp_path / "a.json").as_posix(), "is broken JSON", skip.hint)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_spreadsheets(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["标题", "正文"]) + "\r\n" + delimiter.join(["绵德签约", f'"第一行，\r\n{TEXT}"']) + "\r\n"
    for encoding, reported in (("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16-le")):
        (article,), skipped = read(tmp_path / f"{encoding}.csv", text.encode(encoding))
        assert article.text == f"绵德签约\n第一行，\r\n{TEXT}"
        assert article.encoding == reported
        assert not skipped


def test_broken_rows_are_told_with_their_lines(tmp_path: Path) -> None:
    rows = ["title,text", f"一,{TEXT}", '二,"两\n行"多', f"三,{OTHER},多出", "四", f"五,{OTHER}", '六,"没有结束']
    articles, skipped = read(tmp_path / "a.csv", "\n".join(rows))
    assert [article.text for article in articles] == [f"一\n{TEXT}", f"五\n{OTHER}"]
    whys = [(skip.origin.rsplit(" ", 1)[1], skip.what.split(":")[0]) for skip in skipped]
    assert whys == [
        ("3", "is broken CSV"),
        ("5", "has more fields than there are columns"),
        ("6", "has no text"),
        ("8", "is broken CSV"),
    ]


def test_csv_without_a_column_for_the_text_is_one_skip(tmp_path: Path) -> None:
    articles, (skip,) = read(tmp_path / "a.csv", f"name,story\n一,{TEXT}\n")
    assert not articles
    assert skip.what == "has no column for the text"
    assert "--text-field" in skip.hint


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        *((f"a{suffix}", data, "is empty") for suffix in (".jsonl", ".json", ".csv") for data in ("", "\ufeff \n")),
        ("a.json", "[]", "has no articles in it"),
        ("a.csv", "title,text\n", "has no articles in it"),
    ],
)
def test_no_record_is_one_skip(tmp_path: Path, name: str, data: str, what: str) -> None:
    articles, skipped = read(tmp_path / name, data)
    assert [skip.what for skip in skipped] == [what]
    assert not articles


def test_a_long_field_is_read(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path / "a.csv", f"text\n{TEXT * 5000}\n")
    assert len(article.text) > 131_072


def test_options_are_checked() -> None:
    with pytest.raises(InputError, match="no encoding klingon"):
        Options("klingon")
    with pytest.raises(InputError, match="no encoding base64"):
        Options("base64")
    with pytest.raises(InputError, match="no field author"):
        Options(fields={"author": "作者"})
    assert set(cli.FIELDS) == set(FIELDS)


@given(st.binary(max_size=200) | st.text(alphabet='[]{}":,\\u d842文\n', max_size=60).map(str.encode))
def test_no_bytes_bring_a_table_down(data: bytes) -> None:
    for reader in (read_json_lines, read_json, read_csv):
        with contextlib.suppress(RefusedError):
            assert all(isinstance(one, (Article, Skip)) for one in reader(Received("a", data, ""), Options()))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30), max_size=5))
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    records = [{"text": f"文{text}"} for text in texts]
    for reader, suffix in ((read_json_lines, ".jsonl"), (read_json, ".json"), (read_csv, ".csv")):
        if records:
            found = reader(Received("a", dump(records, suffix).encode(), ""), Options())
            assert [one.text for one in found if isinstance(one, Article)] == [record["text"] for record in records]
