"""Web pages -> `Article`: the text of the article on the page, below what the page says about it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import trafilatura
from trafilatura.settings import Document

from kg.model import Article
from kg.sources.articles import make_article, with_header
from kg.sources.decoding import decode
from kg.sources.received import Options, Received, RefusedError

LARGEST = 8 << 20  # bytes: the pages of news sites have a hundredth of it, and a tree takes many times its page

_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_READING = re.compile(r"<r[tp]\b[^>]*>[^<]*(?:</r[tp]\s*>)?", re.IGNORECASE)  # of ruby: how a character is pronounced
_ARTICLE = re.compile(r"<(/?)article\b", re.IGNORECASE)  # of a short one trafilatura runs all lines together
# A table whose cells hold lines and not values: it lays out the page, and trafilatura would run its lines together.
_LAYOUT = re.compile(
    r"<td\b[^<>]{0,500}+>[^<]*+(?:<(?!/?t[dr]\b|br\b|p\b|div\b|h[1-6]\b)[^<>]{0,500}+>[^<]*+)*+<(?:br|p|div|h[1-6])\b",
    re.IGNORECASE,
)
_TABLE = re.compile(r"<(/?)(?:table|tbody|tr|td|th)\b", re.IGNORECASE)
_META = re.compile(r"<meta\b[^>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
# What the pages of Chinese authorities call these in their head, by the State Council's rules for government websites.
# Newspapers' sites have some of the same under other names.
_LABELS = {
    "articletitle": "title",
    "pubdate": "date",
    "publishdate": "date",
    "contentsource": "outlet",
    "source": "outlet",
}
_GIVEN = {"title": "title", "date": "date", "outlet": "sitename", "author": "author", "url": "url"}
_DATE = {  # only what the page states as its date, whatever today's date is
    "original_date": True,
    "extensive_search": False,
    "outputformat": "%Y-%m-%d",
    "min_date": "1995-01-01",
    "max_date": "2100-01-01",
}


def read_page(received: Received, options: Options) -> Iterator[Article]:
    """The one article of a web page. RefusedError if the page is too large or no article is found on it."""
    if len(received.data) > LARGEST:
        raise RefusedError(f"is a page of more than {LARGEST >> 20} MB", "save the article alone")
    declared = _CHARSET.search(received.data)
    page, encoding = decode(received.data, options.encoding, declared[1].decode() if declared else "")
    page = _READING.sub("", page.lstrip("\ufeff"))
    page = _ARTICLE.sub(lambda tag: "</div" if tag[1] else '<div class="article"', page)
    if _LAYOUT.search(page):
        page = _TABLE.sub(r"<\1div", page)
    try:
        document = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE)
        )
    except RecursionError:
        document = None
    if not isinstance(document, Document) or not document.text:
        raise RefusedError("has no article on it that can be found", "save the text of the article as a .txt file")
    found = {name: value for name, place in _GIVEN.items() if (value := getattr(document, place))}
    labelled = _read_labels(page)
    given = found | labelled
    if "author" in given:
        given["author"] = given["author"].replace("; ", "、")
    text = with_header(document.text, given, "来源" if "outlet" in labelled else "发布单位")
    yield make_article(text, received.origin, encoding, received.digest, given)


def _read_labels(page: str) -> dict[str, str]:
    """What the head of a page labels in the way of `_LABELS`."""
    labelled = {}
    for meta in _META.findall(page):
        attributes = {
            name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(meta)
        }
        role = _LABELS.get(attributes.get("name", "").lower())
        value = attributes.get("content", "").strip().removeprefix("来源：")
        if role and value:
            labelled[role] = value
    return labelled
