"""Operator `drop`: nothing stays."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Drop"]


@dataclass(frozen=True, slots=True)
class Drop:
    """Takes the value out of its text."""

    name = "drop"
    identity = "drop"

    def operate(self, value: str, entity: str) -> str:
        """Always empty."""
        del value, entity
        return ""
