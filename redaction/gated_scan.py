"""One scan of a batch for all detectors: which of them look at which field, and what they find there.

    fields -> scan.PatternDatabase (one pass over the joined batch) -> where which gate matched
           -> the finders behind those gates, detector by detector -> spans by field

Stands between `redaction.batch_engine` and the recognizers. Finders alone decide what is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from redaction import normalise
from redaction.recognizers import digit_runs
from redaction.recognizers.context import key_words
from redaction.scan import open_database

if TYPE_CHECKING:
    from redaction.recognizers import Detector, KeyRule
    from redaction.spans import Span

__all__ = ["Found", "GatedScan"]

Found = dict[int, list["Span"]]
"""Spans by index of their field; fields without any may be missing."""

_FAR: Final = 1 << 62
"""Beyond every text."""
_MAX_KEYS: Final = 4096
"""Keys whose rules are remembered; keys come from outside, so there must be an end."""
_LONGEST_KEY: Final = 256
"""Longer keys are not remembered: 4,096 of a megabyte would be no end at all."""


class GatedScan:
    """The gates of some detectors in one database. One instance belongs to one thread.

    Attributes:
        database: The compiled gates.
    """

    def __init__(
        self, detectors: Sequence[Detector], key_rules: Sequence[KeyRule], backend: str | None = None
    ) -> None:
        """Compile the gates.

        Args:
            detectors: Whose finders are asked.
            key_rules: Rules for values under certain keys, which no gate guards.
            backend: Scan backend; the fastest that is installed if None.

        Raises:
            ValueError: Unknown backend.
            ImportError: The backend is not installed.
        """
        self._finders = [detector.find for detector in detectors]
        self._in_run = [
            (detector.in_run, at) for at, detector in enumerate(detectors) if detector.in_run is not None
        ]
        self._evasions, self._runs = len(detectors), len(detectors) + 1
        gates = [
            (gate, at, reach)
            for at, detector in enumerate(detectors)
            for patterns, reach in ((detector.gates, detector.reach), (detector.words, 0))
            for gate in patterns
        ]
        gates += [(gate, self._evasions, 0) for gate in normalise.GATES]
        if self._in_run:
            gates.append((digit_runs.GATE, self._runs, digit_runs.GATE_REACH))
        self._owner = [(at, reach) for _, at, reach in gates]
        self.database = open_database([gate for gate, _, _ in gates], backend)
        self._key_rules = key_rules
        self._rules_of_key: dict[str, tuple[KeyRule, ...]] = {}

    def find(self, texts: Sequence[str], keys: Sequence[str]) -> tuple[Found, list[int]]:
        """Run the finders that are asked for.

        Args:
            texts: The fields.
            keys: The key of each.

        Returns:
            Their spans, and the fields that may hold evasions.
        """
        evasive: set[int] = set()
        ascii_only = "".join(texts).isascii()
        if not ascii_only:
            evasive = {at for at, text in enumerate(texts) if normalise.beyond_ascii(text)}
        jobs = self._jobs(texts, ascii_only=ascii_only)
        evasive.update(jobs.pop(self._evasions, ()))
        found: Found = {}
        if self._in_run:
            self._read_runs(texts, keys, jobs, found)
        # Detector by detector, not field by field: each finder's code and data stay in the processor's cache.
        for which in sorted(jobs):
            find = self._finders[which]
            for at, start in jobs[which].items():
                spans = [*find(texts[at], start, keys[at])]
                if spans:
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = spans
        self._read_keys(texts, keys, found)
        return found, sorted(evasive)

    def asked(self, text: str) -> set[int]:
        """Which detectors are asked for a text, by their index: for tests of the gates."""
        jobs = self._jobs([text], ascii_only=text.isascii())
        if self._runs in jobs:
            jobs.update({at: {} for _, at in self._in_run})
        return {at for at in jobs if at < self._evasions}

    def _jobs(self, texts: Sequence[str], *, ascii_only: bool) -> dict[int, dict[int, int]]:
        """For each detector the fields to look at, and from where on."""
        owner = self._owner
        jobs: dict[int, dict[int, int]] = {}
        for at, gate, end in self.database.candidates(texts):
            which, reach = owner[gate]
            start = end - reach if reach and end > reach and (ascii_only or texts[at].isascii()) else 0
            starts = jobs.get(which)
            if starts is None:
                jobs[which] = {at: start}
            elif start < starts.get(at, _FAR):
                starts[at] = start
        return jobs

    def _read_runs(
        self, texts: Sequence[str], keys: Sequence[str], jobs: dict[int, dict[int, int]], found: Found
    ) -> None:
        """Show every run of digits to the recognizers that read such runs; their own jobs only tell of words."""
        worded = [jobs.pop(which, {}) for _, which in self._in_run]
        runs = [
            (at, run.start(), run.group().encode())
            for at, start in jobs.pop(self._runs, {}).items()
            for run in digit_runs.RUN.finditer(texts[at], start)
        ]
        for (find, _), fields in zip(self._in_run, worded, strict=True):
            for at, start, written in runs:
                spans = find(texts[at], start, written, keys[at], at in fields)
                if spans:
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = [*spans]

    def _read_keys(self, texts: Sequence[str], keys: Sequence[str], found: Found) -> None:
        telling = {key for key in set(keys) if key and self._rules(key)}
        if telling:
            for at, key in enumerate(keys):
                if key in telling:
                    known = found.setdefault(at, [])
                    for rule in self._rules(key):
                        # The gate of the same finder may have seen it too.
                        known += [span for span in rule.find(texts[at], 0, key) if span not in known]

    def _rules(self, key: str) -> tuple[KeyRule, ...]:
        rules = self._rules_of_key.get(key)
        if rules is None:
            words = key_words(key)
            rules = tuple(rule for rule in self._key_rules if rule.is_for(words))
            if len(self._rules_of_key) >= _MAX_KEYS:
                self._rules_of_key.clear()
            if len(key) <= _LONGEST_KEY:
                self._rules_of_key[key] = rules
        return rules
