"""The documentation says what the code does."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs import GENERATED, filled

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"`((?:emitters|redaction|stream|examples)(?:\.[A-Za-z_][A-Za-z0-9_]*)+)(?:\(\))?`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "redaction/README.md")
DESCRIBED = ("redaction",)
"""Packages whose docstrings are held to the same."""


def resolve(dotted: str) -> Any:
    """The module or the object that a dotted name means."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise AttributeError(dotted)


@pytest.mark.parametrize("page", PAGES)
def test_every_name_exists(page: str) -> None:
    """A dotted name in the documentation is a module, class or function of the code."""
    assert missing((ROOT / page).read_text(encoding="utf-8")) == []


def missing(text: str) -> list[str]:
    """The dotted names in a text that mean nothing."""
    wrong = []
    for dotted in sorted(set(NAME.findall(text))):
        try:
            resolve(dotted)
        except AttributeError:
            wrong.append(dotted)
    return wrong


def docstrings(path: Path) -> Iterator[str]:
    """What a module says of itself and its parts, and of its constants in the line below them."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield node.value.value


@pytest.mark.parametrize("package", DESCRIBED)
def test_every_name_in_a_docstring_exists(package: str) -> None:
    """A dotted name in a docstring is a module, class or function of the code, as one on a page is."""
    wrong = {
        path.relative_to(ROOT).as_posix(): names
        for path in sorted((ROOT / package).rglob("*.py"))
        if (names := missing("\n".join(docstrings(path))))
    }
    assert wrong == {}


def test_architecture_follows_a_record_by_name() -> None:
    """The way of one record is told with enough names to follow it."""
    names = set(NAME.findall((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    assert len(names) >= 30


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    """A relative link names a file of the repository."""
    assert [
        link for link in LINK.findall((ROOT / page).read_text(encoding="utf-8")) if not (ROOT / link).exists()
    ] == []


@pytest.mark.parametrize("page", GENERATED)
def test_generated_tables_are_fresh(page: Path) -> None:
    """Settings, metrics and entity types in the documentation are those of the code; `make docs` writes them."""
    assert filled(page) == page.read_text(encoding="utf-8")
