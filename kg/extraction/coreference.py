"""Which mentions of agreements mean the same one: 协议, 合作协议 and 《甲乙战略合作协议》."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Span

from kg.mentions import how_of, is_agreement, name_of, text_of
from kg.model import Node

# 协议 alone may be any of these.
_BARE = {"协议", "协议书"}
# 《协议》 and 《框架协议》 are short for a title of the article.
_BARE_TITLE = re.compile(
    "(?:战略|框架|合作)*(?:协议|协定|合同|备忘录|意向书|规划|方案|计划|意见|宣言|公约|倡议书?|声明)书?"
)
_ITEM = 200
_SAYS_NOTHING = re.compile("战略|全面|深化|合作|框架|协议|协定|书|备忘录|谅解|意向|合同|[《》“”]")
_BARE_KINDS = frozenset({"FrameworkAgreement", "CooperationAgreement", "Agreement"})


@dataclass(slots=True)
class Agreement:
    """One agreement of an article: the mention that names it best, all of its mentions, and its parties.

    `apart` tells it from another of the same name. `brief` are the mentions in headlines, which shorten names.
    """

    named: Span
    spans: list[Span] = field(default_factory=list)
    parties: set[Node] = field(default_factory=set)
    brief: set[int] = field(default_factory=set)
    apart: bool = False


class Agreements:
    """The agreements of one article, by the start of each mention."""

    def __init__(
        self, mentions: Iterable[Span], headlines: Collection[int] = (), parties: Mapping[int, set[Node]] | None = None
    ) -> None:
        """`headlines` are the starts of the mentions in headlines, `parties` the parties by start of the mention."""
        found = [span for span in mentions if is_agreement(span)]
        self.all: list[Agreement] = []
        self._of: dict[int, Agreement] = {}
        for span in sorted(found, key=lambda span: _rank(span, span.start in headlines)):
            mine = (parties or {}).get(span.start, set())
            brief = span.start in headlines
            agreement = self._find(span, mine, brief)
            if agreement is None:
                agreement = Agreement(span, apart=any(name_of(one.named) == name_of(span) for one in self.all))
                self.all.append(agreement)
            agreement.spans.append(span)
            if brief:
                agreement.brief.add(span.start)
            if not brief:
                agreement.parties |= mine
            self._of[span.start] = agreement

    def of(self, span: Span) -> Agreement:
        """The agreement that a mention means."""
        return self._of[span.start]

    def _find(self, span: Span, parties: set[Node], brief: bool) -> Agreement | None:
        """The agreement among those known that a mention may mean: one that shares parties, else the last before it."""
        fits = [one for one in self.all if _may_name(span, one.named, brief)]
        if not brief:
            bare = name_of(span) in _BARE
            fits = [one for one in fits if _agree(parties, one.parties) or (bare and parties & one.parties)]
            if bare and parties:  # what others only speak of is not what these sign
                fits = [one for one in fits if one.parties or not _is_untitled(one.named)]
        elif len(fits) > 1:
            fits = [min(fits, key=lambda one: one.named.start)]
        if not _is_untitled(span) and not _is_bare_title(span):
            return fits[0] if fits else None
        sharing = [one for one in fits if parties and one.parties and _agree(parties, one.parties)]
        before = [one for one in sharing or fits if one.named.start < span.start]
        return max(before, key=lambda one: one.named.start) if before else next(iter(sharing or fits), None)


def _is_untitled(span: Span) -> bool:
    return bool(how_of(span) == "untitled")


def _is_bare_title(span: Span) -> bool:
    return not _is_untitled(span) and _BARE_TITLE.fullmatch(name_of(span)) is not None


def _rank(span: Span, headline: bool) -> tuple[bool, bool, bool, bool, int, int]:
    """Titled mentions first, then those of the body, the longer first: what says more comes before what says less."""
    return (_is_untitled(span), _is_bare_title(span), headline, name_of(span) in _BARE, -len(name_of(span)), span.start)


def _may_name(span: Span, other: Span, brief: bool) -> bool:
    """True if the words of an untitled mention may mean the agreement that `other` names."""
    name, full = name_of(span), name_of(other)
    if not _is_untitled(span):
        return name == full or (_is_bare_title(span) and not _is_untitled(other) and full.endswith(name))
    if name in _BARE:
        return other.label_ in _BARE_KINDS and "协" in full
    # A headline inside the article is that of the text right below it.
    above = "\n" not in text_of(span.doc)[: span.start] or 0 < other.start - span.start < _ITEM
    short = brief and span.label_ == other.label_ and (above or _shortens(name, full))
    return full.endswith(name) or short or _is_short(span, other)


def _shortens(brief: str, full: str) -> bool:
    """True if a headline may mean `full` by these words: all that they say besides the kind stands there too."""
    told = _SAYS_NOTHING.sub("", brief)
    return any(told[at : at + 2] in full for at in range(max(len(told) - 1, 1))) if told else True


def _is_short(span: Span, other: Span) -> bool:
    """True if an untitled mention names no more than the kind of a titled agreement: 合作协议."""
    return not _is_untitled(other) and span.label_ == other.label_ and name_of(span)[-4:] == name_of(other)[-4:]


def _agree(some: set[Node], others: set[Node]) -> bool:
    """True if nothing speaks against the same parties: one set is unknown, or each of the fewer is in the other."""
    fewer, more = sorted((some, others), key=len)
    return all(any(one.name in two.name or two.name in one.name for two in more) for one in fewer)
