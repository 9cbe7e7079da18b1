"""Telephone numbers, shape first: only what is written like a number is held against a numbering plan.

Four ways to be one: a country code (`+44 20 7946 0958`, `0049 ...`), the North American shape, a national shape with
a trunk zero or brackets, or any grouping of seven digits and more that a word or the key calls a phone number.
Dates, decimals, IP addresses, epochs and versions have other shapes and never get as far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.recognizers import phone_plan
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.recognizers.digit_runs import run_start
from redaction.spans import Span

__all__ = ["PhoneRecognizer"]

_RUN: Final = re.compile(r"[0-9](?:[ .()\-/]{0,3}[0-9]){6,}")
_GROUP: Final = re.compile(r"[0-9]+")
_EXTENSION: Final = re.compile(
    r"[ ,;]{0,2}(?:x|ext\.?|extn\.?|extension|durchwahl|#)[ .:]{0,2}[0-9]{1,6}(?![0-9A-Za-z])", re.IGNORECASE
)
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
_AFTER: Final = "office|fax|mobile|cell|desk|home|phone"
_AFTER_WORD: Final = re.compile(rf"[ ,()/\-]{{0,3}}(?:{_AFTER})(?![0-9A-Za-z])", re.IGNORECASE | re.ASCII)
_WEAK: Final = Context(
    "call", "called", "text", "contact", "reach", "number", "registered", "ring", "at", before=24
)
_DATE_SIZES: Final = frozenset({(2, 2, 4), (4, 2, 2), (2, 2, 2), (1, 2, 4), (2, 1, 4), (1, 1, 4)})
_LONGEST_NAMED: Final = 13
_MOBILE_BARE: Final = re.compile(r"07[0-9]{9}|0[67][0-9]{8}|04[0-9]{8}|01[567][0-9]{8,9}")


class _Candidate(NamedTuple):
    start: int
    end: int
    digits: str
    sizes: tuple[int, ...]
    separators: str
    plus: bool
    bracket: bool


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    for run in _RUN.finditer(text, run_start(text, start)):
        groups = [m.span() for m in _GROUP.finditer(text, *run.span())]
        index = 0
        while index < len(groups):
            found = _from_group(text, groups, index, key) if _may_start(text, groups, index) else None
            if found is None:
                index += 1
                continue
            index, span = found
            yield span


def _may_start(text: str, groups: list[tuple[int, int]], index: int) -> bool:
    start = groups[index][0]
    if index and not any(c in " (/" for c in text[groups[index - 1][1] : start]):
        return False
    before = text[start - 1] if start else " "
    return not (
        (before.isalnum() and ord(before) < 0x3000) or (before in "_$€£#=&%" and before != "=")
    ) and not (before in ".,:" and start > 1 and text[start - 2].isdigit())


def _from_group(text: str, groups: list[tuple[int, int]], index: int, key: str) -> tuple[int, Span] | None:
    """The longest number that begins with group `index`; the index behind it and the span."""
    start = groups[index][0]
    for last in range(min(len(groups), index + 8) - 1, index - 1, -1):
        end = groups[last][1]
        if not _may_end(text, groups, last):
            continue
        digits = "".join(text[a:b] for a, b in groups[index : last + 1])
        if not 7 <= len(digits) <= 17:
            continue
        lead = text[max(0, start - 3) : start]
        candidate = _Candidate(
            start=start,
            end=end,
            digits=digits,
            sizes=tuple(b - a for a, b in groups[index : last + 1]),
            separators="".join(text[groups[i][1] : groups[i + 1][0]] for i in range(index, last)),
            plus="+" in lead[-2:],
            bracket=lead.endswith("(") and text.startswith(")", groups[index][1]),
        )
        verdict = _judge(text, candidate, key)
        if verdict is not None:
            rule, score, checked = verdict
            return last + 1, _span(text, candidate, rule, score, checked=checked)
    return None


def _may_end(text: str, groups: list[tuple[int, int]], last: int) -> bool:
    end = groups[last][1]
    if last + 1 < len(groups):
        return any(c in " (/" for c in text[end : groups[last + 1][0]])
    after = text[end : end + 2]
    if not after:
        return True
    if after[0] in ".,:%" and after[1:].isdigit():
        return False
    return not (
        (after[0].isalnum() and ord(after[0]) < 0x3000 and after[0] not in "xe") or after[0] in "_=%@"
    )


def _judge(text: str, number: _Candidate, key: str) -> tuple[str, float, bool] | None:
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
    if len(digits) <= _LONGEST_NAMED and _named(text, number, key):
        return "phone.named", 0.85, False
    if (
        len(sizes) == 1
        and len(digits) in (10, 11)
        and _assigned(digits)
        and _WEAK.near(text, number.start, number.end)
    ):
        return "phone.called", 0.6, False
    return None


def _named(text: str, number: _Candidate, key: str) -> bool:
    return _AFTER_WORD.match(text, number.end) is not None or _STRONG.near(
        text, number.start, number.end, key
    )


def _assigned(digits: str) -> bool:
    if digits[0] == "0":
        return phone_plan.valid_with_trunk(digits)
    return phone_plan.valid(1, digits.removeprefix("1"))


def _international(digits: str, rule: str) -> tuple[str, float, bool] | None:
    parts = phone_plan.split_country_code(digits)
    if parts is None:
        return None
    if phone_plan.valid(*parts):
        return rule, 1.0, True
    return (f"{rule}.unassigned", 0.75, False) if phone_plan.possible(*parts) and len(digits) >= 8 else None


def _grouped_like_a_number(number: _Candidate) -> bool:
    digits, sizes, separators = number.digits, number.sizes, number.separators
    north_american = sizes in ((3, 3, 4), (1, 3, 3, 4))
    if north_american:
        return digits[-10] in "23456789" and (len(digits) == 10 or digits[0] == "1")
    if digits[0] == "0" and digits[1] != "0":
        if len(sizes) == 1:
            return _MOBILE_BARE.fullmatch(digits) is not None
        plain = len(set(separators)) == 1 or number.bracket or sizes[0] >= 3
        return 9 <= len(digits) <= 12 and 2 <= sizes[0] <= 5 and min(sizes) >= 2 and plain
    if sizes == (5, 5):
        return digits[0] in "6789"
    if sizes == (3, 4, 4):
        return digits[0] == "1" and digits[1] in "3456789"
    return number.bracket and 8 <= len(digits) <= 11 and 2 <= sizes[0] <= 4 and 2 <= len(sizes) <= 4


def _national(number: _Candidate) -> tuple[str, float, bool] | None:
    digits = number.digits
    if number.sizes in ((3, 3, 4), (1, 3, 3, 4)):
        exchange_valid = digits[-7] not in "01"
        if exchange_valid or number.bracket or "-" in number.separators or "." in number.separators:
            return "phone.north_american", 0.75 if exchange_valid else 0.6, False
        return None
    return "phone.national", 0.7, False


def _span(text: str, number: _Candidate, rule: str, score: float, *, checked: bool) -> Span:
    start, end = number.start, number.end
    while start and text[start - 1] in "(+" and number.start - start < 2:
        start -= 1
    if start and text[start - 1] == " " and text[start - 2 : start - 1] == "+":
        start -= 2
    if end < len(text) and text[end] == ")" and "(" in text[start:end] and ")" not in text[start:end]:
        end += 1
    extension = _EXTENSION.match(text, end)
    if extension:
        end = extension.end()
    return Span(start, end, "PHONE_NUMBER", score, rule, "PhoneRecognizer", checked=checked)


_SEPARATOR: Final = r"[ .()\-/]"
_DIGITS: Final = rf"[0-9](?:{_SEPARATOR}{{0,3}}[0-9]){{6}}"


class PhoneRecognizer(FieldRecognizer):
    """Telephone numbers; see the module."""

    DETECTORS = (
        Detector(
            rule="phone",
            entity="PHONE_NUMBER",
            gates=(
                rf"\+[ (]{{0,2}}{_DIGITS}",
                rf"[^0-9A-Za-z]00{_SEPARATOR}{{0,3}}[1-9](?:{_SEPARATOR}{{0,3}}[0-9]){{6}}",
                rf"[2-9][0-9]{{2}}{_SEPARATOR}{{1,3}}[0-9]{{3}}{_SEPARATOR}{{1,3}}[0-9]{{4}}",
                rf"[^0-9A-Za-z]0{_SEPARATOR}{{0,3}}[1-9](?:{_SEPARATOR}{{0,3}}[0-9]){{7}}",
                rf"[^0-9A-Za-z][6-9][0-9]{{4}}{_SEPARATOR}{{1,3}}[0-9]{{5}}",
                rf"[^0-9A-Za-z]1[3-9][0-9]{_SEPARATOR}{{1,3}}[0-9]{{4}}{_SEPARATOR}{{1,3}}[0-9]{{4}}",
                rf"\([0-9]{{2,4}}\){_SEPARATOR}{{0,2}}[0-9]{{1,9}}{_SEPARATOR}{{0,3}}[0-9]{{1,5}}",
                r"[^0-9A-Za-z_][0-9]{10,11}[^0-9A-Za-z_]",
            ),
            words=(_STRONG.gate, rf"[0-9][ ,()/\-]{{0,3}}(?i:{_AFTER})"),
            reach=60,
            find=_find,
        ),
    )
    KEY_RULES = (
        KeyRule(
            rule="phone.key",
            entity="PHONE_NUMBER",
            words=frozenset(
                {
                    "phone",
                    "phone number",
                    "telephone",
                    "tel",
                    "mobile",
                    "mobile number",
                    "cell",
                    "fax",
                    "msisdn",
                }
                | {
                    "phone no",
                    "cellphone",
                    "whatsapp",
                    "contact number",
                    "caller",
                    "callee",
                    "telefon",
                    "telefono",
                }
            ),
            find=_find,
        ),
    )
