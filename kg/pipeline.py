"""From articles to knowledge: the only module that knows the order of the stages.

    articles --read--> Article --clean--> CleanText --analyse--> Doc --extract--> Claims --resolve--> Knowledge

Each article goes alone as far as its claims; what they say together follows from the claims.
"""

from __future__ import annotations

import gc
import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from os import PathLike
from pathlib import Path

from pyoxigraph import DefaultGraph
from spacy.language import Language
from spacy.tokens import Doc

from kg import (
    cleaning,
    extraction,
    fingerprints,
    folder,
    metadata,
    recognition,
    records,
    recovery,
    resolution,
    sources,
    validation,
)
from kg.errors import InputError
from kg.knowledge import Knowledge, fact_term
from kg.lookup import Statements
from kg.model import READ_ZONES, Article, Claim, CleanText, Metadata, Quote, Skip
from kg.records import Reading
from kg.sources import Options
from kg.validation import Report

Progress = Callable[[Sequence[Article]], Iterable[Article]]
_JSON = json.JSONEncoder(sort_keys=True)


def build(
    inputs: str | PathLike[str] | Iterable[str | PathLike[str]],
    progress: Progress | None = None,
    options: Options | None = None,
    model: str | None = None,
    gazetteer: str | PathLike[str] | None = None,
) -> Knowledge:
    """What the articles in `inputs` say, merged into one graph.

    An input is a file, an archive, a folder that is searched for articles, a pattern, or ``-`` for stdin; `options`
    tell how they are read. `model` is a spaCy pipeline, by its name or folder, that recognizes persons, institutions
    and places where the rules find nothing; `gazetteer` is a table of names of the caller's own. `progress` wraps the
    articles while they are read, as ``tqdm`` does. What cannot be read is in `Knowledge.skipped`; an `InputError` says
    that an input does not exist, or that nothing could be read.
    """
    paths = [inputs] if isinstance(inputs, (str, PathLike)) else list(inputs)
    articles, skipped = _receive(paths, options)
    nlp = _nlp(model, gazetteer)
    read = [_read(article, nlp) for article in (progress(articles) if progress else articles)]
    return _merge([reading for reading, _ in read], [claim for _, claims in read for claim in claims], skipped)


def clean(
    source: str | Path, options: Options | None = None, on_skip: Callable[[Skip], object] | None = None
) -> tuple[cleaning.Explanation, ...]:
    """How each article in `source` is read: its clean text, what each step changed, and why a line is left out.

    `source` is the text itself, or the path of its file, which may hold several articles. What cannot be read is given
    to `on_skip`; without it, and if nothing can be read, it is an `InputError`.
    """
    return tuple(map(cleaning.explain, _receive_one(source, options, on_skip)))


def extract(
    source: str | Path,
    options: Options | None = None,
    on_skip: Callable[[Skip], object] | None = None,
    model: str | None = None,
    gazetteer: str | PathLike[str] | None = None,
) -> tuple[Claim, ...]:
    """The claims of one article, in the order of its text: `source` is the text itself, or the path of its file.

    Of a file that holds several articles these are the claims of all, one article after the other. What cannot be
    read is given to `on_skip`; without it, and if nothing can be read, it is an `InputError`. `model` and
    `gazetteer` as for `build`.
    """
    articles, nlp = _receive_one(source, options, on_skip), _nlp(model, gazetteer)
    return tuple(claim for article in articles for claim in _in_order(extraction.extract(*_analyse(article, nlp))))


def load(source: str | Path) -> Knowledge:
    """The knowledge in the output folder of a build, merged again from its claims: no text is read again.

    Of an RDF file, such as graph.ttl, these are its facts: they have no claims and no evidence.
    """
    path = Path(source)
    if not path.is_file():
        return _merge(*folder.read(path))
    kb = recovery.recover(quad.triple for quad in validation.read(path) if quad.graph_name == DefaultGraph())
    return Knowledge(kb.articles, kb.claims, kb.entities, Statements(kb.statements), kb.reference, readings=())


def validate(source: str | Path, *, claims: bool = False) -> Report:
    """What is wrong in the output folder of a build, or in an RDF file of any origin; with `claims`, their shapes too.

    An `InputError` says that there is no such thing, or nothing in it that the shapes speak of.
    """
    path = Path(source)
    if path.is_dir():
        readings, kept, _ = folder.read(path)
        found = validation.check(kept, (reading.article for reading in readings))
        if any(one.code in validation.INEXPRESSIBLE for one in found):
            return Report(found)  # no graph can be made of such claims
        return load(path).validate(claims=claims)
    return validation.validate_graph(validation.read(path), claims=claims)


def _receive(
    inputs: Iterable[str | PathLike[str]], options: Options | None
) -> tuple[tuple[Article, ...], tuple[Skip, ...]]:
    """The articles in `inputs`, and what could not be read; an `InputError` if nothing could."""
    skipped: list[Skip] = []
    articles = tuple(sources.read([os.fspath(path) for path in inputs], options or Options(), skipped.append))
    if not articles:
        first = skipped[0]
        others = f"; nor could {len(skipped) - 1} more be read" if len(skipped) > 1 else ""
        raise InputError(f"{first.origin} {first.what}{others}", first.hint)
    return articles, tuple(skipped)


