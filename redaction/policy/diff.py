"""What changes on real lines when one policy takes the place of another: the answer of `scrubline policy diff`.

Values are shown only if asked for; paths are redacted by both policies, since a key that only one of them redacts would
show there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from redaction.lines import LineFinding, LineRedactor
from redaction.redactor import Redactor

__all__ = ["Change", "Comparison"]

_Edit = tuple[str, int, int, str, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """A replacement that only one of the policies makes.

    Attributes:
        line: From 1.
        side: `-` for the first policy, `+` for the second.
        path: Place, redacted by both.
        start: First code point of the original string.
        end: One past the last.
        entity: Entity type.
        operator: Name of the operator.
        before: The line as the first policy leaves it.
        after: The line as the second leaves it.
    """

    line: int
    side: str
    path: str
    start: int
    end: int
    entity: str
    operator: str
    before: bytes
    after: bytes


class Comparison:
    """Two policies side by side.

    Attributes:
        totals: Changes per side and entity, so far.
        bad: Lines that could not be read, so far.
    """

    def __init__(self, first: Redactor, second: Redactor) -> None:
        self.totals: Counter[tuple[str, str]] = Counter()
        self.bad = 0
        self._sides = {"-": LineRedactor(first), "+": LineRedactor(second)}
        self._redactors = (first, second)

    def changes(self, lines: Sequence[bytes | None], first: int) -> Iterator[Change]:
        """Compare some lines.

        Args:
            lines: Without newline.
            first: Number of the first.
        """
        redacted = {side: redactor.redact(lines, first) for side, redactor in self._sides.items()}
        self.bad += len(redacted["-"].bad)
        found = {side: _by_line(result.findings) for side, result in redacted.items()}
        for number in sorted(found["-"].keys() | found["+"].keys()):
            ours, theirs = (Counter(found[side].get(number, ())) for side in "-+")
            before, after = (redacted[side].lines[number - first] for side in "-+")
            for side, only in (("-", ours - theirs), ("+", theirs - ours)):
                for edit in sorted(only.elements()):
                    path, start, end, entity, operator, _ = edit
                    self.totals[side, entity] += 1
                    yield Change(number, side, self._shown(path), start, end, entity, operator, before, after)

    def _shown(self, path: str) -> str:
        for redactor in self._redactors:
            path = redactor.redact_path(path)
        return path


def _by_line(findings: Sequence[LineFinding]) -> dict[int, list[_Edit]]:
    edits: dict[int, list[_Edit]] = {}
    for found in findings:
        edit = (found.path, found.start, found.end, found.entity, found.operator, found.replacement)
        edits.setdefault(found.line, []).append(edit)
    return edits
