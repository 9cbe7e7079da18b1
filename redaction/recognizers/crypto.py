"""Wallet addresses and keys, held against their checksum wherever the currency has one.

Where a checksum is wrong, a character may be mistyped: what is said around, or a form that nothing else has, decides.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Final

from redaction.patterns import BASE58
from redaction.recognizers import named_wallets
from redaction.recognizers.borders import LETTERS_AND_DIGITS, Bordered
from redaction.recognizers.checksums import base58_decode, base58check, bech32, cashaddr, crc16
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, Finder
from redaction.recognizers.wallet_keys import find_seeds, find_wallet_keys
from redaction.spans import Span

__all__ = ["ScrublineCryptoRecognizer"]

_END: Final = r"(?![0-9A-Za-z])"
_WORDS: Final = Context(
    *("wallet", "bitcoin", "btc", "ethereum", "eth", "litecoin", "ltc", "monero", "xmr", "solana"),
    *("sol", "crypto", "ripple", "xrp", "dogecoin", "doge", "tron", "trx", "usdt", "address", "cardano"),
    *("ada", "stellar", "xlm", "wallets", "addresses", "coins", "coin", "blockchain", "withdrawal"),
    *("withdraw", "payout", "mempool", "utxo"),
    before=80,
    after=30,
)


def _checked(rule: str, pattern: str, check: Callable[[str], bool]) -> Finder:
    compiled = Bordered(pattern + _END, LETTERS_AND_DIGITS)

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        del key
        for match in compiled.finditer(text, start):
            if check(match.group()):
                yield Span(*match.span(), "CRYPTO", 1.0, rule, "ScrublineCryptoRecognizer", checked=True)

    return find


def _shaped(rule: str, pattern: str) -> Finder:
    compiled = Bordered(pattern + _END, LETTERS_AND_DIGITS)

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        for match in compiled.finditer(text, start):
            if not _is_digest(match) or _WORDS.near(text, *match.span(), key):
                yield Span(*match.span(), "CRYPTO", 0.85, rule, "ScrublineCryptoRecognizer")

    return find


# Of 40 digits, as a wallet's address is; in JSON explorers of chains call the address itself a hash.
_DIGEST: Final = re.compile(
    r"(?:hash|sha-?1|digest|checksum|fingerprint|commit|etag|revision)(?:=|:? )\Z", re.IGNORECASE | re.ASCII
)
_DIGEST_REACH: Final = 16


def _is_digest(match: re.Match[str]) -> bool:
    """Whether the word directly before an address says that it is a digest; wallets write a checksum in capitals."""
    digits = match.group()[2:]
    if not (digits.islower() or digits.isupper()):
        return False
    begin = match.start()
    return _DIGEST.search(match.string, max(0, begin - _DIGEST_REACH), begin) is not None


_STELLAR_LENGTH: Final = 56


def _base32(address: str) -> bool:
    """Stellar's account ids (SEP 23) and Algorand's addresses, by the checksum at their end."""
    if len(address) == _STELLAR_LENGTH:
        raw = base64.b32decode(address)
        return crc16(raw[:-2]).to_bytes(2, "little") == raw[-2:]
    raw = base64.b32decode(f"{address}======")
    return hashlib.new("sha512_256", raw[:-4]).digest()[-4:] == raw[-4:]


def _ton(address: str) -> bool:
    """TON's user-friendly form (TEP 2): flags, workchain and hash, and a CRC over them."""
    raw = base64.b64decode(address.replace("-", "+").replace("_", "/"))
    return crc16(raw[:-2]).to_bytes(2, "big") == raw[-2:]


def _ss58(raw: bytes) -> bool:
    """Polkadot's form of a public key (SS58): network, key, and two bytes of BLAKE2b over both."""
    return len(raw) in _SS58_LENGTHS and hashlib.blake2b(b"SS58PRE" + raw[:-2]).digest()[:2] == raw[-2:]


def _detector(rule: str, gate: str, reach: int, find: Finder, *, also: tuple[str, ...] = ()) -> Detector:
    return Detector(rule=rule, entity="CRYPTO", gates=(gate,), reach=reach, find=find, also=also)


