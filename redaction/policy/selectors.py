"""Where: compiles a policy's field rules into routes, one per place that occurs in the data.

The walks ask `route.children.get(key) or route.child(key)` for every key of every record, so a route is worked
out once per distinct path and then costs one dictionary lookup. What is remembered is bounded by its size, keys and
values included: they come from clients.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from redaction.policy.document import FieldRule, Policy
from redaction.policy.field_rules import CompiledRule, RecordRules, condition, condition_joined, plain_key
from redaction.recognizers import names_a_number
from redaction.recognizers.counts import names_a_count
from redaction.walk.model_tokens import HOLDS
from redaction.walk.outer_keys import key_below

if TYPE_CHECKING:
    from redaction.walk.layouts import Layout

__all__ = ["DROP", "JUDGE", "KEEP", "MEASURE", "SCAN", "Route", "Routes"]

SCAN: Final = 0
KEEP: Final = 1
DROP: Final = 2
MEASURE: Final = 3
JUDGE: Final = 4
"""It depends on the value: dropped if it holds what a rule says, else as `Route.otherwise` has it."""

_ACTIONS: Final = {"scan": SCAN, "scan+names": SCAN, "keep": KEEP, "drop": DROP, "measure": MEASURE}
_MAX_REMEMBERED: Final = 400_000
"""What all routes of a signal may remember together, in pieces of about 50 bytes: 20 MB."""
_ROUTE_PIECES: Final = 20
_ENTRY_PIECES: Final = 3
_PIECE: Final = 50
_MAX_LAYOUTS: Final = 256
_MAX_KEPT: Final = 128
_MAX_ATTRIBUTES: Final = 16_384
_ROWS: Final = re.compile(r"(?:\.[0-9]+)+\Z")
"""`phone.0` holds what `phone` does."""
_FEW: Final = 16
"""Up to so many values of a column are looked at, and remembered, one by one."""
_SAMPLE: Final = 24


class Route:
    """What happens at one place.

    Attributes:
        action: `SCAN`, `KEEP`, `DROP`, `MEASURE` or `JUDGE`.
        key: The last key, given to recognizers as context.
        own: The last key alone.
        names: Whether names are looked for, here and below.
        identifier: Whether a number here is scanned as text.
        counts: Whether a number here is nobody's.
        rule: The field rule that decided, "" for the policy's `unknown`.
        keeps: For `KEEP`: truthy if the value may pass unscanned.
        holds: For `JUDGE`: whether a value is dropped.
        kept: Values that passed before, where there are few of them (levels, models, services).
        keeps_joined: For `KEEP`: the same for many values at once, each followed by NUL; None where the rule does
            not only name shapes.
        children: Routes of the keys below that were met so far.
        layouts: Sets of keys below that were met so far.
        harmless: Attributes below, on the wire, that passed before; with their keys.
    """

    __slots__ = (
        "_document",
        "_item",
        "_named",
        "_otherwise",
        "_routes",
        "action",
        "children",
        "counts",
        "harmless",
        "holds",
        "identifier",
        "keeps",
        "keeps_joined",
        "kept",
        "key",
        "layouts",
        "names",
        "own",
        "path",
        "place",
        "rule",
        "service",
    )  # fmt: skip

    def __init__(  # noqa: PLR0917 - made in this module only
        self,
        routes: Routes,
        path: str,
        key: str,
        place: str,
        service: str,
        parent: Route | None,
        *,
        judging: bool = True,
    ) -> None:
        self.children: dict[str, Route] = {}
        self.layouts: dict[tuple[Any, ...], Layout] = {}
        self.harmless: dict[bytes, str] = {}
        self.path, self.key, self.place, self.service = path, key, place, service
        self.own = key
        self._named: dict[str, Route] = {}
        self._routes = routes
        self._item: Route | None = None
        self._document: Route | None = None
        self._otherwise: Route | None = None
        self.holds: Callable[[Any], bool] = _nothing
        rule = routes.rule_of(path, place, service) if path else None
        item_of_kept = parent is not None and parent.action == KEEP and path.endswith("[]")
        self.action: int
        self.rule: str
        self.keeps: Callable[[str], object]
        self.kept: set[str] = set()
        self.keeps_joined: Callable[[str], object] | None
        if rule is None and parent is not None and item_of_kept:
            self.action, self.rule, self.keeps = KEEP, parent.rule, parent.keeps
            self.keeps_joined = parent.keeps_joined
        else:
            self.action = SCAN if rule is None else _ACTIONS[rule.action]
            self.rule = "" if rule is None else rule.rule
            self.keeps = condition(rule)
            self.keeps_joined = condition_joined(rule)
        inherited: bool = parent.names if parent is not None else routes.unknown_names
        self.names: bool = inherited if rule is None else rule.looks_for_names
        judge = routes.rule_of(path, place, service, judging=True) if path and judging else None
        if judge is not None and judge is not rule:
            self.action, self.rule, self.holds = JUDGE, judge.rule, HOLDS[judge.holds]
            self._otherwise = Route(routes, path, key, place, service, parent, judging=False)
            if self._otherwise.action != KEEP:
                self._otherwise._document = self  # noqa: SLF001 - a route too
        # A plural with a number is a count, with a list it is numbers.
        named = names_a_number(key) and (path.endswith("[]") or not key.endswith("s"))
        self.identifier = named or routes.is_identifier(path)
        self.counts = not self.identifier and names_a_count(key)

    def child(self, key: str) -> Route:
        """The route of a key below, made and remembered at its first use."""
        path = f"{self.path}.{key}" if self.path else key
        # `{"phone": {"value": ...}}`: the outer key says whose value it is.
        named = key_below(self.key, self.own, key)
        route = Route(self._routes, path, named, self.place, self.service, self)
        route.own = route.otherwise.own = key
        return self._routes.remember(self, key, route)

    @property
    def otherwise(self) -> Route:
        """The route of a value here that no rule drops for what it holds."""
        return self if self._otherwise is None else self._otherwise

    def named(self, name: str) -> Route:
        """The route of the same place where a value beside says what stands here, as its key would."""
        route = self._named.get(name)
        if route is None:
            route = Route(self._routes, self.path, name, self.place, self.service, self)
            self._routes.spend(_ROUTE_PIECES + len(name) // _PIECE)
            self._named[name] = route
        return route

    def passes(self, value: str) -> bool:
        """For `KEEP`: whether a value may pass unscanned."""
        if value in self.kept:
            return True
        if not self.keeps(value):
            return False
        if len(self.kept) < _MAX_KEPT and len(value) < _MAX_KEPT:
            self.kept.add(value)
            self._routes.spend(_ENTRY_PIECES)
        return True

    def passes_all(self, values: Sequence[str]) -> bool:
        """For `KEEP`: whether all of many values may pass unscanned; False may also mean that nobody knows."""
        if self.keeps_joined is not None and len(set(values[:_SAMPLE])) > _FEW:
            return self._pass_joined(values)
        distinct = set(values)
        if distinct <= self.kept:
            return True
        if len(distinct) <= _FEW:
            return all(map(self.passes, distinct))
        return self._pass_joined(values)

    def _pass_joined(self, values: Sequence[str]) -> bool:
        if self.keeps_joined is None:
            return False
        joined = "\0".join((*values, ""))
        # A value with a NUL of its own could look like two that pass.
        return joined.count("\0") == len(values) and self.keeps_joined(joined) is not None

    def remember_harmless(self, raw: bytes, key: str) -> None:
        """Note that an attribute below needs no examination; while there is room."""
        if len(self.harmless) < _MAX_ATTRIBUTES and len(raw) < _MAX_KEPT:
            self.harmless[raw] = key
            self._routes.spend(_ENTRY_PIECES)

    def remember_layout(self, layout: Layout) -> None:
        """Note a set of keys below; while there is room."""
        if len(self.layouts) >= _MAX_LAYOUTS:
            self.layouts.clear()
        size = sum([len(key) for key in layout.keys if type(key) is str])
        if len(layout.keys) < _MAX_KEPT and size < _MAX_KEPT * _PIECE:
            self.layouts[layout.keys] = layout
            self._routes.spend(_ENTRY_PIECES * (2 + len(layout.keys)) + size // _PIECE)

    def forget(self) -> None:
        """Forget everything below."""
        self.children, self.layouts, self.harmless, self._item, self._document = {}, {}, {}, None, None
        self._named = {}

    def item(self) -> Route:
        """The route of the elements of a list here."""
        if self._item is None:
            self._item = Route(self._routes, f"{self.path}[]", self.key, self.place, self.service, self)
            self._item.own = self.own
        return self._item

    def document(self) -> Route:
        """The route of a JSON document in a string here: what may stay is the value as it came, and nothing in it."""
        if self.action != KEEP:
            return self if self._document is None else self._document
        if self._document is None:
            self._document = Route(self._routes, self.path, self.key, self.place, self.service, None)
            self._document.action, self._document.own = SCAN, self.own
        return self._document


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
            route = self._roots[name] = Route(self, "", "", *name, None)
        return route

    def bare(self, key: str) -> Route:
        """The route of a text outside of attributes, such as a span's name: scanned, whatever the rules say."""
        route = self._bare.get(key)
        if route is None:
            route = self._bare[key] = Route(self, "", key, "", "", None)
        return route

    def rule_of(self, path: str, place: str, service: str, *, judging: bool = False) -> FieldRule | None:
        """The first rule of the policy that is about this place; `judging`: or about some of its values only."""
        for compiled in self._rules:
            if (judging or not compiled.rule.holds) and compiled.matches(path, place, service):
                return compiled.rule
        return None

    def is_identifier(self, path: str) -> bool:
        """Whether a number at this path may be somebody's number."""
        last = _ROWS.sub("", path.replace("[]", "")).rpartition(".")[2]
        return plain_key(last) in self._identifiers

    def remember(self, parent: Route, key: str, route: Route) -> Route:
        """Store a route."""
        self.spend(_ROUTE_PIECES + (len(route.path) + len(key)) // _PIECE)
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
