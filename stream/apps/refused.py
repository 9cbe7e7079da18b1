"""Tells whoever is on call that a backend refuses records: soon, and never a line for each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Final

import structlog

__all__ = ["RefusedLog"]

log = structlog.get_logger(__name__)

_SILENCE_SECONDS: Final = 60.0


class RefusedLog:
    """Logs the first refusal of each reason at once, and then how many there were, at most once a minute.

    Args:
        destination: Who refuses.
        topic: Full name of the topic where the records lie now.
        clock: Seconds that only grow.
    """

    def __init__(self, destination: str, topic: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._destination, self._topic, self._clock = destination, topic, clock
        self._untold: Counter[str] = Counter()
        self._total: Counter[str] = Counter()
        self._told: dict[str, float] = {}

    def note(self, reason: str, records: int) -> None:
        """Records were refused, and are in the dead letters.

        Args:
            reason: From the sink's closed list.
            records: How many.
        """
        self._untold[reason] += records
        self._total[reason] += records
        now = self._clock()
        if reason not in self._told or now - self._told[reason] >= _SILENCE_SECONDS:
            self._told[reason] = now
            self._tell(reason)

    def close(self) -> None:
        """Tell what was not told yet."""
        for reason in list(self._untold):
            self._tell(reason)

    def _tell(self, reason: str) -> None:
        log.warning(
            "the backend refuses records: they are in the dead letters",
            destination=self._destination,
            reason=reason,
            records=self._untold.pop(reason),
            records_since_start=self._total[reason],
            topic=self._topic,
        )
