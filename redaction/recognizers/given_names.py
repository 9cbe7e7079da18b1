"""Given names among the words of a host or of an account: what tells a person from a project or a team."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from redaction.names import gazetteers

__all__ = ["given_names", "has_given_name"]


@cache
def given_names() -> frozenset[str]:
    """Given names, read when the first such word is met."""
    return gazetteers.given_names()


def has_given_name(words: Iterable[str]) -> bool:
    """Whether one of some words, in lower case, is somebody's given name."""
    return not given_names().isdisjoint(words)
