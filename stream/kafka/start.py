"""Where work on a partition begins: after what is done of it, as far as that is still in the log. Pure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Start", "begin"]


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of an assignment.

    Attributes:
        position: Offset of the first message to come.
        previous: Offset before it as the app knows it: of the last message that is done, -1 if none is.
        committed: The group's offset, None if there is none or it is of another log.
        end: End of the log.
        kept: Whether the app goes on from a state of its own.
        lost: Offsets that were not done and are not in the log any more.
        cut: An offset that was done and that the log does not reach, None if there is no such.
    """

    position: int
    previous: int
    committed: int | None
    end: int
    kept: bool = False
    lost: int = 0
    cut: int | None = None


def begin(committed: int | None, kept: int | None, start: int, end: int, *, replay: bool) -> Start:
    """Decide it.

    Args:
        committed: The group's offset, None for a new group.
        kept: Where the app's own state goes on, None if it has none of this partition.
        start: First offset of the log.
        end: Offset after its last.
        replay: Whether an app without a state reads the whole log, wherever the group is.
    """
    beyond = [offset for offset in (kept, committed) if offset is not None and offset > end]
    if beyond:
        # All of this log counts as not done: twice is better than never, and the group must be allowed to go back.
        previous = start - 1 if kept is not None else -1
        return Start(start, previous, None, end, kept is not None, cut=max(beyond))
    if kept is not None and committed is None:
        # A broker forgets a group's offsets with the log they are of: this may be another one that has grown beyond the
        # state. Read from its start: of what the state holds already nothing counts again.
        return Start(start, start - 1, None, end, kept=True, lost=max(0, start - kept))
    done = committed if kept is None else kept
    lost = 0 if done is None else max(0, start - done)
    if kept is not None:
        position = max(start, kept)
        return Start(position, position - 1, committed, end, kept=True, lost=lost)
    known = None if replay else committed
    return Start(max(start, known or 0), -1 if known is None else known - 1, committed, end, lost=lost)
