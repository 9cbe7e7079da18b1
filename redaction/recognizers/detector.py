"""What every recognizer of Scrubline is made of: detectors, each a cheap gate and an exact finder.

The gate is a regular expression in the subset that Hyperscan, RE2 and `re` share; the batch engine puts the gates of
all detectors in one database and scans a whole batch once. The finder is asked only where a gate matched, and alone
decides what is reported. So the three scan backends cannot differ, and a recognizer gives the same findings in a
stock Presidio `AnalyzerEngine`, where it runs ungated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from presidio_analyzer import LocalRecognizer, RecognizerResult

from redaction.recognizers.digit_runs import RunFinder
from redaction.spans import Span

if TYPE_CHECKING:
    from presidio_analyzer.nlp_engine import NlpArtifacts

__all__ = ["Detector", "FieldRecognizer", "Finder", "KeyRule"]

Finder: TypeAlias = Callable[[str, int, str], Iterable[Span]]
"""`(text, start, key) -> spans`: every finding of the text that starts at or after what the gate first saw.

`start` is a hint only: `finder(text, 0, key)` gives the same spans.
"""


@dataclass(frozen=True, slots=True)
class Detector:
    """One thing to look for.

    Attributes:
        rule: Name of the rule in findings, unique among all detectors.
        entity: Entity type it reports.
        gates: Byte patterns (written as str, Latin-1) of which at least one matches wherever the finder would find
            something. None may match the separator byte NUL inside, save as a leading boundary.
        reach: How far before the end of the first match of any of `gates` a finding may start, in bytes; 0 for
            "anywhere".
        find: The exact finder.
        also: Further entity types that the finder may report.
        words: Further gates, which say that the field is worth a look, but not where.
        in_run: Finds the same as `find`, in runs of digits; such a detector has no gates, it sees every run.
    """

    rule: str
    entity: str
    gates: tuple[str, ...]
    reach: int
    find: Finder
    also: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    in_run: RunFinder | None = None


@dataclass(frozen=True, slots=True)
class KeyRule:
    """Looks at values because of the key they stand under, with no gate before it.

    Attributes:
        rule: Name of the rule in findings.
        entity: Entity type it reports.
        words: Keys it is for: the key is or ends with one of these word sequences (lower case, one space between).
        find: Finds within the value; called with start 0.
    """

    rule: str
    entity: str
    words: frozenset[str]
    find: Finder


class FieldRecognizer(LocalRecognizer):
    """A Presidio recognizer whose findings are a pure function of one text.

    Subclasses list their detectors; nothing else is needed to run in an `AnalyzerEngine` and in the batch engine.
    """

    DETECTORS: ClassVar[tuple[Detector, ...]] = ()
    KEY_RULES: ClassVar[tuple[KeyRule, ...]] = ()

    def __init__(self, supported_language: str = "en", **options: Any) -> None:
        entities = {entity for d in self.DETECTORS for entity in (d.entity, *d.also)}
        entities |= {rule.entity for rule in self.KEY_RULES}
        super().__init__(
            supported_entities=sorted(entities), supported_language=supported_language, **options
        )

    def load(self) -> None:
        """Nothing to load: the patterns are the code."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Find every entity of this recognizer in one text.

        Args:
            text: The text.
            entities: Entity types that are wanted.
            nlp_artifacts: Not used; context is read from the text itself.

        Returns:
            Results with offsets in code points, as Presidio defines them.
        """
        del nlp_artifacts
        return [
            RecognizerResult(
                entity_type=span.entity,
                start=span.start,
                end=span.end,
                score=span.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                },
            )
            for detector in self.DETECTORS
            for span in detector.find(text, 0, "")
            if not entities or span.entity in entities
        ]
