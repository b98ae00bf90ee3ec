"""The page on which the graph is explored: one HTML file that asks no server for anything.

vis-network comes out of the pyvis wheel. A Content-Security-Policy allows the scripts and styles of this file, by
their SHA-256, and nothing else; what articles say is put in as JSON and reaches the screen as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from pathlib import Path

import jinja2
import pyvis

from kg.exports.content import content
from kg.model import KnowledgeBase

LIMIT = 12_000_000  # bytes of a page, beyond which the texts of the articles are left out
_PLAIN = 300_000  # bytes of JSON that stay readable; more is compressed

_ASSETS = Path(__file__).parent / "assets"
VIS_NETWORK = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"

# In the order in which they are read: each uses only what stands before it, or what is called later.
_SCRIPTS = (
    *("texts.js", "elements.js", "content.js", "state.js", "search.js", "geometry.js", "scene.js", "labels.js"),
    *(
        "looks.js",
        "network.js",
        "keys.js",
        "picture.js",
        "evidence.js",
        "cards.js",
        "table.js",
        "article.js",
        "legend.js",
        "filters.js",
    ),
    *("page.js",),
)


def write(kb: KnowledgeBase) -> bytes:
    """The page in UTF-8; the same bytes for the same knowledge."""
    return to_html(kb).encode()


def to_html(kb: KnowledgeBase) -> str:
    """The page as text: every entity and fact with its evidence, the texts of the articles if they fit in `LIMIT`.

    All scripts, styles and sentences are inside.
    """
    page = _render(content(kb))
    return page if len(page.encode()) <= LIMIT else _render(content(kb, texts=False))


def _render(value: object) -> str:
    library = VIS_NETWORK.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    own = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    style = (_ASSETS / "page.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_ASSETS, encoding="utf-8"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    kind, data = _embed(value)
    return environment.get_template("page.html.j2").render(
        policy=_policy([library, own], style), style=style, scripts=[library, own], kind=kind, content=data
    )


def _embed(value: object) -> tuple[str, str]:
    r"""`value` as a media type and text that no HTML parser takes for markup: JSON, or deflated and in base64.

    >>> _embed("</script>")
    ('application/json', '"\\u003c/script>"')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) <= _PLAIN:
        return "application/json", text.replace("<", "\\u003c")
    return "application/zlib", base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _policy(scripts: list[str], style: str) -> str:
    """The Content-Security-Policy that lets these scripts and this style run, and nothing else."""
    allowed = " ".join(_source(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
