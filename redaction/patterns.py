"""Forms that several modules know, as text to build patterns of: written once, so that they cannot come apart."""

from __future__ import annotations

from typing import Final

__all__ = ["BASE58", "DATA_URI", "DAY", "UUID", "UUID_FROM_SECOND"]

_HEX: Final = "[0-9A-Fa-f]"
UUID_FROM_SECOND: Final = f"{_HEX}{{7}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}"
"""A UUID without its first character, for patterns that begin with one character alone."""
UUID: Final = f"{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}"
"""In whatever case (RFC 9562 section 4)."""
DAY: Final = "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
"""A day of the last century or this in one piece: 20240131."""
BASE58: Final = "[1-9A-HJ-NP-Za-km-z]"
"""One character of addresses and keys of Bitcoin: letters and digits that no reader takes for each other."""
DATA_URI: Final = r"data:[\w.+/-]{0,100}(?:;[\w=.+-]{1,60}){0,4};base64,[A-Za-z0-9+/=_-]*"
"""A file inside a text (RFC 2397)."""
