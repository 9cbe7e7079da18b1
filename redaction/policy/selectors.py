"""Where: compiles a policy's field rules into routes, one per place that occurs in the data.

What routes (`redaction.policy.route`) remember is bounded by its size, keys and values included: they come from
clients.
"""

from __future__ import annotations

import re
from typing import Any, Final

from redaction.policy.document import FieldRule, Policy
from redaction.policy.field_rules import CompiledRule, RecordRules, condition, condition_joined, plain_key
from redaction.policy.route import DROP, KEEP, MEASURE, PIECE, ROUTE_PIECES, SCAN, Decided, Place, Route
from redaction.recognizers import names_a_number
from redaction.recognizers.counts import names_a_count
from redaction.walk.model_tokens import HOLDS

__all__ = ["Routes"]

_ACTIONS: Final = {"scan": SCAN, "scan+names": SCAN, "keep": KEEP, "drop": DROP, "measure": MEASURE}
_MAX_REMEMBERED: Final = 400_000
"""What all routes of a signal may remember together, in pieces of about 50 bytes: 20 MB."""
_ROWS: Final = re.compile(r"(?:\.[0-9]+)+\Z")
"""`phone.0` holds what `phone` does."""


class Routes:
    """All routes of one policy for one signal (`logs` or `spans`).

    Attributes:
        services: Services that some rule is about; all others are alike.
        records: Which records are dropped whole.
    """

    def __init__(self, policy: Policy, signal: str) -> None:
        self.unknown_names = policy.unknown == "scan+names"
        self._rules = [
            CompiledRule(rule)
            for rule in policy.fields
            if not rule.where.signals or signal in rule.where.signals
        ]
        self.records = RecordRules(policy.records)
        self.services = {service for rule in policy.fields for service in rule.where.services}
        self._identifiers = {plain_key(key) for key in policy.identifier_keys}
        self._roots: dict[tuple[str, str], Route] = {}
        self._bare: dict[str, Route] = {}
        self._spent = 0

    def root(self, place: str, service: str = "") -> Route:
        """The route of a whole record, or of the attributes of a resource, scope, span, event or link."""
        name = (place, service if service in self.services else "")
        route = self._roots.get(name)
        if route is None:
            route = self._roots[name] = self.make(Place("", "", *name), None, own="")
        return route

    def bare(self, key: str) -> Route:
        """The route of a text outside of attributes, such as a span's name: scanned, whatever the rules say."""
        route = self._bare.get(key)
        if route is None:
            route = self._bare[key] = self.make(Place("", key), None, own=key)
        return route

    def rule_of(self, where: Place, *, judging: bool = False) -> FieldRule | None:
        """The first rule of the policy that is about this place; `judging`: or about some of its values only."""
        path, _, place, service = where
        for compiled in self._rules if path else ():
            if (judging or not compiled.rule.holds) and compiled.matches(path, place, service):
                return compiled.rule
        return None

    def make(self, place: Place, parent: Route | None, *, own: str) -> Route:
        """The route of a place.

        Args:
            place: Where.
            parent: The route around it, None at a root.
            own: The last key alone.
        """
        route = Route(self, place, self.decided(place, parent), own=own)
        judge = self.rule_of(place, judging=True)
        return route.judging(judge.rule, HOLDS[judge.holds]) if judge is not None and judge.holds else route

    def decided(self, place: Place, parent: Route | None) -> Decided:
        """What the rules about all values of a place say; without one a list has the rule that keeps it."""
        rule = self.rule_of(place)
        inherited = parent.names if parent is not None else self.unknown_names
        if rule is not None:
            action, keeps, joined = _ACTIONS[rule.action], condition(rule), condition_joined(rule)
            return Decided(action, rule.rule, keeps, joined, _nothing, rule.looks_for_names)
        if parent is not None and parent.action == KEEP and place.path.endswith("[]"):
            return Decided(KEEP, parent.rule, parent.keeps, parent.keeps_joined, _nothing, inherited)
        return Decided(SCAN, "", condition(None), condition_joined(None), _nothing, inherited)

    def numbers_at(self, path: str, key: str) -> tuple[bool, bool]:
        """Whether a number here may be somebody's, and whether it is a count and nobody's."""
        # A plural with a number is a count, with a list it is numbers.
        named = names_a_number(key) and (path.endswith("[]") or not key.endswith("s"))
        last = _ROWS.sub("", path.replace("[]", "")).rpartition(".")[2]
        identifier = named or plain_key(last) in self._identifiers
        return identifier, not identifier and names_a_count(key)

    def remember(self, parent: Route, key: str, route: Route) -> Route:
        """Store a route."""
        self.spend(ROUTE_PIECES + (len(route.path) + len(key)) // PIECE)
        parent.children[key] = route
        return route

    def spend(self, pieces: int) -> None:
        """Count something that is remembered; when it is too much, all is forgotten and worked out again."""
        self._spent += pieces
        if self._spent > _MAX_REMEMBERED:
            self._spent = 0
            for route in (*self._roots.values(), *self._bare.values()):
                route.forget()


def _nothing(_: Any) -> bool:
    return False