def _receive_one(
    source: str | Path, options: Options | None, on_skip: Callable[[Skip], object] | None
) -> tuple[Article, ...]:
    """The articles of one file, or the one that `source` is."""
    articles, skipped = _receive([source], options) if isinstance(source, Path) else ((sources.from_text(source),), ())
    for skip in skipped:
        if on_skip is None:
            raise InputError(f"{skip.origin} {skip.what}", skip.hint)
        on_skip(skip)
    return articles


def _analyse(article: Article, nlp: Language) -> tuple[Doc, CleanText, Metadata]:
    """One article as the rules read it."""
    clean = cleaning.clean(article)
    return recognition.analyse(nlp, clean), clean, metadata.read_metadata(clean)


def _read(article: Article, nlp: Language) -> tuple[Reading, tuple[Claim, ...]]:
    """One article through all the stages that look at it alone."""
    doc, clean, about = _analyse(article, nlp)
    claims = extraction.extract(doc, clean, about)
    sentences = list(_sentences(doc, clean))
    return Reading(article, about, fingerprints.read(clean), len(sentences), _with_facts(sentences, claims)), claims


def _sentences(doc: Doc, clean: CleanText) -> Iterator[Quote]:
    """The sentences that are read for facts: no menu, no footer, no blank line."""
    zones = [(zone.start, zone.end) for zone in clean.zones if zone.kind in READ_ZONES]
    for sentence in doc.sents:
        blank = clean.text[sentence.start_char : sentence.end_char].isspace()
        if not blank and any(start <= sentence.start_char < end for start, end in zones):
            yield clean.quote(sentence.start_char, sentence.end_char)


def _with_facts(sentences: Sequence[Quote], claims: Iterable[Claim]) -> int:
    """How many of the sentences, in the order of the text, say a fact rather than only name something."""
    quotes = {
        claim.evidence.quote
        for claim in claims
        if claim.evidence.modality == "asserted"
        and fact_term(claim.predicate, claim.object if isinstance(claim.object, str) else claim.object.name)
    }
    starts, ends = [one.start for one in sentences], [one.end for one in sentences]
    return len(
        {number for one in quotes for number in range(bisect_right(ends, one.start), bisect_left(starts, one.end))}
    )


def _merge(readings: Iterable[Reading], claims: Iterable[Claim], skipped: Iterable[Skip]) -> Knowledge:
    """One graph from the claims of all articles, in an order that no input order can change."""
    in_order = tuple(_in_order(set(claims)))
    entities, statements, reference = resolution.resolve(in_order)
    by_article = tuple(sorted(readings, key=lambda reading: reading.article.id))
    return Knowledge(
        articles=tuple(reading.article for reading in by_article),
        claims=in_order,
        entities=entities,
        statements=Statements(statements),
        reference=reference,
        readings=by_article,
        skipped=tuple(skipped),
    )


def _in_order(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims by where they stand: article, then text; those of the same characters by what they say."""
    for _, together in groupby(sorted(claims, key=_place), key=_place):
        alike = list(together)
        yield from sorted(alike, key=_said) if len(alike) > 1 else alike


def _place(claim: Claim) -> tuple[str, int, int]:
    quote = claim.evidence.quote
    return quote.article, quote.start, quote.end


def _said(claim: Claim) -> str:
    """What a claim says, beside the quote that it shares with those it is compared with."""
    record = records.claim_to_json(claim)
    del record["evidence"]["quote"]
    return _JSON.encode(record)


def language(model: str | None = None, gazetteer: str | PathLike[str] | None = None) -> Language:
    """A new spaCy pipeline that finds the mentions: its tokens are characters, the mentions are ``doc.spans["kg"]``.

    `model` and `gazetteer` as for `build`.

    >>> doc = language()("四川大学位于成都市。")
    >>> [(span.text, span.label_) for span in doc.spans["kg"]]
    [('四川大学', 'University'), ('成都市', 'Prefecture')]
    """
    return recognition.create(model, None if gazetteer is None else str(gazetteer))


def _nlp(model: str | None, gazetteer: str | PathLike[str] | None) -> Language:
    """The pipeline, made once for the same model and the same state of the same table of names."""
    if gazetteer is None:
        return _created(model, None, ())
    path = Path(gazetteer)
    state = path.stat() if path.exists() else None
    return _created(model, str(path), (state.st_mtime_ns, state.st_size) if state else ())


@cache
def _created(model: str | None, names: str | None, _state: tuple[int, ...]) -> Language:
    nlp = recognition.create(model, names)
    nlp("四川大学位于成都市。")  # so that all tables are there
    gc.freeze()  # they stay: else each full collection walks through all of them
    return nlp
