"""Run the demo: `make demo`, or `python -m examples.demo`.

Starts the pipeline, sends real prompts with their content captured, shows what happens, and on Ctrl-C or after
DEMO_SECONDS drains it and settles the books. The last line is one JSON object; the exit code is 1 if a record that
an emitter took did not come out exactly once.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.live import Live

from examples import load
from examples.demo.books import Emitted, balance_logs, balance_spans
from examples.demo.dead import dead_letters
from examples.demo.lag import Fallen, Lag
from examples.demo.pipeline import GRID_SECONDS, PARTITIONS, PREFIX, Pipeline, pipeline
from examples.demo.view import Picture, render
from examples.prompts import labelled_prompts

__all__ = ["main"]

_REQUESTS_PER_SECOND: Final = 8.0
_MAX_LAG_PER_PARTITION: Final = 100
_LOOK_SECONDS: Final = 0.5
_QUIET_SECONDS: Final = 45.0
"""Draining gives up when nothing has arrived for this long: longer than a killed worker's session and restart."""
_SAMPLES: Final = 3


class Demo:
    """One run.

    Args:
        parts: The running pipeline.
        seconds: How long to send, None for until told to stop.
        console: Where to show it.
    """

    def __init__(self, parts: Pipeline, seconds: float | None, console: Console) -> None:
        self._parts = parts
        self._seconds = seconds
        self._console = console
        self._prompts = labelled_prompts()
        self._picture = Picture()
        self._history: deque[tuple[float, int, int, int]] = deque(maxlen=20)
        self._seen: list[load.Seen] = []
        self._began = time.monotonic()
        self._stop = asyncio.Event()

    def stop(self) -> None:
        """End the load; the drain follows."""
        self._stop.set()

    async def run(self) -> dict[str, Any]:
        """Send, drain, settle.

        Returns:
            The books; `balanced` is the verdict.
        """
        with Live(console=self._console, refresh_per_second=4, transient=False) as live:
            watching = asyncio.create_task(self._watch(live))
            try:
                return await self._phases(watching)
            finally:
                watching.cancel()
                await asyncio.gather(watching, return_exceptions=True)

    async def _phases(self, watching: asyncio.Task[None]) -> dict[str, Any]:
        self._picture.title = "workers are starting"
        await self._until(self._reading, watching)
        self._picture.title = "running, Ctrl-C ends it"
        (self._parts.folder / "gateway.ready").touch()
        self._began = time.monotonic()
        await self._load()
        self._picture.title = "draining"
        emitted = await self._parts.end_services()
        await self._drain(emitted, watching)
        uids, dead_spans = await dead_letters(self._parts.bootstrap, f"{PREFIX}raw.dead", PARTITIONS)
        more, more_spans = await dead_letters(self._parts.bootstrap, f"{PREFIX}clean.dead", PARTITIONS)
        self._picture.title = "done"
        return self._settle(emitted, uids | more, dead_spans + more_spans)

    def _reading(self) -> bool:
        """Whether ticks of every partition have gone the whole way."""
        return bool(self._parts.metrics.total("scrubline_derive_watermark_seconds"))

    async def _load(self) -> None:
        await load.run(
            self._parts.gateway_url,
            self._prompts,
            requests=None,
            seconds=self._seconds if self._seconds is not None else float("inf"),
            rate=_REQUESTS_PER_SECOND,
            seen=self._seen,
            before_each=self._hold_back,
        )

    async def _hold_back(self) -> bool:
        """Wait while a worker is far behind: the embedded broker forgets what is not read in time.

        Returns:
            False once the load is to end; answers under way are waited for, the services count them.
        """
        while not self._stop.is_set() and any(  # noqa: ASYNC110 - what changes is a figure, not an event
            lag.worst > _MAX_LAG_PER_PARTITION for lag in self._picture.lag.values()
        ):
            await asyncio.sleep(_LOOK_SECONDS)  # the watch renews the figures as often
        return not self._stop.is_set()

    async def _drain(self, emitted: list[Emitted], watching: asyncio.Task[None]) -> None:
        parts = self._parts
        expected = (
            sum(each.taken for each in emitted),
            sum(each.spans - each.spans_dropped for each in emitted),
        )

        def arrived() -> bool:
            truth = self._truth()
            return (
                len(parts.loki.uids) >= expected[0]
                and len(parts.traces.span_ids) >= expected[1]
                and parts.metrics.total("llm_inference_requests_total") >= truth.requests
            )

        await self._until(arrived, watching)
        # What comes too often comes late: leave repeats and further samples the time to arrive.
        await asyncio.sleep(GRID_SECONDS)

    async def _until(self, done: Any, watching: asyncio.Task[None]) -> None:
        """Wait for a condition as long as anything moves."""
        state, since = None, time.monotonic()
        while not done():
            if watching.done():
                watching.result()
            now = self._counts()
            if now != state:
                state, since = now, time.monotonic()
            elif time.monotonic() - since > _QUIET_SECONDS:
                return
            if self._parts.workers.ended:
                raise RuntimeError(f"the workers ended: see {self._parts.folder}/workers.log")
            await asyncio.sleep(_LOOK_SECONDS / 2)

    def _counts(self) -> tuple[int, ...]:
        parts = self._parts
        return (
            len(self._seen),
            len(parts.loki.uids),
            len(parts.traces.span_ids),
            parts.metrics.request_count,
        )

    def _truth(self) -> load.Totals:
        return load.totals(self._seen)

    def _settle(self, emitted: list[Emitted], dead: set[str], dead_spans: int) -> dict[str, Any]:
        parts, truth = self._parts, self._truth()
        pushed = {
            "requests": (truth.requests, parts.metrics.total("llm_inference_requests_total")),
            "input_tokens": (truth.input_tokens, parts.metrics.total("llm_input_tokens_total")),
            "output_tokens": (truth.output_tokens, parts.metrics.total("llm_output_tokens_total")),
        }
        metrics = {
            "in": truth.requests,
            "delivered": int(pushed["requests"][1]),
            **{name: {"truth": told, "derived": derived} for name, (told, derived) in pushed.items()},
            "conflicting_samples": parts.metrics.conflicts,
            "balanced": all(told == derived for told, derived in pushed.values())
            and not parts.metrics.conflicts,
        }
        books = {
            "loki": balance_logs(emitted, parts.loki.uids, dead),
            "traces": balance_spans(emitted, parts.traces.span_ids, dead_spans),
            "metrics": metrics,
        }
        total = {
            name: sum(int(each.get(name, 0)) for each in (books["loki"], books["traces"]))
            for name in ("in", "delivered", "dead", "dropped", "lost")
        }
        balanced = truth.requests > 0 and all(bool(each["balanced"]) for each in books.values())
        return {**total, "requests": truth.requests, "destinations": books, "balanced": balanced}

    async def _watch(self, live: Live) -> None:
        while True:
            self._picture.lag = await self._read_lag()
            self._refresh()
            live.update(render(self._picture))
            await asyncio.sleep(_LOOK_SECONDS)

    async def _read_lag(self) -> dict[str, Lag]:
        return await self._parts.probe.read()

    def _refresh(self) -> None:
        parts, picture, now = self._parts, self._picture, time.monotonic()
        picture.seconds = now - self._began
        picture.requests = len(self._seen)
        picture.logs, picture.spans = len(parts.loki.uids), len(parts.traces.span_ids)
        picture.repeats = parts.loki.repeats + parts.traces.repeats
        self._history.append((now, picture.requests, picture.logs, picture.spans))
        first = self._history[0]
        span = max(now - first[0], 1e-9)
        picture.rates = (
            (picture.requests - first[1]) / span,
            (picture.logs - first[2]) / span,
            (picture.spans - first[3]) / span,
        )
        picture.samples = self._samples()
        picture.trace = self._trace()
        total = parts.metrics.total
        picture.metrics = [
            ("llm_inference_requests_total", total("llm_inference_requests_total")),
            (
                '… {status!="ok"}',
                total("llm_inference_requests_total") - total("llm_inference_requests_total", status="ok"),
            ),
            ("llm_input_tokens_total", total("llm_input_tokens_total")),
            ("llm_output_tokens_total", total("llm_output_tokens_total")),
            ("llm_inference_latency_seconds_count", total("llm_inference_latency_seconds_count")),
        ]

    def _samples(self) -> list[tuple[str, str]]:
        """The last prompts whose records arrived, as sent and as stored."""
        found: list[tuple[str, str]] = []
        for entry in reversed(self._parts.loki.entries[-400:]):
            if len(found) == _SAMPLES:
                break
            record = json.loads(entry.line)
            messages = record.get("gen_ai.input.messages")
            trace = record.get("trace_id")
            plan = next((seen for seen in self._seen[-400:] if seen.trace_id == trace), None)
            if not messages or plan is None or record.get("scrubline.side") != "client":
                continue
            found.append((self._prompts[plan.number % len(self._prompts)], _text_of(messages)))
        return found[::-1]

    def _trace(self) -> list[Any]:
        spans = self._parts.traces.spans
        for candidate in reversed(spans[-200:-20]):
            together = [span for span in spans[-400:] if span.trace_id == candidate.trace_id]
            if len({span.service for span in together}) > 1:
                return together
        return []


