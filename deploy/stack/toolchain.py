"""The tools that build and run the stack: found, new enough, and named in the cache key."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

from deploy.stack.errors import ToolMissingError

__all__ = ["GO", "JAVA", "MAVEN", "Tool", "install", "missing"]

_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Tool:
    """A program with the oldest version that will do."""

    program: str
    version_arguments: tuple[str, ...]
    version_pattern: str
    minimum: tuple[int, int]
    package: str

    def version(self) -> str:
        """Its version as it prints it.

        Raises:
            ToolMissingError: absent, too old, or its version cannot be read.
        """
        wanted = ".".join(map(str, self.minimum))
        advice = f"install {self.program} {wanted} or newer (Debian: apt-get install {self.package})"
        if shutil.which(self.program) is None:
            raise ToolMissingError(f"{self.program} is not on the PATH: {advice}")
        done = subprocess.run(
            [self.program, *self.version_arguments],
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
        found = re.search(self.version_pattern, done.stdout + done.stderr)
        if found is None:
            raise ToolMissingError(f"{self.program} does not tell its version: {advice}")
        if (int(found[1]), int(found[2] or 0)) < self.minimum:
            raise ToolMissingError(f"{self.program} is {found[0]}: {advice}")
        return found[0]


GO = Tool("go", ("version",), r"go(\d+)\.(\d+)\S*", (1, 25), "golang-1.25, or an archive from go.dev")
JAVA = Tool("java", ("-version",), r'(\d+)(?:\.(\d+))?[^"\s]*(?=")', (17, 0), "openjdk-17-jre-headless")
MAVEN = Tool("mvn", ("-v",), r"Maven (\d+)\.(\d+)\S*", (3, 6), "maven")


def missing(tools: tuple[Tool, ...]) -> list[str]:
    """What is wrong with each tool that is absent or too old, empty if all will do."""
    faults = []
    for tool in tools:
        try:
            tool.version()
        except ToolMissingError as error:
            faults.append(str(error))
    return faults


def install() -> None:
    """Install Java and Maven with apt-get, when they are missing and this is root on Debian; say so.

    Go is not installed: stable Debian's is too old for these servers.

    Raises:
        ToolMissingError: not root, no apt-get, or apt-get failed.
    """
    packages = [tool.package for tool in (JAVA, MAVEN) if missing((tool,))]
    if not packages:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise ToolMissingError(f"as root on Debian: apt-get install {' '.join(packages)}")
    print(f"installing {', '.join(packages)} with apt-get", file=sys.stderr, flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update", "-q"], ["install", "-qy", "--no-install-recommends", *packages]):
        if subprocess.run(
            ["apt-get", *arguments], env=environment, stdout=sys.stderr, check=False
        ).returncode:
            raise ToolMissingError(f"apt-get {' '.join(arguments)} failed")
