"""Strings that match a regular expression: test secrets are made when they are needed, so that no file holds one."""

from __future__ import annotations

import random
import re
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser has no public name
from typing import Any

__all__ = ["matching"]

_WORD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def matching(pattern: str, rng: random.Random) -> str:
    """A random string that `pattern` matches as a whole.

    Args:
        pattern: Literals, classes, groups, alternatives and counted repeats; no look-around.
        rng: Source of the choices.

    Raises:
        ValueError: The pattern uses something else.
    """
    text = "".join(_emit(item, rng) for item in _parser.parse(pattern))
    if re.fullmatch(pattern, text) is None:
        raise ValueError(f"cannot generate for {pattern!r}")
    return text


def _emit(item: tuple[Any, Any], rng: random.Random) -> str:
    operation, argument = item
    if operation is _constants.LITERAL:
        return chr(argument)
    if operation is _constants.IN:
        return rng.choice(_members(argument))
    if operation is _constants.BRANCH:
        return "".join(_emit(part, rng) for part in rng.choice(argument[1]))
    if operation is _constants.SUBPATTERN:
        return "".join(_emit(part, rng) for part in argument[-1])
    if operation is _constants.MAX_REPEAT:
        low, high, body = argument
        count = rng.randint(low, min(int(high), low + 12))
        return "".join(_emit(part, rng) for _ in range(count) for part in body)
    if operation is _constants.ANY:
        return rng.choice(_WORD)
    raise ValueError(f"cannot generate for {operation}")


def _members(items: list[tuple[Any, Any]]) -> str:
    members = ""
    for operation, argument in items:
        if operation is _constants.LITERAL:
            members += chr(argument)
        elif operation is _constants.RANGE:
            members += "".join(map(chr, range(argument[0], argument[1] + 1)))
        else:
            raise ValueError(f"cannot generate for {operation}")
    return members
