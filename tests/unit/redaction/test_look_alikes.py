"""Numbers and ids of logs that are shaped like somebody's: sections, bar codes, accounts of clouds, columns, chunks."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str) -> list[tuple[str, str]]:
    """Entity and value of each finding, in order."""
    spans = sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    return [(span.entity, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        *("RFC 3393 section 1.2.5.8", "see Section: 10.8.3.8", "chapter 12.1.2.3 says", "clause 4.4.1.2"),
        *(
            "See above section 1.2.5.8",
            "previous section 1.2.5.8",
            "the firmware chapter 4.1.2.3",
            "figure 4.1.2.3",
        ),
        *("EAN 6308148461412 scanned", "EAN: 4758159208353", "gtin=4215464829241", "GTIN-13: 4758159208353"),
        *('"upc": "630814846142"', "barcode 4758159208353", "tweet_id=6629252837863331971"),
        *(
            "aws account 612844475485 in use",
            "AWS account ID: 472524266451",
            "projects/601960981145/secrets/x",
        ),
        *(" 5 4 3757 627063 63514 5531872 0 0 44 7 976", "4 3 5040 615790 15325 5158603 0 0 46"),
        *("chunk-529-84-6713.bin", "shard-978-97-3056", "block-287-51-3254"),
        "app.dll, Version=6.8.5.6, Culture=neutral, PublicKeyToken=ecc8c12a5a84ecea",
    ],
)
def test_ids_of_things_stay(engine: BatchEngine, text: str) -> None:
    """What stands before them, or around them, says what they are."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("intersection 10.8.3.8", "IP_ADDRESS", "10.8.3.8"),
        ("section 203.0.113.9", "IP_ADDRESS", "203.0.113.9"),
        ("figure 10.0.3.7", "IP_ADDRESS", "10.0.3.7"),
        ("article: 10.0.3.7", "IP_ADDRESS", "10.0.3.7"),
        ("Paragraph 10.0.3.7", "IP_ADDRESS", "10.0.3.7"),
        ("from server 1.2.5.8", "IP_ADDRESS", "1.2.5.8"),
        ("in this section, 10.8.3.8 answers", "IP_ADDRESS", "10.8.3.8"),
        ("ean of card 4758159208353", "CREDIT_CARD", "4758159208353"),
        ("charged 4758159208353", "CREDIT_CARD", "4758159208353"),
        ("customer_id=4539148803436467", "CREDIT_CARD", "4539148803436467"),
        ("upc 4539 1488 0343 6467", "CREDIT_CARD", "4539 1488 0343 6467"),
        ("bank account number 472524266451", "US_BANK_NUMBER", "472524266451"),
        ("1. 3782 822463 10005 2. 3714 496353 98431 3. x", "CREDIT_CARD", "3714 496353 98431"),
        ("row 1 3782 822463 10005 12 25 123", "CREDIT_CARD", "3782 822463 10005"),
        ("amex: 1 2 3782 822463 10005 12 25 123 7", "CREDIT_CARD", "3782 822463 10005"),
        ("7 8 4539 1488 0343 6467 1 2 3 4", "CREDIT_CARD", "4539 1488 0343 6467"),
        ("AccountToken=ecc8c12a5a84eceaQ9z", "API_KEY", "ecc8c12a5a84eceaQ9z"),
    ],
)
def test_the_same_elsewhere_is_found(engine: BatchEngine, text: str, entity: str, value: str) -> None:
    """A word further away, a card of the usual length, a list of cards."""
    assert (entity, value) in found(engine, text)
