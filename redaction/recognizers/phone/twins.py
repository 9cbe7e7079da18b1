"""Digits behind a telephone number that look like it: `mi número es 71239933, el de la oficina 71 232 504`.

Whatever language says whose the second one is: it has as many digits as the first, and no word directly before it names
another thing. Only what stands before decides.
"""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import says_otherwise
from redaction.recognizers.phone.national import national
from redaction.recognizers.phone.runs import OF_OTHERS, Candidate, in_thousands
from redaction.recognizers.phone.said import Run
from redaction.recognizers.phone.things import names_a_thing, names_any
from redaction.recognizers.phone.words import CONNECTIVES, closes

__all__ = ["GATE", "is_twin"]

_REACH: Final = 90
_MOST_BETWEEN: Final = 60
"""Bytes between a number that no word calls one and its twin."""
_NOT_BETWEEN: Final = frozenset("\0+0123456789")
_MOST_EARLIER: Final = 4
_FEWEST, _MOST = 7, 13
_EARLIER: Final = re.compile(
    r"(?<![0-9A-Za-z_.#&/\-])(?P<plus>\+[ ]?)?[(]{0,2}(?P<digits>[0-9](?:[ ().\-/]{0,3}[0-9]){6,16})(?![0-9A-Za-z_])"
)
_OF_MACHINES: Final = re.compile(r"[={}<>\[\]|\\_]|\n[^\n]*\n")
"""What stands between the values of programs and never between two numbers of one sentence, or of two lines."""
_APART_BEHIND_TRUNK: Final = 3
"""By so many digits mobile numbers and those of small towns differ."""
_OTHER_ONE: Final = re.compile(
    r"(?<![^\W_])(?:old|older|previous|former|earlier|new|newer|current|other|second|last|next|work|home|wrong|right|correct"
    r"|spare|backup)[ ](?:one|number)(?:[ ](?:is|was|used to be|ends up as))?(?:[ ](?:actually|really|just|still))?"
    r"[ :=,(]{1,3}\Z",
    re.IGNORECASE,
)
"""What only a second of what was named before can be called; how many digits it has says nothing then."""
_FAR_ONE: Final = 40
_GROUP: Final = re.compile("[0-9]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_BEHIND: Final = re.compile(r"[ ]([^\W\d_]+)")
_IF: Final = (
    r"if|is|was|isn['’]t|works?|wenn|falls|ist|bitte|und|oder|si|est|et|ou|es|y|o|se|è|e|als|en|of|om|hvis|er|og"
    r"|eller|och|är|jeśli|jest|i|lub|если|или|и|якщо|або|je|nebo|a|ve|veya|yoksa|kalau|dan|atau|kung|kama|na"
)
_GOES_ON: Final = re.compile(rf"[ ](?:{CONNECTIVES}|{_IF})(?![0-9A-Za-z_])", re.IGNORECASE)
GATE: Final = r"\+ ?\({0,2}[0-9](?:[ ().\-/]{0,3}[0-9]){6,16}[^\x000-9+]{1,60}[0-9](?:[ ().\-/]{0,3}[0-9]){6}"
"""Matches where a number with a country code, which no word need call one, stands before bare digits."""


def is_twin(run: Run, number: Candidate) -> bool:
    """Whether a telephone number stands shortly before digits that look the same.

    Args:
        run: What the text says of the digits.
        number: All the digits that stand together there.
    """
    digits, sizes, text, start = number.digits, number.sizes, run.text, number.start
    if not (run.worded or _is_seen(number)):
        return False
    if _GROUP.search(text, max(0, start - _REACH), max(0, start - _FEWEST)) is None:
        return False  # most have no digits before them
    if not _FEWEST <= len(digits) <= _MOST or sizes in OF_OTHERS or sizes.count(1) > 1:
        return False
    if in_thousands(sizes) and digits[0] != "0" and "." in number.written:
        return False
    if not _may_go_on(text, number):
        return False
    earlier = [*_EARLIER.finditer(text, max(0, start - _REACH), start)][-_MOST_EARLIER:]
    own = _significant(digits, plus=number.plus)
    other = _OTHER_ONE.search(text, max(0, start - _FAR_ONE), start) is not None
    apart = _APART_BEHIND_TRUNK if digits[0] == "0" and len(sizes) > 1 else 1
    for before in reversed(earlier):
        between = text[before.end() : start]
        if _OF_MACHINES.search(between) is not None:
            return False
        bare = "".join(filter(str.isdigit, before["digits"]))
        plus = before["plus"] is not None
        if not (other or _look_alike(own, _significant(bare, plus=plus), apart)):
            continue
        if _is_told(run, *before.span("digits"), bare, alone=_is_seen(number)) or (
            plus and _is_beside(bare, between)
        ):
            return _says_nothing_else(text, start)
    return False


def _is_seen(number: Candidate) -> bool:
    """Whether digits are looked at though no word stands near."""
    return number.unsaid or number.digits[0] == "0"


def _is_told(run: Run, start: int, end: int, digits: str, *, alone: bool) -> bool:
    """Whether words call earlier digits a number; or their groups do, where no word need stand near.

    Args:
        run: What the text says of the digits behind.
        start: First of the earlier digits, code point.
        end: One past the last.
        digits: These without what stands between.
        alone: Whether groups may say it.
    """
    written = run.text[start:end]
    sizes = tuple([len(group) for group in _GROUP.findall(written)])
    if run.worded:
        earlier = Run(run.text, "", start, end, len(sizes), len(digits), worded=True)
        if earlier.named or earlier.behind or earlier.dialled:
            return True
        if earlier.called and phone_plan.could_be(digits, sizes, written):
            return True
    before = Candidate(start, end, digits, sizes, written, plus=False, bracket=False, unsaid=False)
    return alone and national(run.text, before) is not None


def _is_beside(digits: str, between: str) -> bool:
    """Whether digits behind a plus are a number, and what stands between them and others is short and says whose."""
    return (
        phone_plan.international(digits, "") is not None
        and len(between.encode()) <= _MOST_BETWEEN
        and _NOT_BETWEEN.isdisjoint(between)
        and _WORD.search(between) is not None
    )


def _significant(digits: str, *, plus: bool) -> frozenset[int]:
    """How many digits a number may have without the prefix of a trunk and the code of its country."""
    counts = {len(digits) - (digits[0] == "0")}
    if digits.startswith("00"):
        plus, digits = True, digits[2:]
    parts = phone_plan.split_country_code(digits)
    if parts is not None and phone_plan.valid(*parts):
        counts.add(len(parts[1]))
    if digits[0] == "8" and len(digits) == phone_plan.LONGEST:
        counts.add(len(digits) - 1)
    return frozenset({len(parts[1])} if plus and parts is not None else counts)


def _look_alike(one: frozenset[int], other: frozenset[int], apart: int) -> bool:
    return any(abs(mine - its) <= apart for mine in one for its in other)


def _may_go_on(text: str, number: Candidate) -> bool:
    """Whether what stands behind digits is nothing that there is so much of."""
    end = number.end
    if closes(text, end) or _GOES_ON.match(text, end) is not None:
        return True
    behind = _WORD_BEHIND.match(text, end)
    if behind is None or names_any([behind[1].lower()]):
        return False
    return len(number.sizes) > 1 or number.digits[0] == "0"


def _says_nothing_else(text: str, start: int) -> bool:
    """Whether the words directly before digits name no order, no account and no amount."""
    if names_a_thing(text, start):
        return False
    return not says_otherwise(_WORD.findall(text[max(0, start - 32) : start].lower()))
