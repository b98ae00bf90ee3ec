"""The gate: scores that may not fall."""

from pathlib import Path

import pytest

from drafts import oracle
from kg import cli
from kg.errors import InputError
from kg.evaluation import Floor, evaluate, find_falls, format_falls, load, load_floors

ROOT = Path(__file__).parents[1]
OWN = Path(__file__).parent / "gold"
BLANK = '[f1]\npersons = 0.5\n"all types" = 1\n\n[precision]\nattended = 0.25\n'


def write(folder: Path, text: str) -> Path:
    file = folder / "floors.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_floors_are_read_by_measure_and_row(tmp_path: Path) -> None:
    assert load_floors(write(tmp_path, BLANK)) == (
        Floor("f1", "persons", 0.5),
        Floor("f1", "all types", 1),
        Floor("precision", "attended", 0.25),
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "holds no floor"),
        ("[f1", "is not TOML"),
        ("f1 = 0.5", "f1 is no measure"),
        ("[f2]\npersons = 0.5", "f2 is no measure"),
        ("[f1]\npeople = 0.5", r"\[f1\] people is no row"),
        ('[recall]\n"mean of relations" = 0.5', "mean of relations is no row"),
        ("[f1]\npersons = 93", "no number from 0 to 1"),
        ("[f1]\npersons = true", "no number from 0 to 1"),
        ('[f1]\npersons = "0.9"', "no number from 0 to 1"),
    ],
)
def test_bad_floors(text: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=what):
        load_floors(write(tmp_path, text))


def test_floors_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load_floors(tmp_path / "none.toml")


def test_a_score_at_its_floor_holds_and_one_below_falls() -> None:
    scores = evaluate(load(OWN), oracle)
    held = (Floor("f1", "relations", 1.0), Floor("recall", "all types", 1.0))
    assert find_falls(scores, held) == ()
    fewer = evaluate(load(OWN), lambda path: oracle(path, keep=slice(1)))
    falls = find_falls(fewer, held)
    assert [floor for floor, _ in falls] == list(held)
    assert format_falls(falls).startswith("f1 of relations 0.")
    assert format_falls(falls).endswith(" < 1")


def test_what_cannot_be_told_is_below_its_floor() -> None:
    scores = evaluate(load(OWN)[:2], oracle)
    floor = Floor("f1", "mean of relations", 0.1)  # too few labels for a mean
    assert find_falls(scores, (floor,)) == ((floor, None),)


def test_the_gate_fails_below_a_floor_and_never_lowers_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "[f1]\nrelations = 1.0\n")
    assert cli.main(["evaluate", str(OWN), "--floors", str(file)]) == cli.INVALID
    captured = capsys.readouterr()
    assert "relations" in captured.out
    assert "f1 of relations 0." in captured.err
    assert file.read_text(encoding="utf-8") == "[f1]\nrelations = 1.0\n"
    assert cli.main(["evaluate", str(OWN), "--floors", str(write(tmp_path, "[f1]\nrelations = 0.1\n"))]) == 0


@pytest.mark.parametrize("file", [OWN / "floors.toml", ROOT / "tests" / "floors.toml"])
def test_the_floors_of_the_house_are_floors(file: Path) -> None:
    assert load_floors(file)
