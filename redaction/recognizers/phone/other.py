"""Digits that are written like a telephone number and are something else by their own form or by what they are tied to.

A date, a file number above a year (`8832/2024`), the rest of a document's code (`INV-2024-59012`), the value of another
name (`phone=... latency_ms=8383.5003`): a word for telephones further away does not speak of these.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import EPOCH, is_counted
from redaction.recognizers.phone.leads import LED_TO
from redaction.recognizers.phone.names import is_name
from redaction.recognizers.phone.runs import Candidate, in_thousands
from redaction.recognizers.phone.words import CALLING, MESSAGING, STRONG, WEAK, may_go_on

__all__ = [
    "OF_ANY",
    "OF_PEOPLE",
    "belongs_elsewhere",
    "could_be_said",
    "is_bare_landline",
    "is_coded",
    "is_moment",
    "is_of_goods",
    "is_period",
    "reads_as_other",
]

_OF_COUNTRY: Final = 2
"""Letters of a country's code."""
_HYPHENED: Final = re.compile(r"[0-9]+-[0-9]")
_DECIMALS: Final = re.compile(r",[0-9]{2}(?![0-9])")
_DATE_SIZES: Final = frozenset({(2, 2, 4), (4, 2, 2), (2, 2, 2), (1, 2, 4), (2, 1, 4), (1, 1, 4)})
_YEARS: Final = frozenset({"19", "20"})
_PERIOD: Final = re.compile(
    r"(?:(?:0?[1-9]|1[0-2])[./\-])?(?P<first>(?:19|20)[0-9]{2})[ ]?-[ ]?"
    r"(?:(?:0?[1-9]|1[0-2])[./\-])?(?P<last>(?:19|20)[0-9]{2})(?![0-9])"
)
_LOCAL: Final = (3, 4)
_LANDLINE_SIZES: Final = (10, 11)
_FAR_CODE: Final = 12
_FAR_NAME: Final = 48
_CODE: Final = re.compile(r"(?<![^\W_])(?P<code>[A-Z]{2,8})-\Z")
_NAME: Final = re.compile(r"(?<![\w.\-])(?P<name>[A-Za-z][\w.\-]{1,39})=[\"']?\Z")
_LABEL: Final = re.compile(
    r"[0-9)][,;|][ ]?(?P<label>[^\W\d_A-Z]{2,16}|[A-Z]{2,4})\.?"
    r"(?:[ ](?:id|no|nr|n\u00b0|n\u00ba|number|client|cliente)\.?)?[ :#]{1,2}\Z"
)
# Capitalised, it may be the name of whose number follows.
_LABEL_OF_LINE: Final = re.compile(
    r"\n[ \t]*(?:- )?(?P<label>[a-z][a-z_]{1,15}|[A-Z]{2,8})[ ]?[:=][ ]?[\"']?\Z"
)
OF_PEOPLE: Final = frozenset({
    *("home", "work", "office", "desk", "main", "day", "days", "night", "nights", "evening", "evenings", "weekends"),
    *("personal", "private", "business", "preferred", "alternate", "alternative", "family", "parent", "partner"),
    *("alt", "other", "second", "backup", "also", "else", "then", "or", "and", "now", "not", "old", "new", "is"),
    *("mum", "mom", "dad", "wife", "husband", "son", "daughter", "brother", "sister", "neighbour", "neighbor"),
    *("privat", "auch", "sonst", "oder", "und", "dann", "ou", "et", "sinon", "bureau", "domicile", "maison", "y", "o"),
    *("sino", "casa", "oficina", "trabajo", "ufficio", "lavoro", "altrimenti", "oppure", "thuis", "werk", "anders"),
    *("dom", "praca", "albo", "lub", "hem", "arbete", "annars", "eller", "hjem", "hjemme", "ellers", "job", "jobb"),
    *("hp", "wa", "kom", "dir", "res", "off", "direct", "direkt", "primary", "secondary", "value", "to", "from"),
    *("koti", "tai", "ev", "veya", "dom\u016f", "nebo", "acas\u0103", "sau"),
})  # fmt: skip
"""What another number of somebody is told apart by."""
_MONTH_AND_DAY: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_DAY: Final = re.compile(
    rf"(?:19[5-9]|20[0-4])[0-9]{_MONTH_AND_DAY}|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])20[0-4][0-9]"
)
OF_ANY: Final = frozenset({
    *("value", "val", "number", "no", "nr", "num", "nummer", "numero", "text", "content", "data", "input", "query"),
    *("to", "from", "recipient", "sender", "destination", "dest", "dst", "src", "user", "username", "body", "message"),
    *("href", "title", "arg", "args", "digits", "line", "contact", "address", "login", "default", "placeholder"),
})  # fmt: skip
"""Names that say nothing of their values."""


def reads_as_other(number: Candidate) -> bool | None:
    """Whether several groups are a date, or a running number over a year.

    Returns:
        None where they are grouped like a date and say none: a word must then say that they are a number.
    """
    sizes = number.sizes
    if len(sizes) == 2:
        return _is_filed(number)
    if sizes[:3] == (4, 2, 2) and number.digits[:2] in _YEARS:
        return True
    if (
        len(sizes) == 3
        and number.written.count("/") == 2
        and sizes[2] == 4
        and number.digits[-4:-2] in _YEARS
    ):
        return True  # `047/76/2016`
    if sizes not in _DATE_SIZES:
        return False
    return True if _may_be_date(number) else None


