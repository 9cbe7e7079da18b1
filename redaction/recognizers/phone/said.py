"""What the text around a run of digits says of it: words before and behind, names, keys, letters of a signature."""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.beside import (
    above,
    is_behind_contact,
    is_in_segment,
    is_listed,
    is_of_another,
    is_taken,
    says_otherwise,
)
from redaction.recognizers.phone.calls import is_end_of_call
from redaction.recognizers.phone.leads import (
    ADDRESSED,
    CALLED,
    CALLED_NUMBER,
    CALLER,
    UNSURE,
    is_dialled_abroad,
)
from redaction.recognizers.phone.more_languages import NOUNS
from redaction.recognizers.phone.names import is_named, is_of_thing, says_phone
from redaction.recognizers.phone.own_keys import is_of_other_key
from redaction.recognizers.phone.signed import is_misread, is_signed
from redaction.recognizers.phone.things import names_a_thing
from redaction.recognizers.phone.unsaid_words import THINGS
from redaction.recognizers.phone.words import (
    BEHIND,
    CALLING,
    CALLS,
    LABELLED,
    MESSAGING,
    SPOKEN,
    STRONG,
    WEAK,
    closes,
    may_go_on,
    remarks_phone,
    says_joined,
)

__all__ = ["LONGEST_NAMED", "Run"]

_MAIL: Final = re.compile(r"[^\s<>\"'(|,;]*@[^\s<>\"')|,;]*")
_FAR: Final = 100
_FAR_WORDS: Final = 32
"""As far as `STRONG` reads."""
_FAR_MARK: Final = 24
_ADDRESS_REACH: Final = 24
_MARKS: Final = frozenset("TMPF")
_SIGNS: Final = frozenset(":=(")
_LABEL: Final = re.compile(r"\n[ \t]*(?P<label>[^\W\d_][^\n:=#]{1,24})[:=#][ ]?\Z")
_LABEL_SIGN: Final = re.compile(r"[ ]?[:=]")
_SIGN_REACH: Final = 6
"""From the sign of `ADDRESSED` to the number: a blank, an opening bracket and quotes stand between them."""
LONGEST_NAMED: Final = 13
_NOUNS: Final = frozenset({*NOUNS, "numer", "numerem", "cislo", "номером", "номеру", "αριθμός"})
_CALLED: Final = frozenset(
    {"client", "customer", "user", "employee", "student", "vendor", "supplier", "calls", "sales"}
)
"""Whose number, though it may count them, may be that of a telephone."""
# First groups of the national shapes that begin with another digit than zero.
_FIRST_SIZES: Final = frozenset((1, 3, 5))


