"""Evasions: how values are disguised in texts, and what each disguise stands for.

Invisible and look-alike characters, encodings of URLs, HTML, JSON and programs, words for signs, digits one by one,
hex, base64 and base32, packed or not. `redaction.disguises.normalise` makes a view of a text in which they are undone.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote_to_bytes

from redaction.disguises.labels import CLOSING, KINDS, plain_mark
from redaction.disguises.mail_and_forms import SIGNS, blanks_of_form, bytes_of_mail, parts_of_word
from redaction.disguises.other_characters import LETTERS, TAGS, is_of_sentence
from redaction.disguises.packed import MOST_BYTES, unpacked
from redaction.disguises.patterns import FAMILIES, TERMINAL, Family
from redaction.disguises.spoken_addresses import leads_to_mail, speaks_of_mail
from redaction.disguises.spoken_numbers import digits_said
from redaction.disguises.terminal import on_screen

__all__ = ["edits", "smuggled"]

_TAG: Final = re.compile(f"[{TAGS}]")
_FIRST_TAG: Final = 0xE0000
_FAR_WORD: Final = 64
_WORD_BEFORE: Final = re.compile(r"[\w.@+\-]*\Z")
_WORD_BEHIND: Final = re.compile(r"[\w.@+\-]*")
_LATIN_OR_CODE: Final = re.compile(r"[A-Za-z]|[^\W\d_][0-9]|[0-9][^\W\d_]")
_LONG_NUMBER: Final = 24


def edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of each disguise of one layer, from left to right, without overlap."""
    # Alone: a token that a colour is put to must not be taken for base64, and lines of consoles are many.
    if TERMINAL.needed.search(text) is not None and (shown := [*on_screen(text)]):
        yield from shown
        return
    found: list[tuple[int, int, str]] = []
    listed: list[re.Match[str]] = []
    parts: list[tuple[int, int, str]] = []
    others = False
    room = MOST_BYTES
    word_ends = 0
    for match in _matches(text):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "digits":
            listed.append(match)
            continue
        if kind == "letter":
            if match.start() >= word_ends:
                word_ends = _own_word(text, match.start())
            if match.start() < word_ends:
                continue
        if (kind == "halfsaid" and not speaks_of_mail(match)) or (
            kind == "mailsaid" and not leads_to_mail(match)
        ):
            continue
        if kind in _IN_PARTS:
            several = [*_IN_PARTS[kind](match)]
            others = others or bool(several)
            found += several
            continue
        if kind in _PACKED:
            raw = unpacked(piece, room, bare=kind == "deflated") or b""
            room -= len(raw)
            replacement = _as_text(raw, strict=True) or None
        else:
            replacement = _replacement(kind, piece)
        if replacement is None:
            continue
        edit = (match.start(), match.end(), replacement)
        if kind == "base64" and text.endswith(".", 0, match.start()):
            parts.append(edit)
        else:
            # The dash of a sentence hides nothing, but beside a disguise it may be part of it.
            others = others or not (kind in CLOSING or (kind == "dash" and is_of_sentence(match)))
            found.append(edit)
    if others or parts:
        # Digits in the next layer: what was undone may stand in the middle of them, and before the first part of a JWT.
        yield from found if others else sorted(found + parts)
        return
    for match in listed:
        yield from _closed_up(match.start(), match.group())


def _own_word(text: str, at: int) -> int:
    """Where the word ends whose letter `text[at]` is, if all of it is in a script of its own; `at` if it is not.

    There a letter that looks like a Latin one is what it is. An address is one word, whatever stands between its parts.
    """
    before = _WORD_BEFORE.search(text, max(0, at - _FAR_WORD), at)
    word = _WORD_BEHIND.match(text, before.start() if before else at, at + _FAR_WORD)
    if word is None or _LATIN_OR_CODE.search(word.group()) is not None:
        return at
    return word.end()


def smuggled(text: str) -> Iterator[tuple[int, int, str]]:
    """The same for tag characters alone, each of which stands for a character of ASCII; `edits` leaves them out.

    A value may be written in them, and they may stand in the middle of one.
    """
    for match in _TAG.finditer(text):
        yield match.start(), match.end(), chr(ord(match.group()) - _FIRST_TAG)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """What one pattern of all families would match; such a pattern takes a microsecond per character."""
    waiting: list[tuple[re.Match[str], Family]] = []
    for family in FAMILIES:
        match = family.search(text, 0) if family.needed.search(text) is not None else None
        if match is not None:
            waiting.append((match, family))
    while waiting:
        # Of several at one place that of the first family.
        match = min([match for match, _ in waiting], key=re.Match.start)
        yield match
        behind = match.end()
        left: list[tuple[re.Match[str], Family]] = []
        for known, family in waiting:
            following = known if known.start() >= behind else family.search(text, behind)
            if following is not None:
                left.append((following, family))
        waiting = left


