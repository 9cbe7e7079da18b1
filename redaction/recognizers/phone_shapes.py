"""What makes a group of digits a telephone number: its country code, its shape, or a word beside it.

`redaction.recognizers.phone` cuts candidates out of the text; here each is judged.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from redaction.recognizers import phone_plan
from redaction.recognizers.context import Context, gate

__all__ = ["STANDING_SIZES", "WORDS_GATE", "Candidate", "Run", "judge", "says_phone"]

_STRONG: Final = Context(
    *(
        "phone",
        "phones",
        "telephone",
        "tel",
        "mobile",
        "cell",
        "cellphone",
        "fax",
        "whatsapp",
        "sms",
        "dial",
        "hotline",
    ),
    *(
        "phone number",
        "mobile number",
        "contact number",
        "call me",
        "call us",
        "call him",
        "call her",
        "call them",
    ),
    *(
        "call on",
        "call at",
        "me at",
        "reach me",
        "reach us",
        "reach him",
        "reach her",
        "text me",
        "ring me",
    ),
    *(
        "answering at",
        "messages to",
        "msisdn",
        "voicemail",
        "handy",
        "telefon",
        "telefono",
        "teléfono",
        "móvil",
        "movil",
    ),
    *(
        "portable",
        "téléphone",
        "celular",
        "telefone",
        "telefoon",
        "mobil",
        "gsm",
        "rufnummer",
        "numéro",
        "cellulare",
    ),
    *(
        "電話",
        "手机",
        "puhelin",
        "telefonnummer",
        "mobilnummer",
        "phonenumber",
        "phone no",
        "tel no",
        "landline",
    ),
    before=32,
)
_AFTER: Final = ("office", "fax", "mobile", "cell", "desk", "home", "phone")
_BEHIND: Final = re.compile(
    rf"[ ,()/\-]{{0,3}}(?:{'|'.join(_AFTER)})(?![0-9A-Za-z])", re.IGNORECASE | re.ASCII
)
_WEAK: Final = Context(
    *(
        "call",
        "called",
        "calling",
        "text",
        "contact",
        "contacts",
        "reach",
        "number",
        "registered",
        "ring",
        "message",
    ),
    *("messages", "reached", "numero", "número", "nummer", "answering", "at"),
    before=32,  # as far as _STRONG reads: a run looks at the words before it once
)
WORDS_GATE: Final = gate(*_STRONG.telling, *_WEAK.telling, *_AFTER)
"""Matches every text in which a word of this module stands."""
_DATE_SIZES: Final = frozenset({(2, 2, 4), (4, 2, 2), (2, 2, 2), (1, 2, 4), (2, 1, 4), (1, 1, 4)})
_NORTH_AMERICAN: Final = frozenset({(3, 3, 4), (1, 3, 3, 4)})
STANDING_SIZES: Final = _NORTH_AMERICAN | {(5, 5), (3, 4, 4)}
"""Groups in which numbers stand without plus, brackets, leading zero or a word that says so."""
_DIGITS: Final = frozenset("0123456789")
_LONGEST_NAMED: Final = 13
_SHORTEST_CALLED: Final = 8
_LONGEST_CALLED: Final = 11
# First groups of the national shapes that begin with another digit than zero.
_FIRST_SIZES: Final = frozenset((1, 3, 5))
_MOBILE_BARE: Final = re.compile(r"07[0-9]{9}|0[67][0-9]{8}|04[0-9]{8}|01[567][0-9]{8,9}")


def says_phone(key: str) -> bool:
    """Whether the words of a key say telephone number."""
    return bool(key) and _STRONG.in_key(key)


class Candidate(NamedTuple):
    """Groups of digits as they stand in a text.

    Attributes:
        start: First digit, code point.
        end: One past the last digit.
        digits: The bare digits.
        sizes: Digits per group.
        written: As it stands in the text.
        plus: A plus sign stands before.
        bracket: The first group stands in brackets.
    """

    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    written: str
    plus: bool
    bracket: bool


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
        self._words: list[str] | None = None if worded else []
        self._named: bool | None = None
        self._called: bool | None = None
        self._behind: bool | None = None if worded else False

    @property
    def behind(self) -> bool:
        """Whether a word behind the last group, the only one that can have any, says telephone number."""
        if self._behind is None:
            self._behind = _BEHIND.match(self.text, self.end) is not None
        return self._behind

    @property
    def named(self) -> bool:
        """Whether a word before the run, or the key, says telephone number."""
        if self._named is None:
            self._named = says_phone(self.key) or _STRONG.among(self._before())
        return self._named

    @property
    def called(self) -> bool:
        """Whether a word before the run says that something may be called, or merely counted."""
        if self._called is None:
            self._called = _WEAK.among(self._before())
        return self._called

    def _before(self) -> list[str]:
        if self._words is None:
            self._words = _STRONG.before(self.text, self._start)
        return self._words

    def hopeful(self, index: int, digit: str, size: int) -> bool:
        """Whether a number without plus and brackets can begin with a group, judging by its first digit and size.

        Most runs of digits are cards, accounts and amounts: for them this is all that happens.
        """
        if digit == "0" or size in _FIRST_SIZES:
            return True
        if index == 0 and _SHORTEST_CALLED <= self._digits <= _LONGEST_CALLED:
            return True
        return self.behind or self.named


def judge(run: Run, number: Candidate) -> tuple[str, float, bool] | None:
    """Rule, score and whether a numbering plan confirmed it; None for what is no telephone number."""
    digits, sizes = number.digits, number.sizes
    if number.plus:
        return _international(digits, "phone.plus")
    if sizes in _DATE_SIZES or (sizes[:3] == (4, 2, 2) and digits[:2] in ("19", "20")):
        return None
    if digits.startswith("00") and len(digits) > 10 and (len(sizes) > 1 or digits[2] in "3456789"):
        verdict = _international(digits[2:], "phone.00")
        if verdict is not None and (len(sizes) > 1 or verdict[2]):
            return verdict
    if _grouped_like_a_number(number):
        verdict = _national(number)
        if verdict is not None:
            return verdict
    if len(digits) <= _LONGEST_NAMED and (run.named or (run.behind and number.end == run.end)):
        return "phone.named", 0.85, False
    whole = len(sizes) == run.groups  # a piece of a longer list is no number
    if whole and run.called and _could_be_called(number):
        return "phone.called", 0.6, False
    return None


def _assigned(digits: str) -> bool:
    if digits[0] == "0":
        return phone_plan.valid_with_trunk(digits)
    return phone_plan.valid(1, digits.removeprefix("1"))


def _could_be_called(number: Candidate) -> bool:
    """Whether bare or plainly grouped digits are a number in one of the larger plans."""
    if len(number.sizes) == 1:
        return len(number.digits) in (10, 11) and _assigned(number.digits)
    return (
        _SHORTEST_CALLED <= len(number.digits) <= _LONGEST_CALLED
        and min(number.sizes) > 1
        and phone_plan.valid_somewhere(number.digits)
    )


def _international(digits: str, rule: str) -> tuple[str, float, bool] | None:
    parts = phone_plan.split_country_code(digits)
    if parts is None:
        return None
    if phone_plan.valid(*parts):
        return rule, 1.0, True
    return (f"{rule}.unassigned", 0.75, False) if phone_plan.possible(*parts) and len(digits) >= 8 else None


def _grouped_like_a_number(number: Candidate) -> bool:
    digits, sizes = number.digits, number.sizes
    if sizes in _NORTH_AMERICAN and digits[0] != "0":
        return digits[-10] in "23456789" and (len(digits) == 10 or digits[0] == "1")
    if digits[0] == "0" and digits[1] != "0":
        if len(sizes) == 1:
            return _MOBILE_BARE.fullmatch(digits) is not None
        plain = len(set(number.written) - _DIGITS) == 1 or number.bracket or sizes[0] >= 3
        return 9 <= len(digits) <= 12 and 2 <= sizes[0] <= 5 and min(sizes) >= 2 and plain
    if sizes == (5, 5):
        return digits[0] in "6789"
    if sizes == (3, 4, 4):
        return digits[0] == "1" and digits[1] in "3456789"
    return number.bracket and 8 <= len(digits) <= 11 and 2 <= sizes[0] <= 4 and 2 <= len(sizes) <= 4


def _national(number: Candidate) -> tuple[str, float, bool] | None:
    digits = number.digits
    if number.sizes in _NORTH_AMERICAN and digits[0] != "0":
        exchange_valid = digits[-7] not in "01"
        if exchange_valid or number.bracket or "-" in number.written or "." in number.written:
            return "phone.north_american", 0.75 if exchange_valid else 0.6, False
        return None
    return "phone.national", 0.7, False
