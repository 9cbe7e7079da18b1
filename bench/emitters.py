"""What a log call costs the service, with the broker up and with it away in three ways.

For each state of the broker, 1 and 16 threads log a record of the size of an inference event. Two loads:

- `paced`: the threads log at a fixed total rate, as a serving process does. The bar is judged on this one.
- `saturated`: every thread logs as fast as it can. On a few cores a thread then waits for the interpreter
  lock by construction, whatever it calls; the load fills the buffer and shows that memory stays bounded.

Before each log call the same thread runs and times a `control`: plain Python of about the same length that
touches nothing shared, the work after which a service logs. What the control shows at p99.9 is the machine and
the interpreter, not the emitters. `cpu` is the processor time of a log call in a tight loop: the figure that
other processes on the machine change least.
Each case runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from bench.brokers import BROKER_STATES

__all__ = ["main"]

LOADS: Final = ("paced", "saturated")
RATE_PER_SECOND: Final = 2_000
MEDIAN_BAR_MICROSECONDS: Final = 25.0
TAIL_BAR_MICROSECONDS: Final = 500.0
BUFFER_BYTES: Final = 8_000_000
IN_FLIGHT_BYTES: Final = 8_000_000
OVERHEAD_BYTES: Final = 24_000_000
"""Besides buffer and window: objects per record, one batch in the making, the client and its threads."""

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
class Case:
    """Figures of one case; times in microseconds."""

    broker: str
    threads: int
    load: str
    calls: int
    median: float
    p99: float
    p999: float
    worst: float
    cpu: float
    control_median: float
    control_p999: float
    grown_bytes: int
    taken: int
    dropped: int

    @property
    def within_bar(self) -> bool:
        """Whether time (paced load only) and memory are under their bars."""
        fast = self.median <= MEDIAN_BAR_MICROSECONDS and self.p999 <= TAIL_BAR_MICROSECONDS
        bounded = self.grown_bytes <= BUFFER_BYTES + IN_FLIGHT_BYTES + OVERHEAD_BYTES
        return bounded and (fast or self.load != "paced")


def main(arguments: Sequence[str] = ()) -> int:
    """Print the figures of all cases; with `--strict`, 1 if one of them misses its bar."""
    parser = argparse.ArgumentParser(prog="bench emitters", description=__doc__)
    parser.add_argument("--seconds", type=float, default=6.0, help="length of one case")
    parser.add_argument("--brokers", nargs="+", choices=list(BROKER_STATES), default=list(BROKER_STATES))
    parser.add_argument("--threads", nargs="+", type=int, default=[1, 16])
    parser.add_argument("--loads", nargs="+", choices=LOADS, default=LOADS)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument(
        "--one", nargs=4, metavar=("BROKER", "THREADS", "LOAD", "BOOTSTRAP"), help=argparse.SUPPRESS
    )
    options = parser.parse_args(arguments)
    if options.one:
        broker, threads, load, bootstrap = options.one
        print(json.dumps(asdict(measure(broker, int(threads), load, bootstrap, options.seconds))))
        return 0
    cases = [
        run_case(broker, threads, load, options.seconds)
        for load in options.loads
        for broker in options.brokers
        for threads in options.threads
    ]
    show(cases)
    print(
        json.dumps({"bench": "emitters", "cores": os.cpu_count(), "cases": [asdict(case) for case in cases]})
    )
    return int(options.strict and not all(case.within_bar for case in cases))


def run_case(broker: str, threads: int, load: str, seconds: float) -> Case:
    """Measure one case in a fresh process, against a broker in the wanted state."""
    with BROKER_STATES[broker]() as bootstrap:
        arguments = ["--seconds", str(seconds), "--one", broker, str(threads), load, bootstrap]
        done = subprocess.run(
            [sys.executable, "-m", "bench", "emitters", *arguments], stdout=subprocess.PIPE, check=True
        )
    return Case(**json.loads(done.stdout.splitlines()[-1]))


def measure(broker: str, threads: int, load: str, bootstrap: str, seconds: float) -> Case:
    """Log from `threads` threads for `seconds` and time each call."""
    import emitters

    emitters.configure(
        service_name="bench",
        kafka_bootstrap=bootstrap,
        kafka_api_version="2.1",
        buffer_bytes=BUFFER_BYTES,
        in_flight_bytes=IN_FLIGHT_BYTES,
        shutdown_seconds=0.5,
        capture_stdlib=False,
    )
    log = emitters.get_logger()
    control(1)
    cpu = processor_time(lambda: log.info("gen_ai.inference", **ATTRIBUTES))
    before = peak_bytes()
    interval = threads / RATE_PER_SECOND if load == "paced" else 0.0
    times: list[list[int]] = [[] for _ in range(threads)]
    controls: list[list[int]] = [[] for _ in range(threads)]
    ready = threading.Barrier(threads)

    def work(number: int) -> None:
        spent, spent_control, now = times[number].append, controls[number].append, time.perf_counter_ns
        ready.wait()
        began = time.monotonic()
        following, end = began + interval * number / threads, began + seconds
        while time.monotonic() < end:
            if interval:
                time.sleep(max(0.0, following - time.monotonic()))
                following += interval
            start = now()
            control(number)
            middle = now()
            log.info("gen_ai.inference", **ATTRIBUTES)
            stop = now()
            spent_control(middle - start)
            spent(stop - middle)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    samples = sum(map(len, times))
    # The samples themselves are not the emitters' memory: an int and its place, twice per call.
    grown = peak_bytes() - before - samples * 2 * 40
    stats = emitters.stats()
    emitters.shutdown()
    calls = sorted(value for each in times for value in each)
    reference = sorted(value for each in controls for value in each)
    return Case(
        broker=broker,
        threads=threads,
        load=load,
        calls=samples,
        median=quantile(calls, 0.5),
        p99=quantile(calls, 0.99),
        p999=quantile(calls, 0.999),
        worst=calls[-1] / 1_000,
        cpu=cpu,
        control_median=quantile(reference, 0.5),
        control_p999=quantile(reference, 0.999),
        grown_bytes=grown,
        taken=stats.taken,
        dropped=sum(sum(levels.values()) for levels in stats.dropped.values()),
    )


def processor_time(call: Callable[[], object], calls: int = 250, rounds: int = 10) -> float:
    """Processor time of one call in microseconds, in the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.thread_time_ns()
        for _ in range(calls):
            call()
        best = min(best, (time.thread_time_ns() - started) / calls / 1_000)
    return best


