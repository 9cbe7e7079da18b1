"""Counts of telephones are no telephone numbers."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.redactor import Redactor
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


@pytest.mark.parametrize(
    "text",
    [
        "grpc_server_call_started_total 4155552671",
        'sms_sent_total{provider="x",region="eu"} 4155552671',
        "phone_lookups_total 4155552671 1700000000000",
        "function_call_tokens 4155552671",
        "ssn_checks_total 536228710",
        "ssn_cache_hits=536228710 phone_cache_misses=4155552671",
        "account_count=532013000",
        "passport_scans_total 536228710",
    ],
)
def test_the_value_of_a_metric_stays(redactor: Redactor, text: str) -> None:
    """Its name ends with a unit, with labels or without."""
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize(
    "record",
    [
        {"card_count": 4532015112830366},
        {"seq": 4532015112830366},
        {"phoneCount": "4155552671"},
        {"ts_ns": 4111111111111111},
    ],
)
def test_a_key_of_a_count_says_it(redactor: Redactor, record: dict[str, Any]) -> None:
    """The value is digits and no more."""
    assert redactor.redact_records([record]).records == [record]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("phone_number 4155552671", "4155552671"),
        ("ssn_last_seen=536228710", "536228710"),
        ("the total phone 4155552671", "4155552671"),
        ("cards_issued_total card 4532015112830366", "4532015112830366"),
        ("my_total, phone 4155552671", "4155552671"),
        ("prompt_tokens\t5204542779059769", "5204542779059769"),
        ("cards_issued_total 4532015112830366", "4532015112830366"),
        ("requests_total 5 phone 4155552671", "4155552671"),
    ],
)
def test_other_names_are_none_of_metrics(redactor: Redactor, text: str, value: str) -> None:
    """Only the name directly before counts, and how it ends; and a card is longer than any count."""
    assert value not in redactor.redact_text(text).text


def test_text_under_the_key_of_a_count_is_examined(redactor: Redactor) -> None:
    """What is more than digits is no count."""
    [record] = redactor.redact_records(
        [{"call_count": "call 4155552671", "total": "+1 415 555 2671"}]
    ).records
    assert record == {"call_count": "call <PHONE_NUMBER>", "total": "<PHONE_NUMBER>"}
