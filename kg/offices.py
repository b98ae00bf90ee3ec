"""Offices: what kind of body a post belongs to, by how the words for both end (校长: a school)."""

from __future__ import annotations

import re
from functools import cache

# Posts and how the names of the bodies end that have them; of several the first counts.
_BODIES = tuple(
    (re.compile(f"(?:{posts})$"), re.compile(f"(?:{bodies})$"), kind)
    for posts, bodies, kind in (
        ("总统|首相|国务卿", "政府", "GovernmentBody"),
        ("总理", "政府|国务院", "GovernmentBody"),
        ("厅长", "厅", "GovernmentBody"),
        ("局长", "局", "GovernmentBody"),
        ("部长", "部", "Institution"),
        ("署长", "署", "GovernmentBody"),
        ("处长", "处", "GovernmentBody"),
        ("司长|司长代表", "司", "GovernmentBody"),
        ("科长", "科", "GovernmentBody"),
        (
            "校长|园长",
            "大学|学院|学校|中学|小学|国中|国小|高中|高职|书院|幼儿园|校|附中|附小|[一二三四五六七八九十]中",
            "School",
        ),
        ("院长", "院|中心", "Institution"),
        ("所长", "所", "Institution"),
        ("馆长", "馆", "Institution"),
        ("站长", "站", "Institution"),
        ("行长", "银行|行", "Company"),
        ("台长", "台", "Media"),
        ("社长|总编辑|总编", "社|报|台|网|刊|公司|商社", "Media"),
        ("会长|理事长", "会|联盟|同盟|基金|共同体|妇联|商联|论坛|峰会|公司|集团|中心|院", "Association"),
        ("组长", "组", "Institution"),
        ("关长", "海关", "GovernmentBody"),
        ("议员|立法委员|立委|议长", "议会|立法会|立法院|国会|议院|[上下]院|代表会|杜马|拉达|呼拉尔", "GovernmentBody"),
        ("领队|队长", "队|团", "Institution"),
        ("团长", "团", "Institution"),
        (
            "董事长|总裁|总经理|CEO|首席执行官|执行长|董事会主席|董事局主席",
            "公司|集团|银行|厂|社|科技|Ltd|Limited|中心|部|会|所|局|院|组织|基金|机构|署",
            "Company",
        ),
    )
)
# Posts that only a company has: whatever is named before them is one.
_OF_COMPANY = re.compile("董事(?:长|会主席|局主席)|总裁|总经理|CEO|首席执行官|首席[一-鿿]{2}官|创始人|创办人|合伙人")
# How a body ends that a post names which others have too.
_NAMED_BODIES = tuple(
    (re.compile(f"(?:{posts})$"), re.compile(f"(?:{bodies})$"))
    for posts, bodies in (
        ("主任", "办|办公室|室|中心|委|委员会|部|科|处|所|院|系|站|办事处"),
        ("秘书长|理事|监事|干事|主席|常委|委员", "会|局|联盟|基金|妇联|侨联|工商联|作协|论坛|组织"),
        ("教授|研究员|讲师|院士", "大学|学院|研究院|研究所|科学院|工程院|研究中心|医院|系|中心"),
        ("医师|护士长", "医院|科|中心|室|病区"),
        ("主委", "民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|委会|[省市县区]委|总支|支部"),
        ("书记", "委|工委|纪委|支部"),
        ("总监|经理", "部|中心|公司|集团"),
        ("发言人", "部|办|办公室|局|司令部"),
    )
)
# Posts in the government of a country, of which the text names the country.
_OF_COUNTRY = re.compile("(?:总统|总理|首相|国务卿|(?:外交|国防|财政|内政|经济)?部长|外长|防长|财长|国家(?:副)?主席)$")
# Posts that say themselves of which body they are: class and name.
_OF_ITSELF = {
    "总书记": ("PartyBody", "中共中央"),
    "国家主席": ("GovernmentBody", "中华人民共和国"),
    "国家副主席": ("GovernmentBody", "中华人民共和国"),
    "国务委员": ("GovernmentBody", "国务院"),
}


def may_have(post: str, body: str, kind: str = "") -> bool:
    """True if a body with this name or text, and of this class, can have a post so called; most posts any body can.

    >>> may_have("副校长", "示例大学"), may_have("副校长", "示例市教育局"), may_have("主任", "示例大学")
    (True, False, True)
    """
    wanted = _asked(post)
    return (
        wanted is None
        or wanted.search(body) is not None
        or (kind == "Company" and _OF_COMPANY.search(post) is not None)
    )


def shows_body(post: str, words: str) -> bool:
    """True if `words` right before a post must name the body that has it.

    >>> shows_body("局长", "示例局"), shows_body("董事长", "示例果汁"), shows_body("教授", "知名")
    (True, True, False)
    """
    if _OF_COMPANY.search(post):
        return len(words) >= 2
    wanted = _asked(post) or next((body for named, body in _NAMED_BODIES if named.search(post)), None)
    ending = wanted.search(words) if wanted else None
    return ending is not None and (ending.start() >= 2 or words.endswith("联"))


def asks(post: str) -> bool:
    """True for posts that only bodies of some kind have.

    >>> asks("副校长"), asks("主任")
    (True, False)
    """
    return _asked(post) is not None


def kind_of_body(post: str) -> str:
    """The class of the body that has a post, as far as the post tells.

    >>> kind_of_body("副董事长"), kind_of_body("主任")
    ('Company', 'Institution')
    """
    if _OF_COMPANY.search(post):
        return "Company"
    return next((kind for asked, _, kind in _BODIES if asked.search(post)), "Institution")


def is_of_country(post: str) -> bool:
    """True for posts in the government of a country.

    >>> is_of_country("副总理"), is_of_country("市长")
    (True, False)
    """
    return _OF_COUNTRY.search(post) is not None


def own_body(post: str) -> tuple[str, str] | None:
    """The class and name of the body that a post names itself, None if it names none.

    >>> own_body("总书记"), own_body("书记")
    (('PartyBody', '中共中央'), None)
    """
    return _OF_ITSELF.get(post)


def seat_of(post: str) -> str:
    """The post whose seat a post shares: an assistant sits where who is assisted does.

    >>> seat_of("院长助理"), seat_of("院长")
    ('院长', '院长')
    """
    return post.removesuffix("助理") or post


@cache
def _asked(post: str) -> re.Pattern[str] | None:
    return next((body for asked, body, _ in _BODIES if asked.search(seat_of(post))), None)
