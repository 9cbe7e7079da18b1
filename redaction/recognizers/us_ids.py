"""US identifiers: social security, taxpayer, passport, licence, bank, health.

Only the dashed SSN and ITIN forms stand on their own; everything whose digits could be any id needs its name nearby,
as a whole word, or in the key.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from redaction.recognizers import health_messages, passports, ssn_last_four
from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.borders import COUNTED, WORD, Bordered
from redaction.recognizers.card.borders import is_of_cloud
from redaction.recognizers.checksums import luhn, weighted
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, Finder, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineUsBankRecognizer", "ScrublineUsHealthRecognizer", "ScrublineUsIdentityRecognizer"]

_DATED: Final = re.compile(r"(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]")
_SSN_WORDS: Final = Context(
    *("ssn", "ssns", "social security", "social security number", "social", "soc sec", "ss#"),
    *("social security no", *ssn.ABROAD),
    before=80,
    after=20,
)
_ITIN_WORDS: Final = Context(
    *("itin", "taxpayer", "taxpayer id", "tax id", "tax id number", "tin", "taxpayer identification"),
    before=50,
)
_TAXPAYER_WORDS: Final = Context("taxpayer", "taxpayer id", before=50)
"""Of those the one that means a person: tin is a metal, and companies have tax ids."""
_PASSPORT_WORDS: Final = Context(
    "passport", "passport number", "passport no", "travel document", "passeport", before=50
)
_PASSPORT_KEYS: Final = frozenset({"passport", "passport number", "passport no"})
_LICENSES: Final = frozenset({
    *("driver license", "drivers license", "driver licence", "drivers licence", "driving license"),
    *("driving licence", "license number", "licence number", "license no", "licence no", "dl number", "dl no"),
})  # fmt: skip
_LICENSE_WORDS: Final = Context(*_LICENSES, "driver's license", "driver's licence", "driver lic", before=50)
_BANK_ABROAD: Final = ("银行账号", "银行帐号", "银行账户", "銀行帳號", "銀行帳戶", "口座番号", "계좌번호")
_BANK_WORDS: Final = Context(
    *("account number", "bank account", "account no", "account num", "account #", "checking", "savings"),
    *("acct", "acct number", "bank acct", "checking account", "savings account"),
    *("kto", "kto nr", "kontonummer", "kontonr", "rekeningnummer", "numero de cuenta"),
    *_BANK_ABROAD,
    before=40,
)
_ROUTING_WORDS: Final = Context(
    "aba", "routing", "routing number", "rtn", "aba number", "routing no", before=40
)
_MBI_WORDS: Final = Context(
    "mbi", "medicare", "beneficiary", "medicare beneficiary", "medicare number", before=60
)
_NPI_WORDS: Final = Context("npi", "national provider", "provider id", "provider identifier", before=50)
_IDENTITY: Final = "ScrublineUsIdentityRecognizer"
_OTHERS: Final = {
    **dict.fromkeys(("US_BANK_NUMBER", "ABA_ROUTING_NUMBER"), "ScrublineUsBankRecognizer"),
    **dict.fromkeys(("US_MBI", "US_NPI"), "ScrublineUsHealthRecognizer"),
}
"""The recognizer of an entity type that is not identity's."""


def _dashed(text: str, start: int, key: str) -> Iterator[Span]:
    for match in ssn.DASHED.finditer(text, start):
        if not ssn.opens(text, match.start()):
            continue
        entity = ssn.parts(match[1], match[3], match[4])
        named = match["s"] == "-" and not ssn.is_of_thing(text, match.start())
        named = named or _SSN_WORDS.near(text, *match.span(), key)
        named = named or _ITIN_WORDS.near(text, *match.span(), key)
        if entity is not None and named:
            yield _span(match, entity, 0.9, "us.ssn" if entity == "US_SSN" else "us.itin")
        elif entity is None and _SSN_WORDS.near(text, *match.span(), key):
            # Not assignable, but called an SSN: a typing mistake still gives most of the number away.
            yield _span(match, "US_SSN", 0.7, "us.ssn.named")


