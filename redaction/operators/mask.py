"""Operator `mask`: letters and digits become stars, the layout and, if asked for, the last few stay."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Mask"]


@dataclass(frozen=True, slots=True)
class Mask:
    """Shows the shape of a value, as support staff know it from receipts: `**** **** **** 1111`.

    Attributes:
        keep_last: How many letters or digits stay at the end, never more than a quarter of them.
        character: What stands for the others.
    """

    keep_last: int = 0
    character: str = "*"

    name = "mask"

    @property
    def identity(self) -> str:
        """Kind and parameters."""
        return f"mask:{self.keep_last}:{self.character}"

    def operate(self, value: str, entity: str) -> str:
        """The value with its letters and digits covered; other characters are layout only in short runs."""
        del entity
        total = sum(character.isalnum() for character in value)
        hidden = total - min(self.keep_last, total // 4)
        shown = []
        for character in value:
            if character in " -./()+:@":
                shown.append(character)
            elif not character.isalnum():
                shown.append(self.character)
            else:
                shown.append(self.character if hidden > 0 else character)
                hidden -= 1
        return "".join(shown)
