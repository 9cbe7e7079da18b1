"""What a relayed stream tells the call it belongs to.

Stands between `emitters.relay`, which passes chunks through, and `emitters.measurement`, which collects them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from emitters.guard import shielded
from emitters.measurement import Measurement
from emitters.openai_shape import Piece

__all__ = ["Call", "StreamWatcher"]

C = TypeVar("C")


class Call(Protocol):
    """The call under observation, as far as a stream needs it."""

    def begin(self, *, current: bool = True) -> bool | None:
        """Start measuring; False if it had begun already."""
        ...

    def elapsed(self) -> float:
        """Seconds since it began."""
        ...

    def end(self) -> None:
        """Stop measuring and emit, once."""
        ...


class StreamWatcher(Generic[C]):
    """Feeds one stream into its call; outside a `with` block it also begins and ends the call.

    Args:
        call: The call.
        seen: Its measurement.
        read: What a chunk says.
    """

    def __init__(self, call: Call, seen: Measurement, read: Callable[[C], Piece]) -> None:
        self._call = call
        self._seen = seen
        self._read = read
        self._owner = False

    def opened(self) -> None:
        """Begin the call unless a block has."""
        # Not current: what a generator sets would stay set for its reader between two chunks.
        self._owner = bool(self._call.begin(current=False))
        self._seen.stream = "open"

    @shielded
    def saw(self, chunk: C) -> None:
        """Measure one chunk."""
        self._seen.take(self._read(chunk), self._call.elapsed())

    def exhausted(self) -> None:
        """Note the stream's own end."""
        self._seen.exhausted()

    def broke(self, error: BaseException) -> None:
        """Note what the stream raised."""
        self._seen.broke(error)

    def closed(self) -> None:
        """End the call if this stream began it."""
        if self._owner:
            self._call.end()
