"""What says that a date is one of birth, in some thirty languages: labels as `date_of_birth` and verbs as `born`.

Patterns for a search without regard to case, in which only letters of ASCII have a second one: another letter stands
here in both. Part of `redaction.recognizers.personal`.
"""

# ruff: noqa: RUF001  # letters of many alphabets are part of what is matched

from __future__ import annotations

from typing import Final

from redaction.recognizers.alphabets import cased, in_bytes

__all__ = [
    "ABROAD",
    "AT",
    "BEFORE_PARTS",
    "GATES",
    "LABELS",
    "PARTS_OF_LABELS",
    "PARTS_OF_VERBS",
    "PARTS_OF_YEARS",
    "VERBS",
    "YEARS",
]


_BY: Final = r"[ _\-]?"
"""Between the words of a name."""
ABROAD: Final = (
    "födelsedatum|fodelsedatum|fødselsdato|fodselsdato|fødselsdag|syntymäaika|datum narození|datum narodenia"
    "|dátum narodenia|születési dátum|születési idő|születési ideje|data nașterii|data nasterii"
    "|datum rodjenja|doğum tarihi|dogum tarihi|дата рождения|дата рожд|дата народження|ημερομηνία γέννησης"
    # Beyond Europe.
    "|出生日期|出生年月日|出生年月|生年月日|誕生日|生日|생년월일|생일|تاريخ الميلاد|تاریخ تولد|תאריך לידה"
    "|जन्म तिथि|जन्मतिथि|जन्म की तारीख|जन्मदिन|tanggal lahir|tgl lahir|ngày sinh|วันเกิด|วันเดือนปีเกิด"
    "|fæðingardagur|fæðingardagsetning|дата на раждане|датум рођења|датум на раѓање|datum rođenja|datum rojstva"
    "|gimimo data|dzimšanas datums|sünniaeg|sünnikuupäev|tarikh lahir|জন্ম তারিখ|জন্মতারিখ|petsa ng kapanganakan"
    "|kaarawan|tarehe ya kuzaliwa|data de naixement|jaiotze data|dáta breithe|dyddiad geni|datëlindja"
    "|დაბადების თარიღი|ծննդյան ամսաթիվ|туған күні|doğum günü|doğum tarixi|tug'ilgan sana|төрсөн өдөр|پیدائش کی تاریخ"
)
"""The same word by word: names of keys, too."""
LABELS: Final = "|".join([
    rf"birth{_BY}(?:date|day|dt)s?",
    rf"(?:dates?|dt|day|data){_BY}of{_BY}birth",
    r"bday",
    # The languages of Europe, in the letters of each.
    r"geb(?:urts)?[_.\-]{0,2}(?:datum|tag|dat)",
    r"geboortedatum",
    rf"date{_BY}(?:de{_BY})?naissance",
    rf"fecha{_BY}(?:de{_BY})?nac(?:imiento)?",
    rf"data{_BY}(?:di{_BY})?nascita",
    rf"data{_BY}(?:de{_BY})?nascimento",
    rf"data{_BY}urodzenia",
    cased(ABROAD),
])  # fmt: skip
"""Names of a date of birth; `dob` is looked for with them, but by gates of its own."""
YEARS: Final = rf"birth{_BY}year|year{_BY}of{_BY}birth|yob"
"""Names of the year alone."""
_BORN: Final = cased(
    r"born|geboren|geb\.?|nacid[ao]|nació|nascid[ao]|nasceu|née?|né\(e\)|urodzon[ya]|urodził(?:a|się)?|född|født|narozena?|narodená?"
    r"|született|născută?|родил(?:ся|ась)|род\.|народи(?:вся|лася)|syntynyt|naissance|nascita|nascimento|lahir"
)
_BORN_ON: Final = r"nat[oa]"
_IN: Final = cased(r"in|at|to|a|à|en|em|zu|w|we|i|v|ve|в|у")
_ON: Final = cased(r"on|am|el|le|il|nel|em|op|den|d\.|dnia|dne|dňa|dia|tanggal")
_PLACE: Final = rf"(?:,? (?:{_IN}) [^.!?\n0-9\x00]{{1,36}}?,?)??"
VERBS: Final = (
    rf"(?:(?:{_BORN})(?![^\W\d_]){_PLACE},?[ ]?(?:(?:{_ON})(?: the)?[ ]|:[ ]?)?"
    # Also an alliance: only with the word that leads on to a day.
    rf"|{_BORN_ON}{_PLACE} (?:il|nel|l')[ ]?)"
)
"""A verb, a place, and the words that lead on to the day."""
AT: Final = r"born(?:_?(?:at|on)|(?-i:At|On))"
"""Names of the day on which anything may have begun, a process too."""

PARTS_OF_LABELS: Final = (
    "dob", "d.o.b", "birth", "bday", "geb", "naissance", "nac", "nascita", "nascimento", "urodzenia", "born",
    *(word for word in ABROAD.split("|") if "σ" not in word),
    "ημερομηνία",
)  # fmt: skip
"""Of each label and of `AT` one part."""
PARTS_OF_YEARS: Final = ("birth", "yob")
BEFORE_PARTS: Final = 9
"""How far before such a part a label may begin."""
PARTS_OF_VERBS: Final = (
    "born", "geb", "nacid", "nació", "nascid", "nasceu", "né", "urodzon", "urodził", "född", "født", "narozen",
    "naroden", "szület", "născut", "родил", "род.", "народи", "syntynyt", "naissance", "nascita", "nascimento",
    "lahir", "nato", "nata",
)  # fmt: skip
"""How a verb begins."""

GATES: Final = (
    # Within names in camel case, too; the longer ones say nothing else.
    rf"(?i)(?:{in_bytes(LABELS)}|birth|yob|born_?(?:at|on))",
    r"[^A-Za-z][Dd](?:[Oo][Bb]|\.[Oo]\.[Bb])|[a-z0-9]D\.?[Oo]\.?[Bb]",
    rf"(?i)[^a-z](?:{in_bytes(_BORN)}|{_BORN_ON})[^a-z]",
)
"""Byte patterns of which one matches wherever one of these words is read."""
