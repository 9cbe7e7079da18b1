"""Lines through the batch path: same shape, same order, nothing unread passes, findings rebuild the output."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction import Policy, Redactor, load_policy
from redaction.cli.line_reader import LineBatch, batches
from redaction.lines import Form, LineRedactor, RedactedLines
from redaction.spans import Field, Span
from redaction.testing import FailingEngine, KeywordEngine
from tests.rebuilding import rebuild

MAIL = "alice@example.com"
MARK = "<EMAIL_ADDRESS>"
POLICY = """
version: 1
fields:
  - {rule: secret-drop, where: {keys: [gone]}, action: drop}
  - {rule: secret-size, where: {keys: [size]}, action: measure}
records: [{rule: chunks, when: {event: ["*.chunk"]}}]
identifier_keys: [phone]
limits: {depth: 4}
"""
REDACTOR = Redactor(
    Policy.model_validate(yaml.safe_load(POLICY)), KeywordEngine({"5551234567": "PHONE_NUMBER"})
)


def redact(text: str, form: Form = "auto", redactor: Redactor = REDACTOR) -> RedactedLines:
    return LineRedactor(redactor, form).redact([line.encode() for line in text.split("\n")])


def findings(result: RedactedLines) -> Any:
    return msgspec.to_builtins(result.findings)


def test_text_stays_text() -> None:
    """Each line is one text; blank lines, carriage returns and order stay."""
    result = redact(f"to {MAIL}\r\n\n  \n{{{MAIL}")
    assert b"\n".join(result.lines).decode() == f"to {MARK}\r\n\n  \n{{{MARK}"
    assert [(f.line, f.path, f.start, f.end) for f in result.findings] == [(1, "$", 3, 20), (4, "$", 1, 18)]


def test_the_first_line_decides_for_all() -> None:
    """`auto` looks at the first line that is not blank, and never again."""
    assert redact(f'\n{{"a":1}}\n{MAIL}').lines[2] == b'{"scrubline.error":"not_json"}'
    assert redact(f'\nhello\n{{"a": "{MAIL}"}}').lines[2] == f'{{"a":"{MARK}"}}'.encode()
    assert redact("[1]").lines == [b"[1]"]


def test_a_byte_order_mark_hides_no_object() -> None:
    """A file that begins with one, or was joined from such files, is JSON as others are."""
    assert redact(f'\ufeff{{"a":"{MAIL}"}}\n\ufeff{{"b":1}}').lines == [
        f'{{"a":"{MARK}"}}'.encode(),
        b'{"b":1}',
    ]
    assert redact(f"\ufeff{MAIL}").lines == [f"\ufeff{MARK}".encode()]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (f"{{{MAIL}", "not_json"),
        ('{"a": NaN}', "not_json"),
        (f'["{MAIL}"]', "not_an_object"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "depth"),
    ],
)
def test_a_bad_line_becomes_a_marker(line: str, reason: str) -> None:
    """What cannot be read never passes: valid JSON stands for it, and the lines around it go on."""
    result = redact(f'{{"a":"{MAIL}"}}\n{line}\n{{"b":2}}')
    assert [json.loads(out) for out in result.lines] == [{"a": MARK}, {"scrubline.error": reason}, {"b": 2}]
    assert result.bad == [(2, reason)]


def test_invalid_bytes() -> None:
    """Bytes that are no UTF-8 make an NDJSON line bad, and are replaced in a text."""
    line = b'{"a":"\xff"}'
    assert LineRedactor(REDACTOR, "ndjson").redact([line]).bad == [(1, "not_json")]
    assert LineRedactor(REDACTOR, "text").redact([b"\xff " + MAIL.encode()]).lines == [
        f"\ufffd {MARK}".encode()
    ]


def test_a_line_that_is_too_long_becomes_a_marker() -> None:
    """The reader gives None for it; it is told and counted."""
    result = LineRedactor(REDACTOR, "text").redact([None, b"x"], 7)
    assert result.lines == [b"<REDACTION_ERROR>", b"x"]
    assert result.bad == [(7, "oversize")]


def test_a_dropped_record_leaves_its_rule() -> None:
    """The lines of input and output stay side by side."""
    assert redact(f'{{"event":"x.chunk","a":"{MAIL}"}}').lines == [b'{"scrubline.dropped":"chunks"}']


def test_each_dropped_record_leaves_its_own_rule() -> None:
    """What became of a line is known from the batch that it was in: nothing is redacted a second time to be told."""
    calls: list[int] = []

    class Counting(KeywordEngine):
        def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
            calls.append(len(fields))
            return super().detect(fields)

    policy = yaml.safe_load(POLICY)
    policy["records"].append({"rule": "beats", "when": {"event": ["beat"]}})
    redactor = Redactor(Policy.model_validate(policy), Counting())
    text = f'{{"event":"beat","a":1}}\n{{"a":"{MAIL}"}}\n{{"event":"x.chunk"}}\n{{"event":"beat"}}'
    result = redact(text, redactor=redactor)
    assert [json.loads(line) for line in result.lines] == [
        {"scrubline.dropped": "beats"},
        {"a": MARK},
        {"scrubline.dropped": "chunks"},
        {"scrubline.dropped": "beats"},
    ]
    assert (result.dropped, len(calls)) == ({"beats": 2, "chunks": 1}, 1)


def test_a_failing_engine_masks_and_counts() -> None:
    """What the engine cannot look at is masked; the other lines are not touched by it."""
    redactor = Redactor(load_policy("structured"), FailingEngine("poison"))
    result = redact(f'{{"a":"poison {MAIL}"}}\n{{"a":"to {MAIL}"}}', redactor=redactor)
    assert result.lines == [b'{"a":"<REDACTION_ERROR>"}', f'{{"a":"to {MARK}"}}'.encode()]
    assert result.failed == 1


NAMES = st.sampled_from(["a", "b", "phone", "gone", "size", "x y", MAIL, f"to {MAIL}", "#json", 'q"'])
TEXTS = st.text(alphabet='ab1 \u00e9\U0001f600"\\', max_size=6) | st.builds(
    lambda left, right: f"{left} {MAIL} {right}",
    st.text("ab\u00e9\U0001f600", max_size=3),
    st.sampled_from(["", MAIL]),
)
VALUES = st.recursive(
    TEXTS | st.integers(-9, 9) | st.just(5551234567) | st.none() | st.booleans(),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(NAMES, below, max_size=3)
        | st.dictionaries(NAMES, below, max_size=3).map(json.dumps)
    ),
    max_leaves=10,
)
RECORDS = st.dictionaries(NAMES | st.just("event"), VALUES | st.just("x.chunk"), max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORDS.map(json.dumps) | st.sampled_from(["", "no json", "[]"]), max_size=6))
def test_ndjson_can_be_rebuilt_from_input_and_findings(lines: list[str]) -> None:
    """Input and findings together say what the output is: values, keys, documents in strings, drops, bad lines."""
    result = redact("\n".join(lines), "ndjson") if lines else redact("")
    output = [json.loads(line) if line.strip() else line.decode() for line in result.lines]
    assert rebuild(lines or [""], findings(result), text=False) == output


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS.map(lambda text: text.replace("\n", " ")), min_size=1, max_size=6))
def test_text_can_be_rebuilt_from_input_and_findings(lines: list[str]) -> None:
    """The same for texts: offsets count code points of the line."""
    result = redact("\n".join(lines), "text")
    assert rebuild(lines, findings(result), text=True) == [line.decode() for line in result.lines]


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS.map(json.dumps) | st.just("bad"), min_size=1, max_size=8), st.integers(1, 8))
def test_batch_borders_do_not_matter(lines: list[str], size: int) -> None:
    """Any way to cut the input into batches gives the same lines and the same findings."""
    given_lines = [line.encode() for line in lines]
    whole = LineRedactor(REDACTOR, "ndjson").redact(given_lines)
    redactor = LineRedactor(REDACTOR, "ndjson")
    parts = [redactor.redact(given_lines[at : at + size], at + 1) for at in range(0, len(lines), size)]
    assert [line for part in parts for line in part.lines] == whole.lines
    assert [found for part in parts for found in part.findings] == whole.findings


class Trickle(io.RawIOBase):
    """Gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data, self._size = data, size

    def read(self, size: int = -1, /) -> bytes:
        size = min(self._size, max(size, 1))
        chunk, self._data = self._data[:size], self._data[size:]
        return chunk


