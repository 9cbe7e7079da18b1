"""What is worked out of something that comes from outside, and kept in case it comes again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Kept"]

_Key = TypeVar("_Key", str, bytes)
_Value = TypeVar("_Value")


class Kept(dict[_Key, _Value]):
    """A dict that works out what is asked for. There is an end to it, as nobody knows what will come.

    Args:
        build: Works out the value of a key.
        most: So many values are kept; with the next one all of them are forgotten.
        longest: Values of longer keys are worked out each time: thousands of a megabyte would be no end at all.
    """

    __slots__ = ("_build", "_longest", "_most")

    def __init__(self, build: Callable[[_Key], _Value], most: int, longest: int) -> None:
        super().__init__()
        self._build: Callable[[_Key], _Value] = build
        self._most, self._longest = most, longest

    def __missing__(self, key: _Key) -> _Value:
        """Work out a value that is not there."""
        value = self._build(key)
        if len(key) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value
