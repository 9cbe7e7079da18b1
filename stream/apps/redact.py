"""App `redact`: the only reader of the raw zone and the only writer of the clean one.

`prepare` turns raw messages into what is to be sent (`stream.gate.redact`), `commit` sends it: dead letters first,
then the one clean message of each, then the audit; all are awaited, so the raw offset is committed only when they are
durable. Quiet raw partitions get a tick.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

import structlog

from emitters import wire
from redaction import Redactor
from redaction import errors as redaction_errors
from redaction.build import build_redactor
from redaction.policy.operators import KeySource
from stream.config.inputs import CLEAN_TOPICS, Input, inputs_of
from stream.config.topic_names import CLEAN_AUDIT, RAW_DEAD
from stream.derive.labels import OTHER, UNKNOWN
from stream.errors import BrokerRefused, SettingsFault, SinkRejected
from stream.exits import EXIT_FAILED
from stream.gate.decode import Dead
from stream.gate.redact import Raw, Redacted, redact_messages
from stream.kafka.admin import NO_TOPIC_ID, topic_ids
from stream.messages import Message, Origin, RawMessage
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.lanes import MAX_TOGETHER, Delivered

__all__ = ["Prepared", "RedactApp", "load_redactor", "spec"]

log = structlog.get_logger(__name__)


_MOST_SERVICES: Final = 200
_LONGEST_LABEL: Final = 128
_OWN_DEAD_HEADERS: Final = 3
_AUDIT_HEADERS: Final = ((wire.HEADER_CONTENT_TYPE, b"application/json"),)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A raw message and what it turned into."""

    message: RawMessage
    origin: Origin
    redacted: Redacted


def load_redactor(policy: str, tenant_keys: Mapping[str, KeySource] | None = None) -> Redactor:
    """The redactor of a policy.

    Args:
        policy: A shipped name or a path.
        tenant_keys: Keys of tenants beside those in the policy.

    Raises:
        SettingsFault: The policy or a key is wrong; every fault is listed.
    """
    try:
        return build_redactor(policy, tenant_keys=tenant_keys)
    except redaction_errors.PolicyError as error:
        raise SettingsFault(*(f"SCRUBLINE_POLICY: {fault}" for fault in error.faults)) from None
    except redaction_errors.RedactionError as error:
        raise SettingsFault(f"SCRUBLINE_POLICY: {error}") from None


