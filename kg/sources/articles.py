"""A text and what its file says about it -> `Article`, or why it is none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from kg import ids
from kg.errors import InputError
from kg.model import Article
from kg.sources.received import RefusedError

LONGEST = 1_000_000  # characters: far beyond any article, and the most that one spaCy document takes

_BLANK = "\ufeff \t\r\n\u3000"
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD = 600  # characters at the beginning, in which a page tells its title, date and outlet
_DAY = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


def from_text(text: str, origin: str = "text") -> Article:
    """The article with this raw text, as if it had been read from a UTF-8 file called `origin`.

    Raises InputError for an empty or an endless text, and for lone surrogates, which no UTF-8 file can hold.

    >>> from_text("广安市与渝北区签署合作协议。").encoding
    'utf-8'
    """
    try:
        _check(text)
    except RefusedError as refused:
        raise InputError(f"{origin} {refused.what}", refused.hint) from None
    return Article(ids.digest(text, length=16), origin, "utf-8", text, hashlib.sha256(text.encode()).hexdigest())


def make_article(text: str, origin: str, encoding: str, digest: str, given: Mapping[str, str] | None = None) -> Article:
    """The article of this raw text from a file; RefusedError if it is none, or holds no Chinese.

    `given` is what the file says besides the text.
    """
    _check(text)
    if not _HAN.search(text):
        raise RefusedError("holds no Chinese text", "kg reads Chinese news; look at its encoding if it is Chinese")
    return Article(ids.digest(text, length=16), origin, encoding, text, digest, tuple(sorted((given or {}).items())))


def _check(text: str) -> None:
    """RefusedError if `text` is no article in any language."""
    if half := _SURROGATE.search(text):
        raise RefusedError(
            f"has a lone surrogate at character {half.start()}", "decode the text anew: half of a character was cut off"
        )
    if not text.strip(_BLANK):
        raise RefusedError("is empty", "give a file with the text of an article")
    if "\0" in text:
        raise RefusedError("is not a text file", "give articles as text, web pages or records")
    if len(text) > LONGEST:
        raise RefusedError(
            f"is longer than {LONGEST:,} characters", "give each article as a file or a record of its own"
        )


def with_header(text: str, given: Mapping[str, str], outlet: str) -> str:
    """`text` below lines that tell the given title, date, outlet and author; what its head says anyway stays out.

    `outlet` labels the outlet: 来源 where an article came from, 发布单位 whose page it stands on.

    >>> with_header("正文。", {"title": "两地签约", "date": "2024-10-30", "outlet": "某报", "url": "…"}, "来源")
    '两地签约\\n发布时间：2024-10-30\\n来源：某报\\n正文。'
    >>> with_header("两地签约\\n2024年10月30日 某报讯", {"title": "两地签约", "date": "2024-10-30"}, "来源")
    '两地签约\\n2024年10月30日 某报讯'
    """
    head = text[:_HEAD]
    lines = [
        f"{label}{_line(given[name])}\n"
        for name, label, is_told in (
            ("title", "", _tells_title),
            ("date", "发布时间：", _tells_day),
            ("outlet", f"{outlet}：", _tells_outlet),
            ("author", "作者：", _tells_words),
        )
        if name in given and not is_told(head, given[name])
    ]
    return "".join(lines) + text


def _line(value: str) -> str:
    return " ".join(value.split())


def _tells_title(head: str, title: str) -> bool:
    return "".join(title.split()) in {"".join(line.split()) for line in head.splitlines()}


def _tells_day(head: str, date: str) -> bool:
    days = {tuple(map(int, day)) for day in _DAY.findall(date)}
    return bool(days & {tuple(map(int, day)) for day in _DAY.findall(head)})


def _tells_outlet(head: str, outlet: str) -> bool:
    return bool(
        re.search(
            rf"(?:[来來稿]源|[发發]布)[^\n]{{0,8}}{re.escape(outlet)}|{re.escape(outlet)}[^\n]{{0,20}}[讯訊电電]", head
        )
    )


def _tells_words(head: str, words: str) -> bool:
    return words in head
