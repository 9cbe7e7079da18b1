"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("emitters", "redaction", "stream")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "base", "manager", "handler"}
MAX_LINES = 300


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def rules_of(path: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name, ast.get_docstring(node)


@pytest.mark.parametrize("package", PACKAGES)
def test_nobody_else_owns_our_import_names(package: str) -> None:
    """No other installed distribution has a top-level package of ours; it would shadow or overwrite it."""
    assert set(packages_distributions().get(package, ["scrubline"])) == {"scrubline"}


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
def test_every_test_states_its_rule(path: Path) -> None:
    """Each test has a docstring of one sentence."""
    silent = [name for name, rule in rules_of(path) if not rule or not rule.strip().endswith(".")]
    assert silent == []


def test_no_module_is_a_drawer() -> None:
    """No module is called after nothing in particular."""
    assert [path for path in modules() if path.stem in FORBIDDEN_NAMES] == []


def test_modules_are_small() -> None:
    """No module has more than one idea's worth of lines."""
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def test_modules_say_what_they_are() -> None:
    """Each module begins with a docstring."""
    assert [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ] == []
