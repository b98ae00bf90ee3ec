"""Reading: every encoding gives the same text, every file once, and what is no article is refused."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest

from kg import sources
from kg.errors import InputError

SIMPLIFIED = "广安市教育局与渝北区教育委员会签署《基础教育合作协议》，双方将共享课程。\n"
TRADITIONAL = "廣安市教育局與渝北區教育委員會簽署《基礎教育合作協議》，雙方將共享課程。\n"


def write(path: Path, text: str = SIMPLIFIED, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "𠮷野\n", "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL + "喺嘅\n", "big5hkscs", "big5hkscs"),
        (TRADITIONAL, "gbk", "gb18030"),
    ],
)
def test_the_encoding_is_found(tmp_path: Path, text: str, encoding: str, reported: str) -> None:
    (article,) = sources.read([write(tmp_path / "a.txt", text, encoding)])
    assert article.text == text
    assert article.encoding == reported


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides_and_stays(tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + SIMPLIFIED.encode(encoding))
    (article,) = sources.read([path])
    assert article.text == "\ufeff" + SIMPLIFIED
    assert article.encoding == encoding


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    (article,) = sources.read([write(tmp_path / "a.txt", "标题\r\n正文。\r末行")])
    assert article.text == "标题\r\n正文。\r末行"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_file_cut_inside_its_last_character_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((SIMPLIFIED * 5).encode(encoding)[:-2])  # the line end and a byte of 。
    (article,) = sources.read([path])
    assert article.text.startswith(SIMPLIFIED * 4)
    assert article.text.endswith("\ufffd")


def test_an_article_knows_its_bytes_and_its_text(tmp_path: Path) -> None:
    utf8, gbk = sources.read([write(tmp_path / "a.txt")]), sources.read([write(tmp_path / "b.txt", encoding="gbk")])
    (first,), (second,) = utf8, gbk
    assert first.id == second.id
    assert len(first.id) == 16
    assert first.digest == hashlib.sha256(SIMPLIFIED.encode()).hexdigest() != second.digest
    assert first.origin == (tmp_path / "a.txt").as_posix()


def test_a_folder_gives_its_articles_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/2.md", "b/1.TXT", "a.txt", "c.html", ".hidden.txt", ".git/d.txt"):
        write(tmp_path / name, f"{name}：{SIMPLIFIED}")
    names = [Path(article.origin).relative_to(tmp_path).as_posix() for article in sources.read([tmp_path])]
    assert names == ["a.txt", "b/1.TXT", "b/2.md"]


def test_a_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    assert len(list(sources.read([write(tmp_path / "news.dat")]))) == 1


def test_the_order_of_the_arguments_never_matters(tmp_path: Path) -> None:
    paths = [write(tmp_path / "b.txt"), write(tmp_path / "a.txt"), write(tmp_path / "c.txt", "另一篇文章。"), tmp_path]
    forward, backward = list(sources.read(paths)), list(sources.read(paths[::-1]))
    assert forward == backward
    assert [Path(article.origin).name for article in forward] == ["a.txt", "c.txt"]  # b has the text of a


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", "\ufeff \u3000\r\n".encode(), "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not a text file"),
        ("latin.txt", "déjà vu, à bientôt, où ça, là-bas, très bien".encode("latin-1"), "in no encoding"),
    ],
)
def test_what_is_no_article_is_refused(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=what) as caught:
        list(sources.read([path]))
    assert name in caught.value.what
    assert caught.value.hint


def test_a_missing_path_and_a_folder_without_articles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt does not exist"):
        list(sources.read([tmp_path / "gone.txt"]))
    write(tmp_path / "folder" / "a.html")
    with pytest.raises(InputError, match="no articles") as caught:
        list(sources.read([tmp_path / "folder"]))
    assert ".txt" in caught.value.hint


def test_a_text_is_an_article_and_half_a_character_is_not() -> None:
    assert sources.from_text(SIMPLIFIED).digest == hashlib.sha256(SIMPLIFIED.encode()).hexdigest()
    with pytest.raises(InputError, match="surrogate at character 2"):
        sources.from_text("广安\ud842")
    with pytest.raises(InputError, match="is empty"):
        sources.from_text(" \n")
