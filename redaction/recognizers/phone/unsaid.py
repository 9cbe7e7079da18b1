"""Telephone numbers that no word calls one: in a sentence, in a row with somebody's name or address, in a list.

Only numbers that some country's plan has, in groups as people write them or behind a trunk zero; in one piece beside
a name and an e-mail address, or in a list. In a sentence they stand where it ends or goes on with one of its small
words: behind an amount stands what there is so much of, and before the number of an order stands the order.
"""

# ruff: noqa: RUF001  # typographic quotes are what stands in texts

from __future__ import annotations

import re
from typing import Final

from redaction.patterns import DAY
from redaction.recognizers.context import key_words
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import LINE_ENDS, is_near_mail, says_otherwise
from redaction.recognizers.phone.runs import BEHIND_TRUNK, OF_OTHERS, Candidate, in_thousands
from redaction.recognizers.phone.unsaid_words import OF_WHOM, SMALL_WORDS, THINGS
from redaction.recognizers.phone.words import CONNECTIVES, closes
from redaction.words.numbers import NUMBER
from redaction.words.particles import PARTICLES

__all__ = ["ABROAD_GATE", "unsaid", "unsaid_abroad"]

_FAR: Final = 90
_FAR_LABEL: Final = 32
_FAR_CELL: Final = 80
_FAR_LINES: Final = 96
_MOST_LINES: Final = 2
_LONGEST: Final = 13
_CHILEAN: Final = (1, 4, 4)
_BRAZILIAN: Final = (2, 1, 4, 4)
_FEWEST_SMALL_WORDS: Final = 2
_LAST_WORDS: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+")
_OF_MACHINES: Final = re.compile(r"[={}<>\[\]|\\_]|::|->|[0-9]:[0-9]{2}:[0-9]{2}")
"""What is in the lines of programs and logs and in no sentence."""
_ARROW: Final = re.compile(r"[\"'][ ](?:<-{1,2}|-{1,2}>|<=|=>)[ ](?=[a-z])")
"""Points from what is quoted to what a sentence asks about it."""
_NEUTRAL: Final = NUMBER | {"is", "s"}
_GOES_ON: Final = re.compile(
    rf"[ ](?:{CONNECTIVES}|is|isn['’]t|was|wasn['’]t|will|would|should|has|hasn['’]t|had|does|doesn['’]t|did"
    r"|right|correct|anytime|whenever|until|who|which|und|oder|bitte|ist|war|wird|hat|et|ou|est|y|o|es|e|è|é|en|of"
    r"|och|eller|är|og|er|i|lub|jest|a|nebo|je|ve|veya)(?![0-9A-Za-z_])",
    re.IGNORECASE,
)
_NAME_OF: Final = (
    r"(?P<name>(?:[^\W\d_][^\W\d_'’\-]*(?:['’\-][^\W\d_]+)*\.?[ ]){1,4}[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?)"
)
# A name of two to five words, as a cell of its own before the number's, and what the two are told apart by.
_NAME_CELL: Final = re.compile(
    rf"(?:^|[,;|\t(\[\n•*])[ ]{{0,3}}(?:-[ ])?[\"']?{_NAME_OF}[\"']?(?:[ ]?[,;|:]|\t|[ ][\-–—])[ ]?[\"']?[+(]?\Z"
)
_NAME_BEFORE: Final = re.compile(rf"(?<![^\W\d_]){_NAME_OF}[ ]\(\Z")
_CELL_ENDS: Final = re.compile(r"[)]?[\"']?(?:[ ]?(?:[,;|\t\r\n\])]|\.?\Z)|[ ][\-–—][ ])")
# What is sent to somebody: a name, perhaps a street, and a town, with commas between.
_ADDRESSEE: Final = re.compile(
    rf"(?:^|[:\n])[ ]?{_NAME_OF}"
    r"(?:,[ ][^,\n:;=|]{2,40}){1,3},[ ][(]?\Z"
)
_FAR_ADDRESSEE: Final = 160
_INSIDE: Final = PARTICLES | {"of"}
"""Small words in the names of people and houses."""
_LINE_BEGINS: Final = re.compile(r"(?:^|\n)[ \t]*[+(]?\Z")
# A line that is a telephone number by itself: with a country's code, a trunk prefix, or in North American groups.
_NUMBER_LINE: Final = re.compile(
    r"[ \t]*(?:(?:\+|00)[1-9][0-9 ().\-/]{6,20}[0-9]"
    r"|\(0[1-9][0-9]{0,4}\)[ ]?[0-9][0-9 \-]{4,10}[0-9]|0[1-9][0-9]{0,4}[ \-/][0-9][0-9 \-]{4,10}[0-9]"
    r"|8 \([0-9]{3}\) [0-9]{3}-[0-9]{2}-?[0-9]{2}"
    r"|(?:\+?1[ .\-])?(?:\([2-9][0-9]{2}\)[ ]?|[2-9][0-9]{2}[.\-])[2-9][0-9]{2}[.\-][0-9]{4})"
    r"(?:[ ]?(?:x|ext\.?)[ ]?[0-9]{1,6})?[ \t]*\r?"
)
_DIGITS_LINE: Final = re.compile(r"[ \t]*[+(]?[0-9][0-9 ().\-/]{5,20}[ \t]*\r?")
_TRUNK_SIZES: Final = (10, 11)
_YEARS: Final = ("19", "20")
_PREFIXED: Final = r"00(?:1[2-9][0-9]{2}[2-9][0-9]{6}|2[0-9]{9,12})"
_ABROAD: Final = re.compile(rf"(?:^|[ :(\"'\n]){_PREFIXED}(?![0-9])")
ABROAD_GATE: Final = rf"[\x00 :(\"'\n]{_PREFIXED}[^0-9]"
"""Matches where `unsaid_abroad` says yes: behind most other prefixes what a plan has is no padded id."""
_GROUPED_ALONE: Final = frozenset({
    *((3, 3, 2, 2), (2, 3, 2, 2), (3, 2, 2, 2), (3, 2, 3), (2, 4, 4), (3, 4, 4)),
})  # fmt: skip
"""Groups of whole fields; in others, amounts and codes stand alone, too."""
_MOMENT: Final = re.compile(rf"1[5-9][0-9]{{8}}|{DAY}(?:[01][0-9]|2[0-3])?")
"""Seconds since 1970, or a day in one piece, perhaps with the hour."""
_QUOTES: Final = frozenset("\"'`")
_NAME: Final = re.compile(r"(?P<name>[A-Za-z][\w.\-]{0,30})[\"']?[ ]?[:=][ ]?[\"'`]\Z")
"""Of what a value in quotes is the value."""
_LIKE_AMOUNTS: Final = frozenset({(3, 3, 3), (4, 4), (2, 2, 2, 2)})
"""Groups in which amounts, years and series of values are written as well: those stand behind a verb."""
_SET_OFF: Final = re.compile(r"(?:^|[\n(\"'“„«*`]|[.!?;,:\u2013\u2014\-][ ])[(]?\Z")