def _bare_ssn(text: str, start: int, key: str) -> Iterator[Span]:
    for match in ssn.BARE.finditer(text, start):
        digits = match.group()
        entity = ssn.parts(digits[:3], digits[3:5], digits[5:])
        # A person's taxpayer number is mostly the social security number.
        names = (_ITIN_WORDS,) if entity == "US_ITIN" else (_SSN_WORDS, _TAXPAYER_WORDS)
        if entity is not None and any(words.near(text, *match.span(), key) for words in names):
            yield _span(match, entity, 0.75, "us.ssn.bare" if entity == "US_SSN" else "us.itin.bare")

    for match in ssn.SPLIT.finditer(text, start):
        digits = re.sub(r"[^0-9]", "", match.group())
        if (
            len(digits) != match.end() - match.start()
            and _DATED.match(match.group()) is None
            and ssn.parts(digits[:3], digits[3:5], digits[5:]) == "US_SSN"
            and any(words.near(text, *match.span(), key) for words in (_SSN_WORDS, _TAXPAYER_WORDS))
        ):
            yield _span(match, "US_SSN", 0.7, "us.ssn.split")

    printed: list[re.Match[str] | None] = []
    for at in ssn.labels(text, start):
        if (odd := ssn.LABELLED.match(text, at)) is not None:
            yield from _odd(odd)
        printed += [ssn.GLUED.match(text, at), ssn.PRINTED.match(text, at)]
    printed += ssn.tax_ids(text, start)
    for match in filter(None, printed):
        digits = ssn.printed_digits(match[1])
        if ssn.parts(digits[:3], digits[3:5], digits[5:]) == "US_SSN":
            yield Span(*match.span(1), "US_SSN", 0.75, "us.ssn.bare", _IDENTITY)


def _odd(match: re.Match[str]) -> Iterator[Span]:
    if ssn.parts(*match.group(2, 3, 4)) == "US_SSN":
        yield Span(*match.span(1), "US_SSN", 0.7, "us.ssn.odd", _IDENTITY)


def _keyed_ssn(text: str, start: int, key: str) -> Iterator[Span]:
    """The same, and a whole value with odd signs, or one that lost its leading zero as a number."""
    yield from _bare_ssn(text, start, key)
    if "." in text:
        yield from _dashed(text, start, key)
    if (alone := ssn.ALONE.fullmatch(text)) is not None:
        yield from _odd(alone)
    if (
        len(text) == 8
        and text.isascii()
        and text.isdigit()
        and ssn.parts("0" + text[:2], text[2:4], text[4:]) == "US_SSN"
    ):
        yield Span(0, len(text), "US_SSN", 0.7, "us.ssn.number", _IDENTITY)


def _span(match: re.Match[str], entity: str, score: float, rule: str, *, checked: bool = False) -> Span:
    return Span(*match.span(), entity, score, rule, _OTHERS.get(entity, _IDENTITY), checked=checked)


def _named(
    pattern: str,
    words: Context,
    entity: str,
    rule: str,
    check: Callable[[str], bool] | None = None,
) -> Finder:
    """A finder of `pattern`, which begins with a class, where `words` stand near and the check digit is right."""
    first, _, rest = pattern.partition("]")
    # The border is looked at before the rest: in the middle of a number nothing else is tried.
    compiled = Bordered(
        rf"{first}](?<![0-9A-Za-z_\-].){rest}(?![0-9A-Za-z_]|\.[0-9]|{COUNTED})", WORD | {"-"}
    )

    def find(text: str, start: int, key: str) -> Iterator[Span]:
        for match in compiled.finditer(text, start):
            if words.near(text, *match.span(), key) and (
                check is None or check(re.sub(r"[ \-]", "", match.group()))
            ):
                yield _span(match, entity, 0.9 if check else 0.7, rule, checked=check is not None)

    return find


def _aba(digits: str) -> bool:
    return weighted(digits, (3, 7, 1, 3, 7, 1, 3, 7, 1), 10) == 0 and digits[:2] != "00"


def _npi(digits: str) -> bool:
    return luhn(b"80840" + digits.encode())


_PASSPORT: Final = r"[A-Z0-9][0-9]{8}"
_LICENSE: Final = (
    r"[A-Z0-9](?:(?<=[A-Z])(?:[0-9]{3,14}|[A-Z]?[0-9]{5,8}[A-Z]?|[0-9]{3}(?:-[0-9]{3,4}){2,4})"
    r"|(?<=[0-9])(?:[0-9]{6,11}|[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{2}-[0-9]{3}-[0-9]{3}))"
)
_find_passport = _named(_PASSPORT, _PASSPORT_WORDS, "US_PASSPORT", "us.passport")
_find_license = _named(_LICENSE, _LICENSE_WORDS, "US_DRIVER_LICENSE", "us.driver_license")
_find_numbered = _named(
    r"[0-9](?:[0-9]{5,16}|[0-9]{2,4}(?:[ \-][0-9]{3,5}){2,3})", _BANK_WORDS, "US_BANK_NUMBER", "us.bank"
)


