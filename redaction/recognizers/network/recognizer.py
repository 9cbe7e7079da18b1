"""Addresses of machines: IPv4, IPv6 and MAC.

All four parts of an IPv4 address must be in range and nothing numeric may continue it; versions and OIDs of four parts
are told apart by what stands around them. Loopback and unspecified addresses name nobody and are not reported.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.network.address_forms import (
    ADDRESS_KEYS,
    FORM_GATES,
    NUMBER_GATE,
    address_forms,
    address_numbers,
    address_value,
)
from redaction.recognizers.network.dotted_ports import is_addressed, is_ported
from redaction.recognizers.network.hardware_forms import (
    HARDWARE_GATES,
    HARDWARE_KEYS,
    hardware_forms,
    hardware_value,
)
from redaction.recognizers.network.host_names import (
    FIRST_OCTET,
    JOINED_GATES,
    OCTET,
    is_high,
    is_named,
    joined_addresses,
)
from redaction.recognizers.network.versions import is_version
from redaction.spans import Span

__all__ = ["ScrublineIpRecognizer", "ScrublineMacRecognizer"]

_IPV4: Final = Bordered(
    rf"(?P<first>{FIRST_OCTET})\.{OCTET}\.{OCTET}\.{OCTET}"
    r"(?:(?![0-9A-Za-z]|\.[0-9]|_(?:amd64|arm64|armhf|i[36]86|x86|x64|all|any)(?![0-9A-Za-z]))"
    r"(?:/(?:3[0-2]|[12]?[0-9])(?![0-9]))?|(?=\.(?P<port>[0-9]{1,5})(?![0-9A-Za-z_]|\.[0-9])))",
    WORD | {"."},
    unless=is_named,
)
# As some devices print them, `192.168.001.017`: parts are filled up to three digits, one or all of them.
_PADDED_IPV4: Final = Bordered(
    r"(?P<first>[0-2](?:[0-9]{1,2})?)(?:\.[0-2]?[0-9]{1,2}){3}"
    r"(?:(?![0-9A-Za-z_]|\.[0-9])|(?=\.[0-9]{5}(?![0-9A-Za-z_]|\.[0-9])))",
    WORD | {"."},
    unless=is_named,
)
_FILLED_FIRST: Final = re.compile(r"0[0-9]{2}\.")
_FILLED_LENGTH: Final = 3
_NO_PART: Final = 256
_SURE_COLONS: Final = 4
"""Of an address; `a::b1_x` is a name in a program."""
_IPV6: Final = Bordered(
    r"[0-9A-Fa-f:](?:(?<=:)(?=:)|(?<!:)[0-9A-Fa-f]{0,3}:)(?:[0-9A-Fa-f]{1,4}:|:(?=:)){0,7}[0-9A-Fa-f:]{0,39}"
    r"(?:(?:\.[0-9]{1,3}){3})?(?:%[0-9A-Za-z]{1,16})?(?:/[0-9]{1,3})?",
    WORD | {"."},
    unless=lambda match: match.string[match.start() - 1] == "_" and match.group().count(":") >= _SURE_COLONS,
)
# Go writes `{IP:2001:db8::17 Port:80}`, SPF `ip6:2001:db8::17`; what is hexadecimal itself belongs to the address.
_LABEL_BEFORE: Final = re.compile(r"(?:^|[^0-9A-Za-z:])[A-Za-z_]*[G-Zg-z][0-9A-Za-z_]*:\Z")
_LABEL_REACH: Final = 24
_FIRST_GROUP: Final = re.compile(r"(?=[0-9A-Fa-f]{0,3}[0-9])[0-9A-Fa-f]{4}:")
_OCTETS: Final = re.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){7}")
_SLICE: Final = re.compile(r"[0-9]{1,3}::[0-9]{1,3}")
"""Every third element from the second on, `x[1::3]`; addresses in use begin with four digits."""
_GROUP_BEFORE: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){1,2}[:\-.]\Z")


def _is_whole(match: re.Match[str]) -> bool:
    """Whether a hardware address behind a sign is whole: not the end of a longer row, and no time in pairs."""
    text, begin = match.string, match.start()
    before = text[begin - 1]
    if match.group().translate(_NO_SIGNS).isdigit() or before not in ":-._":
        return False
    if match["s"] is None:
        return before != "."
    return before != match["s"] or _GROUP_BEFORE.search(text, max(0, begin - 6), begin) is None


_NO_SIGNS: Final = str.maketrans("", "", ":-.")

_WITH_PORT: Final = re.compile(
    r"(?=[0-9A-Fa-f:]*[0-9A-Fa-f]{4}:)(?P<address>[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}):[0-9]{2,5}"
)
"""All eight groups and a port, as programs print them that forget the brackets."""
_MAC: Final = Bordered(
    r"[0-9A-Fa-f](?:[0-9A-Fa-f](?P<s>[:\-])(?:[0-9A-Fa-f]{2}(?P=s)){4}[0-9A-Fa-f]{2}|"
    r"[0-9A-Fa-f]{3}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})(?![0-9A-Za-z]|[:\-.](?:[0-9A-Fa-f]{2}){1,2}(?![0-9A-Za-z]))",
    WORD | {":", "-", "."},
    unless=_is_whole,
)
_BARE_MAC: Final = Bordered(
    r"[0-9A-Fa-f](?:[0-9A-Fa-f]{11}|[0-9A-Fa-f]{3}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4})(?![0-9A-Za-z]|-[0-9A-Za-z])",
    WORD | {"-"},
)
_EMPTY_MACS: Final = frozenset({"000000000000", "ffffffffffff"})
_MAC_WORDS: Final = Context("mac", "mac address", "hwaddr", "ethernet", "bssid", "lladdr", "hardware address")


def _ipv4(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _IPV4.finditer(text, start):
        begin, end = match.span()
        value = match.group()
        if value.startswith(("127.", "0.0.0.0", "255.255.255.")):
            continue
        if is_version(text, begin, end, key) or (match["port"] is not None and not is_ported(match)):
            continue
        yield Span(begin, end, "IP_ADDRESS", 0.95, "ip.v4", "ScrublineIpRecognizer", checked=False)
    if text.find(".0", start) < 0 and _FILLED_FIRST.search(text, start) is None:
        return
    for match in _PADDED_IPV4.finditer(text, start):
        if _is_filled(match) and not is_version(text, *match.span()):
            yield Span(
                *match.span(), "IP_ADDRESS", 0.9, "ip.v4.padded", "ScrublineIpRecognizer", checked=False
            )


def _is_filled(match: re.Match[str]) -> bool:
    """Whether parts are an address, of which one is filled up with zeros; of a version one may be, too."""
    parts = match.group().split(".")
    if (
        not any(part[0] == "0" and len(part) > 1 for part in parts)
        or max(map(int, parts)) >= _NO_PART
        or parts[0] in {"127", "000"}
    ):
        return False
    if all(len(part) == _FILLED_LENGTH for part in parts):
        return True
    return parts[0][0] != "0" and (is_high(parts[0]) or is_addressed(match.string, match.start()))


def _ipv6(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _IPV6.finditer(text, start):
        span = _valid_ipv6(text, *match.span())
        if span is not None:
            yield span


def _valid_ipv6(text: str, begin: int, end: int) -> Span | None:
    if text.startswith(":", begin - 1) and begin and not _is_labelled(text, begin):
        return None
    value = text[begin:end]
    while value.endswith(":") and not value.endswith("::"):
        value = value[:-1]  # the colon of a sentence
    bare, _, prefix = value.partition("/")
    bare, _, _zone = bare.partition("%")
    ported = _WITH_PORT.fullmatch(bare)
    if ported:
        bare = value = ported["address"]
    end = begin + len(value)
    if (prefix and int(prefix) > 128) or _goes_on(text, end, bare):
        return None
    if len(bare) < 4 or (bare.endswith("::") and bare.count(":") == 2) or not any(c.isdigit() for c in bare):
        return None  # `::`, `::1` and C++'s `a::b` say nothing about anybody
    if _OCTETS.fullmatch(bare):
        return None  # a serial number, or the name of a port of a storage network
    if _SLICE.fullmatch(bare) and not prefix and text[end : end + 2] != "]:":
        return None
    try:
        ipaddress.IPv6Address(bare)
    except ValueError:
        return None
    return Span(begin, end, "IP_ADDRESS", 0.95, "ip.v6", "ScrublineIpRecognizer", checked=True)


def _goes_on(text: str, end: int, bare: str) -> bool:
    """Whether what stands behind makes an address a piece of something else."""
    behind = text[end : end + 1]
    return behind.isascii() and (behind.isalnum() or (behind == "_" and bare.count(":") < _SURE_COLONS))


def _is_labelled(text: str, begin: int) -> bool:
    """Whether the colon before an address ends a word, and the address is no piece of a path of names."""
    label = _LABEL_BEFORE.search(text, max(0, begin - _LABEL_REACH), begin)
    return label is not None and _FIRST_GROUP.match(text, begin) is not None


def _mac(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _MAC.finditer(text, start):
        bare = re.sub(r"[:\-.]", "", match.group()).lower()
        if bare not in _EMPTY_MACS and not (bare.isdigit() and "." in match.group()):
            yield Span(*match.span(), "MAC_ADDRESS", 0.95, "mac", "ScrublineMacRecognizer", checked=True)


def _mac_bare(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _BARE_MAC.finditer(text, start):
        if _MAC_WORDS.near(text, *match.span(), key):
            yield Span(*match.span(), "MAC_ADDRESS", 0.7, "mac.bare", "ScrublineMacRecognizer")


class ScrublineIpRecognizer(FieldRecognizer):
    """IPv4 and IPv6 addresses; see the module."""

    DETECTORS = (
        Detector(
            rule="ip.v4",
            entity="IP_ADDRESS",
            gates=(
                r"[^0-9A-Za-z.][0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
                r"[.A-Za-z\x80-\xbf]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
            ),
            reach=13,
            find=_ipv4,
            near=96,
        ),
        Detector("ip.v4.joined", "IP_ADDRESS", JOINED_GATES, joined_addresses, reach=13, near=160),
        Detector("ip.form", "IP_ADDRESS", FORM_GATES, address_forms, near=96),
        Detector("ip.number", "IP_ADDRESS", (NUMBER_GATE,), address_numbers, near=64),
        Detector(
            rule="ip.v6",
            entity="IP_ADDRESS",
            gates=(
                r":[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}[:.]",
                r"::[0-9A-Fa-f]",
                r"[0-9A-Fa-f]:[0-9A-Fa-f]{1,4}::",
            ),
            reach=45,
            find=_ipv6,
            near=200,
        ),
    )
    KEY_RULES = (KeyRule("ip.number", "IP_ADDRESS", ADDRESS_KEYS, address_value),)


class ScrublineMacRecognizer(FieldRecognizer):
    """Hardware addresses; see the module."""

    DETECTORS = (
        Detector(
            rule="mac",
            entity="MAC_ADDRESS",
            gates=(
                r"[0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-]",
                r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}",
            ),
            reach=18,
            find=_mac,
            near=64,
        ),
        Detector(
            rule="mac.bare",
            entity="MAC_ADDRESS",
            gates=_MAC_WORDS.gates,
            find=_mac_bare,
            near=128,
        ),
        Detector("mac.form", "MAC_ADDRESS", HARDWARE_GATES, hardware_forms, near=96),
    )
    KEY_RULES = (KeyRule("mac.form", "MAC_ADDRESS", HARDWARE_KEYS, hardware_value),)
