"""Bare digits that a messenger or a gateway writes where other programs have addresses: `"from": "4479..."`."""

from __future__ import annotations

from typing import Any

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_NUMBER = "447911123456"
_MASK = "<PHONE_NUMBER>"
_MANY = 6


def redacted(record: dict[str, Any]) -> dict[str, Any]:
    """The record redacted: alone and among its like, with the same result."""
    (alone,) = _REDACTOR.redact_records([record]).records
    together = _REDACTOR.redact_records([dict(record) for _ in range(_MANY)]).records
    assert together == [alone] * _MANY
    assert alone is not None
    return alone


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ({"from": _NUMBER, "timestamp": "1715000000", "text": {"body": "ready?"}, "type": "text"}, {"from"}),
        ({"messaging_product": "whatsapp", "to": _NUMBER, "type": "template"}, {"to"}),
        ({"id": "wamid.HBgL", "status": "delivered", "recipient_id": _NUMBER}, {"recipient_id"}),
        ({"provider": "vonage", "to": _NUMBER, "from": "ACME"}, {"to"}),
        ({"from": _NUMBER, "id": "wamid.HBgL", "type": "text", "text": {"body": "hi"}}, {"from"}),
        ({"msisdn": _NUMBER, "to": "4915112345679", "messageId": "0A1", "keyword": "hi"}, {"msisdn", "to"}),
        ({"originator": 31612345678, "body": "hi"}, {"originator"}),
        ({"receiver": 31612345678, "body": "hi", "gateway_id": "messagebird-eu"}, {"receiver"}),
        ({"sender": 31612345678, "body": "hi", "href": "https://rest.messagebird.com/messages/a"}, {"sender"}),
        ({"from": _NUMBER, "to": "ACME", "MessageSid": f"SM{'7f3a9c1b' * 4}", "Body": "hi"}, {"from"}),
        ({"to": _NUMBER, "body": "hi", "via": "sinch"}, {"to"}),
        ({"to": _NUMBER, "body": "hi", "meta": {"channel_name": "SMS gateway"}}, {"to"}),
        ({"to": _NUMBER, "body": "hi", "sms_id": "a1"}, {"to"}),
        ({"service": "sms", "recipient": 31612345678}, {"recipient"}),
    ],
)  # fmt: skip
def test_what_is_sent_shows_whose_number_it_is(record: dict[str, Any], keys: set[str]) -> None:
    """What was sent beside it, and the name of a gateway, a key or an id that only messages to telephones have."""
    masked = redacted(record)
    assert masked == {key: _MASK if key in keys else value for key, value in record.items()}


def test_a_gateway_as_key_shows_it_too() -> None:
    """What stands below its name."""
    assert redacted({"messagebird": {"recipient": 31612345678}}) == {"messagebird": {"recipient": _MASK}}


@pytest.mark.parametrize(
    "record",
    [
        {"from": _NUMBER, "limit": "10"},
        {"from": "1715000000", "to": "1715003600", "message": "window moved"},
        {"from": "10", "to": "20", "text": "range"},
        {"from": "human", "text": "ready?"},
        {"from": _NUMBER, "text": 3},
        {"service": "billing", "to": _NUMBER},
        {"sender": 5123456789, "text": "telegram user"},
        {"sender": 5123456789, "text": "the sms of yesterday"},
        {"sender": 5123456789, "message": "sms", "note": "none"},
        {"from": 7012345678, "to": 7098765432, "text": "x"},
        {"sender": 4012345678, "message": {"type": "block"}},
        {"destination": 3015551234, "template": "offset"},
        {"sender": "2347891234", "type": "text", "body": "node 17"},
        {"receiver": 5123456789, "body": "hi", "gateway_id": "eu"},
        {"recipient_id": 5123456789, "status": "read"},
        {"to": _NUMBER, "from": "4915112345679", "messageId": "0A1", "keyword": "hi"},
    ],
)
def test_other_ends_are_left(record: dict[str, Any]) -> None:
    """Times, ranges, counts, ids of users: digits of which nothing says that telephones have them."""
    assert redacted(record) == record
