"""Compiled Hyperscan databases on disk, under the user's cache directory, named by the hash of all they depend on.

Compiling takes seconds, loading milliseconds. A file that does not load, or is gone, is compiled again: so whoever
writes one removes those that nobody has read for a month, or that are more than `MAX_FILES`, without asking others.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import hyperscan

__all__ = ["MAX_FILES", "cached"]

MAX_FILES: Final = 64
"""Databases kept on the disk. A policy or a set of recognizers needs a handful; one has about a megabyte."""
_DAY_SECONDS: Final = 86_400
_UNUSED_SECONDS: Final = 30 * _DAY_SECONDS
_SUFFIX: Final = ".hs"
_UNFINISHED: Final = ".part"


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
            database = hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
        except (OSError, hyperscan.error):
            pass  # removed meanwhile, or written by a broken disk or another build: compile and write anew
        else:
            _note_use(path)
            return database
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
    return (
        Path(root) / "scrubline" / f"{prefix}-{hashlib.sha256(everything.encode()).hexdigest()[:32]}{_SUFFIX}"
    )


def _note_use(path: Path) -> None:
    """Let the file's time say when it was used last, to a day; a cache of somebody else may only be read."""
    with contextlib.suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY_SECONDS:
            os.utime(path)


def _store(path: Path, data: bytes) -> None:
    """Write atomically; a read-only or full home only costs the next start its seconds."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=path.name, suffix=_UNFINISHED, delete=False
        ) as file:
            unfinished = Path(file.name)
            try:
                file.write(data)
                file.flush()
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
        _prune(path.parent)
    except OSError:
        return


def _prune(folder: Path) -> None:
    """Remove what nobody has used for long, what is too much, and what processes that died left half-written.

    Others may do the same, read or write at the same time: they have a file whole or not at all, and compile it then.

    Raises:
        OSError: The folder cannot be read.
    """
    now = time.time()
    by_use: list[tuple[float, Path]] = []
    for path in folder.glob(f"*{_SUFFIX}*"):
        with contextlib.suppress(FileNotFoundError):
            used = path.stat().st_mtime
            if path.suffix == _SUFFIX:
                by_use.append((used, path))
            elif path.suffix == _UNFINISHED and now - used > _DAY_SECONDS:
                path.unlink()
    by_use.sort(reverse=True)
    for at, (used, path) in enumerate(by_use):
        if at >= MAX_FILES or now - used > _UNUSED_SECONDS:
            path.unlink(missing_ok=True)
