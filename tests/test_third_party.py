"""THIRD_PARTY.md is what its script writes, and the script notices when the page would carry something else."""

from __future__ import annotations

import importlib
from types import ModuleType

import pytest

from built import ROOT
from kg.exports.page import VIS_NETWORK


@pytest.fixture
def third_party(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("third_party")


def test_the_file_is_what_the_script_writes(third_party: ModuleType) -> None:
    assert third_party.main(["--check"]) == 0
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert all(part.licence in text and part.rights in text for part in third_party.PARTS)


def test_another_vis_network_is_noticed(third_party: ModuleType) -> None:
    library = VIS_NETWORK.read_text(encoding="utf-8")
    assert third_party.lost(library) == []
    assert third_party.lost(library.replace("@version 9.1.2", "@version 9.1.9")) == ["another version"]
    assert third_party.lost(library.replace("keycharm", "")) == ["keycharm"]
