"""The tables as a spreadsheet opens them: LibreOffice, run without a window."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import lxml.etree
import pytest

from kg import exports
from kg.exports import rows
from kg.model import KnowledgeBase

OFFICE = shutil.which("soffice")
UTF8 = "--infilter=CSV:44,34,76,1"  # comma, quotation mark, UTF-8, from the first line: what its dialog proposes
TABLE, TEXT = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

FORMULAS = ["=1+1", "\0=1+1", " \x01=1+1", "\ufeff=1+1", "+1+1", "-1-1", "@SUM(1)", '=HYPERLINK("https://example.org")']


def opened(path: Path) -> list[list[lxml.etree._Element]]:
    """The cells that LibreOffice makes of a table, row by row."""
    folder = path.parent
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", UTF8]
    subprocess.run([*command, "--convert-to", "fods", "--outdir", folder, path], check=True, capture_output=True)
    sheet = lxml.etree.parse(path.with_suffix(".fods"))
    return [list(row.iter(f"{TABLE}table-cell")) for row in sheet.iter(f"{TABLE}table-row")]


def shown(cell: lxml.etree._Element) -> str:
    return "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p"))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not here: its program soffice opens the tables")
def test_a_spreadsheet_shows_chinese_and_runs_nothing(kb: KnowledgeBase, tmp_path: Path) -> None:
    names = zip_longest(kb.entities, [*FORMULAS, "第一行\n第二行"])
    named = replace(kb, entities=tuple(replace(one, name=name or one.name) for one, name in names))
    path = tmp_path / "nodes.csv"
    path.write_bytes(exports.render(named, "csv")[path.name])
    heading, *lines = opened(path)
    assert [shown(cell) for cell in heading][:2] == ["id", "label"]
    assert not [cell for line in lines for cell in line if cell.get(f"{TABLE}formula")]
    labels = {shown(line[0]): shown(line[1]).removeprefix("'") for line in lines}
    for row in rows.nodes(named):
        assert labels[str(row["id"])] == re.sub("[\0\1]", "", str(row["label"]))
