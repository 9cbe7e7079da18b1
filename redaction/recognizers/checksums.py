"""Check digits and address checksums, as pure functions of the bare characters."""

from __future__ import annotations

import hashlib
from typing import Final

__all__ = [
    "base58_decode",
    "base58check",
    "bech32",
    "cashaddr",
    "crc16",
    "icao9303",
    "luhn",
    "mod97",
    "weighted",
]

# By ASCII code: what a digit adds to the Luhn sum, and what it adds in a doubled place.
_PLAIN: Final = bytes(max(0, code - 48) if code < 58 else 0 for code in range(256))
_DOUBLED: Final = bytes(
    (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)[code - 48] if 48 <= code < 58 else 0 for code in range(256)
)
_ICAO9303: Final = (7, 3, 1)
_BASE36: Final = str.maketrans({c: str(int(c, 36)) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE58: Final = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_BECH32: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_CONST: Final = 1
_BECH32M_CONST: Final = 0x2BC830A3
_CASHADDR: Final = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)


def luhn(digits: bytes) -> bool:
    """Whether ASCII digits end in their Luhn check digit (ISO/IEC 7812-1)."""
    return (sum(digits[-1::-2].translate(_PLAIN)) + sum(digits[-2::-2].translate(_DOUBLED))) % 10 == 0


def mod97(iban: str) -> bool:
    """Whether an IBAN without separators, upper case, satisfies ISO 13616 (mod 97 = 1)."""
    return int((iban[4:] + iban[:4]).translate(_BASE36)) % 97 == 1


def icao9303(value: str) -> bool:
    """Whether digits, capitals and fillers `<` end in their check digit (ICAO Doc 9303, part 3, section 4.9)."""
    return sum(
        (0 if char == "<" else int(char, 36)) * _ICAO9303[at % 3] for at, char in enumerate(value[:-1])
    ) % 10 == int(value[-1])


def weighted(digits: str, weights: tuple[int, ...], modulus: int) -> int:
    """The weighted digit sum modulo `modulus`; extra digits are ignored."""
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % modulus


def base58_decode(text: str, *, ripple: bool = False) -> bytes | None:
    """Decode base 58 (Bitcoin's alphabet or Ripple's); None where a character does not belong to it."""
    alphabet = _RIPPLE58 if ripple else _BASE58
    number = 0
    for char in text:
        digit = alphabet.find(char)
        if digit < 0:
            return None
        number = number * 58 + digit
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58check(text: str, *, ripple: bool = False) -> bool:
    """Whether a base 58 string ends in the first four bytes of its double SHA-256."""
    raw = base58_decode(text, ripple=ripple)
    if raw is None or len(raw) < 21:
        return False
    return hashlib.sha256(hashlib.sha256(raw[:-4]).digest()).digest()[:4] == raw[-4:]


def bech32(text: str) -> bool:
    """Whether a lower- or upper-case string is valid bech32 (BIP 173) or bech32m (BIP 350)."""
    if text.lower() != text and text.upper() != text:
        return False
    prefix, _, data = text.lower().rpartition("1")
    if not prefix or len(data) < 6 or any(c not in _BECH32 for c in data):
        return False
    values = (
        [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + [_BECH32.index(c) for c in data]
    )
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if (top >> bit) & 1 else 0
    return check in (_BECH32_CONST, _BECH32M_CONST)


def cashaddr(text: str) -> bool:
    """Whether an address of Bitcoin Cash, with its prefix and in one case, ends in its checksum."""
    if text.lower() != text and text.upper() != text:
        return False
    prefix, _, data = text.lower().partition(":")
    check = 1
    for value in (*(ord(char) & 31 for char in prefix), 0, *map(_BECH32.index, data)):
        top = check >> 35
        check = (check & 0x07FFFFFFFF) << 5 ^ value
        for bit, generator in enumerate(_CASHADDR):
            check ^= generator if (top >> bit) & 1 else 0
    return check == 1


def crc16(raw: bytes) -> int:
    """CRC-16/XMODEM (polynomial 0x1021, from 0)."""
    check = 0
    for byte in raw:
        check ^= byte << 8
        for _ in range(8):
            check = ((check << 1) ^ 0x1021 if check & 0x8000 else check << 1) & 0xFFFF
    return check
