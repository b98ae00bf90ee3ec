"""Drafts become claims: each end gets the node it means, each claim the characters that prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.dates import complete
from kg.extraction.draft import Draft, Made
from kg.extraction.reference import Referent, Resolver
from kg.extraction.sketch import Sketch
from kg.mentions import Extent, how_of, name_of
from kg.model import Claim, CleanText, Evidence, Field, Node, Quote

# 中共某市委 and 某市人民政府
_LEADS = re.compile("(?:中共)?(.+[省市县区州旗盟])(?:委|人民政府)")


def settle(drafts: Iterable[Draft], resolver: Resolver, published: Field | None) -> Iterator[Claim]:
    """The claims of `drafts`: one for each combination of what their ends mean.

    `published` is the article's own date, against which partial dates are read: 10月29日 without a year. Where it
    does not say what is missing there is no claim: a year is never guessed.
    """
    for draft in drafts:
        subjects = resolver.referents(draft.subject)
        if isinstance(draft.object, str):
            for subject in subjects:
                yield Claim(subject.node, draft.predicate, draft.object, _evidence(resolver.clean, draft, subject))
        elif isinstance(draft.object, Span) and draft.object.label_ == "Date":
            for subject in subjects:
                yield from _dated(resolver.clean, draft, subject, draft.object, published)
        else:
            yield from _related(resolver, draft, subjects, resolver.referents(draft.object))


def sentence_quote(clean: CleanText, sketch: Sketch) -> Quote:
    """The raw characters of a sentence without the blanks around it."""
    text = sketch.document.text[sketch.start : sketch.end]
    start = sketch.start + len(text) - len(text.lstrip())
    return clean.quote(start, sketch.start + len(text.rstrip()))


def _related(
    resolver: Resolver, draft: Draft, subjects: Iterable[Referent], objects: Iterable[Referent]
) -> Iterator[Claim]:
    # A group that cooperates (两地) stands for the pairs of its members, each told once.
    pairs = combinations(subjects, 2) if draft.subject is draft.object else product(subjects, objects)
    for subject, other in pairs:
        one, two = subject.node, other.node
        if one != two and not (draft.predicate == "kg:cooperatesWith" and _is_nested(one, two)):
            yield Claim(one, draft.predicate, two, _evidence(resolver.clean, draft, subject, other))


def _is_nested(one: Node, two: Node) -> bool:
    """True if one of two divisions lies in the other, or two bodies lead the same one: these are not two parties."""
    led = [_LEADS.fullmatch(node.name) for node in (one, two)]
    if led[0] and led[1]:
        return led[0][1] == led[1][1]
    codes = gazetteer.divisions()
    if not (one.key and two.key and one.key[0] in codes and two.key[0] in codes):
        return False
    return gazetteer.is_within(one.key[0], two.key[0]) or gazetteer.is_within(two.key[0], one.key[0])


def _dated(clean: CleanText, draft: Draft, subject: Referent, day: Span, published: Field | None) -> Iterator[Claim]:
    value = complete(name_of(day), published.value if published else "")
    if value is None:
        return
    evidence = _evidence(clean, replace(draft, value_at=(day.start, day.end)), subject)
    if published and value != name_of(day):
        antecedents = (*evidence.antecedents, published.quote)
        evidence = replace(evidence, antecedents=antecedents, derivation="derived")
    elif how_of(day):  # 民国113年
        evidence = replace(evidence, derivation="derived")
    yield Claim(subject.node, draft.predicate, value, evidence)


def _evidence(clean: CleanText, draft: Draft, subject: Referent, other: Referent | None = None) -> Evidence:
    """What proves a claim; what decided a name outside the sentence stands among the antecedents."""
    if isinstance(draft.subject, Made) and draft.subject.kind == "Membership":
        subject, other = _ends(draft.subject, subject)
    referents = [subject, other] if other else [subject]
    outside = [referent for referent in referents if not _is_inside(draft.sketch, referent.span)]
    antecedents = [at for referent in referents for at in referent.antecedents]
    antecedents += [referent.span for referent in outside]
    derived = bool(outside) or "derived" in (draft.derivation, *(referent.derivation for referent in referents))
    object_at = other.span if other and other not in outside else None
    return Evidence(
        quote=sentence_quote(clean, draft.sketch),
        subject=None if subject in outside else clean.quote(*subject.span),
        trigger=clean.quote(*draft.trigger),
        object=_quote(clean, object_at if other else draft.value_at),
        antecedents=tuple(clean.quote(*at) for at in dict.fromkeys(antecedents)),
        rule=draft.rule,
        modality=draft.modality,
        derivation="derived" if derived else "stated",
    )


def _ends(membership: Made, referent: Referent) -> tuple[Referent, Referent]:
    """The person and the body of a membership, as the words that its evidence marks beside the post."""
    person, body = (part for _, part in membership.parts if isinstance(part, Span))
    return replace(referent, span=(person.start, person.end)), replace(
        referent, span=(body.start, body.end), antecedents=()
    )


def _is_inside(sketch: Sketch, at: Extent) -> bool:
    return sketch.start <= at[0] and at[1] <= sketch.end


def _quote(clean: CleanText, at: Extent | None) -> Quote | None:
    return clean.quote(*at) if at else None
