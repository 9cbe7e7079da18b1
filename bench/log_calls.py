"""The calls that `bench.emitters` times, and what it keeps of each: ours, the peer's, and the work before them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog

__all__ = ["ATTRIBUTES", "TAIL_BAR_MICROSECONDS", "Slow", "Times", "peer_logger", "processor_time", "work"]

TAIL_BAR_MICROSECONDS: Final = 500.0

ATTRIBUTES: Final[dict[str, Any]] = {
    "gen_ai.request.model": "example-7b-instruct",
    "gen_ai.provider.name": "local",
    "gen_ai.usage.input_tokens": 812,
    "gen_ai.usage.output_tokens": 164,
    "scrubline.duration_seconds": 2.134,
    "scrubline.time_to_first_token_seconds": 0.211,
    "scrubline.side": "server",
    "scrubline.status": "ok",
    "gen_ai.response.finish_reasons": ["stop"],
    "http.response.status_code": 200,
}


@dataclass(frozen=True, slots=True)
class Slow:
    """How many of the calls were over the tail bar, and why."""

    calls: int = 0
    waited: int = 0
    preempted: int = 0


class Times:
    """What the calls of one logger took, in nanoseconds, and the switches of the thread during slow ones."""

    def __init__(self, logger: Any) -> None:
        self.logger = logger
        self.spent: list[int] = []
        self.causes: list[tuple[bool, bool]] = []

    def add(self, spent: int, before: Any, after: Any) -> None:
        """Keep one call."""
        self.spent.append(spent)
        if spent > TAIL_BAR_MICROSECONDS * 1_000:
            self.causes.append((after.ru_nvcsw > before.ru_nvcsw, after.ru_nivcsw > before.ru_nivcsw))

    def slow(self) -> Slow:
        """The calls over the tail bar; one may have waited and been preempted."""
        waited, preempted = (sum(cause[which] for cause in self.causes) for which in (0, 1))
        return Slow(len(self.causes), waited, preempted)


class Nowhere:
    """Where the peer's lines go."""

    def info(self, line: str) -> None:
        """Take a line."""


def peer_logger() -> Any:
    """Structlog as it is set up without the emitters, up to the finished line."""
    return structlog.wrap_logger(
        Nowhere(),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.dict_tracebacks,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    ).bind()


def processor_time(call: Callable[[], object], calls: int = 250, rounds: int = 10) -> float:
    """Processor time of one call in microseconds, in the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.thread_time_ns()
        for _ in range(calls):
            call()
        best = min(best, (time.thread_time_ns() - started) / calls / 1_000)
    return best


def work(seed: int) -> int:
    """Plain Python, without anything shared."""
    value = seed
    for step in range(250):
        value = (value * 31 + step) & 0xFFFF
    return value
