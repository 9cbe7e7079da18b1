"""deploy.stack.builds: a build is made once, completely or not at all, and found again by what it was made from."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.stack import BuildError, ToolMissingError, builds
from deploy.stack.recipes import RECIPES, lock_files
from deploy.stack.toolchain import Tool

PYTHON = Tool("python3", ("--version",), r"(\d+)\.(\d+)\S*", (3, 0), "python3")


class Kitchen:
    """A recipe that takes no time: it writes one file, or fails as told."""

    def __init__(self, tools: tuple[Tool, ...] = (PYTHON,), fault: str | None = None) -> None:
        self.name = "kafka"
        self.tools = tools
        self.fault = fault
        self.parts: tuple[str, ...] = ("salt",)
        self.built = 0

    def ingredients(self) -> tuple[str, ...]:
        return self.parts

    def build(self, work: Path, result: Path) -> None:
        self.built += 1
        (result / "server").write_text((work / "pom.xml").read_text(encoding="utf-8"), encoding="utf-8")
        if self.fault:
            raise BuildError(self.fault)


@pytest.fixture
def cook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Kitchen]:
    """Put a recipe in kafka's place, with an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def put(*args: object, **kwargs: object) -> Kitchen:
        kitchen = Kitchen(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        monkeypatch.setitem(RECIPES, "kafka", kitchen)
        return kitchen

    return put


def test_a_build_is_made_once(cook: Callable[..., Kitchen]) -> None:
    """The second call finds what the first one built."""
    kitchen = cook()
    assert not builds.is_built("kafka")
    place = builds.binaries("kafka")
    assert builds.binaries("kafka") == place
    assert builds.is_built("kafka")
    assert kitchen.built == 1
    assert [path.name for path in place.iterdir()] == ["server"]


def test_two_builders_do_the_work_once(cook: Callable[..., Kitchen]) -> None:
    """Of two builders at once one waits and then uses the other's result."""
    kitchen = cook()
    threads = [threading.Thread(target=builds.binaries, args=("kafka",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kitchen.built == 1


def test_a_failed_build_leaves_nothing(cook: Callable[..., Kitchen], tmp_path: Path) -> None:
    """After a failure the cache holds no half-built server, and the fault is what the recipe said."""
    cook(fault="no network")
    with pytest.raises(BuildError, match="no network"):
        builds.binaries("kafka")
    assert [path.name for path in (tmp_path / "scrubline/stack").iterdir()] == ["kafka.lock"]


def test_another_compiler_is_another_build(cook: Callable[..., Kitchen]) -> None:
    """The place of a build changes with its ingredients and with every lock file."""
    kitchen = cook()
    files = lock_files("kafka")
    first = builds.key(kitchen, files)
    kitchen.parts = ("pepper",)
    second = builds.key(kitchen, files)
    assert len({first, second, builds.key(kitchen, files[1:])}) == 3


def test_missing_tools_are_listed_together(cook: Callable[..., Kitchen]) -> None:
    """Every absent or too old tool is named with what to install, before anything is built."""
    absent = Tool("no-such-program", ("-v",), r"(\d+)\.(\d+)", (1, 0), "some-package")
    old = Tool("python3", ("--version",), r"(\d+)\.(\d+)\S*", (99, 0), "python99")
    kitchen = cook(tools=(absent, old))
    with pytest.raises(ToolMissingError) as caught:
        builds.binaries("kafka")
    assert [word in str(caught.value) for word in ("some-package", "python99", "99.0 or newer")] == [True] * 3
    assert kitchen.built == 0


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_lock_files_name_no_host_and_no_path(name: str) -> None:
    """Lock files pin versions and hashes; they hold no registry address and no path of a machine."""
    for path in lock_files(name):
        text = path.read_text(encoding="utf-8").replace("http://maven.apache.org/POM/4.0.0", "")
        assert [word for word in ("http://", "https://", "=> /", "=> ..") if word in text] == []
