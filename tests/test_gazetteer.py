"""The gazetteer: its tables keep their promises, and names mean what a reader of news takes them for."""

import importlib
from pathlib import Path

import pytest

from kg import gazetteer, vocabulary

ROOT = Path(__file__).parents[1]
TABLES = sorted((ROOT / "kg" / "data").glob("*.tsv"), key=lambda path: path.name)


def codes(name: str) -> list[str]:
    return [one.code for one in gazetteer.names().get(name, ()) if one.code in gazetteer.divisions()]


def decided(name: str, *context: str) -> str | None:
    chosen = gazetteer.decide(gazetteer.names()[name], [codes(other)[0] for other in context])
    return chosen.code if chosen else None


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_table_is_sorted_without_doubles_and_described(table: Path) -> None:
    header, *lines = table.read_text(encoding="utf-8").splitlines()
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    assert {line.count("\t") for line in lines} == {header.count("\t")}
    assert all(cell == cell.strip() for line in lines for cell in line.split("\t"))
    assert f"| {table.name} |" in (table.parent / "README.md").read_text(encoding="utf-8")


def test_divisions_hold_no_node_made_for_counting() -> None:
    names = {division.name for division in gazetteer.divisions().values()}
    assert not names & {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    assert not [code for code in gazetteer.divisions() if "71" <= code[4:] <= "79"]
    assert {"滨海新区", "浦东新区", "神农架林区"} <= names


@pytest.mark.parametrize("city", ["东莞市", "中山市", "儋州市", "嘉峪关市"])
def test_city_without_counties_is_there_once(city: str) -> None:
    (code,) = codes(city)
    assert gazetteer.kind(code) == "Prefecture"


def test_levels_are_complete() -> None:
    levels = [division.level for division in gazetteer.divisions().values()]
    assert levels.count("province") == 22 + 4 + 5 + 2  # provinces, municipalities, autonomous regions, Hong Kong, Macao
    assert levels.count("prefecture") == 333
    assert levels.count("region") == 1


def test_parents_are_divisions_of_a_higher_level() -> None:
    order = ["county", "prefecture", "province"]
    for division in gazetteer.divisions().values():
        chain = [division, *map(gazetteer.division, gazetteer.parents(division.code))]
        assert chain[-1].level in ("province", "region"), division
        ranks = [order.index(one.level) for one in chain if one.level != "region"]
        assert ranks == sorted(set(ranks)), division


@pytest.mark.parametrize(
    ("name", "parents"),
    [
        ("仙桃市", ["420000"]),  # a county right below its province
        ("济源市", ["410000"]),
        ("石河子市", ["650000"]),
        ("渝北区", ["500000"]),  # a district of a municipality
        ("秀山县", ["500000"]),
        ("武胜县", ["511600", "510000"]),
        ("东莞市", ["440000"]),
        ("台湾", []),
    ],
)
def test_parents_come_from_the_table_not_from_the_digits(name: str, parents: list[str]) -> None:
    (code,) = codes(name)
    assert list(gazetteer.parents(code)) == parents


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("广安", "广安市"),
        ("武胜", "武胜县"),
        ("浦东", "浦东新区"),
        ("内蒙古", "内蒙古自治区"),
        ("锡林郭勒", "锡林郭勒盟"),
        ("甘孜", "甘孜藏族自治州"),
        ("甘孜州", "甘孜藏族自治州"),
        ("湘西", "湘西土家族苗族自治州"),
        ("秀山县", "秀山土家族苗族自治县"),
        ("积石山", "积石山保安族东乡族撒拉族自治县"),
        ("梅里斯", "梅里斯达斡尔族区"),
        ("万柏林", "万柏林区"),
        ("神农架", "神农架林区"),
        ("清新区", "清新区"),
        ("香港", "香港特别行政区"),
        ("台湾省", "台湾"),
    ],
)
def test_short_form_means_the_division(form: str, name: str) -> None:
    chosen = gazetteer.decide(gazetteer.names()[form])
    assert chosen is not None
    assert chosen.name == name


def test_no_short_form_of_one_character() -> None:
    forms = [form for one in gazetteer.divisions().values() for form in (one.short, *one.aliases, *one.former)]
    assert not [form for form in forms if len(form) < 2]
    assert codes("赵县") == ["130133"]


@pytest.mark.parametrize(
    ("former", "name"),
    [
        ("郫县", "郫都区"),
        ("襄樊市", "襄阳市"),
        ("襄樊", "襄阳市"),
        ("崇礼县", "崇礼区"),
        ("达县", "达川区"),
        ("开县", "开州区"),
    ],
)
def test_former_name_means_the_division_of_today(former: str, name: str) -> None:
    assert [gazetteer.division(code).name for code in codes(former)] == [name]


def test_name_in_use_wins_over_a_former_one() -> None:
    assert [candidate.form for candidate in gazetteer.names()["思茅"]] == ["former", "short"]
    assert decided("思茅") == codes("思茅区")[0]


