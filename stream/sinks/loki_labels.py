"""Label sets for Loki: how a record's values become the labels of its stream."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from stream.sinks.cut import cut_text

__all__ = ["DEFAULT_LABELS", "LABEL_NAME", "LEVELS", "render_labels"]

DEFAULT_LABELS: Final = MappingProxyType(
    {
        "service_name": "service.name",
        "level": "level",
        "environment": "deployment.environment.name",
    }
)
"""Index labels by the record field they come from. Few and of few values: each combination is a stream."""

LEVELS: Final = MappingProxyType(
    {
        name: name
        for name in ("trace", "debug", "info", "notice", "warning", "error", "critical", "fatal", "emergency")
    }
    | {"warn": "warning", "err": "error", "exception": "error", "information": "info"}
)
"""Levels as the label shows them; any other is `unknown`."""

LABEL_NAME: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
MAX_VALUE_BYTES: Final = 2048
"""Loki's default limit."""

_CONTROL: Final = re.compile("[\x00-\x1f\x7f\u0080-\u009f\u2028\u2029]")


def render_labels(pairs: Iterable[tuple[str, str | None]]) -> str:
    """A label set as Loki parses it: sorted, empty values left out, one label at least."""
    shown: dict[str, str] = {}
    for name, value in pairs:
        if name == "level":
            # The level is whatever a logger was told; the label takes known ones only.
            shown[name] = LEVELS.get((value or "").lower(), "unknown")
        elif text := cut_text(_CONTROL.sub(" ", value or "").strip(), MAX_VALUE_BYTES):
            shown[name] = text
    if not shown:
        shown["service_name"] = "unknown_service"
    quoted = (
        f'{name}="{value.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
        for name, value in sorted(shown.items())
    )
    return "{" + ", ".join(quoted) + "}"
