"""Where articles are found, and which reader each file gets by its suffix."""

from __future__ import annotations

import glob
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Skip
from kg.sources import archives
from kg.sources.articles import make_article
from kg.sources.decoding import decode
from kg.sources.pages import read_page
from kg.sources.received import Options, Received, RefusedError
from kg.sources.tables import read_csv, read_json, read_json_lines

STDIN = "-"

Reader = Callable[[Received, Options], Iterator[Article | Skip]]


def read_text(received: Received, options: Options) -> Iterator[Article]:
    """The one article of a text file, with the text as it stands."""
    text, encoding = decode(received.data, options.encoding)
    yield make_article(text, received.origin, encoding, received.digest)


# The formats: a file that is named is read whatever its suffix, by what it begins with.
SUFFIXES: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_page,
    ".htm": read_page,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".csv": read_csv,
}
_COMPRESSED = tuple(f"{suffix}.gz" for suffix in SUFFIXES)
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE), read_page),
    (re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"'), read_json),
)
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


def find(inputs: Iterable[str | Path]) -> tuple[str, ...]:
    """The files that `inputs` stand for, each once, ordered by path; ``-`` is stdin.

    Raises InputError for a path that does not exist, a pattern that matches nothing and a folder without articles.
    """
    found: set[str] = set()
    for name in map(str, inputs):
        try:
            found.update(_found(name))
        except OSError as error:
            raise InputError(f"{name} cannot be read: {error.strerror}", "name a path that you may read") from error
    if not found:
        raise InputError("no article was given", _hint())
    return tuple(sorted(found))


def _found(name: str) -> Iterable[str]:
    """The files that one input stands for; an OSError where nobody can know."""
    if name == STDIN:
        return [name]
    if Path(name).exists():
        return _expand(Path(name))
    if matches := glob.glob(name, recursive=True):  # noqa: PTH207  (a Path cannot glob from the root)
        return [file for match in matches for file in _expand(Path(match), named=False)]
    raise InputError(f"{name} does not exist", "check the spelling of the path")


def read_source(path: str, options: Options) -> Iterator[Article | Skip]:
    """The articles of one file that `find` has found, and what of it cannot be read."""
    origin = "stdin" if path == STDIN else path
    try:
        if path == STDIN:
            data = archives.read_bounded(sys.stdin.buffer, archives.LARGEST)
        else:
            with Path(path).open("rb") as stream:
                data = archives.read_bounded(stream, archives.LARGEST)
        yield from _read(origin, data, options)
    except RefusedError as refused:
        yield Skip(origin, refused.what, refused.hint)
    except OSError as error:
        yield Skip(origin, f"cannot be read: {error.strerror}", "check the permissions of the file")


def _read(origin: str, data: bytes, options: Options) -> Iterator[Article | Skip]:
    if data.startswith(_ZIP):
        for one in archives.unpack_zip(origin, data, _is_article):
            yield from [one] if isinstance(one, Skip) else _read_file(one, options)
    elif data.startswith(_GZIP):
        unpacked = archives.unpack_gzip(origin, data)
        if unpacked.data.startswith((_ZIP, _GZIP)):
            raise RefusedError("is an archive inside an archive", "unpack it first")
        yield from _read_file(unpacked, options)
    else:
        yield from _read_file(archives.receive(origin, data), options)


def _read_file(received: Received, options: Options) -> Iterator[Article | Skip]:
    """The articles of one file, whose failure leaves the other files of its archive alone."""
    empty = True
    try:
        for one in _reader(received)(received, options):
            empty = False
            yield one
    except RefusedError as refused:
        yield Skip(received.origin, refused.what, refused.hint)
    else:
        if empty:
            yield Skip(received.origin, "has no articles in it", "give one record for each article")


def _reader(received: Received) -> Reader:
    name = received.origin.lower().removesuffix(".gz")
    for suffix, reader in SUFFIXES.items():
        if name.endswith(suffix):
            return reader
    return next((reader for beginning, reader in _BEGINNINGS if beginning.match(received.data)), read_text)


def _expand(path: Path, named: bool = True) -> Iterator[str]:
    """The files of one path: itself, or of a folder all below it that are articles by their names."""
    if not path.is_dir():
        yield path.as_posix()
        return
    empty = True
    for parent, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(parent, name)
            is_special = file.exists() and not file.is_file()  # a pipe would be waited for
            if not name.startswith(".") and _is_source(name) and not is_special:
                empty = False
                yield file.as_posix()
    if empty and named:
        raise InputError(f"{path} has no articles in it", _hint())


def _is_source(name: str) -> bool:
    return _is_article(name) or name.lower().endswith((".zip", *_COMPRESSED))


def _is_article(name: str) -> bool:
    return name.lower().endswith(tuple(SUFFIXES))


def _hint() -> str:
    return f"an article is a file that ends in {', '.join(SUFFIXES)}, or .gz and .zip of these"
