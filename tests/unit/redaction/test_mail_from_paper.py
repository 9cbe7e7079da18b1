"""E-mail addresses with blanks in them, as a scan makes them of paper."""

import pytest

from redaction.batch_engine import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str) -> list[str]:
    """The texts of the e-mail addresses, each once."""
    spans = [s for s in engine.detect([Field(text, "")])[0] if s.entity == "EMAIL_ADDRESS"]
    return list(dict.fromkeys(text[s.start : s.end] for s in spans))


@pytest.mark.parametrize(
    "address", ["jan.doe @ host.nl", "jan.doe @host.nl", "jan.doe@ host.museum", "JAN @ DEPT.PHOTOGRAPHY"]
)
@pytest.mark.parametrize(
    "label",
    [
        "E-mail: {}",
        "E-Mai1: {}",
        "e-rnail: {}, office",
        "EMAIL ....... {}\nT",
        "Email address: {}.",
        "my e-mail is {}",
        "courriel : {}",
    ],
)
def test_a_label_closes_up_an_address(engine: BatchEngine, label: str, address: str) -> None:
    """Behind a word for e-mail, misread or not, blanks beside the sign are part of an address, in any domain."""
    assert found(engine, label.format(address)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "meet @ host.museum",
        "thanks @bob.museum",
        "email: see me @ 5.30pm",
        "email: bob @ home",
        "email jan about lunch @ cafe.museum",
        "email: fixed @angular.core.ts",
        "mail sent @ 10.15.2024",
        "email: 3 @ 19.99",
        "weights = a @ b.transpose",
        "gemail1: a @ b.museum",
    ],
)
def test_a_sign_between_blanks_is_a_place_or_a_price(engine: BatchEngine, text: str) -> None:
    """Without a label directly before, or a domain behind, it says where, when, whom and for how much."""
    assert found(engine, text) == []
