"""Numbers of bank accounts under keys in other languages: `kontonummer`, `számlaszám`, `номер счёта`.

An IBAN has a checksum and needs no key; what is used within a country has many forms, and few of them a checksum that
is told from others. Those of English and Chinese are in `redaction.recognizers.us_ids`. Part of
`redaction.recognizers.iban`.
"""

# ruff: noqa: RUF001  # letters of many alphabets are part of what is matched

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.alphabets import in_ascii
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import KeyRule
from redaction.spans import Span

__all__ = ["KEY_RULES"]

_NAMES: Final = (
    "kontonummer|kontonr|konto nr|bankkonto|rekeningnummer|rekening nr|bankrekening|bankkontonummer|numer konta"
    "|nr konta|numer rachunku|nr rachunku|rachunek bankowy|číslo účtu|bankovní účet|číslo bankového účtu"
    "|számlaszám|bankszámlaszám|bankszámla|tilinumero|tilinro|pankkitili|bankreikningur|bankareikningur"
    "|reikningsnúmer|numéro de compte|numero compte|compte bancaire|número de cuenta|numero cuenta"
    "|cuenta bancaria|nro cuenta|cbu|clabe|número da conta|número de conta|numero conta|conta bancária"
    "|conta corrente|numero di conto|numero conto|conto corrente|cont bancar|număr cont|номер счета|номер счёта"
    "|расчетный счет|расчётный счёт|банковский счет|номер рахунку|банківський рахунок|банковска сметка"
    "|номер на сметка|банкарски рачун|жиро сметка|трансакциска сметка|broj računa|žiro račun|tekući račun"
    "|številka računa|bančni račun|sąskaitos numeris|banko sąskaita|konta numurs|bankas konts|kontonumber"
    "|arvelduskonto|pangakonto|αριθμός λογαριασμού|τραπεζικός λογαριασμός|hesap no|hesap numarası|banka hesabı"
    "|hesab nömrəsi|nomor rekening|no rekening|norek|nomor akun bank|nombor akaun|số tài khoản"
    "|tài khoản ngân hàng|银行卡号|銀行帳號|銀行口座番号|口座番号|은행계좌|เลขที่บัญชี|เลขบัญชี|رقم الحساب|شماره حساب"
    "|מספר חשבון|खाता संख्या|खाता नंबर|হিসাব নম্বর|numri i llogarisë|llogaria bankare|número de compte"
    "|kontu zenbakia|ანგარიშის ნომერი|հաշվեհամար|шот нөмірі|hisob raqami|akaunti ya benki"
)
_NUMBER: Final = re.compile(
    r"\s*(?P<number>(?:[A-Z]{4}[ ]?)?[0-9](?:[ ]?[ ./\-]?[ ]?[0-9]){7,29})\s*", re.ASCII
)


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value of eight digits or more."""
    del start, key
    if (match := _NUMBER.fullmatch(text)) is not None:
        yield Span(*match.span("number"), "US_BANK_NUMBER", 0.85, "bank.key", "ScrublineIbanRecognizer")


KEY_RULES: Final = (
    KeyRule(
        "bank.key",
        "US_BANK_NUMBER",
        frozenset(key_words(form).strip() for name in _NAMES.split("|") for form in in_ascii(name)),
        _value,
    ),
)
