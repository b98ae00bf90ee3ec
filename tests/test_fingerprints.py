"""Fingerprints: a repost has that of its original, whatever page it stands on; another article has not."""

from kg import fingerprints
from kg.cleaning import clean
from kg.model import Fingerprint
from kg.sources import from_text

BODY = "".join(
    f"绵阳市教育局与德阳市教育局在第{number}次会议上商定，{what}由两地学校共同承担，年内完成。\n"
    for number, what in enumerate(("师资互派", "课程开发", "教研活动", "学生交流", "设备共享", "考试命题"), start=1)
)
TITLE = "绵阳与德阳商定教育合作事项\n"


def fingerprint(text: str) -> Fingerprint:
    return fingerprints.read(clean(from_text(text)))


def distance(one: Fingerprint, other: Fingerprint) -> int:
    return (int(one.similarity, 16) ^ int(other.similarity, 16)).bit_count()


def test_a_repost_has_the_fingerprint_of_its_original() -> None:
    reposts = [
        f"范例网首页绵德合作报道\n来源：范例日报\n{BODY}",
        f"{TITLE}来源：样本网\n{BODY.replace('教育局', '教(jiào)育局')}版权所有：样本网\n",
        TITLE + BODY.replace("学校", "學校").replace("\n", "\r\n\r\n"),
        TITLE + BODY.replace("，", ", "),
    ]
    assert {fingerprint(text).digest for text in reposts} == {fingerprint(TITLE + BODY).digest}


def test_a_shortened_article_is_near_and_another_is_far() -> None:
    original = fingerprint(TITLE + BODY)
    shortened = fingerprint(TITLE + BODY.replace("年内完成。\n", "年底完成。\n", 1))
    another = fingerprint("渝北区医院支援邻水县医院\n" + "渝北区人民医院派出医生，在邻水县人民医院坐诊并带教。\n" * 3)
    assert original.digest != shortened.digest
    assert distance(original, shortened) <= 8 < 16 < distance(original, another)


def test_fingerprints_have_one_form() -> None:
    for text in (TITLE + BODY, "无", TITLE):
        one = fingerprint(text)
        assert len(one.digest) == len(one.similarity) == 16
        assert int(one.digest + one.similarity, 16) >= 0
