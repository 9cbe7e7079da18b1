"""aiokafka's consumer in the thread that Faust gives it: commits and membership, for `stream.kafka.consumer`."""

from __future__ import annotations

import builtins
import logging
import re
from collections.abc import Mapping
from typing import Any, Final

import structlog
from aiokafka import errors
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from aiokafka.structs import OffsetAndMetadata, TopicPartition
from faust.transport.drivers import aiokafka as driver

from stream.kafka.hooks import ConsumerHooks, Tp

__all__ = ["ConsumerThread"]

log = structlog.get_logger(__name__)

_FETCH_WAIT_MS: Final = 100
_NAMED: Final = re.compile(r"\b(\w+)\(")
"""What may be the name of an exception in the repr of one."""


class ConsumerThread(driver.AIOKafkaConsumerThread):
    """aiokafka's thread, whose failed commits are tried again instead of ending the process."""

    logger = logging.getLogger("faust.transport")

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer: Any = super()._create_worker_consumer(transport)
        # A broker answers one fetch at a time: while it waits for records of quiet partitions, busy ones cannot be
        # asked for. Faust lets it wait 1.5 s, and has no setting for it.
        consumer._fetch_max_wait_ms = _FETCH_WAIT_MS  # noqa: SLF001 - read when the consumer starts
        return consumer

    @property
    def _hooks(self) -> ConsumerHooks:
        consumer: Any = self.consumer
        hooks: ConsumerHooks = consumer.hooks
        return hooks

    async def _commit(self, offsets: Mapping[Tp, int]) -> bool:
        wanted = {TopicPartition(*tp): OffsetAndMetadata(offset, "") for tp, offset in offsets.items()}
        try:
            await self._ensure_consumer().commit(wanted)
        except (CommitFailedError, IllegalStateError):
            # Rebalanced meanwhile: the new owner starts at the older offset and does the work again.
            self._hooks.commit_refused()
            return False
        except KafkaError as error:
            log.warning("commit failed, trying again", error=type(error).__name__)
            self._hooks.commit_refused()
            return False
        return True

    def membership_fault(self) -> str | None:
        """Why this process is no longer a member of its group, as an exception's name; None while it is.

        aiokafka tells whoever calls its `getmany`; Faust calls something below it, so nobody would ever hear
        (Faust #175, #523: "consumers slowly die").
        """
        if self._consumer is None:
            return None
        coordinator: Any = self._consumer._coordinator  # noqa: SLF001 - no public way
        if coordinator._pending_exception is not None:  # noqa: SLF001
            return _name(coordinator._pending_exception)  # noqa: SLF001
        task = getattr(coordinator, "_coordination_task", None)
        if task is None or not task.done():
            return None
        error = None if task.cancelled() else task.exception()
        return "CoordinationEnded" if error is None else _name(error)

    def connected(self) -> bool:
        """Whether any broker is connected; a member of a group always has one, for its heartbeats."""
        if self._consumer is None:
            return False
        connections = tuple(self._consumer._client._conns.values())  # noqa: SLF001 - no public way
        return any(connection.connected() for connection in connections)

    def verify_event_path(self, now: float, tp: Tp) -> None:
        """Nothing: Faust's own stall detector guesses; `/livez` compares lag with progress."""


def _name(error: BaseException) -> str:
    """An exception's name; of a plain `KafkaError` the name of what is in it.

    aiokafka wraps what it does not expect of a broker, and keeps only its repr.
    """
    if type(error) is KafkaError:
        for name in _NAMED.findall(str(error)):
            # Nothing but the name of an exception is told: the rest may hold anything.
            kind = getattr(errors, name, None) or getattr(builtins, name, None)
            if isinstance(kind, type) and issubclass(kind, Exception) and kind is not KafkaError:
                return kind.__name__
    return type(error).__name__
