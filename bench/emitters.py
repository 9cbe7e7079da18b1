"""What a log call costs the service, with the broker up and with it away in three ways.

For each state of the broker, 1 and 16 threads log a record of the size of an inference event. Two loads:

- `paced`: the threads log at a fixed total rate, as a serving process does, and sleep in between. The bar is judged
  on this one. The processor comes out of the sleep with cold caches, so whatever runs first takes three to five times
  as long as in a loop.
- `saturated`: every thread logs as fast as it can. On a few cores a thread then waits for the interpreter
  lock by construction, whatever it calls: a call of t microseconds meets the switch after 5 ms with probability
  t / 5,000, and above 5 us that is more than one in a thousand. The load fills the buffer and shows that memory
  stays bounded.

Every second turn the thread makes another call instead, `peer`: structlog's own chain to JSON with the same
attributes, thrown away. It shares nothing with the emitters, so what it shows is the machine and the interpreter.
Before either the thread does `work` of about 25 us in a tight loop, the work after which a service logs. Of the calls
over the tail bar the kernel's counts tell the cause: `waited`, the thread gave up the processor, for a lock or the
interpreter; `preempted`, the kernel took it away; the rest lost time below the kernel, to faults or another guest.
`cpu` is the processor time of a log call in a tight loop: the figure that other processes on the machine change least.
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
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from bench.brokers import BROKER_STATES
from bench.log_calls import ATTRIBUTES, TAIL_BAR_MICROSECONDS, Slow, Times, peer_logger, processor_time, work

__all__ = ["main"]

LOADS: Final = ("paced", "saturated")
RATE_PER_SECOND: Final = 2_000
MEDIAN_BAR_MICROSECONDS: Final = 25.0
BUFFER_BYTES: Final = 8_000_000
IN_FLIGHT_BYTES: Final = 8_000_000
OVERHEAD_BYTES: Final = 24_000_000
"""Besides buffer and window: objects per record, one batch in the making, the client and its threads."""


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
    slow: Slow
    peer_median: float
    peer_p999: float
    peer_cpu: float
    peer_slow: Slow
    work_median: float
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
    found = json.loads(done.stdout.splitlines()[-1])
    slow, peer_slow = (Slow(**found.pop(name)) for name in ("slow", "peer_slow"))
    return Case(**found, slow=slow, peer_slow=peer_slow)


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
    ours, peer = emitters.get_logger(), peer_logger()
    cpu = processor_time(lambda: ours.info("gen_ai.inference", **ATTRIBUTES))
    peer_cpu = processor_time(lambda: peer.info("gen_ai.inference", **ATTRIBUTES))
    before = peak_bytes()
    interval = threads / RATE_PER_SECOND if load == "paced" else 0.0
    loggers = (Times(ours), Times(peer))
    works: list[int] = []
    ready = threading.Barrier(threads)

    def thread(number: int) -> None:
        now, usage, who = time.perf_counter_ns, resource.getrusage, resource.RUSAGE_THREAD
        ready.wait()
        began = time.monotonic()
        following, end = began + interval * number / threads, began + seconds
        turn = number
        while time.monotonic() < end:
            if interval:
                time.sleep(max(0.0, following - time.monotonic()))
                following += interval
            turn += 1
            times = loggers[turn % 2]
            info = times.logger.info
            start = now()
            work(number)
            works.append(now() - start)
            counts = usage(who)
            start = now()
            info("gen_ai.inference", **ATTRIBUTES)
            times.add(now() - start, counts, usage(who))

    workers = [threading.Thread(target=thread, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    # The samples themselves are not the emitters' memory: an int and its place, twice per call.
    grown = peak_bytes() - before - len(works) * 2 * 40
    stats = emitters.stats()
    emitters.shutdown()
    calls, peers = (sorted(times.spent) for times in loggers)
    return Case(
        broker=broker,
        threads=threads,
        load=load,
        calls=len(calls),
        median=quantile(calls, 0.5),
        p99=quantile(calls, 0.99),
        p999=quantile(calls, 0.999),
        worst=calls[-1] / 1_000,
        cpu=cpu,
        slow=loggers[0].slow(),
        peer_median=quantile(peers, 0.5),
        peer_p999=quantile(peers, 0.999),
        peer_cpu=peer_cpu,
        peer_slow=loggers[1].slow(),
        work_median=quantile(sorted(works), 0.5),
        grown_bytes=grown,
        taken=stats.taken,
        dropped=sum(sum(levels.values()) for levels in stats.dropped.values()),
    )


def quantile(ordered: list[int], share: float) -> float:
    """A quantile in microseconds of times in nanoseconds."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] / 1_000


def peak_bytes() -> int:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1_024


def show(cases: list[Case]) -> None:
    caption = "peer: structlog's own chain to JSON; slow: calls over 500 us, of which waited, preempted"
    table = Table(title="one log call, microseconds", caption=caption)
    for column in ("load", "broker", "threads", "calls", "median", "p99", "p99.9", "cpu", "slow"):
        table.add_column(column, justify="left" if column in {"load", "broker"} else "right")
    for column in ("peer median", "peer p99.9", "peer cpu", "peer slow", "grown MB", "dropped", "within bar"):
        table.add_column(column, justify="right")
    for case in cases:
        table.add_row(
            case.load,
            case.broker,
            str(case.threads),
            f"{case.calls:,}",
            *(f"{value:,.1f}" for value in (case.median, case.p99, case.p999, case.cpu)),
            shown(case.slow),
            *(f"{value:,.1f}" for value in (case.peer_median, case.peer_p999, case.peer_cpu)),
            shown(case.peer_slow),
            f"{case.grown_bytes / 1e6:.1f}",
            f"{case.dropped:,}",
            "yes" if case.within_bar else "no",
        )
    Console(width=180).print(table)


def shown(slow: Slow) -> str:
    return f"{slow.calls}: {slow.waited}, {slow.preempted}"
