"""Tables of hundreds of rows: what a heading says holds to the last of them, in windows and streams, too."""

from __future__ import annotations

import random

import pytest

from redaction import Policy
from redaction.policy.document import load_policy
from redaction.redactor import Redactor
from redaction.stream_redactor import StreamRedactor
from redaction.walk.surface import FAILED_MARKER
from tests.shipped import shipped_redactor

_COUNT = 400
_NUMBERS = [str(536220001 + 7 * row) for row in range(_COUNT)]


def _rows(template: str) -> str:
    return "".join(template.format(row, number) for row, number in enumerate(_NUMBERS))


_TABLES = {
    "comma": "id,ssn,city\n" + _rows("{},{},Rome\n"),
    "tab": "id\tssn\n" + _rows("{}\t{}\n"),
    "markdown": "| id | ssn |\n|---|---|\n" + _rows("| {} | {} |\n"),
    "psql": " id | ssn\n----+-----\n" + _rows(" {} | {}\n"),
    "spaced": "    id        ssn\n" + _rows("{:6d}  {}\n"),
    "html": "<table><tr><th>id</th><th>ssn</th></tr>\n"
    + _rows("<tr><td>{}</td><td>{}</td></tr>\n")
    + "</table>\n",
    "insert": "INSERT INTO people (id, ssn) VALUES\n" + _rows("({}, '{}'),\n")[:-2] + ";\n",
    "copy": "COPY people (id, ssn) FROM stdin;\n" + _rows("{}\t{}\n") + "\\.\n",
}
_BEHIND = "\nThat is all of order 536228710.\n"


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


@pytest.fixture(scope="module")
def windowed() -> Redactor:
    """One that cuts what is longer than 2,000 code points into windows."""
    document = load_policy("structured").model_dump(mode="json")
    limits = {**document["limits"], "window_characters": 2_000, "overlap_characters": 512}
    policy = Policy.model_validate({**document, "limits": limits})
    return Redactor(policy, shipped_redactor("structured")._examiner._engine)


def _left(text: str) -> list[str]:
    return [number for number in _NUMBERS if number in text]


@pytest.mark.parametrize("kind", _TABLES)
def test_no_row_is_too_far_from_its_heading(redactor: Redactor, kind: str) -> None:
    """Every cell of the column goes, and nothing behind the table."""
    redacted = redactor.redact_text(f"See:\n\n{_TABLES[kind]}{_BEHIND}").text
    assert _left(redacted) == []
    assert redacted.endswith(_BEHIND)


@pytest.mark.parametrize("kind", _TABLES)
def test_a_window_without_the_heading_shows_its_rows(windowed: Redactor, kind: str) -> None:
    """A long text is examined in windows, and its tables whole."""
    assert _left(windowed.redact_text(f"See:\n\n{_TABLES[kind]}{_BEHIND}").text) == []


@pytest.mark.parametrize("kind", _TABLES)
def test_a_stream_remembers_the_heading(redactor: Redactor, kind: str) -> None:
    """What goes out is what the whole text becomes, however far the heading is behind."""
    text = f"See:\n\n{_TABLES[kind]}{_BEHIND}And more words follow, as in any answer. " * 2
    rng = random.Random(kind)
    stream = StreamRedactor(redactor)
    out, at = [], 0
    while at < len(text):
        step = rng.choice((1, 7, 40, 300, 3_000))
        out.append(stream.feed(text[at : at + step]))
        at += step
    assert "".join([*out, stream.finish()]) == redactor.redact_text(text).text


def test_a_stream_lets_go_of_a_table_that_has_ended(redactor: Redactor) -> None:
    """What is kept does not grow with what comes behind a table."""
    stream = StreamRedactor(redactor)
    text = _TABLES["comma"] + "\n" + "Then the usual words of an answer go on. " * 600
    for at in range(0, len(text), 50):
        stream.feed(text[at : at + 50])
    assert stream.held_characters < 8_000


def test_a_table_longer_than_the_window_is_not_given_out(redactor: Redactor) -> None:
    """Without its heading its rows say nothing: the stream ends with a marker."""
    stream = StreamRedactor(redactor, window=6_000)
    text = _TABLES["comma"] * 2
    out = "".join(stream.feed(text[at : at + 50]) for at in range(0, len(text), 50)) + stream.finish()
    assert out.endswith(FAILED_MARKER)
    assert _left(out) == []
