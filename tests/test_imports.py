"""The floors of the house: imports only point down, and a foreign library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

BELOW = {
    "ontology": set(),
    "ingest": {"ontology"},
    "graph": {"ingest", "ontology"},
    "search": {"ingest", "ontology"},
    "centre": {"graph", "search", "ingest", "ontology"},
    "publications": {"centre"},
    "service": {"centre", "publications"},
    "explorer": {"centre", "publications"},
    "terminal": {"centre", "publications", "service"},
    "cli": {"centre", "terminal"},
    "app": {"centre", "explorer", "service"},
}
"""What each folder or module of the repository may import of the others."""

DOORS = {
    "pyoxigraph": {"graph/store.py", "ontology/authority.py"},
    "oxrdflib": {"graph/store.py"},
    "faiss": {"search/vectors.py"},
    "tantivy": {"search/text.py"},
    "sentence_transformers": {"search/encoder.py"},
    "torch": {"search/encoder.py"},
    "pypdf": {"ingest/readers/pdf.py"},
}
"""The only modules that may import a library that stands for a whole concern."""

SITE = "streamlit"
HEAVY = {
    "bs4", "defusedxml", "docx", "faiss", "feedparser", "httpx", "icalendar", "lxml", "numpy", "odf", "openpyxl", "protego", "pypdf", "pyshacl",
    "rapidfuzz", "sentence_transformers", "tantivy", "torch", "trafilatura",
}  # fmt: skip
"""What no module imports before it is needed."""


def modules():
    for name in BELOW:
        folder = ROOT / name
        yield from folder.rglob("*.py") if folder.is_dir() else (ROOT / f"{name}.py",)


MODULES = sorted(path for path in modules() if path.is_file())


def layer(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(tree):
    """Yield each import outside `if TYPE_CHECKING` with whether it is done when the module is loaded."""

    def visit(node, at_load):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                continue
            if isinstance(child, ast.Import):
                yield from ((alias.name, at_load) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, "imports are absolute"
                yield child.module, at_load
            else:
                inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
                yield from visit(child, at_load and not inside)

    yield from visit(tree, True)


def every_import(path):
    return list(imports(ast.parse(path.read_text(encoding="utf-8"))))


def type_imports(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path):
    own = layer(path)
    for name in type_imports(path):
        other = name.split(".")[0]
        if other in BELOW and other != own:
            assert other in BELOW[own], f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_foreign_library_has_one_door(path):
    relative = path.relative_to(ROOT).as_posix()
    for name, _ in every_import(path):
        library = name.split(".")[0]
        if library in DOORS:
            assert relative in DOORS[library], f"{relative} imports {library}"
        if library == SITE:
            assert layer(path) in ("app", "explorer", "service"), f"{relative} imports {library}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_wait_until_needed(path):
    for name, at_load in every_import(path):
        assert not (at_load and name.split(".")[0] in HEAVY), f"{path.name} loads {name} at once"


def test_the_rules_are_about_modules_that_exist():
    for modules in DOORS.values():
        assert all((ROOT / module).is_file() for module in modules)
    assert len(MODULES) > 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import faiss\n", [("faiss", True)]),
        ("def f():\n    import faiss\n", [("faiss", False)]),
        ("class C:\n    def f(self):\n        from torch import nn\n", [("torch", False)]),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch\n", [("typing", True)]),
        ("try:\n    import torch\nexcept ImportError:\n    pass\n", [("torch", True)]),
    ],
)
def test_imports_are_seen_where_they_are_done(text, expected):
    assert list(imports(ast.parse(text))) == expected
