"""Bodies that only the post behind them shows: 示例果汁董事长, 示例大学研发部主任."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer, offices
from kg.language.names import extend_left
from kg.mentions import add, is_institution, is_place, mention, mentions, name_of

# What stands before a body without being part of its name.
_LEAD = re.compile(
    "原|前|时任|曾任|现任|新任|候任|兼任|担任|出任|该|本|我|其|各|由|据|请|对|向|和|与|及|以及|是|为|任|作为"
)
# Words for a body of that kind, not for one: 公司董事长.
_GENERIC = gazetteer.words("generic") | gazetteer.words("sector") | gazetteer.words("determiner")
_LONGEST = 20


@Language.component("kg_hosts", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_hosts(doc: Doc) -> Doc:
    """`doc` with the bodies that stand between an edge and a post whose holder is named: 示例果汁董事长王样本.

    A body that is known already and goes on before the post is a part of it: 示例大学研发部主任.
    """
    known = mentions(doc)
    starts = {span.start: span for span in known}
    ends = {span.end: span for span in known}
    found = []
    for post in known:
        if post.label_ != "Post" or post.start in ends or not _is_held(doc.text, post, starts):
            continue
        host = _host(doc, post, starts)
        if host is not None:
            found.append(host)
    add(doc, found, keep_leading=True)
    return doc


def _is_held(text: str, post: Span, starts: Mapping[int, Span]) -> bool:
    """True if the name of a person follows a post, or further posts and then the name: 董事长兼总裁王样本."""
    following: Span | None = post
    while following is not None and following.label_ == "Post":
        end = following.end
        following = starts.get(end) or (starts.get(end + 1) if text[end : end + 1] in ("、", "兼", "，") else None)
    return following is not None and following.label_ == "Person"


def _host(doc: Doc, post: Span, starts: Mapping[int, Span]) -> Span | None:
    """The body right before a post, None if the words there name none."""
    begin = extend_left(doc, post.start, {at for at, span in starts.items() if is_place(span) or is_institution(span)})
    if begin is None:
        return None
    text = doc.text
    while begin not in starts and (lead := _LEAD.match(text, begin, post.start)):
        begin = lead.end()
    whole = starts.get(begin)
    words = text[begin : post.start]
    inside = [span for at, span in starts.items() if begin <= at < post.start]
    if any(not (is_place(span) or is_institution(span)) or span.end > post.start for span in inside):
        return None
    if (
        not 2 <= len(words) <= _LONGEST
        or _is_generic(doc, begin, post.start)
        or not offices.shows_body(name_of(post), words)
    ):
        return None
    if whole is not None and is_place(whole) and whole.end == post.start:
        return None
    return mention(doc, begin, post.start, _kind(words, post, whole), _name(words, whole))


def _is_generic(doc: Doc, start: int, end: int) -> bool:
    inside = [doc._.words.text_of(word) for word in doc._.words.inside(start, end)]
    return bool(inside) and _GENERIC.issuperset(inside)


def _kind(words: str, post: Span, whole: Span | None) -> str:
    """The class of a body by its last word, else that of the body it is a part of, else by its post."""
    heads = gazetteer.institution_words()
    if whole is not None and is_institution(whole):
        return whole.label_
    kind = next((heads[words[at:]] for at in range(len(words)) if words[at:] in heads), None)
    return kind or ("Company" if offices.is_of_company(name_of(post)) else "Institution")


def _name(words: str, whole: Span | None) -> str:
    if whole is None or not is_institution(whole):
        return words
    return name_of(whole) + words[whole.end - whole.start :]
