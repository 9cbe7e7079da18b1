"""Where things lie: lock files and configuration in the checkout, binaries and runs in the user's cache.

A second checkout finds the binaries of the first; each checkout has a run directory of its own.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

__all__ = ["CHECKOUT", "LOCKS", "cache_root", "configuration", "default_run_directory"]

LOCKS = Path(__file__).resolve().parent
"""Directory whose subdirectory per server holds that server's lock files."""

CHECKOUT = LOCKS.parents[1]


def cache_root() -> Path:
    """The directory for everything the stack keeps outside the checkout (`XDG_CACHE_HOME` is honoured)."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "scrubline" / "stack"


def configuration(server: str, file: str) -> Path:
    """The shipped configuration file of a server."""
    return CHECKOUT / "deploy" / server / file


def default_run_directory() -> Path:
    """Data, logs and state of the stack that `up` starts without `--dir`: one per checkout."""
    return cache_root() / "run" / hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
