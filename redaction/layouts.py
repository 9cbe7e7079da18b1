"""What the walk knows of all objects with the same keys at one place: worked out once, then looked up."""

from __future__ import annotations

from typing import Any

from redaction.neighbours import Pair, pair_in
from redaction.selectors import Route

__all__ = ["Layout"]


class Layout:
    """What the walk knows about all objects with these keys in this order at one place.

    Attributes:
        keys: The keys.
        entries: Each key with the route of its value.
        paths: Paths of keys in findings, as far as they were needed.
        pair: Keys whose values may name the value under another, if there are such.
        clean: Whether the keys were examined before and nothing was found in any.
    """

    __slots__ = ("clean", "entries", "keys", "pair", "paths")

    def __init__(self, route: Route, keys: tuple[Any, ...]) -> None:
        self.keys = keys
        # A Python key that is no string stands for the string that JSON would make of it.
        self.entries: list[tuple[Any, Route]] = [
            (key, route.children.get(key) or route.child(key if type(key) is str else str(key)))
            for key in keys
        ]
        self.paths: dict[Any, str] = {}
        self.pair: Pair | None = pair_in(keys)
        self.clean = False

    @classmethod
    def at(cls, route: Route, keys: tuple[Any, ...]) -> Layout:
        """The layout of some keys below a route, remembered while there is room."""
        layout = route.layouts.get(keys)
        if layout is None:
            layout = cls(route, keys)
            route.remember_layout(layout)
        return layout
