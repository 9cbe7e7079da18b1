"""Passwords with no sign of an assignment: in sentences, SQL, rejected forms, and short codes. None is real."""

import pytest

from redaction.batch_engine import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """What is found in a text, as it stands there."""
    [spans] = engine.detect([Field(text, key)])
    return sorted({text[span.start : span.end] for span in spans})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Your temporary password is: S3cr3tPw9", "S3cr3tPw9"),
        ("ALTER USER app WITH PASSWORD 'S3cr3tPw9'", "S3cr3tPw9"),
        ("CREATE USER 'app'@'%' IDENTIFIED BY 'S3cr3tPw9'", "S3cr3tPw9"),
        ("ALTER ROLE app PASSWORD 'S3cr3tPw9'", "S3cr3tPw9"),
        ("IDENTIFIED WITH mysql_native_password BY 'S3cr3tPw9'", "S3cr3tPw9"),
        ('{"loc":["body","password"],"msg":"too short","input":"S3cr3tPw9"} rest', "S3cr3tPw9"),
        (
            "password\n  Should be longer [type=string_too_short, input_value='S3cr3tPw9', input_type=str]",
            "S3cr3tPw9",
        ),
        ("{'email_1': 'x', 'password_1': 'S3cr3tPw9'}", "S3cr3tPw9"),
        ("password -> S3cr3tPw9", "S3cr3tPw9"),
        ("password → S3cr3tPw9", "S3cr3tPw9"),
        ("Password:\nS3cr3tPw9", "S3cr3tPw9"),
        ("Password:\r\nS3cr3tPw9\r\nok", "S3cr3tPw9"),
        ("Password\n\tS3cr3tPw9", "S3cr3tPw9"),
        ("**Password:** S3cr3tPw9", "S3cr3tPw9"),
        ("password\tS3cr3tPw9", "S3cr3tPw9"),
        ('wrong password "S3cr3tPw9"', "S3cr3tPw9"),
        ("use password S3cr3tPw9 to log in", "S3cr3tPw9"),
        ("db_password S3cr3tPw9", "S3cr3tPw9"),
        ("the Kennwort S3cr3tPw9 works", "S3cr3tPw9"),
        ("ALTER USER app WITH ENCRYPTED PASSWORD 'S3cr3tPw9'", "S3cr3tPw9"),
        ("ALTER USER app WITH PASSWORD 'sunshine'", "sunshine"),
        ("PIN: 4821, CVV: 123, OTP: 482913", "4821"),
        ("PIN: 4821, CVV: 123, OTP: 482913", "123"),
        ("PIN: 4821, CVV: 123, OTP: 482913", "482913"),
        ("My OTP is 482913.", "482913"),
        ("OTP: 482913 expires in 5 minutes", "482913"),
        ("my pin is 4821", "4821"),
        ("otp is 482913 unless it expired", "482913"),
        ("Your PIN: 4821. Enter it at the port.", "4821"),
        ("card pin code: 4821", "4821"),
        ("CSC: 1234", "1234"),
        ("2FA code: 48291377", "48291377"),
        ("your verification code is 482913", "482913"),
        ("One-time code: 482913", "482913"),
        ("?otp=482913", "482913"),
        ("pw try password hunter22! again", "hunter22!"),
        (
            "user.password\n  Value error, weak [type=value_error, input_value='sunshine 1', input_type=str]",
            "sunshine 1",
        ),
    ],
)
def test_what_is_said_of_passwords_go(engine: BatchEngine, text: str, value: str) -> None:
    """A sentence, a statement, a table of two, a rejected form or a label gives a password away."""
    assert any(value in what for what in found(engine, text))


@pytest.mark.parametrize(
    "text",
    [
        "password SHA256 hashing",
        "password OAuth2 flow",
        "password 2FA enabled",
        "password PBKDF2-SHA256",
        "Failed password for invalid user",
        "password v2.1.3",
        "Password Base64Encoder failed",
        "password HTTP2Handler",
        "password RSA-2048 key",
        "password reset_2024",
        "name\tpassword\trole2",
        "password\nrole2\n",
        "Password:\nmust be 8 characters",
        "username\n  Field required [type=missing, input_value='Bob9x', input_type=str]",
        '{"loc":["body","email"],"input":"abc"}',
        "columns ['password'], then",
        "identified by 'the team lead'",
        "WITH PASSWORD '${PW}'",
        "IDENTIFIED BY '<password>'",
        "pin: 12",
        "gpio pin=13",
        "spin: 4821",
        "PIN 4821",
        "otp_release=25",
        "OTP: 26",
        "status code: 40",
        "error code: 482913",
        "exit code is 137",
        "zip code: 48291",
        "postal code 48291",
        "security code: required",
        "password -> hash",
        "$this->password->check9(x)",
        "password → token",
        "pod/pin: 4821-x",
        "OTP: 25.3.2",
        "code: 482913",
        "passcode is required",
        "verification code is sent",
        "password policy2 is weak",
        "password is: required",
        "user password 'created'",
        "verification code: 12",
        "cvc: 123:30",
        "PIN: 4821-3",
        "hpin=4821",
        "the user's password S3 bucket",
        "password 8-16 characters",
        "password 12/100",
        "pin=5432 port",
        "postgres pin=5432",
        "PIN: 5432 port",
        "The chip's pin: 1024 is grounded",
        "the board's GPIO PIN: 1024",
        "pin code: 110001",
        "PIN code: 110001",
        "pin code is 110001",
        "security code: 4001 reason=policy",
        "login code=2000 ok",
        "auth code = 4001",
        "HTTP auth code: 4031",
        "verification code: 2000 lines",
        "verification code: 200000 lines",
        "otp = 2592000",
        "OTP: 2600 supervisors",
        "OTP: 260000 supervisors",
        "otp: 600000 ms",
        "otp=300000ms",
    ],
)
def test_what_is_said_of_passwords_stay(engine: BatchEngine, text: str) -> None:
    """Methods, versions, counts and what is said about passwords stay; a number needs its label."""
    assert found(engine, text) == []
