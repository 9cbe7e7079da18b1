"""The generated parts of the documentation: written by `make docs`, held by tests/unit/test_docs.py."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from redaction.entities import ENTITIES, NAME_ENTITIES, OPTIONAL_ENTITIES
from redaction.stock_entities import BASE64, DATA_URI, FAILED, FIELD, STOCK_ENTITIES, WALK_ENTITIES
from stream.config.settings import settings_table
from stream.derive import render_markdown
from stream.telemetry import metrics_table

__all__ = ["GENERATED", "README", "REDACTION", "filled"]

README = Path(__file__).parents[1] / "README.md"
REDACTION = README.parent / "redaction" / "README.md"
_WALK = {
    BASE64: "Long run of base64 that is no text",
    DATA_URI: "Data inside a `data:` URI",
    FAILED: "Text that could not be examined",
    FIELD: "Field that the policy dropped or measured",
}


def entities_table() -> str:
    """Every entity type that a policy may name and a finding may have."""
    rows = ["| entity | is | looked for |", "|---|---|---|"]
    for name, meaning in ENTITIES.items():
        where = "in fields with `scan+names`" if name in NAME_ENTITIES else "everywhere"
        where = "where the policy names it" if name in OPTIONAL_ENTITIES else where
        rows.append(f"| `{name}` | {meaning} | {where} |")
    rows += [f"| `{name}` | {_WALK[name]} | everywhere |" for name in sorted(WALK_ENTITIES)]
    stock = ", ".join(f"`{name}`" for name in sorted(STOCK_ENTITIES - ENTITIES.keys()))
    return "\n".join(
        [*rows, "", f"By a recognizer of Presidio, everywhere, where the policy names it: {stock}."]
    )


GENERATED: dict[Path, dict[str, Callable[[], str]]] = {
    README: {"settings": settings_table, "metrics": metrics_table, "derived": render_markdown},
    REDACTION: {"entities": entities_table},
}


def filled(path: Path) -> str:
    """The text of a file with every generated part as the code has it now."""
    text = path.read_text(encoding="utf-8")
    for name, table in GENERATED[path].items():
        pattern = re.compile(rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        body = table().strip()
        text, times = pattern.subn(lambda found, body=body: f"{found[1]}\n{body}\n\n{found[2]}", text)  # type: ignore[misc]
        if times != 1:
            sys.exit(f"{path.name} has {times} places for the generated part {name!r}, expected 1")
    return text


if __name__ == "__main__":
    for page in GENERATED:
        page.write_text(filled(page), encoding="utf-8")
