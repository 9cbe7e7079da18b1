"""The generated parts of the documentation: written by `make docs`, held by tests/unit/test_docs.py."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from stream.derive import render_markdown
from stream.settings import settings_table
from stream.telemetry import metrics_table

__all__ = ["GENERATED", "README", "filled"]

README = Path(__file__).parents[1] / "README.md"
GENERATED: dict[str, Callable[[], str]] = {
    "settings": settings_table,
    "metrics": metrics_table,
    "derived": render_markdown,
}


def filled(text: str) -> str:
    """The text with every generated part as the code has it now."""
    for name, table in GENERATED.items():
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        body = table().strip()
        text, times = pattern.subn(lambda found, body=body: f"{found[1]}\n{body}\n\n{found[2]}", text)  # type: ignore[misc]
        if times != 1:
            sys.exit(f"README.md has {times} places for the generated part {name!r}, expected 1")
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
