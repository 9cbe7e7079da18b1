"""The program as one digest, part of every plan hash: equal digests mean the same code and the same lists.

Everything below `redaction` counts unless it is named here, so a new module is never forgotten, and a comment more is
another plan: too often rather than too seldom. What stands in `_APART` is imported by nothing that counts, and the
shipped policies have a hash of their own. It is read when a redactor is made, not when its hash is asked for: by then
an upgrade may have put other files there than those that run.
"""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["program_digest"]

_PACKAGE: Final = "redaction"
_APART: Final = frozenset({"analyzer", "cli", "integrations", "testing.py"})
"""At the top of the package: what stands beside or on top of redaction and decides nothing of it."""
_COUNTED: Final = (".py", ".npz", ".txt")
"""Code, the name model, its word lists."""


@cache
def program_digest() -> str:
    """Digest of the sources that decide what is found and what becomes of it, and of Python's tables of characters.

    About 10 ms, once a process. A wheel, a checkout and a zip file with the same files have the same.

    Raises:
        ImportError: A module runs whose source is not installed.
    """
    return digest_of(
        resources.files(_PACKAGE), [name for name in sys.modules if name.startswith(f"{_PACKAGE}.")]
    )


def digest_of(package: Traversable, running: Iterable[str] = ()) -> str:
    """Digest of the files of a package that count.

    Args:
        package: Its folder, or its place in a zip file.
        running: Names of modules whose sources have to be among them.

    Raises:
        ImportError: One of them is not.
    """
    files = dict(_files(package))
    for module in running:
        path = "/".join(module.split(".")[1:])
        if path.partition("/")[0] in _APART or f"{path}.py" in _APART:
            continue
        if f"{path}.py" not in files and f"{path}/__init__.py" not in files:
            raise ImportError(
                f"{module}: its source is not installed; the plan hash is made of it", name=module
            )
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for path in sorted(files):
        content = files[path].read_bytes()
        digest.update(f"\0{path}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _files(folder: Traversable, inside: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files that count, each with its path below the package."""
    for entry in folder.iterdir():
        name = entry.name
        if not inside and name in _APART:
            continue
        if name.startswith("."):
            continue  # of an editor or the system
        if name.endswith(_COUNTED):
            yield f"{inside}{name}", entry
        elif "." not in name and name != "__pycache__" and entry.is_dir():
            yield from _files(entry, f"{inside}{name}/")
