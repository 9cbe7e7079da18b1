"""What each kind of disguise stands for: a row by the name that the patterns of `redaction.disguises.patterns` give it.

A kind without a row is an error, which fails closed; a test holds rows and patterns to one another.
"""

from __future__ import annotations

import base64
import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final, TypeAlias
from urllib.parse import unquote_to_bytes

from redaction.disguises.labels import KINDS, plain_mark
from redaction.disguises.mail_and_forms import SIGNS, blanks_of_form, bytes_of_mail, parts_of_word
from redaction.disguises.other_characters import LETTERS
from redaction.disguises.spoken_numbers import digits_said

__all__ = ["DIGITS", "IN_PARTS", "MEANINGS", "PACKED", "as_text"]

Meaning: TypeAlias = Callable[[str], str | None]
"""What a piece of a text stands for; None if it is no disguise after all."""
Parts: TypeAlias = Callable[[re.Match[str]], Iterator[tuple[int, int, str]]]
"""The same of one that stays but for some parts: start, end and meaning of each."""

DIGITS: Final = "digits"
"""The kind of digits that stand one by one: they are put together last, see `redaction.disguises.evasions.edits`."""
_LONG_NUMBER: Final = 24
_BLANKS: Final = re.compile(r"[ \n]+")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_CUT: Final = 512
"""From this length on the end may be missing: a window of a long text ends anywhere."""
_MIXED: Final = re.compile(r"[2-7]")
_NO_HEX: Final = re.compile(r"\A0[xX]|[\\x :]")


def as_text(raw: bytes, *, strict: bool) -> str | None:
    """The text of decoded bytes; None where they are no text (`strict`: control characters, not UTF-8)."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        if not strict:
            return raw.decode("latin-1")
        if len(raw) < _CUT or error.start < len(raw) - 3:
            return None
        text = raw[: error.start].decode()
    if not strict:
        return text
    if text.isascii():
        return None if _UNSEEN.search(text) else text
    shown = (
        char.isprintable() or char.isspace() or unicodedata.category(char) == "Cf" or char == "\x1b"
        for char in text
    )
    return text if all(shown) else None


def _text_of(decode: Callable[[str], bytes], *, strict: bool = True) -> Meaning:
    """The meaning of what stands for bytes."""

    def meaning(piece: str) -> str | None:
        try:
            raw = decode(piece)
        except ValueError:
            return None
        return as_text(raw, strict=strict)

    return meaning


def _always(meaning: str) -> Meaning:
    return lambda _: meaning


def _compatible(piece: str) -> str:
    digit = unicodedata.digit(piece, -1)
    return str(digit) if digit >= 0 else unicodedata.normalize("NFKC", piece)


def _spelt(piece: str) -> str:
    return piece.replace(" ", "").replace("-", "")


def _spread(piece: str) -> str | None:
    closed = _BLANKS.sub("", piece)
    return None if closed == piece else closed


def _reference(piece: str) -> str | None:
    decoded = html.unescape(piece)
    # Without a semicolon it may be the beginning of a longer one.
    return None if decoded == piece or (piece[-1] != ";" and decoded < " ") else decoded


def _escape(piece: str) -> str:
    return chr(int(piece.lstrip("\\u"), 16))


def _code(piece: str) -> str | None:
    number = int(piece.strip("\\uU{}"), 16)
    return chr(number) if number <= sys.maxunicode else None


def _syslog(piece: str) -> str:
    # Others than tabs and ends of lines would be taken out as what a terminal does not show.
    sign = chr(int(piece[1:], 8))
    return sign if sign in "\t\n\r" else " "


def _pair(piece: str) -> str:
    return bytes.fromhex(piece.replace("\\", "").replace("u", "")).decode("utf-16-be")


def _octal(piece: str) -> bytes:
    return bytes(int(number, 8) for number in piece.split("\\") if number)


def _arguments(piece: str) -> bytes:
    return bytes.fromhex(piece).replace(b"\0", b" ")


def _hexadecimal(piece: str) -> bytes:
    return bytes.fromhex(_NO_HEX.sub("", piece))


def _bare_hexadecimal(piece: str) -> bytes:
    if len(piece) < _LONG_NUMBER and piece.isdigit() and bytes.fromhex(piece).isalpha():
        raise ValueError  # 4242424242424242 is a card, and says BBBBBBBB
    return bytes.fromhex(piece)


def _base32(piece: str) -> bytes:
    if not _MIXED.search(piece):
        raise ValueError  # a word in capitals
    bare = piece.rstrip("=")
    return base64.b32decode(bare + "=" * (-len(bare) % 8))


def _base64(piece: str) -> bytes:
    bare = piece.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) >= _CUT and len(bare) % 4 == 1:
        bare = bare[:-1]
    return base64.b64decode(bare + "=" * (-len(bare) % 4))


def _of_word(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """An encoded word of a header, whatever its charset is called."""
    for start, end, raw in parts_of_word(match):
        yield start, end, as_text(raw, strict=False) or ""


MEANINGS: Final[Mapping[str, Meaning]] = {
    # Characters
    **dict.fromkeys(("invisible", "soft", "tag"), _always("")),
    **dict.fromkeys(("space", "emphasis"), _always(" ")),
    **dict.fromkeys(("at", "said", "halfsaid", "mailsaid"), _always("@")),
    **dict.fromkeys(("dot", "point", "saiddot"), _always(".")),
    **dict.fromkeys(("dash", "hyphen"), _always("-")),
    **dict.fromkeys(("line", "caret"), _always("\n")),
    "lowbar": _always("_"),
    "slash": _always("/"),
    "letter": LETTERS.__getitem__,
    **dict.fromkeys(("compatible", "digit"), _compatible),
    "quoted": SIGNS.__getitem__,
    **{kind: partial(plain_mark, kind) for kind in KINDS},
    # Blanks
    "glued": "{} ".format,
    "spelt": _spelt,
    "spread": _spread,
    # Escapes
    "html": _reference,
    "escape": _escape,
    "code": _code,
    "syslog": _syslog,
    "pair": _pair,
    # Bytes
    "percent": _text_of(unquote_to_bytes, strict=False),
    "bytes": _text_of(_hexadecimal, strict=False),
    "octal": _text_of(_octal, strict=False),
    "utf8": _text_of(bytes_of_mail),
    "arguments": _text_of(_arguments),
    **dict.fromkeys(("number", "dump"), _text_of(_hexadecimal)),
    "hex": _text_of(_bare_hexadecimal),
    "base32": _text_of(_base32),
    "base64": _text_of(_base64),
}
IN_PARTS: Final[Mapping[str, Parts]] = {"form": blanks_of_form, "spoken": digits_said, "word": _of_word}
PACKED: Final = frozenset({"deflated", "gzip", "zlib", "packed"})
"""Kinds that `redaction.disguises.packed` unpacks."""
