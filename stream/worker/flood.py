"""How often one place of a library may say something: a few lines, then none for a while, and how many were left out.

A client of Kafka without a broker says the same eighty times a second, and what explains the outage stands between.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from typing import Final

__all__ = ["Flood"]

_BURST: Final = 5
_PERIOD_SECONDS: Final = 30.0
_MOST_PLACES: Final = 1024


class Flood:
    """Counts what was said at each place; safe in threads.

    A place may say `_BURST` lines within `_PERIOD_SECONDS`; of more, none until that time has passed.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[Hashable, tuple[float, int]] = {}

    def left_out(self, place: Hashable, now: float) -> int | None:
        """Whether a place may say something.

        Args:
            place: Where in which source.
            now: Seconds; the clock may be set back.

        Returns:
            How many lines of this place were left out since the last that was said; None if this one is, too.
        """
        with self._lock:
            began, said = self._places.get(place, (now, 0))
            before = 0
            if not began <= now < began + _PERIOD_SECONDS:
                before = max(0, said - _BURST)
                began, said = now, 0
            if len(self._places) >= _MOST_PLACES and place not in self._places:
                self._places.clear()
            self._places[place] = began, said + 1
            return before if said < _BURST else None
