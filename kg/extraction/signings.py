"""Signings as events: a ceremony takes place when and where its agreement is signed, and people sign in person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, Thing, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_agreement, is_event, name_of

_SIGNS = "签署|签约|签订|签下|签字|缔结"
# 在某某见证下…签署, 某某代表甲与某某…签署, 由某某与某某签订
_IN_PERSON = pattern(
    f"<person>[^。；]{{0,60}}?见证[^。；]{{0,80}}?(?P<verb>{_SIGNS})"
    f"|<person>[^。；]{{0,16}}?代表[^。；]{{0,60}}?(?P<verb2>{_SIGNS})"
    f"|<person>[^，。；<person>]{{0,6}}[与和同][^，。；<person>]{{0,24}}<person>[^，。；<person>]{{0,10}}?(?P<verb5>{_SIGNS})"
    f"|(?P<verb4>{_SIGNS})[^。；]{{0,60}}?，[^。；]{{0,60}}<person>[^。；<person>]{{0,20}}见证"
    f"|由[^，。；]{{0,30}}<person>[^，。；]{{0,40}}<person>[^，。；]{{0,16}}?(?P<verb3>{_SIGNS})"
)
# Persons who came to what no noun names: 某某出席并致辞。
_PRESENT = pattern(
    "<person>[^。；<event>]{0,60}?(?:出席|到场|在场观礼|在场见证)(?:并|和|了)?[^，。；<event><person>]{0,8}(?=[。；，]|$)"
)
_SIGNED = pattern(
    f"(?P<verb>{_SIGNS})[^。；，]{{0,24}}?(?:<agreement>|协议|合同|备忘录|意向书)|(?P<alone>签约)(?=[，。；])"
)
_OF_SIGNING = {"kg:signedOn": "kg:heldOn", "kg:signedIn": "kg:heldIn"}


def find_signings(sketches: Sequence[Sketch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """When and where the signing ceremony of the article was held; without one, a kg:Signing that people took part in.

    `drafts` say when and where the agreements were signed: where they agree, that holds for their ceremony.
    """
    ceremonies = {name_of(span): span for sketch in sketches for span in sketch.mentions if span.label_ == "Signing"}
    if not ceremonies:
        yield from _in_person(sketches, drafts)
    elif len({name[-4:] for name in ceremonies}) == 1:
        for ceremony in ceremonies.values():
            yield from _as_signed(ceremony, sketches, drafts)
        yield from _as_held(drafts)


def _as_held(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """When and where the only agreement of the article was signed, by what the drafts say of its ceremony."""
    parties = [draft for draft in drafts if draft.predicate == "kg:partyTo" and draft.modality == "asserted"]
    agreements = {name_of(draft.object): draft.object for draft in parties if isinstance(draft.object, Span)}
    if len(agreements) != 1:
        return
    (agreement,) = agreements.values()
    for signed, held in _OF_SIGNING.items():
        told = {
            _value(draft): draft
            for draft in drafts
            if draft.predicate == held and isinstance(draft.subject, Span) and draft.subject.label_ == "Signing"
        }
        if len(told) == 1 and not any(draft.predicate == signed for draft in drafts):
            (draft,) = told.values()
            at = draft.trigger, None, draft.modality
            yield Draft(agreement, signed, draft.object, draft.sketch, "signing-ceremony", *at, "derived")


def _as_signed(ceremony: Span, sketches: Sequence[Sketch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    for signed, held in _OF_SIGNING.items():
        told = [draft for draft in drafts if draft.predicate == held and draft.subject is ceremony]
        found = {
            _value(draft): draft for draft in (*drafts, *_scanned(sketches, ceremony)) if draft.predicate == signed
        }
        if len(found) == 1 and not told:
            (draft,) = found.values()
            yield Draft(
                ceremony,
                held,
                draft.object,
                draft.sketch,
                "signing-ceremony",
                draft.trigger,
                None,
                draft.modality,
                "derived",
            )


def _scanned(sketches: Sequence[Sketch], event: Thing) -> Iterator[Draft]:
    """When the `event` of a signing was held, by all sentences that say that something is signed, whoever signs it."""
    for sketch in sketches:
        match = _SIGNED.search(sketch.text)
        verb = match.lastgroup if match else None
        if match and verb and modality(sketch, match.start(verb)) == "asserted":
            trigger = sketch.bounds(match, verb)
            date = sketch.date_before(trigger[0])
            if date is not None:
                yield Draft(event, "kg:signedOn", date, sketch, "signing-ceremony", trigger)


def _in_person(sketches: Sequence[Sketch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    attended = _attended(sketches)
    for sketch in sketches:
        match = _IN_PERSON.search(sketch.text) or (_SIGNED.search(sketch.text) if sketch is attended else None)
        verb = match.lastgroup if match else None
        if match is None or verb is None or modality(sketch, match.start(verb)) != "asserted":
            continue
        if not any(is_agreement(span) for span in sketch.mentions) and not _parties(sketch, drafts):
            continue  # who signed what for whom is not known
        trigger = sketch.bounds(match, verb)
        made = Made("Signing", _name(sketch, drafts, match[verb]), *sketch.bounds(match))
        yield Draft(made, "rdf:type", "kg:Signing", sketch, "signed-in-person", trigger)
        date = sketch.date_before(trigger[0])
        if date is not None:
            yield Draft(made, "kg:heldOn", date, sketch, "signed-in-person", trigger)
            return
        signed = [draft for draft in (*drafts, *_scanned(sketches, made)) if draft.predicate == "kg:signedOn"]
        dates = {_value(draft): draft for draft in signed}
        if len(dates) == 1:
            (draft,) = dates.values()
            yield Draft(
                made, "kg:heldOn", draft.object, draft.sketch, "signed-in-person", draft.trigger, derivation="derived"
            )
        return


def _attended(sketches: Sequence[Sketch]) -> Sketch | None:
    """The first sentence that says what is signed, if it or one of the two behind it says who came."""
    for at, sketch in enumerate(sketches):
        if not sketch.is_headline and _SIGNED.search(sketch.text):
            named = any(is_event(span) for span in sketch.mentions)  # 召开座谈会，签署协议: they come to that
            return sketch if not named and any(_PRESENT.search(near.text) for near in sketches[at : at + 3]) else None
    return None


def _name(sketch: Sketch, drafts: Iterable[Draft], verb: str) -> str:
    """甲、乙签署丙, by the parties that the sentence names, else by its persons."""
    here = _parties(sketch, drafts)
    bodies = [one.subject for one in here if isinstance(one.subject, Span) and one.subject.label_ != "Group"]
    names = dict.fromkeys(map(name_of, bodies or (span for span in sketch.mentions if span.label_ == "Person")))
    what = next((name_of(draft.object) for draft in here if isinstance(draft.object, Span)), "")
    return f"{'、'.join(names)}{verb}{what}"


def _parties(sketch: Sketch, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that say who is party to what is signed in the sentence."""
    return [draft for draft in drafts if draft.sketch is sketch and draft.predicate == "kg:partyTo"]


def _value(draft: Draft) -> str:
    return name_of(draft.object) if isinstance(draft.object, Span) else str(draft.object)
