"""What the walk knows of all objects with the same keys at one place: worked out once, then looked up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from redaction.policy.route import Route
from redaction.walk.frames import Frame, frame_in
from redaction.walk.neighbours import Pair, pairs_in

__all__ = ["Layout"]

_JSON_WEB_KEY: Final = "kty"
_PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "k"})
"""Members of a JSON Web Key that only its owner knows (RFC 7518, 6.2.2, 6.3.2, 6.4.1)."""


class Layout:
    """What the walk knows about all objects with these keys in this order at one place.

    Attributes:
        keys: The keys.
        entries: Each key with the route of its value.
        paths: Paths of keys in findings, as far as they were needed.
        frame: Keys of the headings and rows of a table, if there are such.
        pairs: Keys whose values others may name.
        clean: Whether the keys were examined before and nothing was found in any.
    """

    __slots__ = ("clean", "entries", "frame", "keys", "pairs", "paths")

    def __init__(self, route: Route, keys: tuple[Any, ...]) -> None:
        self.keys = keys
        # A Python key that is no string stands for the string that JSON would make of it.
        self.entries: list[tuple[Any, Route]] = [
            (key, route.children.get(key) or route.child(key if type(key) is str else str(key)))
            for key in keys
        ]
        if _JSON_WEB_KEY in keys:
            self.entries = [
                (key, child.named("private_key") if key in _PRIVATE else child) for key, child in self.entries
            ]
        self.paths: dict[Any, str] = {}
        self.pairs: Sequence[Pair] = pairs_in(keys)
        self.frame: Frame | None = frame_in(keys)
        self.clean = False

    @classmethod
    def at(cls, route: Route, keys: tuple[Any, ...]) -> Layout:
        """The layout of some keys below a route, remembered while there is room."""
        layout = route.layouts.get(keys)
        if layout is None:
            layout = cls(route, keys)
            route.remember_layout(layout)
        return layout
