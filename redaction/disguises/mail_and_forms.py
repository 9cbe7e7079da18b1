"""How mails, forms and pages write what a plain text says with a blank, a line end or a sign.

Forms and query strings write a blank as `+` (URL standard, 5.2), quoted-printable breaks lines with `=` (RFC 2045,
6.7), headers hold encoded words (RFC 2047), answers put `> ` before what they quote, and pages have tags within a
value. Read by `redaction.disguises.evasions`, which undoes them where a gate of `GATES` says that there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = [
    "GATES",
    "IN_FORM",
    "IN_MAIL",
    "IN_PAGE",
    "QUOTED_LINE",
    "SIGNS",
    "blanks_of_form",
    "bytes_of_mail",
    "parts_of_word",
]

_CHARACTER: Final = r"0-9A-Za-z%._~*()!,:;/@\-"
"""What the value of a form is written in, but for `+`."""
_FIELD: Final = r"[A-Za-z][0-9A-Za-z_.\-\[\]%]{0,48}="
_DIGIT_AND_BLANK: Final = r"(?:[0-9]\+[0-9A-Za-z(%]|[A-Za-z).,]\+[0-9(])"
"""All that is looked for and has blanks has digits: names in a search are read as they stand."""
_LONGEST: Final = 96
_TAG: Final = r"(?:[eE][mM]|[mM][aA][rR][kK]|[bB]|[iI]|[sS][tT][rR][oO][nN][gG]|[wW][bB][rR])"
_BREAK: Final = r"<[bB][rR][ ]?/?>"
_CHARSET: Final = r"[0-9A-Za-z\-]{2,20}"
_LINE_OF_MAIL: Final = 70
"""A line that was broken for its length has this many characters; mail allows 76. A key in base64 may end so, too."""
_NEXT: Final = r"(?![0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}:[0-9]{2})"
"""A line of its own begins with a time stamp."""

GATES: Final = (
    rf"[?&]{_FIELD}[{_CHARACTER}+]{{0,{_LONGEST}}}{_DIGIT_AND_BLANK}",
    rf"{_DIGIT_AND_BLANK}[{_CHARACTER}+]{{0,{_LONGEST}}}&{_FIELD}",
    r"[0-9A-Za-z@._\- ]=\r?\n[0-9A-Za-z@._(+\- ]",
    r"[0-9A-Za-z]=40[0-9A-Za-z\-]{1,63}\.[A-Za-z]",
    r"[0-9A-Za-z]=3D[0-9+(]",
    r"=[C-F][0-9A-F]=[89AB][0-9A-F]",
    rf"=\?{_CHARSET}\?[qQ]\?",
    r"[0-9A-Z][ ]?\r?\n>[> ]{0,6}[0-9]",
    rf"[0-9A-Z][ ]?{_BREAK}[ \r\n]{{0,2}}[0-9]",
    rf"@</?{_TAG}>[0-9A-Za-z]",
    rf"[0-9A-Za-z]</?{_TAG}>(?:@[0-9A-Za-z<]|\.[0-9a-z])",
    rf"[0-9]</?{_TAG}>[0-9\-]",
)
"""Byte patterns of which one matches wherever an ASCII text may hold one of them."""

IN_FORM: Final = (
    rf"=(?P<form>)(?<=[0-9A-Za-z_.\-\]%]=)(?=[{_CHARACTER}]{{0,{_LONGEST}}}\+)[{_CHARACTER}+]{{1,{_LONGEST}}}"
    rf"(?:&(?={_FIELD})|(?![{_CHARACTER}+]))"
)
"""A value of a form with blanks in it, and the sign that ends it."""
IN_MAIL: Final = (
    # An empty value of a list of settings ends its line with the same sign.
    rf"=(?P<soft>)(?:(?<=[@._\-]=)\r?\n(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]=)\r?\n(?=[@._(+\-])|(?<=[0-9]=)\r?\n{_NEXT}(?=[0-9])"
    rf"|(?<=[0-9A-Z][ ]=)\r?\n(?=[0-9])|(?<=[0-9]=)\r?\n(?=[ ][0-9])"
    rf"|(?<=[^\n]{{{_LINE_OF_MAIL - 1}}}[0-9A-Za-z]=)\r?\n{_NEXT}(?=[0-9A-Za-z]))"
    r"|=(?P<quoted>)(?<=[0-9A-Za-z]=)(?:40(?=[0-9A-Za-z\-]{1,63}\.[A-Za-z])|3D(?=[0-9+(]))"
    r"|=(?P<utf8>)[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3}"
    rf"|=(?P<word>)\?{_CHARSET}\?[qQ]\?[!->@-~]{{1,200}}\?=(?:[ \t\r\n]{{1,3}}(?==\?))?"
)
"""Quoted-printable and encoded words."""
QUOTED_LINE: Final = (
    r"\n(?P<line>)(?:(?<=[0-9A-Z]\n)|(?<=[0-9A-Z][ \r]\n)|(?<=[0-9A-Z][ ]\r\n))>[> ]{0,6}(?=[0-9])"
)
IN_PAGE: Final = (
    rf"<(?P<tag>)(?:(?<=@<)/?{_TAG}>(?=[0-9A-Za-z])|(?<=[0-9]<)/?{_TAG}>(?=[0-9\-])"
    rf"|(?<=[0-9A-Za-z]<)/?{_TAG}>(?=@[0-9A-Za-z<]|\.[0-9a-z]))"
    r"|<(?P<line>)(?:(?<=[0-9A-Z]<)|(?<=[0-9A-Z][ ]<))[bB][rR][ ]?/?>[ \r\n]{0,2}(?=[0-9])"
)
"""Tags within a value."""
SIGNS: Final = {"=40": "@", "=3D": "="}

_BLANK: Final = re.compile(r"\+")
_HAS_DIGIT: Final = re.compile(_DIGIT_AND_BLANK)
_NAME_BEFORE: Final = re.compile(r"[?&][A-Za-z][0-9A-Za-z_.\-\[\]%]{0,48}\Z")
_NAME: Final = 50
_PART: Final = re.compile(r"_|=[0-9A-Fa-f]{2}(?:=[0-9A-Fa-f]{2})*")


def blanks_of_form(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and meaning of each blank of a value of a form, and of the sign that parts it from the next one.

    Args:
        match: One of `IN_FORM`.
    """
    text, (start, end) = match.string, match.span()
    followed = text[end - 1] == "&"
    if _HAS_DIGIT.search(text, start, end) is None or not (
        followed or _NAME_BEFORE.search(text, max(0, start - _NAME), start)
    ):
        return
    for blank in _BLANK.finditer(text, start, end):
        yield blank.start(), blank.end(), " "
    if followed:
        yield end - 1, end, "\n"


def parts_of_word(match: re.Match[str]) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and bytes of all that is no plain character of an encoded word.

    Args:
        match: One of `IN_MAIL`, of the group `word`.
    """
    text, (start, end) = match.string, match.span()
    begin = text.index("?", text.index("?", start + 2) + 1) + 1
    close = text.rindex("?=", start, end)
    yield start, begin, b""
    for part in _PART.finditer(text, begin, close):
        yield part.start(), part.end(), b" " if part[0] == "_" else bytes_of_mail(part[0])
    yield close, end, b""


def bytes_of_mail(written: str) -> bytes:
    """What `=C3=A9` stands for."""
    return bytes.fromhex(written.replace("=", ""))
