"""`ScrublineAnalyzer`: Presidio's `AnalyzerEngine` with the same results at a fraction of the cost.

A drop-in subclass beside the batch engine, for those who call Presidio themselves; the pipeline does not use it. One
scan says which patterns can match (`redaction.analyzer.gates`), the recognizers' steps run those
(`redaction.analyzer.steps`), and context, thresholds and duplicates are settled on bare spans
(`redaction.analyzer.context`, `redaction.analyzer.results`).
"""

from __future__ import annotations

from typing import Any, Final

import regex
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult
from presidio_analyzer.context_aware_enhancers import LemmaContextAwareEnhancer

from redaction.analyzer.context import Surroundings, artifact_words, engine_words
from redaction.analyzer.planner import Plan, Planner
from redaction.analyzer.results import Found, ordered
from redaction.analyzer.text import Text
from redaction.presidio.words import WordEngine

__all__ = ["ScrublineAnalyzer"]

_ID: Final = RecognizerResult.RECOGNIZER_IDENTIFIER_KEY
_NAME: Final = RecognizerResult.RECOGNIZER_NAME_KEY


class ScrublineAnalyzer(AnalyzerEngine):
    """Takes what `AnalyzerEngine` takes and returns what it returns: spans, types, scores, order, metadata.

    Whatever it has no faster way for runs the stock code: recognizers with an `analyze` of their own and those passed
    with a request do, one by one; and the whole request does where the decision process is asked for or logged, where a
    recognizer enhances its own context, and with another context enhancer. What is changed in the registry between
    two calls counts from the next call on. The first call compiles the gates (seconds; kept on disk).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._planner = Planner()

    def analyze(  # noqa: PLR0917 - the stock signature
        self,
        text: str,
        language: str,
        entities: list[str] | None = None,
        correlation_id: str | None = None,
        score_threshold: float | None = None,
        return_decision_process: bool | None = False,
        ad_hoc_recognizers: list[EntityRecognizer] | None = None,
        context: list[str] | None = None,
        allow_list: list[str] | None = None,
        allow_list_match: str | None = "exact",
        regex_flags: int | None = regex.DOTALL | regex.MULTILINE | regex.IGNORECASE,
        nlp_artifacts: Any = None,
    ) -> list[RecognizerResult]:
        """Find personal data in a text; arguments, results and errors are those of `AnalyzerEngine.analyze`."""
        plain = isinstance(text, str) and not (return_decision_process or self.log_decision_process)
        if plain and type(self.context_aware_enhancer) is LemmaContextAwareEnhancer:
            recognizers = self.registry.get_recognizers(
                language=language,
                entities=entities,
                all_fields=not entities,
                ad_hoc_recognizers=ad_hoc_recognizers,
            )
            plan = self._planner.plan(self.registry, recognizers, ad_hoc_recognizers or ())
            results = None
            if (
                plan is not None
                and type(self)._enhance_using_context is AnalyzerEngine._enhance_using_context
            ):
                request = _Request(self, plan, text, language, context, nlp_artifacts)
                results = request.results(entities, score_threshold)
            if results is not None:
                if allow_list:
                    match: Any = allow_list_match
                    results = self._remove_allow_list(results, allow_list, text, regex_flags, match)
                return results
        stock: list[RecognizerResult] = super().analyze(
            text=text,
            language=language,
            entities=entities,
            correlation_id=correlation_id,
            score_threshold=score_threshold,
            return_decision_process=return_decision_process,
            ad_hoc_recognizers=ad_hoc_recognizers,
            context=context,
            allow_list=allow_list,
            allow_list_match=allow_list_match,
            regex_flags=regex_flags,
            nlp_artifacts=nlp_artifacts,
        )
        return stock


class _Request:
    """One call of `ScrublineAnalyzer.analyze`."""

    def __init__(  # noqa: PLR0917 - what a call is made of
        self,
        analyzer: ScrublineAnalyzer,
        plan: Plan,
        text: str,
        language: str,
        context: list[str] | None,
        artifacts: Any,
    ) -> None:
        self._analyzer, self._text, self._language = analyzer, text, language
        self._plan, self._context, self._artifacts = plan, context, artifacts
        self._engine = analyzer.nlp_engine
        # The words of a text are looked at only if something asks; any other engine is asked as stock asks it.
        self._lazy = not artifacts and type(self._engine) is WordEngine
        if not artifacts and not self._lazy:
            self._artifacts = self._engine.process_text(text, language)

    def results(
        self, entities: list[str] | None, score_threshold: float | None
    ) -> list[RecognizerResult] | None:
        """What is found; None if only the stock code can say."""
        enhancer: Any = self._analyzer.context_aware_enhancer
        if self._lazy:
            words = engine_words(self._text, enhancer)
        else:
            by_artifacts = artifact_words(self._text, self._artifacts, enhancer)
            if by_artifacts is None:
                return None
            words = by_artifacts
        around = Surroundings(words, self._context, enhancer)
        prepared = Text(self._text, self._plan.gates, self._plan.phones)
        found: list[Found] = []
        others: list[RecognizerResult] = []
        for recognizer, _ in self._plan.steps:
            if not recognizer.is_loaded:
                recognizer.load()
                recognizer.is_loaded = True
        for recognizer, step in self._plan.due(prepared.hits):
            if step is None:
                others.extend(self._asked(recognizer, entities) or ())
                continue
            raw = step.run(prepared)
            if not raw:
                continue
            entity = recognizer.supported_entities[0]
            supports = self._plan.supporting(recognizer) if recognizer.context else ()
            threshold = self._threshold(recognizer, entity, score_threshold)
            for each in raw:
                score = each[2]
                if supports and (not self._lazy or score < EntityRecognizer.MAX_SCORE):
                    score = around.enhanced(each, supports)
                if score >= threshold:
                    found.append((entity, each[0], each[1], score, recognizer))
        if others:
            return self._with_others(found, others, score_threshold)
        return [_result(each) for each in ordered(found)]

    def _threshold(self, recognizer: Any, entity: str, score_threshold: float | None) -> Any:
        if score_threshold is not None:
            return score_threshold
        thresholds: Any = recognizer.score_thresholds
        default = thresholds.get("default", self._analyzer.default_score_threshold)
        return thresholds.get(entity, default)

    def _asked(self, recognizer: Any, entities: list[str] | None) -> list[RecognizerResult]:
        """The results of a recognizer that runs as it is, with its name in them."""
        if not self._artifacts:
            self._artifacts = self._engine.process_text(self._text, self._language)
        wanted = entities or self._analyzer.get_supported_entities(language=self._language)
        results: list[RecognizerResult] = recognizer.analyze(
            text=self._text, entities=wanted, nlp_artifacts=self._artifacts
        )
        for result in results or ():
            if not result.recognition_metadata:
                result.recognition_metadata = {}
            result.recognition_metadata.setdefault(_ID, recognizer.id)
            result.recognition_metadata.setdefault(_NAME, recognizer.name)
        return results

    def _with_others(
        self, found: list[Found], others: list[RecognizerResult], score_threshold: float | None
    ) -> list[RecognizerResult]:
        """Results of steps together with those of recognizers that ran as they are."""
        recognizers = [recognizer for recognizer, _ in self._plan.steps]
        by_id = {each.id: each for each in recognizers}
        every = [result for result in others if result.recognition_metadata[_ID] in by_id]
        every = self._analyzer.context_aware_enhancer.enhance_using_context(
            text=self._text,
            raw_results=every,
            nlp_artifacts=self._artifacts,
            recognizers=recognizers,
            context=self._context,
        )
        mixed = [_result(each) for each in found]
        for result in every:
            recognizer = by_id[result.recognition_metadata[_ID]]
            if result.score >= self._threshold(recognizer, result.entity_type, score_threshold):
                mixed.append(result)
        place = {each.id: at for at, each in enumerate(recognizers)}
        mixed.sort(key=lambda result: place[result.recognition_metadata[_ID]])
        kept: list[RecognizerResult] = EntityRecognizer.remove_duplicates(mixed)
        for result in kept:
            vars(result)["analysis_explanation"] = None
        return kept


def _result(found: Found) -> RecognizerResult:
    entity, start, end, score, recognizer = found
    metadata = {_NAME: recognizer.name, _ID: recognizer.id}
    return RecognizerResult(entity, start, end, score, recognition_metadata=metadata)
