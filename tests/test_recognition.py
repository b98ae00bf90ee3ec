"""The recognizers: each is a spaCy component of its own, and what they find are spans of the text's characters."""

from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from built import examples
from kg import cleaning, gazetteer, recognition, vocabulary
from kg.mentions import HELPERS, KEY, how_of, is_institution, is_place, mention, mentions, name_of, text_of
from kg.model import Article, CleanText

STANDARD = cache(recognition.create)


def clean(text: str) -> CleanText:
    return cleaning.clean(Article("a1", "a1.txt", "utf-8", text, ""))


def analyse(text: str) -> Doc:
    return recognition.analyse(STANDARD(), clean(text))


def only(*components: str) -> Language:
    """A pipeline of these components, with the tokens of kg."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = recognition.create().tokenizer
    for name in components:
        nlp.add_pipe(name)
    return nlp


def found(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, name_of(span)) for span in mentions(doc)]


def test_the_pipeline_has_the_components_in_their_order() -> None:
    nlp = recognition.create()
    assert nlp.lang == "zh"
    assert tuple(nlp.pipe_names) == recognition.COMPONENTS
    assert len(set(recognition.COMPONENTS)) == len(recognition.COMPONENTS)


def test_each_component_finds_what_it_requires() -> None:
    analysis = recognition.create().analyze_pipes() or {}
    assert analysis["problems"] == {name: [] for name in recognition.COMPONENTS}


# A component, those that it stands on, a text, and what it finds there.
ALONE = [
    ("kg_dates", [], "始于2024年10月29日。", [("2024年10月29日", "Date", "2024-10-29")]),
    ("kg_dates", [], "始于二〇二四年3月。", [("二〇二四年3月", "Date", "2024-03")]),
    ("kg_dates", [], "29日开馆，昨天闭馆。", [("29日", "Date", "---29"), ("昨天", "Date", "昨天")]),
    ("kg_dates", [], "《人民日报》一日一刊，第3日本报讯。", []),
    ("kg_agreements", [], "签署《示例框架协议》。", [("《示例框架协议》", "FrameworkAgreement", "示例框架协议")]),
    ("kg_agreements", [], "读《湿地保护法》。", [("《湿地保护法》", "Title", "湿地保护法")]),
    ("kg_places", ["kg_words", "kg_sentences"], "泸州的雨。", [("泸州", "Prefecture", "泸州市")]),
    (
        "kg_places",
        ["kg_words", "kg_sentences"],
        "川渝的雨。",
        [("川", "Province", "四川省"), ("渝", "Province", "重庆市")],
    ),
    ("kg_institutions", ["kg_words", "kg_sentences"], "西昌学院的雨。", [("西昌学院", "University", "西昌学院")]),
    (
        "kg_institutions",
        ["kg_words", "kg_sentences", "kg_places"],
        "泸州市政府的雨。",
        [("泸州市政府", "GovernmentBody", "泸州市人民政府"), ("泸州市", "Prefecture", "泸州市")],
    ),
    ("kg_posts", [], "党组书记、副局长到了。", [("党组书记", "Post", "党组书记"), ("副局长", "Post", "副局长")]),
    ("kg_posts", [], "校长论坛和市长热线。", []),
    ("kg_persons", ["kg_words", "kg_sentences"], "许拟文表示，天晴了。", [("许拟文", "Person", "许拟文")]),
    (
        "kg_persons",
        ["kg_words", "kg_sentences", "kg_posts"],
        "校长许拟文，天晴了。",
        [("校长", "Post", "校长"), ("许拟文", "Person", "许拟文")],
    ),
    (
        "kg_hosts",
        ["kg_words", "kg_sentences", "kg_posts", "kg_persons"],
        "示例果汁董事长许拟文，天晴了。",
        [("示例果汁", "Company", "示例果汁"), ("董事长", "Post", "董事长"), ("许拟文", "Person", "许拟文")],
    ),
    (
        "kg_events",
        ["kg_words", "kg_sentences"],
        "雨停了，西部图书馆论坛开幕。",
        [("西部图书馆论坛", "Meeting", "西部图书馆论坛")],
    ),
    ("kg_groups", [], "由两地教育部门照看。", [("两地教育部门", "Group", "2 地 教育")]),
    ("kg_groups", [], "三校的雨。", [("三校", "Group", "3 校")]),
]


@pytest.mark.parametrize(("name", "before", "text", "expected"), ALONE)
def test_a_component_alone(name: str, before: list[str], text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(only(*before, name)(text)) == expected


def test_each_component_that_finds_mentions_is_tried_alone() -> None:
    assert {name for name, *_ in ALONE} | {"kg_words", "kg_sentences"} == set(recognition.COMPONENTS)


def test_words_cover_the_text() -> None:
    text = "西昌学院的雨停了，𠮷林出门。\n  Hello 2024"
    words = only("kg_words")(text)._.words
    assert "".join(text[start:end] for start, end, _ in words) == text
    assert [start for start, _, _ in words] == [0, *(end for _, end, _ in words)][:-1]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("雨停了。风起了！谁在唱？", ["雨停了。", "风起了！", "谁在唱？"]),
        ("“雨停了。”他说。", ["“雨停了。”", "他说。"]),
        ("雨停了；风起了，无人应", ["雨停了；风起了，无人应"]),
        ("标题\n正文", ["标题\n", "正文"]),
        ("真的吗？！是的。", ["真的吗？！", "是的。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [sentence.text for sentence in only("kg_sentences")(text).sents] == sentences


def test_a_zone_begins_a_sentence() -> None:
    doc = analyse("示例社成都5月20日电（记者 林示例）雨停了。")
    zones = [(zone.label_, zone.text) for zone in doc.spans["zones"]]
    assert zones == [("byline", "示例社成都5月20日电（记者 林示例）"), ("body", "雨停了。")]
    assert [sentence.text for sentence in doc.sents] == [text for _, text in zones]


@pytest.mark.parametrize("article", examples().articles, ids=lambda article: article.origin.rpartition("/")[2])
def test_offsets_are_those_of_the_clean_text(article: Article) -> None:
    source = cleaning.clean(article)
    doc = recognition.analyse(STANDARD(), source)
    assert [token.text for token in doc] == list(source.text)
    assert [(zone.start, zone.end) for zone in doc.spans["zones"]] == [(zone.start, zone.end) for zone in source.zones]
    assert mentions(doc)
    for span in mentions(doc):
        assert (span.start, span.end) == (span.start_char, span.end_char)
        assert span.text == source.text[span.start : span.end]


@pytest.mark.parametrize("article", examples().articles, ids=lambda article: article.origin.rpartition("/")[2])
def test_mentions_are_typed_sorted_and_never_cross(article: Article) -> None:
    spans = mentions(recognition.analyse(STANDARD(), cleaning.clean(article)))
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert len({(span.start, span.end) for span in spans}) == len(spans)
    for one in spans:
        assert one.label_ in HELPERS or one.label_ in vocabulary.kinds()
        if one.kb_id_:
            assert (gazetteer.kind(one.kb_id_), gazetteer.division(one.kb_id_).name) == (one.label_, name_of(one))
        for other in spans:
            assert not one.start < other.start < one.end < other.end
        if any(one is not other and other.start <= one.start and one.end <= other.end for other in spans):
            assert is_place(one) or is_institution(one)  # only the place in the name of its office stays


def test_a_character_outside_the_basic_plane_is_one_token() -> None:
    doc = analyse("𠮷林路上，西昌学院的雨停了。")
    assert [(span.start, span.end) for span in mentions(doc)] == [(5, 9)]


@pytest.mark.parametrize("text", ["", "\n", "  \n　\n", "。"])
def test_empty_text(text: str) -> None:
    doc = analyse(text)
    assert mentions(doc) == []
    assert "".join(sentence.text for sentence in doc.sents) == doc.text


def test_text_without_chinese() -> None:
    doc = analyse("The library opens at 9 on 2024-10-29. Приходите! 図書館は9時に開きます。")
    assert mentions(doc) == []
    assert len(list(doc.sents)) > 1


def test_analysis_depends_on_nothing_but_the_text() -> None:
    text = "西昌学院校长许拟文出席西部图书馆论坛。"
    first = found(analyse(text))
    analyse("泸州市教育局与宜宾市教育局签署《示例框架协议》。")
    assert found(analyse(text)) == first
    assert found(recognition.analyse(recognition.create(), clean(text))) == first
    assert KEY in analyse(text).spans


def test_the_name_and_the_way_of_a_mention_are_its_attributes_in_spacy() -> None:
    doc = analyse("双方在泸州签约。")
    told, plain = mention(doc, 3, 5, "Prefecture", "泸州市", how="short"), mention(doc, 5, 7, "Event")
    assert (told._.canonical, told._.how, text_of(told)) == ("泸州市", "short", told.text)
    assert (name_of(plain), how_of(plain)) == (plain.text, "")
    plain._.canonical, plain._.how = "签约仪式", "generic"
    assert (name_of(plain), how_of(plain)) == ("签约仪式", "generic")


def test_mentions_follow_what_a_component_of_the_user_makes_of_them() -> None:
    doc = analyse("四川大学与成都市签署合作协议。")
    before = [text for text, _, _ in found(doc)]
    doc.spans[KEY].append(doc[10:12])
    grown = [span.text for span in mentions(doc)]
    doc.spans[KEY] = [doc[at : at + 1] for at in range(len(grown))]
    assert grown == [*before, doc[10:12].text]
    assert [span.text for span in mentions(doc)] == list(doc.text[: len(grown)])
