"""Credentials by their wrapping: JWT, PEM blocks, authorization and cookie headers."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.recognizers.secret import cookies, header_pairs, headers, private_keys
from redaction.recognizers.secret import query as query_secrets
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["ScrublineCredentialRecognizer"]

_JWT: Final = Bordered(
    r"(?P<head>eyJ[A-Za-z0-9_\-]{6,2000})\.[A-Za-z0-9_\-]{0,16000}"
    r"(?:\.[A-Za-z0-9_\-]{0,16000}){1,3}",
    WORD | {"-"},
    unless=lambda match: match.string[match.start() - 1] in "_-" and _json_segment(match["head"]),
)
_AUTH: Final = re.compile(
    r"(?i:\b(?P<scheme>bearer|basic|token|apikey|ssws|negotiate|digest)[ \t]{1,4})"
    r"(?P<value>[A-Za-z0-9._~+/=\-]{8,8192})"
)
_SHORTEST_BASIC: Final = 8
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9\-]{1,20} +(?=\S)")


def _json_segment(segment: str) -> bool:
    """Whether a base64url segment is a JSON object with an algorithm (RFC 7515 section 4)."""
    try:
        header = json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return False
    return isinstance(header, dict) and ("alg" in header or "typ" in header or "enc" in header)


def _jwt(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _JWT.finditer(text, start):
        checked = _json_segment(match["head"])
        yield Span(
            *match.span(),
            "JWT",
            1.0 if checked else 0.7,
            "jwt",
            "ScrublineCredentialRecognizer",
            checked=checked,
        )


def _auth(text: str, start: int, key: str) -> Iterator[Span]:
    in_header = "authorization" in key.lower()
    for match in _AUTH.finditer(text, start):
        value = match["value"].rstrip(".")
        scheme = match["scheme"].lower()
        if not in_header and not _credential(scheme, value):
            continue
        begin = match.start("value")
        yield Span(
            begin,
            begin + len(value),
            "AUTH_HEADER",
            0.95,
            f"auth.{scheme}",
            "ScrublineCredentialRecognizer",
            checked=True,
        )


def _credential(scheme: str, value: str) -> bool:
    if placeholder(value):
        return False
    if scheme == "basic":
        try:
            return b":" in base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
        except (ValueError, binascii.Error):
            return False
    return (
        len(value) >= 16
        and any(c.isdigit() for c in value)
        and (scheme == "bearer" or any(c.isalpha() for c in value))
    )


def _whole(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    scheme = _SCHEME.match(text)
    begin = scheme.end() if scheme else 0
    if len(text) - begin >= 4:
        yield Span(begin, len(text), "AUTH_HEADER", 0.9, "auth.key", "ScrublineCredentialRecognizer")


def _basic(text: str, start: int, key: str) -> Iterator[Span]:
    """User and password in base64, as a registry's client keeps them under `auth`."""
    del start, key
    value = text.strip()
    if len(value) >= _SHORTEST_BASIC and _credential("basic", value):
        begin = text.index(value)
        yield Span(
            begin, begin + len(value), "AUTH_HEADER", 0.95, "auth.basic_key", "ScrublineCredentialRecognizer"
        )


class ScrublineCredentialRecognizer(FieldRecognizer):
    """JWT, PEM blocks, authorization and cookie headers; see the module."""

    DETECTORS = (
        Detector("jwt", "JWT", (r"eyJ[A-Za-z0-9_\-]{6}",), _jwt, reach=9),
        Detector(
            "pem",
            "PRIVATE_KEY",
            (private_keys.GATE,),
            private_keys.find_private_keys,
            reach=private_keys.REACH,
        ),
        Detector(
            "pem.line",
            "PRIVATE_KEY",
            (),
            private_keys.find_key_line,
            lengths=private_keys.LINE_LENGTHS,
        ),
        Detector(
            "auth.scheme",
            "AUTH_HEADER",
            (r"(?i)(?:bearer|basic|token|apikey|ssws|negotiate|digest)[ \t]{1,4}[A-Za-z0-9._~+/=\-]{8}",),
            _auth,
        ),
        Detector("auth.header", "AUTH_HEADER", (headers.GATE,), headers.authorization),
        Detector("cookie", "AUTH_HEADER", cookies.GATES, cookies.find_cookies),
        Detector(
            "query.secret",
            "API_KEY",
            query_secrets.GATES,
            query_secrets.find_query_secrets,
            also=("PASSWORD",),
        ),
        Detector(
            "header.pair",
            "AUTH_HEADER",
            (header_pairs.GATE,),
            header_pairs.find_pairs,
            also=("API_KEY", "PASSWORD"),
        ),
    )
    KEY_RULES = (
        KeyRule(
            "auth.key",
            "AUTH_HEADER",
            frozenset(
                {
                    "authorization",
                    "proxy authorization",
                    "cookie",
                    "set cookie",
                    "x auth token",
                    "session cookie",
                }
            ),
            _whole,
            VALUE_TAILS,
        ),
        KeyRule("auth.basic_key", "AUTH_HEADER", frozenset({"auth", "basic auth"}), _basic, VALUE_TAILS),
    )
