"""Places: divisions, regions, countries from the gazetteer; zones and regions that the text names itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from operator import concat
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer, vocabulary
from kg.mentions import add, mention, mentions, name_of, readable, text_of
from kg.patterns import anchored
from kg.recognition.words import Words, words_of
from kg.recognition.zones import named_zones, provinces_abroad, towns

_FULL = re.compile(r".{2,}(?:省|市|县|区|州|盟|旗|特别行政区|群岛|地区|经济圈|都市圈)")
_COMBINATION = re.compile(f"[{''.join({*gazetteer.abbreviations(), *''.join(gazetteer.combinations())})}]{{2,}}")
# 中法两国: never the day before a country (3日中法), nor the beginning of another name (中美洲).
_COUNTRIES = re.compile(
    f"(?:(?!日)[{''.join(gazetteer.country_characters())}]|(?<!\\d)日){{2,4}}"
    "(?=[两三四]国|双方|三方|关系|友好|友谊|睦邻|经贸|人文|签[署订]|之间|元首|领导人|建交|共同|联合|合作)"
)
_ABBREVIATED = re.compile("(?<=[在赴访来抵驻离])[京沪津渝港澳](?![一-鿿]{0,1}[市区省湾元股珠])")
# What bears the name of a place and is none: 吉林一号, 东京湾, 川青铁路, 港珠澳大桥, the 中东部 of a country.
_NO_PLACE = re.compile(r"(?:[一二三四五六]|\d+)号(?!线)|”?号(?!线|召|称|角|令|码|文|楼)|(?<=中东)部")
# 副区长沙某某 is the head of a district, 湖南省长沙市 a city.
_HEAD_OF = re.compile("(?:副[省市县区州]|[区县州镇乡局厅部处科校])$")
_WIDER = re.compile("[省州邦郡](?![长立])")
_REPUBLIC = re.compile("(?:王国|联邦|民主|人民|社会主义|伊斯兰|联合)*(?:王国|共和国|联邦)")
_TOWN = re.compile("镇(?![静江痛定守海])|乡(?![村亲镇土愁音贤间])|街道")
_DIMINISHED = ("小", "大", "老")  # 小川南 is none of 川南
_LINE = re.compile("大桥|铁路|高铁|高速|客专|城际|隧道|管道|动车|直流|特高压|段|线")
_MAINLAND = anchored("(?<![新旧亚洲美])(?:中国|祖国)?大陆(?![架板性桥])")
_REGION_AGAIN = re.compile("(?<=[、，])自治区(?=(?:常务)?副?主席)")
_LIST_MARKS = "、与和同及，。 "


class _Hit(NamedTuple):
    """A form of the gazetteer in a text, with all that it may mean."""

    start: int
    end: int
    candidates: tuple[gazetteer.Candidate, ...]


_Form = tuple[str, tuple[gazetteer.Candidate, ...]]


@cache
def _forms() -> dict[str, list[_Form]]:
    """The surface forms of the gazetteer's places by their first two characters, the longer first."""
    forms: defaultdict[str, list[_Form]] = defaultdict(list)
    for name, candidates in gazetteer.names().items():
        places = tuple(c for c in candidates if vocabulary.root(c.kind) == "Place")
        if places:
            forms[name[:2]].append((name, places))
    return {pair: sorted(alike, key=lambda form: -len(form[0])) for pair, alike in forms.items()}


@Language.component("kg_places", assigns=["doc.spans"], requires=["doc._.words"])
def find_places(doc: Doc) -> Doc:
    """`doc` with its places; an ambiguous name is a place only where its surroundings decide which."""
    words = words_of(doc)
    longest = _longest_hits(words.text)
    starts = {hit.start for hit in longest}
    # 甘孜州乡城县: the county behind is no town 甘孜州乡
    hits = [hit for hit in longest if not _means_another(words.text, hit, is_followed=hit.end in starts)]
    hits = _words_only(words, hits)
    add(doc, [*_combinations(doc), *_abbreviated(doc), *_countries(doc)])
    add(doc, [_place(doc, hit, hit.candidates[0]) for hit in hits if len(hit.candidates) == 1])
    add(doc, _decide_ambiguous(doc, [hit for hit in hits if len(hit.candidates) > 1]))
    add(doc, _autonomous(doc))
    add(doc, [*named_zones(doc), *towns(doc), *provinces_abroad(doc), *_mainland(doc)])
    return doc


def _longest_hits(text: str) -> list[_Hit]:
    forms = _forms()
    hits, last = [], 0
    for start, pair in enumerate(map(concat, text, text[1:])):
        if pair in forms and start >= last:
            found = next((form for form in forms[pair] if text.startswith(form[0], start)), None)
            if found is not None:
                last = start + len(found[0])
                hits.append(_Hit(start, last, found[1]))
    return hits


def _means_another(text: str, hit: _Hit, *, is_followed: bool) -> bool:
    """True where the form of a place stands for something else: 竹溪镇 is a town that bears the name of a county."""
    if _NO_PLACE.match(text, hit.end) or (text[hit.start] == "长" and _HEAD_OF.search(text, 0, hit.start)):
        return True
    if hit.end - hit.start == 2 and text[hit.start - 1 : hit.start] in _DIMINISHED:
        return True
    short = all(one.form != "full" and one.kind in ("County", "Prefecture") for one in hit.candidates)
    return short and not is_followed and _TOWN.match(text, hit.end) is not None


def _place(doc: Doc, hit: _Hit, place: gazetteer.Candidate) -> Span:
    text = text_of(doc)
    abroad = place.kind == "Place" and not place.code
    if abroad and _WIDER.match(text, hit.end):
        return mention(doc, hit.start, hit.end + 1, "Place")  # 仰光省 is more than 仰光
    end = hit.end + (abroad and text.startswith("市", hit.end) and text[hit.end - 1] != "市")
    return mention(doc, hit.start, end, place.kind, place.name, "" if place.kind == "Country" else place.code)


