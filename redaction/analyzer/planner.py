"""Which step stands for which recognizer of a request, kept as long as the recognizers are what they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import RLock
from typing import Any, Final

from presidio_analyzer import EntityRecognizer

from redaction.analyzer.gates import GateBook
from redaction.analyzer.pattern_step import PatternState, PatternStep
from redaction.analyzer.phone import PhoneFinder
from redaction.analyzer.steps import Step, gates_of, step_for

__all__ = ["Plan", "Planner"]

_PLANS: Final = 64
"""One for each set of entity types that requests ask for; more are made anew."""
_SPARE_GATES: Final = 512
"""Gates of patterns that are gone are forgotten when there are more of them than this."""


class Plan:
    """The recognizers of a request in their order, each with its step or None if it runs as it is.

    Args:
        steps: Recognizers and steps.
        gates: Whose numbers the steps know.
    """

    def __init__(self, steps: Sequence[tuple[Any, Step | None]], gates: GateBook) -> None:
        self.steps = steps
        self.gates = gates
        known = [step for _, step in steps if step is not None]
        self.phones = PhoneFinder([region for step in known for region in step.regions])
        self._patterned = PatternState([each for each, step in steps if isinstance(step, PatternStep)])
        self._others = [step for step in known if not isinstance(step, PatternStep)]
        self._as_they_are = [recognizer for recognizer, step in steps if step is None]
        self._named_apart = len({recognizer.id for recognizer, _ in steps}) == len(steps)
        self._supports: dict[int, tuple[Any, list[str]]] = {}
        self._by_gate: dict[int, list[int]] = {}
        self._always: list[int] = []
        for number, (_, step) in enumerate(steps):
            for gate in step.gates if isinstance(step, PatternStep) else ():
                self._by_gate.setdefault(gate, []).append(number)
            if not isinstance(step, PatternStep) or step.ungated:
                self._always.append(number)

    def fresh(self) -> bool:
        """Whether every step still fits its recognizer."""
        return self._patterned.unchanged() and all(step.fresh() for step in self._others)

    def fits(self) -> bool:
        """Whether the engine alone deals with context, and each recognizer has a name of its own."""
        return self._named_apart and all(
            type(recognizer).enhance_using_context is EntityRecognizer.enhance_using_context
            and "enhance_using_context" not in vars(recognizer)
            for recognizer in self._as_they_are
        )

    def due(self, hits: Iterable[int]) -> list[tuple[Any, Step | None]]:
        """The recognizers that may find something in a text, in their order.

        Args:
            hits: Gates that match it.
        """
        by_gate = self._by_gate
        numbers = set(self._always)
        for hit in hits:
            if hit in by_gate:
                numbers.update(by_gate[hit])
        return [self.steps[number] for number in sorted(numbers)]

    def supporting(self, recognizer: Any) -> list[str]:
        """A recognizer's context words, in lower case."""
        words = recognizer.context
        known = self._supports.get(id(recognizer))
        if known is not None and known[0] == words:
            return known[1]
        lower = [word.lower() for word in words]
        self._supports[id(recognizer)] = (list(words), lower)
        return lower


class Planner:
    """Makes plans and keeps them."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._plans: dict[tuple[int, ...], Plan] = {}
        self._gates = GateBook()

    def plan(self, registry: Any, recognizers: Sequence[Any], ad_hoc: Sequence[Any]) -> Plan | None:
        """A plan for a request; None if only the stock code can serve it.

        Args:
            registry: Whose recognizers' gates are compiled together.
            recognizers: What the registry chose.
            ad_hoc: Those of them that came with the request: they run as they are.
        """
        if ad_hoc:
            return self._extended(registry, recognizers, {id(each) for each in ad_hoc})
        # A plan holds its recognizers, so none of these numbers can come to mean another one.
        key = tuple(map(id, recognizers))
        plan = self._plans.get(key)
        if plan is None or not plan.fresh():
            with self._lock:
                plan = self._made(registry, recognizers)
                if len(self._plans) >= _PLANS:
                    self._plans.clear()
                self._plans[key] = plan
        return plan if plan.fits() else None

    def _extended(self, registry: Any, recognizers: Sequence[Any], passed: set[int]) -> Plan | None:
        own = [each for each in recognizers if id(each) not in passed]
        plan = self.plan(registry, own, ()) if own else Plan([], self._gates)
        if plan is None:
            return None
        known = {id(recognizer): step for recognizer, step in plan.steps}
        steps = [(each, known.get(id(each))) for each in recognizers]
        extended = Plan(steps, plan.gates)
        return extended if extended.fits() else None

    def _made(self, registry: Any, recognizers: Sequence[Any]) -> Plan:
        wanted = dict.fromkeys(
            gate for each in (*registry.recognizers, *recognizers) for gate in gates_of(each)
        )
        if len(self._gates) > len(wanted) + _SPARE_GATES:
            self._gates = GateBook()
            self._plans.clear()
        self._gates.add(wanted)
        return Plan([(each, step_for(each, self._gates)) for each in recognizers], self._gates)
