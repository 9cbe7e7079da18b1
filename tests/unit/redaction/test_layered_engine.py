"""What looks at content only, beside what looks everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.engines.layered import LayeredEngine
from redaction.redactor import Redactor
from redaction.spans import Field
from redaction.testing import KeywordEngine
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("default")


def test_content_is_looked_at_in_content_only() -> None:
    """A field without names is seen by one engine, a field with names by both, in any order."""
    engine = LayeredEngine(KeywordEngine(), [KeywordEngine({"Bob": "PERSON"}, pattern=None)])
    fields = [Field("Bob b@x.example", names=names) for names in (False, True, False)]
    assert [[span.entity for span in spans] for spans in engine.detect(fields)] == [
        ["EMAIL_ADDRESS"],
        ["EMAIL_ADDRESS", "PERSON"],
        ["EMAIL_ADDRESS"],
    ]


@pytest.mark.parametrize("value", ["Alice Johnson", "10 Downing Street", "12 March 1967"])
@pytest.mark.parametrize("line_end", ["\\n", "\\r\\n", "\\\\n", "\\t"])
def test_a_written_out_line_end_is_no_letter_of_a_name(redactor: Redactor, value: str, line_end: str) -> None:
    """In a document that was cut off, what begins a line is found as it is behind a line end."""
    text = f'{{"content": "We met there.{line_end}{value} was what they wrote in the letter to us.'
    expected = redactor.redact_text(text.replace(line_end, "\n")).text
    assert value not in expected
    assert redactor.redact_text(text).text == expected.replace("\n", line_end)


def test_a_path_is_left_alone(redactor: Redactor) -> None:
    r"""`C:\temp\reports` has no line ends."""
    text = r"see C:\temp\reports\new for the details of it"
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("customer_name", "Alice Johnson"),
        ("lastName", "Johnson"),
        ("street", "10 Downing Street"),
        ("date_of_birth", "12 March 1967"),
        ("user.first_name", "Alice"),
        ("employer", "Barclays"),
    ],
)
def test_a_personal_key_is_looked_at_for_names(redactor: Redactor, key: str, value: str) -> None:
    """A form's field holds a name without any sentence around it; its key says so."""
    records: list[dict[str, Any]] = [
        {"event": "form", key: value},
        {"event": "form", "profile": {key: value}},
    ]
    assert value not in str(redactor.redact_records(records).records)


def test_an_address_may_be_a_machine(redactor: Redactor) -> None:
    """Where a server stands is no home."""
    record = {"server.address": "db-3.internal", "address": "cache.svc:6379"}
    assert redactor.redact_records([record]).records == [record]
