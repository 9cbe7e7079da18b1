"""`scrubline check`: everything that can be known to be wrong before a worker runs, all at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from stream import admin
from stream.errors import SettingsFault
from stream.reach import require_topics
from stream.settings import Settings
from stream.topics import topic_plans

__all__ = ["Checker", "check"]

Checker = Callable[[Settings], Awaitable[None]]
"""Looks at one thing, for example a sink or the policy; raises `SettingsFault` with what to do."""


async def check(settings: Settings, checkers: Iterable[Checker] = ()) -> list[str]:
    """Look at brokers, topics and everything the checkers know.

    Args:
        settings: Valid settings; faults in themselves are `settings.load`'s to report.
        checkers: Further things to look at, side by side.

    Returns:
        One line per fault, each with what to do about it; empty when all is well.
    """
    results = await asyncio.gather(
        _brokers(settings), *(checker(settings) for checker in checkers), return_exceptions=True
    )
    faults: list[str] = []
    for result in results:
        if isinstance(result, SettingsFault):
            faults += result.faults
        elif isinstance(result, BaseException):
            raise result
    return faults


async def _brokers(settings: Settings) -> None:
    plans = topic_plans(settings)
    names = [plan.name for plan in plans] + [source.topic for source in settings.sources]
    await require_topics(settings, names)
    if admin.has_controller(settings):
        _, faults = await asyncio.to_thread(admin.compare, settings, plans)
        if faults:
            raise SettingsFault(*faults)
