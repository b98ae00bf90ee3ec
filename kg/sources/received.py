"""What the readers of all formats share: the bytes of one file as received, the options, and how one is refused."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.errors import InputError

# What a record may call its fields, the first that it has; every name in small letters.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "content", "body", "article", "articlebody", "article_body", "正文", "内容", "全文"),
        "title": ("title", "headline", "标题", "题目", "新闻标题"),
        "date": (
            *("date", "published", "publish_date", "publish_time", "published_at", "pubdate", "pub_date"),
            *("pub_time", "datepublished", "日期", "发布日期", "发布时间", "时间"),
        ),
        "outlet": ("outlet", "source", "media", "publisher", "sitename", "site", "来源", "媒体", "稿源"),
        "url": ("url", "link", "href", "网址", "链接", "原文链接"),
        "id": ("id", "_id", "uid", "guid", "编号", "序号"),
    }
)


class RefusedError(Exception):
    """Why one file or record is no article: `what` ends a sentence that its origin opens."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are read: an encoding for all files, and names of fields (`FIELDS`) that go before the usual ones.

    Raises InputError for an encoding that Python does not know, and for a field that `FIELDS` has not.
    """

    encoding: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := sorted(self.fields.keys() - FIELDS.keys()):
            raise InputError(f"an article has no field {unknown[0]}", f"its fields are {', '.join(FIELDS)}")
        if self.encoding is not None and not _is_text_encoding(self.encoding):
            raise InputError(f"there is no encoding {self.encoding}", "name one such as utf-8, gb18030, big5, utf-16")

    def names(self, role: str) -> tuple[str, ...]:
        """What a record may call the field `role`.

        >>> Options(fields={"outlet": "Station"}).names("outlet")
        ('station',)
        """
        return (self.fields[role].strip().lower(),) if role in self.fields else FIELDS[role]


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of one file, decompressed, and the name it goes by: its path, in an archive with that of the archive.

    `digest` is the SHA-256 of `data`.
    """

    origin: str
    data: bytes
    digest: str


def _is_text_encoding(name: str) -> bool:
    try:
        "".encode(codecs.lookup(name).name)
    except (LookupError, ValueError):
        return False
    return True
