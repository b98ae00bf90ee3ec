"""Compressed files and archives -> the files in them, within bounds on how large they may become."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from kg.model import Skip
from kg.sources.received import Received, RefusedError

LARGEST = 100 << 20  # bytes of one file, decompressed
LARGEST_ARCHIVE = 1 << 30  # bytes of all files of one archive, decompressed
RATIO = 200  # how much larger decompressed: news comes to 20, a bomb to 1,000
_EXEMPT = 1 << 20  # bytes that no bomb is made of
_CHUNK = 1 << 16


def read_bounded(stream: IO[bytes] | gzip.GzipFile, limit: int) -> bytes:
    """All of `stream`; RefusedError, with little more read, if that is more than `limit` bytes."""
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_large(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def receive(origin: str, data: bytes) -> Received:
    """`data` as received, with its digest."""
    return Received(origin, data, hashlib.sha256(data).hexdigest())


def unpack_gzip(origin: str, data: bytes) -> Received:
    """The file in gzip `data`, by its name without ``.gz``; RefusedError if it is damaged, cut off or too large."""
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            return receive(origin, read_bounded(stream, _allowed(len(data))))
    except (OSError, EOFError, zlib.error):
        raise _cut() from None


def unpack_zip(origin: str, data: bytes, is_article: Callable[[str], bool]) -> Iterator[Received | Skip]:
    """The files in zip `data` whose names are those of articles, ordered by name; those that cannot be read as skips.

    RefusedError if `data` is no zip archive, or if it has nothing in it that is an article. An archive in it is a
    skip: what it may unpack to has no bound that could be told in advance.
    """
    with _open_zip(data) as archive:
        members = [member for member in archive.infolist() if _is_member(member, is_article)]
        if not members:
            raise RefusedError("has no articles in it", "put articles into it, as files of their own")
        left = LARGEST_ARCHIVE
        for member in sorted(members, key=lambda member: member.filename):
            name = f"{origin}/{member.filename}"
            try:
                if _is_packed(name):
                    raise RefusedError("is an archive inside an archive", "unpack it first")
                _check(member, left)
                left -= member.file_size
                yield receive(name, _read_member(archive, member))
            except RefusedError as refused:
                yield Skip(name, refused.what, refused.hint)


def _open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive; names that do not say they are UTF-8 are read as Chinese Windows writes them, if they can be."""
    try:
        try:
            return zipfile.ZipFile(io.BytesIO(data), metadata_encoding="gb18030")
        except UnicodeDecodeError:
            return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise _cut() from None


def _is_member(member: zipfile.ZipInfo, is_article: Callable[[str], bool]) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not member.is_dir() and not hidden and (is_article(path.name) or _is_packed(path.name))


def _is_packed(name: str) -> bool:
    return name.lower().endswith((".zip", ".gz", ".7z", ".rar", ".tar", ".tgz"))


def _check(member: zipfile.ZipInfo, left: int) -> None:
    """RefusedError if a file of an archive is out of bounds: it says how large it is, and no more is read of it."""
    if member.flag_bits & 1:
        raise RefusedError("is encrypted", "unpack it with its password first")
    if member.file_size > _allowed(member.compress_size):
        raise _too_large(_allowed(member.compress_size))
    if member.file_size > left:
        raise RefusedError(f"lies beyond the first {LARGEST_ARCHIVE >> 20} MB", "split it into smaller archives")


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as stream:
            return stream.read(member.file_size + 1)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
        raise _cut() from None


def _allowed(packed: int) -> int:
    """How many bytes `packed` bytes may unpack to."""
    return min(LARGEST, max(_EXEMPT, packed * RATIO))


def _cut() -> RefusedError:
    return RefusedError("is damaged or cut off", "fetch it again")


def _too_large(limit: int) -> RefusedError:
    if limit == LARGEST:
        return RefusedError(f"has more than {LARGEST >> 20} MB", "split it into smaller files")
    return RefusedError(f"unpacks to more than {RATIO} times its size", "no news repeats itself so: look inside first")
