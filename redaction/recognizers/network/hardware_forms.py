"""Hardware addresses in the notation of kernels, routers, DHCP, RADIUS and Bluetooth, each beside what says so.

`MAC=` of netfilter (destination, source and type in one row), one digit for two (`at 0:1b:44:11:3a:b7 on en0`), ids of
DHCP clients that end with one (RFC 2132, section 9.14; RFC 8415, section 11.2), `Calling-Station-Id`, `dev_00_1B_...`.
Part of `redaction.recognizers.network.recognizer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.spans import Span

__all__ = ["HARDWARE_GATES", "HARDWARE_KEYS", "hardware_forms", "hardware_value"]

HARDWARE_KEYS: Final = frozenset({
    "mac", "mac address", "mac addr", "macaddr", "macaddress", "hwaddr", "hw addr", "ethaddr", "bssid", "lladdr",
    "hardware address", "physical address", "calling station id", "called station id",
})  # fmt: skip
"""Keys whose whole value is a hardware address in any notation."""
_SIX: Final = r"(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"
_ENDS: Final = r"(?![0-9A-Za-z]|:[0-9A-Fa-f])"
_ID: Final = r"client[ _\-]?id(?:entifier)?|duid"
_STATION: Final = r"call(?:ing|ed)[_\-]station[_\-]id|ethaddr|hwaddr|mac[_\-]?addr(?:ess)?"
_SIGN: Final = r"[\"']?[ ]?[=:]?[ ]?[\"']?"
_BARE: Final = r"[0-9A-Fa-f]{12}|[0-9A-Fa-f]{4}(?:-[0-9A-Fa-f]{4}){2}"
_SHORT: Final = r"[0-9A-Fa-f]{1,2}"
HARDWARE_GATES: Final = (
    r"MAC=[0-9A-Fa-f]{2}:",
    rf"(?:at|ether|lladdr) {_SHORT}:{_SHORT}:{_SHORT}:{_SHORT}:{_SHORT}:",
    rf"(?i)(?:{_ID}){_SIGN}[0-9A-F]{{2}}:[0-9A-F]{{2}}:",
    rf"(?i)(?:{_STATION}){_SIGN}[0-9A-F]{{4}}",
    r"dev_[0-9A-F]{2}_[0-9A-F]{2}_[0-9A-F]{2}_",
)
_FORMS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<![0-9A-Za-z])MAC=(?P<first>{_SIX}):(?P<second>{_SIX})(?::[0-9A-Fa-f]{{2}}){{2}}{_ENDS}",
        rf"(?<![0-9A-Za-z])(?:at|ether|lladdr) (?P<first>{_SHORT}(?::{_SHORT}){{5}}){_ENDS}",
        rf"(?<![0-9A-Za-z])(?i:{_ID}){_SIGN}(?:[0-9A-Fa-f]{{2}}:){{1,8}}(?P<first>{_SIX}){_ENDS}",
        rf"(?<![0-9A-Za-z])(?i:{_STATION}){_SIGN}(?P<first>{_BARE})(?![0-9A-Za-z]|-[0-9A-Fa-f])",
        r"(?<![0-9A-Za-z])dev_(?P<first>(?:[0-9A-F]{2}_){5}[0-9A-F]{2})(?![0-9A-Za-z])",
    )
)
_VALUE: Final = re.compile(
    rf"\s*(?P<first>[0-9A-Fa-f]{{12}}|{_SHORT}(?:[:\-_]{_SHORT}){{5}}|[0-9A-Fa-f]{{4}}(?:[\-.][0-9A-Fa-f]{{4}}){{2}})\s*",
    re.ASCII,
)
_SIGNS: Final = str.maketrans("", "", ":-._")


def hardware_forms(text: str, start: int, key: str) -> Iterator[Span]:
    """Addresses beside what says that they are some."""
    del key
    for form in _FORMS:
        for match in form.finditer(text, start):
            yield from _spans(match)


def hardware_value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value in any notation, under a key that says so."""
    del start, key
    if (match := _VALUE.fullmatch(text)) is not None:
        yield from _spans(match)


def _spans(match: re.Match[str]) -> Iterator[Span]:
    for name, value in match.groupdict().items():
        bare = value.translate(_SIGNS).lower()
        if bare.strip("0") and bare.strip("f"):
            yield Span(*match.span(name), "MAC_ADDRESS", 0.9, "mac.form", "ScrublineMacRecognizer")