def unsaid(text: str, number: Candidate, key: str) -> str | None:
    """The rule by which digits are a telephone number though no word says so, or None.

    Of what is not looked at without a word nothing is told with one either: what is looked at depends on the engine.

    Args:
        text: The field.
        number: All the digits that stand together there.
        key: The field's key.
    """
    if number.sizes in OF_OTHERS:
        return None
    start = number.start
    if not (number.unsaid or number.digits[0] == "0" or is_near_mail(text, start, number.end)):
        return None
    if _is_in_sentence(text, number):
        return "phone.sentence"
    if _is_in_row(text, number):
        return "phone.row"
    if _is_in_list(text, number):
        return "phone.list"
    return "phone.alone" if _is_alone(text, number, key) else None


def unsaid_abroad(text: str, number: Candidate) -> bool:
    """Whether digits in one piece that could be a padded id stand in a sentence that does not say of what.

    Args:
        text: The field.
        number: The digits, behind the prefix of calls abroad.
    """
    if _ABROAD.match(text, max(0, number.start - 1), number.end + 1) is None:
        return False
    if not (closes(text, number.end) or _GOES_ON.match(text, number.end)):
        return False
    return _may_be_said(text, number.start) and _is_sentence(text, number.start, number.end)


def _is_in_sentence(text: str, number: Candidate) -> bool:
    """Whether digits are written like somebody's number and stand in a sentence that does not say of what."""
    if not (_is_grouped(number) or _is_behind_trunk(number)):
        return False
    if not (closes(text, number.end) or _GOES_ON.match(text, number.end)):
        return False
    if (
        number.sizes in _LIKE_AMOUNTS
        and _SET_OFF.search(text, max(0, number.start - 4), number.start) is None
    ):
        return False
    return _may_be_said(text, number.start) and _is_sentence(text, number.start, number.end)


def _is_alone(text: str, number: Candidate, key: str) -> bool:
    """Whether digits are a field of their own, in groups in which nothing but a number is written."""
    trunk = number.digits[0] == "0" and phone_plan.valid_with_trunk(number.digits)
    if not (trunk or number.sizes in _GROUPED_ALONE):
        return False
    if not _is_grouped(number):
        return False
    start, end = number.start, number.end
    before = text[max(0, start - _FAR_LABEL) : start].rstrip(" (")
    behind = text[end : end + _FAR_LABEL].lstrip(" )")
    if before[-1:] in _QUOTES and before[-1:] == behind[:1]:
        name = _NAME.search(before)
        key = name["name"] if name else ""
    elif before or behind or start > _FAR_LABEL or end + _FAR_LABEL < len(text):
        return False
    return THINGS.isdisjoint(key_words(key).split())


