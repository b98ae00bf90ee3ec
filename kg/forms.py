"""Full forms of the names of public bodies, as offices write them on their doors."""

from __future__ import annotations

import re

_FULL_FORMS = tuple(
    (re.compile(short), full)
    for short, full in (
        ("^(?:中共)?(.+?(?:[省市县区州旗盟]|新区))委(?=$|[^员会])", r"中共\1委"),
        ("教委$", "教育委员会"),
        ("教育工委$", "教育工作委员会"),
        ("纪工委$", "纪律检查工作委员会"),
        ("(?<!教育)工委$", "工作委员会"),
        ("(?:发改|发展改革)委(?:员会)?$", "发展和改革委员会"),
        ("(?:卫健|卫生健康)委$", "卫生健康委员会"),
        ("人武部$", "人民武装部"),
        ("(?<=[省市县区州])人大常委会$", "人民代表大会常务委员会"),
        ("(?:卫计|卫生计生)委$", "卫生和计划生育委员会"),
        ("国资委$", "国有资产监督管理委员会"),
        ("经信委$", "经济和信息化委员会"),
        ("民宗委$", "民族宗教事务委员会"),
        ("(商务|农业农村|文化和旅游|文化旅游|科学技术|住房和城乡建设|城乡建设|交通)委$", r"\1委员会"),
        ("管委会$", "管理委员会"),
        ("纪委$", "纪律检查委员会"),
        ("(?<!特别行政区)(?<=[省市县区州旗盟])政府$", "人民政府"),
        ("(?<!行政区)特区政府$", "特别行政区政府"),
        ("(?<=[省市县区州])人大$", "人民代表大会"),
    )
)


def expand(name: str) -> str:
    """The full form of a public body's name; a name without a short form stays as it is.

    >>> expand("四川省委教育工委"), expand("重庆市教委"), expand("广安市政府")
    ('中共四川省委教育工作委员会', '重庆市教育委员会', '广安市人民政府')
    >>> expand("广安市委"), expand("四川省教育厅")
    ('中共广安市委', '四川省教育厅')
    >>> expand("香港特别行政区政府")
    '香港特别行政区政府'
    """
    for short, full in _FULL_FORMS:
        name = short.sub(full, name)
    return name
