"""What `scrubline redact` does, after its options were read: input to output, findings, and a word about it all.

    line_reader.batches -> lines.LineRedactor (the batch path of the worker) -> standard output
                                                                             -> the findings file
An OTLP request is one message and not lines: it is read whole.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final

import msgspec
from google.protobuf.message import DecodeError

from redaction.cli.line_reader import Readable, batches
from redaction.errors import RedactionError
from redaction.lines import Form, LineFinding, LineRedactor, RedactedLines
from redaction.redactor import Redactor
from redaction.walk.sheets import Batch, Below

__all__ = [
    "LogReader",
    "NotOtlp",
    "Outputs",
    "Report",
    "redact_lines",
    "redact_log_request",
    "redact_span_request",
]

LogReader = Callable[[bytes], tuple[Batch, list[str]]]
"""Turns an `ExportLogsServiceRequest` into records and the reason of each that cannot be one; `ValueError` if it is
no such request."""

_MAX_TOLD: Final = 20
_encoder: Final = msgspec.json.Encoder()


class NotOtlp(RedactionError):
    """The input is not the OTLP request that it was said to be."""


@dataclass
class Report:
    """What a run did, without a value.

    Attributes:
        units: Lines, or spans.
        bad: Unread or unexamined ones, per reason.
        findings: Per entity and rule, if they were made.
        dropped: Per rule.
        failed: Values masked because they could not be examined.
        form: How the input was read.
    """

    units: int = 0
    bad: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    form: str = "auto"

    def add(self, redacted: RedactedLines) -> None:
        """Count one batch and warn about its bad lines."""
        self.units += len(redacted.lines)
        for number, reason in redacted.bad:
            if self.bad.total() < _MAX_TOLD:
                sys.stderr.write(f"scrubline redact: line {number}: {reason}; a marker stands for it\n")
            self.bad[reason] += 1
        self.findings.update((finding.entity, finding.rule) for finding in redacted.findings)
        self.dropped.update(redacted.dropped)
        self.failed += redacted.failed

    def lines(self, seconds: float) -> Iterator[str]:
        """The report for `--explain`."""
        yield f"input: {self.form}, {self.units} {'spans' if self.form == 'otlp-spans' else 'lines'}"
        yield f"time: {seconds:.2f} s, without the start"
        for (entity, rule), times in sorted(self.findings.items()):
            yield f"found: {entity} by {rule}: {times}"
        for rule, times in sorted(self.dropped.items()):
            yield f"dropped or measured: {rule}: {times}"
        if self.failed:
            yield f"masked, since they could not be examined: {self.failed} values"
        for reason, times in sorted(self.bad.items()):
            yield f"unread: {reason}: {times}"


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where a run writes to.

    Attributes:
        redacted: Takes what came in, redacted.
        findings: Takes the findings as NDJSON, if anybody wants them.
        counted: Whether the report counts findings; making them costs time.
    """

    redacted: BinaryIO
    findings: BinaryIO | None = None
    counted: bool = False

    def write(self, value: bytes, findings: list[LineFinding]) -> None:
        """Hand on a batch at once."""
        if self.findings is not None:
            self.findings.write(_encoder.encode_lines(findings))
        self.redacted.write(value)
        self.redacted.flush()


def redact_lines(
    source: Readable,
    form: Form,
    redactor: Redactor,
    outputs: Outputs,
    total_bytes: int = 0,
    *,
    resources: Sequence[Below] = (),
) -> Report:
    """Redact lines to the end of the source.

    Args:
        source: Unbuffered.
        form: Shape of the lines.
        redactor: The compiled policy.
        outputs: Flushed after each batch.
        total_bytes: Size of the source for the progress bar, 0 for no bar.
        resources: As for `LineRedactor`.
    """
    report = Report()
    lines = LineRedactor(
        redactor, form, findings=outputs.counted or outputs.findings is not None, resources=resources
    )
    with _progress(total_bytes) as advance:
        for batch in batches(source):
            undecided = lines.form == "auto"
            redacted = lines.redact(batch.lines, report.units + 1)
            if undecided and lines.form == "text":
                _doubt(batch.lines)
            outputs.write(b"\n".join(redacted.lines) + (b"\n" if batch.ended else b""), redacted.findings)
            report.add(redacted)
            advance(batch.size_bytes)
    report.form = lines.form
    return report


def _doubt(lines: Sequence[bytes | None]) -> None:
    """Say that lines are read as text, if the first one looks as if it were meant to be a record."""
    first = next((line.strip() for line in lines if line and line.strip()), b"")
    if first.startswith(b"{"):
        sys.stderr.write(
            "scrubline redact: the first line is no JSON object: all lines are read as text; "
            "--input ndjson reads them as records\n"
        )


def redact_span_request(source: Readable, redactor: Redactor, outputs: Outputs) -> Report:
    """Redact one `ExportTraceServiceRequest`; a finding's line is its span's number, 0 for resource and scope.

    Raises:
        NotOtlp: It is no such request.
    """
    try:
        redacted = redactor.redact_spans(_whole(source))
    except (DecodeError, UnicodeDecodeError):
        raise NotOtlp from None  # the cause quotes the payload
    told = [LineFinding.of(finding.record + 1, finding) for finding in redacted.findings]
    outputs.write(redacted.value, told)
    report = Report(form="otlp-spans")
    bad: list[tuple[int, str]] = [(span.index + 1, span.reason) for span in redacted.dead]
    report.add(RedactedLines([b""] * redacted.spans, told, bad, Counter(redacted.dropped), redacted.failed))
    return report


def redact_log_request(source: Readable, read: LogReader, redactor: Redactor, outputs: Outputs) -> Report:
    """Redact one `ExportLogsServiceRequest` into NDJSON, the form in which log records go on.

    Raises:
        NotOtlp: It is no such request.
    """
    request = _whole(source)
    try:
        records, unread = read(request)
    except ValueError:
        raise NotOtlp from None
    lines = io.BytesIO(_encoder.encode_lines(records))
    report = redact_lines(lines, "ndjson", redactor, outputs, resources=records.resources)
    report.form = "otlp-logs"
    report.bad.update(unread)
    return report


def _whole(source: Readable) -> bytes:
    parts: list[bytes] = []
    while part := source.read(2**20):
        parts.append(part)
    return b"".join(parts)


@contextmanager
def _progress(total_bytes: int) -> Iterator[Callable[[int], object]]:
    """A bar on standard error for a file, if somebody looks at it and the output goes elsewhere."""
    if not total_bytes or not sys.stderr.isatty() or sys.stdout.isatty():
        yield _nothing
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("redact", total=total_bytes)
        yield lambda size: progress.advance(task, size)


def _nothing(_: int) -> None:
    """No bar to move."""
