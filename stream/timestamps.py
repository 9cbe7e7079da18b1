"""Record timestamps as epoch nanoseconds; used wherever a worker needs a record's time."""

from __future__ import annotations

import calendar
import re
import time
from functools import lru_cache
from typing import Final

__all__ = ["epoch_ns"]

_RFC3339: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?:[.,]([0-9]{1,9})[0-9]*)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_NS: Final = 1_000_000_000
# Whole numbers are taken for nanoseconds, so only those that lie in 1973..2096 as nanoseconds are.
_LEAST: Final = 100_000_000 * _NS
_MOST: Final = 4_000_000_000 * _NS


@lru_cache(maxsize=4096)
def _seconds(date: str, clock: str) -> int:
    return calendar.timegm(time.strptime(f"{date} {clock}", "%Y-%m-%d %H:%M:%S"))


def epoch_ns(value: object) -> int | None:
    """Read a timestamp: RFC 3339 text, or epoch nanoseconds as a number or digits.

    Returns:
        Nanoseconds since 1970 UTC, or None when the value is no timestamp between 1973 and 2096.
    """
    if isinstance(value, str):
        if (found := _RFC3339.fullmatch(value)) is not None:
            date, clock, fraction, sign, hours, minutes = found.groups()
            try:
                seconds = _seconds(date, clock)
            except ValueError:
                return None
            if sign:
                offset = int(hours) * 3600 + int(minutes) * 60
                seconds += offset if sign == "-" else -offset
            nanoseconds = seconds * _NS + int((fraction or "0").ljust(9, "0"))
        elif value.isascii() and value.isdigit() and len(value) < 20:
            nanoseconds = int(value)
        else:
            return None
    elif isinstance(value, int) and not isinstance(value, bool):
        nanoseconds = value
    else:
        return None
    return nanoseconds if _LEAST <= nanoseconds < _MOST else None
