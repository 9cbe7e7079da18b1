"""Operator `replace`: the type alone stays, `<EMAIL_ADDRESS>`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Replace"]


@dataclass(frozen=True, slots=True)
class Replace:
    """Shows what was there, not which one."""

    name = "replace"
    identity = "replace"

    def operate(self, value: str, entity: str) -> str:
        """The entity type in angle brackets; the value goes nowhere."""
        del value
        return f"<{entity}>"
