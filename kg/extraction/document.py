"""What all sentences of an article share: its characters, its mentions, and the bodies and places it names."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from kg.mentions import how_of, is_institution, mentions, name_of, readable, text_of


class Document:
    """An analysed text as the rules see it, with everything that is asked of it more than once.

    `read` tells of each character whether its zone is read for facts; `mentions` are those that stand there.
    `bodies` are the institutions by name, without those that need a place to be told apart (市教委). `divisions`
    and `institutions` hold the first mention of each name and form, of those that are clear without a context.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text, self.read = doc, text_of(doc), readable(doc)
        self.mentions = [span for span in mentions(doc) if self.read[span.start]]
        self.bodies: dict[str, Span] = {}
        self.divisions: dict[str, Span] = {}
        self.institutions: dict[tuple[str, str], Span] = {}
        for span in self.mentions:
            name, how = name_of(span), how_of(span)
            if is_institution(span) and how not in ("short", "core"):
                self.bodies[name] = span
            if is_institution(span) and not how:
                self.institutions.setdefault((name, text_of(span)), span)
            if span.kb_id_ and not how:
                self.divisions.setdefault(name, span)

    def sentence(self, offset: int) -> Span:
        """The sentence that the character at `offset` stands in."""
        sentence: Span = self.doc[offset : offset + 1].sent
        return sentence
