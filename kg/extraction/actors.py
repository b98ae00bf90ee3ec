"""Who acts in a clause: the parties that stand before its verb, or before the clauses that it continues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span

from kg.extraction.sketch import SYMBOLS, Sketch, pattern
from kg.mentions import is_institution, is_place, name_of, text_of

# Words in brackets and those who look on are none of the parties: 甲与乙在省长某某见证下签署.
_ASIDE = pattern(
    r"（[^（）]*）|\([^()]*\)|在[^。；]{0,90}?见证之?下，?"
    "|在[^，。；]{0,60}?(?:主持|推动|支持|指导|关心|努力|陪同|协调|倡议)之?下，?"
)
# 甲副院长某某: who signs for a body.
_SIGNER = "(?:(?:[^，。；：、与和同及<party><person>]|、(?=<post>)){0,12}?<person>(?:、<person>)*)?"
_SIGNED_BY = "(?:[^，。；：、与和同及<party><person>]|、(?=<post>)){0,12}?<person>"
# 甲院长某某，乙院长某某签署: the comma is one of a list.
_ONE_SIGNER = f"(?:<body>{_SIGNED_BY}(?:代表<party>)?|<person>代表<party>)"
_LISTED = pattern(f"(?P<one>{_ONE_SIGNER})，(?={_ONE_SIGNER}[^，。；：<party><person>]{{0,8}}\\Z)")
_FOR = "(?:(?:<party>[^，。；：、与和同及<party><person>]{0,8})?<person>代表)?"
_ONE = f"{_FOR}(?:中共|(?:其|全资|控股){{0,2}}子公司|旗下)?<party>{_SIGNER}"
# What no mention names: 某镇某村 of 某市某镇某村, and whole items of a list.
_REST_OF_ITEM = "[^，。；：、与和同及<party><person>]{0,8}?"
_UNKNOWN = "(?:[^，。；：、与和同及<party><person>]{2,16}、){0,2}?"
_SIDE = (
    f"{_ONE}(?:{_ONE}|(?:{_REST_OF_ITEM}[、及]|以及){_UNKNOWN}{_ONE})*"
    "(?:等(?:<place>)?[^，。；：、与和同及<party>]{0,14}?)?"
)
# Between the parties and the verb: where, for whom, adverbs.
_GAP = (
    "(?:[在于]<party>(?:[^，。；：与和同在<party>]{0,4}<party>){0,2}|代表<party>|[^，。；：<party><agreement>]){0,28}?"
)
_WITH = (
    "(?:与|和|同|跟|携手|牵手|联合|联同|会同)"
    "(?:[^，。；：<party>]{0,12}?|[^，。；：<party>]{0,24}的)(?<![在于赴到来从向对给为])"
)
_PAIR = pattern(rf"(?P<first>{_SIDE}){_GAP}{_WITH}(?P<second>{_SIDE}(?:和{_SIDE})*){_GAP}\Z")
_LIST = pattern(rf"(?P<first>{_SIDE}(?:(?:和|，?以及){_SIDE})*){_GAP}\Z")
_REST = pattern(rf"{_WITH}(?P<second>{_SIDE}(?:和{_SIDE})*){_GAP}\Z")
_LEAD = (
    "(?:[^，。；：<party><person>]{0,14}[上中后时间来下前日年月午<date>])?(?:其中|据悉|此外|同时|同日|目前|当前|由|“)?"
)
_SUBJECT = pattern(f"{_LEAD}(?P<first>{_SIDE}(?:和{_SIDE})*)(?:{_GAP}{_WITH}(?P<second>{_SIDE}))?")
# 通过组建丙: what the words before the verb say is how or what for, and its subject need not be theirs.
_MEANS = re.compile("通过|为|旨在|用于|推动|支持|鼓励|帮助|包括|例如|如|促进|围绕|以(?!来)")
# 在甲省会乙: all of these say where.
_WHERE = pattern("[在于](?:<party>[^，。；：与和同<party>]{0,4})+$")
# 甲与乙共同见证签署: they look on; of 两国元首 it is their countries that sign.
_WITNESSED = re.compile("见证了?[^，。；]{0,6}$")
# 甲组织多家企业签署: who makes others sign does not sign.
_MAKES_OTHERS = re.compile("组织(?!的)|促成|推动|邀请|协助|引导|动员|指导|支持|帮助|督促|施压")
# 甲组织企业家代表团赴外，达成协议: those whom it sends do.
_SENDS = re.compile("组织[^，。；的]{0,16}(?:代表团|企业|企业家|单位|高校|医院)")
# 通过甲、乙等机制: means and not actors.
_BY_WAY_OF = re.compile("通过|依托|借助")
# What a party with a mark before it is: the place of something, its receiver, the source of a report.
_NO_ACTOR = frozenset("在于赴到来从向对给为把让被据获")
_SIGNS = pattern(_SIGNED_BY)
_FOR_ANOTHER = pattern(f"{_SIGNED_BY}代表<party>")
_HEAD_TOO = pattern("(?:<post>、){1,3}(?P<post><post>)<person>")
_HEAD_OF_PLACE = re.compile("^副?[省市县区州]长$")
_DELEGATION = re.compile("(?:党政|政府|人大|政协|[省市县区州])(?:代表|考察)团$")
# 甲与乙代表双方签署
_FOR_BOTH = pattern("代表(?:签约)?(?P<first><group>)")
# What a signing is of: 甲与乙校地合作签约仪式.
OF_SIGNING = (
    "(?:校[地企际院]|院[地企]|政[企校]|医疗|医联体|联合体|专科|联盟|战略|全面|深度|深化|友好|姊妹|姐妹|合作|协作|对口|结对|帮扶|支援|共建|学校"
    "|院校|医院|单位|城市|关系|项目|框架|学术|产学研|人才培养|新一轮|教育|科技)"
)
_SIGNING_OF = pattern(f"{OF_SIGNING}+(?:签约|签字|签署|<event>)")
# 甲与乙新一轮合作协议签约
_ANEW = re.compile("新一轮|是(?:最早|最先|第一|首|唯一|率先)|首[个批份次轮]|第.[批份次轮]")
# 双方医院, 两校领导
_BOTH = re.compile("代表|医院|学校|院校|单位|企业|公司|领导|负责人|校长|院长|法院|政府")
_PARTNERS = ("与", "和", "同", "跟", "联合", "携手", "联同", "会同", "牵手")
_WITH_PARTNER = re.compile("(?:并|还|又|也|已|先后|分别|此前|近日|日前)*(?:与|和|同|跟|携手|牵手|联合|联同|会同)")
_SAID = re.compile("(?:表示|说|称|认为|指出|介绍|透露|宣布|强调|希望|报道|获悉|了解)[^，]{0,3}$")
_STOPS = re.compile("[。；：！？]")
# 会上签署: who was there stands in the sentence before.
_CONTINUES = re.compile("(?:[^，。；]{0,12}(?:上|后|中|期间|现场)，?)?[^，。；]{0,10}")
_MEETS = "举行|召开|签约|签署|会谈|座谈|洽谈|达成|发表"
# 甲校长某某一行到乙访问: both of them are 双方.
_VISITS = pattern(
    "(?P<one><body>)[^，。；：<party>]{0,24}?(?:访问?|到访|来访|走访|拜访|造访|参访|前往|来到|走进|做客|赴|到)(?P<other><body>)"
)
# What may follow a party: marks of a list, adverbs, verbs.
_AFTER = re.compile(
    r"[与和同及跟等在于正日近今昨分双两三四将已就签订达缔续制按根依携会又还也先再顺成并以为之、，拟计即力有代举进完合的各牵出加揭展深推启]"
    "|团队|自|强强|草(?:签|$)|长期|原则|隆重|现场|积极|密切|紧密|率先|保持|互[派访设]|多次|一直|不断|相继|陆续|确[定立]|商定|决定|宣布|同意|"
    "联[合手同名]|共(?:同|建|商|享|有|谋|签|办|设|创|育|话|庆|绘|推|促|议|计)|发[布起出表展动放]|通过|开[展启始办设发通]|组[织建成]|设[立有]|创[建立办设]"
    "|建[立成设有起交]|投[资入]|经(?:过|多|协|友|双|两|由|授|批|研|磋|商|谈|讨)|结[成为对束]|(?:主要|有关|相关)?(?:负责人|负责同志|领导)|本[周月着次]|当[天日地场]|上[午周月述]|首[次先批]"
)


# 欧洲的58个城市, 某部有关机构, 港澳同胞: who acts belongs to the party, and is not the party.
_PART_OF = re.compile(
    r"的(?:\d+|[一二三四五六七八九十几数两多]+)[多余]?[个家所座位名]"
    "|的?(?:有关|相关|部分|下属|所属)(?:机构|部门|单位|企业|方面|高校|院校)"
    "|的[^，。；、]{0,6}(?:机构|企业|公司|高校|大学|院校|学校|医院|团体|单位|同行|伙伴|实验室)"
    "|等国(?:常驻|驻)|各[界派国]|成员国|人士|同胞|人民(?!政府|医院|法院|检察院)|民众|专家|学者|青年"
)
# 甲省、乙市等地的企业, 两地12所高校: the places say where those are who act.
_LIE_THERE = re.compile(
    r"(?:等[省市县区地国]*)?的?(?:(?:\d+|[一二三四五六七八九十几数两多]+)[多余]?[所家个])?(?:[^，。；、的与和同]{0,6})"
    "(?:学校|高校|中学|小学|院校|医院|企业|公司|机构|单位|社会组织)"
)
# 与甲以外的伙伴, 甲、乙等机制: those named are not who acts.
_INSTEAD_OF = re.compile("之外|以外|等?(?:多边)?(?:机制|平台|框架|渠道|场合)")


@dataclass(frozen=True, slots=True)
class _Plain:
    """A sketch without its asides; `at` is where each character stands in the sketch."""

    text: str
    at: list[int]


def actors(sketch: Sketch, end: int) -> list[Span]:
    """The parties that do what the verb at `end` of the sketch says, in the order of the text; empty if unclear.

    They stand before the verb in its own clause; what is missing there is the subject of a clause before, and where
    the sentence only goes on (会上签署) the two who met in the sentence before. One alone may have a partner without
    a name: 我校与某某大学签署.
    """
    plain = _without_asides(sketch.text[:end])
    stops = [stop.end() for stop in _STOPS.finditer(plain.text)]
    start = stops[-1] if stops else 0
    commas = [i for i in range(start, len(plain.text)) if plain.text[i] == "，"]
    begin = commas[-1] + 1 if commas else start
    own, complete = _own(sketch, plain, begin)
    if complete or _MEANS.match(plain.text, begin):
        return own
    before = _subject(sketch, plain, start, commas, alone=not own)
    if before or own:
        return before + own
    if not stops and sketch.before is not None and _CONTINUES.fullmatch(plain.text):
        return _who_met(sketch.before)
    return []


def actors_in_clause(sketch: Sketch, end: int) -> list[Span]:
    """The parties that stand before the verb at `end` in its own clause, if none of them stands elsewhere.

    A clause that begins with a partner (，与乙签约) has the subject of the one before.
    """
    plain = _without_asides(sketch.text[:end])
    begin = _clause_start(plain)
    own, complete = _own(sketch, plain, begin)
    if own and not complete and _WITH_PARTNER.match(plain.text, begin):
        return actors(sketch, end)
    return own if complete else []


def acts_by_person(sketch: Sketch, party: Span) -> bool:
    """True if a person with a post acts for `party`: 甲校长某某."""
    return _SIGNS.match(sketch.text, sketch.position(party.start) + 1) is not None


def pairs(sketch: Sketch) -> Iterator[list[Span]]:
    """The two who meet, sign, agree or visit one another in a sentence, once for each such verb."""
    for verb in re.finditer(_MEETS, sketch.text):
        plain = _without_asides(sketch.text[: verb.start()])
        match = _PAIR.search(plain.text, _clause_start(plain))
        found = _spans(sketch, plain, match) if match else []
        if len(found) == 2:
            yield found
    for match in _VISITS.finditer(sketch.text):
        one, other = sketch.party_at(match.start("one")), sketch.party_at(match.start("other"))
        if one and other and is_institution(one) and is_institution(other):
            yield [one, other]


def _clause_start(plain: _Plain) -> int:
    return max(plain.text.rfind(mark) for mark in "，。；：！？") + 1


def _own(sketch: Sketch, plain: _Plain, begin: int) -> tuple[list[Span], bool]:
    """The parties in the clause that begins at `begin`, and whether they are all there are."""
    both = _FOR_BOTH.search(plain.text, begin)
    if both and not name_of(_spans(sketch, plain, both)[0]).startswith("1 "):  # 代表该校与乙签署: 乙 is one too
        named, _ = _own(sketch, _Plain(plain.text[: both.start()], plain.at), begin)
        return named if len(named) > 1 else _spans(sketch, plain, both), True
    for form in (_PAIR, _LIST):
        at = begin
        while match := form.search(plain.text, at):
            before = plain.text[match.start() - 1 : match.start()] if match.start() > begin else ""
            if plain.text.endswith(_PARTNERS, begin, match.start()):
                break
            reported = before in _NO_ACTOR and not plain.text.endswith(("根据", "依据"), begin, match.start())
            reported = reported or _BY_WAY_OF.search(plain.text, begin, match.start()) is not None
            if not reported and not _WHERE.search(plain.text, begin, match.start()):
                found = _spans(sketch, plain, match)
                acts = match.end("second") if "second" in match.re.groupindex else match.end("first")
                if _MAKES_OTHERS.search(plain.text, acts):
                    return [], True
                if _WITNESSED.search(plain.text, match.end("first")):
                    found = [span for span in found if span.label_ == "Group"]
                return found, bool(found)
            at = match.end("first")
    rest = _REST.search(plain.text, begin)
    if rest:
        return _spans(sketch, plain, rest), False
    return [], False


def _subject(sketch: Sketch, plain: _Plain, start: int, commas: list[int], alone: bool) -> list[Span]:
    """The subject of the nearest clause before the last that has one; with its partner if it is to be `alone`."""
    edges = [start - 1, *commas]
    for first, last in list(pairwise(edges))[:-5:-1]:
        if _SAID.search(plain.text, first + 1, last):
            return []
        match = _SUBJECT.match(plain.text, first + 1, last)
        if match and _SENDS.search(plain.text, match.end("first"), last):
            return []
        if match:
            return _spans(sketch, plain, match, ("first", "second") if alone else ("first",), subject=True)
        if re.search(
            f"[{''.join(SYMBOLS[name] for name in ('body', 'place', 'group'))}]", plain.text[first + 1 : last]
        ):
            return []
    return []


def _who_met(sketch: Sketch) -> list[Span]:
    return next(pairs(sketch), [])


def _spans(
    sketch: Sketch,
    plain: _Plain,
    match: re.Match[str],
    groups: tuple[str, ...] = ("first", "second"),
    *,
    subject: bool = False,
) -> list[Span]:
    """The parties in these groups of `match`, without those that are cut short: 四川某地 is not 四川.

    The `subject` of another clause may have any verb behind it.
    """
    found: list[Span] = []
    for group in groups:
        first, last = match.span(group) if group in match.re.groupindex else (0, 0)
        for i in range(max(first, 0), last):
            span = sketch.party_at(plain.at[i])
            if span is None or _FOR_ANOTHER.match(plain.text, i + 1):
                continue
            after = plain.text[i + 1 : i + 2]
            if text_of(span.doc).startswith("长", span.end) or _DELEGATION.search(text_of(span)):
                continue  # 甲国外交部长: no ministry acts; a delegation signs for others
            if is_place(span) and after == SYMBOLS["post"] and not _SIGNS.match(plain.text, i + 1):
                continue  # 哈萨克斯坦总统广播电视综合体
            if span.label_ == "Region" and _ANEW.match(plain.text, i + 1):
                continue  # 是某地区首个同甲签署协议的国家
            if span.label_ == "PartyBody" and after == SYMBOLS["post"]:
                # 县委副书记、县长某某 signs for the county, and never for the committee.
                found += _governed(sketch, span, plain.at[i])
                continue
            goes_on = _goes_on(span, plain.text, i + 1)
            if goes_on and not (subject and is_institution(span)) and not _PART_OF.match(plain.text, i + 1):
                while found and is_place(span) and is_place(found[-1]) and plain.text[i - 1] in "、和及":
                    found.pop()  # 亚洲、非洲一些国家
                continue
            found.append(span)
    return themselves(found)


def _governed(sketch: Sketch, committee: Span, at: int) -> list[Span]:
    """The place of a party `committee` drawn at `at`, if who acts is the head of its government too."""
    head = _HEAD_TOO.match(sketch.text, at + 1)
    leads = head and _HEAD_OF_PLACE.search(text_of(sketch.span(head, "post")))
    places = [span for span in sketch.mentions if is_place(span) and span.end < committee.end]
    return [span for span in places if span.start >= committee.start][-1:] if leads else []


def _goes_on(party: Span, text: str, at: int) -> bool:
    """True if what follows a party, at `at` of the text, makes it the beginning of another noun: 四川某地."""
    after = text[at : at + 1]
    if not (after.isdigit() or "一" <= after <= "鿿") or _AFTER.match(text, at) or _SIGNS.match(text, at):
        return False
    if _ANEW.match(text, at) or _SIGNING_OF.match(text, at):
        return False
    return not (party.label_ == "Group" and _BOTH.match(text, at))


def themselves(parties: Sequence[Span]) -> list[Span]:
    """Those of `parties` that act themselves: not those of whom a part acts; none if the text says beside whom."""
    found: list[Span] = []
    for party in parties:
        text = text_of(party.doc)
        if _INSTEAD_OF.match(text, party.end):
            return []
        if _PART_OF.match(text, party.end) or (_is_local(party) and _LIE_THERE.match(text, party.end)):
            found = [one for one in found if not (is_place(party) and is_place(one))]  # 亚洲、非洲的58个城市
        else:
            found.append(party)
    return found


def _is_local(party: Span) -> bool:
    return is_place(party) or (party.label_ == "Group" and name_of(party)[2:] in ("地", "省", "市", "省市"))


def _without_asides(text: str) -> _Plain:
    at: list[int] = []
    last = 0
    for aside in _ASIDE.finditer(text):
        at += range(last, aside.start())
        last = aside.end()
    at += range(last, len(text))
    return _Plain(_LISTED.sub(r"\g<one>、", "".join(text[i] for i in at)), at)
