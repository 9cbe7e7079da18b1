"""The pattern database: gates in, candidates per field out, with the best engine that is installed.

Stands at the front of `redaction.engines.batch`. Fields are joined with NUL into one buffer that also begins and ends
with NUL, so that a gate may ask for a border byte at either end of a field. A gate that matches across fields, or in
a field that holds NUL itself, costs a look and nothing else: finders read one field.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias

__all__ = ["BACKENDS", "Candidates", "PatternDatabase", "open_database"]

Candidates: TypeAlias = list[tuple[int, int, int]]
"""Field, gate, where a match of the gate ends, in bytes from the field's start; a gate may stand there several times.

UTF-8, surrogates included. 0 where the backend does not know: "look at the whole field".
"""

BACKENDS: Final = ("hyperscan", "re2", "python")


class PatternDatabase(Protocol):
    """Gates, compiled. One instance belongs to one thread."""

    @property
    def name(self) -> str:
        """Backend and version."""
        ...

    def candidates(self, texts: Sequence[str]) -> Candidates:
        """Which gates match in which fields.

        Args:
            texts: The fields; lone surrogates are taken as they are.

        Returns:
            At least every gate that matches `NUL + field + NUL`, with at least the earliest end of its matches.
        """
        ...


def open_database(gates: Sequence[str], backend: str | None = None) -> PatternDatabase:
    """Compile gates.

    Args:
        gates: Byte patterns in the common subset of Hyperscan, RE2 and `re`.
        backend: One of `BACKENDS`; None takes the first that is installed.

    Raises:
        ImportError: The backend asked for, or every one, is missing.
        ValueError: Unknown backend, or a pattern it cannot compile.
    """
    if backend is None:
        try:
            return open_database(gates, "hyperscan")
        except ImportError:
            pass
        try:
            return open_database(gates, "re2")
        except ImportError:
            return open_database(gates, "python")
    # Imported here: each backend needs another optional package.
    if backend == "hyperscan":
        from redaction.scan.hyperscan_backend import HyperscanDatabase  # noqa: PLC0415

        return HyperscanDatabase(gates)
    if backend == "re2":
        from redaction.scan.re2_backend import Re2Database  # noqa: PLC0415

        return Re2Database(gates)
    if backend == "python":
        from redaction.scan.python_backend import PythonDatabase  # noqa: PLC0415

        return PythonDatabase(gates)
    raise ValueError(f"unknown scan backend {backend!r}: choose one of {', '.join(BACKENDS)}")
