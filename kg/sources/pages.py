"""Web pages -> `Article`: the text of the article on the page, below what the page says about it."""

from __future__ import annotations

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
    try:
        document = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATE)
        )
    except RecursionError:
        document = None
    if not isinstance(document, Document) or not document.text:
        raise RefusedError("has no article on it that can be found", "save the text of the article as a .txt file")
    given = {name: value for name, place in _GIVEN.items() if (value := getattr(document, place))}
    if "author" in given:
        given["author"] = given["author"].replace("; ", "、")
    text = with_header(document.text, given, "发布单位")
    yield make_article(text, received.origin, encoding, received.digest, given)
