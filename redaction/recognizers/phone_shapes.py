"""What makes a group of digits a telephone number: its country code, its shape, or a word beside it.

`redaction.recognizers.phone` cuts candidates out of the text; here each is judged.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers import phone_plan
from redaction.recognizers.context import key_words
from redaction.recognizers.phone_beside import (
    above,
    is_beside_mail,
    is_listed,
    is_signed,
    is_taken,
    says_otherwise,
)
from redaction.recognizers.phone_lines import starts_dated_line
from redaction.recognizers.phone_runs import NORTH_AMERICAN, Candidate
from redaction.recognizers.phone_words import (
    ADDRESSED,
    BEHIND,
    CALLED,
    CALLING,
    CALLS,
    CAMEL,
    COUNTING,
    JOINED,
    LABELLED,
    MESSAGING,
    SPOKEN,
    STRONG,
    UNSURE,
    WEAK,
    closes,
    may_go_on,
    remarks_phone,
)

__all__ = ["Run", "judge", "says_phone"]

_MAIL: Final = re.compile(r"[^\s<>\"'(|,;]*@[^\s<>\"')|,;]*")
_FAR: Final = 100
_JOINED_REACH: Final = 20
_FAR_NAME: Final = 24
_ADDRESS_REACH: Final = 24
_MARKS: Final = frozenset("TMPF")
_SIGNS: Final = frozenset(":=(")
_SIGN_REACH: Final = 6
"""From the sign of `ADDRESSED` to the number: a blank, an opening bracket and quotes stand between them."""
_DATE_SIZES: Final = frozenset({(2, 2, 4), (4, 2, 2), (2, 2, 2), (1, 2, 4), (2, 1, 4), (1, 1, 4)})
_DIGITS: Final = frozenset("0123456789")
_LONGEST_NAMED: Final = 13
_LONGEST_CALLED: Final = phone_plan.LONGEST
# First groups of the national shapes that begin with another digit than zero.
_FIRST_SIZES: Final = frozenset((1, 3, 5))
_MOBILE_BARE: Final = re.compile(r"07[0-9]{9}|0[67][0-9]{8}|04[0-9]{8}|01[567][0-9]{8,9}")


def says_phone(key: str) -> bool:
    """Whether the words of a key say telephone number."""
    return bool(key) and STRONG.in_key(key) and key_words(key).split()[-1] not in COUNTING


class Run:
    """A run of digits and separators, with what the text around it says, read at most once.

    Args:
        text: The field.
        key: Its key.
        start: First digit, code point.
        end: One past the last digit.
        groups: How many groups of digits it has.
        digits: How many digits.
        worded: False if none of the words that matter is in the text.
    """

    __slots__ = (
        "_behind",
        "_called",
        "_digits",
        "_named",
        "_start",
        "_worded",
        "_words",
        "end",
        "groups",
        "key",
        "text",
    )

    def __init__(  # noqa: PLR0917 - one per run
        self, text: str, key: str, start: int, end: int, groups: int, digits: int, *, worded: bool
    ) -> None:
        self.text, self.key, self.end, self.groups = text, key, end, groups
        self._start, self._digits = start, digits
        self._worded = worded
        self._words: list[str] | None = None if worded else []
        self._named: bool | None = None
        self._called: bool | None = None
        self._behind: bool | None = None if worded else False

    @property
    def behind(self) -> bool:
        """Whether a word behind the last group, the only one that can have any, says telephone number."""
        if self._behind is None:
            self._behind = BEHIND.match(self.text, self.end) is not None or remarks_phone(self.text, self.end)
        return self._behind

    @property
    def named(self) -> bool:
        """Whether a word before the run, or the key, says telephone number."""
        if self._named is None:
            self._named = says_phone(self.key) or (self._worded and self._said())
        return self._named

    @property
    def called(self) -> bool:
        """Whether a word before the run says that something may be called, or merely counted."""
        if self._called is None:
            words = self._before()
            self._called = WEAK.among(words) and (not says_otherwise(words) or CALLING.among(words))
        return self._called

    @property
    def spoken(self) -> bool:
        """Whether what was said before asks for a number, and nothing goes on behind the run."""
        if not self._worded or not closes(self.text, self.end):
            return False
        return SPOKEN.among(SPOKEN.before(self.text, self._start)) and not says_otherwise(self._before())

    @property
    def dialled(self) -> bool:
        """Whether "call", "dial" or the like stands directly before the run."""
        text, start = self.text, self._start
        if CALLED.search(text, max(0, start - 48), start) is None:
            return False
        if self.groups > 1 or UNSURE.search(text, max(0, start - 16), start) is None:
            return True
        return may_go_on(text, self.end)

    def _said(self) -> bool:
        text, start = self.text, self._start
        return (
            self._is_named()
            or self._is_marked()
            or is_signed(text, start, self.end, self.groups)
            or is_listed(text, start)
            or ("@" in text[max(0, start - _FAR) : start] and STRONG.among(self._before_mail()))
            or (not text.isascii() and JOINED.search(text, max(0, start - _JOINED_REACH), start) is not None)
            or (
                not _SIGNS.isdisjoint(text[max(0, start - _SIGN_REACH) : start])
                and ADDRESSED.search(text, max(0, start - _ADDRESS_REACH), start) is not None
                and self._is_sent_to()
            )
        )

    def _is_named(self) -> bool:
        """Whether the words before say it; an order or an invoice takes it back only behind another number."""
        words = self._before()
        return STRONG.among(words) and not (says_otherwise(words) and is_taken(words))

    def _is_marked(self) -> bool:
        """Whether the letter of a signature or a name in a program says it; most texts have none of the letters."""
        text, start = self.text, self._start
        return not _MARKS.isdisjoint(text[max(0, start - _FAR_NAME) : start]) and (
            LABELLED.search(text, max(0, start - 12), start) is not None
            or CAMEL.search(text, max(0, start - _FAR_NAME), start) is not None
        )

    def _is_sent_to(self) -> bool:
        """Whether what is said around the run is about messages or calls."""
        text, start = self.text, self._start
        if MESSAGING.near(text, start, self.end):
            return True
        return (
            CALLS.near(text, start, self.end) if self.groups > 1 else CALLS.among(CALLS.before(text, start))
        )

    def _before_mail(self) -> list[str]:
        """The words before, as if an e-mail address between them and the number were not there."""
        text = _MAIL.sub("", self.text[max(0, self._start - _FAR) : self._start])
        return STRONG.before(text, len(text))

    def _before(self) -> list[str]:
        if self._words is None:
            text, start = self.text, self._start
            line = above(text, start)
            self._words = STRONG.before(text[line:start] if line else text, start - line)
        return self._words

    def hopeful(self, index: int, digit: str, size: int) -> bool:
        """Whether a number without plus and brackets can begin with a group, judging by its first digit and size."""
        if digit == "0" or size in _FIRST_SIZES:
            return True
        if index == 0 and phone_plan.SHORTEST - 1 <= self._digits <= _LONGEST_CALLED:
            return True
        return self.behind or self.named


def judge(run: Run, number: Candidate) -> tuple[str, float, bool] | None:
    """Rule, score and whether a numbering plan confirmed it; None for what is no telephone number."""
    digits, sizes = number.digits, number.sizes
    if number.plus:
        verdict = _international(digits, "phone.plus")
        if verdict is None and 9 <= len(digits) <= 15 and (len(sizes) > 2 or run.named):
            return "phone.plus.grouped", 0.6, False
        return verdict
    if (sizes in _DATE_SIZES and (_may_be_date(number) or not run.named)) or (
        sizes[:3] == (4, 2, 2) and digits[:2] in ("19", "20")
    ):
        return None
    if digits.startswith("00") and len(digits) > 10 and (len(sizes) > 1 or digits[2] in "3456789"):
        verdict = _international(digits[2:], "phone.00")
        if verdict is not None and (len(sizes) > 1 or verdict[2]):
            return verdict
    if _grouped_like_a_number(run.text, number):
        verdict = _national(number)
        if verdict is not None:
            return verdict
    if starts_dated_line(run.text, number):
        return None
    if len(digits) <= _LONGEST_NAMED and (run.named or (run.behind and number.end == run.end)):
        return "phone.named", 0.85, False
    whole = len(sizes) == run.groups  # a piece of a longer list is no number
    if (
        whole
        and run.called
        and (
            phone_plan.could_be(digits, sizes, number.written)
            or (len(digits) <= _LONGEST_CALLED and run.dialled)
        )
    ):
        return "phone.called", 0.6, False
    if whole and phone_plan.is_written(digits, sizes) and is_beside_mail(run.text, number.start, run.end):
        return "phone.beside_mail", 0.6, False
    return ("phone.spoken", 0.5, False) if whole and run.spoken and _could_be_said(number) else None


def _may_be_date(number: Candidate) -> bool:
    """Whether day, month and year can be read from three groups; two digits of a year are any."""
    first, _, third = number.sizes
    parts = [int(number.digits[:first]), int(number.digits[first:-third]), int(number.digits[-third:])]
    if first == 4:
        parts.reverse()
    low, high = sorted(parts[:2])
    return 1 <= low <= 12 and high <= 31 and (sum(number.sizes) == 6 or 1900 <= parts[2] < 2100)


def _could_be_said(number: Candidate) -> bool:
    """Whether digits are written like a number, and not like an amount in thousands."""
    sizes = number.sizes
    if sizes[0] < 3 and all(size == 3 for size in sizes[1:]) and number.digits[0] != "0":
        return False
    return phone_plan.is_written(number.digits, sizes)


def _international(digits: str, rule: str) -> tuple[str, float, bool] | None:
    parts = phone_plan.split_country_code(digits)
    if parts is None:
        return None
    if phone_plan.valid(*parts):
        return rule, 1.0, True
    return (f"{rule}.unassigned", 0.75, False) if phone_plan.possible(*parts) and len(digits) >= 8 else None


def _grouped_like_a_number(text: str, number: Candidate) -> bool:
    digits, sizes = number.digits, number.sizes
    if sizes in NORTH_AMERICAN and digits[0] != "0":
        return digits[-10] in "23456789" and (len(digits) == 10 or digits[0] == "1")
    if digits[0] == "0" and digits[1] != "0":
        if len(sizes) == 1:
            return _MOBILE_BARE.fullmatch(digits) is not None
        plain = len(set(number.written) - _DIGITS) == 1 or number.bracket or sizes[0] >= 3
        return 9 <= len(digits) <= 12 and 2 <= sizes[0] <= 5 and min(sizes) >= 2 and plain
    if "/" in number.written and "/" in (
        text[number.start - 1 : number.start],
        text[number.end : number.end + 1],
    ):
        return False  # a path
    if sizes == (5, 5):
        return digits[0] in "6789"
    if sizes == (3, 4, 4):
        return digits[0] == "1" and digits[1] in "3456789"
    return number.bracket and 8 <= len(digits) <= 11 and 2 <= sizes[0] <= 4 and 2 <= len(sizes) <= 4


def _national(number: Candidate) -> tuple[str, float, bool] | None:
    digits = number.digits
    if number.sizes in NORTH_AMERICAN and digits[0] != "0":
        exchange_valid = digits[-7] not in "01"
        if exchange_valid or number.bracket or "-" in number.written or "." in number.written:
            return "phone.north_american", 0.75 if exchange_valid else 0.6, False
        return None
    return "phone.national", 0.7, False
