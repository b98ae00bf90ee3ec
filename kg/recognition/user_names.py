"""Component kg_user_names: names that a user knows, from a table of them; they stand above what the rules find.

The table is a UTF-8 file of tab-separated lines under the header ``name class canonical code``: the form to look for, a
class of the ontology, the name it stands for (the form itself where empty), and the six-digit code of a division or a
link that tells things of one name apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import ahocorasick
from opencc import OpenCC
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer, vocabulary
from kg.errors import InputError
from kg.mentions import add, mention, text_of

HEADER = ("name", "class", "canonical", "code")
_FAMILIES = ("Person", "Institution", "Place")


class UserName(NamedTuple):
    """One row of a user's table, in simplified script: the form to look for and what it stands for."""

    form: str
    kind: str
    name: str
    code: str
    link: str


@Language.factory("kg_user_names", assigns=["doc.spans"], default_config={"path": ""})
def create_user_names(nlp: Language, name: str, path: str) -> Callable[[Doc], Doc]:
    """A component that marks the names of the table at `path`; of those that overlap the longest.

    Raises InputError if the file cannot be read, or a line of it is no name.
    """
    automaton = ahocorasick.Automaton()
    for user_name in read_user_names(path):
        automaton.add_word(user_name.form, user_name)
    automaton.make_automaton()

    def add_user_names(doc: Doc) -> Doc:
        add(doc, list(_found(doc, automaton)))
        return doc

    return add_user_names


def read_user_names(path: str | Path) -> tuple[UserName, ...]:
    """The names of a table, in the order of the file; an `InputError` says which line cannot be understood."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read as a gazetteer: {error}", "give a UTF-8 file of your names") from error
    if not lines or tuple(lines[0].split("\t")) != HEADER:
        hint = "the first line has to be the words " + ", ".join(HEADER) + " with a tab between"
        raise InputError(f"{path} has no header", hint)
    converter = OpenCC("t2s")
    known: dict[str, UserName] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            user_name = _parse(converter.convert(line), f"{path} line {number}")
            if user_name.form in known:
                raise InputError(f"{path} line {number}: {user_name.form} stands above already", "give each name once")
            known[user_name.form] = user_name
    if not known:
        raise InputError(f"{path} holds no names", "write one name a line below the header")
    return tuple(known.values())


def _parse(line: str, where: str) -> UserName:
    cells = [cell.strip() for cell in line.split("\t")]
    form, kind, name, code = (*cells, "", "", "", "")[:4]
    kind = kind.removeprefix("kg:")
    if len(cells) > len(HEADER) or len(form) < 2:
        raise InputError(
            f"{where} is no name", "a name has two characters or more, and the columns are divided by tabs"
        )
    if kind not in vocabulary.kinds() or vocabulary.root(kind) not in _FAMILIES:
        raise InputError(
            f"{where}: {kind or 'nothing'} is no class of names", f"use a class below {_listed(_FAMILIES)}"
        )
    link = code if "://" in code else ""
    division = gazetteer.divisions().get(code)
    if code and not link and division is None:
        raise InputError(f"{where}: {code} is no code", "give the six-digit code of a division, or a link with ://")
    if division is not None and gazetteer.kind(code) != kind:
        raise InputError(f"{where}: {code} is a {gazetteer.kind(code)}", f"write {gazetteer.kind(code)} as its class")
    if vocabulary.is_a(kind, "Division") and division is None:
        raise InputError(f"{where}: a {kind} needs its code", "give the six-digit code of the division")
    return UserName(form, kind, division.name if division else name or form, "" if link else code, link)


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _found(doc: Doc, automaton: ahocorasick.Automaton) -> Iterator[Span]:
    text = text_of(doc)
    hits = ((end + 1 - len(name.form), end + 1, name) for end, name in automaton.iter(text))
    last = 0
    for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= last and not _inside_word(text, start, end):
            last = end
            span = mention(doc, start, end, name.kind, name.name, name.code)
            span._.own, span._.link = True, name.link
            yield span


def _inside_word(text: str, start: int, end: int) -> bool:
    """True for letters or digits that go on beyond a name: ICT in DICTIONARY."""
    edges = (text[start - 1 : start] + text[start], text[end - 1] + text[end : end + 1])
    return any(len(edge) == 2 and edge.isascii() and edge.isalnum() for edge in edges)
