"""Rules of the load generator's plan and sums."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from examples.chat import FAULTS
from examples.load import Seen, plan_request, run, totals
from examples.prompts import PROMPTS


def test_a_tenth_fails_evenly_in_five_ways() -> None:
    """Of 1,500 requests 150 ask for a fault, 30 for each, and about half of all stream."""
    plans = [plan_request(number, PROMPTS) for number in range(1500)]
    assert Counter(plan.fault for plan in plans if plan.fault) == dict.fromkeys(FAULTS, 30)
    assert 650 < sum(plan.stream for plan in plans) < 850
    assert len({plan.trace_id for plan in plans}) == 1500


def test_a_plan_depends_on_number_and_seed_alone() -> None:
    """The same number and seed give the same request; another seed gives another trace."""
    assert plan_request(7, PROMPTS, seed=1) == plan_request(7, PROMPTS, seed=1)
    assert plan_request(7, PROMPTS, seed=1).trace_id != plan_request(7, PROMPTS, seed=2).trace_id


@pytest.mark.parametrize(
    ("http_status", "finish_reason", "status"),
    [
        (200, "stop", "ok"),
        (200, "length", "ok"),
        (200, "content_filter", "safety_refusal"),
        (200, "error", "generation_failure"),
        (200, "timeout", "timeout"),
        (429, None, "4xx"),
        (500, None, "5xx"),
        (504, None, "timeout"),
        (0, None, "unanswered"),
    ],
)
def test_the_truth_is_told_from_the_outside(http_status: int, finish_reason: str | None, status: str) -> None:
    """A request's status follows from HTTP status and finish reason, never from the fault asked for."""
    seen = Seen(0, "t", False, None, "tenant-1", http_status=http_status, finish_reason=finish_reason)
    assert seen.status == status


def test_totals_add_what_was_seen() -> None:
    """Token totals come from `usage`; an answer without one adds nothing."""
    usage = {"prompt_tokens": 5, "completion_tokens": 7, "prompt_tokens_details": {"cached_tokens": 2}}
    results = [
        Seen(0, "a", True, None, "tenant-1", http_status=200, usage=usage),
        Seen(1, "b", False, "rate_limit", "tenant-1", http_status=429),
    ]
    found = totals(results)
    assert (found.requests, found.input_tokens, found.output_tokens, found.cached_tokens) == (2, 5, 7, 2)
    assert found.by_status == {"4xx": 1, "ok": 1}
    assert found.by_http_status == {"200": 1, "429": 1}
    assert found.by_fault == {"rate_limit": 1}


def test_a_run_needs_an_end() -> None:
    """A run that could never end is refused."""
    with pytest.raises(ValueError, match="requests"):
        asyncio.run(run("http://127.0.0.1:9", PROMPTS))


def test_a_gateway_that_is_away_is_seen_as_such() -> None:
    """The client's own failures are in the truth by class, and the run goes on to its end."""
    results = asyncio.run(run("http://127.0.0.1:9", PROMPTS, requests=3))
    assert [seen.failure for seen in results] == ["ConnectError"] * 3


def test_a_run_that_is_told_to_end_waits_for_its_answers() -> None:
    """Nothing more is sent, and what is under way is seen to its end: whoever answers it has counted it."""

    async def scenario() -> list[Seen]:
        asked, told = asyncio.Event(), asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            asked.set()
            await told.wait()
            body = b'data: {"usage": {"prompt_tokens": 5, "completion_tokens": 7}, "choices": []}\n\n'
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
            await writer.drain()
            writer.close()

        async def before_each() -> bool:
            if not first:
                first.append(True)
                return True
            await asked.wait()
            asyncio.get_running_loop().call_soon(told.set)
            return False

        first: list[bool] = []
        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await run(f"http://127.0.0.1:{port}", PROMPTS, seconds=60, before_each=before_each)

    [seen] = asyncio.run(scenario())
    assert (seen.failure, seen.http_status) == (None, 200)
    assert seen.usage is not None
