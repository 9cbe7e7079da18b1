"""IP addresses in other forms than their own, each beside a name that says so.

The reverse names of IPv6 (RFC 3596, section 2.5) and their like in block lists, IPv6 in the names of Windows and of
nip.io, the address of a socket in the lines of auditd, PORT and the reply to PASV of FTP (RFC 959, section 4.1.2), and
numbers, as databases keep addresses. Part of
`redaction.recognizers.network.recognizer`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

from redaction.spans import Span

__all__ = [
    "ADDRESS_KEYS",
    "FORM_GATES",
    "NUMBER_GATE",
    "address_forms",
    "address_numbers",
    "address_value",
    "is_private",
]

ADDRESS_KEYS: Final = frozenset({
    "ip", "ip address", "ip addr", "ipaddr", "ipv4", "remote addr", "client address", "peer address",
})  # fmt: skip
"""Keys whose whole value may be the number of an IPv4 address."""
FORM_GATES: Final = (
    r"(?:[0-9A-Fa-f]\.){12}[0-9A-Za-z]",
    r"(?i)[0-9a-z]\.(?:ipv6-literal\.net|nip\.io|sslip\.io)",
    r"saddr=0[2Aa]00[0-9A-Fa-f]{4}",
    r"(?i)passive mode \([0-9]",
    r"PORT [0-9]{1,3},[0-9]{1,3},",
    r"(?i)ipv6[a-z_]{0,8}[\"']?[=:][\"' ]{0,2}[0-9a-f]{12}",
)
_WHOSE: Final = "client|src|source|dst|dest|destination|remote|peer|user|caller|origin|real"
_NUMBERED: Final = rf"(?:{_WHOSE})[_.\-]?(?:ip|addr|address)(?:v4)?[\"']?[ ]?[:=][ ]?[\"']?"
NUMBER_GATE: Final = rf"(?i){_NUMBERED}[0-9]{{8}}"
_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])(?:{_NUMBERED})(?P<number>[0-9]{{8,10}})(?![0-9A-Za-z_]|[.,:\-][0-9])",
    re.IGNORECASE | re.ASCII,
)
_LEAST: Final = 1 << 24
_MOST: Final = 1 << 32
_DECIMAL: Final = frozenset({9, 10})
"""Digits of an address as a number: with eight it could be one in hex."""
_ARCS: Final = r"[0-9A-Fa-f](?:\.[0-9A-Fa-f])"
_PART: Final = "[0-9]{1,3}"
_LISTED: Final = rf"{_PART}(?:,{_PART}){{3}}"
_FORMS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<![\w.\-]){_ARCS}{{11,31}}(?=\.(?i:ip6\.(?:arpa|int))(?![\w\-]))",
        rf"(?<![\w.\-]){_ARCS}{{31}}(?=\.(?!(?i:ip6\.))[A-Za-z][\w\-]{{1,62}})",
        r"(?<![\w.])[0-9A-Fa-f]{1,4}(?:-[0-9A-Fa-f]{0,4}){2,7}(?:s[0-9]{1,8})?(?=\.(?i:ipv6-literal\.net|nip\.io|sslip\.io)(?![\w\-]))",
        r"(?<=saddr=0200)[0-9A-Fa-f]{4}(?P<four>[0-9A-Fa-f]{8})",
        r"(?<=saddr=0[Aa]00)[0-9A-Fa-f]{12}(?P<six>[0-9A-Fa-f]{32})",
        rf"(?:(?i:passive mode) \(|(?<![A-Za-z])PORT )(?P<listed>{_LISTED})(?=,{_PART},{_PART}(?![0-9A-Za-z,]))",
        r"(?<![A-Za-z])(?i:ipv6[a-z_]{0,8})[\"']?[=:][\"' ]{0,2}(?P<six>[0-9A-Fa-f]{32})(?![0-9A-Za-z])",
    )
)
_FILLED: Final = re.compile(r"(?<![0-9])0{1,2}(?=[0-9])")
_JOINED: Final = str.maketrans("-_,", "...")
_LETTERS: Final = re.compile(r"[A-Za-z]")
_SIX: Final = 6
_NIBBLES: Final = 32
_LONGEST_IPV4: Final = 15
_MOST_HYPHENS: Final = 3
"""In an IPv4 address."""


def address_forms(text: str, start: int, key: str) -> Iterator[Span]:
    """Addresses in forms of their own; of socket addresses without their port."""
    del key
    for form in _FORMS:
        for match in form.finditer(text, start):
            begin, end = match.span(match.lastgroup or 0)
            address = _read(text[begin:end])
            if address is None or address.is_loopback or address.is_unspecified:
                continue
            if address.version == _SIX or "-" not in match.group():  # others are found as names of hosts
                yield Span(begin, end, "IP_ADDRESS", 0.9, "ip.form", "ScrublineIpRecognizer", checked=False)


def address_numbers(text: str, start: int, key: str) -> Iterator[Span]:
    """IPv4 addresses that databases keep as numbers, behind a name that says whose."""
    del key
    for match in _NUMBER.finditer(text, start):
        if _LEAST <= int(match["number"]) < _MOST:
            yield Span(*match.span("number"), "IP_ADDRESS", 0.8, "ip.number", "ScrublineIpRecognizer")


def address_value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value that is the number of an IPv4 address, under a key that says so."""
    del start, key
    if len(text) <= max(_DECIMAL) and text.isascii() and text.isdigit() and _LEAST <= int(text) < _MOST:
        yield Span(0, len(text), "IP_ADDRESS", 0.8, "ip.number", "ScrublineIpRecognizer")


def is_private(address: str) -> bool:
    """Whether an address found by `ScrublineIpRecognizer` belongs to a private, link-local or otherwise local network.

    Args:
        address: As found: without or with prefix length or zone, its parts joined by hyphens or underscores, or in
            another form.
    """
    read = _read(address)
    return read is not None and read.is_private


def _read(value: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a finding is; what follows nibbles that are left out is zero."""
    bare = value.split("/", maxsplit=1)[0].split("%", maxsplit=1)[0]
    if ":" not in bare:
        if bare.isdigit() and len(bare) in _DECIMAL:
            return _ip(int(bare))
        if bare.isalnum():
            return _ip(bytes.fromhex(bare))
        if len(bare) > _LONGEST_IPV4 and bare[1] == ".":
            return _ip(bytes.fromhex(bare[::-2].ljust(_NIBBLES, "0")))
        if "--" in bare or _LETTERS.search(bare) or bare.count("-") > _MOST_HYPHENS:
            bare = bare.partition("s")[0].replace("-", ":")
        else:
            bare = _FILLED.sub("", bare.translate(_JOINED))
    return _ip(bare)


def _ip(value: str | bytes | int) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(value)
    except ValueError:
        return None
