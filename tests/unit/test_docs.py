"""The documentation says what the code does."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs import GENERATED, filled

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"`((?:emitters|redaction|stream|examples)(?:\.[A-Za-z_][A-Za-z0-9_]*)+)(?:\(\))?`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
PATH = re.compile(r"`((?:emitters|redaction|stream|examples|bench|deploy|tests|training)/[\w./-]+)`")
NO_CODE = {"emitters.dropped"}
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "redaction/README.md")


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
    wrong = []
    for dotted in sorted(set(NAME.findall((ROOT / page).read_text(encoding="utf-8")))):
        try:
            resolve(dotted)
        except AttributeError:
            wrong.append(dotted)
    assert wrong == []


@pytest.mark.parametrize("package", ["emitters", "redaction", "stream", "examples"])
def test_every_name_in_the_code_exists(package: str) -> None:
    """A dotted name in a docstring or a comment is one of the code, or that of an event or a logger."""
    wrong = []
    for path in sorted((ROOT / package).rglob("*.py")):
        for dotted in sorted(set(NAME.findall(path.read_text(encoding="utf-8"))) - NO_CODE):
            try:
                resolve(dotted)
            except AttributeError:
                wrong.append(f"{path.relative_to(ROOT)}: {dotted}")
    assert wrong == []


@pytest.mark.parametrize("page", PAGES)
def test_every_path_exists(page: str) -> None:
    """A file or folder of ours that the documentation names is there."""
    named = set(PATH.findall((ROOT / page).read_text(encoding="utf-8")))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("package", ["redaction", "stream"])
def test_architecture_names_every_folder(package: str) -> None:
    """The list of a package's folders is that of the packages in it, none forgotten and none gone."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    [told] = re.findall(
        rf"^`{package}` in folders(.*?)Beside\s+them",
        page,
        re.DOTALL | re.MULTILINE,
    )
    there = {path.parent.name for path in (ROOT / package).glob("*/__init__.py")}
    assert set(re.findall(r"`([a-z]+)`", told)) - {"spec"} == there


@pytest.mark.parametrize("package", ["emitters", "redaction", "stream"])
def test_the_drawn_tree_of_errors_is_the_tree(package: str) -> None:
    """Each class once, below the class that it is made from."""
    errors = importlib.import_module(f"{package}.errors")
    drawn: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"[ │]*(?:[├└]── )?(?=[A-Z]\w+(?: |$))", line)
        if match is None or not (line.strip()[0] in "├└│" or line.strip() in errors.__all__):
            continue
        depth, name = match.end(), line[match.end() :].split()[0]
        while above and above[-1][0] >= depth:
            above.pop()
        drawn[name] = above[-1][1] if above else "Exception"
        above.append((depth, name))
    assert drawn == {name: getattr(errors, name).__base__.__name__ for name in errors.__all__}


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
