"""Files and folders of articles -> `Article`: bytes decoded once, and not one character changed.

The raw text keeps its line ends, and a byte order mark stays as its first code point, so that an offset counted
in an `Article` is an offset in the file.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from kg import ids
from kg.errors import InputError
from kg.model import Article

SUFFIXES = (".md", ".txt")  # what counts as an article in a folder; a file that is named is read whatever its suffix

_MARKS = (  # in each codec the byte order mark decodes to the code point U+FEFF and stays
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEGACY = ["gb18030", "big5hkscs"]  # all that Chinese pages used before UTF-8; more candidates only add wrong guesses
_DAMAGE = 0.01  # the share of damaged characters that a text may have


def read(paths: Iterable[str | Path]) -> Iterator[Article]:
    """The articles in `paths` (files, and folders with all below them), each text once, ordered by origin.

    Of two files with the same text the first in that order is kept, so the order of `paths` never matters.
    Raises InputError for a path that does not exist, a folder without articles, an empty or a binary file.
    """
    seen: set[str] = set()
    for path in find(paths):
        article = _read_file(path)
        if article.id not in seen:
            seen.add(article.id)
            yield article


def find(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """The files that `read` reads for `paths`, each once, ordered by path; InputError as for `read`."""
    found: set[Path] = set()
    for path in map(Path, paths):
        if path.is_dir():
            found.update(_find_in_folder(path))
        elif path.exists():
            found.add(path)
        else:
            raise InputError(f"{path} does not exist", "check the spelling of the path")
    return tuple(sorted(found, key=Path.as_posix))


def from_text(text: str, origin: str = "text") -> Article:
    """The article with this raw text, as if it had been read from a UTF-8 file called `origin`.

    Raises InputError for an empty text and for lone surrogates, which no UTF-8 file can hold.

    >>> from_text("广安市与渝北区签署合作协议。").encoding
    'utf-8'
    """
    try:
        return _article(text, origin, "utf-8", text.encode())
    except UnicodeEncodeError as error:
        raise InputError(
            f"{origin} has a lone surrogate at character {error.start}",
            "decode the text anew: half of a character was cut off",
        ) from None


def _find_in_folder(folder: Path) -> list[Path]:
    files = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files += [Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(".")]
    if not files:
        raise InputError(f"{folder} has no articles in it", "an article is a file that ends in .txt or .md")
    return files


def _read_file(path: Path) -> Article:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "check the permissions of the file") from None
    text, encoding = _decode(data, path)
    return _article(text, path.as_posix(), encoding, data)


def _article(text: str, origin: str, encoding: str, data: bytes) -> Article:
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise InputError(f"{origin} is empty", "give a file with the text of an article")
    return Article(ids.digest(text, length=16), origin, encoding, text, hashlib.sha256(data).hexdigest())


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    """The text of `data` and its encoding; damaged bytes become U+FFFD and are left so."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    if b"\0" in data:
        raise InputError(f"{path} is not a text file", "give articles as plain text")
    for encoding in ("utf-8", _detect_legacy(data)):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= _DAMAGE * sum(character > "\x7f" for character in text):
            return text, encoding
    raise InputError(f"{path} is in no encoding of Chinese text that is known", "save it as UTF-8")


def _detect_legacy(data: bytes) -> str:
    """The encoding of the part before the first damage; "ascii" where nothing speaks for a Chinese one."""
    match = from_bytes(data[: max(_first_damage(data, encoding) for encoding in _LEGACY)], cp_isolation=_LEGACY).best()
    return match.encoding if match else "ascii"


def _first_damage(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
