"""Street addresses in Cyrillic, Chinese and Japanese, and Turkish ones. Part of `redaction.recognizers.street.recognizer`."""

# ruff: noqa: E501, RUF001  # a pattern is read as a whole; letters that look alike are what is looked for

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

__all__ = ["GATES", "other_scripts"]

_LONGEST: Final = 96
_CYRILLIC_KINDS: Final = "ул\\.|улица|улице|улицы|вул\\.|вулиця|проспект|проспекте|пр-т|просп\\.|переулок|пер\\.|бульвар|б-р|шоссе|набережная|наб\\."
_WORD: Final = "[А-ЯЁІЇЄҐ][А-Яа-яЁёІіЇїЄєҐґ-]{1,23}"
_HOUSE: Final = "(?:д\\. ?|дом |буд\\. ?|№ ?)?[0-9]{1,4}(?:[А-Яа-я](?!\\w)|[/-][0-9]{1,3}|(?:,? ?(?:к|корп|стр|с)\\.? ?[0-9]{1,3}))?"
_FLAT: Final = "(?:,? (?:кв|оф)\\. ?[0-9]{1,4})?"
_CYRILLIC: Final = re.compile(
    rf"(?:(?<!\w)(?:{_CYRILLIC_KINDS}) {_WORD}(?: {_WORD}){{0,2}}|{_WORD} (?:{_CYRILLIC_KINDS})),? {_HOUSE}(?![\w%]|[.:][0-9]){_FLAT}"
)
_TURKISH: Final = re.compile(
    r"(?:[A-ZÇĞİÖŞÜ][\w'\u2019-]{0,23} ){0,3}[A-ZÇĞİÖŞÜ][\w'\u2019-]{0,23} (?:Caddesi|Cad\.|Cd\.|Sokağı|Sokak|Sok\.|Sk\.|Bulvarı|Blv\.),? ?No ?[:.]? ?[0-9]{1,4}(?:/[0-9A-Z]{1,4})?(?!\w)"
)
_HAN: Final = "[\u4e00-\u9fff]"
# Not the words of a sentence before a place; a street of no place may be a circuit or a track.
_PLACE: Final = f"(?:(?![在到于是址寄送往住我你他她的了为请])(?:{_HAN}))"
_CHINESE: Final = re.compile(
    rf"{_PLACE}{{1,16}}[省市区區县縣镇鎮乡鄉村]{_PLACE}{{1,12}}(?:路|街|大道|巷|弄|胡同)(?:[0-9一二三四五六七八九十]{{1,3}}段)?[0-9]{{1,5}}[号號](?:[0-9]{{1,3}}[楼樓栋棟])?(?:[0-9]{{1,4}}[室])?"
)
_JAPANESE: Final = re.compile(
    rf"(?:{_HAN}|[\u306e\u30a0-\u30ff]){{1,24}}[0-9\uff10-\uff19一二三四五六七八九十]{{1,2}}丁目[0-9\uff10-\uff19]{{1,3}}(?:番地?|[-‐−ー])(?:の?[0-9\uff10-\uff19]{{1,3}}号?)?(?:[-‐−ー][0-9]{{1,4}})?"
)
GATES: Final = (
    f"[^A-Za-z](?:{_CYRILLIC_KINDS}),?[ ]",
    "[ ](?:Caddesi|Cad\\.|Cd\\.|Sokağı|Sokak|Sok\\.|Sk\\.|Bulvarı|Blv\\.),?[ ]?No",
    "(?:路|街|大道|巷|弄|胡同|段)[0-9]{1,5}(?:号|號)",
    f"丁目(?:[0-9]|{'|'.join(map(chr, range(0xFF10, 0xFF1A)))})",
)


_LAST: Final = {" ": _CYRILLIC, "号": _CHINESE, "號": _CHINESE, "o": _TURKISH}


def other_scripts(text: str, low: int, end: int) -> Iterator[tuple[int, int, float]]:
    """Start, end and score of the address around the end of a gate's match.

    Args:
        text: The text.
        low: Not used.
        end: Code point behind the match.
    """
    del low
    pattern = _LAST.get(text[end - 1], _JAPANESE)
    for match in pattern.finditer(text, max(0, end - _LONGEST), end + _LONGEST):
        if match.start() < end <= match.end():
            yield match.start(), match.end(), 0.8
