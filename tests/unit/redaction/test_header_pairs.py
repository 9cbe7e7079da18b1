"""Headers and flags as programs print lists of them: the value beside a telling name goes, names beside names stay."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.mark.parametrize("value", ["kZ8sJ2mQ7vX1bN4t", "9f8e7d6c5b4a39281706aa"])
@pytest.mark.parametrize(
    "line",
    [
        "(b'x-api-key', b'{}')",
        "('authorization','{}')",
        "(b'authorization', b'Bearer {}')",
        "Headers([('cookie','session={}')])",
        "[(b'cookie', b'a=b; session={}')]",
        "_Metadatum(key='authorization', value='{}')",
        "_Metadatum(key='x-api-key', value='{}')",
        '"rawHeaders":["Host","api.internal","Authorization","{}"]',
        r"\"rawHeaders\":[\"X-Api-Key\",\"{}\"]",
        "['vllm','serve','--api-key','{}']",
        '["vllm", "serve", "--token", "{}"]',
        'headers (( key: "authorization" value: "{}" ))',
        "(('name': 'x-api-key', 'value': '{}'))",
        '(("name":"authorization","value":"{}"))',
    ],
)
def test_the_value_beside_a_telling_name_is_masked(engine: BatchEngine, line: str, value: str) -> None:
    """Tuples, lists that go name by name, objects with a name and a value, flags."""
    whole = line.format(value)
    begin = whole.index(value)
    spans = engine.detect([Field(whole)])[0]
    assert any(span.start <= begin and span.end == begin + len(value) for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        'allow_headers=["Authorization","Content-Type","X-B3-TraceId","Cookie","Accept-Version2"]',
        '["Authorization", "HTTP2-Settings", "Content-MD5"]',
        '["api_key","user_id_2","name"]',
        '["token", "created_at"]',
        '["model", "token", "llama-3.1-8b-instruct"]',
        '["sort_key","2024-11-12T00:00:00Z"]',
        '["next_token", "kZ8sJ2mQ7vX1bN4t"]',
        'Vary: "cookie","accept-encoding"',
        "{'key': 'token', 'value': 'string'}",
        'key="authorization", value="required"',
        "['--api-key', '${API_KEY}']",
        "['--api-key', '<your-key-1>']",
        "['--token', '--port']",
        "('x-api-key', 'your-api-key-1')",
        "('authorization', 'Bearer <token>')",
        "('cookie', '****')",
        '("Authorization", f"Bearer {token}")',
        '{"key":"token","value":12}',
    ],
)
def test_names_beside_names_stay(text: str) -> None:
    """Lists of headers and columns, stand-ins, tokens that open nothing."""
    assert shipped_redactor("structured").redact_text(text).text == text