class Run:
    """A run of digits and separators, with what the text around it says, read at most once.

    Args:
        text: The field.
        key: Its key.
        start: First digit, code point.
        end: One past the last digit.
        groups: How many groups of digits it has.
        digits: How many digits.
        worded: False if none of the words that matter is in the text. None does where a key of another thing leads
            to the run.
    """

    __slots__ = (
        "_behind",
        "_called",
        "_counted",
        "_digits",
        "_named",
        "_words",
        "end",
        "groups",
        "key",
        "start",
        "text",
        "worded",
    )

    def __init__(  # noqa: PLR0917 - one per run
        self, text: str, key: str, start: int, end: int, groups: int, digits: int, *, worded: bool
    ) -> None:
        self.text, self.key, self.end, self.groups = text, key, end, groups
        self.start, self._digits = start, digits
        self.worded = worded = worded and not is_of_other_key(text, start, end)
        self._words: list[str] | None = None if worded else []
        self._named: bool | None = None
        self._called: bool | None = None
        self._counted: bool | None = None
        self._behind: bool | None = None if worded else False

    @property
    def heard(self) -> bool:
        """Whether anything in the text, or the key, may say telephone number."""
        return self.worded or says_phone(self.key)

    @property
    def behind(self) -> bool:
        """Whether a word behind the last group, the only one that can have any, says telephone number."""
        if self._behind is None:
            word = BEHIND.match(self.text, self.end)
            self._behind = (word is not None and not self._is_of_label(word.end())) or remarks_phone(
                self.text, self.end
            )
        return self._behind

    @property
    def named(self) -> bool:
        """Whether a word before the run, or the key, says telephone number."""
        if self._named is None:
            self._named = says_phone(self.key) or (self.worded and not self.counted and self._said())
        return self._named

    @property
    def called(self) -> bool:
        """Whether a word before the run says that something may be called, or merely counted."""
        if self._called is None:
            words = self._before()
            self._called = (
                WEAK.among(words)
                and not self.counted
                and (
                    not (says_otherwise(words) or self._is_numbered(words))
                    or (CALLING.among(words) and not (is_taken(words) or self._is_behind_mail()))
                )
            )
        return self._called

    def _is_of_label(self, end: int) -> bool:
        """Whether a word up to `end` begins a label, and what stands before the run says of what it is: `id=`."""
        return _LABEL_SIGN.match(self.text, end) is not None and (
            self.counted or says_otherwise(self._before())
        )

    def _is_numbered(self, words: list[str]) -> bool:
        """Whether a word of another language for a number is among those before, and one says of what."""
        return not _NOUNS.isdisjoint(words) and names_a_thing(self.text, self.start)

    @property
    def counted(self) -> bool:
        """Whether the run is bare digits that a word or a name before calls a count or an id."""
        if self._counted is None:
            self._counted = self.groups == 1 and is_of_thing(self.text, self.start, self._before())
        return self._counted

    @property
    def spoken(self) -> bool:
        """Whether what was said before asks for a number, and nothing goes on behind the run."""
        if not self.worded or not closes(self.text, self.end) or self.counted:
            return False
        return SPOKEN.among(SPOKEN.before(self.text, self.start)) and not says_otherwise(self._before())

    @property
    def said(self) -> bool:
        """Whether what stands before says that it is called: here, or in the sentence of which a number is left."""
        if self.named or self.dialled:
            return True
        return self.called and SPOKEN.among(SPOKEN.before(self.text, self.start))

    @property
    def dialled(self) -> bool:
        """Whether "call", "dial" or the like stands directly before the run."""
        text, start = self.text, self.start
        if not self.worded:
            return False
        if CALLED.search(text, max(0, start - 48), start) is None:
            return is_dialled_abroad(text, start, self.end)
        if self.groups > 1 or UNSURE.search(text, max(0, start - 16), start) is None:
            return True
        return may_go_on(text, self.end)

    def _said(self) -> bool:
        text, start = self.text, self.start
        return (
            self._is_named()
            or is_named(text, start)
            or self._is_marked()
            or is_signed(text, start, self.end, self.groups)
            or is_listed(text, start)
            or is_end_of_call(text, start, self.end)
            or is_behind_contact(text, start, self.end)
            or CALLED_NUMBER.search(text, max(0, start - _FAR), start) is not None
            or is_in_segment(text, start)
            or ("@" in text[max(0, start - _FAR) : start] and STRONG.among(self._before_mail()))
            or (not text.isascii() and says_joined(text, start))
            or (
                not _SIGNS.isdisjoint(text[max(0, start - _SIGN_REACH) : start])
                and (
                    CALLER.search(text, max(0, start - _ADDRESS_REACH), start) is not None
                    or (
                        ADDRESSED.search(text, max(0, start - _ADDRESS_REACH), start) is not None
                        and not self._is_of_thing()
                        and self._is_sent_to()
                    )
                )
            )
        )

    def _is_named(self) -> bool:
        """Whether the words before say it; an order or an invoice takes it back only behind another number."""
        words = self._before_mail() if self._is_behind_mail() else self._before()
        if not STRONG.among(words) or is_of_another(words):
            return False
        return not (says_otherwise(words) and (is_taken(words) or self._has_label()))

    def _has_label(self) -> bool:
        """Whether the words of the line are a label of its own: `Phone?`, below it `Reference: 912606042`."""
        label = _LABEL.search(self.text, max(0, self.start - _FAR_WORDS), self.start)
        return label is not None and not STRONG.among(STRONG.before(label["label"], len(label["label"])))

    def _is_behind_mail(self) -> bool:
        """Whether a part of an e-mail address is among the words before: `Contact: info@...` says no "contact info"."""
        return self.text.find("@", max(0, self.start - _FAR_WORDS), self.start) >= 0

    def _is_marked(self) -> bool:
        """Whether the letter of a signature or a word read wrongly says it; most texts have none of the letters."""
        text, start = self.text, self.start
        return not _MARKS.isdisjoint(text[max(0, start - _FAR_MARK) : start]) and (
            LABELLED.search(text, max(0, start - 12), start) is not None or is_misread(text, start)
        )

    def _is_of_thing(self) -> bool:
        """Whether the words before name a thing whose number it is: `Order number:`; a customer's may be called."""
        words = self._before()
        last = next((word for word in reversed(words) if word != "number"), "")
        return says_otherwise(words) or (words[-1:] == ["number"] and last in THINGS - _CALLED)

    def _is_sent_to(self) -> bool:
        """Whether what is said around the run is about messages or calls."""
        text, start = self.text, self.start
        if MESSAGING.near(text, start, self.end):
            return True
        return (
            CALLS.near(text, start, self.end) if self.groups > 1 else CALLS.among(CALLS.before(text, start))
        )

    def _before_mail(self) -> list[str]:
        """The words before, as if an e-mail address between them and the number were not there."""
        begin = max(0, self.start - _FAR, above(self.text, self.start))
        text = _MAIL.sub("", self.text[begin : self.start])
        return STRONG.before(text, len(text))

    def _before(self) -> list[str]:
        if self._words is None:
            text, start = self.text, self.start
            line = above(text, start)
            self._words = STRONG.before(text[line:start] if line else text, start - line)
        return self._words

    def hopeful(self, index: int, digit: str, size: int) -> bool:
        """Whether a number without plus and brackets can begin with a group, judging by its first digit and size."""
        if digit == "0" or size in _FIRST_SIZES:
            return True
        if index == 0 and phone_plan.SHORTEST - 1 <= self._digits <= LONGEST_NAMED:
            return True
        return self.behind or self.named
