"""What stock Presidio does that a redactor must not: closed here, at its own extension points.

- A pattern that runs into its time limit is logged and skipped: the text passes unexamined. Here it raises.
- The IBAN validator logs the candidate; other modules log at debug level. Its loggers are switched off.
- E-mail validation asks tldextract, which may go to the network for the suffix list, and drops addresses whose
  domain is not public (`bob@corp.internal`). Here the packaged list is used and such addresses stay.
- `log_decision_process` writes every token of the text to a log; `redaction.presidio.engine` never turns it on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Final

import regex
import tldextract
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.pattern_recognizer import REGEX_TIMEOUT_SECONDS
from presidio_analyzer.predefined_recognizers import EmailRecognizer, IbanRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from redaction.errors import EngineFault

__all__ = ["close_traps"]

_LOGGERS: Final = ("presidio-analyzer", "decision_process", "tldextract", "filelock")
_LOCAL_ADDRESS: Final = Pattern("Email (local)", r"(?<![\w.+-])[\w.+-]+@(?:localhost|[\w-]+)(?![\w.@-])", 0.4)


def close_traps(registry: RecognizerRegistry) -> None:
    """Close them for every recognizer of a registry, in place."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_say_nothing)
    # The extractor of the module is shared; without addresses it has nothing to fetch.
    tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()
    registry.recognizers = [_strict(recognizer) for recognizer in registry.recognizers]
    for recognizer in registry.recognizers:
        if isinstance(recognizer, PatternRecognizer):
            recognizer.patterns = [
                _own(pattern, recognizer.global_regex_flags) for pattern in recognizer.patterns
            ]


def _say_nothing(_: logging.LogRecord) -> bool:
    """Filter of loggers whose records may quote the text."""
    return False


class _StrictPattern:
    """A compiled pattern whose time limit is an error and not a way out."""

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def finditer(self, text: str, timeout: float | None = None) -> Iterator[Any]:
        """Matches of a text.

        Raises:
            EngineFault: The time ran out.
        """
        try:
            yield from self._compiled.finditer(text, timeout=timeout)
        except TimeoutError:
            raise EngineFault("timeout") from None


class _OfflineEmail(EmailRecognizer):
    """Stock e-mail patterns; a public domain raises the score, any other leaves it."""

    _extract: Final = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True)

    def validate_result(self, pattern_text: str) -> Any:
        """True for a public domain, None (keep the pattern's score) for an internal one."""
        return True if self._extract(pattern_text).fqdn else None


class _StrictIban(IbanRecognizer):
    """Stock IBAN patterns and checks; the stock loop compiles by itself and skips on a time limit."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: int | None = None
    ) -> list[RecognizerResult]:
        """Results equal to the stock loop's.

        Raises:
            EngineFault: The time ran out.
        """
        del entities, nlp_artifacts, regex_flags
        results = []
        patterns: list[Any] = self.patterns
        for pattern in patterns:
            for match in pattern.compiled_regex.finditer(text, timeout=REGEX_TIMEOUT_SECONDS):
                result = self._longest(pattern, match, text)
                if result is not None:
                    results.append(result)
        return results

    def _longest(self, pattern: Any, match: Any, text: str) -> RecognizerResult | None:
        """The longest part of a match that passes: the pattern may have swallowed the next word."""
        for group in range(len(match.groups()), 0, -1):
            start, end = match.start(), match.end(group) if match.end(group) > 0 else match.end()
            valid: Any = self.validate_result(text[start:end])
            if valid is False or start >= end:
                continue
            explanation = self.build_regex_explanation(
                self.name, pattern.name, pattern.regex, pattern.score, valid, pattern.compiled_with_flags
            )
            metadata = {
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            }
            score = EntityRecognizer.MAX_SCORE if valid else pattern.score
            return RecognizerResult(self.supported_entities[0], start, end, score, explanation, metadata)
        return None


def _strict(recognizer: Any) -> Any:
    kind: Any = type(recognizer)
    if kind is EmailRecognizer:
        return _OfflineEmail(
            patterns=[*recognizer.patterns, _LOCAL_ADDRESS],
            context=recognizer.context,
            supported_language=recognizer.supported_language,
            supported_entity=recognizer.supported_entities[0],
            name=recognizer.name,
        )
    if kind is IbanRecognizer:
        return _StrictIban(
            patterns=recognizer.patterns,
            context=recognizer.context,
            supported_language=recognizer.supported_language,
            supported_entity=recognizer.supported_entities[0],
            exact_match=recognizer.exact_match,
            bos_eos=recognizer.BOSEOS,
            regex_flags=recognizer.global_regex_flags,
            replacement_pairs=recognizer.replacement_pairs,
            name=recognizer.name,
        )
    return recognizer


def _own(pattern: Pattern, flags: Any) -> Any:
    """A copy that raises: stock pattern objects belong to the class and so to every registry of the process."""
    own: Any = Pattern(pattern.name, pattern.regex, pattern.score)
    own.compiled_regex = _StrictPattern(regex.compile(pattern.regex, flags=flags))
    own.compiled_with_flags = flags
    return own