# Networks by the name before the 1 of bech32; listed, because any name would be slower to scan for.
_NETWORKS: Final = (
    "(?:addr|cosmos|osmo|terra|bnb|inj|celestia|juno|stars|akash|kava|secret|axelar|sei|dydx|noble|stride|erd|zil|stake"
    "|agoric|neutron|evmos|persistence|kujira|npub|nsec)"
)
_KEY: Final = Bordered(rf"{BASE58}{{43,49}}(?![0-9A-Za-z_])")
_SOLANA_LENGTH: Final = 32
_SS58_LENGTHS: Final = (35, 36)
_BASE64_SIGNS: Final = frozenset("+/-")
_FEWEST_DIGITS: Final = 3
"""In 43 characters of base 58 there are seven on average; a name in a program has hardly one."""


_FEWEST_CAPITALS: Final = 12
"""In 43 characters of base 58 there are eighteen on average; a name in a program has one for each of its words."""


def _is_random(address: str) -> bool:
    """Whether as many digits are among letters as chance has it; fewer are enough among as many capitals as others."""
    digits = sum(map(str.isdigit, address))
    if digits >= _FEWEST_DIGITS:
        return True
    capitals = sum(map(str.isupper, address))
    return digits > 0 and _FEWEST_CAPITALS <= capitals <= len(address) - _FEWEST_CAPITALS


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a match is no piece of something longer in base 64."""
    begin, end = match.span()
    return text[begin - 1 : begin] not in _BASE64_SIGNS and text[end : end + 1] not in _BASE64_SIGNS


def _find_key(text: str, start: int, key: str) -> Iterator[Span]:
    """Keys in base 58: those that open a wallet, and public ones that are addresses.

    Of these Solana's have no checksum, and Polkadot's have one.
    """
    yield from find_wallet_keys(text, start)
    for match in _KEY.finditer(text, start):
        address = match.group()
        raw = base58_decode(address) or b""
        if len(raw) == _SOLANA_LENGTH:
            near = _WORDS.near(text, *match.span(), key)
            if near or (_is_random(address) and _stands_alone(text, match)):
                score = 0.85 if near else 0.6
                yield Span(*match.span(), "CRYPTO", score, "crypto.solana", "ScrublineCryptoRecognizer")
        elif _ss58(raw):
            yield Span(
                *match.span(), "CRYPTO", 1.0, "crypto.polkadot", "ScrublineCryptoRecognizer", checked=True
            )


_BASE58_RULES: Final = (
    ("crypto.bitcoin", re.compile(rf"[123mn]{BASE58}{{25,34}}"), False),
    ("crypto.litecoin", re.compile(rf"[LM]{BASE58}{{25,34}}"), False),
    ("crypto.dogecoin", re.compile(rf"[DA9]{BASE58}{{32,33}}"), False),
    ("crypto.ripple", re.compile(rf"r{BASE58}{{24,34}}"), True),
    ("crypto.tron", re.compile(rf"T{BASE58}{{33}}"), False),
    ("crypto.dash_zcash", re.compile(rf"(?:X|t[13]){BASE58}{{32,34}}"), False),
    ("crypto.tezos", re.compile(rf"(?:tz[1-4]|KT1){BASE58}{{33}}"), False),
)
_BASE58: Final = Bordered(rf"[123mnLMDA9rTXtK]{BASE58}{{24,36}}{_END}", LETTERS_AND_DIGITS)


_BITCOIN_LENGTHS: Final = (33, 34)
_FEWEST_NEAR: Final = 2


def _find_base58(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _BASE58.finditer(text, start):
        address = match.group()
        shaped = [(rule, ripple) for rule, shape, ripple in _BASE58_RULES if shape.fullmatch(address)]
        for rule, ripple in shaped:
            if base58check(address, ripple=ripple):
                yield Span(*match.span(), "CRYPTO", 1.0, rule, "ScrublineCryptoRecognizer", checked=True)
                break
        else:
            if shaped and _is_mistyped(text, match, key):
                yield Span(*match.span(), "CRYPTO", 0.6, "crypto.unchecked", "ScrublineCryptoRecognizer")


def _is_mistyped(text: str, match: re.Match[str], key: str) -> bool:
    """Whether what is no address by its checksum is one by its letters and digits and what is said around.

    One of Bitcoin's older addresses has 33 characters or 34; ids of that length in base 58 begin otherwise.
    """
    address = match.group()
    if address.islower() or address.isupper() or address[1:].isalpha():
        return False
    digits = sum(map(str.isdigit, address[1:]))
    if digits >= _FEWEST_NEAR and _WORDS.near(text, *match.span(), key):
        return True
    return (
        address[0] in "13"
        and len(address) in _BITCOIN_LENGTHS
        and digits >= _FEWEST_DIGITS
        and _stands_alone(text, match)
    )


_BECH32_LENGTHS: Final = {"bc": (42, 62), "tb": (42, 62), "lt": (43, 63)}
"""Of the two kinds of addresses, with the name before the 1 in it."""


def _is_bech32(address: str) -> bool:
    """Whether an address has the right checksum, or else the length of one and the digits of no word."""
    return bech32(address) or (
        address[address.index("1") + 1] in "qpQP"
        and len(address) in _BECH32_LENGTHS[address[:2].lower()]
        and sum(map(str.isdigit, address)) > 2 * _FEWEST_DIGITS
    )


_find_base32_address: Final = _checked("crypto.base32", r"(?:G[A-Z2-7]{55}|[A-Z2-7]{58})", _base32)


def _find_base32(text: str, start: int, key: str) -> Iterator[Span]:
    yield from _find_base32_address(text, start, key)
    yield from find_seeds(text, start)


class ScrublineCryptoRecognizer(FieldRecognizer):
    """Wallet addresses and keys; see the module."""

    DETECTORS = (
        # Not what it begins with: a repeated class alone is what scans fastest.
        _detector("crypto.base58", rf"{BASE58}{{25}}", 26, _find_base58),
        _detector(
            "crypto.bech32",
            r"[^0-9A-Za-z](?i:bc1|tb1|ltc1)[0-9A-Za-z]{20}",
            26,
            _checked(
                "crypto.bech32",
                r"(?:(?:bc|tb|ltc)1[02-9ac-hj-np-z]{20,80}|(?:BC|TB|LTC)1[02-9AC-HJ-NP-Z]{20,80})",
                _is_bech32,
            ),
        ),
        _detector(
            "crypto.ethereum",
            r"[^0-9A-Za-z]0[xX][0-9A-Fa-f]{40}",
            43,
            # Logs of contracts write it as a word of 32 bytes; of an amount more is zero.
            _shaped(
                "crypto.ethereum",
                r"0[xX](?:[0-9A-Fa-f]{40}|0{24}(?!0{6})[0-9A-Fa-f]{40})",
            ),
        ),
        _detector(
            "crypto.network",
            rf"{_NETWORKS}1[02-9ac-hj-np-z]{{8}}",
            21,
            _checked("crypto.network", rf"{_NETWORKS}1[02-9ac-hj-np-z]{{38,110}}", bech32),
        ),
        _detector(
            "crypto.cashaddr",
            r"(?i)bitcoincash:[qp]",
            16,
            _checked("crypto.cashaddr", r"(?i:bitcoincash:[qp][02-9ac-hj-np-z]{41})", cashaddr),
        ),
        _detector(
            "crypto.base32",
            r"[A-Z2-7]{56}",
            57,
            _find_base32,
            also=("PRIVATE_KEY",),
        ),
        _detector(
            "crypto.ton",
            r"[EUk0]Q[A-D][0-9A-Za-z+/_\-]{20}",
            24,
            _checked("crypto.ton", r"[EUk0]Q[A-D][0-9A-Za-z+/_\-]{45}", _ton),
        ),
        _detector(
            "crypto.monero",
            rf"[^0-9A-Za-z][48][0-9AB]{BASE58}{{93}}",
            96,
            _shaped("crypto.monero", rf"[48][0-9AB]{BASE58}{{93}}"),
        ),
        # Without a border: a plain repeat of one class takes Hyperscan a tenth of the time.
        _detector("crypto.key", rf"{BASE58}{{43}}", 44, _find_key, also=("PRIVATE_KEY",)),
        *named_wallets.DETECTORS,
    )
    KEY_RULES = named_wallets.KEY_RULES
