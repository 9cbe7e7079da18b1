"""The gates of tables: where a finder finds something, the scan has asked for it; and tables that arrive in pieces."""

from __future__ import annotations

import random

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.table.recognizer import ScrublineTableRecognizer
from redaction.scan import BACKENDS
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor

_HEADINGS = (
    "phone", "Phone No.", "  mobile  ", "ssn", "'SSN #'", "**password**", '"api_key"', "dob", "customer_phone",
    "token", "date of birth", "name", "id", "", "Telefon", "passwo\u017fd", "to\u212aen", "phone_2", "Cell", "cvv",
    "user.phone", "T\u00e9l\u00e9phone", "from", "tax id", '" phone "', "       phone       ", "pwd\r", "\rphone",
    "\u00a0pwd\u00a0", "ssn\t", "dob\x0b",
)  # fmt: skip
_CELLS = (
    "4155550188", "536228710", "hunter22", "kZ8sJ2mQ7vX1bN4tL0", "1984-05-12", "123", "", "Eva", "NULL", "7775888",
    '"a, b"', "(415) 555-0188", "phone", "x y", "S3cr3tPw9",
)  # fmt: skip
_FORMS = (
    ("| ", " | ", " |"), ("", ",", ""), ("", "\t", ""), ("", ";", ""), ("\u2502 ", " \u2506 ", " \u2502"),
    ("", "  ", ""), ("", "   ", ""), ("    ", "    ", ""), (" ", " | ", "\r"), ("<tr><th>", "</th><th>", "</th></tr>"),
    ("<tr><td>", "</td><td>", "</td></tr>"), ("INSERT INTO t (", ", ", ") VALUES"), ("('", "', '", "'),"),
    ("COPY t (", ",", ") from stdin"), ("Key (", ", ", ")="), ("(", ", ", ")"), ("|", "|", "|"),
)  # fmt: skip
_REJECTED = (
    "{}\n  Invalid [type=value_error, input_value='{}', input_type=str]", "  {}\r\n    No [input_value={}]",
    '{{"loc":["body","{}"],"msg":"x","input":"{}"}}', "'path': ('{}', 0), 'input': {}", "{}: input_value='{}'",
    "on field '{}': rejected value [{}]", "index 'UQ_{}'. The duplicate key value is ({}).", "key '{}', entry '{}'",
    "On instance['{}']:\n    '{}'", "onvert string to Date: x. Path '{}', '{}'", '["{}"]) reference chain: {}',
)  # fmt: skip
_REVERSED = (
    "Duplicate entry '{}' for key 'users.{}'", "Incorrect value: '{}' for column `{}` at row 1",
    "Could not convert string to DateTime: {}. Path '{}', line 1",
    "'{}' is bad\n\nFailed validating x\nOn instance['{}']:",
    'from String "{}": bad (through reference chain: Person["{}"])',
)  # fmt: skip
_RULES = (
    "",
    "|---|---|",
    "-----+----",
    "+---+---+",
    "\u255e\u2550\u2550\u256a\u2550\u2550\u2561",
    "some words",
    "id",
)


def _text(rng: random.Random) -> str:
    lines = [rng.choice(_RULES)] if rng.random() < 0.3 else []
    while len(lines) < 6:
        if rng.random() < 0.2:
            form, told = rng.choice(
                [*((form, True) for form in _REJECTED), *((form, False) for form in _REVERSED)]
            )
            pair = rng.choice(_HEADINGS), rng.choice(_CELLS)
            lines.append(form.format(*(pair if told else reversed(pair))))
            continue
        width = rng.randrange(1, 4)
        head, row = rng.choice(_FORMS), rng.choice(_FORMS)
        if rng.random() < 0.8:
            row = head
        lines.append(head[0] + head[1].join(rng.choices(_HEADINGS, k=width)) + head[2])
        if rng.random() < 0.4:
            lines.append(rng.choice(_RULES))
        lines += [
            row[0] + row[1].join(rng.choices(_CELLS, k=width)) + row[2] for _ in range(rng.randrange(1, 4))
        ]
    return rng.choice(("\n", "\n", "")).join(lines)


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_gate_hides_a_cell(backend: str) -> None:
    """Ungated and gated findings of a thousand texts are the same, in one batch."""
    rng = random.Random(7)
    texts = [_text(rng) for _ in range(1_000)]
    asked = BatchEngine(backend=backend)._gated.find(texts, [""] * len(texts))[0]
    found = 0
    for at, text in enumerate(texts):
        ungated = [span for d in ScrublineTableRecognizer.DETECTORS for span in d.find(text, 0, "")]
        gated = [span for span in asked.get(at, ()) if span.rule.startswith("table.")]
        assert sorted(map(str, gated)) == sorted(map(str, ungated))
        found += bool(ungated)
    assert found > 150


def test_tables_in_pieces_are_found_as_in_one() -> None:
    """However a long text with tables is cut, the same comes out."""
    rng = random.Random(8)
    redactor = shipped_redactor("structured")
    for _ in range(12):
        text = "\n\n".join(_text(rng) for _ in range(30))
        whole = redactor.redact_text(text).text
        stream, out, at = StreamRedactor(redactor), [], 0
        while at < len(text):
            step = rng.choice((1, 7, 60, 400, 3_000))
            out.append(stream.feed(text[at : at + step]))
            at += step
        assert "".join([*out, stream.finish()]) == whole
