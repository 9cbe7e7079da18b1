"""`python -m bench [NAME [ARGUMENTS]]`: runs one benchmark, or all of them one after the other.

Each is a module with `main(arguments) -> exit status` that prints a table for people and, last, one line of
JSON for machines.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["BENCHMARKS", "main"]

BENCHMARKS: Final[Mapping[str, str]] = {
    "analyzer": "bench.analyzer",
    "collector": "bench.collector",
    "datafog": "bench.datafog",
    "emitters": "bench.emitters",
    "evasions": "bench.quality.evasions",
    "leaks": "bench.quality.leaks",
    "fuzz": "bench.fuzz",
    "logs": "bench.logs",
    "memory": "bench.memory",
    "names": "bench.names",
    "path": "bench.path",
    "redaction": "bench.redaction",
    "secrets": "bench.quality.secrets",
}
"""Name on the command line to module."""


def main(arguments: Sequence[str]) -> int:
    """Run the benchmark that is named first, with the rest as its arguments; without a name, all.

    Returns:
        The highest exit status of those that ran; 2 for an unknown name.
    """
    if arguments and arguments[0] not in BENCHMARKS:
        print(f"no benchmark named {arguments[0]}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    names = arguments[:1] or list(BENCHMARKS)
    statuses: list[int] = [
        importlib.import_module(BENCHMARKS[name]).main(list(arguments[1:])) for name in names
    ]
    return max(statuses)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