class RedactApp:
    """Both steps of the app, and its ticks.

    Args:
        context: The worker around it.
        redactor: The compiled policy.
    """

    def __init__(self, context: WorkerContext, redactor: Redactor) -> None:
        settings = context.settings
        self._context = context
        self._redactor = redactor
        self._inputs = inputs_of(settings)
        self._clean = {signal: settings.topic(name) for signal, name in CLEAN_TOPICS.items()}
        self._dead = settings.topic(RAW_DEAD)
        self._audit = settings.topic(CLEAN_AUDIT)
        self._topic_ids: dict[str, str] = {}
        self._heard: dict[tuple[str, int], float] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._services: set[str] = set()

    def spec(self) -> AppSpec[Prepared]:
        """How the worker runs it."""
        return AppSpec(
            name="redact",
            topics=tuple(self._inputs),
            prepare=self.prepare,
            commit=self.commit,
            together=MAX_TOGETHER,
            writes=(
                *self._clean.values(),
                self._dead,
                self._audit,
                *(topic for topic, source in self._inputs.items() if source.ticks),
            ),
            start=self._start,
            stop=self._stop,
        )

    def prepare(self, batch: Sequence[Delivered]) -> list[Prepared]:
        """Redact raw messages of one partition; pure but for the note that it spoke."""
        raws = [self._raw(delivered) for delivered in batch]
        return [
            Prepared(raw.message, raw.origin, redacted)
            for raw, redacted in zip(raws, redact_messages(raws, self._redactor), strict=True)
        ]

    def _raw(self, delivered: Delivered) -> Raw:
        message = delivered.message
        self._heard[message.topic, message.partition] = monotonic()
        source = self._inputs[message.topic]
        origin = Origin(
            source.alias,
            self._topic_ids.get(message.topic, NO_TOPIC_ID),
            message.partition,
            message.offset,
            delivered.previous,
            message.append_ms,
        )
        return Raw(message, origin, source.encoding, delivered.struck)

    async def commit(self, prepared: Sequence[Prepared]) -> None:
        """Send everything that raw messages of one partition turned into, in few requests.

        Their clean messages keep the order, and of one record batch all are written or none.
        """
        outs = [one.redacted for one in prepared]
        context, message = self._context, prepared[0].message
        publish = context.producer.publish_together
        clean = self._clean[self._inputs[message.topic].signal]
        partition = message.partition % context.settings.partitions
        await self._bury([(dead, one) for one in prepared for dead in one.redacted.dead])
        await publish(clean, partition, [Message(out.value, out.headers) for out in outs])
        audits = [Message(out.audit, _AUDIT_HEADERS) for out in outs if out.audit]
        if audits:
            await publish(self._audit, context.partition_in(self._audit, partition), audits)
        self._book(outs, clean)

    async def _bury(self, dead: Sequence[tuple[Dead, Prepared]]) -> None:
        """To the dead letters; of what they do not take, that it was there."""
        if not dead:
            return
        partition = dead[0][1].message.partition
        try:
            await self._context.bury(self._dead, partition, [self._letter(*pair) for pair in dead])
        except BrokerRefused:
            raise
        except SinkRejected:
            # The headers of one of them are none that can be written down, or it is too large for any request.
            if len(dead) == 1:
                await self._context.bury(self._dead, partition, [_stub(*dead[0])])
            else:
                for pair in dead:
                    await self._bury([pair])

    def _letter(self, dead: Dead, prepared: Prepared) -> Message:
        message = prepared.message
        if self._context.watchdog.unburied(message.topic, message.partition, message.offset):
            return _stub(dead, prepared)
        return Message(dead.value, _dead_headers(dead, prepared), message.key)

    def _book(self, outs: Sequence[Redacted], clean: str) -> None:
        books, telemetry = self._context.books, self._context.telemetry
        books.took(sum(out.taken for out in outs))
        books.delivered(clean, sum(out.count for out in outs))
        findings: Counter[tuple[str, str, str]] = Counter()
        for out in outs:
            for dead in out.dead:
                books.dead(dead.reason, dead.records)
            for rule, records in out.dropped.items():
                books.dropped(rule, records)
            findings.update(out.findings)
        for (service, entity, rule), times in findings.items():
            telemetry.count(
                "scrubline_redaction_findings_total",
                times,
                service=self._service(service),
                entity=entity,
                rule=rule,
            )
        failed = sum(out.failed for out in outs)
        if failed:
            telemetry.count("scrubline_redaction_masked_total", failed, reason="engine")

    def _service(self, name: str) -> str:
        """The label of a service: of the first ones their name, as long as it is short."""
        if not name:
            return UNKNOWN
        if name not in self._services:
            if len(name) > _LONGEST_LABEL or len(self._services) >= _MOST_SERVICES:
                return OTHER
            self._services.add(name)
        return name

    async def _start(self) -> None:
        self._topic_ids = await topic_ids(self._context.settings, self._inputs)
        self._context.telemetry.show("scrubline_info", 1, version=_version(), policy=self._redactor.plan_hash)
        self._ticking = asyncio.create_task(self._tick_for_ever(), name="ticks")

    async def _stop(self) -> None:
        if self._ticking is not None:
            self._ticking.cancel()
            await asyncio.gather(self._ticking, return_exceptions=True)

    async def _tick_for_ever(self) -> None:
        period = self._context.settings.tick_seconds
        try:
            while True:
                await asyncio.sleep(period / 2)
                for topic, partition in sorted(self._context.assignment):
                    if self._quiet(self._inputs[topic], partition, period):
                        self._heard[topic, partition] = monotonic()
                        await self._context.producer.publish(topic, b"", partition=partition)
        except Exception as error:  # noqa: BLE001 - without ticks the metrics stand still, so somebody must know
            log.error("ticks failed: stopping", error=type(error).__name__)  # noqa: TRY400 - names, never texts
            self._context.stop("ticks failed", EXIT_FAILED)

    def _quiet(self, source: Input, partition: int, period: float) -> bool:
        heard = self._heard.setdefault((source.topic, partition), monotonic())
        return source.ticks and monotonic() - heard >= period


def _dead_headers(dead: Dead, prepared: Prepared) -> list[tuple[str, bytes]]:
    """Why and from where; the message's own headers follow, as this topic is in the raw zone too."""
    return [
        ("dead-reason", dead.reason.encode()),
        ("dead-origin", prepared.origin.encode()),
        ("dead-index", str(dead.index).encode()),
        *prepared.message.headers,
    ]


def _stub(dead: Dead, prepared: Prepared) -> Message:
    """A dead letter without what may be wrong with it."""
    headers = _dead_headers(dead, prepared)[:_OWN_DEAD_HEADERS]
    return Message(b"", [*headers, ("dead-size", str(len(dead.value)).encode())])


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - asked once, at start

    return version("scrubline")


def spec(context: WorkerContext) -> AppSpec[Prepared]:
    """The app of this worker.

    Raises:
        SettingsFault: The policy is wrong.
    """
    return RedactApp(context, load_redactor(context.settings.policy, context.settings.tenant_keys)).spec()
