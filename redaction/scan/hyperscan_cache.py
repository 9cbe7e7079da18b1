"""Compiled Hyperscan databases on disk, under the user's cache directory, named by the hash of all they depend on.

Compiling takes seconds, loading milliseconds. A file that does not load is compiled again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hyperscan

__all__ = ["cached"]


def cached(prefix: str, parts: Sequence[str], compiled: Callable[[], Any]) -> Any:
    """A database from the disk, else compiled and written there.

    Args:
        prefix: What the file's name begins with.
        parts: What the database depends on, beside the library and the machine.
        compiled: Compiles it; what it raises goes to the caller.
    """
    path = _file(prefix, parts)
    if path is not None and path.is_file():
        try:
            return hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
        except (OSError, hyperscan.error):
            path = _file(prefix, parts)  # written by a broken disk or another build: compile and write anew
    database = compiled()
    if path is not None:
        _store(path, hyperscan.dumpb(database))
    return database


def _file(prefix: str, parts: Sequence[str]) -> Path | None:
    root = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - Path raises without a home
    if root.startswith("~"):
        return None
    # The serialised form depends on the library, not on the CPU: it is built for the lowest one supported.
    everything = "\0".join((version("hyperscan"), os.uname().machine, *parts))
    return Path(root) / "scrubline" / f"{prefix}-{hashlib.sha256(everything.encode()).hexdigest()[:32]}.hs"


def _store(path: Path, data: bytes) -> None:
    """Write atomically; a read-only or full home only costs the next start its seconds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return
