"""Lines through the batch path: NDJSON or text in, the same shape redacted out, with findings by line.

`scrubline redact` and `scrubline policy diff` stand on this. A line that cannot be read or examined never passes: a
marker line takes its place and is counted.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import msgspec

from redaction.findings import Finding
from redaction.redacted import RedactedRecords
from redaction.redactor import Redactor
from redaction.stock_entities import FAILED, FIELD
from redaction.walk.sheets import Below

__all__ = ["Form", "LineFinding", "LineRedactor", "RedactedLines"]

Form = Literal["auto", "ndjson", "text"]

_TEXT: Final = "text"
_UNDER_TEXT: Final = f"$.{_TEXT}"
_decoder: Final = msgspec.json.Decoder()
_encoder: Final = msgspec.json.Encoder()


class LineFinding(msgspec.Struct, frozen=True, gc=False):
    """One replacement; the names and their order are those of the `--findings` file.

    Attributes:
        line: From 1.
        path: As in `redaction.findings.Finding`; `$` is the line itself.
        start: First code point of the original string.
        end: One past the last.
        entity: Entity type.
        rule: What matched, or the policy's rule, or why the line could not be read.
        score: Confidence in 0..1.
        operator: Name of the operator.
        replacement: What stands there now.
    """

    line: int
    path: str
    start: int
    end: int
    entity: str
    rule: str
    score: float
    operator: str
    replacement: str

    @classmethod
    def of(cls, line: int, finding: Finding) -> LineFinding:
        """A finding of the batch path at its line."""
        return cls(line, finding.path, finding.start, finding.end, finding.entity, finding.rule, finding.score,
                   finding.operator, finding.replacement)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RedactedLines:
    """What became of some lines.

    Attributes:
        lines: In order, without newline, as many as came in.
        findings: By line; with them the output can be rebuilt from the input.
        bad: Number and reason (`not_json`, `not_an_object`, `depth`, `oversize`, `redaction_failed`) of each line
            that a marker stands for.
        dropped: Fields and whole records dropped or measured, per rule.
        failed: Values masked because they could not be examined.
    """

    lines: list[bytes]
    findings: list[LineFinding]
    bad: list[tuple[int, str]]
    dropped: Counter[str]
    failed: int


@dataclass(slots=True)
class _Output:
    """What becomes of some lines, while it does; see `RedactedLines`. `first` is the number of the first."""

    lines: list[bytes]
    first: int
    findings: list[LineFinding] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    failed: int = 0


class LineRedactor:
    """Redacts lines in batches; the output does not depend on where a batch ends.

    Attributes:
        form: `auto` until the first line that is not blank: an object makes it `ndjson`, anything else `text`.
    """

    def __init__(
        self,
        redactor: Redactor,
        form: Form = "auto",
        *,
        findings: bool = True,
        resources: Sequence[Below] = (),
    ) -> None:
        """Begin at the first line.

        Args:
            redactor: The compiled policy.
            form: Shape of the lines.
            findings: False leaves `RedactedLines.findings` without those of lines that were read.
            resources: Below which resource the records of which lines, counted from 0, came; none in lines of JSON.
        """
        self.form = form
        self._redactor = redactor
        self._findings = findings
        self._around = {at: resource for places, resource in resources for at in places}

    def redact(self, lines: Sequence[bytes | None], first: int = 1) -> RedactedLines:
        """Redact some lines.

        Args:
            lines: Without newline; None for one that was too long to read. A blank one stays as it is.
            first: Number of the first.
        """
        out = _Output([line or b"" for line in lines], first)
        records: list[dict[str, Any]] = []
        places: list[int] = []
        for at, line in enumerate(lines):
            if line is not None and not line.strip():
                continue
            record = "oversize" if line is None else self._read(line.removesuffix(b"\r"))
            if isinstance(record, str):
                self._mark(out, at, record)
            else:
                records.append(record)
                places.append(at)
        self._redact(records, places, out)
        out.findings.sort(key=lambda finding: finding.line)
        out.bad.sort()
        for at, line in enumerate(lines):
            if line is not None and line.endswith(b"\r") and not out.lines[at].endswith(b"\r"):
                out.lines[at] += b"\r"
        return RedactedLines(out.lines, out.findings, out.bad, out.dropped, out.failed)

    def _read(self, line: bytes) -> dict[str, Any] | str:
        """The record of a line, or why there is none."""
        if self.form == "text":
            return {_TEXT: line.decode("utf-8", "replace")}
        try:
            # Some editors write a mark before the first line; where files were joined it stands before others, too.
            record = _decoder.decode(line.removeprefix(BOM_UTF8))
        except RecursionError:
            reason = "depth"
        except (msgspec.DecodeError, UnicodeDecodeError):
            reason = "not_json"
        else:
            if type(record) is dict:
                self.form = "ndjson"
                return record
            reason = "not_an_object"
        if self.form == "auto":
            self.form = "text"
            return self._read(line)
        return reason

    def _redact(self, records: list[dict[str, Any]], places: list[int], out: _Output) -> None:
        try:
            redacted = self._redactor.redact_records(records, resources=self._below(places, out.first))
            written = [None if record is None else self._write(record) for record in redacted.records]
        except Exception as error:  # noqa: BLE001 - fails closed: below, line by line
            del error
            if len(records) == 1:
                self._mark(out, places[0], "redaction_failed")
                return
            for record, at in zip(records, places, strict=True):
                self._redact([record], [at], out)
            return
        for row, (at, line) in enumerate(zip(places, written, strict=True)):
            if line is None:
                self._drop(out, at, redacted.dropped_by[row])
            else:
                out.lines[at] = line
        self._note(redacted, places, out)

    def _below(self, places: list[int], first: int) -> list[Below]:
        """Below which resource each record came; mostly below none."""
        if not self._around:
            return []
        lines = [first - 1 + at for at in places]
        return [([row], self._around[line]) for row, line in enumerate(lines) if line in self._around]

    def _write(self, record: dict[str, Any]) -> bytes:
        """The line of a record; empty where the policy drops the text."""
        if self.form != "text":
            return _encoder.encode(record)
        return str(next(iter(record.values()), "")).encode("utf-8", "replace")

    def _note(self, redacted: RedactedRecords, places: list[int], out: _Output) -> None:
        out.dropped.update(redacted.dropped)
        out.failed += redacted.failed
        if not self._findings:
            return
        for finding in redacted.findings:
            told = LineFinding.of(out.first + places[finding.record], finding)
            if self.form == "text":
                told = _without_holder(told)
            out.findings.append(told)

    def _drop(self, out: _Output, at: int, rule: str) -> None:
        """Put a marker where a whole record was dropped, so that the lines stay side by side."""
        marker = f"<DROPPED rule={rule}>" if self.form == "text" else _object("scrubline.dropped", rule)
        out.lines[at] = marker.encode()
        out.findings.append(LineFinding(out.first + at, "$", 0, 0, FIELD, rule, 1.0, "drop", marker))

    def _mark(self, out: _Output, at: int, reason: str) -> None:
        number = out.first + at
        marker = f"<{FAILED}>" if self.form == "text" else _object("scrubline.error", reason)
        out.lines[at] = marker.encode()
        out.bad.append((number, reason))
        out.findings.append(LineFinding(number, "$", 0, 0, FAILED, reason, 1.0, "replace", marker))


def _without_holder(finding: LineFinding) -> LineFinding:
    """A text is redacted as the one field of a record; the finding's path begins at the text itself."""
    path = "$" + finding.path.removeprefix(_UNDER_TEXT)
    return LineFinding(finding.line, path, finding.start, finding.end, finding.entity, finding.rule, finding.score,
                       finding.operator, finding.replacement)  # fmt: skip


def _object(key: str, value: str) -> str:
    return _encoder.encode({key: value}).decode()
