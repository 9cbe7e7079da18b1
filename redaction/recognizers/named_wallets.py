"""Wallet addresses of chains whose form other things have, too: beside the word, or under a key that says so.

Sui, Aptos, NEAR and TON write hashes, Hedera a version, Internet Computer groups of letters, ENS a host; Lightning and
Filecoin are read by their length. Extended public keys, which show all addresses of a wallet, and whom a transfer of
a token goes to (ERC-20) need no word. Part of `redaction.recognizers.crypto`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.patterns import BASE58
from redaction.recognizers.detector import VALUE_TAILS, Detector, KeyRule
from redaction.spans import Span

__all__ = ["DETECTORS", "KEY_RULES"]

_ADDR: Final = r"addr(?:ess)?"
_LABEL: Final = (
    rf"(?:(?:crypto|payout|deposit|withdrawal|eth|btc)[ _-]?(?:wallet|{_ADDR})|wallet(?:[ _-]?{_ADDR})?)"
)
_SIGN: Final = r"[\"']?[ ]?(?:[:=]|is)?[ ]?[\"']?"
_ADDRESS: Final = (
    r"(?:0x[0-9a-fA-F]{60,64}|(?:-?[01]:)?[0-9a-fA-F]{64}|0\.0\.[0-9]{4,10}|[0-9A-Za-z-]{3,40}\.eth"
    r"|[0-9a-z]{5}(?:-[0-9a-z]{5}){1,9}-[0-9a-z]{3}|(?=(?:[A-Za-z]*[0-9]){4})(?=[0-9]*[A-Za-z])[0-9A-Za-z]{36,512})"
)
_ENDS: Final = r"(?![0-9A-Za-z_-]|[.:][0-9A-Za-z])"
_LABELLED: Final = re.compile(rf"(?<![A-Za-z])(?i:{_LABEL}){_SIGN}(?P<value>{_ADDRESS}){_ENDS}", re.ASCII)
_LABEL_GATE: Final = rf"(?i){_LABEL}{_SIGN}[0-9a-z-][0-9a-z.:-]{{6}}"
_ALONE: Final = re.compile(rf"\s*(?P<value>{_ADDRESS})\s*", re.ASCII)
_KEYS: Final = frozenset({
    "wallet", "wallet address", "wallet addr", "walletaddress", "crypto address", "crypto wallet", "payout address",
    "deposit address", "withdrawal address", "eth address", "btc address",
})  # fmt: skip
# Under a key that only says address: one long word with digits in it that is no number in hex.
_OPAQUE: Final = re.compile(
    r"\s*(?P<value>(?=(?:[A-Za-z]*[0-9]){4})(?=[0-9]*[A-Za-z])(?=[0-9A-Fa-f]*[G-Zg-z])[0-9A-Za-z]{34,200})\s*",
    re.ASCII,
)
_EXTENDED: Final = re.compile(rf"(?<![0-9A-Za-z])(?P<value>[xyz]pub6{BASE58}{{106,107}})(?![0-9A-Za-z])")
# transfer, approve and the first address of transferFrom: a word of 32 bytes whose last 20 are the address.
_CALLED: Final = re.compile(r"(?i)(?<=(?:a9059cbb|095ea7b3|23b872dd)0{24})(?P<value>(?!0{6})[0-9a-f]{40})")


def _named(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _LABELLED.finditer(text):
        yield _span(match)


def _shown(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for pattern in (_EXTENDED, _CALLED):
        for match in pattern.finditer(text):
            yield _span(match)


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value below a key that says wallet."""
    del start, key
    if (match := _ALONE.fullmatch(text)) is not None:
        yield _span(match)


def _address(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value below a key that says address, which may be of a street, of a machine or of a mailbox."""
    del start, key
    if (match := _OPAQUE.fullmatch(text)) is not None:
        yield _span(match)


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("value"), "CRYPTO", 0.8, "crypto.named", "ScrublineCryptoRecognizer")


DETECTORS: Final = (
    Detector("crypto.named", "CRYPTO", (_LABEL_GATE,), _named, near=600),
    Detector(
        "crypto.shown",
        "CRYPTO",
        (r"[^0-9A-Za-z][xyz]pub6[0-9A-Za-z]{8}", r"(?i)(?:a9059cbb|095ea7b3|23b872dd)0{24}"),
        _shown,
        near=200,
    ),
)
KEY_RULES: Final = (
    KeyRule("crypto.named", "CRYPTO", _KEYS, _value),
    KeyRule("crypto.address", "CRYPTO", frozenset({"address", "addr"}), _address, VALUE_TAILS),
)
