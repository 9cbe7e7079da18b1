"""Cookies: one that is no stand-in takes the whole header with it, whatever stands beside it."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Field
from tests.shipped import shipped_redactor

_SESSION = "kZ8sJ2mQ7vX1bN4t"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.mark.parametrize(
    ("before", "value", "behind"),
    [
        ("Cookie: ", "session={}; _ga=GA1.2.1234567890.1700000000", ""),
        ("cookie: ", "_ga=GA1.2.1234567890.1700000000; session={}", "\nHost: x"),
        ("Set-Cookie: ", "session={}; Domain=example.com; Path=/", ""),
        ("Set-Cookie: ", "session={}; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Secure", "\r\nVary: *"),
        ("Cookie: ", "session={}; last=/examples/list", ""),
        ("Cookie: ", "session={}; ab=1...2", ""),
        ("Cookie: ", "example=1; session={}", ""),
        ("Cookie: ", 'session="{}"; x=1', ""),
        ('{"cookie": "', r"session=\"{}\"; a=b", '", "n": 1}'),
        ("-H 'Cookie: ", 'session="{}"; a=b', "' -v"),
        (r"\"cookie\": \"", "session={}", r"\", \"n\": 1"),
        ('"HTTP_COOKIE"=>"', "session={}; x=1", '", "n"=>1'),
        ("map[Cookie:[", "session={}] Host:[x]]", ""),
    ],
)
def test_each_cookie_is_judged_by_itself(engine: BatchEngine, before: str, value: str, behind: str) -> None:
    """A placeholder, an attribute or quotes beside a session do not show it."""
    whole = before + value.format(_SESSION) + behind
    spans = [(span.start, span.end) for span in engine.detect([Field(whole)])[0] if span.rule == "cookie"]
    assert spans == [(len(before), len(whole) - len(behind))]


@pytest.mark.parametrize(
    "header",
    [
        "Cookie: sess=[{}]",
        "Cookie: sess=({})",
        "Cookie: sess=%s{}",
        "Cookie: sess=..{}",
        "Cookie: sess=${}",
        "Set-Cookie: id=..{}; Path=/",
        "Cookie: a=[REDACTED]; sess=<{}>",
        "Cookie: domain={}",
        "cookie: path={}; theme=dark",
        "Cookie: a=****; version={}",
        "Cookie: sess=" + "aB3dE5gH" * 600 + "{}",
    ],
)
def test_a_stand_in_is_one_as_a_whole(engine: BatchEngine, header: str) -> None:
    """The first sign of a session, the name of an attribute in a request or its length do not show it."""
    text = header.format(_SESSION)
    begin = text.index(" ") + 1
    assert [(s.start, s.end) for s in engine.detect([Field(text)])[0] if s.rule == "cookie"] == [
        (begin, len(text))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Cookie: sess=[REDACTED]; Path=/login",
        "Cookie: sess=(none); Domain=acme.io",
        "Cookie: sess=%s; path=%s",
        "Cookie: sess=%(sid2)s",
        "Cookie: sess={session_token2}",
        "Cookie: sess=$SESSION_V2",
        "Cookie: sess=....",
        "cookie: domain=acme.io; samesite=strict; max-age=31536000",
        "Set-Cookie: sess=****; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Comment=session",
        "Set-Cookie: sess=<sid>; Path=/a1b2c3d4e5; Version=12345",
        "Cookie: session=<session>; Domain=example.com",
        "cookie: session=${SESSION}",
        "Cookie: session=****; Path=/",
        "Set-Cookie: session=your_session_here; Path=/",
        "Cookie: session=; Path=/",
        "cookie=None",
        "cookies: 12",
        "cookie_domain=example.com",
        "set cookie: yes",
        '"cookie": {"name": "sid", "secure": true}',
    ],
)
def test_cookies_that_hold_nothing_stay(text: str) -> None:
    """Stand-ins, settings and counts."""
    assert shipped_redactor("structured").redact_text(text).text == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("kZ8sJ2mQ7vX1bN4t1234567890kZ", False),
        ("00000000kZ8sJ2mQ7vX1bN4tR6yU9wE3aD5f", False),
        ("a1b2c3d4-e5f6-7890-abcd-ef1234567890/IncomingWebhook/9f8e7d6c5b4a39281706aa12", False),
        ("1234567890abcdef1234567890abcdef", True),
        ("abcdefghijklmnopqrstuvwxyz0123456789", True),
        ("123456789012-1234567890123-abcdefghijklmnopqrstuvwx", True),
        ("0000000000000000000000abcdef", True),
        ("proj-1234567890abcdefghijkl", True),
    ],
)
def test_a_run_makes_a_placeholder_of_what_goes_on_so(value: str, expected: bool) -> None:
    """Ten digits in order may stand in a random value; where most characters follow each other, none is."""
    assert placeholder(value) is expected
