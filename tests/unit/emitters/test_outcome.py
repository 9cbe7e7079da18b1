"""Rules that turn an ending into one status of the closed list and a low-cardinality error type."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emitters import genai
from emitters.outcome import Ending, Outcome, classify


class APITimeoutError(Exception):
    """As the official clients name a timeout."""


class APIConnectionError(Exception):
    """As the official clients name a refused connection."""


class BadRequestError(Exception):
    """As the official clients name an HTTP error: status and code as attributes."""

    def __init__(self, status_code: int, code: str | None = None) -> None:
        super().__init__("planted")
        self.status_code = status_code
        self.code = code


class HTTPStatusError(Exception):
    """As httpx names an HTTP error: the status on the response."""

    def __init__(self, status_code: int) -> None:
        super().__init__("planted")
        self.response = SimpleNamespace(status_code=status_code)


CASES = {
    "nothing special": (Ending(), Outcome("ok")),
    "plain success": (Ending(http_status=200, finish_reasons=("stop",), received=True), Outcome("ok")),
    "cut at max_tokens": (Ending(finish_reasons=("length",)), Outcome("ok")),
    "client library timeout": (Ending(error=APITimeoutError()), Outcome("timeout", "APITimeoutError")),
    "status on the exception": (Ending(error=BadRequestError(400)), Outcome("4xx", "400")),
    "status on its response": (Ending(error=HTTPStatusError(502)), Outcome("5xx", "502")),
    "content filter as an error": (
        Ending(error=BadRequestError(400, "content_filter")),
        Outcome("safety_refusal", "content_filter"),
    ),
    "gateway timeout": (Ending(http_status=504), Outcome("timeout", "504")),
    "request timeout": (Ending(http_status=408), Outcome("timeout", "408")),
    "content filter in an error body": (
        Ending(http_status=400, error_code="content_filter"),
        Outcome("safety_refusal", "content_filter"),
    ),
    "refusal": (Ending(finish_reasons=("refusal",)), Outcome("safety_refusal", "refusal")),
    "capitals": (Ending(finish_reasons=("SAFETY",)), Outcome("safety_refusal", "safety")),
    "one choice of two refused": (
        Ending(finish_reasons=("stop", "content_filter")),
        Outcome("safety_refusal", "content_filter"),
    ),
    "finish reason error": (Ending(finish_reasons=("error",)), Outcome("generation_failure", "error")),
    "error inside the stream": (
        Ending(http_status=200, error_code="server_overloaded"),
        Outcome("generation_failure", "server_overloaded"),
    ),
    "error code that is no code": (
        Ending(error_code="Planted text, 17!"),
        Outcome("generation_failure", "_OTHER"),
    ),
    "no server": (Ending(error=APIConnectionError()), Outcome("5xx", "APIConnectionError")),
    "connection lost in the middle": (
        Ending(error=ConnectionResetError(), received=True),
        Outcome("generation_failure", "ConnectionResetError"),
    ),
    "truncated": (Ending(stream="truncated"), Outcome("generation_failure", "stream_truncated")),
    "left early": (Ending(stream="open"), Outcome("cancelled", "stream_abandoned")),
    "left after the end": (Ending(stream="open", finish_reasons=("stop",)), Outcome("ok")),
}


@pytest.mark.parametrize(("ending", "expected"), CASES.values(), ids=CASES)
def test_endings(ending: Ending, expected: Outcome) -> None:
    """Each kind of ending has the status and error type that the module documents."""
    assert classify(ending) == expected


ERRORS = st.sampled_from(
    [
        None,
        ValueError("planted"),
        TimeoutError("planted"),
        KeyboardInterrupt(),
        BadRequestError(418, "planted code"),
    ]
)


ENDINGS = st.builds(
    Ending,
    error=ERRORS,
    http_status=st.none() | st.integers(),
    finish_reasons=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    error_code=st.none() | st.text(max_size=80),
    received=st.booleans(),
    stream=st.sampled_from(["none", "open", "exhausted", "truncated", "broken"]),
)


@settings(deadline=None)
@given(ENDINGS)
def test_the_lists_are_closed(ending: Ending) -> None:
    """Whatever happened: a status of the list, an error type exactly if not ok, short and of safe characters."""
    outcome = classify(ending)
    assert outcome.status in genai.STATUSES
    assert (outcome.error_type is None) == (outcome.status == "ok")
    assert outcome.error_type is None or re.fullmatch(r"[A-Za-z0-9_.]{1,64}", outcome.error_type)
    assert "planted" not in (outcome.error_type or "")
