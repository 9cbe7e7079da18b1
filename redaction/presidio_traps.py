"""What stock Presidio does that a redactor must not: closed here, at its own extension points.

- A pattern that runs into its time limit is logged and skipped: the text passes unexamined. Here it raises.
- The IBAN validator logs the candidate; other modules log at debug level. Its loggers are switched off.
- E-mail validation asks tldextract, which may go to the network for the suffix list, and drops addresses whose
  domain is not public (`bob@corp.internal`). Here the packaged list is used and such addresses stay.
- `log_decision_process` writes every token of the text to a log; `redaction.presidio_engine` never turns it on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, Final

import regex
import tldextract
from presidio_analyzer import Pattern, PatternRecognizer
from presidio_analyzer.predefined_recognizers import EmailRecognizer, IbanRecognizer
from presidio_analyzer.recognizer_registry import RecognizerRegistry

from redaction.errors import EngineFault

__all__ = ["close_traps"]

_LOGGERS: Final = ("presidio-analyzer", "decision_process", "tldextract", "filelock")
_LOCAL_ADDRESS: Final = Pattern("Email (local)", r"(?<![\w.+-])[\w.+-]+@(?:localhost|[\w-]+)(?![\w.@-])", 0.4)


def close_traps(registry: RecognizerRegistry) -> None:
    """Close them for every recognizer of a registry, in place."""
    for name in _LOGGERS:
        logging.getLogger(name).disabled = True
    # The extractor of the module is shared; without addresses it has nothing to fetch.
    tldextract.tldextract.TLD_EXTRACTOR.suffix_list_urls = ()
    registry.recognizers = [_offline(recognizer) for recognizer in registry.recognizers]
    for recognizer in registry.recognizers:
        if isinstance(recognizer, PatternRecognizer):
            for pattern in recognizer.patterns:
                _compile_strictly(pattern, recognizer.global_regex_flags)


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


class _OfflineEmail(EmailRecognizer):  # type: ignore[misc]  # Presidio carries no types
    """Stock e-mail patterns; a public domain raises the score, any other leaves it."""

    _extract: Final = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True)

    def validate_result(self, pattern_text: str) -> bool | None:
        """True for a public domain, None (keep the pattern's score) for an internal one."""
        return True if self._extract(pattern_text).fqdn else None


class _QuietIban(IbanRecognizer):  # type: ignore[misc]  # Presidio carries no types
    """Stock IBAN recognizer whose own pattern loop cannot skip on a time limit."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None, regex_flags: Any = None) -> Any:
        """Results of the stock loop, on patterns that were tried before with the same limit."""
        return super().analyze(text, entities, nlp_artifacts, regex_flags)


def _offline(recognizer: Any) -> Any:
    if type(recognizer) is EmailRecognizer:
        return _OfflineEmail(
            patterns=[*recognizer.patterns, _LOCAL_ADDRESS],
            context=recognizer.context,
            supported_language=recognizer.supported_language,
            supported_entity=recognizer.supported_entities[0],
            name=recognizer.name,
        )
    return recognizer


def _compile_strictly(pattern: Pattern, flags: int) -> None:
    pattern.compiled_regex = _StrictPattern(regex.compile(pattern.regex, flags=flags))
    pattern.compiled_with_flags = flags
