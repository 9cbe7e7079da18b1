"""International bank account numbers, anchored by the length their country prescribes (SWIFT IBAN registry).

The length comes from the country code, so a match can never swallow the next word, whose letters might even make the
checksum come out right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redaction.recognizers import bank_keys
from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.card.borders import is_followed_by_money
from redaction.recognizers.checksums import mod97
from redaction.recognizers.countries import COUNTRIES
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.iban_countries import IBAN_LENGTHS, OF_DIGITS
from redaction.spans import Span

__all__ = ["ScrublineIbanRecognizer"]

# Found by its check digits, which are rarer in text than letters; the country is looked up.
_CHECK_DIGITS: Final = re.compile(
    r"[0-9][ \-.\n]?[0-9](?:(?<=[A-Za-z]{2}[0-9]{2})|(?<=[A-Za-z]{2}[ \-.\n][0-9]{2})"
    r"|(?<=[A-Za-z]{2}[0-9][ \-.\n][0-9])|(?<=[A-Za-z]{2}[ \-.\n][0-9][ \-.\n][0-9]))"
)
_WHOLE: Final = {
    length: re.compile(rf"[A-Za-z0-9](?:[ \t\r\n\-./_]{{0,2}}[A-Za-z0-9]){{{length - 1}}}")
    for length in set(IBAN_LENGTHS.values())
}
_SHAPE: Final = Bordered(r"[A-Z][A-Z][0-9]{2}[A-Z0-9]{10,30}(?![A-Za-z0-9])", WORD - {"_"})
# Of a length that its country does not have, printed in fours.
_PRINTED_SHAPE: Final = re.compile(
    r"[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3}(?![A-Za-z0-9]))?(?![A-Za-z0-9])"
)
_NAME: Final = "IBAN"
_PRINTED: Final = 4
_REACH: Final = 14
"""Bytes from the first letter to the end of a match of the gate."""
_SUBFIELD: Final = re.compile(r"\?[0-9]{2}[A-Za-z]")
"""Before a part of the purpose of a payment, in a statement of SWIFT MT940."""
_WIDE: Final = "   "
_SEPARATORS: Final = re.compile(r"[ \t\r\n\-./_]+")


def _written(text: str, begin: int, length: int) -> tuple[int, str]:
    """Where the `length` letters and digits from `begin` on end, and what they are without separators, or nothing."""
    bare, end = text[begin : begin + length], begin + length
    if len(bare) == length and bare.isalnum() and bare.isascii():
        return end, bare
    # As it is printed, in fours.
    end += (length - 1) // 4
    printed = text[begin:end]
    bare = printed.replace(" ", "")
    if (
        len(bare) == length
        and end <= len(text)
        and printed[-1] != " "
        and bare.isalnum()
        and bare.isascii()
        and _WIDE not in printed
    ):
        return end, "" if _has_word(printed.split(" ")) else bare
    whole = _WHOLE[length].match(text, begin)
    if whole is None:
        return begin, ""
    groups = _SEPARATORS.split(whole.group())
    return whole.end(), "" if _has_word(groups) else "".join(groups)


def _has_word(groups: list[str]) -> bool:
    """Whether these are the words of a sentence, "is 6493 ... and it was", and not printed in fours."""
    if set(map(len, groups[:-1])) == {_PRINTED} and len(groups[-1]) <= _PRINTED:
        return False
    return any(group.isalpha() and group.islower() for group in groups[1:])


def _may_begin(text: str, begin: int) -> bool:
    """Whether no word goes on at `text[begin:]`, other than what says that it is one: `IBANDE89...`, `?31DE89...`."""
    if text[begin - 1] not in WORD or text[begin - 1] == "_" or _SUBFIELD.match(text, max(0, begin - 3)):
        return True
    named = begin - len(_NAME)
    return text[max(0, named) : begin].upper() == _NAME and not (named > 0 and text[named - 1].isalnum())


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    return _between(text, start, len(text))


def _find_at(text: str, ends: Sequence[int], key: str) -> Iterator[Span]:
    del key
    start = 0
    for end in ends:
        for span in _between(text, max(start, end - _REACH), end):
            start = span.end
            yield span


def _between(text: str, start: int, behind: int) -> Iterator[Span]:
    """IBANs with check digits in `text[start:behind]`."""
    while (digits := _CHECK_DIGITS.search(text, start, behind)) is not None:
        start = digits.end()
        begin = digits.start() - (2 if text[digits.start() - 1].isalpha() else 3)
        if begin and not _may_begin(text, begin):
            continue
        length = IBAN_LENGTHS.get(text[begin : begin + 2].upper())
        end, bare = (begin, "") if length is None else _written(text, begin, length)
        if (
            bare
            and text[end : end + 1].isalnum()
            and text[end].isascii()
            and not is_followed_by_money(text, end)
        ):
            bare = ""
        if bare and _has_its_letters(bare) and mod97(bare.upper()):
            start = end  # its own digits would all be tried as check digits
            yield Span(begin, end, "IBAN_CODE", 1.0, "iban", "ScrublineIbanRecognizer", checked=True)
        elif (printed := _PRINTED_SHAPE.match(text, begin)) and _is_checked(printed.group().replace(" ", "")):
            start = printed.end()
            yield Span(begin, start, "IBAN_CODE", 0.8, "iban.shape", "ScrublineIbanRecognizer", checked=True)


def _has_its_letters(bare: str) -> bool:
    """Whether the country lets letters stand behind its code, or none do."""
    return bare[2:].isdigit() or bare[:2].upper() not in OF_DIGITS


def _is_checked(value: str) -> bool:
    """Whether the check digits are right, most characters digits, and the letters those of any country.

    Of parcels that begin with two other letters one in 97 has such digits, too.
    """
    return (
        _has_its_letters(value)
        and value[:2] in COUNTRIES
        and 2 * sum(map(str.isdigit, value)) > len(value)
        and mod97(value)
    )


def _find_shape(text: str, start: int, key: str) -> Iterator[Span]:
    """Countries that joined after the table, and lengths it does not have: in one piece, mostly digits, checked."""
    del key
    for match in _SHAPE.finditer(text, start):
        value = match.group()
        if len(value) != IBAN_LENGTHS.get(value[:2]) and _is_checked(value):
            yield Span(*match.span(), "IBAN_CODE", 0.8, "iban.shape", "ScrublineIbanRecognizer", checked=True)


_WITHOUT_COUNTRY: Final = re.compile(r"(?=(?:[A-Za-z \-]*[0-9]){8})[0-9A-Za-z \-]{10,36}", re.ASCII)


def _keyed(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value without country and check digits, which have fields of their own."""
    del start, key
    if _WITHOUT_COUNTRY.fullmatch(text) is not None:
        yield Span(0, len(text), "IBAN_CODE", 0.7, "iban.bban", "ScrublineIbanRecognizer")


