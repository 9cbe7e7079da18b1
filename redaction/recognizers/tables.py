"""Tables in texts: a column's heading is to its cells what a key is to a value.

CSV, TSV and Markdown: a line with separators of which one cell is a telling name (`phone`, `ssn`, `password`), and the
lines close below it with as many cells. The cells are looked at by the key rules of the other recognizers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.assignments import ScrublineAssignmentRecognizer
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.recognizers.phone import ScrublinePhoneRecognizer
from redaction.recognizers.us_ids import ScrublineUsBankRecognizer, ScrublineUsIdentityRecognizer
from redaction.spans import Span

__all__ = ["ScrublineTableRecognizer"]

_RULES: Final[tuple[KeyRule, ...]] = (
    *ScrublinePhoneRecognizer.KEY_RULES,
    *ScrublineUsIdentityRecognizer.KEY_RULES,
    *ScrublineUsBankRecognizer.KEY_RULES,
    *(
        KeyRule(
            rule.rule,
            rule.entity,
            frozenset({"password", "passwd", "pwd", "passphrase"}),
            rule.find,
            VALUE_TAILS,
        )
        for rule in ScrublineAssignmentRecognizer.KEY_RULES
        if rule.rule == "key.password"
    ),
)
_TOLD: Final = frozenset(max(words.split(), key=len) for rule in _RULES for words in rule.words)
# Of each longer word with another in it the other is enough.
_PIECES: Final = tuple(word for word in sorted(_TOLD) if not any(other in word for other in _TOLD - {word}))
_TELLING: Final = (
    r"phone|telephone|mobile|cell|fax|msisdn|whatsapp|telefon|telefono|ssn|social[ _\-]security|soc\.?[ _]?sec|itin"
    r"|passport|license|account|routing|aba|caller|callee|tel|contact number|tin|tax[_ ]id|password|passwd|pwd"
    r"|passphrase"
)
_NAME: Final = rf"[ \"'`*]{{0,3}}(?i:[A-Za-z_ ]{{0,24}}(?:{_TELLING})[_ .\-]{{0,2}}(?:(?:number|num|no|nr)\.?|#)?)[ \"'`*]{{0,24}}"
_SEPARATORS: Final = "\t|;,"
_RULE_LINE: Final = re.compile(r"[|:\- +=\t]+")
_WRAPPING: Final = " \"'`*\r"
_LONGEST_LINE: Final = 500
_REACH: Final = 2_000
"""Code points from a heading to the end of a row: less than a stream or a window of a long text still sees."""
_MOST_WORDS: Final = 3


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    separator, columns = "", dict[int, tuple[str, list[KeyRule]]]()
    width = position = top = 0
    for line in text.split("\n"):
        short = len(line) <= _LONGEST_LINE
        found = _headings(line) if short else None
        if found is not None:
            separator, columns = found
            width, top = line.count(separator), position
        elif columns and short and position + len(line) - top <= _REACH and line.count(separator) == width:
            if _RULE_LINE.fullmatch(line) is None:
                yield from _row(line, position, separator, columns)
        else:
            columns = {}
        position += len(line) + 1


def _headings(line: str) -> tuple[str, dict[int, tuple[str, list[KeyRule]]]] | None:
    """The separator and the telling columns of a line of headings; None if it is none."""
    lower = line.lower()
    for piece in _PIECES:
        if piece in lower:
            break
    else:
        return None
    for separator in _SEPARATORS:
        if separator not in line:
            continue
        names = [cell.strip(_WRAPPING) for cell in line.split(separator)]
        if any(char.isdigit() for char in line) or any(name.count(" ") >= _MOST_WORDS for name in names):
            return None
        columns = {}
        for column, name in enumerate(names):
            words = key_words(name)
            rules = [rule for rule in _RULES if rule.is_for(words)]
            if rules:
                columns[column] = (name, rules)
        return (separator, columns) if columns else None
    return None


def _row(
    line: str, position: int, separator: str, columns: dict[int, tuple[str, list[KeyRule]]]
) -> Iterator[Span]:
    begin = position
    for column, cell in enumerate(line.split(separator)):
        if column in columns:
            inner = cell.strip(_WRAPPING)
            offset = begin + (cell.find(inner) if inner else 0)
            heading, rules = columns[column]
            for rule in rules:
                if rule.entity == "PASSWORD" and (" " in inner or (separator == "," and cell[:1] == " ")):
                    continue  # a list in a sentence, not a table
                for span in rule.find(inner, 0, heading):
                    yield Span(
                        span.start + offset,
                        span.end + offset,
                        span.entity,
                        span.score,
                        f"table.{span.rule}",
                        "ScrublineTableRecognizer",
                        checked=span.checked,
                    )
        begin += len(cell) + 1


class ScrublineTableRecognizer(FieldRecognizer):
    """Cells below telling headings; see the module."""

    DETECTORS = (
        Detector(
            rule="table",
            entity="PHONE_NUMBER",
            gates=(rf"[\x00\t|;,\n]{_NAME}[\t|;,\r\n]",),
            reach=0,
            find=_find,
            also=tuple(sorted({rule.entity for rule in _RULES} - {"PHONE_NUMBER"})),
        ),
    )
