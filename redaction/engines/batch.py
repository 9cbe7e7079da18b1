"""The fast engine: a whole batch in one scan, exact work only where something could be.

    fields -> scan.PatternDatabase (one pass over the joined batch) -> candidates per field
           -> the finders of the recognizers whose gate matched -> spans
           -> evasions undone where a byte test asks (`redaction.disguises.normalise`), scanned again, mapped back
           -> spans that chew a structured identifier dropped (`redaction.engines.claims`)

Finders alone decide what is reported, so the scan backend changes the speed and never the result; a field's spans
depend on that field only, so batch borders do not matter either.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import phonenumbers
from msgspec.structs import replace

from redaction.disguises import normalise
from redaction.engines.claims import CHEWERS, UNDONE, without_claimed
from redaction.engines.gated_scan import GatedScan
from redaction.entities import OPTIONAL_ENTITIES, STRUCTURED_ENTITIES
from redaction.recognizers import KEY_RULES, RECOGNIZERS
from redaction.recognizers.counts import without_counts
from redaction.recognizers.lists import with_lists
from redaction.recognizers.network.address_forms import is_private
from redaction.sources import program_digest

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer

    from redaction.disguises.normalise import View
    from redaction.recognizers import Detector
    from redaction.spans import Field, Span

__all__ = ["BatchEngine"]


class BatchEngine:
    """Implements `redaction.engine.Engine`. One instance belongs to one thread."""

    def __init__(
        self,
        *,
        entities: Iterable[str] | None = None,
        stock: Iterable[str] = (),
        extra_recognizers: Iterable[EntityRecognizer] = (),
        name_recognizers: Iterable[EntityRecognizer] = (),
        private_addresses: bool = True,
        threshold: float = 0.4,
        backend: str | None = None,
        dropped: Iterable[str] = (),
    ) -> None:
        """Compile the gates of all recognizers that are wanted.

        Args:
            entities: Entity types of our own recognizers to look for; all structured ones but URL and UUID if None.
            stock: Class names of Presidio recognizers to run beside ours, for example `InAadhaarRecognizer`.
            extra_recognizers: A user's own Presidio recognizers; they run on every field.
            name_recognizers: Recognizers that run on fields with `names` set only.
            private_addresses: Whether addresses of private networks are reported.
            threshold: Results of Presidio recognizers below are not reported; ours have no weak ones.
            backend: Scan backend; the fastest that is installed if None.
            dropped: Entity types whose findings, or the weaker of them, are thrown away afterwards: what they cover may
                be something else.

        Raises:
            ValueError: Unknown stock recognizer or backend.
            ImportError: The backend is not installed.
        """
        wanted = frozenset(entities) if entities is not None else STRUCTURED_ENTITIES - OPTIONAL_ENTITIES
        self._wanted = wanted
        dropped = frozenset(dropped)
        self._private = private_addresses
        self._detectors: list[Detector] = [
            detector
            for recognizer in RECOGNIZERS
            for detector in recognizer.DETECTORS
            if not wanted.isdisjoint((detector.entity, *detector.also))
        ]
        # Most detectors report one type; only where some of them is not wanted has anything to be sorted out.
        self._partial = any(
            not wanted.issuperset((detector.entity, *detector.also)) for detector in self._detectors
        )
        self._sifts = self._partial or not private_addresses
        self._gated = GatedScan(
            self._detectors,
            [rule for rule in KEY_RULES if rule.entity in wanted],
            backend,
            wanted.difference(dropped),
        )
        self._dropped = sorted(dropped)
        self._load_beside(stock, extra_recognizers, name_recognizers, threshold)
        self.identity = self._identity(sorted(wanted))

    def _load_beside(
        self,
        stock: Iterable[str],
        extra: Iterable[EntityRecognizer],
        names: Iterable[EntityRecognizer],
        threshold: float,
    ) -> None:
        stock, extra, names = list(stock), list(extra), list(names)
        self._beside = self._names = None
        if stock or extra or names:
            from redaction.engines.beside import Beside, stock_recognizers  # noqa: PLC0415 - only who needs it waits for it

            if stock or extra:
                self._beside = Beside([*stock_recognizers(stock), *extra], threshold)
            if names:
                self._names = Beside(names, threshold)

    def _identity(self, wanted: list[str]) -> str:
        """Everything the spans depend on: the program, the numbering plans, the options, the recognizers beside."""
        parts = [program_digest(), phonenumbers.__version__, *wanted, f"private={self._private}"]
        parts += [f"dropped={name}" for name in self._dropped]
        parts += [beside.identity for beside in (self._beside, self._names) if beside is not None]
        return "batch-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    @property
    def entities(self) -> frozenset[str]:
        """Entity types that this engine can name."""
        found = self._wanted
        for beside in (self._beside, self._names):
            found |= beside.entities if beside is not None else frozenset()
        return found

    @property
    def backend(self) -> str:
        """Name and version of the scan backend; not part of `identity`, since it cannot change a result."""
        return self._gated.database.name

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field; see `redaction.engine.Engine`."""
        texts = [field.text for field in fields]
        keys = [field.key for field in fields]
        found, evasive = self._gated.find(texts, keys)
        if evasive:
            self._undo(texts, keys, evasive, found)
        if self._sifts:
            found = {at: self._reported(texts[at], spans) for at, spans in found.items()}
        found = {at: _settled(texts[at], keys[at], spans) for at, spans in found.items()}
        if self._beside is not None or self._names is not None:
            self._run_beside(fields, found)
            found = {at: without_claimed(texts[at], spans) for at, spans in found.items()}
        # Most fields have nothing in them: no list of their own for each, the collector would walk them all.
        nothing: list[Span] = []
        result = [nothing] * len(texts)
        for at, spans in found.items():
            result[at] = spans
        return result

    def _undo(
        self, texts: list[str], keys: list[str], evasive: list[int], found: dict[int, list[Span]]
    ) -> None:
        """Scan views with evasions undone, layer by layer, and map what they show to the original."""
        layer: list[tuple[int, str, View | None]] = [(at, texts[at], None) for at in evasive]
        beside = [(at, look(texts[at])) for at in evasive for look in (normalise.smuggle, normalise.part)]
        for depth in range(normalise.MAX_DEPTH):
            views = [(at, normalise.undo(text, view)) for at, text, view in layer]
            if not depth:
                views += beside
            seen = [(at, view) for at, view in views if view is not None]
            if not seen:
                return
            shown, deeper = self._gated.find(
                [view.text for _, view in seen],
                [keys[at] for at, _ in seen],
                [view.changed for _, view in seen],
            )
            for index, spans in shown.items():
                at, view = seen[index]
                reported = self._reported(view.text, spans) if self._sifts else spans
                kept = without_claimed(view.text, reported)
                seen_plainly = {(span.start, span.end, span.entity) for span in found.get(at, ())}
                found.setdefault(at, []).extend(
                    span
                    for span in _mapped(view, kept)
                    if (span.start, span.end, span.entity) not in seen_plainly
                )
            layer = [(seen[index][0], seen[index][1].text, seen[index][1]) for index in deeper]

    def _run_beside(self, fields: Sequence[Field], found: dict[int, list[Span]]) -> None:
        for at, field in enumerate(fields):
            if self._beside is not None:
                found.setdefault(at, []).extend(self._beside.spans(field))
            if self._names is not None and field.names:
                found.setdefault(at, []).extend(self._names.spans(field))

    def _reported(self, text: str, spans: list[Span]) -> list[Span]:
        """Our own spans of wanted entities."""
        wanted, private = self._wanted, self._private
        return [
            span
            for span in spans
            if span.entity in wanted
            and (private or span.entity != "IP_ADDRESS" or not is_private(text[span.start : span.end]))
        ]


def _settled(text: str, key: str, spans: list[Span]) -> list[Span]:
    """The spans of a field without counts, with what is listed behind them, without what is claimed.

    What has a form of its own is no count, heads no list, and nothing it stands in claims it.
    """
    for span in spans:
        if span.entity in CHEWERS:
            return without_claimed(text, with_lists(text, without_counts(text, key, spans)))
    return spans


def _mapped(view: View, spans: list[Span]) -> list[Span]:
    mapped = []
    for span in spans:
        start, end = view.original(span.start, span.end)
        mapped.append(replace(span, start=start, end=end, rule=f"{UNDONE}{span.rule}"))
    return mapped
