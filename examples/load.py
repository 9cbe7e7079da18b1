"""A load generator that keeps its own truth: what a client saw, request by request.

    python -m examples.load --gateway-url http://127.0.0.1:8000 --requests 100 --rate 20

Half of the requests stream, a tenth asks for one of the five faults in turn. Which request does what depends only on
its number and the seed. The last line printed is one JSON object with the totals; `--out FILE` also writes a line per
request. Services and pipeline are judged against these numbers, so nothing here asks them how it went.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from examples.chat import FAULTS, Fault
from examples.gateway import FEATURES, TENANT_OF_KEY
from examples.prompts import labelled_prompts

__all__ = ["Plan", "Seen", "Totals", "main", "plan_request", "run", "totals"]

MAX_CLIENT_SECONDS: Final = 60.0


@dataclass(frozen=True)
class Plan:
    """What one request will be.

    Attributes:
        number: Its place in the run, from 0.
        prompt: Text of the only message.
        stream: Whether the answer is streamed.
        fault: The way it asks to fail, if any.
        user: End user's id.
        key: API key, which decides the tenant.
        feature: Product feature.
        trace_id: Trace it begins, 32 hex digits.
    """

    number: int
    prompt: str
    stream: bool
    fault: Fault | None
    user: str
    key: str
    feature: str
    trace_id: str


@dataclass
class Seen:
    """What the client saw of one request.

    Attributes:
        number: Place in the run.
        trace_id: Trace id sent.
        stream: Whether streaming was asked for.
        fault: Fault asked for.
        tenant: Tenant its key stands for.
        http_status: Status of the answer; 0 if there was none.
        finish_reason: Last one seen; `error` or `timeout` where an error came inside a stream.
        usage: Last usage seen, in OpenAI's shape.
        first_seconds: Time to the first piece of text of a stream.
        seconds: Time to the end.
        failure: Class of the client's own exception, if it had one.
    """

    number: int
    trace_id: str
    stream: bool
    fault: Fault | None
    tenant: str
    http_status: int = 0
    finish_reason: str | None = None
    usage: dict[str, Any] | None = None
    first_seconds: float | None = None
    seconds: float = 0.0
    failure: str | None = None

    @property
    def status(self) -> str:
        """What the pipeline must call this request, told from the client's side alone; `unanswered` if it broke."""
        if self.http_status == 0:
            return "unanswered"
        if self.http_status == 504:
            return "timeout"
        if self.http_status >= 400:
            return "4xx" if self.http_status < 500 else "5xx"
        told = {"content_filter": "safety_refusal", "error": "generation_failure", "timeout": "timeout"}
        return told.get(self.finish_reason or "", "ok")


@dataclass
class Totals:
    """Sums over a run; token counts are what the client saw in `usage`."""

    requests: int = 0
    streamed: int = 0
    by_status: dict[str, int] = field(default_factory=dict)
    by_http_status: dict[str, int] = field(default_factory=dict)
    by_fault: dict[str, int] = field(default_factory=dict)
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    seconds: float = 0.0


def plan_request(number: int, prompts: Sequence[str], *, seed: int = 0, fault_share: float = 0.1) -> Plan:
    """What request `number` is: faults are spread evenly and take turns, streaming alternates."""
    source = random.Random(f"{seed}-{number}")
    # The n-th request is a fault when the running sum of shares passes a whole number: no bunching, exact shares.
    due, before = int((number + 1) * fault_share + 1e-9), int(number * fault_share + 1e-9)
    return Plan(
        number=number,
        prompt=prompts[number % len(prompts)],
        stream=source.random() < 0.5,
        fault=FAULTS[before % len(FAULTS)] if due > before else None,
        user=f"user-{source.randrange(1000):04d}",
        key=source.choice(list(TENANT_OF_KEY)),
        feature=source.choice(FEATURES),
        trace_id=f"{source.getrandbits(128) or 1:032x}",
    )


async def run(
    gateway_url: str,
    prompts: Sequence[str],
    *,
    requests: int | None = None,
    seconds: float | None = None,
    rate: float | None = None,
    concurrency: int = 16,
    fault_share: float = 0.1,
    seed: int = 0,
    seen: list[Seen] | None = None,
    before_each: Callable[[], Awaitable[bool]] | None = None,
) -> list[Seen]:
    """Send requests until `requests` are sent or `seconds` have passed, and wait for every answer.

    Args:
        gateway_url: Base address of the gateway.
        prompts: Texts, used in turn.
        requests: How many; None means until the time is up.
        seconds: How long to go on sending; None means until the number is reached.
        rate: Requests begun per second; None means as fast as the concurrency allows.
        concurrency: Most requests under way at once.
        fault_share: Share of requests that ask for a fault.
        seed: Changes users, keys, features, streaming and trace ids.
        before_each: Awaited before each request; may hold the load back, and ends it by False.
        seen: Filled while the run goes on, for a display; a fresh list if None.

    Returns:
        What was seen, in the order of the answers.

    Raises:
        ValueError: Neither `requests` nor `seconds` is given.
    """
    if requests is None and seconds is None:
        raise ValueError("give requests, seconds or both")
    results = [] if seen is None else seen
    room = asyncio.Semaphore(concurrency)
    began = time.monotonic()
    limits = httpx.Limits(max_connections=concurrency)
    async with (
        httpx.AsyncClient(base_url=gateway_url, timeout=MAX_CLIENT_SECONDS, limits=limits) as client,
        asyncio.TaskGroup() as group,
    ):
        number = 0
        while requests is None or number < requests:
            if rate is not None:
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            if before_each is not None and not await before_each():
                break
            await room.acquire()
            if seconds is not None and time.monotonic() - began >= seconds:
                break
            plan = plan_request(number, prompts, seed=seed, fault_share=fault_share)
            group.create_task(_one(client, plan, results, room))
            number += 1
    return results


