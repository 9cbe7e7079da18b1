"""`scrubline check`: everything that can be known to be wrong before a worker runs, all at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Final

from stream.apps import logs, metrics, traces
from stream.apps.redact import load_redactor
from stream.config.settings import Settings
from stream.config.topics import topic_plans
from stream.errors import SettingsFault
from stream.kafka import admin, reconcile
from stream.kafka.reach import require_topics
from stream.sinks.sink import Sink

__all__ = ["CHECKERS", "Checker", "check"]

Checker = Callable[[Settings], Awaitable[None]]
"""Looks at one thing; raises `SettingsFault` with what to do."""


async def check_brokers(settings: Settings) -> None:
    """Whether the brokers answer, every topic is as `topics create` would make it, and foreign ones as we need them."""
    plans = topic_plans(settings)
    names = [plan.name for plan in plans] + [source.topic for source in settings.sources]
    await require_topics(settings, names)
    if admin.has_controller(settings):
        _, amiss = await asyncio.to_thread(reconcile.compare, settings, plans)
        faults = [*map(str, amiss), *await asyncio.to_thread(admin.sources_amiss, settings)]
        if faults:
            raise SettingsFault(*faults)


async def check_policy(settings: Settings) -> None:
    """Whether the policy can be used; compiles it as the redact worker does."""
    await asyncio.to_thread(load_redactor, settings.policy, settings.tenant_keys)


async def check_loki(settings: Settings) -> None:
    """Whether Loki would take a push."""
    await _check_sink(logs.sink_of(settings))


async def check_traces(settings: Settings) -> None:
    """Whether the OTLP endpoint would take a request."""
    await _check_sink(traces.sink_of(settings))


async def check_remote_write(settings: Settings) -> None:
    """Whether the receiver would take a write."""
    await _check_sink(metrics.sink_of(settings))


async def _check_sink(sink: Sink[Any]) -> None:
    try:
        await sink.check()
    finally:
        await sink.close()


CHECKERS: Final[tuple[Checker, ...]] = (
    check_brokers,
    check_policy,
    check_loki,
    check_traces,
    check_remote_write,
)
"""What `scrubline check` looks at."""


async def check(settings: Settings, checkers: Iterable[Checker] = CHECKERS) -> list[str]:
    """Look at everything, side by side.

    Args:
        settings: Valid settings; faults in themselves are `settings.load`'s to report.
        checkers: What to look at.

    Returns:
        One line per fault, each with what to do about it; empty when all is well.
    """
    results = await asyncio.gather(*(checker(settings) for checker in checkers), return_exceptions=True)
    faults: list[str] = []
    for result in results:
        if isinstance(result, SettingsFault):
            faults += result.faults
        elif isinstance(result, BaseException):
            raise result
    return faults
