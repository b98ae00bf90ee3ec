"""Files, folders, archives, web pages and tables of articles -> `Article`: each text once, ordered by origin.

The raw text of a text file is its bytes decoded once: line ends stay, and a byte order mark stays as the first code
point, so that an offset counted in an `Article` is an offset in the file. Of a web page and of a record the raw text
is what was taken out of it, and is kept in the output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Article, Skip
from kg.sources.articles import from_text
from kg.sources.files import SUFFIXES, find, read_source
from kg.sources.received import Options

__all__ = ["SUFFIXES", "Options", "find", "from_text", "read"]

_DEFAULTS = Options()


def read(
    inputs: Iterable[str | Path], options: Options = _DEFAULTS, on_skip: Callable[[Skip], object] | None = None
) -> Iterator[Article]:
    """The articles in `inputs` (files, folders with all below them, patterns, ``-`` for stdin), ordered by origin.

    Of two articles with the same text the first in that order is kept, so the order of `inputs` never matters. What
    cannot be read is given to `on_skip` and the rest is read; without `on_skip` it raises InputError. A path that
    does not exist, a pattern that matches nothing and a folder without articles always raise it, before anything is
    read.
    """
    seen: set[str] = set()
    for path in find(inputs):
        for one in read_source(path, options):
            if isinstance(one, Skip):
                _skip(one, on_skip)
            elif one.id not in seen:
                seen.add(one.id)
                yield one


def _skip(skip: Skip, on_skip: Callable[[Skip], object] | None) -> None:
    if on_skip is None:
        raise InputError(f"{skip.origin} {skip.what}", skip.hint)
    on_skip(skip)
