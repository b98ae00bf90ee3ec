"""The rows of the layout: who may import whom, what a light command may load, and what the project depends on."""

import ast
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kg"

# From the words that all use to the command line; a module imports only rows above its own.
ROWS = {
    "words": (
        "errors",
        "model",
        "ids",
        "vocabulary",
        "entailments",
        "gazetteer",
        "forms",
        "offices",
        "mentions",
        "patterns",
    ),
    "stages": (
        "sources",
        "cleaning",
        "metadata",
        "fingerprints",
        "recognition",
        "extraction",
        "resolution",
        "records",
        "rdf",
        "validation",
        "evaluation",
    ),
    "store": ("store",),
    "views": ("lookup", "recovery", "selection"),
    "outputs": ("tables", "exports"),
    "folder": ("folder",),
    "knowledge": ("knowledge",),
    "pipeline": ("pipeline",),
    "summary": ("summary",),
    "command line": ("cli",),
}
ROW_OF = {room: number for number, rooms in enumerate(ROWS.values()) for room in rooms}
SHARED = ROW_OF["errors"]  # only words may import others of their own row


FILES = {path.relative_to(ROOT).with_suffix(""): path for path in PACKAGE.rglob("*.py")}
MODULES = {".".join(name.parts).removesuffix(".__init__"): path for name, path in FILES.items()}


def _imports(path: Path) -> set[str]:
    """What a file imports anywhere in it: modules, and of other packages their names too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return found


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


USES = {name: _imports(path) & MODULES.keys() - {"kg"} for name, path in MODULES.items()}


def test_every_module_has_a_row() -> None:
    assert {_room(name) for name in MODULES} - {"", "__main__"} == ROW_OF.keys()


@pytest.mark.parametrize("name", [name for name in MODULES if _room(name) in ROW_OF])
def test_imports_go_up(name: str) -> None:
    for used in USES[name]:
        if _room(used) == _room(name):
            continue
        own, other = ROW_OF[_room(name)], ROW_OF[_room(used)]
        assert other < own or other == own == SHARED, f"{name} imports {used}"


def test_no_imports_in_a_ring() -> None:
    TopologicalSorter({name: uses - {name} for name, uses in USES.items()}).prepare()


@pytest.mark.parametrize("command", [["--help"], ["build", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    code = f"import sys; from kg.cli import main; main({command}); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stderr.split()
    assert "click" in loaded
    assert not {"spacy", "rdflib", "pyshacl", "pyvis", "pyoxigraph", "networkx", "numpy"}.intersection(loaded)


def test_public_names() -> None:
    import kg

    assert {name for name in kg.__all__ if getattr(kg, name).__name__ != name} == set()
    assert set(kg.__all__) <= set(dir(kg))


def test_unknown_name() -> None:
    import kg

    with pytest.raises(AttributeError, match="no attribute 'bild'"):
        kg.bild  # noqa: B018


def test_dependencies_are_what_is_imported() -> None:
    modules = {"pyahocorasick": "ahocorasick", "charset_normalizer": "charset_normalizer"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {entry.split(">")[0].split("<")[0].replace("-", "_") for entry in project["dependencies"]}
    needed = {modules.get(name, name) for name in names - {"lxml_html_clean"}}  # trafilatura imports it
    imported = {name.split(".")[0] for path in MODULES.values() for name in _imports(path)}
    assert imported - {"kg"} - sys.stdlib_module_names == needed
