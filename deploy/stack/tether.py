"""Run a command that the kernel ends when its parent ends, however the parent ends.

Started by path, before the server: `python -IS tether.py PARENT_PID COMMAND...`. The process id stays the same.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def main() -> None:
    """Tie this process to its parent, then become the command."""
    parent, command = int(sys.argv[1]), sys.argv[2:]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
    if os.getppid() != parent:
        sys.exit("the parent ended before its server started")
    os.execvp(command[0], command)  # noqa: S606 - the command is the stack's own


if __name__ == "__main__":
    main()
