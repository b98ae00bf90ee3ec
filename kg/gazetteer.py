"""What kg knows before it reads: divisions with codes, regions, countries, known bodies, and the words of the trade.

The tables are data/*.tsv; data/README.md names the source, the date and the licence of each. All names are in
simplified script. Nothing here reads an article: `names` says what a form may mean, `decide` picks by the context.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

Level = Literal["province", "prefecture", "county", "region"]
Form = Literal["full", "short", "former"]

# Taiwan alone is of level region: the ontology knows it as a region with a code.
_KINDS: dict[Level, str] = {"province": "Province", "prefecture": "Prefecture", "county": "County", "region": "Region"}
_LEVEL_RANKS = {"Prefecture": 1, "County": 2}
_FORM_RANKS: dict[Form, int] = {"full": 0, "short": 1, "former": 2}


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division of GB/T 2260; `parent` is a code, or empty at the top."""

    code: str
    name: str
    short: str
    level: Level
    parent: str
    aliases: tuple[str, ...]
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A named area that is no division: `members` are the codes of the divisions that lie in it as a whole."""

    name: str
    aliases: tuple[str, ...]
    within: str  # the code of the smallest division around it, or empty
    members: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its ISO 3166-1 alpha-2 code."""

    code: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known institution whose short forms no rule could expand; `kind` is a class of the ontology."""

    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing a form may mean. `code` is that of a division or a country, and empty for the rest."""

    kind: str
    name: str
    code: str
    form: Form