def control(seed: int) -> int:
    """Plain Python of about the length of a log call, without anything shared."""
    value = seed
    for step in range(250):
        value = (value * 31 + step) & 0xFFFF
    return value


def quantile(ordered: list[int], share: float) -> float:
    """A quantile in microseconds of times in nanoseconds."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1_000


def peak_bytes() -> int:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024


def show(cases: list[Case]) -> None:
    table = Table(
        title="one log call, microseconds", caption="control: plain Python of the same length, same thread"
    )
    for column in ("load", "broker", "threads", "calls", "median", "p99", "p99.9", "worst", "cpu"):
        table.add_column(column, justify="left" if column in {"load", "broker"} else "right")
    for column in ("control median", "control p99.9", "grown MB", "dropped", "within bar"):
        table.add_column(column, justify="right")
    for case in cases:
        table.add_row(
            case.load,
            case.broker,
            str(case.threads),
            f"{case.calls:,}",
            *(f"{value:,.1f}" for value in (case.median, case.p99, case.p999, case.worst, case.cpu)),
            *(f"{value:,.1f}" for value in (case.control_median, case.control_p999)),
            f"{case.grown_bytes / 1e6:.1f}",
            f"{case.dropped:,}",
            "yes" if case.within_bar else "no",
        )
    Console(width=160).print(table)
