"""Where: what happens at one place of the data, and what is remembered of the places below it.

The walks ask `route.children.get(key) or route.child(key)` for every key of every record, so a route is worked
out once per distinct path and then costs one dictionary lookup. `redaction.policy.selectors` decides and bounds it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from redaction.walk.outer_keys import key_below

if TYPE_CHECKING:
    from redaction.policy.selectors import Routes
    from redaction.walk.layouts import Layout

__all__ = ["DROP", "JUDGE", "KEEP", "MEASURE", "PIECE", "ROUTE_PIECES", "SCAN", "Decided", "Place", "Route"]

SCAN: Final = 0
KEEP: Final = 1
DROP: Final = 2
MEASURE: Final = 3
JUDGE: Final = 4
"""It depends on the value: dropped if it holds what a rule says, else as `Route.otherwise` has it."""

ROUTE_PIECES: Final = 20
"""What a route may take in memory, in pieces of `PIECE` bytes."""
_ENTRY_PIECES: Final = 3
PIECE: Final = 50
_MAX_LAYOUTS: Final = 256
_MAX_KEPT: Final = 128
_MAX_ATTRIBUTES: Final = 16_384
_FEW: Final = 16
"""Up to so many values of a column are looked at, and remembered, one by one."""
_SAMPLE: Final = 24
_PART: Final = 32
"""So many neighbours of a value that stands out are looked at one by one."""


class Place(NamedTuple):
    """Where a value stands.

    Attributes:
        path: Dotted keys from the root, `[]` for the elements of a list; "" at the root.
        key: What the keys say: the context for recognizers.
        place: `record`, or which part of a span; "" outside of attributes.
        service: Name of the service, where a rule is about one.
    """

    path: str
    key: str
    place: str = ""
    service: str = ""


class Decided(NamedTuple):
    """What the rules of a policy say of a place; see the attributes of `Route`."""

    action: int
    rule: str
    keeps: Callable[[str], object]
    keeps_joined: Callable[[str], object] | None
    holds: Callable[[Any], bool]
    names: bool


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

    def __init__(
        self,
        routes: Routes,
        place: Place,
        decided: Decided,
        *,
        own: str,
        otherwise: Route | None = None,
    ) -> None:
        self.path, self.key, self.place, self.service = place
        self.own = own
        self.action, self.rule, self.keeps, self.keeps_joined, self.holds, self.names = decided
        self.identifier, self.counts = routes.numbers_at(self.path, self.key)
        self._routes = routes
        self._otherwise = otherwise
        self._document: Route | None = None
        self._item: Route | None = None
        self._named: dict[str, Route] = {}
        self.kept: set[str] = set()
        self.children: dict[str, Route] = {}
        self.layouts: dict[tuple[Any, ...], Layout] = {}
        self.harmless: dict[bytes, str] = {}

    def judging(self, rule: str, holds: Callable[[Any], bool]) -> Route:
        """The route of the same place where a rule is about some values only, and this one about the others.

        Args:
            rule: Name of that rule.
            holds: Whether it is about a value.
        """
        place = Place(self.path, self.key, self.place, self.service)
        decided = Decided(JUDGE, rule, self.keeps, self.keeps_joined, holds, self.names)
        judging = Route(self._routes, place, decided, own=self.own, otherwise=self)
        if self.action != KEEP:
            self._document = judging
        return judging

    def child(self, key: str) -> Route:
        """The route of a key below, made and remembered at its first use."""
        path = f"{self.path}.{key}" if self.path else key
        # `{"phone": {"value": ...}}`: the outer key says whose value it is.
        named = key_below(self.key, self.own, key)
        place = Place(path, named, self.place, self.service)
        return self._routes.remember(self, key, self._routes.make(place, self, own=key))

    @property
    def otherwise(self) -> Route:
        """The route of a value here that no rule drops for what it holds."""
        return self if self._otherwise is None else self._otherwise

    def named(self, name: str) -> Route:
        """The route of the same place where a value beside says what stands here, as its key would."""
        route = self._named.get(name)
        if route is None:
            route = self._routes.make(Place(self.path, name, self.place, self.service), self, own=name)
            self._routes.spend(ROUTE_PIECES + len(name) // PIECE)
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
        if values[0] == values[-1] and values.count(values[0]) == len(values):
            return self.passes(values[0])
        if self.keeps_joined is not None and len(set(values[:_SAMPLE])) > _FEW:
            return self._pass_joined(values)
        distinct = set(values)
        if distinct <= self.kept:
            return True
        if len(distinct) <= _FEW:
            return all(map(self.passes, distinct))
        return self._pass_joined(values)

    def odd(self, values: Sequence[str]) -> list[int]:
        """For `KEEP`: the places of the values that may not pass unscanned, in order.

        Args:
            values: Many of them: where one stands out, those far from it are not looked at one by one.
        """
        if self.passes_all(values):
            return []
        if self.keeps_joined is None or len(values) <= _PART:
            return [at for at, value in enumerate(values) if not self.passes(value)]
        parts = range(0, len(values), _PART)
        return [first + at for first in parts for at in self.odd(values[first : first + _PART])]

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
        if len(layout.keys) < _MAX_KEPT and size < _MAX_KEPT * PIECE:
            self.layouts[layout.keys] = layout
            self._routes.spend(_ENTRY_PIECES * (2 + len(layout.keys)) + size // PIECE)

    def forget(self) -> None:
        """Forget everything below."""
        self.children, self.layouts, self.harmless, self._item, self._document = {}, {}, {}, None, None
        self._named = {}

    def item(self) -> Route:
        """The route of the elements of a list here."""
        if self._item is None:
            place = Place(f"{self.path}[]", self.key, self.place, self.service)
            self._item = self._routes.make(place, self, own=self.own)
        return self._item

    def document(self) -> Route:
        """The route of a JSON document in a string here: what may stay is the value as it came, and nothing in it."""
        if self.action != KEEP:
            return self if self._document is None else self._document
        if self._document is None:
            place = Place(self.path, self.key, self.place, self.service)
            decided = self._routes.decided(place, None)._replace(action=SCAN)
            self._document = Route(self._routes, place, decided, own=self.own)
        return self._document
