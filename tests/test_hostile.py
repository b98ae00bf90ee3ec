"""What articles say reaches the screen as text, whatever it is: every attack in every field, in every view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from browser import reading
from explored import write
from kg.model import Article, Entity, Evidence, KnowledgeBase, Quote, Statement

# Each would set the title of the page, ask a server or open a dialog if it ran.
ATTACKS = (
    "<script>document.title='run'</script>",
    "</script><script>document.title='run'</script>",
    "</ScRiPt ><script>document.title='run'</script>",
    "<script src=//example.org/x.js></script>",
    "<img src=x onerror=document.title='run'>",
    "<img src=x onerror=\"document.title='run'\">",
    "\"><img src=x onerror=document.title='run'>",
    "'><img src=x onerror=document.title='run'>",
    "<svg onload=document.title='run'>",
    "<svg><script>document.title='run'</script></svg>",
    "<svg><animate onbegin=document.title='run' attributeName=x dur=1s>",
    "<math><mtext></p><img src=x onerror=document.title='run'>",
    "<body onload=document.title='run'>",
    "<iframe src=javascript:document.title='run'></iframe>",
    "<iframe srcdoc=\"<script>parent.document.title='run'</script>\"></iframe>",
    "<object data=javascript:document.title='run'>",
    "<embed src=javascript:document.title='run'>",
    "<a href=javascript:document.title='run'>href</a>",
    "javascript:document.title='run'",
    "data:text/html,<script>alert(1)</script>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<style>@import '//example.org/x.css';</style>",
    "<style>body{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<base href=//example.org/>",
    "<form action=//example.org><button>x</button></form>",
    "<input autofocus onfocus=document.title='run'>",
    "<details open ontoggle=document.title='run'>",
    "<video><source onerror=document.title='run'></video>",
    "<audio src=x onerror=document.title='run'>",
    "<marquee onstart=document.title='run'>",
    "<template><script>document.title='run'</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=document.title='run'>\">",
    "<!--<img src=\"--><img src=x onerror=document.title='run'>\">",
    "<![CDATA[<script>document.title='run'</script>]]>",
    "<?xml version='1.0'?><x/>",
    "&lt;script&gt;document.title='run'&lt;/script&gt;",
    "&#60;img src=x onerror=document.title='run'&#62;",
    "\\u003cscript\\u003edocument.title='run'\\u003c/script\\u003e",
    "{{7*7}}${7*7}#{7*7}<%=7*7%>",
    "{{constructor.constructor('document.title=1')()}}",
    "';document.title='run';//",
    '";document.title="run";//',
    "`;document.title='run';//",
    "__proto__",
    "constructor",
    "toString",
    "\u202egpj.exe\u202c",
    "line\u2028separator\u2029end",
    "zero\u200bwidth",
    "=cmd|' /C calc'!A0",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "]]></title><script>document.title='run'</script>",
    "-->",
    "*/document.title='run'/*",
)


def hostile(attack: str, number: int) -> KnowledgeBase:
    """An article in which every field is the attack."""
    text = f"{attack}支持{attack}乙。"
    article = Article(f"art{number}\"'<b>", f"{attack}.txt", "utf-8", text, "")
    quote = Quote(article.id, 0, len(text), text)
    words = Quote(article.id, 0, len(attack), attack)
    proof = Evidence(quote, words, words, words, (words,), attack, "asserted", "stated")
    base = "https://w3id.org/cooperation-kg/id/"
    one, other, post, source = (f"{base}{kind}/{number}{attack}" for kind in ("body", "person", "post", "art"))
    facts = [
        (one, "rdf:type", "kg:University"),
        (one, "kg:theme", attack),
        (one, "kg:supports", other),
        (one, "kg:signedOn", attack),
        (other, "rdf:type", "kg:Person"),
        (post, "rdf:type", "kg:Membership"),
        (post, "org:member", other),
        (post, "org:organization", one),
        (post, "kg:post", attack),
        (post, "kg:tenure", "current"),
        (post, "kg:attestedOn", attack),
        (f"{base}art/{article.id}", "schema:headline", attack),
        (f"{base}art/{article.id}", "schema:datePublished", attack),
        (f"{base}art/{article.id}", "kg:outlet", attack),
        (source, "rdf:type", "kg:Article"),
    ]
    entities = (
        Entity(one, "University", attack, (attack, f"又{attack}")),
        Entity(other, "Person", f"{attack}乙"),
        Entity(source, "Article", attack),
    )
    statements = tuple(Statement(*fact, (proof,)) for fact in facts)
    return KnowledgeBase((article,), (), entities, statements, ())


def together() -> KnowledgeBase:
    bases = [hostile(attack, number) for number, attack in enumerate(ATTACKS)]
    whole = bases[0]
    for other in bases[1:]:
        whole = replace(
            whole,
            articles=whole.articles + other.articles,
            entities=whole.entities + other.entities,
            statements=whole.statements + other.statements,
        )
    return whole


LOOK_EVERYWHERE = """async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const everything = [
        ...content.entities.map((_, entity) => ({ entity })),
        ...content.facts.map((_, fact) => ({ fact })),
        ...content.sentences.map((_, sentence) => ({ sentence })),
    ];
    for (const focus of everything) {
        state.focus = focus;
        cards.show();
    }
    for (const view of ["network", "table", "article"]) {
        go({ ...NO_FILTER(), off: new Set(), view });
        for (let number = 0; number < everything.length; number += 11) go({ focus: everything[number] });
        await frame();
    }
    for (let article = 0; article < content.articles.length; article += 1) go({ view: "article", article });
    go({ view: "network" });
    openFilters();
    await frame();
    closeFilters();
    for (const { name } of content.entities) {
        byId("search").value = name;
        byId("search").focus();
        showHits();
    }
    document.body.append(new DOMParser().parseFromString(toSvg(paint()), "image/svg+xml").documentElement);
    await frame();
}"""


def test_attacks_are_many_and_different() -> None:
    assert len(set(ATTACKS)) == len(ATTACKS) >= 40


def test_nothing_runs_that_an_article_says(chromium: Any, tmp_path: Path) -> None:
    path = write(together(), tmp_path)
    with reading(chromium, path) as reader:
        assert reader.colours() > 50
        reader.page.evaluate(LOOK_EVERYWHERE)
        assert reader.page.title() == "知识图谱"
        for tag in (
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "link",
            "video",
            "svg script",
            "meta[http-equiv=refresh]",
        ):
            assert reader.page.locator(tag).count() == 0, tag
        assert reader.page.locator("script").count() == 3
        assert (reader.requests, reader.complaints) == ([path.as_uri()], [])


def test_attacks_are_shown_as_they_stand(chromium: Any, tmp_path: Path) -> None:
    with reading(chromium, write(together(), tmp_path)) as reader:
        told = reader.page.evaluate(
            """() => content.entities.flatMap(({ name, kind }, entity) => {
                if (kind !== "University") return [];
                go({ focus: { entity } });
                return [[name, document.querySelector("#panel h2").textContent]];
            })"""
        )
        assert {name for name, _ in told} == set(ATTACKS)
        assert all(name == shown for name, shown in told)


def test_a_script_that_is_not_ours_does_not_run(chromium: Any, tmp_path: Path) -> None:
    path = write(hostile("甲", 0), tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</body>", "<script>document.title = 'run'</script></body>"), encoding="utf-8")
    with reading(chromium, path) as reader:
        assert reader.page.title() == "知识图谱"
        assert any("Content Security Policy" in complaint for complaint in reader.complaints)