@pytest.mark.parametrize(
    ("name", "context", "code"),
    [
        ("江北区", ["重庆市"], "500105"),
        ("江北区", ["宁波市"], "330205"),
        ("江北区", ["渝北区"], "500105"),  # a neighbour decides too
        ("江北区", [], None),
        ("江北区", ["四川省"], None),
        ("朝阳区", ["北京市"], "110105"),
        ("朝阳区", ["吉林省"], "220104"),
        ("朝阳区", ["北京市", "长春市"], None),
        ("鼓楼区", ["福建省", "南京市"], "320106"),  # the city is nearer than the province
        ("吉林", [], "220000"),
        ("吉林", ["吉林市"], "220000"),
        ("海南", [], "460000"),
        ("海南", ["海南藏族自治州"], "632500"),
        ("广安", ["广安区"], "511600"),
        ("朝阳", ["北票市"], "211300"),
        ("恩施", [], "422800"),
    ],
)
def test_context_decides_an_ambiguous_name(name: str, context: list[str], code: str | None) -> None:
    assert decided(name, *context) == code


def test_decision_does_not_depend_on_the_order() -> None:
    candidates = gazetteer.names()["鼓楼区"]
    context = ["350000", "320000", "320100"]
    forward = gazetteer.decide(candidates, context)
    assert forward is not None
    assert forward == gazetteer.decide(candidates[::-1], context[::-1])


def test_region_is_decided_by_what_is_around_it() -> None:
    candidates = gazetteer.names()["九龙"]
    kowloon = gazetteer.decide(candidates, ["810000", "510000"])  # Hong Kong is nearer to one than Sichuan to the other
    county = gazetteer.decide(candidates, ["510000"])
    assert kowloon is not None
    assert county is not None
    assert (kowloon.kind, county.name) == ("Region", "九龙县")


@pytest.mark.parametrize("word", ["合作", "资源", "友好", "和平", "通道", "城区", "郊区", "新城区"])
def test_ordinary_word_is_no_place(word: str) -> None:
    assert word not in gazetteer.names()
    assert codes(word) == []


def test_ordinary_word_hides_only_itself() -> None:
    assert codes("合作市") == ["623001"]
    assert codes("资源县") == ["450329"]


def test_every_ordinary_word_is_a_form_of_a_place() -> None:
    forms = {f for one in gazetteer.divisions().values() for f in (one.name, one.short, *one.aliases, *one.former)}
    forms |= {form for region in gazetteer.regions().values() for form in (region.name, *region.aliases)}
    words = (ROOT / "kg/data/ordinary_words.tsv").read_text(encoding="utf-8").split()[1:]
    assert [word for word in words if word not in forms] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("川渝", ["四川省", "重庆市"]),
        ("京津冀", ["北京市", "天津市", "河北省"]),
        ("沪苏浙皖", ["上海市", "江苏省", "浙江省", "安徽省"]),
        ("粤港澳", ["广东省", "香港特别行政区", "澳门特别行政区"]),
        ("琼港", ["海南省", "香港特别行政区"]),
        ("京津", ["北京市", "天津市"]),
        ("闽台", ["福建省", "台湾"]),
        ("云贵川", ["云南省", "贵州省", "四川省"]),
        ("陕甘宁", ["陕西省", "甘肃省", "宁夏回族自治区"]),
        ("闽宁", ["福建省", "宁夏回族自治区"]),
        ("沪宁", ["上海市", "南京市"]),
        ("深莞惠", ["深圳市", "东莞市", "惠州市"]),
        ("新青", []),
        ("台中", []),
        ("川青年", []),
        ("沪深", []),  # the stock exchanges
        ("晋京", []),  # a verb
        ("川川", []),
        ("川", []),
        ("", []),
    ],
)
def test_combination_names_each_division(text: str, names: list[str]) -> None:
    assert [gazetteer.division(code).name for code in gazetteer.expand_combination(text)] == names


def test_codes_of_other_tables_are_divisions() -> None:
    used = {code for region in gazetteer.regions().values() for code in region.members}
    used |= {region.within for region in gazetteer.regions().values() if region.within}
    used |= {code for held in gazetteer.combinations().values() for code in held}
    used |= set(gazetteer.abbreviations().values())
    assert used <= gazetteer.divisions().keys()


def test_listed_combination_has_a_division_a_character() -> None:
    assert [text for text, held in gazetteer.combinations().items() if held and len(held) != len(text)] == []


def test_region_has_its_members_and_their_source() -> None:
    circle = gazetteer.regions()["成渝地区双城经济圈"]
    assert codes("广安市")[0] in circle.members
    assert "500000" not in circle.members  # only a part of it lies there
    sourceless = [r.name for r in gazetteer.regions().values() if r.members and not r.source]
    assert sourceless == []


def test_kinds_are_classes_of_the_ontology() -> None:
    kinds = {body.kind for body in gazetteer.bodies().values()} | set(gazetteer.institution_words().values())
    kinds |= {candidate.kind for candidates in gazetteer.names().values() for candidate in candidates}
    assert kinds <= set(vocabulary.kinds())


def test_surnames_hold_no_function_word() -> None:
    assert {"王", "覃", "欧阳", "司马"} <= gazetteer.surnames()
    assert not gazetteer.surnames() & set("的和在是有从但却")


def test_script_still_gives_the_short_forms_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    script = importlib.import_module("build_gazetteer")
    by_hand = {row.code for row in script.BY_HAND}
    for division in gazetteer.divisions().values():
        if division.code not in by_hand:
            row = script.row(division.code, division.name, division.level)
            assert (row.short, row.aliases) == (division.short, division.aliases)
