"""Which gates match a text at all: Hyperscan where there is a wheel, else RE2's `Set`.

Unlike `redaction.scan`, nobody needs to know where: each gate reports once a text, and the databases are small ones of
two dozen gates each, because compiling takes more than twice the time for twice the gates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from threading import Lock
from typing import Any, Final

__all__ = ["GateBook", "open_gates"]

_AT_ONCE: Final = 24

Gates = Callable[[bytes], list[int]]


class GateBook:
    """Gates by number; new ones may be added between texts.

    Args:
        backend: See `open_gates`.
    """

    def __init__(self, backend: str | None = None) -> None:
        self._backend = backend
        self._numbers: dict[str, int] = {}
        self._parts: list[tuple[int, Gates]] = []
        self._lock = Lock()

    def add(self, gates: Iterable[str]) -> None:
        """Compile those that are new, in databases of their own.

        Raises:
            ImportError: The backend is missing.
        """
        new = [gate for gate in dict.fromkeys(gates) if gate not in self._numbers]
        for first in range(0, len(new), _AT_ONCE):
            part = new[first : first + _AT_ONCE]
            base = len(self._numbers)
            self._parts.append((base, open_gates(part, self._backend)))
            self._numbers.update((gate, base + at) for at, gate in enumerate(part))

    def number(self, gate: str | None) -> int | None:
        """Its number; None for a gate that was never added."""
        return None if gate is None else self._numbers.get(gate)

    def __len__(self) -> int:
        return len(self._numbers)

    def matching(self, folded: bytes) -> set[int]:
        """Numbers of at least the gates that match a text of `redaction.analyzer.alphabet`."""
        found: set[int] = set()
        # Hyperscan's scratch space serves one scan at a time.
        with self._lock:
            for base, matching in self._parts:
                found.update([base + gate for gate in matching(folded)])
        return found


def open_gates(gates: Sequence[str], backend: str | None = None) -> Gates:
    """Compile gates; what comes back takes a text of `redaction.analyzer.alphabet` and lists the gates that match.

    Args:
        gates: From `redaction.analyzer.shadow.gate`.
        backend: `hyperscan` or `re2`; None takes the first that is installed.

    Returns:
        A function of one thread. A gate that the backend cannot compile is listed for every text.

    Raises:
        ImportError: The backend is missing.
    """
    if backend is None:
        try:
            return _hyperscan_gates(gates)
        except ImportError:
            return _re2_gates(gates)
    return {"hyperscan": _hyperscan_gates, "re2": _re2_gates}[backend](gates)


def _hyperscan_gates(gates: Sequence[str]) -> Gates:
    import hyperscan  # noqa: PLC0415 - optional

    numbered = tuple(enumerate(gates))
    always: list[int] = []
    try:
        database = _database(numbered)
    except hyperscan.error:
        fit, always = _sorted_out(numbered)
        if not fit:
            return lambda _: always
        database = _database(fit)
    scratch: Any = hyperscan.Scratch(database)

    def matching(folded: bytes) -> list[int]:
        found = always.copy()
        add = found.append

        def on_match(gate: int, _start: int, _end: int, _flags: int, _context: object) -> None:
            add(gate)

        database.scan(folded, match_event_handler=on_match, scratch=scratch)
        return found

    return matching


def _sorted_out(numbered: Sequence[tuple[int, str]]) -> tuple[tuple[tuple[int, str], ...], list[int]]:
    """Which gates compile alone, and the numbers of those that do not."""
    import hyperscan  # noqa: PLC0415 - optional

    fit, unfit = [], []
    for number, gate in numbered:
        try:
            _compiled(((number, gate),))
        except hyperscan.error:
            unfit.append(number)
        else:
            fit.append((number, gate))
    return tuple(fit), unfit


@lru_cache(maxsize=64)
def _database(numbered: tuple[tuple[int, str], ...]) -> Any:
    from redaction.scan.hyperscan_cache import cached  # noqa: PLC0415 - Hyperscan is optional

    return cached("analyzer", [f"{number} {gate}" for number, gate in numbered], lambda: _compiled(numbered))


def _compiled(numbered: Sequence[tuple[int, str]]) -> Any:
    import hyperscan  # noqa: PLC0415 - optional

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[gate.encode() for _, gate in numbered],
        ids=[number for number, _ in numbered],
        elements=len(numbered),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(numbered),
    )
    return database


def _re2_gates(gates: Sequence[str]) -> Gates:
    import re2  # noqa: PLC0415 - optional

    from redaction.scan.re2_backend import search_set  # noqa: PLC0415 - RE2 is optional

    database = search_set()
    always: list[int] = []
    numbers: list[int] = []
    for number, gate in enumerate(gates):
        try:
            database.Add(gate.encode())
        except re2.error:
            always.append(number)
        else:
            numbers.append(number)
    if not numbers:
        return lambda _: always.copy()
    database.Compile()
    return lambda folded: always + [numbers[at] for at in database.Match(folded) or ()]
