"""The contract of an operator."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Operator"]


class Operator(Protocol):
    """Turns a found value into what may be seen instead."""

    @property
    def name(self) -> str:
        """Kind, as findings name it."""
        ...

    @property
    def identity(self) -> str:
        """Kind and everything else that the replacement depends on, without key material; part of the plan hash."""
        ...

    def operate(self, value: str, entity: str) -> str:
        """Give the replacement of a value.

        Args:
            value: The found text.
            entity: Its entity type.
        """
        ...