async def _one(client: httpx.AsyncClient, plan: Plan, results: list[Seen], room: asyncio.Semaphore) -> None:
    seen = Seen(plan.number, plan.trace_id, plan.stream, plan.fault, TENANT_OF_KEY[plan.key])
    began = time.monotonic()
    try:
        await _ask(client, plan, seen, began)
    except (httpx.HTTPError, ValueError) as error:
        seen.failure = type(error).__name__
    finally:
        seen.seconds = time.monotonic() - began
        results.append(seen)
        room.release()


async def _ask(client: httpx.AsyncClient, plan: Plan, seen: Seen, began: float) -> None:
    body: dict[str, Any] = {
        "model": "scribe-small",
        "messages": [{"role": "user", "content": plan.prompt}],
        "stream": plan.stream,
        "user": plan.user,
    }
    if plan.fault is not None:
        body["metadata"] = {"fault": plan.fault}
    headers = {
        "authorization": f"Bearer {plan.key}",
        "x-feature": plan.feature,
        "traceparent": f"00-{plan.trace_id}-{plan.trace_id[:15]}1-01",
    }
    async with client.stream("POST", "/v1/chat/completions", json=body, headers=headers) as response:
        seen.http_status = response.status_code
        if not plan.stream or response.status_code != 200:
            _read(json.loads(await response.aread()), seen)
            return
        async for line in response.aiter_lines():
            data = line.removeprefix("data:").strip()
            if line.startswith("data:") and data != "[DONE]":
                if seen.first_seconds is None:
                    seen.first_seconds = time.monotonic() - began
                _read(json.loads(data), seen)


def _read(body: dict[str, Any], seen: Seen) -> None:
    seen.usage = body.get("usage") or seen.usage
    for choice in body.get("choices", ()):
        seen.finish_reason = choice.get("finish_reason") or seen.finish_reason
    if "error" in body:
        # After the HTTP status has gone out, the code of the error is all that tells a timeout from a break.
        seen.finish_reason = "timeout" if body["error"].get("code") == "timeout" else "error"


def totals(results: Sequence[Seen], seconds: float = 0.0) -> Totals:
    """Sum up a run."""
    usages = [seen.usage for seen in results if seen.usage is not None]
    return Totals(
        requests=len(results),
        streamed=sum(seen.stream for seen in results),
        by_status=dict(sorted(Counter(seen.status for seen in results).items())),
        by_http_status=dict(sorted(Counter(str(seen.http_status) for seen in results).items())),
        by_fault=dict(sorted(Counter(seen.fault for seen in results if seen.fault is not None).items())),
        input_tokens=sum(usage["prompt_tokens"] for usage in usages),
        output_tokens=sum(usage["completion_tokens"] for usage in usages),
        cached_tokens=sum(
            (usage.get("prompt_tokens_details") or {}).get("cached_tokens", 0) for usage in usages
        ),
        seconds=seconds,
    )


def main() -> None:
    """Run the generator from the command line."""
    parser = argparse.ArgumentParser(prog="python -m examples.load", description="Load with its own truth.")
    parser.add_argument("--gateway-url", required=True, help="base address of the gateway")
    parser.add_argument("--requests", type=int, help="how many to send")
    parser.add_argument("--seconds", type=float, help="how long to go on sending")
    parser.add_argument("--rate", type=float, help="requests begun per second (default: as fast as possible)")
    parser.add_argument("--concurrency", type=int, default=16, help="most requests under way (default: 16)")
    parser.add_argument(
        "--fault-share", type=float, default=0.1, help="share that asks to fail (default: 0.1)"
    )
    parser.add_argument("--seed", type=int, default=0, help="changes users, tenants, streaming and trace ids")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write one JSON line per request to FILE")
    options = parser.parse_args()
    if options.requests is None and options.seconds is None:
        parser.error("give --requests, --seconds or both")
    began = time.monotonic()
    results = asyncio.run(
        run(
            options.gateway_url,
            labelled_prompts(),
            requests=options.requests,
            seconds=options.seconds,
            rate=options.rate,
            concurrency=options.concurrency,
            fault_share=options.fault_share,
            seed=options.seed,
        ),
    )
    if options.out is not None:
        lines = (json.dumps(asdict(seen) | {"status": seen.status}) for seen in results)
        options.out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(json.dumps(asdict(totals(results, time.monotonic() - began))) + "\n")


if __name__ == "__main__":
    main()
