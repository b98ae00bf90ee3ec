"""Component kg_entities: what a spaCy pipeline of the user's recognizes where the rules found nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import InputError
from kg.mentions import add, covered, mention, text_of

# The labels of OntoNotes, which the Chinese pipelines of spaCy use, and the shorter ones of older corpora.
KINDS = {"PERSON": "Person", "PER": "Person", "ORG": "Institution", "GPE": "Place", "LOC": "Place"}


@Language.factory("kg_entities", assigns=["doc.spans"], default_config={"pipeline": ""})
def create_entities(nlp: Language, name: str, pipeline: str) -> Callable[[Doc], Doc]:
    """A component that adds the persons, organizations and places of another `pipeline`, a package or a folder.

    What lies in a mention of ours, or holds one, is left out; the rest is marked as ``model``. Raises InputError if
    there is no such pipeline or it recognizes no entities.
    """
    try:
        model = spacy.load(pipeline)
    except (OSError, ImportError, ValueError) as error:
        hint = "name an installed spaCy pipeline or the folder of one"
        raise InputError(f"{pipeline} cannot be loaded as a spaCy pipeline: {_first_line(error)}", hint) from error
    if not any("doc.ents" in model.get_pipe_meta(one).assigns for one in model.pipe_names):
        raise InputError(f"{pipeline} recognizes no entities", "name a pipeline with a ner or entity_ruler component")

    def add_entities(doc: Doc) -> Doc:
        add(doc, list(_entities(doc, model)))
        return doc

    return add_entities


def _entities(doc: Doc, model: Language) -> Iterator[Span]:
    taken = covered(doc)
    for entity in model(text_of(doc)).ents:
        start, end = entity.start_char, entity.end_char  # the tokens of doc are characters
        if entity.label_ in KINDS and not any(taken[start:end]):
            yield mention(doc, start, end, KINDS[entity.label_], how="model")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]
