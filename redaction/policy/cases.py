"""Cases that state what must be masked and what must stay: the examples of `scrubline policy test`.

A file is a YAML list of entries with `text` or `record`, and `masked` and `stays`, lists of substrings. The report of
a case that fails names the case, the entry and the place, and shows neither value nor text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic import Field as Setting

from redaction.errors import PolicyError
from redaction.findings import Finding
from redaction.policy.yaml_reader import read_yaml
from redaction.redactor import Redactor

__all__ = ["Case", "Failure", "failures", "load_cases"]

Values = list[Annotated[str, Setting(min_length=1)]]


class Case(BaseModel):
    """One example.

    Attributes:
        name: Shown in the report; the number of the case if there is none.
        text: A text, or
        record: a log record.
        masked: Substrings of it that must be gone from every key and value.
        stays: Substrings of it that must still be there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = ""
    text: str | None = None
    record: dict[str, Any] | None = None
    masked: Values = []
    stays: Values = []

    @model_validator(mode="after")
    def _can_fail(self) -> Case:
        if (self.text is None) == (self.record is None):
            raise ValueError("needs exactly one of text and record")
        if not (self.masked or self.stays):
            raise ValueError("needs masked or stays, else it tests nothing")
        before = [text for _, text in _strings(self.given)]
        for kind, values in (("masked", self.masked), ("stays", self.stays)):
            for at, value in enumerate(values):
                if not any(value in text for text in before):
                    raise ValueError(f"{kind}[{at}] does not occur in it")
        return self

    @property
    def given(self) -> dict[str, Any]:
        """The record that is redacted; a text is a record of one field, as on the command line."""
        return {"text": self.text} if self.record is None else self.record


class Failure(BaseModel):
    """What a case found wrong; never the value.

    Attributes:
        case: Its name or number.
        entry: For example `masked[0]`.
        place: Path of the string in which the value is visible, "" if something that had to stay is gone.
        found: Entity types found in the case, "" if none.
    """

    model_config = ConfigDict(frozen=True)

    case: str
    entry: str
    place: str
    found: str

    def __str__(self) -> str:
        """One line."""
        what = f"is still visible at {self.place}" if self.place else "did not stay"
        return f"{self.case}: {self.entry} {what} (found: {self.found or 'nothing'})"


_CASES: TypeAdapter[list[Case]] = TypeAdapter(list[Case])


def load_cases(path: Path) -> list[Case]:
    """Read a file of cases.

    Raises:
        PolicyError: With every fault, by the number of the case and without its texts.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path}: cannot be read ({type(error).__name__})") from None
    document = read_yaml(text, str(path))
    if document in (None, []):
        raise PolicyError(f"{path}: has no cases: nothing would be tested")
    try:
        return _CASES.validate_python(document)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise PolicyError(*(f"{path}: {_fault(entry)}" for entry in faults)) from None


def failures(redactor: Redactor, cases: Sequence[Case]) -> list[Failure]:
    """Redact all cases as one batch and look at what became of them."""
    redacted = redactor.redact_records([case.given for case in cases])
    found: dict[int, list[Finding]] = {}
    for finding in redacted.findings:
        found.setdefault(finding.record, []).append(finding)
    return [
        failure
        for at, (case, after) in enumerate(zip(cases, redacted.records, strict=True))
        for failure in _failures(case, at, after, found.get(at, []))
    ]


def _fault(entry: Any) -> str:
    place = ".".join(str(part) for part in entry["loc"]) or "file"
    message = str(entry["msg"]).removeprefix("Value error, ")
    return f"{place} (from 0): {message}"


def _failures(case: Case, at: int, after: dict[str, Any] | None, found: list[Finding]) -> Iterator[Failure]:
    name = case.name or f"case {at + 1}"
    entities = ", ".join(sorted({finding.entity for finding in found}))
    strings = list(_strings(after))
    for number, value in enumerate(case.masked):
        # Of a place the depth is told and not the keys: a key can hold what had to be masked.
        place = next((place for place, text in strings if value in text), None)
        if place is not None:
            yield Failure(case=name, entry=f"masked[{number}]", place=place, found=entities)
    for number, value in enumerate(case.stays):
        if not any(value in text for _, text in strings):
            yield Failure(case=name, entry=f"stays[{number}]", place="", found=entities)


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every string, number and key, with a place that quotes no key: `$.*[0].*`."""
    pending: list[tuple[str, Any]] = [("$", value)]
    while pending:
        place, entry = pending.pop()
        if isinstance(entry, dict):
            for key, inner in entry.items():
                yield f"{place} (key)", str(key)
                pending.append((f"{place}.*", inner))
        elif isinstance(entry, list):
            pending.extend((f"{place}[{at}]", inner) for at, inner in enumerate(entry))
        elif entry is not None:
            yield place, str(entry)
