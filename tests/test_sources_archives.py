"""Compressed files and archives: what is in them is read as if it lay there plain, and none takes more than it may."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kg import sources
from kg.model import Article, Skip
from kg.sources import archives

TEXT = "绵阳市教育局与德阳市教育局签署《绵德教育合作协议》。\n"


def read(path: Path) -> tuple[list[Article], list[Skip]]:
    skipped: list[Skip] = []
    return list(sources.read([path], on_skip=skipped.append)), skipped


def make(path: Path, files: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def whys(skipped: list[Skip], path: Path) -> list[tuple[str, str]]:
    return [(skip.origin.removeprefix(path.as_posix()), skip.what) for skip in skipped]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.TXT.GZ", "news.gz", "news"])
def test_a_compressed_file_is_the_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode("gbk")))
    (article,), _ = read(tmp_path / name)
    assert (article.text, article.encoding) == (TEXT, "gb18030")
    assert article.digest == hashlib.sha256(TEXT.encode("gbk")).hexdigest()


def test_compressed_json_lines(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"{number}：{TEXT}"}) for number in range(3))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    articles, _ = read(tmp_path / "a.jsonl.gz")
    assert [article.origin[-6:] for article in articles] == ["line 1", "line 2", "line 3"]


def test_compressed_csv(tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(f"标题,正文\n两地签约,{TEXT}".encode()))
    (article,), _ = read(tmp_path / "a.csv.gz")
    assert article.text == f"两地签约\n{TEXT.strip()}"


def test_an_archive_gives_its_articles_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = {name: f"{name}：{TEXT}" for name in ("b/2.txt", "a.md", "b/1.txt", "__MACOSX/a.md", ".x.txt", "p.png")}
    path = make(tmp_path / "a.zip", files)
    articles, skipped = read(path)
    assert [article.origin.removeprefix(path.as_posix()) for article in articles] == ["/a.md", "/b/1.txt", "/b/2.txt"]
    assert not skipped


def test_names_written_by_chinese_windows(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"XXXX.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"XXXX", "新闻".encode("gbk")))
    (article,), _ = read(path)
    assert article.origin.endswith("/新闻.txt")


@pytest.mark.parametrize("cut", [1, 9, 30])
def test_a_truncated_gzip_is_told(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode())[:-cut])
    assert [skip.what for skip in read(path)[1]] == ["is damaged or cut off"]


def test_a_damaged_gzip_is_told(tmp_path: Path) -> None:
    data = bytearray(gzip.compress(TEXT.encode()))
    data[14] ^= 0xFF
    (tmp_path / "a.txt.gz").write_bytes(data)
    assert [skip.what for skip in read(tmp_path / "a.txt.gz")[1]] == ["is damaged or cut off"]


def test_a_truncated_archive_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"a.txt": TEXT})
    path.write_bytes(path.read_bytes()[:-30])
    assert whys(read(path)[1], path) == [("", "is damaged or cut off")]


def test_one_bad_file_leaves_the_others_of_its_archive_alone(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {"a.txt": TEXT, "b.txt": b"", "c.txt": f"丙{TEXT}", "d.txt": f"丁{TEXT}"}
    path = make(tmp_path / "a.zip", files, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace("丙绵".encode(), "丙綿".encode()))  # the check sum no longer fits
    articles, skipped = read(path)
    assert [article.text for article in articles] == [TEXT, f"丁{TEXT}"]
    assert whys(skipped, path) == [("/b.txt", "is empty"), ("/c.txt", "is damaged or cut off")]


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"a.txt": TEXT})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    assert whys(read(path)[1], path) == [("/a.txt", "is encrypted")]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = make(tmp_path / "inner.zip", {"a.txt": TEXT}).read_bytes()
    path = make(tmp_path / "a.zip", {"inner.zip": inner})
    assert whys(read(path)[1], path) == [("/inner.zip", "is an archive inside an archive")]
    make(path, {"inner.zip": inner, "b.txt": TEXT, "c.txt.gz": gzip.compress(TEXT.encode())})
    articles, skipped = read(path)
    assert [article.text for article in articles] == [TEXT]
    assert [name for name, _ in whys(skipped, path)] == ["/c.txt.gz", "/inner.zip"]
    (tmp_path / "a.zip.gz").write_bytes(gzip.compress(inner))
    assert [skip.what for skip in read(tmp_path / "a.zip.gz")[1]] == ["is an archive inside an archive"]


def test_an_archive_without_articles_is_told(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"p.png": b"", "folder/": b""})
    assert whys(read(path)[1], path) == [("", "has no articles in it")]


def test_ten_thousand_entries_are_read(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {f"{number:05}.txt": f"{number}：{TEXT}" for number in range(10_000)})
    articles, skipped = read(path)
    assert (len(articles), skipped) == (10_000, [])


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = b"0" * (90 << 20)
    path = make(tmp_path / "a.zip", {"a.txt": TEXT, "bomb.txt": bomb, "c.txt": f"丙{TEXT}"})
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(bomb))
    del bomb
    tracemalloc.start()
    articles, skipped = read(path)
    assert [article.text for article in articles] == [TEXT, f"丙{TEXT}"]
    assert whys(skipped, path) == [("/bomb.txt", "unpacks to more than 200 times its size")]
    assert [skip.what for skip in read(tmp_path / "b.txt.gz")[1]] == ["unpacks to more than 200 times its size"]
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


def test_an_archive_that_lies_about_a_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = make(tmp_path / "a.zip", {"a.txt": b"0" * (30 << 20)})
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, 1000)
    path.write_bytes(data)
    tracemalloc.start()
    assert whys(read(path)[1], path) == [("/a.txt", "is damaged or cut off")]
    assert tracemalloc.get_traced_memory()[1] < 5 << 20
    tracemalloc.stop()


def test_the_files_of_an_archive_are_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_ARCHIVE", 2 * len(TEXT.encode()) + 10)
    path = make(tmp_path / "a.zip", {f"{number}.txt": f"{number}{TEXT}" for number in range(4)})
    articles, skipped = read(path)
    assert len(articles) == 2
    assert [name for name, _ in whys(skipped, path)] == ["/2.txt", "/3.txt"]


def test_a_file_in_an_archive_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "a.zip", {"a.txt": TEXT * 100})
    gz = tmp_path / "b.txt.gz"
    gz.write_bytes(gzip.compress((TEXT * 100).encode()))
    monkeypatch.setattr(archives, "LARGEST", 1000)
    assert [skip.what for skip in read(path)[1] + read(gz)[1]] == ["has more than 0 MB"] * 2


def test_any_damage_is_told(tmp_path: Path) -> None:
    whole = make(tmp_path / "a.zip", {"a.txt": TEXT, "b.txt": f"乙{TEXT}"}).read_bytes()
    for place in range(4, len(whole)):
        data = bytearray(whole)
        data[place] ^= 0xFF
        (tmp_path / "a.zip").write_bytes(data)
        articles, skipped = read(tmp_path / "a.zip")
        assert all(article.text in (TEXT, f"乙{TEXT}") for article in articles)
        assert all(isinstance(skip.what, str) for skip in skipped)


def test_stdin_may_be_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = make(tmp_path / "a.zip", {"a.txt": TEXT}).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    (article,) = sources.read(["-"])
    assert article.origin == "stdin/a.txt"
