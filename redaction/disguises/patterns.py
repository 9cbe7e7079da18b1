"""What disguises look like: byte patterns for the scan, and families of patterns for `redaction.disguises.evasions`.

Characters beyond ASCII that stand for others are in `redaction.disguises.other_characters`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.disguises.labels import AROUND_LABELS, MARKS
from redaction.disguises.lost_line_ends import GATE as GLUED_GATE
from redaction.disguises.lost_line_ends import GLUED
from redaction.disguises.mail_and_forms import GATES as MAIL_AND_FORMS
from redaction.disguises.mail_and_forms import IN_FORM, IN_MAIL, IN_PAGE, QUOTED_LINE
from redaction.disguises.other_characters import (
    COMPATIBLE,
    DASHES,
    DOTS,
    INVISIBLE,
    LETTERS,
    OTHER_DIGIT,
    OTHERS,
    SPACES,
)
from redaction.disguises.spoken_addresses import (
    ENDINGS,
    HALF_SAID,
    MAIL_SAID,
    NEEDED_ABROAD,
    SAID,
    SAID_ABROAD,
    SPELT,
)
from redaction.disguises.spoken_addresses import GATES as SPOKEN_ADDRESSES
from redaction.disguises.spoken_numbers import GATE as SPOKEN_NUMBERS
from redaction.disguises.spoken_numbers import next_run

__all__ = ["FAMILIES", "FOUR_QUADS", "GATES", "TERMINAL", "UNGATED", "Family"]

# Base64 of ASCII text, quad by quad: the top bits of each byte are known, which leaves one string in ten thousand.
_FIRST_OF_QUAD: Final = "[I-Za-f]"
_REST_OF_QUAD: Final = "[C-HS-Xi-ny-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]"
_QUAD: Final = f"{_FIRST_OF_QUAD}{_REST_OF_QUAD}"
_QUAD_START: Final = "[I-Za-f][C-HS-Xi-ny-z0-3][A-Za-z0-9+/_-]"
FOUR_QUADS: Final = f"{_QUAD}{_QUAD}{_QUAD}{_QUAD_START}"
"""How base64 of text begins."""
# Base32 of ASCII text: of the eight characters for five bytes the seven behind the first.
_OCTAD: Final = "[ABEFIJMNQRUVYZ45][A-Z2-7][C-HS-X][ACEGIKMOQSUWY246][I-Z2-7][BCDJKLRSTZ23][A-Z2-7]"
# How zlib begins behind its `e` in base64 and behind its `78` in hex.
_ZLIB: Final = "(?:J[w-z]|N[o-r]|F[4-7]|A[E-H])"
_ZLIB_HEX: Final = "(?:9[cC]|[dD][aA]|5[eE]|01)"
# Eight characters in hex. Cards and ids of up to 19 decimal digits are none: without a letter they would say digits and
# signs, or nothing that is looked for.
_PAIRS: Final = (
    "[2-7][A-Fa-f](?:[2-7][0-9A-Fa-f]){7}",
    *(f"(?:[2-7][0-9]){{{at}}}[2-7][A-Fa-f](?:[2-7][0-9A-Fa-f]){{{7 - at}}}" for at in range(1, 7)),
    *(f"(?:[2-7][0-9]){{{at}}}[2-7][A-Fa-f]" for at in (7, 8)),
    "(?:[2-7][0-9]){10}",
    "(?:[23][0-9]){8}",
)
# Names of the signs that hold an identifier together (HTML standard, 13.5), and of what is not seen.
_NAMED: Final = (
    "commat|period|nbsp|nonbreakingspace|shy|zwnj|zwj|zerowidthspace|hyphen|dash|ndash|mdash|minus|colon|lowbar|plus|num|sol|bsol|lpar|rpar"
    "|equals|quest|percnt|ensp|emsp|thinsp|numsp|tab|newline|nobreak"
)
_CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f"
"""What a terminal does not show, and no tab, line end or escape."""
# The last is how rsyslog writes one.
_WRITTEN_ESCAPE: Final = r"(?:\\{1,4}(?:x1[bB]|u001[bB]|u\{0{0,4}1[bB]\}|U0000001[bB]|033|[eE])|%1[bB]|#033)"
_NO_ESCAPE: Final = r"\[[0-9]{1,3}(?:;[0-9]{1,3})*m"
"""A colour whose first character was lost on the way."""
GATES: Final = (
    r"[\x01-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]",
    r"(?:\\[eE]|\^\[|%1[bB])\[[0-9;]*[A-Za-z]",
    rf"[^\x1b]{_NO_ESCAPE}[^\]]",
    r"%[2-7][0-9A-Fa-f]",
    r"%0[09A-Da-d]",
    r"%[C-Fc-f][0-9A-Fa-f]%[89ABab]",
    rf"(?i)&(?:amp;)?(?:#|(?:{_NAMED});)",
    r"\\(?:u[0-9A-Fa-f]{2}|x|U000[0-9A-Fa-f]{3})[0-9A-Fa-f]{2}",
    r"\\u\{[0-9A-Fa-f]{2}",
    r"\\[01][0-7]{2}",
    r"\\[nrt][0-9A-Za-z+/]",
    r"(?i)[\[({<][ ]?(?:at|dot|@|\.|punkt|arroba|punto)[ ]?[\])}>]",
    *SPOKEN_ADDRESSES,
    r"@[ \n]{1,2}[0-9A-Za-z]",
    r"@[0-9A-Za-z.\-]+ \.[ 0-9A-Za-z]",
    rf"[^A-Za-z0-9+/_-]{FOUR_QUADS}",
    *(rf"[^0-9A-Za-z](?:0[xX])?{pairs}" for pairs in _PAIRS),
    rf"[^A-Za-z0-9+/_-][E-P]{_OCTAD}[E-P]{_OCTAD}[A-Z2-7]{{7}}",
    rf"[^A-Za-z0-9+/_-](?:H4sI|e{_ZLIB})[A-Za-z0-9+/_-]{{16}}",
    rf"[^0-9A-Za-z](?:1[fF]8[bB]08|78{_ZLIB_HEX})[0-9A-Fa-f]{{24}}",
    GLUED_GATE,
    r"(?:[2-7][0-9A-Fa-f][ :]{1,2}){7}[2-7][0-9A-Fa-f]",
    r"[^0-9A-Za-z](?:[0-9][ \t\r\n\-]{1,3}){7}[0-9]",
    r"[^0-9A-Za-z]_{1,3}[+(]?[0-9][0-9A-Fa-f .()\-:]{6}",
    r"SAMLRequest=[A-Za-z0-9+/]{16}",
    r"proctitle=(?:[0-7][0-9A-Fa-f]){8}",
    *MAIL_AND_FORMS,
    SPOKEN_NUMBERS,
)
"""Byte patterns of which one matches wherever an ASCII text may hold an evasion, but for `UNGATED`."""
UNGATED: Final = ("\0", "\x1b", "\\/", "#01", "#033", "^I", "^M")
"""Nothing is as cheap as to look for one character, the first of each, where gates of two or three cost all texts much.

