"""Telephone numbers as the values of keys: of one that says telephone, and of one that says where a message goes."""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Finder, KeyRule
from redaction.recognizers.phone import plan as phone_plan
from redaction.recognizers.phone.calls import is_likely
from redaction.recognizers.phone.names import NAMES
from redaction.spans import Span

__all__ = ["rules"]

_ABROAD: Final = frozenset({
    *("telefonnummer", "telefonnr", "rufnummer", "handynummer", "mobilnummer", "telefoonnummer", "telefoon"),
    *("mobiel", "tele", "téléphone", "numéro de téléphone", "numero de telephone", "teléfono", "móvil", "movil"),
    *("celular", "número de teléfono", "numero de telefono", "telefone", "telemóvel", "telemovel"),
    *("numero de telefone", "cellulare", "numero di telefono", "recapito telefonico", "tlf", "tfno"),
    *("numer telefonu", "nr telefonu", "telefon kontaktowy", "komórka", "telefonní číslo", "telefonni cislo"),
    *("telefonszám", "telefonszam", "număr de telefon", "numar de telefon", "puhelin", "puhelinnumero"),
    *("mobilnr", "telepon", "nomor telepon", "no telepon", "no hp", "nomor hp", "điện thoại", "số điện thoại"),
    *("sđt", "so dien thoai", "cep telefonu", "телефон", "номер телефона", "контактный телефон", "мобильный"),
    *("мобільний", "номер телефону", "τηλέφωνο", "κινητό", "电话", "电话号码", "联系电话", "手机", "手机号"),
    *("手机号码", "電話", "手機", "聯絡電話", "電話番号", "携帯電話", "携帯番号", "連絡先", "símanúmer"),
    *("simanumer", "sími", "simi", "farsími", "farsimi", "heimasími", "heimasimi", "vinnusími", "gsm"),
    *("gsm númer", "telefon", "telefonas", "mobilusis", "telefono numeris", "tālrunis", "talrunis", "tālruņa numurs"),
    *("mobilais", "telefoninumber", "mobiil", "telefoni", "numri i telefonit", "numri telefonit", "celulari"),
    *("telefono zenbakia", "telefonoa", "mugikorra", "ffôn", "ffon", "rhif ffôn", "rhif ffon", "guthán", "fón"),
    *("uimhir ghutháin", "numru tat telefon", "mowbajl", "telèfon", "mòbil", "teléfono fijo", "teléfono móvil"),
    *("nombor telefon", "telefon bimbit", "numero ng telepono", "simu", "namba ya simu", "nambari ya simu"),
    *("mpesa number", "mpesa no", "momo number", "bkash number", "bkash no", "lambar waya", "inombolo yocingo"),
    *("telefon nömrəsi", "mobil nömrə", "telefon raqami", "telefon raqam", "telefon nomer", "mobil raqam"),
    *("телефон нөмірі", "ұялы телефон", "телефон номери", "утас", "утасны дугаар", "гар утас"),
    *("рақами телефон", "број телефона", "мобилни", "мобилни телефон", "мобилни број", "мобилен"),
    *("мобилен број", "мобилен телефон", "фиксен", "фиксни", "телефонски број", "телефонен номер"),
    *("стационарен", "тэлефон", "мабільны", "городской", "мобільний телефон", "домашний телефон"),
    *("рабочий телефон", "broj telefona", "broj mobitela", "mobitel", "mobilni telefon", "telefonska številka"),
    *("telefonska stevilka", "gsm številka", "mobilní telefon", "mobilny telefon", "telefónne číslo"),
    *("telefonne cislo", "matkapuhelin", "kännykkä", "mobiltelefon", "telefonnummer hjem", "σταθερό"),
    *("σταθερό τηλέφωνο", "αριθμός τηλεφώνου", "tilefono", "kinito", "stathero", "ტელეფონი"),
    *("ტელეფონის ნომერი", "მობილური", "მობილურის ნომერი", "հեռախոս", "հեռախոսահամար", "բջջային", "تلفن"),
    *("شماره تلفن", "موبایل", "شماره موبایل", "تلفن همراه", "شماره همراه", "فون", "فون نمبر", "موبائل"),
    *("موبائل نمبر", "رقم الهاتف", "رقم الموبايل", "رقم التواصل", "전화", "전화번호", "휴대폰", "휴대전화"),
    *("연락처", "هاتف", "الهاتف", "جوال", "رقم الجوال", "טלפון", "מספר טלפון", "נייד"),
})  # fmt: skip
"""Of records in other languages."""
_VOICE: Final = frozenset({
    *("voice caller id", "call caller id", "sip caller id", "ivr caller id", "telephony caller id"),
    *("inbound caller id", "caller id number", "caller id num"),
})  # fmt: skip
"""What says of the id of a caller that it is a telephone's."""
_KEYS: Final = NAMES | _ABROAD | _VOICE | {"caller", "callee"}
_IDS: Final = frozenset({
    *("caller id", "wa id", "ani", "dnis", "national number", "cli", "clid", "dnid", "originator", "sms to"),
    *("msisdn a", "msisdn b", "a msisdn", "b msisdn", "a party", "b party", "a number", "b number", "anumber"),
    *("bnumber", "calling party", "called party", "calling line id", "calling station", "called station"),
    *("caller line", "orig number", "originating number", "terminating number", "dest number", "src number"),
    *("source addr", "destination addr", "calling", "cgpn", "cdpn", "cld"),
})  # fmt: skip
"""What a switch or a messenger calls the number of somebody, and other programs something else."""
_ENDS: Final = frozenset(
    {"to", "from", "recipient", "destination", "sender", "receiver", "contact", "contacts"}
    | {"contato", "contacto", "contatto", "kontakt", "kontak"}
)
_DIALLED: Final = re.compile(r"[+(]{0,2}[0-9](?:[ ()./\-]{0,2}[0-9]){3,16}")
_GROUPED: Final = re.compile(r"[0-9]{2,4}(?:[ \-][0-9]{2,9}){1,4}")
_DATED: Final = re.compile(r"[0-9]{4}[ \-./][0-9]{2}[ \-./][0-9]{2}|[0-9]{2}[ \-./][0-9]{2}[ \-./][0-9]{4}")
_FEWEST_OF_CELL: Final = 7
_LOCAL: Final = re.compile(r"[2-9][0-9]{2}[ \-][0-9]{2}[ \-]?[0-9]{2}")
"""Within a city, as it is written there."""
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")