def joined(read: Iterator[LineBatch]) -> bytes:
    return b"".join(b"\n".join(batch.lines) + b"\n" * batch.ended for batch in read)  # type: ignore[arg-type]


@given(
    st.binary(max_size=60).map(lambda data: data.replace(b"a", b"\n")), st.integers(1, 9), st.integers(1, 4)
)
def test_the_reader_loses_no_byte(data: bytes, size: int, lines: int) -> None:
    """However the input arrives, its lines are the same, and no batch is larger than asked for."""
    read = list(batches(Trickle(data, size), max_lines=lines))
    assert joined(iter(read)) == data
    assert all(0 < len(batch.lines) <= lines for batch in read)


def test_the_reader_gives_up_a_line_that_is_too_long() -> None:
    """Its neighbours are read, and memory stays bounded."""
    read = list(batches(Trickle(b"a\n" + b"x" * 100 + b"\nb\n" + b"y" * 100, 7), max_line_bytes=50))
    assert [line for batch in read for line in batch.lines] == [b"a", None, b"b", None]
    assert [batch.ended for batch in read][-1] is False


def test_the_reader_hands_on_what_is_there() -> None:
    """A line of a pipe is not kept waiting for the next one."""
    incoming, outgoing = os.pipe()
    with os.fdopen(incoming, "rb", 0) as source, os.fdopen(outgoing, "wb", 0) as sink:
        read = batches(source)
        sink.write(b"first\n")
        assert next(read).lines == [b"first"]
        sink.write(b"second\nthi")
        assert next(read).lines == [b"second"]
        sink.close()
        assert next(read).lines == [b"thi"]
