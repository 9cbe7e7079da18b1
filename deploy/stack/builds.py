"""Built servers, kept in the user's cache under a name that hashes lock files, recipe and compiler.

A build happens in a directory of its own and is renamed into place when it is complete; a lock per server keeps two
builders from doing the same work at once.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from deploy.stack.errors import ToolMissingError
from deploy.stack.places import cache_root
from deploy.stack.recipes import RECIPES, Recipe, copy_locks, lock_files
from deploy.stack.toolchain import missing

__all__ = ["binaries", "is_built", "key"]


def key(recipe: Recipe, files: list[Path]) -> str:
    """The content address of a build: changes with any lock file, the recipe or the compiler."""
    digest = hashlib.sha256()
    for part in (recipe.name, *recipe.ingredients()):
        digest.update(part.encode() + b"\0")
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _place(recipe: Recipe) -> Path:
    return cache_root() / f"{recipe.name}-{key(recipe, lock_files(recipe.name))}"


def is_built(name: str) -> bool:
    """Whether `binaries` would return at once.

    Raises:
        ToolMissingError: the compiler, whose version is part of the name, is missing.
    """
    return _place(RECIPES[name]).is_dir()


def binaries(name: str) -> Path:
    """The directory with a server's binaries or jars, built first if they are not in the cache (minutes).

    Raises:
        ToolMissingError: a build tool is absent or too old; the message lists all of them.
        BuildError: the build failed.
    """
    recipe = RECIPES[name]
    place = _place(recipe)
    if place.is_dir():
        return place
    faults = missing(recipe.tools)
    if faults:
        raise ToolMissingError("\n".join(faults))
    cache_root().mkdir(parents=True, exist_ok=True)
    with _only_builder(name):
        if not place.is_dir():  # another builder may have finished while this one waited
            _build(recipe, place)
    return place


def _build(recipe: Recipe, place: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{recipe.name}-", dir=cache_root()) as scratch:
        work, result = Path(scratch) / "work", Path(scratch) / "result"
        work.mkdir()
        result.mkdir()
        copy_locks(recipe.name, work)
        recipe.build(work, result)
        shutil.rmtree(work)
        result.rename(place)


@contextlib.contextmanager
def _only_builder(name: str) -> Iterator[None]:
    descriptor = os.open(cache_root() / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"{name}: waiting for another build of it to finish", file=sys.stderr, flush=True)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
