"""The seam behind which detection happens: a batch of fields in, spans per field out.

`redaction.presidio.engine` implements it with stock Presidio; a faster engine takes its place without any
other module knowing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from redaction.spans import Field, Span

__all__ = ["Engine"]


class Engine(Protocol):
    """Finds personal data and secrets. Implementations are pure: equal fields give equal spans, in any batch."""

    @property
    def identity(self) -> str:
        """Names everything the spans depend on, of `redaction` itself the sources; part of the plan hash."""
        ...

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """Examine each field.

        Args:
            fields: Any number of fields; no state is kept between calls.

        Returns:
            One list per field, in order; spans may overlap and come in any order.

        Raises:
            Exception: Anything at all. The caller fails closed: it tries field by field and masks those that
                raise again.
        """
        ...
