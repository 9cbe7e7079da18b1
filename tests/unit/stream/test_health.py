"""Health: when a worker is alive, ready, and what its site answers."""

from __future__ import annotations

import asyncio

import aiohttp

from stream.telemetry import Telemetry
from stream.worker.health import STALL_SECONDS, Health, Pulse


class Clock:
    """Seconds that pass when told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_lag_without_progress_is_death() -> None:
    """Alive until lag has met no progress for a minute; progress or no lag revives it."""
    clock = Clock()
    lag = 5
    pulse = Pulse(lag=lambda: lag, unready=lambda: None, owed=lambda: True, clock=clock)
    clock.now = STALL_SECONDS
    assert pulse.look()
    clock.now += 1
    assert not pulse.look()
    pulse.beat()
    assert pulse.look()
    clock.now += STALL_SECONDS + 1
    lag = 0
    assert pulse.look()
    lag = 5
    assert pulse.look()


def test_commits_refused_for_ever_are_death() -> None:
    """Deliveries that go on do not hide that no offset is ever committed; one commit heals it."""
    clock = Clock()
    pulse = Pulse(lag=lambda: 5, unready=lambda: None, owed=lambda: True, clock=clock)
    for second in range(0, int(STALL_SECONDS) + 1, 10):
        clock.now = second
        pulse.beat()
        pulse.refused()
        assert pulse.look()
    clock.now += 1
    pulse.beat()
    assert not pulse.look()
    pulse.committed()
    assert pulse.look()


def test_a_refusal_is_forgotten_when_nothing_is_owed() -> None:
    """A commit that a rebalance refused is the next owner's affair, however long we are quiet afterwards."""
    clock = Clock()
    owed = True
    pulse = Pulse(lag=lambda: 0, unready=lambda: None, owed=lambda: owed, clock=clock)
    pulse.refused()
    clock.now = 1
    owed = False
    assert pulse.look()
    clock.now = STALL_SECONDS * 3
    owed = True
    assert pulse.look()


def test_the_site_answers_by_status() -> None:
    """Probes read the status; metrics are in the exposition format; nothing else is served."""
    clock = Clock()
    pulse = Pulse(lag=lambda: 1, unready=lambda: "not in its group", owed=lambda: True, clock=clock)
    telemetry = Telemetry("logs")
    telemetry.count("scrubline_commits_total")

    async def main() -> dict[str, tuple[int, str]]:
        health = Health("127.0.0.1", 0, pulse, telemetry)
        port = await health.start()
        try:
            async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
                answers = {}
                for path in ("/livez", "/readyz", "/metrics", "/"):
                    async with session.get(path) as response:
                        answers[path] = (response.status, await response.text())
                return answers
        finally:
            await health.stop()

    answers = asyncio.run(main())
    assert {path: status for path, (status, _) in answers.items()} == {
        "/livez": 200,
        "/readyz": 503,
        "/metrics": 200,
        "/": 404,
    }
    assert answers["/livez"][1] == "ok\n"
    assert answers["/readyz"][1] == "not in its group\n"
    assert 'scrubline_commits_total{app="logs"} 1.0' in answers["/metrics"][1]
