"""Public fakes: engines that are deterministic, or fail in a chosen way, for tests of whatever calls an `Engine`."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from redaction.spans import Field, Span

__all__ = ["FailingEngine", "HangingEngine", "KeywordEngine", "NonsenseEngine"]


class KeywordEngine:
    """Finds given words, and by default anything with the form of an e-mail address. No model, no Presidio.

    Args:
        words: Word to entity type.
        pattern: What is found as `EMAIL_ADDRESS`; None for words only.
    """

    identity = "keyword-1"

    def __init__(
        self, words: Mapping[str, str] | None = None, *, pattern: str | None = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    ) -> None:
        self._finders: list[tuple[str, re.Pattern[str]]] = [
            (entity, re.compile(re.escape(word))) for word, entity in sorted((words or {}).items())
        ]
        if pattern is not None:
            self._finders.append(("EMAIL_ADDRESS", re.compile(pattern)))
        self.calls = 0

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Every occurrence, with score 1 and `checked`."""
        self.calls += 1
        return [self._find(field.text) for field in fields]

    def _find(self, text: str) -> list[Span]:
        return [
            Span(match.start(), match.end(), entity, 1.0, "keyword", "KeywordEngine", checked=True)
            for entity, finder in self._finders
            for match in finder.finditer(text)
        ]


class FailingEngine:
    """Raises, quoting the text like a careless recognizer, for every batch that holds a text with the word.

    Args:
        word: Poison; "" fails always.
        engine: Answers otherwise.
    """

    identity = "failing-1"

    def __init__(self, word: str = "", engine: KeywordEngine | None = None) -> None:
        self._word = word
        self._engine = engine or KeywordEngine()

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Raise or answer."""
        for field in fields:
            if self._word in field.text:
                raise RuntimeError(f"cannot read {field.text}")
        return self._engine.detect(fields)


class HangingEngine:
    """Blocks in `detect` until released, to test watchdogs."""

    identity = "hanging-1"

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.release = threading.Event()

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Wait, then find nothing."""
        self.entered.set()
        self.release.wait()
        return [[] for _ in fields]


class NonsenseEngine:
    """Answers with whatever it is told to, well-typed or not.

    Args:
        answer: Called with the fields.
    """

    identity = "nonsense-1"

    def __init__(self, answer: Callable[[Sequence[Field]], Any]) -> None:
        self._answer = answer

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """The answer as it is."""
        answer: list[list[Span]] = self._answer(fields)
        return answer
