"""The scan is an optimisation: backend, batch and gate change the speed of the engine, never a finding."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.events import sample_values
from redaction.spans import Field, Span
from tests.shipped import shipped_engine

_PIECES = (
    "phone", "tel", "call", "me", "at", "number", "ssn:", "passport", "driver's", "license", "account",
    "routing", "npi", "nhs", "imei", "vin", "wallet", "card", "visa", "password=", "api_key:", "token",
    "Bearer", "Basic", "Authorization:", "cookie:", "mailto:", "https://", "http://u:p@h", "/", ".", ",",
    ";", ":", "-", "+", "(", ")", "@", "1", "12", "123", "4567", "89", "0", "00", "+1", "+49", "0x", "sk-",
    "eyJ", "-----BEGIN", "%40", "&#64;", "\\u0040", "[at]", "[dot]", "\xa0", "\u200b", "\xe9", "\u65e5",
    "\x00", "\n", "\t", '"', "'", "<", ">", "{", "}", "=", "&", "?", "#", "_", "datadog", "aws",
    "2026-01-02T03:04:05Z", "10.0.0.1", "fe80::1", "aa:bb:cc:dd:ee:ff", "/home/x", "/users/ab", "~",
    "221B Baker Street", "12 Oak Rd.", "Hauptstraße 5", "rue de la Paix", "Calle", "Mayor 5", "Road", "St", "PO Box",
    "12345 Town",
    "office", "x12", "DE89", "GB", "5555", "QUxJQ0VA", "\ufffd",
)  # fmt: skip
_piece = st.one_of(
    st.sampled_from(_PIECES),
    st.integers(0, 2**32).map(lambda seed: sample_values(random.Random(seed))[1]),
    st.text(max_size=4),
)
_text = st.lists(st.tuples(_piece, st.sampled_from(["", " ", " ", "-", "."])), max_size=12).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
_fields = st.lists(
    st.builds(Field, _text, st.sampled_from(["", "msg", "phone", "ssn", "password", "token"])), max_size=5
)
_ENGINES = [shipped_engine(backend) for backend in ("hyperscan", "re2", "python")]


def _sorted(found: list[list[Span]]) -> list[list[Span]]:
    return [sorted(spans, key=repr) for spans in found]


@given(_fields)
@settings(max_examples=150, deadline=None)
def test_backends_and_batches_agree(fields: list[Field]) -> None:
    """Hyperscan, RE2 and `re` give the same spans, for the batch as for each field alone."""
    by_backend = [_sorted(engine.detect(fields)) for engine in _ENGINES]
    assert by_backend[0] == by_backend[1] == by_backend[2]
    assert _sorted([_ENGINES[0].detect([field])[0] for field in fields]) == by_backend[0]


@given(_text)
@example("\u00c0.212.176.221.201")
@settings(max_examples=150, deadline=None)
def test_no_gate_hides_a_finding(text: str) -> None:
    """Where a finder finds something in a whole text, one of its gates has matched."""
    engine = _ENGINES[0]
    asked = engine._gated.asked(text)
    unasked = [detector for at, detector in enumerate(engine._detectors) if at not in asked]
    assert [detector.rule for detector in unasked if list(detector.find(text, 0, ""))] == []


@given(_text, st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_spans_lie_within_their_text(text: str, cut: int) -> None:
    """Every span is a real piece of its field, evasions undone or not."""
    for field, spans in (
        (text, _ENGINES[0].detect([Field(text)])[0]),
        (text[cut:], _ENGINES[0].detect([Field(text[cut:])])[0]),
    ):
        assert all(0 <= span.start < span.end <= len(field) for span in spans)