def _rows(table: str) -> list[list[str]]:
    """The rows of data/`table`.tsv below its header."""
    text = files(__package__).joinpath("data", f"{table}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def divisions() -> Mapping[str, Division]:
    """Every division by its code, in the order of the codes."""
    return {
        code: Division(code, name, short, cast(Level, level), parent, _several(aliases), _several(former))
        for code, name, short, level, parent, aliases, former in _rows("divisions")
    }


def division(code: str) -> Division:
    """The division with this code; KeyError if there is none.

    >>> division("429004").name
    '仙桃市'
    """
    return divisions()[code]


def kind(code: str) -> str:
    """The class of the division with this code.

    >>> [kind(code) for code in ("500000", "419001", "513300", "710000")]
    ['Province', 'County', 'Prefecture', 'Region']
    """
    return _KINDS[division(code).level]


def parents(code: str) -> tuple[str, ...]:
    """The codes of the divisions around the one with this code, the nearest first.

    >>> parents("511622"), parents("500242"), parents("110000")
    (('511600', '510000'), ('500000',), ())
    """
    parent = division(code).parent
    return (parent, *parents(parent)) if parent else ()


def is_within(code: str, ancestor: str) -> bool:
    """True if the division `code` is `ancestor` or lies in it.

    >>> is_within("511622", "510000"), is_within("510000", "511622")
    (True, False)
    """
    return code == ancestor or ancestor in parents(code)


@cache
def regions() -> Mapping[str, Region]:
    """Every named region by its name."""
    return {
        name: Region(name, _several(aliases), within, _several(members), source)
        for name, aliases, within, members, source in _rows("regions")
    }


@cache
def countries() -> Mapping[str, Country]:
    """Every country by its ISO 3166-1 alpha-2 code."""
    return {code: Country(code, name, _several(aliases)) for code, name, aliases in _rows("countries")}


@cache
def country_characters() -> Mapping[str, Country]:
    """The country that one character stands for beside others: 中法, 中日韩."""
    return {character: countries()[code] for character, code, ordinary in _rows("country_characters") if not ordinary}


@cache
def nation_characters() -> frozenset[str]:
    """The characters that a country or a continent goes by, also those that are ordinary words or stand for several.

    >>> "德" in nation_characters(), "新" in nation_characters(), "新" in country_characters()
    (True, True, False)
    """
    return frozenset(character for character, _, _ in _rows("country_characters"))


@cache
def bodies() -> Mapping[str, Body]:
    """Every well-known body by its full name."""
    return {name: Body(name, kind, _several(aliases)) for name, kind, aliases in _rows("bodies")}


@cache
def institution_words() -> Mapping[str, str]:
    """The words that end the name of an institution, with the class each gives; the longest that fits decides.

    >>> institution_words()["职业技术学院"], institution_words()["人民政府"]
    ('University', 'GovernmentBody')
    """
    return dict(_rows("institutions"))


@cache
def words(role: str) -> frozenset[str]:
    """The words that play `role` in names: "name-verb", "generic", "leader" and the others of data/words.tsv.

    >>> "研究" in words("name-verb"), words("leader") & {"国家", "签署"}
    (True, frozenset({'国家'}))
    """
    return frozenset(word for word, roles in _rows("words") if role in _several(roles))


@cache
def surnames() -> frozenset[str]:
    """The Chinese surnames, of one character and of two.

    >>> {"王", "欧阳"} <= surnames()
    True
    """
    return frozenset(name for (name,) in _rows("surnames"))


@cache
def given_names() -> frozenset[str]:
    """The characters that Chinese given names are written with.

    >>> "芳" in given_names(), "乘" in given_names()
    (True, False)
    """
    return frozenset(character for (character,) in _rows("given_names"))


@cache
def transliteration() -> Mapping[str, bool]:
    """The characters that foreign names are written with: True for those that other words seldom hold.

    >>> transliteration()["莎"], transliteration()["海"], "的" in transliteration()
    (True, False, False)
    """
    return {character: use == "typical" for character, use in _rows("transliteration")}


@cache
def _countries_abroad() -> frozenset[str]:
    return frozenset(form for one in countries().values() if one.name != "中国" for form in (one.name, *one.aliases))


def country_of(body: str) -> str:
    """The name of another country that the name of a body begins with, "" if it begins with none.

    >>> country_of("巴西外交部"), country_of("中国外交部"), country_of("外交部")
    ('巴西', '', '')
    """
    return next((body[:length] for length in range(7, 1, -1) if body[:length] in _countries_abroad()), "")


def is_foreign(name: str) -> bool:
    """True for a person's name in Chinese characters that is written as foreign ones are.

    Those with a dot are left out: names of some peoples of China are written so too.

    >>> is_foreign("戈洛夫琴科"), is_foreign("莱昂-莫雷"), is_foreign("杜志文")
    (True, True, False)
    """
    letters = transliteration()
    known = [letters[character] for character in name if character in letters]
    return "-" in name or (len(name) >= 4 and len(known) == len(name) and sum(known) >= 2)


@cache
def _ordinary_words() -> frozenset[str]:
    """Forms of places that are ordinary words far more often: 合作 is not 合作市."""
    return frozenset(word for (word,) in _rows("ordinary_words"))


@cache
def names() -> Mapping[str, tuple[Candidate, ...]]:
    """Every form of every place and known body, with all that it may mean; forms that are ordinary words are left out.

    >>> [candidate.name for candidate in names()["广安"]]
    ['广安市', '广安区']
    >>> "合作" in names(), "合作市" in names()
    (False, True)
    """
    found: dict[str, dict[Candidate, None]] = {}

    def add(kind: str, name: str, code: str, forms: tuple[str, ...], form: Form) -> None:
        for text in forms:
            held = found.setdefault(text, {})
            if not any((other.kind, other.name, other.code) == (kind, name, code) for other in held):
                held[Candidate(kind, name, code, form)] = None

    for place in divisions().values():
        key = (_KINDS[place.level], place.name, place.code)
        add(*key, (place.name,), "full")
        add(*key, (place.short, *place.aliases), "short")
        add(*key, place.former, "former")
    for country in countries().values():
        add("Country", country.name, country.code, (country.name, *country.aliases), "full")
    for name, aliases, _ in _rows("cities"):
        add("Place", name, "", (name, *_several(aliases)), "full")
    for name, aliases, _ in _rows("zones"):
        add("Zone", name, "", (name, *_several(aliases)), "full")
    for region in regions().values():
        add("Region", region.name, "", (region.name, *region.aliases), "full")
    for body in bodies().values():
        add(body.kind, body.name, "", (body.name, *body.aliases), "full")
    return {text: tuple(held) for text, held in sorted(found.items()) if text not in _ordinary_words()}


def decide(candidates: Collection[Candidate], context: Collection[str] = ()) -> Candidate | None:
    """The one candidate that the context allows, or None: better no place than a wrong one.

    `context` holds the codes of divisions named nearby. What is named there itself, or is around something named there,
    comes first; then what lies in a division named there, the nearest; then what lies in one around those. Of the rest
    a name in use wins over a former one, and a short form means the highest level (吉林 is the province); None where
    several are still left.

    >>> places = names()["鼓楼区"]
    >>> decide(places) is None, decide(places, {"350000"}).code
    (True, '350102')
    >>> decide(names()["吉林"]).name
    '吉林省'
    """
    around = {parent for code in context for parent in parents(code)}
    present = [candidate for candidate in candidates if candidate.code in context or candidate.code in around]
    left = present or _nearest(candidates, context) or _nearest(candidates, around) or list(candidates)
    best = min(map(_rank, left), default=None)
    left = [candidate for candidate in left if _rank(candidate) == best]
    return left[0] if len(left) == 1 else None


def _nearest(candidates: Collection[Candidate], codes: Collection[str]) -> list[Candidate]:
    """The candidates that lie in a division of `codes` with the fewest steps up; none if none does."""
    steps: dict[Candidate, int] = {}
    for candidate in candidates:
        step = next((step for step, code in enumerate(_chain(candidate)) if code in codes), None)
        if step is not None:
            steps[candidate] = step
    least = min(steps.values(), default=0)
    return [candidate for candidate, step in steps.items() if step == least]


def _chain(candidate: Candidate) -> tuple[str, ...]:
    """The codes of the candidate and of what is around it."""
    region = regions().get(candidate.name)
    code = region.within if region else candidate.code
    return (code, *parents(code)) if code in divisions() else ()


def _rank(candidate: Candidate) -> tuple[int, int]:
    level = _LEVEL_RANKS.get(candidate.kind, 0) if candidate.form == "short" else 0
    return _FORM_RANKS[candidate.form], level


@cache
def abbreviations() -> Mapping[str, str]:
    """The one-character names of divisions that combine freely, with their codes."""
    return dict(_rows("abbreviations"))


@cache
def combinations() -> Mapping[str, tuple[str, ...]]:
    """Combinations with a character that is an ordinary one elsewhere (云贵川, 广佛); no codes: an ordinary word."""
    return {text: _several(codes) for text, codes in _rows("combinations")}


def expand_combination(text: str) -> tuple[str, ...]:
    """The codes of the divisions that `text` names by one character each, in the order of the text; empty if none.

    >>> expand_combination("川渝"), expand_combination("闽台"), expand_combination("云川人")
    (('510000', '500000'), ('350000', '710000'), ())
    """
    if text in combinations():
        return combinations()[text]
    codes = [abbreviations().get(character, "") for character in text]
    complete = len(codes) > 1 and all(codes) and len(set(codes)) == len(codes)
    return tuple(codes) if complete else ()
