"""Web pages: the article on them, what they say about it, and quotes that point into the text that was kept."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import folder, pipeline, sources
from kg.errors import InputError
from kg.model import Article, Skip
from kg.sources.pages import read_page
from kg.sources.received import Options, Received, RefusedError

BODY = (
    "绵阳市教育局与德阳市教育局于2024年10月29日在绵阳市签署《绵德教育合作协议》，双方将在师资与课程方面开展合作。",
    "根据协议，两地学校将互派教师，共同开发课程，每学期至少举行一次联合教研活动，让更多学生受益。",
    "绵阳市教育局有关负责人表示，下一步将制定细则，明确分工，按月检查进度，确保各项安排落到实处。",
)
HEAD = """<title>绵阳与德阳签署教育合作协议_范例新闻网</title>
<meta property="og:title" content="绵阳与德阳签署教育合作协议">
<meta property="og:site_name" content="范例新闻网">
<meta property="article:published_time" content="2024-10-30T09:12:00+08:00">
<link rel="canonical" href="https://news.example/a.html">"""


def page(head: str = HEAD, charset: str = "utf-8", top: str = "", body: tuple[str, ...] = BODY) -> str:
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in body)
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="{charset}">{head}</head>
<body><ul class="nav"><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li></ul>
<div class="article"><h1>绵阳与德阳签署教育合作协议</h1>{top}
{paragraphs}
</div><div class="footer">版权所有：范例新闻网 未经授权不得转载</div><script>var 广告 = 1;</script></body></html>"""


def read(path: Path, html: str, encoding: str = "utf-8") -> Article:
    path.write_bytes(html.encode(encoding))
    (article,) = sources.read([path])
    return article


def test_the_article_is_taken_out_of_its_page(tmp_path: Path) -> None:
    article = read(tmp_path / "a.html", page())
    assert all(paragraph in article.text for paragraph in BODY)
    assert not [word for word in ("首页", "新闻中心", "版权所有", "广告", "<p>") if word in article.text]
    assert article.digest == hashlib.sha256((tmp_path / "a.html").read_bytes()).hexdigest()


def test_what_the_page_says_about_its_article_stands_above_it_once(tmp_path: Path) -> None:
    article = read(tmp_path / "a.htm", page())
    assert dict(article.given) == {
        "title": "绵阳与德阳签署教育合作协议",
        "date": "2024-10-30",
        "outlet": "范例新闻网",
        "url": "https://news.example/a.html",
    }
    assert article.text.count("绵阳与德阳签署教育合作协议") == 1
    assert "发布时间：2024-10-30\n" in article.text
    assert "发布单位：范例新闻网\n" in article.text
    assert "news.example" not in article.text


def test_a_date_that_the_text_tells_is_not_told_again(tmp_path: Path) -> None:
    article = read(tmp_path / "a.html", page(top="<p>2024年10月30日 09:12 来源：样本日报</p>"))
    assert "发布时间" not in article.text
    assert "2024年10月30日 09:12 来源：样本日报" in article.text


def test_the_labels_of_government_websites_are_read(tmp_path: Path) -> None:
    head = """<title>教育局网站</title><meta content='绵阳与德阳签署教育合作协议' name="ArticleTitle"/>
    <META NAME="PubDate" CONTENT="2024-10-30 09:12"><meta name="ContentSource" content="样本&middot;日报">
    <meta name="author" content="范例软件公司"><meta name="SiteName" content="绵阳市教育局"><meta name="PubDate">"""
    article = read(tmp_path / "a.html", page(head))
    assert dict(article.given) == {
        "title": "绵阳与德阳签署教育合作协议",
        "date": "2024-10-30 09:12",
        "outlet": "样本·日报",
    }
    assert "发布时间：2024-10-30 09:12\n来源：样本·日报\n" in article.text


def test_the_labels_of_newspapers_are_read(tmp_path: Path) -> None:
    head = """<title>绵阳与德阳签署教育合作协议</title><meta name="publishdate" content="2024-10-30">
    <meta name="author" content="1464"><meta name="source" content="来源：样本日报">"""
    article = read(tmp_path / "a.html", page(head, top="<p>样本日报在此</p>"))
    assert dict(article.given)["outlet"] == "样本日报"
    assert "作者" not in article.text
    assert "发布时间：2024-10-30\n来源：样本日报\n" in article.text


def test_the_lines_of_a_page_laid_out_by_a_table_stay_apart(tmp_path: Path) -> None:
    cell = f"<font size=5>绵阳与德阳签约</font><br>2024-10-30<br>{BODY[0]}<br><br>{BODY[1]}"
    html = (
        f"<html><body><table><tr><td><a>首页</a></td></tr></table><table><tr><td>{cell}</td></tr></table></body></html>"
    )
    lines = read(tmp_path / "a.html", html).text.splitlines()
    assert lines[-4:] == ["绵阳与德阳签约", "2024-10-30", *BODY[:2]]


def test_a_table_of_values_stays_one(tmp_path: Path) -> None:
    table = "<table><tr><td>绵阳</td><td>20</td></tr><tr><td>德阳</td><td>30</td></tr></table>"
    assert "| 绵阳 | 20 |" in read(tmp_path / "a.html", page(body=(BODY[0], BODY[1] + table, BODY[2]))).text


