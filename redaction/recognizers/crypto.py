"""Wallet addresses, held against their checksum wherever the currency has one."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from typing import Final

from redaction.recognizers.borders import Bordered
from redaction.recognizers.checksums import base58_decode, base58check, bech32
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, Finder
from redaction.spans import Span

__all__ = ["ScrublineCryptoRecognizer"]

_END: Final = r"(?![0-9A-Za-z_])"
_B58: Final = "[1-9A-HJ-NP-Za-km-z]"
_WORDS: Final = Context(
    *(
        "wallet",
        "bitcoin",
        "btc",
        "ethereum",
        "eth",
        "litecoin",
        "ltc",
        "monero",
        "xmr",
        "solana",
        "sol",
        "crypto",
    ),
    *(
        "ripple",
        "xrp",
        "dogecoin",
        "doge",
        "tron",
        "trx",
        "usdt",
        "address",
        "cardano",
        "ada",
        "stellar",
        "xlm",
    ),
    before=80,
    after=30,
)


def _checked(rule: str, pattern: str, check: Callable[[str], bool]) -> Finder:
    compiled = Bordered(pattern + _END)

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        del key
        for match in compiled.finditer(text, start):
            if check(match.group()):
                yield Span(*match.span(), "CRYPTO", 1.0, rule, "ScrublineCryptoRecognizer", checked=True)

    return find


def _shaped(rule: str, pattern: str, *, named: bool) -> Finder:
    compiled = Bordered(pattern + _END)

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        for match in compiled.finditer(text, start):
            if not named or _WORDS.near(text, *match.span(), key):
                yield Span(*match.span(), "CRYPTO", 0.85, rule, "ScrublineCryptoRecognizer")

    return find


def _stellar(address: str) -> bool:
    raw = base64.b32decode(address)
    check = 0
    for byte in raw[:-2]:
        check ^= byte << 8
        for _ in range(8):
            check = ((check << 1) ^ 0x1021 if check & 0x8000 else check << 1) & 0xFFFF
    return check.to_bytes(2, "little") == raw[-2:]


def _solana(address: str) -> bool:
    raw = base58_decode(address)
    return raw is not None and len(raw) == 32


def _detector(rule: str, gate: str, reach: int, find: Finder) -> Detector:
    return Detector(rule=rule, entity="CRYPTO", gates=(gate,), reach=reach, find=find)


_SOLANA: Final = Bordered(rf"{_B58}{{43,44}}{_END}")


def _find_solana(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _SOLANA.finditer(text, start):
        if _solana(match.group()) and _WORDS.near(text, *match.span(), key):
            yield Span(*match.span(), "CRYPTO", 0.85, "crypto.solana", "ScrublineCryptoRecognizer")


_BASE58_RULES: Final = (
    ("crypto.bitcoin", re.compile(rf"[123mn]{_B58}{{25,34}}"), False),
    ("crypto.litecoin", re.compile(rf"[LM]{_B58}{{25,34}}"), False),
    ("crypto.dogecoin", re.compile(rf"[DA9]{_B58}{{32,33}}"), False),
    ("crypto.ripple", re.compile(rf"r{_B58}{{24,34}}"), True),
    ("crypto.tron", re.compile(rf"T{_B58}{{33}}"), False),
    ("crypto.dash_zcash", re.compile(rf"(?:X|t[13]){_B58}{{32,34}}"), False),
)
_BASE58: Final = Bordered(rf"[123mnLMDA9rTXt]{_B58}{{24,36}}{_END}")


def _find_base58(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _BASE58.finditer(text, start):
        address = match.group()
        for rule, shape, ripple in _BASE58_RULES:
            if shape.fullmatch(address) and base58check(address, ripple=ripple):
                yield Span(*match.span(), "CRYPTO", 1.0, rule, "ScrublineCryptoRecognizer", checked=True)
                break


class ScrublineCryptoRecognizer(FieldRecognizer):
    """Wallet addresses; see the module."""

    DETECTORS = (
        _detector("crypto.base58", rf"[^0-9A-Za-z_][123mnLMDA9rTXt]{_B58}{{24}}", 26, _find_base58),
        _detector(
            "crypto.bech32",
            r"[^0-9A-Za-z_](?i:bc1|tb1|ltc1)[0-9A-Za-z]{20}",
            26,
            _checked(
                "crypto.bech32",
                r"(?:(?:bc|tb|ltc)1[02-9ac-hj-np-z]{20,80}|(?:BC|TB|LTC)1[02-9AC-HJ-NP-Z]{20,80})",
                bech32,
            ),
        ),
        _detector(
            "crypto.ethereum",
            r"[^0-9A-Za-z_]0[xX][0-9A-Fa-f]{40}",
            43,
            _shaped("crypto.ethereum", r"0[xX][0-9A-Fa-f]{40}", named=False),
        ),
        _detector(
            "crypto.cardano",
            r"[^0-9A-Za-z_]addr1[02-9ac-hj-np-z]{50}",
            57,
            _checked("crypto.cardano", r"addr1[02-9ac-hj-np-z]{50,110}", bech32),
        ),
        _detector(
            "crypto.cosmos",
            r"[^0-9A-Za-z_](?:cosmos|osmo|terra|bnb|inj|celestia)1[02-9ac-hj-np-z]{38}",
            50,
            _checked(
                "crypto.cosmos", r"(?:cosmos|osmo|terra|bnb|inj|celestia)1[02-9ac-hj-np-z]{38,58}", bech32
            ),
        ),
        _detector(
            "crypto.stellar",
            r"[^0-9A-Za-z_]G[A-Z2-7]{55}",
            57,
            _checked("crypto.stellar", r"G[A-Z2-7]{55}", _stellar),
        ),
        _detector(
            "crypto.monero",
            rf"[^0-9A-Za-z_][48][0-9AB]{_B58}{{93}}",
            96,
            _shaped("crypto.monero", rf"[48][0-9AB]{_B58}{{93}}", named=False),
        ),
        # Without a border: a plain repeat of one class takes Hyperscan a tenth of the time.
        _detector("crypto.solana", rf"{_B58}{{43}}", 44, _find_solana),
    )
