"""What `bench.fuzz` holds against every input: the promises of redaction, each as a function that names its breach."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec
from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bench.fuzz_inputs import Case
from redaction.build import build_redactor
from redaction.engines.batch import BatchEngine
from redaction.lines import Form, LineRedactor
from redaction.policy.document import load_policy
from redaction.redacted import RedactedRecords
from redaction.redactor import Redactor
from redaction.scan import BACKENDS
from redaction.stream_redactor import StreamRedactor

__all__ = ["CHECKS", "Subjects", "breaches"]

_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder().decode


class Subjects:
    """The redactors under test: `structured` with each scan backend, and `default`."""

    def __init__(self) -> None:
        structured = load_policy("structured")
        self.by_backend: dict[str, Redactor] = {
            name: Redactor(structured, BatchEngine(backend=name)) for name in BACKENDS
        }
        self.fast = self.by_backend[BACKENDS[0]]
        self.default = build_redactor("default")


def breaches(case: Case, subjects: Subjects, seed: int, *, names: bool) -> Iterator[tuple[str, str]]:
    """Check an input.

    Args:
        case: The input.
        subjects: What is tested.
        seed: Draws where batches, texts and bytes are cut.
        names: Whether `default` is tested too, which takes ten times as long.

    Yields:
        Name of the check and what is wrong; an exception of redaction is a breach like others.
    """
    for name, check in CHECKS.items():
        if name == "names" and not names:
            continue
        try:
            for reason in check(case, subjects, random.Random(seed)):
                yield name, reason
        except Exception as error:  # noqa: BLE001 - any exception is what the fuzzer looks for
            yield name, f"raised {type(error).__name__}: {error}"[:300]


def _records(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """All engines agree, nothing planted is visible, nothing failed, all is JSON."""
    del rng
    results = {name: redactor.redact_records(case.records) for name, redactor in subjects.by_backend.items()}
    first = results[BACKENDS[0]]
    for name, result in results.items():
        if _told(result) != _told(first):
            yield f"{name} and {BACKENDS[0]} differ"
    yield from _sound(case, first)


def _names(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """The same for `default`, and its batches."""
    whole = subjects.default.redact_records(case.records)
    yield from _sound(case, whole)
    yield from _cut(case, whole, [subjects.default], rng)


def _batches(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """Neither where a batch is cut nor the order of records can be seen, whatever engine took which part."""
    whole = subjects.fast.redact_records(case.records)
    yield from _cut(case, whole, list(subjects.by_backend.values()), rng)


def _texts(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """A text is redacted alike as a text, as a field, and in pieces."""
    for text, planted in case.texts:
        redacted = subjects.fast.redact_text(text)
        batch = subjects.fast.redact_records([{"text": text}]).records[0]
        if batch is None or batch.get("text") != redacted.text:
            yield "a text and the field of a record differ"
        for value in planted:
            if value in redacted.text:
                yield f"{value} survives in a text"
        size = rng.choice((1, 7, 60, 700))
        stream = StreamRedactor(subjects.fast)
        pieces: list[str] = []
        at = 0
        while at < len(text):
            end = at + rng.randrange(1, size + 1)
            pieces.append(stream.feed(text[at:end]))
            at = end
        pieces.append(stream.finish())
        if "".join(pieces) != redacted.text:
            yield f"a stream in pieces of up to {size} and the whole differ"


def _lines(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """Damaged NDJSON: every line gets a line, all of them JSON, wherever the batch is cut."""
    lines = [bytearray(_encode(_whole_text(record))) for record in case.records]
    for line in lines:
        for _ in range(rng.choice((0, 0, 1, 3))):
            if line:
                line[rng.randrange(len(line))] = rng.randrange(256)
    given = [bytes(line).replace(b"\n", b" ") for line in lines]
    forms: tuple[Form, ...] = ("ndjson", "text")
    for form in forms:
        whole = LineRedactor(subjects.fast, form).redact(given)
        cut = rng.randrange(len(given) + 1)
        halves = LineRedactor(subjects.fast, form)
        if [*halves.redact(given[:cut]).lines, *halves.redact(given[cut:], cut + 1).lines] != whole.lines:
            yield f"{form}: two batches and one differ"
        if any(reason == "redaction_failed" for _, reason in whole.bad):
            yield f"{form}: redaction failed"
        for before, out in zip(given, whole.lines, strict=True):
            if form == "ndjson" and before.strip() and type(_decode(out)) is not dict:
                yield "a line is no JSON object"


def _spans(case: Case, subjects: Subjects, rng: random.Random) -> Iterator[str]:
    """Requests of spans: engines agree, nothing planted is visible, damaged bytes are refused or redacted."""
    request = _request(case)
    values = {name: redactor.redact_spans(request) for name, redactor in subjects.by_backend.items()}
    first = values[BACKENDS[0]]
    ExportTraceServiceRequest.FromString(first.value)
    for name, result in values.items():
        if (result.value, result.findings) != (first.value, first.findings):
            yield f"{name} and {BACKENDS[0]} differ"
    if any(found.rule == "engine-failed" for found in first.findings):
        yield "the engine failed"
    for value in {value for planted in case.planted for value in planted}:
        if value.encode() in first.value:
            yield f"{value} survives in spans"
    damaged = bytearray(request)
    for _ in range(3):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    beside = subjects.fast.redact_requests([bytes(damaged), request, request])
    if any(
        other is None or (other.value, other.findings) != (first.value, first.findings)
        for other in beside[1:]
    ):
        yield "a request beside others and alone differ"
    try:
        result = subjects.fast.redact_spans(bytes(damaged))
    except (DecodeError, UnicodeDecodeError):
        return
    if beside[0] is None or beside[0].value != result.value:
        yield "a damaged request beside others and alone differ"
    ExportTraceServiceRequest.FromString(result.value)


CHECKS: Final[Mapping[str, Callable[[Case, Subjects, random.Random], Iterator[str]]]] = {
    "records": _records,
    "batches": _batches,
    "texts": _texts,
    "lines": _lines,
    "spans": _spans,
    "names": _names,
}
"""By name; each yields what is wrong."""


def _told(result: RedactedRecords) -> tuple[Any, ...]:
    return result.records, result.findings, result.dropped, result.failed


def _sound(case: Case, result: RedactedRecords) -> Iterator[str]:
    if any(found.rule == "engine-failed" for found in result.findings):
        yield "the engine failed"
    for record, out, planted in zip(case.records, result.records, case.planted, strict=True):
        if out is None:
            continue
        if _decode(_encode(out)) != out:
            yield "the output is no JSON"
        visible = "\n".join(_strings(out))
        for value in planted:
            if value in visible:
                yield f"{value} survives in a record"
        if any(not _document(after) for before, after in _pairs(record, out) if _document(before)):
            yield "a JSON document in a string is none any more"


def _cut(case: Case, whole: RedactedRecords, redactors: list[Redactor], rng: random.Random) -> Iterator[str]:
    records = case.records
    parts: list[dict[str, Any] | None] = []
    at = 0
    while at < len(records):
        end = at + rng.randrange(1, len(records) + 1)
        parts += rng.choice(redactors).redact_records(records[at:end]).records
        at = end
    if parts != whole.records:
        yield "parts of a batch and the whole differ"
    order = rng.sample(range(len(records)), len(records))
    turned = rng.choice(redactors).redact_records([records[at] for at in order])
    if turned.records != [whole.records[at] for at in order]:
        yield "another order of records gives other records"


def _request(case: Case) -> bytes:
    message = ExportTraceServiceRequest()
    spans = message.resource_spans.add().scope_spans.add().spans
    for at, record in enumerate(case.records):
        if at % 5 == 4:
            spans = message.resource_spans.add().scope_spans.add().spans
        span = spans.add(trace_id=b"\xf1" * 16, span_id=b"\xf2" * 8, name="span")
        for key, value in _whole_text(record).items():
            pair = span.attributes.add(key=key).value
            if isinstance(value, str):
                pair.string_value = value
            elif isinstance(value, bool):
                pair.bool_value = value
            elif isinstance(value, int):
                pair.int_value = value
            elif value is not None:
                pair.bytes_value = _encode(value)
    return message.SerializeToString()


def _whole_text(value: Any) -> Any:
    """The value without lone surrogates, which neither JSON bytes nor protobuf can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_whole_text(entry) for entry in value]
    if isinstance(value, dict):
        return {_whole_text(key): _whole_text(entry) for key, entry in value.items()}
    return value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from _strings(entry)
    elif isinstance(value, list):
        for entry in value:
            yield from _strings(entry)
    elif isinstance(value, int | float):
        yield str(value)


def _pairs(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    """Strings at the same place, as far as nothing was dropped around them."""
    if isinstance(before, str) and isinstance(after, str):
        yield before, after
    elif isinstance(before, dict) and isinstance(after, dict) and len(before) == len(after):
        for one, other in zip(before.values(), after.values(), strict=True):
            yield from _pairs(one, other)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _pairs(one, other)


def _document(text: str) -> bool:
    if text.startswith("<") and text.endswith(">"):
        return True  # a marker for the whole
    try:
        return type(_decode(text)) in (dict, list)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return False
