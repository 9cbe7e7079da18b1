"""What headings of columns say, and what stands below them: a heading is to its cells what a key is to a value.

Read by the recognizers of tables, whatever these are drawn with: `tables`, `table_sql`, `table_markup`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from redaction.kept import Kept
from redaction.recognizers.context import MAX_KEYS, key_words
from redaction.recognizers.detector import VALUE_TAILS, KeyRule
from redaction.recognizers.iban import ScrublineIbanRecognizer
from redaction.recognizers.personal import ScrublineBirthRecognizer
from redaction.recognizers.phone.recognizer import ScrublinePhoneRecognizer
from redaction.recognizers.secret.assignments import ScrublineAssignmentRecognizer
from redaction.recognizers.secret.generated import is_varied, mixes_kinds
from redaction.recognizers.secret.tokens import placeholder
from redaction.recognizers.us_ids import ScrublineUsBankRecognizer, ScrublineUsIdentityRecognizer
from redaction.spans import Span

__all__ = [
    "ENTITIES",
    "LONGEST_LINE",
    "NAME",
    "REACH",
    "SECRETS",
    "TABLE",
    "WRAPPING",
    "Columns",
    "is_telling",
    "read_cell",
    "telling_columns",
]

Columns: TypeAlias = Mapping[int, tuple[str, Sequence[KeyRule]]]
"""Of each telling column its heading and the rules for its cells."""

REACH: Final = 4_000
"""Code points from a heading to the end of a row of a less certain table: less than a stream or a window of a long text
still sees."""
LONGEST_LINE: Final = 500
TABLE: Final = "table."
"""Before the rule by which a cell was read."""
SECRETS: Final = frozenset({"PASSWORD", "API_KEY"})
"""What less certain tables hold only where a digit stands in it."""
WRAPPING: Final = " \"'`*\r"
_CODE: Final = re.compile("[0-9]{3,4}")


def _security_code(text: str, start: int, key: str) -> Iterator[Span]:
    """The digits on the back of a card."""
    del start, key
    if _CODE.fullmatch(text):
        yield Span(0, len(text), "PASSWORD", 0.8, "key.password", "ScrublineAssignmentRecognizer")


# A column called pin may be of a chip, and one called pass counts tests.
_WORDS_OF_PASSWORDS: Final = frozenset({"password", "passwd", "pwd", "passphrase", "passcode"})
_RULES: Final[tuple[KeyRule, ...]] = (
    *ScrublinePhoneRecognizer.KEY_RULES,
    *ScrublineUsIdentityRecognizer.KEY_RULES,
    *ScrublineUsBankRecognizer.KEY_RULES,
    *ScrublineBirthRecognizer.KEY_RULES,
    *(rule for rule in ScrublineIbanRecognizer.KEY_RULES if rule.rule == "iban.key"),
    *(
        KeyRule(rule.rule, rule.entity, _WORDS_OF_PASSWORDS, rule.find, VALUE_TAILS)
        for rule in ScrublineAssignmentRecognizer.KEY_RULES
        if rule.rule == "key.password"
    ),
    *(rule for rule in ScrublineAssignmentRecognizer.KEY_RULES if rule.rule == "key.secret"),
    KeyRule("key.password", "PASSWORD", frozenset({"cvv", "cvc", "cvv2"}), _security_code, VALUE_TAILS),
)
ENTITIES: Final = tuple(sorted({rule.entity for rule in _RULES}))

_TELLING: Final = (
    r"phone|telephone|mobile|cell|fax|msisdn|whatsapp|telefon|telefono|ssn|social[ _\-]security|soc\.?[ _]?sec|itin"
    r"|passport|license|account|iban|routing|aba|caller|callee|tel|contact number|tin|tax[_ ]id|password|passwd|pwd"
    r"|passphrase|passcode|cvv2?|cvc|dob|birth(?:[_ ]?date|day)?|geburtsdatum|geburtstag|geboortedatum|naissance"
    r"|nacimiento|nascita|nascimento|secret|token|credentials?|(?:api|secret|access|private|signing)[_ ]?key"
)
_NUMBER: Final = r"[_ .\-]{0,2}(?:(?:number|num|no|nr)\.?|#)?(?:[_ ]?[0-9])?"
_HEADING: Final = rf"(?i:[A-Za-z_ ]{{0,24}}(?:{_TELLING}){_NUMBER})"
NAME: Final = rf"[ \"'`*]{{0,5}}{_HEADING}[ \"'`*]{{0,5}}"
"""A gate's pattern of a heading and what is around it in its cell; more blanks than that are looked for as two."""
_FULL: Final = re.compile(rf"[\"'`*]{{0,3}} ?{_HEADING} ?[\"'`*]{{0,3}}", re.ASCII)
_LONGEST_HEADING: Final = 80
_MOST_WORDS: Final = 3
# `phone_2` and `Address 1` are headings, a number is not.
_NUMERIC: Final = re.compile("(?<![A-Za-z_])(?<![A-Za-z_][ ])[0-9]|[0-9]{3}")