@pytest.mark.parametrize("tag", ["article", "ARTICLE", "div"])
def test_the_lines_of_a_short_article_stay_apart(tmp_path: Path, tag: str) -> None:
    html = f"<html><body><{tag}><h1>绵阳与德阳签约</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></{tag}></body></html>"
    lines = read(tmp_path / "a.html", html).text.splitlines()
    assert [line for line in lines if line in BODY] == list(BODY[:2])


def test_the_facts_of_a_page_quote_the_text_that_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(), encoding="utf-8")
    pipeline.build([tmp_path / "a.html"]).save(tmp_path / "out")
    (article,) = [json.loads(line) for line in (tmp_path / "out" / folder.ARTICLES).read_text("utf-8").splitlines()]
    claims = [json.loads(line) for line in (tmp_path / "out" / folder.CLAIMS).read_text("utf-8").splitlines()]
    said = {claim["predicate"]: claim["object"] for claim in claims}
    assert said["schema:headline"] == "绵阳与德阳签署教育合作协议"
    assert said["schema:datePublished"].startswith("2024-10-30")
    assert said["kg:outlet"] == "范例新闻网"
    assert "kg:signedOn" in said
    for claim in claims:
        quote = claim["evidence"]["quote"]
        assert article["text"][quote["start"] : quote["end"]] == quote["text"]
    assert article["given"]["url"] == "https://news.example/a.html"


@pytest.mark.parametrize(
    ("charset", "encoding", "reported"),
    [("gb2312", "gbk", "gb18030"), ("big5", "gbk", "gb18030"), ("utf-8", "gbk", "gb18030"), ("gbk", "utf-8", "utf-8")],
)
def test_a_page_is_decoded_though_it_may_declare_another_charset(
    tmp_path: Path, charset: str, encoding: str, reported: str
) -> None:
    article = read(tmp_path / "a.html", page(charset=charset), encoding)
    assert BODY[0] in article.text
    assert article.encoding == reported


@pytest.mark.parametrize(
    ("text", "charset", "encoding"), [("教育局。", "gb2312", "gb18030"), ("香港大學位於香港。", "Big5", "big5hkscs")]
)
def test_a_page_too_short_to_tell_is_read_as_it_declares(
    tmp_path: Path, text: str, charset: str, encoding: str
) -> None:
    html = f"<html><meta charset={charset}><body><p>{text}</p></body></html>"
    article = read(tmp_path / "a.html", html, charset)
    assert (article.encoding, article.text) == (encoding, text)


def test_a_date_that_the_page_does_not_state_is_not_guessed(tmp_path: Path) -> None:
    footer = "<p>版权所有 Copyright 2019-2023</p></body>"
    html = page("<title>绵阳与德阳签署教育合作协议</title>").replace("</body>", footer)
    assert "date" not in dict(read(tmp_path / "a.html", html).given)


def test_readings_of_ruby_are_not_text(tmp_path: Path) -> None:
    ruby = "绵阳市<ruby>教<rp>(</rp><rt>jiào</rt><rp>)</rp>育<rt>yù</rt></ruby>局"
    article = read(tmp_path / "a.html", page(body=(BODY[0].replace("绵阳市教育局", ruby), *BODY[1:])))
    assert BODY[0] in article.text


def test_a_page_is_told_by_its_beginning_where_its_name_does_not(tmp_path: Path) -> None:
    assert read(tmp_path / "page.aspx", page()).text == read(tmp_path / "a.html", page()).text


def test_no_network_and_no_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise AssertionError("a page is read offline")

    monkeypatch.setattr(socket.socket, "connect", closed)
    later = datetime.date(datetime.date.today().year + 2, 5, 20).isoformat()
    article = read(tmp_path / "a.html", page(HEAD.replace("2024-10-30", later)))
    assert dict(article.given)["date"] == later


@pytest.mark.parametrize("depth", [300, 3_000, 100_000])
def test_a_deeply_nested_page_is_read_or_refused(tmp_path: Path, depth: int) -> None:
    html = f"<html><body>{'<div>' * depth}<p>{BODY[0]}</p>{'</div>' * depth}</body></html>"
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    skipped: list[Skip] = []
    articles = list(sources.read([tmp_path / "a.html"], on_skip=skipped.append))
    assert [skip.what for skip in skipped] == ["has no article on it that can be found"] * (not articles)
    assert all(BODY[0] in article.text for article in articles)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "<article>", "<table><tr><td>", "<meta name=PubDate content='", "'>"]
        )
        | st.sampled_from(["<ruby>", "<rt>", "&#xd800;", "&#1;", "\x0b", "\ufffe", "<!--", "<![CDATA[", "<?xml", *BODY])
        | st.text(max_size=5),
        max_size=30,
    )
)
def test_no_page_brings_reading_down(parts: list[str]) -> None:
    data = "".join(["<html>", *parts]).encode(errors="replace")
    with contextlib.suppress(RefusedError):
        for article in read_page(Received("a.html", data, ""), Options()):
            article.text.encode()


@pytest.mark.parametrize("html", ["<html></html>", "<", "", "<html><body><img src=a.png></body></html>"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, html: str) -> None:
    with pytest.raises(InputError, match=r"a\.html has no article on it|is empty"):
        read(tmp_path / "a.html", html)


def test_a_very_large_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a page of more than 8 MB"):
        read(tmp_path / "a.html", "<html><body>" + " " * (9 << 20))