def _is_in_row(text: str, number: Candidate) -> bool:
    """Whether digits are a cell beside somebody's name, or stand in brackets behind it."""
    start, end, digits = number.start, number.end, number.digits
    if not (phone_plan.SHORTEST <= len(digits) <= phone_plan.LONGEST or _is_grouped(number)):
        return False
    if _MOMENT.fullmatch(number.written) is not None:
        return False
    if text[end : end + 1] == ")" and text[start - 1 : start] == "(":
        named = _NAME_BEFORE.search(text, max(0, start - _FAR_CELL), start)
    elif _CELL_ENDS.match(text, end) is None:
        return False
    else:
        named = _NAME_CELL.search(text, max(0, start - _FAR_CELL), start)
    if named is None or not _is_name(named["name"]):
        to = _ADDRESSEE.search(text, max(0, start - _FAR_ADDRESSEE), start) if _is_grouped(number) else None
        return to is not None and _is_name(to["name"])
    if _is_grouped(number):
        return True
    return is_near_mail(text, start, end) and (
        phone_plan.is_written(digits, number.sizes) or phone_plan.valid_somewhere(digits)
    )


def _is_name(words: str) -> bool:
    """Whether words are capitalised like a name, but for small ones between, and name no other number."""
    listed = words.split()
    return all(word[0].isupper() or word in _INSIDE for word in listed) and THINGS.isdisjoint(
        word.lower() for word in listed
    )


def _is_in_list(text: str, number: Candidate) -> bool:
    """Whether digits are a line of their own above or below a line that is a telephone number."""
    start, end = number.start, number.end
    begins = _LINE_BEGINS.search(text, max(0, start - 8), start)
    if begins is None or LINE_ENDS.match(text, end) is None:
        return False
    if not phone_plan.SHORTEST <= len(number.digits) <= phone_plan.LONGEST:
        return False
    if _MOMENT.fullmatch(number.written) is not None:
        return False
    far = max(0, start - _FAR_LINES)
    above = text[far:start].split("\n")[bool(far) : -1][::-1]
    below = text[end : end + _FAR_LINES].split("\n")[1:]
    return any(map(_is_beside_number, (above, below)))


def _is_beside_number(lines: list[str]) -> bool:
    """Whether of the next lines one is a telephone number, and those before it are digits, too."""
    for line in lines[:_MOST_LINES]:
        if _NUMBER_LINE.fullmatch(line):
            return True
        if _DIGITS_LINE.fullmatch(line) is None:
            return False
    return False


def _is_grouped(number: Candidate) -> bool:
    """Whether digits stand in groups as people write telephone numbers, and not as amounts or addresses of networks."""
    sizes, written, digits = number.sizes, number.written, number.digits
    if len(sizes) < 2 or not phone_plan.SHORTEST <= len(digits) <= _LONGEST:
        return False
    if in_thousands(sizes) and digits[0] != "0":
        return False
    if "." in written or (len(sizes) == 2 and (sizes == (5, 5) or digits.startswith(_YEARS))):
        return False
    if sizes == (4, 4) and ("-" in written or "/" in written):
        return False  # from one year, page or hour to another
    if sizes[0] == 1 and sizes != BEHIND_TRUNK:
        return sizes == _CHILEAN and digits[0] in "29"
    return (
        phone_plan.is_written(digits, sizes)
        or (sizes == _BRAZILIAN and digits[2] == "9")
        or _has_calling_code(number)
    )


def _has_calling_code(number: Candidate) -> bool:
    """Whether the first group is the calling code of a country that has such a number: `852 2345 6789`."""
    code, digits = number.sizes[0], number.digits
    parts = phone_plan.split_country_code(digits)
    return parts is not None and len(str(parts[0])) == code and code > 1 and phone_plan.valid(*parts)


def _is_behind_trunk(number: Candidate) -> bool:
    """Whether digits in one piece begin with a trunk zero and some plan has them."""
    digits = number.digits
    return (
        len(number.sizes) == 1
        and len(digits) in _TRUNK_SIZES
        and digits[0] == "0" != digits[1]
        and phone_plan.valid_with_trunk(digits)
    )


def _may_be_said(text: str, start: int) -> bool:
    """Whether none of the words directly before digits says what they count or name."""
    words = [word.lower() for word in _WORD.findall(text[max(0, start - _FAR_LABEL) : start])]
    last = next((word for word in reversed(words) if word not in _NEUTRAL), "")
    return last not in OF_WHOM and THINGS.isdisjoint(words[-_LAST_WORDS:]) and not says_otherwise(words)


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether the words around `text[start:end]`, on its line, are those of a sentence."""
    before = text[max(0, start - _FAR) : start].rpartition("\n")[2]
    behind = text[end : end + _FAR].partition("\n")[0]
    around = f"{before} {behind}"
    if _OF_MACHINES.search(_ARROW.sub(" ", around)):
        return False
    small = {word for word in _WORD.findall(around.lower()) if word in SMALL_WORDS}
    return len(small) >= _FEWEST_SMALL_WORDS
