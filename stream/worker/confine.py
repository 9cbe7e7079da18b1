"""What a process that holds raw data does to itself: no core dumps, no life after its parent, no endless stop."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import threading
from typing import Final

from stream.exits import EXIT_FAILED

__all__ = ["die_with_parent", "end_at_last", "no_core_dumps"]

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


def end_at_last(seconds: float) -> None:
    """A stop that hangs must not keep partitions from the next owner: nothing is acknowledged by ending hard."""
    timer = threading.Timer(seconds, os._exit, (EXIT_FAILED,))
    timer.daemon = True
    timer.start()


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")