def _is_filed(number: Candidate) -> bool | None:
    """Whether digits are a running number and a year with a stroke between, as files and invoices have them.

    Returns:
        None where they could be a number without an area: a word must then say that they are.
    """
    sizes, digits = number.sizes, number.digits
    if "/" not in number.written or digits[0] == "0":
        return False
    if sizes[1] == 4 and digits[-4:-2] in _YEARS:
        return None if sizes == _LOCAL else True
    return sizes[0] == 4 and digits[:2] in _YEARS


def could_be_said(number: Candidate) -> bool:
    """Whether digits are written like a number, and not like an amount in thousands."""
    sizes = number.sizes
    if in_thousands(sizes) and number.digits[0] != "0":
        return False
    return phone_plan.is_written(number.digits, sizes)


def is_bare_landline(text: str, number: Candidate) -> bool:
    """Whether a trunk zero and the digits of some plan stand in one piece where a sentence says with what."""
    digits = number.digits
    return (
        len(number.sizes) == 1
        and digits[0] == "0" != digits[1]
        and len(digits) in _LANDLINE_SIZES
        and LED_TO.search(text, max(0, number.start - 16), number.start) is not None
        and may_go_on(text, number.end)
        and phone_plan.valid_with_trunk(digits)
    )


def belongs_elsewhere(text: str, number: Candidate) -> bool:
    """Whether what the digits are tied to speaks of them, and no word for telephones further away.

    Args:
        text: The field.
        number: The digits.
    """
    return (
        is_moment(text, number, on=True)
        or is_coded(text, number.start)
        or is_counted(text, number.start)
        or _has_own_label(text, number.start)
    )


def is_moment(text: str, number: Candidate, *, on: bool) -> bool:
    """Whether bare digits are a day, 20240115 or 15012024, or the seconds since 1970.

    Args:
        text: The field.
        number: The digits.
        on: Whether a day is one only behind "on".
    """
    digits = number.digits
    if len(number.sizes) > 1 or (on and text[max(0, number.start - 4) : number.start].lower() != " on "):
        return False
    return EPOCH.fullmatch(digits) is not None if len(digits) == 10 else _DAY.fullmatch(digits) is not None


def _has_own_label(text: str, start: int) -> bool:
    """Whether a comma closes a number, or a line begins, and a word of another thing leads to `text[start:]`.

    Args:
        text: The field.
        start: First digit, code point.
    """
    far = max(0, start - _FAR_NAME)
    label = _LABEL.search(text, far, start) or _LABEL_OF_LINE.search(text, far, start)
    if label is None:
        return False
    words = label["label"].lower().split("_")
    return OF_PEOPLE.isdisjoint(words) and OF_ANY.isdisjoint(words[-1:]) and not _says_phone(words)


def is_coded(text: str, start: int) -> bool:
    """Whether digits go on from capitals and a hyphen, or are the value of a name, and neither says telephone number.

    Args:
        text: The field.
        start: First digit, code point.
    """
    before = text[start - 1 : start]
    if before == "-":
        code = _CODE.search(text, max(0, start - _FAR_CODE), start)
        return code is not None and not _says_phone([code["code"].lower()])
    if before not in {"=", '"', "'"}:
        return False
    name = _NAME.search(text, max(0, start - _FAR_NAME), start)
    if name is None:
        return False
    words = key_words(name["name"]).split()
    return bool(words) and words[-1] not in OF_ANY and not (_says_phone(words) or is_name(name["name"]))


def is_period(text: str, number: Candidate) -> bool:
    """Whether groups are of two years, or months with their years, the later one last: `2019-2023`, `09/2019-12/2023`.

    Args:
        text: The field.
        number: The digits.
    """
    period = _PERIOD.match(text, number.start)
    return period is not None and period.end() >= number.end and period["first"] <= period["last"]


def is_of_goods(text: str, number: Candidate) -> bool:
    """Whether digits are a code of goods or a document, or go over into an amount: `FAL-0418-02  964,85`.

    Such a code begins with three capitals and more, two are those of a country: `CH-044 ...`. A hyphen joins its
    first two groups, or an amount ends it: behind `VIP-030 1234567` stands a number.

    Args:
        text: The field.
        number: The digits, of which no word but their groups says that they are a number.
    """
    start, end = number.start, number.end
    priced = _DECIMALS.match(text, end) is not None
    if (
        number.digits[0] == "0"
        and text[start - 1 : start] == "-"
        and (priced or _HYPHENED.match(text, start))
    ):
        code = _CODE.search(text, max(0, start - _FAR_CODE), start)
        if code is not None and len(code["code"]) > _OF_COUNTRY and not _says_phone([code["code"].lower()]):
            return True
    return "  " in number.written and priced


def _says_phone(words: list[str]) -> bool:
    return any(context.among(words) for context in (STRONG, WEAK, CALLING, MESSAGING))


def _may_be_date(number: Candidate) -> bool:
    """Whether day, month and year can be read from three groups; two digits of a year are any."""
    first, _, third = number.sizes
    parts = [int(number.digits[:first]), int(number.digits[first:-third]), int(number.digits[-third:])]
    if first == 4:
        parts.reverse()
    low, high = sorted(parts[:2])
    return 1 <= low <= 12 and high <= 31 and (sum(number.sizes) == 6 or 1900 <= parts[2] < 2100)