def _closed_up(offset: int, piece: str) -> Iterator[tuple[int, int, str]]:
    """Digits that stand one by one, put together: the blanks are taken out, the digits keep their places."""
    if all(len(group) == 1 for group in re.split(r"[ \t\r\n\-]+", piece)):
        gaps = re.compile(r"[ \t\r\n]+" if re.search(r"[ \t\r\n]", piece) else r"-+")
        for blank in gaps.finditer(piece):
            yield offset + blank.start(), offset + blank.end(), ""


def _replacement(kind: str, piece: str) -> str | None:
    if kind in _CONSTANT:
        return _CONSTANT[kind]
    if kind in KINDS:
        return plain_mark(kind, piece)
    if kind == "letter":
        return LETTERS[piece]
    if kind in {"compatible", "digit"}:
        digit = unicodedata.digit(piece, -1)
        return str(digit) if digit >= 0 else unicodedata.normalize("NFKC", piece)
    if kind == "glued":
        return f"{piece} "
    if kind == "spelt":
        return piece.replace(" ", "").replace("-", "")
    if kind == "quoted":
        return SIGNS[piece]
    if kind == "spread":
        closed = _BLANKS.sub("", piece)
        return None if closed == piece else closed
    if kind == "html":
        decoded = html.unescape(piece)
        # Without a semicolon it may be the beginning of a longer one.
        return None if decoded == piece or (piece[-1] != ";" and decoded < " ") else decoded
    if kind == "escape":
        return chr(int(piece.lstrip("\\u"), 16))
    if kind == "code":
        number = int(piece.strip("\\uU{}"), 16)
        return chr(number) if number <= sys.maxunicode else None
    if kind == "syslog":
        # Others than tabs and ends of lines would be taken out as what a terminal does not show.
        sign = chr(int(piece[1:], 8))
        return sign if sign in "\t\n\r" else " "
    if kind == "pair":
        return bytes.fromhex(piece.replace("\\", "").replace("u", "")).decode("utf-16-be")
    if kind == "hex" and len(piece) < _LONG_NUMBER and piece.isdigit() and bytes.fromhex(piece).isalpha():
        return None  # 4242424242424242 is a card, and says BBBBBBBB
    if kind == "base32" and not _MIXED.search(piece):
        return None
    raw = _decoded(kind, piece)
    return None if raw is None else _as_text(raw, strict=kind not in ("percent", "bytes", "octal"))


_PACKED: Final = frozenset({"deflated", "gzip", "zlib", "packed"})
_BLANKS: Final = re.compile(r"[ \n]+")
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_CUT: Final = 512
"""From this length on the end may be missing: a window of a long text ends anywhere."""
_MIXED: Final = re.compile(r"[2-7]")
_NO_HEX: Final = re.compile(r"\A0[xX]|[\\x :]")
_CONSTANT: Final = {
    "invisible": "",
    "space": " ",
    "dash": "-",
    "dot": ".",
    "at": "@",
    "point": ".",
    "said": "@",
    "saiddot": ".",
    "line": "\n",
    "caret": "\n",
    "slash": "/",
    "emphasis": " ",
    "halfsaid": "@",
    "mailsaid": "@",
    "hyphen": "-",
    "lowbar": "_",
    "soft": "",
    "tag": "",
}


def _of_word(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """An encoded word of a header, whatever its charset is called."""
    for start, end, raw in parts_of_word(match):
        yield start, end, _as_text(raw, strict=False) or ""


_IN_PARTS: Final = {"form": blanks_of_form, "spoken": digits_said, "word": _of_word}


def _decoded(kind: str, piece: str) -> bytes | None:
    try:
        if kind == "percent":
            return unquote_to_bytes(piece)
        if kind == "utf8":
            return bytes_of_mail(piece)
        if kind == "octal":
            return bytes(int(number, 8) for number in piece.split("\\") if number)
        if kind == "arguments":
            return bytes.fromhex(piece).replace(b"\0", b" ")
        if kind in {"hex", "number", "dump", "bytes"}:
            return bytes.fromhex(_NO_HEX.sub("", piece))
        if kind == "base32":
            bare = piece.rstrip("=")
            return base64.b32decode(bare + "=" * (-len(bare) % 8))
        bare = piece.rstrip("=").replace("-", "+").replace("_", "/")
        if len(bare) >= _CUT and len(bare) % 4 == 1:
            bare = bare[:-1]
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (ValueError, binascii.Error):
        return None


def _as_text(raw: bytes, *, strict: bool) -> str | None:
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