def _text_of(messages: Any) -> str:
    """The text in the content of captured messages, whatever shape it has."""
    if isinstance(messages, str):
        try:
            return _text_of(json.loads(messages))
        except ValueError:
            return messages
    if isinstance(messages, list):
        return " ".join(filter(None, map(_text_of, messages)))
    if isinstance(messages, dict):
        return " ".join(_text_of(messages[key]) for key in ("content", "parts", "text") if key in messages)
    return ""


def _seconds() -> float | None:
    text = os.environ.get("DEMO_SECONDS", "")
    try:
        return float(text) if text else None
    except ValueError:
        sys.exit(f"DEMO_SECONDS: {text!r} is no number of seconds")


async def _run(seconds: float | None, console: Console) -> dict[str, Any]:
    folder = Path(tempfile.mkdtemp(prefix="scrubline-demo-"))
    console.print(f"Logs of all processes: {folder}")
    console.print(
        "The embedded broker has no transactions and no access control; use `make stack` for real servers."
    )
    async with pipeline(folder) as parts:
        demo = Demo(parts, seconds, console)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, demo.stop)
        return await demo.run()


def main() -> int:
    """Run it; the exit code is 0 only for balanced books."""
    console = Console(stderr=not sys.stdout.isatty())
    try:
        books = asyncio.run(_run(_seconds(), console))
    except (Fallen, RuntimeError) as error:
        books = {"balanced": False, "error": str(error)}
    console.print()
    sys.stdout.write(json.dumps(books) + "\n")
    return 0 if books["balanced"] else 1


if __name__ == "__main__":
    sys.exit(main())
