"""Values that a service might log, odd ones among them."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["SCALARS", "Hostile", "Text"]


class Hostile:
    """An object whose every method raises."""

    def __repr__(self) -> str:
        raise RuntimeError

    __str__ = __repr__
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError


class Text(str):
    """A string subclass."""

    __slots__ = ()


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()))
    | st.binary()
    | st.builds(Hostile)
    | st.dates()
)
