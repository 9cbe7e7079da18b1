"""A second view of a text in which evasions are undone, with the way back to the original offsets.

The batch engine asks for it only where a cheap byte test (`GATES`, or a look at a text beyond ASCII) says that there
is something to undo, scans it like any field, and maps what it finds back. Decoding is repeated at most twice.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import unquote_to_bytes

__all__ = ["GATES", "MAX_DEPTH", "View", "beyond_ascii", "undo"]

MAX_DEPTH: Final = 2
"""How often an encoding within an encoding is decoded."""

# Base64 of ASCII text, quad by quad: of each byte the top bits are known; one string in ten thousand is like it.
_QUAD: Final = "[I-Za-f][C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]"
_QUAD_START: Final = "[I-Za-f][C-HS-Xi-ny-z0-3][A-Za-z0-9+/_-]"
# Names of the signs that hold an identifier together (HTML standard, 13.5), and of what is not seen.
_NAMED: Final = (
    "commat|period|nbsp|nonbreakingspace|shy|zwnj|zwj|zerowidthspace|hyphen|dash|ndash|mdash|minus|colon|lowbar|plus|num|sol|bsol|lpar|rpar"
    "|equals|quest|percnt|ensp|emsp|thinsp|numsp|tab|newline|nobreak"
)
GATES: Final = (
    r"%[2-7][0-9A-Fa-f]",
    r"%[C-Fc-f][0-9A-Fa-f]%[89ABab]",
    rf"(?i)&(?:amp;)?(?:#|(?:{_NAMED});)",
    r"\\(?:u[0-9A-Fa-f]{2}|x)[0-9A-Fa-f]{2}",
    r"\\[nrt][0-9A-Za-z+]",
    r"(?i)[\[({<][ ]?(?:at|dot|@|\.|punkt|arroba|punto)[ ]?[\])}>]",
    r"(?i)[0-9a-z] at [0-9a-z\-]+ (?:dot|punkt|punto) [0-9a-z]",
    r"(?i)@[0-9a-z.\-]+ (?:dot|punkt|punto) [0-9a-z]",
    rf"[^A-Za-z0-9+/_-]{_QUAD}{_QUAD}{_QUAD}{_QUAD_START}",
    r"[^0-9A-Za-z](?:0[xX])?(?:[2-7][0-9A-Fa-f]){8}",
    r"[^0-9A-Za-z](?:[2-7][0-9A-Fa-f][ :]){7}[2-7][0-9A-Fa-f]",
    r"[^0-9A-Za-z](?:[0-9][ \t\r\n\-]{1,3}){7}[0-9]",
    r"[^0-9A-Za-z]_{1,3}[+(]?[0-9][0-9A-Fa-f .()\-:]{6}",
)
"""Byte patterns of which one matches wherever an ASCII text may hold an evasion."""

# "look at the dot on the map" is no address: only these end a domain that is spelt out in words.
_SPOKEN_ENDINGS: Final = (
    "(?i:com|org|net|edu|gov|mil|io|co|ai|dev|app|info|biz|me|us|uk|de|fr|es|it|nl|eu|ch|be|in|au|ca|br|jp|cn|ru|pl|se"
    "|no|dk|fi|pt|ie|nz|za|mx|example|internal|local|test)"
)
_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e0fff"
)
_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_DASHES: Final = "\u2010-\u2015\u2043\u207b\u208b\u2212\ufe58\ufe63\uff0d\u02d7\u2796"
_LONG_DASHES: Final = frozenset("\u2013\u2014\u2015")
_DOTS: Final = "\u2024\u3002\uff0e\uff61\ufe52\u00b7\u2022\u2027"
_COMPATIBLE: Final = (
    "\uff01-\uff5e\ufe50-\ufe6b\u2460-\u24ff\u2070-\u209c\u00b2\u00b3\u00b9"
    "\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff"
)
# Cyrillic and Greek letters that look like Latin ones, in the order of the Latin ones beside them.
_LETTERS: Final = dict(
    zip(
        "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425"
        "\u0430\u0435\u0455\u0456\u0458\u043e\u0440\u0441\u0443\u0445\u0501\u04bb\u0261\u0391\u0392"
        "\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
        "ABESIJKMHOPCTYXaesijopcyxdhgABEZHIKMNOPTYXo",
        strict=True,
    )
)
_BEYOND_ASCII: Final = re.compile(
    rf"[{_INVISIBLE}{_SPACES}{_DASHES}{_DOTS}{_COMPATIBLE}{''.join(_LETTERS)}]|(?![0-9])\d"
)
# Families of evasions, in the order in which they are tried: what a text must hold for one, and its pattern.
_FAMILIES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(r"[^\x00-\x7f]"),
        (
            rf"(?P<invisible>[{_INVISIBLE}]+)"
            rf"|(?P<space>[{_SPACES}])|(?P<dash>[{_DASHES}])|(?P<dot>[{_DOTS}])"
            rf"|(?P<letter>[{''.join(_LETTERS)}])|(?P<compatible>[{_COMPATIBLE}]|(?![0-9])\d)"
        ),
    ),
    (
        re.compile(r"[%&\\]"),
        (
            r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
            r"|(?P<html>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,24});)"
            r"|(?P<pair>\\{1,4}u[Dd][89ABab][0-9A-Fa-f]{2}\\{1,4}u[Dd][C-Fc-f][0-9A-Fa-f]{2})"
            r"|(?P<escape>\\{1,4}u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})|(?P<bytes>(?:\\{1,4}x[0-9A-Fa-f]{2})+)"
            # Cut off JSON, or the repr of a string: its n would be the first letter of what stands behind it.
            r"|(?P<line>\\{1,4}[nrt](?=[0-9A-Za-z+]))"
        ),
    ),
    (
        re.compile(r"[\[({<]"),
        (
            r"(?P<at>[ ]?[\[({<][ ]?(?i:at|@|arroba)[ ]?[\])}>][ ]?)"
            r"|(?P<point>[ ]?[\[({<][ ]?(?i:dot|\.|punkt|punto)[ ]?[\])}>][ ]?)"
        ),
    ),
    (
        re.compile(r" (?i:dot|punkt|punto) "),
        (
            r"(?P<said>(?<=[0-9A-Za-z]) (?i:at) (?=(?:[0-9A-Za-z\-]{1,63} (?i:dot|punkt|punto) ){1,5}"
            rf"(?:{_SPOKEN_ENDINGS})(?![0-9A-Za-z])))"
            r"|(?P<saiddot>(?<=[0-9A-Za-z]) (?i:dot|punkt|punto) (?=[0-9A-Za-z]))"
        ),
    ),
    (
        re.compile(r"[0-9][ \t\r\n\-]{1,3}[0-9][ \t\r\n\-]"),
        r"(?P<digits>(?<![0-9A-Za-z])[0-9](?:[ \t\r\n\-]{1,3}[0-9]){7,}(?![0-9A-Za-z]))",
    ),
    (
        # Emphasis of Markdown: an underscore would be part of the word.
        re.compile(r"(?<![0-9A-Za-z_])_{1,3}[+(]?[0-9][0-9A-Fa-f .()\-:]{6}"),
        r"(?P<emphasis>(?<![0-9A-Za-z_])_{1,3}(?=[+(]?[0-9])|(?<=[0-9A-Fa-f)])_{1,3}(?![0-9A-Za-z_]))",
    ),
    (
        re.compile(r"[A-Za-z0-9+/_-]{15}|(?:[0-7][0-9A-Fa-f][ :]){7}"),
        (
            r"(?P<pairs>(?<![0-9A-Za-z])(?:[0-7][0-9A-Fa-f][ :]){7,32768}[0-7][0-9A-Fa-f](?![0-9A-Za-z]))|"
            r"(?P<hex>(?<![0-9A-Za-z])(?:0[xX])?(?:[0-7][0-9A-Fa-f]){8,32768}(?![0-9A-Za-z]))"
            rf"|(?P<base64>(?<![A-Za-z0-9+/_\-])(?:{_QUAD}){{3}}{_QUAD_START}[A-Za-z0-9+/_\-]{{0,65536}}={{0,2}})"
        ),
    ),
)


@cache  # at most one entry per set of families
def _undo_of(families: tuple[bool, ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(pattern for (_, pattern), there in zip(_FAMILIES, families, strict=True) if there)
    )


@dataclass(frozen=True, slots=True)
class View:
    """A text with evasions undone.

    Attributes:
        text: What the recognizers look at.
        starts: For each code point of `text`, where the original piece it came from starts.
        ends: And where that piece ends.
    """

    text: str
    starts: list[int]
    ends: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original; `end` is greater than `start`."""
        return self.starts[start], self.ends[end - 1]


