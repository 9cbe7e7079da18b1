"""Writes measurement records: through the service's structlog chain, whatever level the service logs at.

A service that logs warnings only must still be measured: metrics are counted from these records. Used by
`emitters.inference`, `emitters.asgi` and `emitters.gpu`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import structlog

__all__ = ["emit"]


def emit(event: str, attributes: Mapping[str, Any], level: Literal["info", "warning"] = "info") -> None:
    """Write one record; absent values (None) are left out.

    Args:
        event: Name of the event.
        attributes: By dotted name.
        level: What the record says its level is; it is written in any case.
    """
    logger = structlog.get_logger().bind()
    # The public methods are where structlog filters by level; this is the step right behind them.
    logger._proxy_to_logger(  # noqa: SLF001
        level,
        event,
        **{name: value for name, value in attributes.items() if value is not None},
    )
