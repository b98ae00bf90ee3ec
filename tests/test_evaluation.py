"""Reading labelled articles, adding up scores, and showing them."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from drafts import Draft, oracle
from kg.errors import InputError
from kg.evaluation import Score, as_dict, evaluate, format_errors, format_scores, half, load
from kg.evaluation.scores import _samples
from kg.model import KnowledgeBase

OWN = Path(__file__).parent / "gold"
LABELS = json.loads((OWN / "001.gold.json").read_text(encoding="utf-8"))


def write(folder: Path, labels: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "001.txt").write_text("一篇。", encoding="utf-8")
    file = folder / "001.gold.json"
    file.write_text(labels if isinstance(labels, str) else json.dumps(labels), encoding="utf-8")
    return file


def empty(path: Path) -> KnowledgeBase:
    return Draft(path.read_text(encoding="utf-8")).build()


def some_errors(path: Path) -> KnowledgeBase:
    draft = Draft(path.read_text(encoding="utf-8"))
    draft.add("Prefecture", "眉山", sentence="在眉山\n签署。")
    draft.add("Prefecture", "广元市", sentence="在广元签署。")
    return draft.build()


# Reading


def test_load_reads_pairs_in_the_order_of_their_names() -> None:
    gold = load(OWN)
    assert [article.id for article in gold] == sorted(file.stem for file in OWN.glob("*.txt"))
    assert [article.path.stem for article in gold] == [article.id for article in gold]
    assert gold[0].relations[-1] == ("江小舟", "author_of", "ARTICLE")


def test_load_looks_into_the_subfolder(tmp_path: Path) -> None:
    write(tmp_path / "articles", LABELS)
    assert [article.id for article in load(tmp_path)] == ["001"]


def test_load_without_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no folder .*nowhere"):
        load(tmp_path / "nowhere")


def test_load_without_labelled_article(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_text("一篇。", encoding="utf-8")
    with pytest.raises(InputError, match="no labelled article"):
        load(tmp_path)


def test_load_labels_without_article(tmp_path: Path) -> None:
    write(tmp_path, LABELS).with_name("001.txt").unlink()
    with pytest.raises(InputError, match=r"001\.gold\.json has no article beside it"):
        load(tmp_path)


def without(section: str, key: str) -> dict[str, Any]:
    return LABELS | {section: [{name: value for name, value in LABELS[section][0].items() if name != key}]}


@pytest.mark.parametrize(
    ("labels", "what"),
    [
        ("{", "is not JSON"),
        ([], "wrong form"),
        ({name: value for name, value in LABELS.items() if name != "events"}, "'events' is missing"),
        (without("persons", "name"), "'name' is missing"),
        (without("places", "level"), "'level' is missing"),
        (
            LABELS | {"places": [{"name": "眉山市", "variants": [], "level": "planet"}]},
            "'planet' is missing or unknown",
        ),
        (LABELS | {"relations": [["眉山市", "likes", "乐山市"]]}, "'likes' is missing or unknown"),
        (LABELS | {"positions": [["云知秋", "副市长"]]}, "wrong form"),
        (LABELS | {"persons": ["云知秋"]}, "wrong form"),
    ],
)
def test_load_broken_labels(tmp_path: Path, labels: Any, what: str) -> None:
    file = write(tmp_path, labels)
    with pytest.raises(InputError) as error:
        load(tmp_path)
    assert str(file) in error.value.what
    assert what in error.value.what
    assert error.value.hint


def test_load_labels_of_bytes_that_are_no_text(tmp_path: Path) -> None:
    write(tmp_path, LABELS).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match="is not JSON"):
        load(tmp_path)


def test_halves_share_nothing_and_lack_nothing() -> None:
    gold = load(OWN)
    even, odd = half(gold, "even"), half(gold, "odd")
    assert sorted(even + odd, key=lambda article: article.id) == list(gold)
    assert abs(len(even) - len(odd)) <= 1


# Scores


def test_score_shares() -> None:
    score = Score("places", tp=3, fp=1, fn=3, interval=None)
    assert (score.n, score.precision, score.recall, score.f1) == (6, 0.75, 0.5, 0.6)


def test_score_of_nothing_is_unknown() -> None:
    score = Score("places", 0, 0, 0, None)
    assert (score.precision, score.recall, score.f1) == (None, None, None)


def test_empty_graph_finds_nothing() -> None:
    scores = evaluate(load(OWN), empty)
    assert (scores.micro.tp, scores.micro.fp, scores.micro.f1) == (0, 0, 0)
    assert scores.micro.n == sum(score.n for score in scores.types) == len(scores.errors)


def test_relations_add_up() -> None:
    scores = evaluate(load(OWN)[:2], partial(oracle, keep=slice(3)))
    total = next(score for score in scores.types if score.name == "relations")
    assert total.tp == sum(score.tp for score in scores.relations) == 6
    assert total.fn == sum(score.fn for score in scores.relations)


def test_macro_takes_relations_with_enough_labels(tmp_path: Path) -> None:
    attendees = [f"白{chr(0x4E00 + number)}" for number in range(10)]
    labels = {name: [] for name in LABELS} | {
        "persons": [{"name": name, "variants": []} for name in attendees],
        "events": [{"name": "川西教育论坛", "variants": [], "kind": "meeting", "attendees": attendees}],
        "relations": [
            *([name, "attended", "川西教育论坛"] for name in attendees),
            [attendees[0], "author_of", "ARTICLE"],
        ],
    }
    write(tmp_path, labels)
    assert evaluate(load(tmp_path), partial(oracle, keep=slice(10))).macro == 1
    assert evaluate(load(tmp_path), partial(oracle, keep=slice(5, 11))).macro == pytest.approx(2 / 3)


def test_resamples_are_the_same_each_time() -> None:
    assert _samples(3) == _samples(3)
    assert all(sample.total() == 3 for sample in _samples(3))


def test_interval_holds_the_spread_between_articles() -> None:
    def first_only(path: Path) -> KnowledgeBase:
        return oracle(path) if path.name == "001.txt" else empty(path)

    scores = evaluate(load(OWN)[:2], first_only)
    assert scores.micro.interval == (0, 1)


# Errors and tables


def test_errors_carry_their_sentences() -> None:
    errors = evaluate(load(OWN)[:1], some_errors).errors
    false = [error for error in errors if error.outcome == "false"]
    assert [(error.article, error.type, error.what, error.sentence) for error in false] == [
        ("001", "places", "广元市 (Prefecture)", "在广元签署。")
    ]
    missed = {(error.type, error.what): error.sentence for error in errors if error.outcome == "missed"}
    assert missed["places", "乐山市"] == "眉山与乐山携手培养教师"
    assert missed["positions", "柳思源 | 乐山市教育局 | 局长"].startswith("眉山市副市长云知秋")
    assert missed["supports", "四川师范大学 | supports | 眉山职业技术学院"].startswith("按照安排")


def test_sentence_of_a_miss_in_the_other_script() -> None:
    errors = evaluate(load(OWN)[1:2], empty).errors
    sentence = next(error.sentence for error in errors if error.what == "广西医科大学")
    assert sentence.startswith("南寧市市長岑遠帆")


def test_miss_that_the_text_does_not_name_has_no_sentence() -> None:
    errors = evaluate(load(OWN)[:1], lambda path: Draft("另一篇。").build()).errors
    assert {error.sentence for error in errors} == {""}


def test_format_errors_gives_each_error_one_line_and_its_sentence_another() -> None:
    scores = evaluate(load(OWN)[:1], some_errors)
    text = format_errors(scores)
    assert "001  false places: 广元市 (Prefecture)\n    在广元签署。\n" in text
    assert format_errors(evaluate(load(OWN), oracle)) == ""


def test_table_lines_up() -> None:
    table = format_scores(evaluate(load(OWN)[:2], some_errors))
    head, persons, places = table.splitlines()[:3]
    assert persons.split() == ["persons", "-", "0.000", "0.000", "0.000-0.000", "6", "0", "6"]
    assert places.split() == ["places", "0.250", "0.200", "0.222", "0.000-0.500", "5", "3", "4"]
    assert len(head) == len(persons) == len(places)
    assert "2 articles" in table


@pytest.mark.parametrize("read", [oracle, empty, some_errors])
def test_dictionary_is_json(read: Callable[[Path], KnowledgeBase]) -> None:
    scores = evaluate(load(OWN), read)
    data = json.loads(json.dumps(as_dict(scores, errors=True)))
    assert data["types"]["places"]["tp"] == scores.types[1].tp
    assert set(data["relations"]) == {score.name for score in scores.relations}
    assert len(data["errors"]) == len(scores.errors)
    assert "errors" not in as_dict(scores)
