"""What the topics are called, without the prefix of the installation."""

from __future__ import annotations

from typing import Final

from emitters.wire import TOPIC_RAW_LOGS, TOPIC_RAW_SPANS

__all__ = ["CLEAN_AUDIT", "CLEAN_DEAD", "CLEAN_LOGS", "CLEAN_SPANS", "RAW_DEAD", "RAW_LOGS", "RAW_SPANS"]

RAW_LOGS: Final = TOPIC_RAW_LOGS
RAW_SPANS: Final = TOPIC_RAW_SPANS
RAW_DEAD: Final = "raw.dead"
CLEAN_LOGS: Final = "clean.logs"
CLEAN_SPANS: Final = "clean.spans"
CLEAN_AUDIT: Final = "clean.audit"
CLEAN_DEAD: Final = "clean.dead"
