"""The spaCy pipeline that reads clean text: character tokens, sentences, and typed mentions in ``doc.spans["kg"]``.

Each component is a file of this package, registered under its own name and usable alone. Spans of things carry
the class of the ontology as label, the division's code as ``kb_id_``, the canonical name in ``span._.canonical``.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.mentions import TEXT
from kg.model import CleanText
from kg.recognition import (  # noqa: F401  # importing a component registers it
    agreements,
    dates,
    entities,
    events,
    groups,
    hosts,
    institutions,
    persons,
    places,
    posts,
    sentences,
    user_names,
    words,
)

__all__ = ["COMPONENTS", "analyse", "create"]

# In the order in which they run: each may stand on the mentions of those before it.
COMPONENTS = (
    "kg_words",
    "kg_sentences",
    "kg_dates",
    "kg_agreements",
    "kg_places",
    "kg_institutions",
    "kg_posts",
    "kg_persons",
    "kg_hosts",
    "kg_events",
    "kg_groups",
)


class CharacterTokenizer:
    """One token for each character, white space too, so that token indices are offsets of the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text), user_data={TEXT: text})


def create(model: str | None = None, names: str | None = None) -> Language:
    """A new pipeline: blank Chinese, character tokens, the components of kg in their order.

    `model`, an installed spaCy pipeline or the folder of one, adds entities where those find nothing; `names`, the path
    of a table of names, comes before them. An `InputError` says that it cannot.
    """
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    for name in COMPONENTS:
        nlp.add_pipe(name)
    if names is not None:
        nlp.add_pipe("kg_user_names", before="kg_agreements", config={"path": names})
    if model is not None:
        nlp.add_pipe("kg_entities", before="kg_groups", config={"pipeline": model})
    return nlp


def analyse(nlp: Language, clean: CleanText) -> Doc:
    """The document of a clean text, with its zones in ``doc.spans["zones"]``."""
    doc = nlp.make_doc(clean.text)
    zones = [zone for zone in clean.zones if zone.start < zone.end]
    doc.spans["zones"] = [Span(doc, zone.start, zone.end, label=zone.kind) for zone in zones]
    return nlp(doc)
