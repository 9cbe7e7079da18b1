"""The step of a `PatternRecognizer`: patterns whose gates match, by RE2 where that is the same, scored as it scores."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Final

import re2
import regex
from presidio_analyzer import EntityRecognizer, PatternRecognizer
from presidio_analyzer.pattern_recognizer import REGEX_TIMEOUT_SECONDS

from redaction.analyzer.gates import GateBook
from redaction.analyzer.results import Raw, without_contained
from redaction.analyzer.shadow import exact, gate, starts
from redaction.analyzer.text import Text

__all__ = ["PatternState", "PatternStep", "compiled_of", "gate_of", "is_stock", "loops_as_stock"]

_LOGGER: Final = logging.getLogger("presidio-analyzer")
_LOOP: Final = "_PatternRecognizer__analyze_patterns"
_RE2_MEMORY_BYTES: Final = 64 << 20


def is_stock(recognizer: Any, kind: type, *methods: str) -> bool:
    """Whether these methods are those of the stock class, on the class and on the instance."""
    if not isinstance(recognizer, kind):
        return False
    own, attributes = type(recognizer), vars(recognizer)
    methods = (*methods, "enhance_using_context")
    return all(getattr(own, name) is getattr(kind, name) and name not in attributes for name in methods)


def loops_as_stock(recognizer: Any) -> bool:
    """Whether a recognizer's matching is that of `PatternRecognizer`."""
    return is_stock(recognizer, PatternRecognizer, "analyze", _LOOP, "build_regex_explanation")


def compiled_of(pattern: Any, recognizer: Any) -> Any:
    """The pattern's compiled form, made and kept on the pattern as the stock loop does."""
    flags = recognizer.global_regex_flags
    if not pattern.compiled_regex or pattern.compiled_with_flags != flags:
        pattern.compiled_with_flags = flags
        pattern.compiled_regex = regex.compile(pattern.regex, flags=flags)
    return pattern.compiled_regex


def gate_of(compiled: Any) -> str | None:
    """The gate of what really runs; somebody may have put another object in the place of the compiled pattern."""
    return gate(compiled.pattern, compiled.flags) if isinstance(compiled, regex.Pattern) else None


def _by_re2(source: str | None) -> Any:
    """A pattern of `redaction.analyzer.shadow` for RE2; None if it is too large for it."""
    if source is None:
        return None
    options: Any = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = _RE2_MEMORY_BYTES
    options.log_errors = False
    options.never_capture = True
    try:
        return re2.compile(source.encode(), options)
    except re2.error:
        return None


class _Runner:
    """One compiled pattern and the quickest way to its matches."""

    __slots__ = ("_begins", "_compiled", "_exact")

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled
        known = isinstance(compiled, regex.Pattern)
        self._exact = _by_re2(exact(compiled.pattern, compiled.flags)) if known else None
        self._begins = (
            _by_re2(starts(compiled.pattern, compiled.flags)) if known and self._exact is None else None
        )

    def matches(self, text: Text) -> Iterator[Any]:
        """What `compiled.finditer` yields, of which the spans are the same.

        Raises:
            TimeoutError: As the stock loop's patterns do.
        """
        if self._exact is not None and text.ascii is not None:
            return iter(self._exact.finditer(text.ascii))
        if self._begins is not None:
            return self._tried(text, self._begins)
        return iter(self._compiled.finditer(text.text, timeout=REGEX_TIMEOUT_SECONDS))

    def _tried(self, text: Text, begins: Any) -> Iterator[Any]:
        place = 0
        while (begin := begins.search(text.folded, place)) is not None:
            place = begin.start()
            match = self._compiled.match(text.text, place, timeout=REGEX_TIMEOUT_SECONDS)
            place += 1
            if match is not None:
                yield match
                place = max(place, match.end())


class PatternState:
    """What steps of recognizers were made from.

    Args:
        recognizers: Whose patterns have been compiled.
    """

    def __init__(self, recognizers: Sequence[Any]) -> None:
        self._recognizers = recognizers
        self._patterns = [pattern for each in recognizers for pattern in each.patterns]
        self._compiled = [pattern.compiled_regex for pattern in self._patterns]
        self._kinds = [type(each) for each in recognizers]
        self._different = list(dict.fromkeys(self._kinds))
        self._attributes = [len(vars(each)) for each in recognizers]
        self._counts = [len(each.patterns) for each in recognizers]
        self._flags = [each.global_regex_flags for each in recognizers]
        self._with_flags = [each.global_regex_flags for each in recognizers for _ in each.patterns]

    def unchanged(self) -> bool:
        """Whether the stock loops would still run the same compiled patterns."""
        recognizers = self._recognizers
        patterns = [pattern for each in recognizers for pattern in each.patterns]
        # Lists of the same objects are equal without a look into any of them.
        return (
            patterns == self._patterns
            and [pattern.compiled_regex for pattern in patterns] == self._compiled
            and [pattern.compiled_with_flags for pattern in patterns] == self._with_flags
            and [each.global_regex_flags for each in recognizers] == self._flags
            and [len(each.patterns) for each in recognizers] == self._counts
            and [len(vars(each)) for each in recognizers] == self._attributes
            and [type(each) for each in recognizers] == self._kinds
            and all(
                kind.analyze is PatternRecognizer.analyze
                and kind.enhance_using_context is EntityRecognizer.enhance_using_context
                for kind in self._different
            )
        )


class PatternStep:
    """A `PatternRecognizer` whose loop is the stock one; its validators may be its own."""

    regions: tuple[str, ...] = ()

    def __init__(self, recognizer: Any, gates: GateBook) -> None:
        self.recognizer = recognizer
        entries = []
        for pattern in recognizer.patterns:
            compiled = compiled_of(pattern, recognizer)
            entries.append((pattern, gates.number(gate_of(compiled)), _Runner(compiled)))
        self._entries = entries
        self._state = PatternState([recognizer])
        self.gates = frozenset(number for _, number, _ in entries if number is not None)
        self.ungated = any(number is None for _, number, _ in entries)

    def fresh(self) -> bool:
        """Whether the same patterns would be compiled to the same objects; `PatternState` asks for many at once."""
        return self._state.unchanged()

    def run(self, text: Text) -> list[Raw]:
        """See `Step.run`."""
        hits = text.hits
        found: list[Raw] = []
        for pattern, number, runner in self._entries:
            if number is not None and number not in hits:
                continue
            try:
                self._confirm(pattern, runner.matches(text), text.text, found)
            except TimeoutError:
                _LOGGER.warning(
                    "Regex pattern '%s' timed out after %s seconds, skipping.",
                    pattern.name,
                    REGEX_TIMEOUT_SECONDS,
                    exc_info=True,
                )
        return without_contained(found)

    def _confirm(self, pattern: Any, matches: Any, text: str, found: list[Raw]) -> None:
        """Score matches as `PatternRecognizer` does."""
        recognizer = self.recognizer
        for match in matches:
            start, end = match.span()
            if start == end:
                continue
            matched, score = text[start:end], pattern.score
            valid = recognizer.validate_result(matched)
            if valid is not None:
                score = EntityRecognizer.MAX_SCORE if valid else EntityRecognizer.MIN_SCORE
            if recognizer.invalidate_result(matched):
                score = EntityRecognizer.MIN_SCORE
            if score > EntityRecognizer.MIN_SCORE:
                found.append((start, end, score))
