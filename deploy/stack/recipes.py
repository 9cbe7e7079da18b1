"""How each server is built from its lock files, with nothing but the ordinary clients of Go and Maven.

`deploy.stack.builds` keeps the results. `go install pkg@version` refuses modules with replacements, hence one small
module per server whose go.mod and go.sum are committed here.
"""

from __future__ import annotations

import collections
import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from deploy.stack.errors import BuildError
from deploy.stack.places import LOCKS
from deploy.stack.progress import task
from deploy.stack.toolchain import GO, JAVA, MAVEN, Tool

__all__ = ["RECIPES", "GoRecipe", "MavenRecipe", "Recipe"]

_ATTEMPTS = 3
_RETRY_SECONDS = 5.0


class Recipe(Protocol):
    """What turns lock files into binaries."""

    @property
    def name(self) -> str:
        """The server; also the directory of its lock files."""
        ...

    @property
    def tools(self) -> tuple[Tool, ...]:
        """What must be installed."""
        ...

    def ingredients(self) -> tuple[str, ...]:
        """Everything besides the lock files that the result depends on."""
        ...

    def build(self, work: Path, result: Path) -> None:
        """Build in `work`, which holds a copy of the lock files, into the existing directory `result`.

        Raises:
            BuildError: a tool failed, or what it fetched is not what is locked.
        """


def _run(
    argv: list[str], work: Path, environment: Mapping[str, str], line: Callable[[str], None] = lambda _: None
) -> None:
    """Run a build tool, handing on each line that it writes; its last lines explain a failure."""
    last: collections.deque[str] = collections.deque(maxlen=20)
    with subprocess.Popen(
        argv, cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        if child.stdout is None:  # cannot be with PIPE; tells the type checker so
            raise BuildError(f"no output from {argv[0]}")
        for text in child.stdout:
            last.append(text.rstrip())
            line(text.rstrip())
    if child.returncode:
        raise BuildError("\n".join([f"{' '.join(argv[:3])} failed:", *last]))


@dataclass(frozen=True, slots=True)
class GoRecipe:
    """Static binaries of some packages of one locked module."""

    name: str
    packages: tuple[str, ...]
    link: str = "-s -w"
    tools: tuple[Tool, ...] = (GO,)

    def ingredients(self) -> tuple[str, ...]:
        """Packages, link flags and the compiler's version."""
        return (*self.packages, self.link, GO.version())

    def build(self, work: Path, result: Path) -> None:
        """Download the modules, then compile."""
        environment = os.environ | {
            "CGO_ENABLED": "0",
            "GOFLAGS": "-mod=readonly -buildvcs=false",
            "GOTOOLCHAIN": "local",
            "GOWORK": "off",
        }
        with task(f"{self.name}: downloading modules") as modules:
            packages = self._download(work, environment, modules.update)
        with task(f"{self.name}: compiling") as compiling:
            done = 0

            def compiled(_: str) -> None:
                nonlocal done
                done += 1
                compiling.update(done, packages)

            flags = ["-v", "-trimpath", f"-ldflags={self.link}", f"-o={result}{os.sep}"]
            _run(["go", "build", *flags, *self.packages], work, environment, compiled)

    def _download(self, work: Path, environment: Mapping[str, str], update: Callable[[int], None]) -> int:
        """Fetch what the packages need, no more (`go mod download` takes all); return how many packages they are."""
        modules: set[str] = set()
        packages: set[str] = set()

        def line(text: str) -> None:
            if text.startswith("go: downloading"):
                modules.add(text)
                update(len(modules))
            else:
                packages.add(text)

        for attempt in range(1, _ATTEMPTS + 1):
            try:
                _run(["go", "list", "-deps", *self.packages], work, environment, line)
            except BuildError:
                if attempt == _ATTEMPTS:
                    raise
                time.sleep(_RETRY_SECONDS)
            else:
                break
        return len(packages)


@dataclass(frozen=True, slots=True)
class MavenRecipe:
    """The jars that a pom names, each compared with its locked SHA-256."""

    name: str
    tools: tuple[Tool, ...] = (JAVA, MAVEN)

    def ingredients(self) -> tuple[str, ...]:
        """Nothing but the lock files: jars do not depend on who fetched them."""
        return ()

    def build(self, work: Path, result: Path) -> None:
        """Copy the dependencies of the pom, then check them against jars.sha256."""
        fetched = 0
        with task(f"{self.name}: downloading jars") as jars:

            def line(text: str) -> None:
                nonlocal fetched
                fetched += "Downloaded from" in text
                jars.update(fetched)

            goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={result}"]
            _run(["mvn", "--batch-mode", "--file", str(work / "pom.xml"), *goal], work, os.environ, line)
        self._verify(work, result)

    def _verify(self, work: Path, result: Path) -> None:
        locked = (work / "jars.sha256").read_text(encoding="ascii").split()
        expected = dict(zip(locked[1::2], locked[::2], strict=True))
        actual = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in result.iterdir()}
        wrong = sorted(name for name, _ in expected.items() ^ actual.items())
        if wrong:
            raise BuildError(f"{self.name}: not the locked files: {', '.join(dict.fromkeys(wrong))}")


_PROMETHEUS_VERSION = "-X github.com/prometheus/common/version.Version"

RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        MavenRecipe("kafka"),
        GoRecipe(
            "prometheus",
            (
                "github.com/prometheus/prometheus/cmd/prometheus",
                "github.com/prometheus/prometheus/cmd/promtool",
            ),
            link=f"-s -w {_PROMETHEUS_VERSION}=3.5.0",
        ),
        GoRecipe("jaeger", ("github.com/jaegertracing/jaeger/cmd/jaeger",)),
        GoRecipe("loki", ("github.com/grafana/loki/v3/cmd/loki",)),
        GoRecipe("collector", (".",)),
    )
}
"""By name; the collector is no part of the stack but the benchmarks' peer."""


def lock_files(name: str) -> list[Path]:
    """The committed files that pin a server and everything in it, in a stable order."""
    return sorted(path for path in (LOCKS / name).iterdir() if path.is_file())


def copy_locks(name: str, work: Path) -> None:
    """Put a writable copy of the lock files into a build directory."""
    for path in lock_files(name):
        shutil.copyfile(path, work / path.name)
