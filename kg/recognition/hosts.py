"""Bodies that only the post behind them shows: 示例果汁董事长, 示例大学研发部主任."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer, offices
from kg.mentions import add, how_of, is_institution, is_place, mention, mentions, name_of, text_of
from kg.recognition.departments import joined, of_the_body_before
from kg.recognition.names import extend_left
from kg.recognition.words import words_of

# What stands before a body without being part of its name.
_LEAD = re.compile(
    "原|前|时任|曾任|现任|新任|候任|兼任|担任|出任|该|本|我|其|各|由|据|请|对|向|和|与|及|以及|是|为|任|作为"
)
# Words for a body of that kind, not for one: 公司董事长.
_GENERIC = gazetteer.words("generic") | gazetteer.words("sector") | gazetteer.words("determiner")
_LONGEST = 20
# 代表团成员包括示例司: who is in a body is no part of its name.
_OTHERS = re.compile("包括|还有|成员|接待|陪同")
# Groups of the moment, that have a head but no name, and 示例市12校校长.
_NO_HOST = re.compile(r"^(?:该|本)?(?:项目|课题|工作|调查|专家|评审|编写|摄制|考察|科研|攻关)(?:小)?组$|\d+[校所家]$")
# Posts that share a character with the body: 科长 of 某局国教科.
_SHARED = re.compile("[科处局厅署所股]长")
# What stands between a body and a post.
_SINCE = re.compile("(?:前任|原|时任|现任|新任|首任|前)$")
# How far behind a post its holder may be named, after further posts: 会长、某某大学某某学院院长王样本.
_FURTHEST = 60
_SERIES = "、，"
_SENTENCE_END = re.compile("[。；！？\n]")
# What the name of a department is made of, right before a post.
_TAIL = re.compile("[^，。、；：！？（）“”《》的与和及等在对由向为是了\\s]+$")


@Language.component("kg_hosts", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_hosts(doc: Doc) -> Doc:
    """`doc` with the bodies that stand between an edge and a post whose holder is named: 示例果汁董事长王样本.

    A body that is known already and goes on before the post is a part of it: 示例大学研发部主任.
    """
    known = mentions(doc)
    starts = {span.start: span for span in known}
    ends = {span.end: span for span in known}
    found = []
    for at, post in enumerate(known):
        if post.label_ != "Post" or post.start in ends or not _is_held(text_of(doc), post, known[at + 1 :]):
            continue
        host = _host(doc, post, starts, ends)
        if host is not None:
            found.append(host)
    add(doc, found, keep_leading=True)
    add(doc, [*joined(doc), *of_the_body_before(doc)])
    return doc


def _is_held(text: str, post: Span, known: Sequence[Span]) -> bool:
    """True if the name of a person follows a post, or further posts and then the name: 董事长兼总裁王样本."""
    ends = {post.end}
    for span in known:
        if span.start < post.end:
            continue
        if span.label_ == "Person":
            between = text[post.end : span.start]
            marks = (post.end + i for i, character in enumerate(between) if character in _SERIES)
            return span.start - post.end <= _FURTHEST and span.start in ends and all(at in ends for at in marks)
        if span.start - post.end > _FURTHEST or _SENTENCE_END.search(text, post.end, span.start):
            return False
        if span.label_ == "Post":
            ends.add(span.end)
    return False


def _host(doc: Doc, post: Span, starts: Mapping[int, Span], ends: Mapping[int, Span]) -> Span | None:
    """The body before a post, None if the words there name none."""
    text = text_of(doc)
    since = _SINCE.search(text, max(0, post.start - 2), post.start)
    end = since.start() if since else post.start
    if end in ends:
        return None
    begin = _known_before(text, end, ends)
    if begin is None:
        edges = {at for at, span in starts.items() if is_place(span) or is_institution(span)}
        begin = extend_left(doc, end, edges)
    if begin is None:
        return None
    while begin not in starts and (lead := _LEAD.match(text, begin, end)):
        begin = lead.end()
    whole, words = starts.get(begin), text[begin:end]
    if whole is not None and is_place(whole) and whole.end == end:
        return None
    inside = [span for at, span in starts.items() if begin <= at < end]
    if any(not (is_place(span) or is_institution(span)) or span.end > end for span in inside):
        return None
    if _NO_HOST.search(words) or not 2 <= len(words) <= _LONGEST or _is_generic(doc, begin, end):
        return None
    shared = words + name_of(post)[0] if _SHARED.fullmatch(name_of(post)) else ""  # 教育局国教科长
    named = offices.shows_body(name_of(post), words)
    if not named and shared and begin in starts and offices.shows_body(name_of(post), shared):
        words, named = shared, True
    how = how_of(whole) if whole is not None and is_institution(whole) else ""
    return mention(doc, begin, end, _kind(words, post, whole), _name(words, whole), how=how) if named else None


def _known_before(text: str, head: int, ends: Mapping[int, Span]) -> int | None:
    """The start of a known body that goes on as far as `head`: 示例部港澳台司, whatever words the tail is made of."""
    tail = _TAIL.search(text, max(0, head - _LONGEST), head)
    for end in range(tail.start() if tail else head, head - 1):
        if end in ends and is_institution(ends[end]) and not _OTHERS.search(text, end, head):
            return ends[end].start
    return None


def _is_generic(doc: Doc, start: int, end: int) -> bool:
    words = words_of(doc)
    inside = [words.text_of(word) for word in words.inside(start, end)]
    return bool(inside) and _GENERIC.issuperset(inside)


def _kind(words: str, post: Span, whole: Span | None) -> str:
    """The class of a body by its last word, else that of the body it is a part of, else by its post."""
    heads = gazetteer.institution_words()
    if whole is not None and is_institution(whole):
        return whole.label_
    kind = next((heads[words[at:]] for at in range(len(words)) if words[at:] in heads), None)
    return kind or offices.kind_of_body(name_of(post))


def _name(words: str, whole: Span | None) -> str:
    if whole is None or not is_institution(whole):
        return words
    return name_of(whole) + words[whole.end - whole.start :]
