"""The demo's pipeline: starts every part, and stops them from the source to the end."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from examples.demo.books import Emitted
from examples.demo.lag import LagProbe
from examples.demo.processes import Process
from stream.testing.broker import API_VERSION
from stream.testing.loki_receiver import LokiReceiver
from stream.testing.otlp_receiver import OtlpTraceReceiver
from stream.testing.remote_write_receiver import RemoteWriteReceiver

__all__ = ["GRID_SECONDS", "PARTITIONS", "PREFIX", "Pipeline", "pipeline"]

PREFIX: Final = "scrubline."
PARTITIONS: Final = 8
GRID_SECONDS: Final = 5
MODELS: Final = ("scribe-small", "scribe-large")

_TOPICS: Final = (
    *("raw.logs", "raw.spans", "raw.dead"),
    *("clean.logs", "clean.spans", "clean.audit", "clean.dead"),
)
_GROUPS: Final = {
    "redact": ("raw.logs", "raw.spans"),
    "logs": ("clean.logs",),
    "traces": ("clean.spans",),
    "metrics": ("clean.logs",),
}


@dataclass
class Pipeline:
    """Everything that runs.

    Attributes:
        folder: Logs and state of the processes.
        bootstrap: Address of the embedded broker.
        gateway_url: Where the load goes.
        workers: The process of `worker all`.
        gateway: The first service.
        model: The second.
        loki: Receiver of log records.
        traces: Receiver of spans.
        metrics: Receiver of samples.
        probe: Lag of the four groups.
    """

    folder: Path
    bootstrap: str
    gateway_url: str
    workers: Process
    gateway: Process
    model: Process
    loki: LokiReceiver
    traces: OtlpTraceReceiver
    metrics: RemoteWriteReceiver
    probe: LagProbe

    async def end_services(self) -> list[Emitted]:
        """Stop gateway and model, which flushes their emitters, and read what they say they took."""
        emitted = []
        for service in (self.gateway, self.model):
            code = await service.stop()
            if code:
                raise RuntimeError(f"{service.name} ended with code {code}: see {self.folder}")
            emitted.append(_emitted(await service.announced()))
        return emitted


def _emitted(report: dict[str, Any]) -> Emitted:
    records, spans = report["records"], report["spans"]
    return Emitted(
        producer_id=records["producer_id"],
        taken=records["taken"],
        dropped=sum(sum(levels.values()) for levels in records["dropped"].values()),
        lost=sum(records["lost"].values()) + records["buffered_records"] + records["in_flight"],
        spans=spans["taken"],
        spans_dropped=spans["taken"] - spans["delivered"],
    )


@contextlib.asynccontextmanager
async def pipeline(folder: Path) -> AsyncIterator[Pipeline]:
    """Start everything; on exit nothing is left running.

    Args:
        folder: For logs and state.

    Raises:
        RuntimeError: A part did not start; the message names its log file.
    """
    async with contextlib.AsyncExitStack() as stack:
        loki = await stack.enter_async_context(LokiReceiver())
        traces = await stack.enter_async_context(OtlpTraceReceiver())
        metrics = await stack.enter_async_context(RemoteWriteReceiver())

        async def begin(name: str, *arguments: str, **environment: str) -> Process:
            process = Process(name, arguments, environment, folder / f"{name}.log")
            await process.start()
            stack.push_async_callback(process.stop)
            return process

        topics = [f"--topic={PREFIX}{name}:{PARTITIONS}" for name in _TOPICS]
        broker = await begin("broker", "stream.testing.broker", *topics)
        bootstrap = (await broker.announced())["bootstrap"]
        shared = {
            "SCRUBLINE_KAFKA_BOOTSTRAP": bootstrap,
            "SCRUBLINE_KAFKA_API_VERSION": API_VERSION,
            "SCRUBLINE_TOPIC_PREFIX": PREFIX,
            "SCRUBLINE_PARTITIONS": str(PARTITIONS),
            "SCRUBLINE_ENVIRONMENT": "demo",
        }
        workers = await begin(
            "workers",
            *("stream", "worker", "all"),
            **shared,
            SCRUBLINE_LOKI_URL=loki.url,
            SCRUBLINE_TRACES_URL=traces.url,
            SCRUBLINE_REMOTE_WRITE_URL=metrics.write_url,
            SCRUBLINE_STATE_DIR=str(folder / "state"),
            SCRUBLINE_GRID_SECONDS=str(GRID_SECONDS),
            SCRUBLINE_TICK_SECONDS="1",
            SCRUBLINE_MODELS=",".join(MODELS),
        )
        model = await begin("model", "examples.model", **shared)
        model_url = (await model.announced())["url"]
        gateway = await begin(
            "gateway", "examples.gateway", "--model-url", model_url, **shared, SCRUBLINE_CAPTURE_CONTENT="1"
        )
        gateway_url = (await gateway.announced())["url"]
        groups = {
            f"{PREFIX}{app}": tuple(f"{PREFIX}{name}" for name in names) for app, names in _GROUPS.items()
        }
        probe = LagProbe(bootstrap, groups, PARTITIONS)
        await probe.start()
        stack.push_async_callback(probe.stop)
        yield Pipeline(folder, bootstrap, gateway_url, workers, gateway, model, loki, traces, metrics, probe)