def beyond_ascii(text: str) -> bool:
    """Whether a text holds characters that are written in place of others: invisible, full-width, look-alikes.

    A dash of a sentence, with blanks around it and not between digits, is none.
    """
    if text.isascii():
        return False
    for match in _BEYOND_ASCII.finditer(text):
        at = match.start()
        before, behind = text[max(0, at - 3) : at], text[at + 1 : at + 4]
        if (
            text[at] not in _LONG_DASHES
            or not (before[-1:].isspace() and behind[:1].isspace())
            or (any(map(str.isdigit, before)) and any(map(str.isdigit, behind)))
        ):
            return True
    return False


def undo(text: str, view: View | None = None) -> View | None:
    """Undo one layer of evasions.

    Args:
        text: The original text, or a view's text.
        view: The view that `text` belongs to, so that offsets lead back to the original.

    Returns:
        The view, or None if there was nothing to undo.
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for start, end, replacement in _edits(text):
        parts.append(text[position:start])
        starts.extend(range(position, start))
        ends.extend(range(position + 1, start + 1))
        parts.append(replacement)
        starts.extend([start] * len(replacement))
        ends.extend([end] * len(replacement))
        position = end
    if not position:
        return None
    parts.append(text[position:])
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    if view is not None:
        starts = [view.starts[at] for at in starts]
        ends = [view.ends[at - 1] for at in ends]
    return View("".join(parts), starts, ends)


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    # Only what can be there is looked for: one pattern of everything takes a microsecond per character.
    families = tuple(needed.search(text) is not None for needed, _ in _FAMILIES)
    if not any(families):
        return
    others = False
    listed: list[re.Match[str]] = []
    for match in _undo_of(families).finditer(text):
        kind, piece = match.lastgroup or "", match.group()
        if kind == "digits":
            listed.append(match)
            continue
        replacement = _replacement(kind, piece)
        if replacement is not None:
            others = True
            yield match.start(), match.end(), replacement
    if not others:
        # Otherwise in the next layer: what was undone may stand in the middle of the digits.
        for match in listed:
            yield from _closed_up(match.start(), match.group())


def _closed_up(offset: int, piece: str) -> Iterator[tuple[int, int, str]]:
    """Digits that stand one by one, put together: the blanks are taken out, the digits keep their places."""
    if all(len(group) == 1 for group in re.split(r"[ \t\r\n\-]+", piece)):
        gaps = re.compile(r"[ \t\r\n]+" if re.search(r"[ \t\r\n]", piece) else r"-+")
        for blank in gaps.finditer(piece):
            yield offset + blank.start(), offset + blank.end(), ""


def _replacement(kind: str, piece: str) -> str | None:
    if kind in _CONSTANT:
        return _CONSTANT[kind]
    if kind == "letter":
        return _LETTERS[piece]
    if kind == "compatible":
        digit = unicodedata.digit(piece, -1)
        return str(digit) if digit >= 0 else unicodedata.normalize("NFKC", piece)
    if kind == "html":
        decoded = html.unescape(piece)
        return None if decoded == piece else decoded
    if kind == "escape":
        return chr(int(piece.lstrip("\\u"), 16))
    if kind == "pair":
        return bytes.fromhex(piece.replace("\\", "").replace("u", "")).decode("utf-16-be")
    raw = _decoded(kind, piece)
    return None if raw is None else _as_text(raw, strict=kind not in ("percent", "bytes"))


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
    "emphasis": " ",
}


_NO_HEX: Final = re.compile(r"0?[xX]|[\\ :]")


def _decoded(kind: str, piece: str) -> bytes | None:
    try:
        if kind == "percent":
            return unquote_to_bytes(piece)
        if kind in ("hex", "bytes", "pairs"):
            return bytes.fromhex(_NO_HEX.sub("", piece))
        bare = piece.rstrip("=").replace("-", "+").replace("_", "/")
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except (ValueError, binascii.Error):
        return None


def _as_text(raw: bytes, *, strict: bool) -> str | None:
    """The text of decoded bytes; None where they are no text (`strict`: control characters, not UTF-8)."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None if strict else raw.decode("latin-1")
    shown = (char.isprintable() or char.isspace() or unicodedata.category(char) == "Cf" for char in text)
    return None if strict and not all(shown) else text
