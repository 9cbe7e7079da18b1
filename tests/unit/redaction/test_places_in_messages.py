"""Numbers and days of persons at their place in messages of health care and in passports. None is real."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_SSN, _MBI, _BIRTH, _PASS = "<US_SSN>", "<US_MBI>", "<DATE_OF_BIRTH>", "<US_PASSPORT>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NM1*IL*1*DOE*J****34*536228710~", f"NM1*IL*1*DOE*J****34*{_SSN}~"),
        ("NM1|IL|1|DOE|J||||34|536228710~", f"NM1|IL|1|DOE|J||||34|{_SSN}~"),
        ("REF*SY*536228710~", f"REF*SY*{_SSN}~"),
        ("NM1*IL*1*DOE*J****MI*1EG4TE5MK73~", f"NM1*IL*1*DOE*J****MI*{_MBI}~"),
        ("DMG*D8*19840512*F~", f"DMG*D8*{_BIRTH}*F~"),
        (
            "MSH|^~|A\\rPID|1||4711^^^H||DOE^J||198405121030|F|||||||||||536-22-8710|D1234567^IL\\rPV1|1",
            f"MSH|^~|A\\rPID|1||4711^^^H||DOE^J||{_BIRTH}|F|||||||||||{_SSN}|<US_DRIVER_LICENSE>^IL\\rPV1|1",
        ),
        ("GT1|1||DOE^J|||||19840512||||536228710", f"GT1|1||DOE^J|||||{_BIRTH}||||{_SSN}"),
        (
            "P<UTODOE<<J<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
            f"P<UTODOE<<J<<<<<<\n{_PASS}UTO{_BIRTH}F1204159{_PASS}<<<<<10",
        ),
        (
            "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6",
            f"I<UTO{_PASS}<<<<<<<<<<<<<<<\n{_BIRTH}F1204159UTO<<<<<<<<<<<6",
        ),
        ("passport: C01X00T47", f"passport: {_PASS}"),
        ("passportNumber=AB1234567", f"passportNumber={_PASS}"),
        ("Passport No. YA1234567 expires", f"Passport No. {_PASS} expires"),
        ("Reisepassnummer: C01X00T47", f"Reisepassnummer: {_PASS}"),
    ],
)
def test_places_and_labels_tell(text: str, expected: str) -> None:
    """A qualifier, the place in a segment, the check digits of a zone, the word directly before."""
    assert _REDACTOR.redact_text(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "REF*BM*123456789~",
        "REF*SY*000000000~",
        "DTP*472*D8*20261123~",
        "DMG*D8*20269923*F~",
        "NM1*PR*2*ACME*****PI*536228710~",
        "PID|1|2|3",
        "PID|USER|PR|NI|VIRT|RES|SHR",
        "OBX|1|2|3|4|5|6|20261123",
        "1234567890USA8405128F2911234<<<<<<<<<<<<<<06",
        "passport: true",
        "passport: JWTSTRATEGY",
        "passport.js v0.6.0",
        "passport check for job A1B2C3D4",
        "passport-jwt: 4.0.1",
    ],
)
def test_other_places_stay(text: str) -> None:
    """References, days of service, segments of other things, zones with wrong check digits, libraries."""
    assert _REDACTOR.redact_text(text).text == text


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"passport": "C01X00T47"}, {"passport": _PASS}),
        ({"passport_number": "AB123456"}, {"passport_number": _PASS}),
        ({"passport": "enabled"}, None),
        ({"passport": "0.6.0"}, None),
    ],
)
def test_numbers_of_passports_below_keys(record: dict[str, Any], expected: dict[str, Any] | None) -> None:
    """With letters in them, too."""
    assert _REDACTOR.redact_records([record]).records == [expected or record]
