"""Values that stand beside something that looks like a reason to pass them over."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def entities(engine: BatchEngine, text: str) -> set[str]:
    """Entity types found in one text."""
    return {span.entity for span in engine.detect([Field(text)])[0]}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Auth: password=hunter2!x", "PASSWORD"),
        ("pass: pwd=hunter2!x", "PASSWORD"),
        ("Auth: client_secret=aB3dE5gH7jK9mN1p", "API_KEY"),
        ("token: password=swordfish", "PASSWORD"),
        ("next_token=password=hunter2!x", "PASSWORD"),
        ("CONTRASEÑA=hunter22x", "PASSWORD"),
        ("pay to gb82 west 1234 5698 7654 32 today", "IBAN_CODE"),
        ("gb82-west-1234-5698-7654-32", "IBAN_CODE"),
        ("nl91 abna 0417 1643 00", "IBAN_CODE"),
        ("IBAN DE89 3\r\n70400440532013000", "IBAN_CODE"),
        ("key 4155550123 \u2014 mobile", "PHONE_NUMBER"),
        ("my line is 5551234 \u2013 mobile", "PHONE_NUMBER"),
        ("4-1-1-1-1-1-1-1-1\u00a01-1-1-1-1-1-1", "CREDIT_CARD"),
        ("4 1 1 1 1 1 1 1 1\u200b 1 1 1 1 1 1 1", "CREDIT_CARD"),
        ("4111&ZeroWidthSpace;1111&ZeroWidthSpace;1111&ZeroWidthSpace;1111", "CREDIT_CARD"),
        ("client.example.com/203.0.113.77:443", "IP_ADDRESS"),
        ("peer/203.0.113.77", "IP_ADDRESS"),
        ("GET /v1/hosts/203.0.113.77", "IP_ADDRESS"),
    ],
)
def test_it_is_found_all_the_same(engine: BatchEngine, text: str, entity: str) -> None:
    """A name that holds no secret, words, a dash, an odd blank, a slash: none of them hides a value."""
    assert entity in entities(engine, text)


@pytest.mark.parametrize(
    "text", ["Chrome/120.0.6099.71", '"curl/8.5.0.1"', "version 10.0.0.1", "is 6493 and it was 2024"]
)
def test_what_only_looks_like_one_stays(engine: BatchEngine, text: str) -> None:
    """Versions of products, and numbers between words."""
    assert entities(engine, text) == set()
