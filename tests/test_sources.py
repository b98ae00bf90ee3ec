"""Reading: every encoding gives the same text, every file once, and what is no article is refused."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sources
from kg.errors import InputError
from kg.model import Article, Skip
from kg.sources import archives, articles
from kg.sources.decoding import decode
from kg.sources.received import RefusedError

SIMPLIFIED = "广安市教育局与渝北区教育委员会签署《基础教育合作协议》，双方将共享课程。\n"
TRADITIONAL = "廣安市教育局與渝北區教育委員會簽署《基礎教育合作協議》，雙方將共享課程。\n"


def write(path: Path, text: str = SIMPLIFIED, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def names(found: Iterable[Article | Skip], folder: Path) -> list[str]:
    return [one.origin.removeprefix(f"{folder.as_posix()}/") for one in found]


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
    for name in ("b/2.md", "b/1.TXT", "a.txt", "c.dat", ".hidden.txt", ".git/d.txt"):
        write(tmp_path / name, f"{name}：{SIMPLIFIED}")
    assert names(sources.read([tmp_path]), tmp_path) == ["a.txt", "b/1.TXT", "b/2.md"]


def test_a_folder_gives_every_format(tmp_path: Path) -> None:
    write(tmp_path / "a.html", f"<html><body><p>甲：{SIMPLIFIED}</p></body></html>")
    write(tmp_path / "b" / "b.htm", f"<html><body><p>乙：{SIMPLIFIED}</p></body></html>")
    write(tmp_path / "c.JSONL", json.dumps({"text": f"丙：{SIMPLIFIED}"}))
    write(tmp_path / "d.json", json.dumps([{"text": f"丁：{SIMPLIFIED}"}]))
    write(tmp_path / "e.csv", f"text\n戊：{SIMPLIFIED}")
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(f"己：{SIMPLIFIED}".encode()))
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.writestr("庚.md", f"庚：{SIMPLIFIED}")
    articles = list(sources.read([tmp_path]))
    assert names(articles, tmp_path) == [
        *("a.html", "b/b.htm", "c.JSONL line 1", "d.json record 1", "e.csv line 2", "f.txt.gz", "g.zip/庚.md")
    ]
    assert [article.text[0] for article in articles] == list("甲乙丙丁戊己庚")


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("*.txt", ["a.txt", "b.txt"]), ("**/*.txt", ["a.txt", "b.txt", "c/d.txt"]), ("[bc]*", ["b.txt", "c/d.txt"])],
)
def test_a_pattern_gives_what_it_matches(tmp_path: Path, pattern: str, found: list[str]) -> None:
    for name in ("b.txt", "a.txt", "c/d.txt"):
        write(tmp_path / name, f"{name}：{SIMPLIFIED}")
    (tmp_path / "c" / "empty").mkdir()
    assert names(sources.read([f"{tmp_path}/{pattern}"]), tmp_path) == found
    with pytest.raises(InputError, match=r"\*\.doc does not exist"):
        sources.find([f"{tmp_path}/*.doc"])


@pytest.mark.parametrize(
    "data", [SIMPLIFIED.encode("gbk"), json.dumps({"text": SIMPLIFIED}).encode(), gzip.compress(SIMPLIFIED.encode())]
)
def test_stdin_is_read_by_what_it_begins_with(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = sources.read(["-"])
    assert article.origin.split()[0] == "stdin"
    assert article.text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, SIMPLIFIED.strip(), f"2024年3月5日 news {SIMPLIFIED}"])
def test_utf16_needs_no_mark(tmp_path: Path, text: str, encoding: str) -> None:
    (article,) = sources.read([write(tmp_path / "a.txt", text, encoding)])
    assert (article.text, article.encoding) == (text, encoding)


def test_a_named_encoding_overrides_what_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SIMPLIFIED, "gbk")
    (article,) = sources.read([path], sources.Options(encoding="GBK"))
    assert (article.text, article.encoding) == (SIMPLIFIED, "gbk")
    with pytest.raises(InputError, match=r"a\.txt is not in the encoding utf-8"):
        list(sources.read([path], sources.Options(encoding="utf-8")))


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
        ("english.txt", b"Two schools agreed to cooperate.", "holds no Chinese text"),
        ("noise.txt", bytes(range(1, 256)) * 4, "in no encoding"),
        ("mixed.txt", SIMPLIFIED.encode() * 2 + SIMPLIFIED.encode("gbk"), "in no encoding"),
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
    write(tmp_path / "folder" / "a.doc")
    with pytest.raises(InputError, match="no articles") as caught:
        list(sources.read([tmp_path / "folder"]))
    assert ".txt" in caught.value.hint
    with pytest.raises(InputError, match="no article was given"):
        list(sources.read([]))


def test_a_text_is_an_article_and_half_a_character_is_not() -> None:
    assert sources.from_text(SIMPLIFIED).digest == hashlib.sha256(SIMPLIFIED.encode()).hexdigest()
    with pytest.raises(InputError, match="surrogate at character 2"):
        sources.from_text("广安\ud842")
    with pytest.raises(InputError, match="is empty"):
        sources.from_text(" \n")


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.txt")
    write(tmp_path / "c.txt", "no Chinese here")
    skipped: list[Skip] = []
    (article,) = sources.read([tmp_path], on_skip=skipped.append)
    assert article.text == SIMPLIFIED
    assert [(name, skip.what) for name, skip in zip(names(skipped, tmp_path), skipped, strict=True)] == [
        ("a.txt", "is empty"),
        ("c.txt", "holds no Chinese text"),
    ]
    assert all(skip.hint for skip in skipped)


def test_a_file_of_200_mb_is_refused_and_not_read_whole(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(InputError, match=r"a\.txt has more than 100 MB"):
        list(sources.read([tmp_path / "a.txt"]))

    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"a" * size

    with pytest.raises(RefusedError):
        archives.read_bounded(Endless(), archives.LARGEST)  # type: ignore[arg-type]


def test_a_text_longer_than_any_article_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="longer than 1,000,000 characters"):
        list(sources.read([write(tmp_path / "a.txt", "文" * (articles.LONGEST + 1))]))


def test_a_file_that_may_not_be_opened_is_a_skip(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    write(tmp_path / "here.txt")
    skipped: list[Skip] = []
    assert len(list(sources.read([tmp_path], on_skip=skipped.append))) == 1
    assert [skip.what for skip in skipped] == ["cannot be read: No such file or directory"]


def test_a_pipe_in_a_folder_is_not_waited_for_and_links_that_go_round_are_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert [Path(path).name for path in sources.find([tmp_path])] == ["a.txt", "self.txt"]
    skipped: list[Skip] = []
    assert len(list(sources.read([tmp_path], on_skip=skipped.append))) == 1
    assert [Path(skip.origin).name for skip in skipped] == ["self.txt"]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8, max_size=60))
def test_any_chinese_text_comes_back_from_unicode(words: str) -> None:
    text = "，".join(words)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding))[0].removeprefix("\ufeff") == text


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "gb18030", "big5", "utf-16"]))
def test_any_bytes_are_decoded_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        text, _ = decode(data, encoding)
    except RefusedError as refused:
        text = refused.what
    assert isinstance(text, str)


def test_a_path_that_may_not_be_looked_at_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(InputError, match=r"closed/a\.txt cannot be read: Permission denied"):
        list(sources.read(["closed/a.txt"]))
