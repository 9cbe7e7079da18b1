"""Reads record batches whose header keys are no UTF-8, which Kafka allows and aiokafka cannot bear.

aiokafka raises while it unpacks such a record, and so for ever: one foreign producer would stop a partition. The
reader here is aiokafka's own in Python, with those keys escaped; it is slower, so it is installed only once needed.
"""

from __future__ import annotations

from typing import Any, SupportsIndex

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.legacy_records import _LegacyRecordBatchPy
from aiokafka.record.memory_records import _MemoryRecordsPy

__all__ = ["TolerantRecords", "escape_header_keys", "escapes_header_keys"]

_MAGIC_V2 = 2


class _Escaping(bytearray):
    """Bytes whose text always exists: what is no UTF-8 is written as backslash escapes."""

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        part = super().__getitem__(index)
        return _Escaping(part) if isinstance(part, bytearray) else part

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """As `bytearray.decode`, without its errors."""
        del errors
        return super().decode(encoding, "backslashreplace")


# aiokafka declares these classes final, for type checkers only; its versions are pinned.
_Batch: Any = _DefaultRecordBatchPy
_Records: Any = _MemoryRecordsPy


class _TolerantBatch(_Batch):
    _buffer: bytearray

    def _read_msg(self, *arguments: Any) -> Any:
        # Set here and not at the start: decompression replaces the buffer.
        if not isinstance(self._buffer, _Escaping):
            self._buffer = _Escaping(self._buffer)
        return super()._read_msg(*arguments)


class TolerantRecords(_Records):
    """aiokafka's view of the fetched bytes of one partition."""

    def next_batch(self, *_: Any) -> Any:
        """The next batch, None at the end."""
        following = self._next_slice
        if following is None:
            return None
        self._cache_next()
        magic = following[self.MAGIC_OFFSET]
        return _TolerantBatch(following) if magic >= _MAGIC_V2 else _LegacyRecordBatchPy(following, magic)


def escape_header_keys() -> None:
    """From now on every consumer of this process unpacks with `TolerantRecords`."""
    fetcher.MemoryRecords = TolerantRecords


def escapes_header_keys() -> bool:
    """Whether `escape_header_keys` was called."""
    return fetcher.MemoryRecords is TolerantRecords