NUL stands between the fields of a scan.
"""

_LABEL: Final = r"[0-9A-Za-z](?:[0-9A-Za-z\-]{0,62})"
# A reference may do without its semicolon, but one in which another disguise stands is read in the next layer.
_NO_SEMICOLON: Final = r"(?=&#|[^0-9A-Za-z;%&\\\x80-\U0010ffff]|\Z)"
_BRACKET: Final = re.compile(r"[\[({<]")
_TOKEN: Final = re.compile(r"[A-Za-z0-9+/_\-]{15,}")
_PADDING: Final = 6
"""Most signs that fill up a token."""


class Family:
    """Disguises that begin with the same characters.

    Args:
        needed: Without a match of it a text has none of them.
        pattern: One of them, named by the last group; the group is empty and stands behind the first characters, so
            that `re` sees at once where nothing can begin.
        first: Matches the character with which each begins, where that is rarer than what `pattern` finds by itself.

    Attributes:
        kinds: Their names; `redaction.disguises.meanings` says what each stands for.
    """

    def __init__(self, needed: str, pattern: str, first: re.Pattern[str] | None = None) -> None:
        self.needed = re.compile(needed)
        self._pattern = re.compile(pattern)
        self.kinds = frozenset(self._pattern.groupindex)
        self._first = first

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """The first at or behind `start`."""
        if self._first is None:
            return self._pattern.search(text, start)
        while (first := self._first.search(text, start)) is not None:
            match = self._pattern.match(text, first.start())
            if match is not None:
                return match
            start = first.end()
        return None


class _InTokens(Family):
    """Disguises that are long tokens, or stand in one."""

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """The first at or behind `start`."""
        while (token := _TOKEN.search(text, start)) is not None:
            start = token.end()
            match = self._pattern.search(text, token.start(), start + _PADDING)
            if match is not None:
                return match
        return None


class _InWords(Family):
    """Numbers in words."""

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """The first at or behind `start`."""
        run = next_run(text, start)
        return None if run is None else self._pattern.fullmatch(text, *run)


class _InBrackets(Family):
    """Signs in brackets, with the blank before them."""

    def search(self, text: str, start: int) -> re.Match[str] | None:
        """The first at or behind `start`."""
        at = start
        while (bracket := _BRACKET.search(text, at)) is not None:
            at = bracket.start()
            if at > start and text[at - 1] == " ":
                at -= 1
            match = self._pattern.match(text, at)
            if match is not None:
                return match
            at = bracket.end()
        return None


TERMINAL: Final = Family(
    # One class: the alternatives themselves would be tried at every character.
    rf"[{_CONTROL}\x1b\x80-\x9f%\\^\[#]",
    rf"(?:(?:\x1b|{_WRITTEN_ESCAPE}|\^\[)\[|\x9b)[0-?]*[ -/]*(?:[A-HSTadef`](?P<move>)|[@-~](?P<colour>))"
    r"|(?:\x1b\]|\x9d)(?P<link>)[^\x07\x1b\x9c\x9d]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[()][0AB](?P<charset>)"
    rf"|{_NO_ESCAPE}(?P<bare>)(?!\])"
    rf"|[{_CONTROL}]+(?P<control>)|\x1b(?P<escaped>)",
    re.compile(rf"[{_CONTROL}\x1b\x80-\x9f%\\^\[#]"),
)
"""Terminals: what selects a colour is taken out, what moves the cursor leaves a blank; groups say which it is."""

FAMILIES: Final = (
    Family(
        r"[^\x00-\x7f]",
        rf"[{INVISIBLE}]+(?P<invisible>)|[{SPACES}](?P<space>)|[{DASHES}](?P<dash>)|[{DOTS}](?P<dot>)"
        rf"|[{''.join(LETTERS)}](?P<letter>)|[{COMPATIBLE}](?P<compatible>)",
        OTHERS,
    ),
    Family(r"[^\x00-\x7f]", OTHER_DIGIT.pattern),
    Family(f"[{MARKS}]", AROUND_LABELS),
    Family(
        r"[%&\\#^]",
        r"%(?P<percent>)[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*"
        rf"|&(?P<html>)(?:#[0-9]{{1,7}}(?:;|{_NO_SEMICOLON})|#[xX][0-9A-Fa-f]{{1,6}}(?:;|{_NO_SEMICOLON})|[A-Za-z]{{2,24}};)"
        r"|\\{1,4}(?P<pair>)u[Dd][89ABab][0-9A-Fa-f]{2}\\{1,4}u[Dd][C-Fc-f][0-9A-Fa-f]{2}"
        r"|\\{1,4}(?P<escape>)u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
        r"|\\{1,4}(?P<code>)(?:u\{0{0,4}[0-9A-Fa-f]{1,6}\}|U000[0-9A-Fa-f]{5})"
        r"|\\{1,4}(?P<octal>)[01][0-7]{2}(?:\\{1,4}[01][0-7]{2})*"
        r"|\\{1,4}(?P<bytes>)x[0-9A-Fa-f]{2}(?:\\{1,4}x[0-9A-Fa-f]{2})*"
        # Cut off JSON, or the repr of a string: its n would be the first letter of what stands behind it.
        r"|\\{1,4}(?P<line>)[nrt](?=[0-9A-Za-z+/])"
        r"|\^(?P<caret>)[IM](?=[0-9])"
        # rsyslog: `$EscapeControlCharactersOnReceive` is its default.
        r"|#(?P<syslog>)0(?:1[0-7]|33)"
        # PHP's `json_encode`.
        r"|\\{1,4}(?P<slash>)/",
        re.compile(r"[%&\\#^]"),
    ),
    _InWords(r"[A-Za-z][ ,.\-]{1,3}[A-Za-z]", r"(?P<spoken>)[\x00-\U0010ffff]+"),
    Family(r"=", rf"{IN_FORM}|{IN_MAIL}"),
    Family(GLUED_GATE, GLUED),
    Family(r"\n>", QUOTED_LINE),
    Family(r"<", IN_PAGE),
    _InBrackets(
        r"[\[({<]",
        r"[ ]?[\[({<](?P<at>)[ ]?(?i:at|@|arroba)[ ]?[\])}>][ ]?"
        r"|[ ]?[\[({<](?P<point>)[ ]?(?i:dot|\.|punkt|punto)[ ]?[\])}>][ ]?",
    ),
    Family(r" (?i:dot|punkt|punto) ", SPELT),
    Family(r" (?i:dot|punkt|punto) ", SAID),
    Family(NEEDED_ABROAD, SAID_ABROAD),
    Family(r" (?i:at) [0-9A-Za-z\-]{1,63} (?i:dot|punkt|punto) ", MAIL_SAID),
    Family(r" (?i:at) [0-9A-Za-z\-]{1,63}\.", HALF_SAID),
    Family(
        r"@(?:[ \n]|[0-9A-Za-z.\-]+ \.)",
        rf"[ @](?P<spread>)(?<=[0-9A-Za-z_][ @])(?:(?<=@)[ \n]{{0,2}}|(?<= )[ ]?@[ \n]{{1,2}}){_LABEL}"
        rf"(?:(?:[ ]\.[ ]?|\.){_LABEL}){{0,4}}(?:[ ]\.[ ]?|\.){ENDINGS}(?![0-9A-Za-z]|[.\-][0-9A-Za-z])",
    ),
    Family(
        r"[0-9][ \t\r\n\-]{1,3}[0-9][ \t\r\n\-]",
        r"[0-9](?P<digits>)(?<![0-9A-Za-z][0-9])(?:[ \t\r\n\-]{1,3}[0-9]){7,}(?![0-9A-Za-z])",
    ),
    Family(
        r"[2-7][0-9A-Fa-f][ :]{1,2}[2-7][0-9A-Fa-f][ :]",
        r"[0-7](?P<dump>)(?<![0-9A-Za-z][0-7])[0-9A-Fa-f](?:[ :]{1,2}[0-7][0-9A-Fa-f]){7,}+(?![0-9A-Za-z])",
    ),
    # Emphasis of Markdown: an underscore would be part of the word.
    Family(
        r"_(?<![0-9A-Za-z_]_)_{0,2}[+(]?[0-9][0-9A-Fa-f .()\-:]{6}",
        r"_(?:(?<![0-9A-Za-z_]_)_{0,2}(?=[+(]?[0-9])|(?<=[0-9A-Fa-f)]_)_{0,2}(?![0-9A-Za-z_]))(?P<emphasis>)",
    ),
    _InTokens(
        r"[A-Za-z0-9+/_-]{15}",
        # NUL stands between the arguments of a command line that auditd writes (proctitle).
        r"[0-7](?P<arguments>)(?<=proctitle=[0-7])[0-9A-Fa-f](?:[0-7][0-9A-Fa-f]){7,}+(?![0-9A-Za-z])|"
        r"[0-7](?P<hex>)(?<![0-9A-Za-z][0-7])[0-9A-Fa-f](?:[0-7][0-9A-Fa-f]){7,}+(?:(?![0-9A-Za-z])|(?=[0-9A-Fa-f]\Z))"
        r"|0[xX](?P<number>)(?<![0-9A-Za-z]0[xX])(?:[0-7][0-9A-Fa-f]){8,}+(?:(?![0-9A-Za-z])|(?=[0-9A-Fa-f]\Z))"
        # The redirect binding of SAML packs without a header (saml-bindings 3.4.4.1).
        r"|[A-Za-z0-9+/](?P<deflated>)(?<=SAMLRequest=[A-Za-z0-9+/])[A-Za-z0-9+/]{15,}+={0,2}(?!%)"
        # How gzip and zlib begin, in base64 and in hex.
        r"|H(?P<gzip>)(?<![A-Za-z0-9+/_\-]H)4sI[A-Za-z0-9+/_\-]{16,}={0,2}"
        rf"|e(?P<zlib>)(?<![A-Za-z0-9+/_\-]e){_ZLIB}[A-Za-z0-9+/_\-]{{16,}}={{0,2}}"
        rf"|[17](?P<packed>)(?<![0-9A-Za-z][17])(?:(?<=1)[fF]8[bB]08|(?<=7)8{_ZLIB_HEX})[0-9A-Fa-f]{{24,}}"
        rf"|[E-P](?P<base32>)(?<![A-Za-z0-9+/_\-][E-P]){_OCTAD}[E-P]{_OCTAD}[A-Z2-7]{{7,}}+(?![A-Za-z0-9+/_\-])={{0,6}}"
        rf"|[I-Za-f](?P<base64>)(?<![A-Za-z0-9+/_\-][I-Za-f]){_REST_OF_QUAD}(?:{_QUAD}){{2}}"
        rf"{_QUAD_START}[A-Za-z0-9+/_\-]*={{0,2}}",
    ),
)
"""In the order of which comes first where several begin at one place."""
