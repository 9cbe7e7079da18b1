"""In long texts finders see the vicinity of their gates only, and find what they find in the whole."""

from __future__ import annotations

import random
from functools import cache

import pytest

from bench.events import events, sample_values
from redaction.engines.batch import BatchEngine
from redaction.recognizers import digit_runs
from redaction.recognizers.vicinity import LONG, find_near, in_characters
from redaction.spans import Field, Span

WORDS = (
    "phone", "call me at", "tel.", "ssn", "social security", "passport", "license number", "account number", "routing",
    "npi", "nhs", "imei", "vin", "mac", "basic", "key =", "api_key:", "password is", "token=", "card", "azure",
    "Baker Street", "Oak Road,", "Aastraße", "rue de la", "Calle Mayor", "ul. Nowa", "PO Box", "Town, CA 90210",
    "mobile", "office", "T:", "sms to", "\u7535\u8bdd", "t\u00e9l\u00e9phone", "\u2014", "na\u00efve",
)  # fmt: skip
FRAGMENTS = (
    "12", "4711", "2026-07-01T08:00:00Z", "ms=41\n2026-07-01", "078-05-1120", "078 05 1120", "10.0.3.7", "DE89 3704",
    "a1b2c3d4", "550e8400-e29b-41d4-a716-446655440000", "1,2,3,4,5,6,7,8", "+49 30 901820", "0" * 40, "x" * 300,
    "ab" * 90, "fe80::1:2",
    "aa:bb:cc:dd:ee:ff", "\n", "|", "id=9f8c2d1e-4b7a-4c3e-9d2f-000000000004", "key=report:12 shard=3",
)  # fmt: skip


@cache
def _engine(backend: str) -> BatchEngine:
    return BatchEngine(backend=backend)


@cache
def _vocabulary() -> list[str]:
    words = {word for record, _ in events(60, seed=3) for word in str(record.get("prompt", "")).split()}
    return sorted(word for word in words if word.isalpha())


def _text(rng: random.Random) -> str:
    """One to six thousand characters, mostly prose, with values, words that tell and what looks like values."""
    density = rng.choice((0.02, 0.1, 0.5))
    separators = rng.choice(((" ",), (" ", "\n", ", ", ": "), ("", " ", "-"), ("\n",)))
    parts: list[str] = []
    size, wanted = 0, rng.randrange(LONG, 6 * LONG)
    while size < wanted:
        if rng.random() > density:
            part = rng.choice(_vocabulary())
        else:
            part = rng.choice((rng.choice(WORDS), rng.choice(FRAGMENTS), sample_values(rng)[1]))
        parts += (part, rng.choice(separators))
        size += len(part) + 1
    return "".join(parts)


def _sorted(spans: list[Span]) -> list[Span]:
    return sorted(spans, key=repr)


@pytest.mark.parametrize("key", ["", "text", "ssn_note", "phone"])
def test_places_change_nothing(key: str) -> None:
    """RE2 does not say where gates match, so its finders see whole texts: both find the same."""
    rng = random.Random(f"places {key}")
    fields = [Field(_text(rng), key) for _ in range(70)]
    whole = _engine("re2").detect(fields)
    assert sum(map(len, whole)) > 120
    for field, spans in zip(fields, whole, strict=True):
        assert _sorted(_engine("hyperscan").detect([field])[0]) == _sorted(spans)
    assert [_sorted(spans) for spans in _engine("hyperscan").detect(fields)] == [*map(_sorted, whole)]


def test_a_text_without_words_is_one_piece() -> None:
    """Where nothing can be cut, the pieces are the text, and a finding is told once."""
    seen: list[str] = []

    def find(text: str, start: int, key: str) -> list[Span]:
        seen.append(text)
        return [Span(at, at + 1, "X", 1.0, key, "test") for at in range(start, len(text)) if text[at] == "!"]

    text = f"{'1-' * 5_000}!{'2-' * 5_000}!{'3-' * 5_000}"
    ends = [at + 1 for at, char in enumerate(text) if char == "!"]
    assert [span.start for span in find_near(find, text, ends, 10, "")] == [end - 1 for end in ends]
    assert seen == [text]


def test_only_findings_close_to_a_gate_count() -> None:
    """What looks like a finding at the edge of a piece is none: the finder would not have seen it so."""
    text = "lorem ipsum dolor " * 400
    at = text.index("dolor", 3_000)

    def find(piece: str, start: int, key: str) -> list[Span]:
        del start, key
        return [
            Span(0, 1, "X", 1.0, "edge", "test"),
            Span(piece.index("dolor", 200), len(piece), "X", 1.0, "in", "test"),
        ]

    assert all(abs(span.start - at) <= 100 for span in find_near(find, text, [at], 100, ""))


def test_offsets_in_bytes_become_code_points() -> None:
    """For characters of one to four bytes, and lone surrogates."""
    text = "a\u00e9\u65e5\U0001f600\ud800b"
    ends = [len(text[:size].encode("utf-8", "surrogatepass")) for size in range(len(text) + 1)]
    assert in_characters(text.encode("utf-8", "surrogatepass"), ends) == [*range(len(text) + 1)]


def test_runs_begin_where_their_gate_does() -> None:
    """Read from the places of the gate, the runs are those that are read from the whole text."""
    rng = random.Random(5)
    texts = [_text(rng) for _ in range(100)]
    database = _engine("hyperscan")._gated.database
    gate = _run_gate(_engine("hyperscan"))
    gated = [(at, end) for at, which, end in database.candidates(texts) if which == gate]
    found = digit_runs.places(texts, gated)
    assert found == [
        (at, *run.span()) for at, text in enumerate(texts) for run in digit_runs.RUN.finditer(text)
    ]
    assert len(found) > 500


def _run_gate(engine: BatchEngine) -> int:
    """Which gate is that of runs of digits: the last."""
    return len(engine._gated._owner) - 1