def _words_only(words: Words, hits: list[_Hit]) -> list[_Hit]:
    """The hits that the words of the text do not speak against; 福建厦门 may be one word of the segmenter."""
    kept: list[_Hit] = []
    for chain in _chains(hits):
        last = chain[-1]
        ended = last.end in words.ends or _FULL.fullmatch(words.text, last.start, last.end)  # 湖南永州市
        whole = len(chain) > 1 and chain[0].start in words.starts and ended
        kept += [hit for hit in chain if whole or _is_word(words, hit.start, hit.end)]
    return kept


def _chains(hits: list[_Hit]) -> list[list[_Hit]]:
    """The hits in runs of those that follow one another without a character between."""
    chains: list[list[_Hit]] = []
    for hit in hits:
        if chains and chains[-1][-1].end == hit.start:
            chains[-1].append(hit)
        else:
            chains.append([hit])
    return chains


def _is_word(words: Words, start: int, end: int) -> bool:
    """True if the words of the text do not speak against a place here: 庆云 in 重庆云课堂 is none."""
    if _REPUBLIC.match(words.text, end) and start in words.starts:
        return True  # 柬埔寨王国
    if _FULL.fullmatch(words.text, start, end) or (start in words.starts and end in words.ends):
        return True
    # 四川省委 and 重庆市委 are one word of the segmenter: the short name may begin it.
    word = words.starts.get(start)
    longer = word is not None and word.end > end and word.tag in ("nt", "ns")
    return word is not None and longer and words.text[word.end - 1] in "委厅局府办会党部军"


def _decide_ambiguous(doc: Doc, hits: list[_Hit]) -> list[Span]:
    read = readable(doc)  # a menu decides no name
    known = [(span.start, span.kb_id_) for span in mentions(doc) if span.kb_id_ and read[span.start]]
    codes = {code for _, code in known}
    decided = []
    for hit in hits:
        sentence = doc[hit.start : hit.start + 1].sent
        first, last = (bisect_left(known, (offset, "")) for offset in (sentence.start, sentence.end))
        near = {code for _, code in known[first:last]}
        provinces = [one for one in hit.candidates if one.kind == "Province"]
        if provinces and (hit.start == 0 or text_of(doc)[hit.start - 1] in _LIST_MARKS):
            decided.append(_place(doc, hit, provinces[0]))  # 河北、天津: among provinces the province
            continue
        chosen = gazetteer.decide(hit.candidates, near) or gazetteer.decide(hit.candidates, codes)
        if chosen:
            decided.append(_place(doc, hit, chosen))
    return decided


def _combinations(doc: Doc) -> list[Span]:
    """川渝, 京津冀: each character is a mention of its division."""
    words = words_of(doc)
    found = []
    for match in _COMBINATION.finditer(words.text):
        at = match.start()
        while at < match.end() - 1:
            codes = _longest_combination(words.text, at, match.end()) if at in words.starts else ()
            if _LINE.match(words.text, at + len(codes)):
                codes = ()
            found += [_character(doc, at + i, code, "combination") for i, code in enumerate(codes)]
            at += len(codes) or 1
    return found


def _countries(doc: Doc) -> list[Span]:
    """中法, 中日韩: each character is a mention of its country where what follows is between countries."""
    text, starts = text_of(doc), words_of(doc).starts
    named = [m for m in _COUNTRIES.finditer(text) if m.start() in starts or text[m.start() - 1] == "日"]
    return [
        mention(doc, at, at + 1, "Country", gazetteer.country_characters()[character].name, how="combination")
        for match in named
        for at, character in enumerate(match.group(), match.start())
    ]


def _autonomous(doc: Doc) -> Iterator[Span]:
    """自治区 of 、自治区主席: the region of which the sentence has named the committee."""
    regions = [span for span in mentions(doc) if span.label_ == "Province" and text_of(span).endswith("自治区")]
    for match in _REGION_AGAIN.finditer(text_of(doc)) if regions else ():
        named = [span for span in regions if span.end <= match.start()]
        if named and named[-1].start >= doc[match.start() : match.end()].sent.start:
            yield mention(doc, *match.span(), "Province", name_of(named[-1]), named[-1].kb_id_, "abbreviation")


def _longest_combination(text: str, start: int, end: int) -> tuple[str, ...]:
    """The codes of the longest combination that begins at `start`, empty if none does."""
    for length in range(min(6, end - start), 1, -1):
        codes = gazetteer.expand_combination(text[start : start + length])
        if codes:
            return codes
    return ()


def _character(doc: Doc, at: int, code: str, how: str) -> Span:
    """One character as a mention of the division with this code."""
    return mention(doc, at, at + 1, gazetteer.kind(code), gazetteer.division(code).name, code, how)


def _abbreviated(doc: Doc) -> list[Span]:
    """在京, 访港: one character is a place only behind a verb that wants one."""
    known = gazetteer.abbreviations()
    starts = words_of(doc).starts
    return [
        _character(doc, match.start(), known[match.group()], "abbreviation")
        for match in _ABBREVIATED.finditer(text_of(doc))
        if match.start() in starts or match.start() - 1 in starts
    ]


def _mainland(doc: Doc) -> list[Span]:
    """大陆, where an article tells of the two sides of the strait."""
    text = text_of(doc)
    if "台湾" not in text and "两岸" not in text:
        return []
    return [mention(doc, *match.span(), "Region", "中国大陆") for match in _MAINLAND.finditer(text)]
