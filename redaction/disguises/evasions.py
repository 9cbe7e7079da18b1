"""Evasions: how values are disguised in texts, and what each disguise stands for.

Invisible and look-alike characters, encodings of URLs, HTML, JSON and programs, words for signs, digits one by one,
hex, base64 and base32, packed or not. `redaction.disguises.normalise` makes a view of a text in which they are undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.disguises.labels import CLOSING
from redaction.disguises.meanings import DIGITS, IN_PARTS, MEANINGS, PACKED, as_text
from redaction.disguises.other_characters import TAGS, is_of_sentence
from redaction.disguises.packed import MOST_BYTES, unpacked
from redaction.disguises.patterns import FAMILIES, TERMINAL, Family
from redaction.disguises.spoken_addresses import leads_to_mail, speaks_of_mail
from redaction.disguises.terminal import on_screen

__all__ = ["edits", "smuggled"]

_TAG: Final = re.compile(f"[{TAGS}]")
_FIRST_TAG: Final = 0xE0000
_FAR_WORD: Final = 64
_WORD_BEFORE: Final = re.compile(r"[\w.@+\-]*\Z")
_WORD_BEHIND: Final = re.compile(r"[\w.@+\-]*")
_LATIN_OR_CODE: Final = re.compile(r"[A-Za-z]|[^\W\d_][0-9]|[0-9][^\W\d_]")


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
        if kind == DIGITS:
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
        if kind in IN_PARTS:
            several = [*IN_PARTS[kind](match)]
            others = others or bool(several)
            found += several
            continue
        if kind in PACKED:
            raw = unpacked(piece, room, bare=kind == "deflated") or b""
            room -= len(raw)
            replacement = as_text(raw, strict=True) or None
        else:
            replacement = MEANINGS[kind](piece)
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
