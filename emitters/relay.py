"""Passes a stream through unchanged while someone watches.

The generators behind `InferenceCall.stream`. They add nothing and take nothing: the same objects in the same order,
the same exception at the same place, and a stream that its reader leaves early is closed.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Protocol, TypeVar

__all__ = ["Watcher", "relay", "relay_async"]

C = TypeVar("C")
C_contra = TypeVar("C_contra", contravariant=True)


class Watcher(Protocol[C_contra]):
    """Told what happens to the stream, in this order; no method may raise."""

    def opened(self) -> None:
        """The reader asked for the first chunk."""
        ...

    def saw(self, chunk: C_contra) -> None:
        """One chunk is about to be handed on."""
        ...

    def exhausted(self) -> None:
        """The stream came to its own end."""
        ...

    def broke(self, error: BaseException) -> None:
        """Reading, or the reader's throw into the generator, raised."""
        ...

    def closed(self) -> None:
        """Nothing more will come, for whatever reason."""
        ...


def relay(chunks: Iterable[C], watcher: Watcher[C]) -> Iterator[C]:
    """Yield every chunk of a sync stream."""
    watcher.opened()
    try:
        for chunk in chunks:
            watcher.saw(chunk)
            yield chunk
        watcher.exhausted()
    except GeneratorExit:
        if close := getattr(chunks, "close", None):
            close()
        raise
    except BaseException as error:
        watcher.broke(error)
        raise
    finally:
        watcher.closed()


async def relay_async(chunks: AsyncIterable[C], watcher: Watcher[C]) -> AsyncIterator[C]:
    """Yield every chunk of an async stream."""
    watcher.opened()
    try:
        async for chunk in chunks:
            watcher.saw(chunk)
            yield chunk
        watcher.exhausted()
    except GeneratorExit:
        if close := getattr(chunks, "aclose", None):
            await close()
        raise
    except BaseException as error:
        watcher.broke(error)
        raise
    finally:
        watcher.closed()