_NO_CELL: Final = frozenset({
    *("yes", "x", "set", "str", "string", "text", "varchar", "char", "i8", "i16", "i32", "i64", "u8", "u16", "u32"),
    *("u64", "f32", "f64", "int", "int32", "int64", "bigint", "float64", "double", "bool", "boolean", "cat", "date"),
    *("object", "binary", "default", "now", "\\n"),
})  # fmt: skip
"""What is no password in a column of passwords: answers, and the types that printed tables have below the headings."""
_STAND_IN: Final = re.compile(
    r"\?+|\$(?:[0-9]{1,3}|[A-Za-z_]\w*)|%(?:\(\w+\))?[a-z]|[:@][A-Za-z_]\w*|[$#]?\{.*|<.*>|\w*\(.*\)|\[.*\]"
    r"|[\-*.•…xX]+|(?:config|settings|self|os|env|process|args|request|ctx|user|data|form|params)\.[\w.\[\]]+"
)
_COUNT: Final = re.compile("[0-9]{1,7}")
_WORD_OF_NAME: Final = re.compile("(?<![^_-])[a-z]{3,}(?![^_-])")
_CALLED: Final = re.compile("phone|tel|number", re.IGNORECASE)


def _rules(name: str) -> tuple[KeyRule, ...]:
    words = key_words(name)
    return tuple(rule for rule in _RULES if rule.is_for(words))


_rules_of: Final = Kept(_rules, MAX_KEYS, _LONGEST_HEADING)


def telling_columns(names: Sequence[str], *, certain: bool = False) -> Columns:
    """The telling ones among the headings of a table; none if these are no headings.

    Args:
        names: The cells of the line of headings, as they stand there.
        certain: They are headings, whatever they look like; one of them is told by a gate otherwise.
    """
    if not certain and (
        not any(is_telling(name) for name in names)
        or any(name.strip(WRAPPING).count(" ") >= _MOST_WORDS or _NUMERIC.search(name) for name in names)
    ):
        return {}
    columns = dict[int, tuple[str, Sequence[KeyRule]]]()
    for column, cell in enumerate(names):
        name = cell.strip(WRAPPING)
        if rules := _rules_of[name]:
            columns[column] = (name, rules)
    return columns


def read_cell(cell: str, begin: int, heading: str, rules: Sequence[KeyRule]) -> Iterator[Span]:
    """What is found in a cell below a heading.

    Args:
        cell: The cell, with what is around it.
        begin: Where it stands in the text.
        heading: Its heading.
        rules: The rules for that.
    """
    inner = cell.strip(WRAPPING)
    if not inner:
        return
    offset = begin + cell.find(inner)
    for rule in rules:
        if not _may_be(rule.entity, inner, heading):
            continue
        for span in rule.find(inner, 0, heading):
            yield Span(
                span.start + offset,
                span.end + offset,
                span.entity,
                span.score,
                f"{TABLE}{span.rule}",
                "ScrublineTableRecognizer",
                checked=span.checked,
            )


def is_telling(name: str) -> bool:
    """Whether a whole cell is a name that gates look for."""
    return len(name) <= _LONGEST_HEADING and _FULL.fullmatch(name.lstrip(" ").rstrip(" \r")) is not None


def _may_be(entity: str, value: str, heading: str) -> bool:
    """Whether a cell may be more than what tables have elsewhere: types, counts, names of things, words."""
    if entity == "PASSWORD":
        return " " not in value and value.lower() not in _NO_CELL and not _STAND_IN.fullmatch(value)
    if entity == "API_KEY":
        return _is_random(value)
    if entity == "PHONE_NUMBER":
        return _COUNT.fullmatch(value) is None or _CALLED.search(heading) is not None
    return True


def _is_random(value: str) -> bool:
    """Whether a generator wrote it, where names of secrets and tokens of texts stand in such columns too."""
    return (
        mixes_kinds(value)
        and "." not in value
        and " " not in value
        and is_varied(value)
        and _WORD_OF_NAME.search(value) is None
        and not placeholder(value)
    )
