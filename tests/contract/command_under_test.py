"""The command line, in a process forked from one that has imported what it needs: `ENV` and `ARGUMENTS` are given."""

from __future__ import annotations

import os
import sys

from stream.__main__ import main

ENV: dict[str, str] = globals().get("ENV", {})
ARGUMENTS: list[str] = globals().get("ARGUMENTS", [])

if __name__ == "__main__":
    for name in [name for name in os.environ if name.startswith("SCRUBLINE_")]:
        del os.environ[name]
    os.environ.update(ENV)
    os.dup2(os.open(ENV["TOLD"], os.O_WRONLY | os.O_APPEND | os.O_CREAT), 2)
    sys.argv = ["scrubline", *ARGUMENTS]
    main()
