"""Addresses and forms that give access: signatures, codes and tokens go, common names with common values stay."""

from __future__ import annotations

import random
import string

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.secret.query import is_generated
from redaction.spans import Field
from tests.shipped import shipped_redactor

_VALUE = "kZ8sJ2mQ7vX1bN4tR6yU9wE3"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def left(engine: BatchEngine, text: str) -> str:
    """What no secret covers of a text."""
    spans = [span for span in engine.detect([Field(text)])[0] if span.entity in {"API_KEY", "PASSWORD"}]
    return "".join(
        char for at, char in enumerate(text) if not any(span.start <= at < span.end for span in spans)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://x.example/?key={}", _VALUE),
        ("GET /callback?code={}&state=x HTTP/1.1", "4/0AX4XfWh-kZ8sJ2mQ7vX1bN4tR6"),
        ("302 https://x.example/cb?code={}&state=af0", "SplxlOBeZQQYbYS6WxSbIA"),
        ("https://x.example/#code={}", _VALUE),
        ("grant_type=authorization_code&code={}", _VALUE),
        ("code={}&grant_type=authorization_code", _VALUE),
        ("?jwt={}", _VALUE),
        ("?ticket={}", "ST-18-kZ8sJ2mQ7vX1-cas"),
        ("?session={}&x=1", _VALUE),
        ("grant_type=x&code_verifier={}", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        ("device_code={}", _VALUE),
        ("client_assertion={}", _VALUE),
        ("&oauth_signature={}", "wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D"),
        ("/k?Expires=1700000000&Signature={}", "vjbyPxybdZaNmGa%2ByT272YEAiv4%3D"),
        ("/o?Signature={}", "abcDEF123%2Bghi456JKL789mno%3D%3D"),
        ("/x?Signature={}&Key-Pair-Id=K2", "kZ8sJ2mQ7vX1bN4tR6yU9wE3aD5fG0hL~~-q__"),
        ("https://x.example/a?sig={}", "kZ8sJ2mQ7vX1bN4tR6yU9wE3aD5fG0hLkZ8sJ2mQ7vX"),
        ("/v?user=1&otp={}", "482913"),
        ("/v?mfa_code={}&x", "482913"),
        ("https://x.example/reset-password/{}", _VALUE),
        ("https://x.example/verify/{}", _VALUE),
        ("GET /account/confirmation/{}", _VALUE),
        ("POST /password/reset/{} 200", _VALUE),
        ("https://x.example/login/{}?a=b", _VALUE),
        ("https://x.example/reset/{}", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        (r"https:\/\/x.example\/?a=b\u0026code={}", _VALUE),
    ],
)
def test_what_gives_access_is_masked(engine: BatchEngine, text: str, value: str) -> None:
    """In queries, fragments, forms and paths; the address around it can be read."""
    assert left(engine, text.format(value)) == text.format("")


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/?code=404",
        "?code=INTERNAL_SERVER_ERROR",
        "?code=ERR_INVALID_ARGUMENT_2",
        "?error_code=1234567890123456",
        "?country_code=US&code=482913",
        "https://x.example/?key=name",
        "?sort=asc&key=createdAt",
        "?key=user:12345",
        "?key=order-2024-11-12-00017",
        "?key=customer_0001234567890a",
        "?key=api-gateway-7d9f8b6c5d-x2x4z",
        "?key=namespace%2Fpod-7d9f8b6c5d-x2x4z",
        "?key=0f8fad5b-d9cb-469f-a165-70867728950e",
        "/v1/objects?key=uploads/2024/11/12/ab12cd34ef56ab78.png",
        "?sig=1",
        "?signature=rsa-sha256",
        "?session=chat",
        "?session=1700000000123",
        "?otp=required",
        "?otp=12",
        "/login/oauth2/code/google",
        "/login/index.html",
        "/login?next=/home",
        "/reset/partition-offsets-v2-prod",
        "/verify/0f8fad5b-d9cb-469f-a165-70867728950e",
        "/verify/checksums-of-archive-2026",
        "/recover/node-exporter-default-prod",
        "GET /activate/us-east-1a-prod-cluster-07",
        "code_verifier=<verifier>",
    ],
)
def test_common_names_with_common_values_stay(text: str) -> None:
    """Status codes, names of objects, places, states."""
    assert shipped_redactor("structured").redact_text(text).text == text


@pytest.mark.parametrize(
    ("alphabet", "length"),
    [
        (string.ascii_letters + string.digits, 22),
        (string.ascii_letters + string.digits + "-_", 43),
        (string.hexdigits[:16], 32),
        (string.digits + string.ascii_lowercase, 32),
    ],
)
def test_random_values_are_told_from_names(alphabet: str, length: int) -> None:
    """Of what generators write at least nine in ten are known by how their kinds of characters change."""
    rng = random.Random(3)
    values = ["".join(rng.choices(alphabet, k=length)) for _ in range(500)]
    assert sum(map(is_generated, values)) >= 450
