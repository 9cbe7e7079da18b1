"""Social security and taxpayer numbers: their parts, where one begins and ends, how one is written oddly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import COUNTED, WORD, Bordered, behind_escape
from redaction.recognizers.letters import Before, in_lower_case, matches, places

__all__ = [
    "ABROAD",
    "ALONE",
    "BARE",
    "DASHED",
    "GATES",
    "GLUED",
    "KEYS",
    "LABELLED",
    "PRINTED",
    "SPLIT",
    "is_of_thing",
    "labels",
    "opens",
    "parts",
    "printed_digits",
    "tax_ids",
]

ABROAD: Final = (
    *("sozialversicherungsnummer", "seguro social"),
    *(
        "社会安全号",
        "社会安全号码",
        "社会安全码",
        "社會安全號碼",
        "社会保障番号",
        "사회보장번호",
        "사회 보장 번호",
    ),
)
"""What other languages call a social security number."""
KEYS: Final = frozenset({"ssn", "social security number", "social security", "soc sec", "ss number", *ABROAD})
"""What keys of such numbers say."""
GATES: Final = (
    r"[^0-9A-Za-z][0-9]{3}(?:[ \-.]|\xe2\x80[\x90-\x95])[0-9]{2}(?:[ \-.]|\xe2\x80[\x90-\x95])[0-9]{4}",
    r"%[0-9A-Fa-f]{2}[0-9]{3}-[0-9]{2}-[0-9]{4}",
)
# A digit that does not stand in the middle of a number: of most digits nothing else is looked at.
_OPENING: Final = r"[0-9](?<![0-9A-Za-z_\-][0-9])"
BARE: Final = Bordered(
    rf"{_OPENING}[0-9]{{8}}(?![0-9A-Za-z_]|-[0-9]|\.(?!0{{1,2}}(?![0-9.]))[0-9]|{COUNTED})", WORD | {".", "-"}
)
"""Nine digits, or what a float has before its point."""
SPLIT: Final = Bordered(
    rf"{_OPENING}(?![0-9]{{2}}-[0-9]{{2}}-[0-9]{{4}}(?![0-9A-Za-z]|[.\-/][0-9]))"
    r"(?:[ \t\r\n]{0,2}-?[ \t\r\n]{0,2}[0-9]){8}(?![0-9A-Za-z_]|[ .\-]?[0-9])",
    WORD | {".", "-"},
)
"""As somebody may have typed or wrapped one, which takes a name for it; `DASHED` is found without."""
# With one sign, or with signs that no number of nine digits has otherwise.
_ODD: Final = (
    r"((?![0-9]{9}|[0-9]{3}\.[0-9]{2}\.)([0-9]{3})[./_]?([0-9]{2})[./_]?([0-9]{4}))"
    r"(?![0-9A-Za-z_]|[.\-/][0-9])"
)
LABELLED: Final = re.compile(
    r"(?<![0-9A-Za-z])(?i:ssn|ss#|social[ _-]security(?:[ _-](?:number|num|no\.?|id))?)"
    rf"[\"'\])]{{0,2}}[ ]?(?i:[:=#]|is|was)?[ ]{{0,2}}[\"'#]?{_ODD}",
    re.ASCII,
)
"""An odd one, group 1, and its parts, directly behind a name for it that begins at one of `labels`."""
PRINTED: Final = re.compile(
    r"(?<![0-9A-Za-z])(?i:ssn)[\"'\])]{0,2}(?:[ ]?[:=]|[ ](?i:is|was))?[ ]{0,2}[\"']?"
    r"([0-9]{3}(?:,[0-9]{3}){2}|[1-9]\.[0-9]{5,8}[eE]\+?0?8)(?![0-9A-Za-z_]|[.,][0-9])",
    re.ASCII,
)
"""What a program printed as a number, group 1, directly behind one of `labels`: with thousands, in powers of ten."""
GLUED: Final = re.compile(r"(?<![0-9A-Za-z_])(?i:ssn)([0-9]{9})(?![0-9A-Za-z_]|[.\-][0-9])", re.ASCII)
"""Nine digits, group 1, with their name at one of `labels` before them and nothing between."""
_TAX_ID: Final = re.compile(
    r"[Tt](?:(?<![A-Za-z].)ax(?:[_\-]id(?:entification|entifier)?|id)|(?:(?<=T)(?<![A-Z].)|(?<![A-Za-z].))ax[_\-]?I[Dd](?:entification|entifier)?"
    r"|(?<![A-Za-z].)AX[_\-]?ID(?:ENTIFICATION|ENTIFIER)?)"
    r"(?:[_\-]?(?:number|Number|NUMBER|no|No|NO|num|Num|NUM|value|Value))?"
    r"[\\\"'\])]{0,3}[ ]?(?:=>?|:|>)[ ]?[\\\"'(\[{]{0,3}([0-9]{9})(?![0-9A-Za-z_]|[.\-][0-9])",
    re.ASCII,
)
ALONE: Final = re.compile(rf"\s*{_ODD}\s*", re.ASCII)
"""The same as a whole text."""
_LABELS: Final = ("ssn", "ss#", "social")
_INDENT: Final = 12
# Only what can hardly be a person's: documents, tickets and orders bear the numbers of persons, too.
_THING: Final = Before(
    ("sku", "mpn", "p/n", "number", "num", "no", "nr", "part", "chunk", "shard", "block", "segment"),
    r"(?<![A-Za-z])(?:(?:sku|mpn|p/n|part[ _-]?(?:number|num|no|nr))[\"'.]?[ ]?[:=#][ ]?[\"'#]?"
    r"|(?:part|sku|chunk|shard|block|segment)-)\Z",
    24,
    "\"'.:=#-",
    re.IGNORECASE | re.ASCII,
)


def parts(area: str, group: str, serial: str) -> str | None:
    """The entity that three parts can be (SSA and IRS rules), or None.

    Args:
        area: The first three digits.
        group: The next two.
        serial: The last four.
    """
    if group == "00" or serial == "0000" or area in ("000", "666"):
        return None
    if area[0] == "9":
        number = int(group)
        in_range = 50 <= number <= 65 or 70 <= number <= 88 or 90 <= number <= 92 or 94 <= number <= 99
        return "US_ITIN" if in_range else None
    return "US_SSN"


def printed_digits(number: str) -> str:
    """The nine digits that a printed number stands for."""
    mantissa = number.lower().partition("e")[0]
    return mantissa.translate({ord("."): None, ord(","): None}).ljust(9, "0")


def _stands_in_name(match: re.Match[str]) -> bool:
    """Whether a dashed number is a part of its own in a path or a name: not behind letters or digits."""
    text, begin = match.string, match.start()
    if match["s"] != "-":
        return False
    before = text[begin - 1]
    if before in "./":
        return not text[max(0, begin - 2) : begin - 1].isdigit()
    return before == "_" or behind_escape(text, begin)


_SEGMENT: Final = r"/[0-9]{3}-[0-9]{2}-[0-9]{4}"
_ITEM_OR_DATE: Final = r"[0-9]{3}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}-[0-9]{2}-[0-9]{4}(?![0-9A-Za-z]|-[0-9])"
"""What goes on behind the first digit of a date or another such number: a form has the day of birth beside it."""
DASHED: Final = Bordered(
    r"([0-9][0-9][0-9])(?P<s>[ \-.\u2010-\u2015])([0-9]{2})(?P=s)([0-9]{4})"
    rf"(?![0-9A-Za-z]|[.\-][0-9]|(?<!{_SEGMENT})/[0-9](?!{_ITEM_OR_DATE}))",
    WORD | {".", "/"},
    unless=_stands_in_name,
)


def labels(text: str, start: int = 0) -> list[int]:
    """Where `ssn`, `ss#` or `social` stands, in any case, at or behind `start`."""
    return places(in_lower_case(text), _LABELS, start)


def tax_ids(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Nine digits, group 1, behind the name for a tax id in a program; those of sentences may be companies'."""
    return matches(_TAX_ID, text, places(in_lower_case(text), ("tax",), start))


def opens(text: str, begin: int) -> bool:
    """Whether no dash before goes on with digits: one behind a word, of a list or of a difference does not."""
    if not begin or text[begin - 1] != "-" or text[max(0, begin - 2) : begin - 1].isalpha():
        return True
    if text.endswith("--", 0, begin) and text[max(0, begin - 3) : begin - 2] in {"", " ", "\n"}:
        return True
    indent = text[max(0, begin - 1 - _INDENT) : begin - 1].rstrip(" ")
    return indent.endswith("\n") or (not indent and begin - 1 <= _INDENT)


def is_of_thing(text: str, begin: int) -> bool:
    """Whether what stands directly before says that it is the number of a thing: `part-`, `SKU: `."""
    return _THING.search(text, begin) is not None
