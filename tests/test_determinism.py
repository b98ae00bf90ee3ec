"""The same articles give the same bytes wherever they are read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from built import ARTICLES, ENVIRONMENT, ROOT, examples
from kg import folder, rdf
from kg.exports import trig

PATHS = sorted(ARTICLES.glob("*.txt"))
NAMES = [str(path.relative_to(ROOT)) for path in PATHS]
STABLE = [name for name in folder.FILES if name != folder.STORE]
CHINESE = "zh_CN.GB2312"  # neither English nor UTF-8

NEEDS_LOCALES = pytest.mark.skipif(
    not Path("/usr/share/i18n/locales/zh_CN").exists() and not os.environ.get("CI"),
    reason="the sources of the Chinese locale are not here (Debian: locales)",
)
BUILD = """
import locale, sys, time, kg
locale.setlocale(locale.LC_ALL, "")
time.tzset()
kg.build(sys.argv[2:]).save(sys.argv[1])
print(locale.setlocale(locale.LC_ALL), time.tzname[0])
"""


@pytest.fixture(scope="session")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Chinese locale, which few machines have."""
    path = tmp_path_factory.mktemp("locales")
    subprocess.run(["localedef", "-i", "zh_CN", "-f", "GB2312", str(path / CHINESE)], check=True, capture_output=True)
    return path


def contents(directory: Path) -> dict[str, bytes]:
    return {name: (directory / name).read_bytes() for name in STABLE}


def built(directory: Path, inputs: list[str], **environment: str) -> tuple[dict[str, bytes], str]:
    """What another process writes, and the locale and time zone that it ran in."""
    command = [sys.executable, "-c", BUILD, str(directory), *inputs]
    run = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=ENVIRONMENT | environment)
    return contents(directory), run.stdout.decode("ascii").strip()


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a process in the plainest of environments writes."""
    directory = tmp_path_factory.mktemp("reference") / "out"
    found, place = built(directory, NAMES, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC", PYTHONCOERCECLOCALE="0")
    assert place == "C UTC"
    return found


def test_no_hash_seed_changes_a_byte(reference: dict[str, bytes], tmp_path: Path) -> None:
    assert built(tmp_path / "out", NAMES, PYTHONHASHSEED="2")[0] == reference


def test_no_order_of_the_input_changes_a_byte(reference: dict[str, bytes], tmp_path: Path) -> None:
    assert built(tmp_path / "out", [*NAMES[::-1], *NAMES[:2], "examples/articles"])[0] == reference


@NEEDS_LOCALES
def test_no_locale_changes_a_byte(reference: dict[str, bytes], locales: Path, tmp_path: Path) -> None:
    environment = {"LOCPATH": str(locales), "LC_ALL": CHINESE, "PYTHONUTF8": "0"}
    found, place = built(tmp_path / "out", NAMES, **environment)
    assert place.startswith(CHINESE)
    assert found == reference


def test_no_time_zone_changes_a_byte(reference: dict[str, bytes], tmp_path: Path) -> None:
    found, place = built(tmp_path / "out", NAMES, TZ="<-11>11")
    assert place.endswith(" -11")
    assert found == reference


def test_an_article_has_a_block_of_its_own() -> None:
    knowledge = examples()
    graphs = [
        line for line in trig.write(knowledge).decode().splitlines() if line.startswith("art:") and line.endswith(" {")
    ]
    assert graphs == [f"art:{article.id} {{" for article in knowledge.articles]
    assert all(rdf.article_iri(article.id).endswith(article.id) for article in knowledge.articles)
