"""The HTTP client under the sinks."""

from __future__ import annotations

import email.utils
import time

import pytest

from stream.sinks.http import Response, bare_url
from stream.sinks.sink import MAX_BACKOFF_SECONDS, backoff_seconds


def test_retry_after_may_be_seconds_or_a_date() -> None:
    """Both forms of RFC 9110 are understood; a date in the past means now, nonsense means nothing."""

    def asked(value: str) -> float | None:
        return Response(429, {"Retry-After": value}, b"").retry_after_seconds

    assert asked("12") == 12.0
    later = asked(email.utils.formatdate(time.time() + 60, usegmt=True))
    assert later is not None
    assert 55 < later < 62
    assert asked("Thu, 01 Jan 1970 00:00:00 GMT") == 0.0
    assert asked("soon") is None
    assert Response(429, {}, b"").retry_after_seconds is None


def test_answers_do_not_show_what_they_quote() -> None:
    """A backend's error text may quote a payload, so it stays out of the representation."""
    assert "secret" not in repr(Response(400, {}, b"line secret refused"))


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://user:pass@loki.example:3100/push?token=x", "https://loki.example:3100/push"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_shown_addresses_hold_no_credentials(url: str, shown: str) -> None:
    """What is logged of an address is scheme, host, port and path."""
    assert bare_url(url) == shown


def test_backoff_grows_to_a_bound() -> None:
    """Pauses double, half of each is random, and no attempt however late waits longer than the bound."""
    pauses = [backoff_seconds(attempt, 0.999) for attempt in range(1, 12)]
    assert pauses == sorted(pauses)
    assert backoff_seconds(1, 0.0) == 0.125
    assert backoff_seconds(10**6, 0.999) <= MAX_BACKOFF_SECONDS