_LOWER: Final = re.compile(r"[ \t]*(?P<value>[A-Za-z]{2}[0-9]{2}(?:[ ]?[0-9A-Za-z]){10,30})[ \t]*")


def _named(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with right check digits, of whatever length, and in whatever case programs write it."""
    del start, key
    match = _LOWER.fullmatch(text)
    if match is not None and _is_checked(match["value"].replace(" ", "").upper()):
        yield Span(
            *match.span("value"), "IBAN_CODE", 0.9, "iban.key", "ScrublineIbanRecognizer", checked=True
        )


class ScrublineIbanRecognizer(FieldRecognizer):
    """International bank account numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="iban",
            entity="IBAN_CODE",
            gates=(
                # Any two letters: a list of the countries would make the whole database slower.
                (
                    r"[^A-Za-z0-9][A-Za-z]{2}[ \-.\n]?[0-9][ \-.\n]?[0-9]"
                    r"[ \t\r\n\-./_]{0,3}[A-Za-z0-9][ \t\r\n\-./_]{0,2}[A-Za-z0-9]"
                ),
                r"(?i)iban[A-Z]{2}[0-9]{2}",
                r"\?[0-9]{2}[A-Za-z]{2}[0-9]{2}[A-Za-z0-9]",
            ),
            reach=_REACH,
            find=_find,
            near=160,
            at=_find_at,
        ),
        Detector(
            rule="iban.shape",
            entity="IBAN_CODE",
            gates=(r"[^A-Za-z0-9][A-Z]{2}[0-9]{2}[A-Z0-9]{10}",),
            reach=15,
            find=_find_shape,
            near=64,
        ),
    )
    KEY_RULES = (
        KeyRule("iban.bban", "IBAN_CODE", frozenset({"bban"}), _keyed),
        KeyRule("iban.key", "IBAN_CODE", frozenset({"iban"}), _named),
        *bank_keys.KEY_RULES,
    )
