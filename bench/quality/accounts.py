"""Account numbers with right check digits: payment cards, IBANs, wallet addresses.

Written from the public descriptions of the formats and not from the recognizers, so that a mistake there shows here.
"""

from __future__ import annotations

import hashlib
import random
import string
from collections.abc import Mapping, Sequence
from typing import Final

__all__ = ["IBAN_STRUCTURES", "card", "crypto", "iban"]

# Brand, prefixes, digits, groups as printed.
_CARDS: Final[tuple[tuple[str, tuple[str, ...], int, tuple[int, ...]], ...]] = (
    ("visa", ("4",), 16, (4, 4, 4, 4)),
    ("visa13", ("4",), 13, (13,)),
    ("mastercard", ("51", "52", "53", "54", "55", "2221", "2500", "2720"), 16, (4, 4, 4, 4)),
    ("amex", ("34", "37"), 15, (4, 6, 5)),
    ("discover", ("6011", "644", "649", "65"), 16, (4, 4, 4, 4)),
    ("diners", ("36", "300", "305", "38"), 14, (4, 6, 4)),
    ("jcb", ("3528", "3589", "3541"), 16, (4, 4, 4, 4)),
    ("unionpay", ("62",), 16, (4, 4, 4, 4)),
    ("unionpay19", ("62",), 19, (4, 4, 4, 4, 3)),
    ("maestro", ("5018", "5020", "6304", "6759"), 16, (4, 4, 4, 4)),
    ("mir", ("2200", "2204"), 16, (4, 4, 4, 4)),
)

# Basic bank account number of each country: (digits n, capital letters a, alphanumerics c), SWIFT IBAN registry.
IBAN_STRUCTURES: Final[Mapping[str, str]] = {
    "AD": "8n12c", "AE": "19n", "AL": "8n16c", "AT": "16n", "AZ": "4a20c", "BA": "16n", "BE": "12n",
    "BG": "4a6n8c", "BH": "4a14c", "BR": "23n1a1c", "CH": "5n12c", "CR": "18n", "CY": "8n16c", "CZ": "20n",
    "DE": "18n", "DK": "14n", "DO": "4c20n", "EE": "16n", "ES": "20n", "FI": "14n", "FO": "14n",
    "FR": "10n11c2n", "GB": "4a14n", "GE": "2a16n", "GI": "4a15c", "GL": "14n", "GR": "7n16c", "GT": "24c",
    "HR": "17n", "HU": "24n", "IE": "4a14n", "IL": "19n", "IS": "22n", "IT": "1a10n12c", "KW": "4a22c",
    "KZ": "3n13c", "LB": "4n20c", "LI": "5n12c", "LT": "16n", "LU": "3n13c", "LV": "4a13c", "MC": "10n11c2n",
    "MD": "20c", "ME": "18n", "MK": "3n10c2n", "MR": "23n", "MT": "4a5n18c", "MU": "4a19n3a", "NL": "4a10n",
    "NO": "11n", "PK": "4a16c", "PL": "24n", "PS": "4a21c", "PT": "21n", "QA": "4a21c", "RO": "4a16c",
    "RS": "18n", "SA": "2n18c", "SE": "20n", "SI": "15n", "SK": "20n", "SM": "1a10n12c", "TN": "20n",
    "TR": "5n1c16c", "UA": "6n19c", "VG": "4a16n", "XK": "16n",
}  # fmt: skip

_B58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_B32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def card(rng: random.Random) -> tuple[str, str]:
    """A card number as people write it, and `brand/writing`."""
    brand, prefixes, length, groups = rng.choice(_CARDS)
    body = rng.choice(prefixes)
    body += "".join(rng.choices(string.digits, k=length - 1 - len(body)))
    total = sum(sum(divmod(int(d) * 2, 10)) if n % 2 == 0 else int(d) for n, d in enumerate(reversed(body)))
    digits = body + str(-total % 10)
    writing, separator = rng.choice((("plain", ""), ("blanks", " "), ("dashes", "-")))
    return _grouped(digits, groups, separator), f"{brand}/{writing}"


def iban(rng: random.Random, country: str) -> tuple[str, str]:
    """An IBAN of a country as people write it, and the writing."""
    structure, count, body = IBAN_STRUCTURES[country], "", ""
    for char in structure:
        if char.isdigit():
            count += char
        else:
            pool = {"n": string.digits, "a": string.ascii_uppercase, "c": string.digits}[char]
            if char == "c" and rng.random() < 0.3:
                pool += string.ascii_uppercase
            body += "".join(rng.choices(pool, k=int(count)))
            count = ""
    number = int("".join(str(int(char, 36)) for char in f"{body}{country}00"))
    whole = f"{country}{98 - number % 97:02d}{body}"
    writing, separator = rng.choice((("plain", ""), ("blanks", " "), ("dashes", "-"), ("lower", "")))
    written = _grouped(whole, (4,) * (len(whole) // 4) + (len(whole) % 4,), separator).strip(" -")
    return (written.lower() if writing == "lower" else written), writing


def crypto(rng: random.Random) -> tuple[str, str]:
    """A wallet address and its kind."""
    kind = rng.choice(
        ("bitcoin", "p2sh", "bech32", "taproot", "ethereum", "litecoin", "dogecoin", "tron", "xrp")
    )
    if kind in ("bech32", "taproot"):
        witness = 1 if kind == "taproot" else 0
        return _bech32("bc", witness, rng.randbytes(32 if witness else 20)), kind
    if kind == "ethereum":
        return "0x" + rng.randbytes(20).hex(), kind
    version = {"bitcoin": 0, "p2sh": 5, "litecoin": 48, "dogecoin": 30, "tron": 65, "xrp": 0}[kind]
    address = _base58check(bytes([version]) + rng.randbytes(20))
    if kind == "xrp":
        ripple = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
        address = address.translate(str.maketrans(_B58, ripple))
    return address, kind


def _grouped(text: str, groups: Sequence[int], separator: str) -> str:
    at, parts = 0, []
    for size in groups:
        parts.append(text[at : at + size])
        at += size
    return separator.join(part for part in parts if part)


def _base58check(payload: bytes) -> str:
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, out = int.from_bytes(raw, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = _B58[digit] + out
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + out


def _bech32(prefix: str, witness: int, program: bytes) -> str:
    """BIP 173, and BIP 350 for witness versions above 0."""
    bits = "".join(f"{byte:08b}" for byte in program)
    bits += "0" * (-len(bits) % 5)
    data = [witness, *(int(bits[at : at + 5], 2) for at in range(0, len(bits), 5))]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = 1
    for value in [*expanded, *data, *[0] * 6]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> bit) & 1 else 0
    check ^= 0x2BC830A3 if witness else 1
    data += [(check >> 5 * (5 - at)) & 31 for at in range(6)]
    return prefix + "1" + "".join(_B32[value] for value in data)
