"""Headers that carry credentials: the whole value goes, whatever stands behind it, and what is said about one stays."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor

_MIXED = "kZ8sJ2mQ7vX1bN4tR6yU9wE3"
_HEX = "9f8e7d6c5b4a39281706aa"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def redacted(text: str) -> str:
    """A text as the policy for structured values leaves it."""
    return shipped_redactor("structured").redact_text(text).text


def masked(engine: BatchEngine, text: str) -> str:
    """A text with every character of a credential crossed out."""
    spans = engine.detect([Field(text)])[0]
    hidden = {at for span in spans if span.entity == "AUTH_HEADER" for at in range(span.start, span.end)}
    return "".join("#" if at in hidden else char for at, char in enumerate(text))


@pytest.mark.parametrize(
    "line",
    [
        "{}: {} status=200",
        "{}={} path=/v1 method=POST",
        "{}: {} was refused",
        '"{}": "{}"',
        r"\"{}\": \"{}\"",
        "-H '{}: {}' -d x",
        "map[{}:[{}] Host:[x]]",
        '"{}"=>"{}"',
        "> {}: {}\r\n> Host: x",
        '"{}": ["{}"]',
        "{}={}, method=POST",
    ],
)
@pytest.mark.parametrize("name", ["Authorization", "proxy-authorization", "HTTP_AUTHORIZATION"])
@pytest.mark.parametrize("scheme", ["", "Bearer ", "Key ", "GenieKey ", "NTLM ", "Basic ", "Acme-Scheme "])
@pytest.mark.parametrize("value", [_MIXED, _HEX])
def test_a_credential_goes_with_and_without_text_behind_it(
    engine: BatchEngine, line: str, name: str, scheme: str, value: str
) -> None:
    """However the header is written down, its token is masked and the rest of the line is readable."""
    whole = line.format(name, scheme + value)
    assert masked(engine, whole) == line.format(name, scheme + "#" * len(value))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Authorization: Bearer abc123 status=200", "Authorization: Bearer ###### status=200"),
        ("Authorization: Bearer abc123 was refused", "Authorization: Bearer ###### was refused"),
        ("authorization=Bearer secrettoken path=/x", "authorization=Bearer ########### path=/x"),
        ("Authorization: key=" + _HEX + " x", "Authorization: " + "#" * 26 + " x"),
        ("Authorization: opensesame", "Authorization: ##########"),
        ("authorization: abcdefQWERTYuiopASDFzxcv status=1", "authorization: " + "#" * 24 + " status=1"),
    ],
)
def test_short_and_odd_credentials(engine: BatchEngine, text: str, expected: str) -> None:
    """What stands behind a scheme, or alone, need not look random."""
    assert masked(engine, text) == expected


@pytest.mark.parametrize("scheme", ["Scheme2", "MyApp-v1", "TOKEN1", "Hmac2", "Custom-Scheme2"])
@pytest.mark.parametrize("behind", ["", " status=200", " was refused"])
def test_a_scheme_may_end_in_a_number(engine: BatchEngine, scheme: str, behind: str) -> None:
    """What services make up has versions; the token behind it goes as behind any scheme."""
    text = f"Authorization: {scheme} aB3dE5gH7jK9mNpQ{behind}"
    assert masked(engine, text) == f"Authorization: {scheme} {'#' * 16}{behind}"


@pytest.mark.parametrize(
    "token", [".eyJaB3dE5gH7jK9mNpQ.aB3d", "&aB3dE5gH7jK9mNpQ", "/aB3dE5gH7jK9mNpQ==", "$aB3dE5gH7jK9mNpQ"]
)
def test_a_token_may_begin_with_a_sign_of_code(engine: BatchEngine, token: str) -> None:
    """What a generator wrote is no variable, path or tag, whatever sign stands before it."""
    text = "Authorization: Bearer {} status=200"
    assert masked(engine, text.format(token)) == text.format("#" * len(token))


@pytest.mark.parametrize(
    ("scheme", "parameters"),
    [
        ("Digest", f'username="eva", realm="x", nonce="dcd98b", uri="/", response="{_HEX}"'),
        ("Hawk", 'id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", mac="6R4rV5iE+NPoym+WwjeHzj="'),
        ("OAuth", f'oauth_consumer_key="{_MIXED}", oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D"'),
        (
            "AWS4-HMAC-SHA256",
            f"Credential=AKIAQ7Z2/20261112/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature={_HEX}",
        ),
        ("AWS4-HMAC-SHA256", f"Credential=AKIAQ7Z2/s3/aws4_request,SignedHeaders=host;date,Signature={_HEX}"),
        ("Token", f'token="{_MIXED}", email="eva@example.org"'),
        ("Snowflake", f'Token="{_MIXED}"'),
        ("Signature", f'keyId="rsa-key-1",algorithm="rsa-sha256",signature="{_MIXED}=="'),
    ],
)
def test_a_list_of_parameters_goes_whole(engine: BatchEngine, scheme: str, parameters: str) -> None:
    """A consumer key, a nonce and a signature are of one credential."""
    hidden = "#" * len(parameters)
    for line in ("Authorization: {} {}", "Authorization: {} {} status=403", "-H 'Authorization: {} {}' -v"):
        assert masked(engine, line.format(scheme, parameters)) == line.format(scheme, hidden)
    escaped = parameters.replace('"', '\\"')
    line = '{{"authorization": "{} {}", "n": 1}}'
    assert masked(engine, line.format(scheme, escaped)) == line.format(scheme, "#" * len(escaped))


@pytest.mark.parametrize(
    "text",
    [
        "authorization: denied by policy 7 for user",
        "Authorization: required for this endpoint",
        "authorization=enabled",
        "authorization: not required",
        "authorization: failed for model-7b at step 12",
        "authorization: RBAC evaluated 12 rules in 3ms",
        "authorization: granted role=admin2",
        "authorization=none method=GET",
        "Authorization: Bearer token is missing",
        "Authorization: Basic auth required",
        "Authorization: Bearer <token>",
        "Authorization: Bearer ${TOKEN}",
        "Authorization: Bearer **** status=200",
        "Authorization: Bearer your_token_here x",
        "Authorization: Bearer [redacted] x",
        "Authorization: Bearer process.env.TOKEN",
        "Authorization: Bearer status=401 path=/v1/chat",
        "Authorization: status=200 path=/v1/chat",
        'authorization = self.headers.get("Authorization")',
        'f"Authorization: Bearer {token}"',
        "Authorization: Bearer $API_TOKEN_V2",
        "Authorization: Bearer $apiToken2",
        "Authorization: Bearer &token2",
        "Authorization: Bearer .Values.token2",
        "Authorization: Bearer /run/secrets/apiToken",
        "authorization: phase1 failed for user",
        "Authorization: RBAC2 evaluated 12 rules",
        "Authorization: Scheme2 required",
        '"Authorization": "Bearer " + token',
        '"authorization": {"mode": "RBAC", "version": 2}',
        "authorization: https://auth.internal/authorize",
        'allow_headers=["Authorization","Content-Type","X-B3-TraceId"]',
        "Access-Control-Allow-Headers: Authorization, X-Amz-Content-SHA256",
        "apiVersion: rbac.authorization.k8s.io/v1",
        "--authorization-mode=Node,RBAC",
        "authorization_duration_ms=12.5",
    ],
)
def test_what_is_said_about_authorization_stays(text: str) -> None:
    """Results, settings, code and stand-ins."""
    assert redacted(text) == text
