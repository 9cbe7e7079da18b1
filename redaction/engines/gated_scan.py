"""One scan of a batch for all detectors: which of them look at which field, and what they find there.

    fields -> scan.PatternDatabase (one pass over the joined batch) -> where which gate matched
           -> the finders behind those gates, detector by detector -> spans by field

Stands between `redaction.engines.batch` and the recognizers. Finders alone decide what is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from redaction.disguises import normalise
from redaction.engines.run_reader import Found, RunReader
from redaction.kept import Kept
from redaction.recognizers import digit_runs
from redaction.recognizers.context import LONGEST_KEY, MAX_KEYS, key_words
from redaction.recognizers.vicinity import LONG, find_near, in_characters
from redaction.scan import open_database
from redaction.scan.joined import encode

if TYPE_CHECKING:
    from redaction.disguises.normalise import Changed
    from redaction.recognizers import Detector, KeyRule
    from redaction.scan.database import Candidates

__all__ = ["Found", "GatedScan"]

_FAR: Final = 1 << 62
"""Beyond every text."""


class _Asked:
    """What the scan of a batch says.

    Attributes:
        jobs: For each detector the fields to look at: from where on, or close to which code points.
        close: Detector and field, where places matter: where its gates matched, in bytes.
        runs: Field and end of each match of the gate of runs of digits, in bytes.
    """

    __slots__ = ("close", "jobs", "runs")

    def __init__(self) -> None:
        self.jobs: dict[int, dict[int, Any]] = {}
        self.close: dict[tuple[int, int], list[int]] = {}
        self.runs: list[tuple[int, int]] = []


class GatedScan:
    """The gates of some detectors in one database. One instance belongs to one thread.

    Attributes:
        database: The compiled gates.
    """

    def __init__(
        self,
        detectors: Sequence[Detector],
        key_rules: Sequence[KeyRule],
        backend: str | None = None,
        wanted: frozenset[str] | None = None,
    ) -> None:
        """Compile the gates.

        Args:
            detectors: Whose finders are asked.
            key_rules: Rules for values under certain keys, which no gate guards.
            backend: Scan backend; the fastest that is installed if None.
            wanted: Entity types that are reported of what they find; all if None.

        Raises:
            ValueError: Unknown backend.
            ImportError: The backend is not installed.
        """
        self._finders = [detector.find for detector in detectors]
        self._near = [detector.near for detector in detectors]
        self._at = [detector.at for detector in detectors]
        self._reader = RunReader(detectors, wanted)
        self._close_from = [
            *(0 if detector.at else LONG if detector.near else _FAR for detector in detectors),
            _FAR,
            _FAR,
        ]
        self._of_length = {
            length: [at for at, detector in enumerate(detectors) if length in detector.lengths]
            for length in frozenset[int]().union(*(detector.lengths for detector in detectors))
        }
        self._lengths = frozenset(self._of_length)
        self._evasions, self._runs = len(detectors), len(detectors) + 1
        gates = [
            (gate, at, detector.reach) for at, detector in enumerate(detectors) for gate in detector.gates
        ]
        gates += [(gate, self._evasions, 0) for gate in normalise.GATES]
        if self._reader.asked:
            gates.append((digit_runs.GATE, self._runs, 0))
        self._owner = [(at, reach) for _, at, reach in gates]
        self.database = open_database([gate for gate, _, _ in gates], backend)
        words = [(gate, at) for at, detector in enumerate(detectors) for gate in detector.words]
        self._words_owner = [(at, 0) for _, at in words]
        # Few texts have runs of digits, and in the others no word matters: these are not scanned for them.
        self._words = open_database([gate for gate, _ in words], backend) if words else None
        self._key_rules = key_rules
        self._rules_of_key = Kept(self._rules, MAX_KEYS, LONGEST_KEY)
        self._said_by_key = Kept(self._told_by, MAX_KEYS, LONGEST_KEY)

    def find(
        self, texts: Sequence[str], keys: Sequence[str], changed: Sequence[Changed] = ()
    ) -> tuple[Found, list[int]]:
        """Run the finders that are asked for.

        Args:
            texts: The fields.
            keys: The key of each.
            changed: Where each differs from a text that was looked at before: what is known to stand elsewhere may
                be left out.

        Returns:
            Their spans, and the fields that may hold evasions.
        """
        evasive: set[int] = set()
        together = "".join(texts)
        ascii_only = together.isascii()
        if not ascii_only:
            evasive = {at for at, text in enumerate(texts) if normalise.beyond_ascii(text)}
        for mark in normalise.UNGATED:
            if (first := mark[0]) in together:
                evasive.update(at for at, text in enumerate(texts) if first in text and mark in text)
        asked = self._asked(texts, ascii_only=ascii_only)
        jobs = asked.jobs
        evasive.update(jobs.pop(self._evasions, ()))
        found: Found = {}
        if asked.close:
            self._look_closely(texts, keys, asked, changed)
        words = {which: jobs.pop(which, {}) for which in self._reader.asked}
        # Detector by detector, not field by field: each finder's code and data stay in the processor's cache.
        for which in sorted(jobs):
            find, near, find_at = self._finders[which], self._near[which], self._at[which]
            for at, where in jobs[which].items():
                if type(where) is int:
                    spans = [*find(texts[at], where, keys[at])]
                elif find_at is not None:
                    spans = [*find_at(texts[at], where, keys[at])]
                else:
                    spans = find_near(find, texts[at], where, near, keys[at])
                if spans:
                    if at in found:
                        found[at] += spans
                    else:
                        found[at] = spans
        if asked.runs:
            # Last: a run of digits within what was found is nobody's number.
            self._reader.read(texts, keys, asked.runs, words, changed, found)
        self._read_keys(texts, keys, found)
        return found, sorted(evasive)

    def asked(self, text: str) -> set[int]:
        """Which detectors are asked for a text, by their index: for tests of the gates."""
        asked = self._asked([text], ascii_only=text.isascii())
        which = {*asked.jobs, *(which for which, _ in asked.close)}
        which -= self._reader.asked
        if asked.runs:
            which |= self._reader.asked
        return {at for at in which if at < self._evasions}

    def _asked(self, texts: Sequence[str], *, ascii_only: bool) -> _Asked:
        asked = _Asked()
        self._sort(asked, self.database.candidates(texts), self._owner, texts, ascii_only=ascii_only)
        if asked.runs and self._words is not None:
            shown = self._reader.around(texts, asked.runs)
            said = self._words.candidates([piece for _, _, piece in shown])
            matches = [(shown[at][0], gate, end and shown[at][1] + end) for at, gate, end in said]
            self._sort(asked, matches, self._words_owner, texts, ascii_only=ascii_only)
        if not self._lengths.isdisjoint(map(len, texts)):
            for at, text in enumerate(texts):
                for which in self._of_length.get(len(text), ()):
                    asked.jobs.setdefault(which, {})[at] = 0
        return asked

    def _sort(
        self,
        asked: _Asked,
        matches: Candidates,
        owner: Sequence[tuple[int, int]],
        texts: Sequence[str],
        *,
        ascii_only: bool,
    ) -> None:
        """Put matches where they are wanted."""
        close_from, runs_owner = self._close_from, self._runs
        jobs, close, runs = asked.jobs, asked.close, asked.runs
        for at, gate, end in matches:
            which, reach = owner[gate]
            if which == runs_owner:
                runs.append((at, end))
                continue
            if end and len(texts[at]) >= close_from[which]:
                close.setdefault((which, at), []).append(end)
                continue
            start = end - reach if reach and end > reach and (ascii_only or texts[at].isascii()) else 0
            starts = jobs.get(which)
            if starts is None:
                jobs[which] = {at: start}
            elif start < starts.get(at, _FAR):
                starts[at] = start

    def _look_closely(
        self, texts: Sequence[str], keys: Sequence[str], asked: _Asked, changed: Sequence[Changed]
    ) -> None:
        """Make jobs of places: where the key says nothing, what stands close to them is enough."""
        encoded: dict[int, bytes] = {}
        for (which, at), ends in asked.close.items():
            near = self._near[which]
            if self._at[which] is None and which in self._said_by_key[keys[at]]:
                asked.jobs.setdefault(which, {})[at] = 0
                continue
            if texts[at].isascii():
                places = ends
            else:
                if at not in encoded:
                    encoded[at] = encode(texts[at])
                places = in_characters(encoded[at], ends)
            # Of words that tell what a run of digits is, every one counts that is close to the run.
            if changed and near and which not in self._reader.asked:
                places = [end for end in places if changed[at].within(end - near, end + near)]
            if places:
                asked.jobs.setdefault(which, {})[at] = places

    def _told_by(self, key: str) -> frozenset[int]:
        """The detectors of which a key holds a word: they may find something without one in the text."""
        return frozenset(
            self._owner[gate][0] for _, gate, _ in self.database.candidates([key, key_words(key)])
        ).difference(self._reader.asked)

    def _read_keys(self, texts: Sequence[str], keys: Sequence[str], found: Found) -> None:
        telling = {key for key in set(keys) if key and self._rules_of_key[key]}
        if telling:
            for at, key in enumerate(keys):
                if key in telling:
                    known = found.setdefault(at, [])
                    for rule in self._rules_of_key[key]:
                        # The gate of the same finder may have seen it too.
                        known += [span for span in rule.find(texts[at], 0, key) if span not in known]

    def _rules(self, key: str) -> tuple[KeyRule, ...]:
        words = key_words(key)
        return tuple(rule for rule in self._key_rules if rule.is_for(words))