def _stripped(text: str) -> tuple[int, int]:
    begin = len(text) - len(text.lstrip())
    return begin, begin + len(text.strip())


def _of_ends(text: str, start: int, key: str) -> Iterator[Span]:
    """A whole value with a trunk prefix, or in groups of a number that one of the larger plans has."""
    del start, key
    begin, end = _stripped(text)
    digits = _NOT_DIGITS.sub("", text)
    if _LOCAL.fullmatch(text, begin, end) is not None:
        yield Span(begin, end, "PHONE_NUMBER", 0.5, "phone.ends", "ScrublinePhoneRecognizer")
        return
    if not phone_plan.SHORTEST <= len(digits) <= phone_plan.LONGEST or _DATED.fullmatch(text, begin, end):
        return
    if digits[0] == "0":
        there = _DIALLED.fullmatch(text, begin, end) is not None and digits[1] != "0"
    else:
        there = _GROUPED.fullmatch(text, begin, end) is not None and phone_plan.valid_somewhere(digits)
    if there:
        yield Span(begin, end, "PHONE_NUMBER", 0.6, "phone.ends", "ScrublinePhoneRecognizer")


def rules(find: Finder) -> tuple[KeyRule, ...]:
    """The key rules of telephone numbers.

    Args:
        find: Finds those that runs of digits show.
    """

    def value(text: str, start: int, key: str) -> Iterator[Span]:
        """What runs show, else a whole value that can be dialled."""
        spans = [*find(text, start, key)]
        yield from spans
        begin, end = _stripped(text)
        if not spans and _DIALLED.fullmatch(text, begin, end):
            yield Span(begin, end, "PHONE_NUMBER", 0.7, "phone.value", "ScrublinePhoneRecognizer")

    def long_value(text: str, start: int, key: str) -> Iterator[Span]:
        """The same, but no fewer digits than a number without an area has."""
        if sum(map(str.isdigit, text)) >= _FEWEST_OF_CELL:
            yield from value(text, start, key)

    def likely_value(text: str, start: int, key: str) -> Iterator[Span]:
        """The same, but bare digits are of some plan."""
        if not text.isdecimal() or is_likely(text):
            yield from long_value(text, start, key)

    return (
        KeyRule("phone.key", "PHONE_NUMBER", _KEYS, value),
        KeyRule("phone.key", "PHONE_NUMBER", _IDS, likely_value),
        # `cell_value` is one of a table, and a cell of a network or a grid has a number too. `hp` is Indonesian.
        KeyRule("phone.key", "PHONE_NUMBER", frozenset({"cell", "hp"}), long_value, tails=frozenset()),
        # In a sentence these are words.
        KeyRule("phone.ends", "PHONE_NUMBER", _ENDS, _of_ends, tails=frozenset(), asked_for=False),
    )
