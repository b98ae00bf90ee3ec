"""The commands and programs in the documentation do what is printed there; `make update` prints it anew."""

import contextlib
import io
import os
import re
import shlex
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from built import ROOT
from kg import cli, extraction, pipeline
from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern

PAGES = ["README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/quality.md"]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run_command(line: str) -> str:
    program, *arguments = shlex.split(line)
    assert program == "kg", line
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        cli.main(arguments)
    return printed.getvalue()


def replay_console(text: str) -> str:
    """A console block with what its commands print now."""
    commands = [line.removeprefix("$ ") for line in text.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {line}\n{run_command(line)}" for line in commands)


def replay_python(text: str, names: dict[str, object]) -> str:
    """A program, each ``# ->`` with what the line above it prints now."""
    lines = []
    printed = io.StringIO()
    statement: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("# -> "):
            continue
        if statement and not line.startswith((" ", ")", "]", "}")):
            with contextlib.redirect_stdout(printed):
                exec("\n".join(statement), names)
            lines += [*statement, *(f"# -> {one}" for one in printed.getvalue().splitlines())]
            printed, statement = io.StringIO(), []
        statement.append(line)
    return "\n".join(lines) + "\n"


def replay(page: str) -> str:
    names: dict[str, object] = {}

    def block(match: re.Match[str]) -> str:
        language, text = match.groups()
        fresh = replay_console(text) if language == "console" else replay_python(text, names)
        return f"```{language}\n{fresh}```"

    return BLOCK.sub(block, page)


@pytest.mark.parametrize("name", PAGES)
def test_blocks_print_what_they_say(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for folder in ("examples", "tests"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    fresh = replay(text)
    if os.environ.get("KG_UPDATE"):
        (ROOT / name).write_text(fresh, encoding="utf-8")
    else:
        assert fresh == text


def test_the_rule_in_the_guide_works(monkeypatch: pytest.MonkeyPatch) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = re.search(r"```py\n(.*?)```", guide, re.DOTALL)
    assert code is not None
    names: dict[str, Any] = {"Draft": Draft, "Iterator": Iterator, "Sketch": Sketch}
    names |= {"modality": modality, "pattern": pattern}
    exec(textwrap.dedent(code[1]), names)
    monkeypatch.setitem(extraction.RULES, "purchases", names["find_purchases"])
    claims = pipeline.extract("虚构机械有限公司收购了示例科技有限公司。")
    assert "kg:bought" in {claim.predicate for claim in claims}


def test_readme_opens_with_the_commands_of_the_makefile() -> None:
    first = re.search(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert first is not None
    assert "make demo" in first[1]


@pytest.mark.parametrize("name", [*PAGES, "examples/README.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_source_distribution_has_every_page() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert {name.partition("/")[0] for name in PAGES} | {"README.zh.md", "CHANGELOG.md"} <= included
