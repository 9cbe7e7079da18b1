"""Keys of records that say secret, telephone or number in less usual ways, and keys that only look so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_KEY = "kZ8sJ2mQ7vX1bN4t"
_WORD = "sunshine"
_CALL = "<PHONE_NUMBER>"
_SSN = "<US_SSN>"


def redacted(record: dict[str, Any]) -> dict[str, Any]:
    """The record redacted: alone and among its like, with the same result."""
    (alone,) = _REDACTOR.redact_records([record]).records
    assert _REDACTOR.redact_records([dict(record) for _ in range(6)]).records == [alone] * 6
    assert alone is not None
    return alone


@pytest.mark.parametrize(
    "key",
    [
        *("PGPASSWORD", "password2", "PASSWORD1", "password_2", "passwordConfirmation", "password_confirm"),
        *(
            "pass_word",
            "security_answer",
            "pass_phrase",
            "rootpw",
            "dbpass",
            "userpass",
            "DBPASS",
            "kennwort",
            "motdepasse",
            "passwords",
        ),
        *("mysqlpassword", "nodepassword", "northpassword", "password_repeat", "userPassword2"),
    ],
)
def test_words_for_passwords(key: str) -> None:
    """Joined to what they are for, numbered, said again, in other languages: a plain word is a password here."""
    assert redacted({key: _WORD}) == {key: "<PASSWORD>"}


@pytest.mark.parametrize(
    "key",
    [
        *(
            "api_keys",
            "secrets",
            "sessionid",
            "sid",
            "jwt",
            "x-functions-key",
            "x-auth-key",
            "auth_key",
            "ssh_key",
        ),
        *("hmac_key", "identitytoken", "registrytoken", "unseal_key", "psk", "authorization_code", "authkey"),
    ],
)
def test_words_for_keys(key: str) -> None:
    """What a generator wrote is a secret, alone or in a list; what a person wrote is a name or a setting."""
    assert redacted({key: _KEY}) == {key: "<API_KEY>"}
    assert redacted({key: [_KEY]}) == {key: ["<API_KEY>"]}
    for value in (
        "prod-cluster-2",
        "staging",
        "uploads/2026/a1.png",
        "12345678",
        "release20261101",
        True,
        None,
        7,
    ):
        assert redacted({key: value}) == {key: value}


@pytest.mark.parametrize("value", ["function", "config", "lambda", "environment"])
def test_words_of_code_are_passwords_in_a_record(value: str) -> None:
    """A record holds no code: what would be a reference behind a sign is what somebody typed."""
    assert redacted({"password": value}) == {"password": "<PASSWORD>"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"passwords": {"eva": _WORD, "min_length": 8}}, {"passwords": {"eva": "<PASSWORD>", "min_length": 8}}),
        ({"secrets": {"db": "S3cr3tPw9"}}, {"secrets": {"db": "<API_KEY>"}}),
        ({"api_keys": {"eva": _KEY}}, {"api_keys": {"eva": "<API_KEY>"}}),
        ({"cookies": {"sessionid": _KEY, "theme": "dark"}}, {"cookies": {"sessionid": "<API_KEY>", "theme": "dark"}}),
        ({"cookies": {"sess": _KEY}}, {"cookies": {"sess": "<AUTH_HEADER>"}}),
        ({"cookies": "theme=dark; s=1"}, {"cookies": "<AUTH_HEADER>"}),
        ({"cvc": 123, "pin": 4821, "otp": "482913"}, {"cvc": "<PASSWORD>", "pin": "<PASSWORD>", "otp": "<PASSWORD>"}),
        ({"ssn": -536228710}, {"ssn": _SSN}),
        ({"taxID": "536228710", "tax_id": 536228710}, {"taxID": _SSN, "tax_id": _SSN}),
        ({"national_id": "536-22-8710"}, {"national_id": _SSN}),
        (
            {"phone": {"0": "4155550188", "1": 4155550199}, "password": {"0": _WORD}},
            {"phone": {"0": _CALL, "1": _CALL}, "password": {"0": "<PASSWORD>"}},
        ),
        ({"phone": {"number": 4155550188}}, {"phone": {"number": _CALL}}),
        ({"sms": {"recipient": 4155550188, "to": "4155550188"}}, {"sms": dict.fromkeys(("recipient", "to"), _CALL)}),
        (
            {"columns": ["id", "phone", "ssn"], "data": [[1, "4155550188", 536228710], [2, 4155550188, "536228710"]]},
            {"columns": ["id", "phone", "ssn"], "data": [[1, _CALL, _SSN], [2, _CALL, _SSN]]},
        ),
        (
            {"df": {"header": ["password"], "rows": [[_WORD], []]}},
            {"df": {"header": ["password"], "rows": [["<PASSWORD>"], []]}},
        ),
        ({"jwk": {"kty": "EC", "x": _KEY, "d": _KEY}}, {"jwk": {"kty": "EC", "x": _KEY, "d": "<API_KEY>"}}),
    ],
)  # fmt: skip
def test_what_stands_below_or_beside(record: dict[str, Any], expected: dict[str, Any]) -> None:
    """Maps of secrets, tables that name their columns once, numbers of rows, private members of a JSON Web Key."""
    assert redacted(record) == expected
    assert redacted({"body": json.dumps(record)}) == {"body": json.dumps(expected, separators=(",", ":"))}


@pytest.mark.parametrize(
    "record",
    [
        {"tokens": 512, "max_tokens": 512, "token_count": 5, "tokens_per_second": 38.5},
        {
            "password_min_length": 8,
            "is_password_set": True,
            "nopassword": "yes please",
            "password_policy": "strong1",
        },
        {"secret_name": "db-creds", "secrets": ["tls-cert-2024a", "db-creds"], "secrets_count": 3},
        {"cache_key": "kZ8sJ2mQ7vX1bN4t", "partition_key": "kZ8sJ2mQ7vX1bN4t", "sort_key": "a1b2c3d4e5f6"},
        {"tokens": {"bos": "<s>", "eos": "</s>", "prompt": 12}},
        {
            "session.id": "9f8e7d6c5b4a39281706aa12",
            "session_id": "123e4567-e89b-12d3-a456-426614174000",
            "sid": "42",
        },
        {"sid": f"SM{'7f3a9c1b' * 4}", "call_sid": f"CA{'7f3a9c1b' * 4}"},
        {"cookies": "disabled", "cookie_count": 3, "cookies_enabled": True},
        {"bypass": "enabled1", "compass": "north12", "lowpass": "filter9", "topsecrets": "x"},
        {"pin": {"0": "high", "1": "low"}, "histogram": {"0": 4155550, "1": 12}},
        {"number": 4155550188, "recipient": 4155550188, "call": {"number": 12345}},
        {"columns": ["step", "loss"], "data": [[1, 0.5], [2, 0.4]]},
        {"columns": ["phone", "n"], "data": "none"},
        {"columns": 3, "data": [["4155550188"]]},
        {"kty": "EC", "x": _KEY, "y": _KEY},
        {"d": _KEY, "k": 40, "p": 0.95},
        {"tax_id": "DE123456789", "tin": "can", "social": "media"},
        {"verification_code": "INVALID", "security_code": "n/a"},
        {"security_answers_given": 2, "security_answer": "required"},
    ],
)
def test_look_alikes_stay(record: dict[str, Any]) -> None:
    """Counts, settings, names of things, ids that let nobody in."""
    assert redacted(record) == record


@pytest.mark.parametrize(("letters", "masked"), [("QZ", True), ("XX", True), ("SM", False), ("CA", False)])
def test_a_session_is_no_id_of_a_resource(letters: str, *, masked: bool) -> None:
    """Only the letters that a service lists for its kinds of resources make 32 digits an id under `sid`."""
    record = {"sid": f"{letters}9f8e7d6c5b4a39281706f5e4d3c2b1a0"}
    assert redacted(record) == ({"sid": "<API_KEY>"} if masked else record)
