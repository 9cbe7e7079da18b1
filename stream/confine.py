"""What a process that holds raw data does to itself first: no core dumps, no life after its parent."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Final

__all__ = ["die_with_parent", "no_core_dumps"]

# <linux/prctl.h>
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4


def no_core_dumps() -> None:
    """Forbid core dumps and, on Linux, reading this process's memory by others of the same user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def die_with_parent(parent: int) -> None:
    """Ask the kernel for SIGTERM when the parent dies, however it dies (Linux; elsewhere nothing happens).

    Args:
        parent: Process id of the parent, as it knows itself.

    Raises:
        SystemExit: The parent was gone before we could ask.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the parent process is gone: not starting")


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")
