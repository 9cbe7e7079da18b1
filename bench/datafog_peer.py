"""DataFog in a process of its own: answers, line by line, how long its regex engine takes on a file and what it finds.

Runs in a virtual environment that holds DataFog and nothing of this project (`bench.datafog` makes it), so it imports
nothing from here. A line in: `{"path": ..., "backend": "python" | "rust", "loops": n}`. A line out: CPU seconds of all
loops, findings per type and the found texts.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["main"]


def main() -> None:
    """Answer until standard input ends."""
    scan: Any = importlib.import_module("datafog.engine").scan
    for line in sys.stdin:
        asked = json.loads(line)
        text = Path(asked["path"]).read_text(encoding="utf-8")
        found = scan(text, engine="regex", backend=asked["backend"]).entities
        start = time.process_time()
        for _ in range(asked["loops"]):
            scan(text, engine="regex", backend=asked["backend"])
        seconds = time.process_time() - start
        answer = {
            "seconds": seconds,
            "counts": Counter(entity.type for entity in found),
            "values": [[entity.type, entity.text] for entity in found],
        }
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
