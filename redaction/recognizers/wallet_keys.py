"""Keys that open wallets, by their form and checksum: extended keys of BIP-32, keys for import (WIF), secret seeds.

`xprv...` in all its kinds (SLIP-132) is known by its first letters and its length; a key for import and the seeds of
Stellar (SEP 23) and NATS by the checksum at their end. They stand wherever the gates of addresses as long match, so
they have none of their own. Part of `redaction.recognizers.crypto`.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Final

from redaction.patterns import BASE58
from redaction.recognizers.borders import LETTERS_AND_DIGITS, Bordered
from redaction.recognizers.checksums import base58check, crc16
from redaction.spans import Span

__all__ = ["find_seeds", "find_wallet_keys"]

_END: Final = r"(?![0-9A-Za-z])"
_EXTENDED: Final = Bordered(rf"[xyztuvYZUV]prv{BASE58}{{107,108}}{_END}", LETTERS_AND_DIGITS)
# Of Bitcoin and its test network; the second is longer because it says that the public key is compressed.
_IMPORT: Final = Bordered(rf"(?:[59]{BASE58}{{50}}|[KLc]{BASE58}{{51}}){_END}", LETTERS_AND_DIGITS)
_SEED: Final = Bordered(rf"S[A-Z2-7]{{55}}(?:[A-Z2-7]{{2}})?{_END}", LETTERS_AND_DIGITS)
_BASE32_GROUP: Final = 8


def _span(match: re.Match[str], rule: str, *, checked: bool = True) -> Span:
    return Span(
        *match.span(), "PRIVATE_KEY", 1.0 if checked else 0.95, rule, "ScrublineCryptoRecognizer", checked
    )


def find_wallet_keys(text: str, start: int) -> Iterator[Span]:
    """Extended keys and keys for import: runs of base 58 with more than 43 characters."""
    for match in _EXTENDED.finditer(text, start):
        yield _span(match, "wallet.extended_key", checked=base58check(match[0]))
    for match in _IMPORT.finditer(text, start):
        if base58check(match[0]):
            yield _span(match, "wallet.import_key")


def find_seeds(text: str, start: int) -> Iterator[Span]:
    """Secret seeds: runs of base 32 with 56 characters or more."""
    for match in _SEED.finditer(text, start):
        raw = base64.b32decode(match[0] + "=" * (-len(match[0]) % _BASE32_GROUP))
        if crc16(raw[:-2]).to_bytes(2, "little") == raw[-2:]:
            yield _span(match, "wallet.seed")
