"""IPv4 addresses with their port behind a fourth dot, as packet traces and BSD's netstat write them.

`IP 203.0.113.77.443 > 10.1.2.3.5555: Flags [S]`, `tcp4  0  0  10.1.2.3.5555  203.0.113.77.443  ESTABLISHED`. Versions
and OIDs of five parts look the same: the line, or a word before, tells. Part of
`redaction.recognizers.network.recognizer`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.network.host_names import is_high

__all__ = ["is_addressed", "is_ported"]

_BEFORE: Final = 80
_BEHIND: Final = 64
_HIGHEST_PORT: Final = 65_535
_NO_PART: Final = 256
"""From here on a fifth number is no part of a version or an address, but of few versions."""
_WORD: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:ip|ipv4|from|to|for|by|at|via|src|dst|source|destination|peer|client|server|host|node|addr|address"
    r"|remote|local|foreign|listening on|connected)[ \t:=(\[\"']{1,3}\Z",
    re.IGNORECASE | re.ASCII,
)
_WORD_REACH: Final = 24
# `a.443 > b.5555: `; a version may be greater than another, but nothing follows with a colon.
_SENDS: Final = re.compile(
    r" {1,4}[<>] {1,4}[0-9A-Za-z][\w.\-]{0,48}\.[0-9a-z\-]{1,16}:(?=[ \n]|\Z)", re.ASCII
)
_SENT_TO: Final = re.compile(r"[0-9A-Za-z] {1,4}[<>] {1,4}\Z")
_IP_BEFORE: Final = re.compile(r"(?:^|[^0-9A-Za-z])IP[ \t]{1,4}\Z")
_SENDS_ON: Final = re.compile(r" {1,4}[<>](?= |\Z)")
_SOCKET: Final = re.compile(
    r"(?:^|[\s\"'])(?:tcp|udp)(?:4|6|46)?(?:[ \t]{1,8}[0-9]{1,8}){2}[ \t][ \t\w.*\-]{0,64}\Z"
)
_STATE: Final = re.compile(
    r"[^\n]{0,48}[ \t](?:ESTABLISHED|LISTEN|TIME_WAIT|CLOSE_WAIT|CLOSED|CLOSING|LAST_ACK|SYN_SENT|SYN_RCVD"
    r"|FIN_WAIT_[12])(?![0-9A-Za-z])"
)


def is_ported(match: re.Match[str]) -> bool:
    """Whether a fifth number behind an address is its port.

    Args:
        match: The address; has its first part as group `first` and the fifth number as group `port`.
    """
    port = match["port"]
    number = int(port)
    if number > _HIGHEST_PORT or (port[0] == "0" and number):
        return False
    text, begin, end = match.string, match.start(), match.end() + 1 + len(port)
    if number >= _NO_PART and (is_high(match["first"]) or is_addressed(text, begin)):
        return True
    before = text[max(0, begin - _BEFORE) : begin]
    if _SENDS.match(text, end) is not None:
        return True
    if _SENDS_ON.match(text, end) is not None and _IP_BEFORE.search(before) is not None:
        return True
    if _SENT_TO.search(before) is not None and text.startswith(":", end):
        return True
    line = before[before.rfind("\n") + 1 :]
    return _SOCKET.search(line) is not None or _STATE.match(text, end, end + _BEHIND) is not None


def is_addressed(text: str, begin: int) -> bool:
    """Whether the word before a place says that an address stands there."""
    return _WORD.search(text, max(0, begin - _WORD_REACH), begin) is not None
