"""Short numbers that let somebody in or pay: one-time codes, PINs, the numbers on the back of cards. None is real."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exp 12/28 cvv 123", "123"),
        ("cvv2=123 avs=Y", "123"),
        ("CVV2 1234", "1234"),
        ("CVC: 123", "123"),
        ("cvv => 123", "123"),
        ("card[cvc]=123", "123"),
        ("{'cvv': 123}", "123"),
        ("card security code: 123", "123"),
        ("security code 123", "123"),
        ("Customer(card_number=x, pin=4821)", "4821"),
        ("Your code is 482913", "482913"),
        ("Your Uber code is 4829. Never share it.", "4829"),
        ("Your Acme verification code is: 482913", "482913"),
        ("Your code for Acme Bank is 482913", "482913"),
        ("your login code: 482913", "482913"),
        ("my code is 482-913", "482-913"),
        ("482913 is your verification code", "482913"),
        ("G-482913 is your Google verification code", "482913"),
        ("csc: 123", "123"),
        ("| cvv | 123 |", "123"),
        ("cvc \u2192 123", "123"),
        ("| api_key         | k9Zq81LmX2Lw |", "k9Zq81LmX2Lw"),
        ("`access token` -> `k9Zq81LmX2Lw`", "k9Zq81LmX2Lw"),
        ("api_key \u2014 k9Zq81LmX2Lw", "k9Zq81LmX2Lw"),
        ("dob \u2014 1984-05-12", "1984-05-12"),
        ("Hello: your code is 482913", "482913"),
        ("your code is 482913 by text", "482913"),
        ("your chat app code is 482913, do not share", "482913"),
        ("482 913 is your Acme code", "482 913"),
        ("verification_code: 482913", "482913"),
        ("verificationCode=482913", "482913"),
        ('"otpCode":"482913"', "482913"),
        ("one-time passcode is 482913", "482913"),
        *(
            ("cvn=737", "737"),
            ("security_code: 737", "737"),
            ("card_code=737", "737"),
            ("x_card_code=737", "737"),
        ),
        *(
            ("cvv_code=737", "737"),
            ("billing_cvv=737", "737"),
            ("a=1&cv2=737", "737"),
            ("securityCode: 737", "737"),
        ),
        *(("verification_value=737", "737"), ("the three digits on the back are 737", "737")),
        *(
            ("pin=4821", "4821"),
            ("{user: x, pin: 4821}", "4821"),
            ("passcode 482913", "482913"),
        ),
        *(("otp 482913", "482913"), ("2FA code 482913", "482913"), ("Use 482913 to log in", "482913")),
        ("Use code 482913 as your Acme verification code", "482913"),
    ],
)
def test_codes_of_somebody_go(engine: BatchEngine, text: str, value: str) -> None:
    """A label says that it is of a card, that it is somebody's, or what it is for."""
    assert found(engine, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "| token | 512 | and token -> 512",
        "| token | gpt-4o-mini-2024-07-18 |",
        "token -> meta-llama/Llama-3.1-8B",
        "next_token -> a1b2c3d4e5f6",
        "| key | a1b2c3d4e5f6g7h8 |",
        "token | 550e8400-e29b-41d4-a716-446655440000",
        "secret -> service17-7f9c8d6b5c-x2x4z",
        "| csc | 123 | and cvc -> 404 not found, cvv - 12 tests",
        "Your code is correct",
        "your code has 123456 bugs",
        "your code is 482913 bytes",
        "your code is 1200 lines",
        "Your code: 1234.5",
        "your error code is 500123",
        "Your exit code: 1370",
        "your zip code is 90210",
        "your country code is 0044",
        "your discount code is 482913",
        "my source code: 12345",
        "status code is 482",
        "exit code 123",
        "error code 123456",
        "code is 482913",
        "200000 is your token limit",
        "5432 is your port",
        "cvv 2024",
        "cvc 100 ms",
        "csc 3 columns",
        "csc 345 nonzero",
        "CSC matrix 100x200",
        "security code 404",
        "security code 4001 reason=policy",
        "wildcard pin=4821",
        "dashboard pin=4821",
        "gpio card pin=12",
        "verification_code_length=6",
        "5432 is your postgres port code",
        "4096 is your max context length code",
        "8080 is your dev server code",
        "your build code is 884412",
        "your code is 2000 LOC",
        "your code is 1024 by 1024",
        "HTTP: your code is 5003",
        "csc 128 matrix nnz",
        *(
            "cvc_check: pass",
            "pin=3",
            "PIN 24",
            "OTP 27",
            "otp 27.0.1",
            "otp: erlang",
            "Use 8 GPUs to log in",
        ),
        *(
            "PIN 1234 of the connector",
            "{chip: bcm, pin: 4821}",
            "security code: 403 x",
            "card_code_rows=737",
        ),
        *(
            "Use 482913 as your error code",
            "2FA code 482913 bytes",
            "verification value: 512",
            "use 4096 to sample",
        ),
    ],
)
def test_other_codes_stay(engine: BatchEngine, text: str) -> None:
    """Of errors, places, goods and programs, and counts beside such words."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("record", "masked"),
    [
        ({"otpCode": "482913"}, True),
        ({"confirmationCode": "482913"}, True),
        ({"sms_code": 482913}, True),
        ({"verification_code": 482913}, True),
        ({"csc": "123"}, True),
        ({"confirmation_code": "required"}, False),
        ({"status_code": 482}, False),
        ({"error_code": "482913"}, False),
        ({"code": 482913}, False),
    ],
)
def test_codes_below_keys(record: dict[str, Any], masked: bool) -> None:
    """A key says what a label says."""
    expected = dict.fromkeys(record, "<PASSWORD>") if masked else record
    assert _REDACTOR.redact_records([record]).records == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *("4532015112830366|12|28|{}", "4532015112830366|12|2028|{}", "4532015112830366,12/28,{}"),
        *("4532015112830366:12/28:{}", "4532015112830366 12/28 {}", "4532015112830366;12;2028;{}"),
        *("card 4532015112830366, exp 12/28, code {}", "card 4532015112830366 exp 12/28 ({})"),
        *(
            "card=4532015112830366 exp=12/28 code={}",
            "card 4532 0151 1283 0366, 12/28, {}",
            "4532015112830366|1228|{}",
        ),
    ],
)
def test_behind_a_card_and_its_expiry_a_number_needs_no_label(engine: BatchEngine, text: str) -> None:
    """As shops, dumps and chats write a card; with a wrong check digit it is none."""
    assert "737" in found(engine, text.format("737"))
    assert "737" not in found(engine, text.format("737").replace("0366", "0367"))


@pytest.mark.parametrize(
    "text",
    [
        *("4532015112830366|12|28|OK", "4532015112830366 2026-11-23", "4532015112830366, 11:23:45.123"),
        *("1763855541 12 28 737", "4532015112830366|13|28|737", "4532015112830366|12|28|73712"),
    ],
)
def test_other_numbers_behind_a_card_stay(engine: BatchEngine, text: str) -> None:
    """A time, an answer, a longer number."""
    assert not [value for value in found(engine, text) if value != "4532015112830366"]