def _find_bank(text: str, start: int, key: str) -> Iterator[Span]:
    """Numbers of accounts, but for those of clouds."""
    for span in _find_numbered(text, start, key):
        if not is_of_cloud(text, span.start):
            yield span


_find_aba = _named(
    r"[0-9](?:[0-9]{8}|[0-9]{3}-[0-9]{4}-[0-9])", _ROUTING_WORDS, "ABA_ROUTING_NUMBER", "us.aba", _aba
)
_find_mbi = _named(health_messages.MBI, _MBI_WORDS, "US_MBI", "us.mbi")
_find_npi = _named(
    r"[12](?:[0-9]{9}|[0-9]{3}[ \-][0-9]{3}[ \-][0-9]{3})", _NPI_WORDS, "US_NPI", "us.npi", _npi
)


class ScrublineUsIdentityRecognizer(FieldRecognizer):
    """Social security and taxpayer numbers, passport and driver licence."""

    DETECTORS = (
        Detector(
            rule="us.ssn",
            entity="US_SSN",
            gates=ssn.GATES,
            reach=16,
            find=_dashed,
            also=("US_ITIN",),
            near=200,
        ),
        Detector(
            rule="us.ssn.bare",
            entity="US_SSN",
            gates=(*_SSN_WORDS.gates, *_ITIN_WORDS.gates),
            find=_bare_ssn,
            also=("US_ITIN",),
            near=200,
        ),
        Detector("us.passport", "US_PASSPORT", _PASSPORT_WORDS.gates, _find_passport, near=160),
        *ssn_last_four.DETECTORS,
        *passports.DETECTORS,
        Detector(
            rule="us.driver_license",
            entity="US_DRIVER_LICENSE",
            gates=_LICENSE_WORDS.gates,
            find=_find_license,
            near=160,
        ),
    )
    KEY_RULES = (
        KeyRule("us.ssn", "US_SSN", ssn.KEYS, _keyed_ssn),
        *ssn_last_four.KEY_RULES,
        KeyRule("us.itin", "US_ITIN", frozenset({"itin", "tax id", "tin"}), _bare_ssn),
        KeyRule("us.passport", "US_PASSPORT", _PASSPORT_KEYS, _find_passport),
        KeyRule("us.passport.key", "US_PASSPORT", _PASSPORT_KEYS, passports.passport_value),
        KeyRule(
            "us.driver_license",
            "US_DRIVER_LICENSE",
            _LICENSES,
            _find_license,
        ),
    )


class ScrublineUsBankRecognizer(FieldRecognizer):
    """Bank account and routing numbers, named as such nearby."""

    DETECTORS = (
        Detector(
            rule="us.bank",
            entity="US_BANK_NUMBER",
            gates=_BANK_WORDS.gates,
            find=_find_bank,
            near=160,
        ),
        Detector(
            rule="us.aba",
            entity="ABA_ROUTING_NUMBER",
            gates=_ROUTING_WORDS.gates,
            find=_find_aba,
            near=160,
        ),
    )
    KEY_RULES = (
        KeyRule(
            "us.bank",
            "US_BANK_NUMBER",
            frozenset({"account number", "account no", "bank account", "acct", *_BANK_ABROAD}),
            _find_bank,
        ),
        KeyRule(
            "us.aba",
            "ABA_ROUTING_NUMBER",
            frozenset({"routing number", "aba", "routing", "aba routing"}),
            _find_aba,
        ),
    )


class ScrublineUsHealthRecognizer(FieldRecognizer):
    """Medicare beneficiary and national provider ids."""

    DETECTORS = (
        Detector(
            rule="us.mbi",
            entity="US_MBI",
            gates=(r"[^0-9A-Za-z][1-9][A-Y][A-Y0-9][0-9]-?[A-Y][A-Y0-9][0-9]-?[A-Y]{2}[0-9]{2}",),
            reach=14,
            find=_find_mbi,
            near=160,
        ),
        Detector("us.npi", "US_NPI", _NPI_WORDS.gates, _find_npi, near=160),
        *health_messages.DETECTORS,
    )
    KEY_RULES = (
        KeyRule("us.mbi", "US_MBI", frozenset({"mbi", "medicare number"}), _find_mbi),
        KeyRule("us.npi", "US_NPI", frozenset({"npi", "provider npi"}), _find_npi),
    )
