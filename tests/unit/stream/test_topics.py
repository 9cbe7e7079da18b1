"""The topic plan: names, zones, settings and the access matrix."""

from __future__ import annotations

import asyncio
import importlib
from pathlib import Path

from stream.cli import APPS
from stream.config.setting_types import Source
from stream.config.settings import Settings
from stream.config.topics import access_matrix, topic_plans
from stream.telemetry import Books, Telemetry
from stream.worker.context import AppSpec, WorkerContext
from stream.worker.watchdog import Watchdog

SOURCES = (
    Source(topic="otlp_logs", alias="otel", signal="logs", encoding="otlp_proto"),
    Source(topic="lines", alias="lines", signal="logs", encoding="ndjson", ticks=True),
    Source(topic="otlp_spans", alias="spans2", signal="spans", encoding="otlp_proto", ticks=True),
)


def test_each_topic_lies_under_the_prefix_of_its_zone() -> None:
    """One prefixed access rule per zone is enough."""
    for plan in topic_plans(Settings(topic_prefix="a.")):
        assert plan.name.startswith(f"a.{plan.zone}.")


def test_only_redact_reads_raw_and_writes_the_open_topics() -> None:
    """The privacy boundary as access rules: nobody else has both sides."""
    plans = topic_plans(Settings())
    raw_readers = {reader for plan in plans if plan.zone == "raw" for reader in plan.read_by}
    assert raw_readers == {"redact", "operators on call"}
    for plan in plans:
        if plan.name in {"scrubline.clean.logs", "scrubline.clean.spans", "scrubline.clean.audit"}:
            assert plan.written_by == ("redact",)


def test_raw_topics_carry_the_brokers_time_and_forget() -> None:
    """LogAppendTime, the stated retention, segments short enough to keep it; clean messages may be 4 times larger."""
    plans = {plan.name: plan for plan in topic_plans(Settings(raw_retention_seconds=1800))}
    raw, clean = plans["scrubline.raw.logs"].config, plans["scrubline.clean.logs"].config
    assert raw["message.timestamp.type"] == "LogAppendTime"
    assert (raw["retention.ms"], raw["segment.ms"]) == ("1800000", "1800000")
    assert int(clean["max.message.bytes"]) == 4 * int(raw["max.message.bytes"])


def test_the_matrix_names_every_topic_and_foreign_source() -> None:
    """One row per topic, foreign ones included."""
    settings = Settings(sources=SOURCES)
    rows = access_matrix(settings).splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [
        *(plan.name for plan in topic_plans(settings)),
        *(source.topic for source in SOURCES),
    ]


def specs(tmp_path: Path) -> dict[str, AppSpec[object]]:
    """What the four apps say of themselves."""
    settings = Settings(
        policy="structured",
        state_dir=tmp_path,
        sources=SOURCES,
        loki_url="http://127.0.0.1:1",
        traces_url="http://127.0.0.1:1",
        remote_write_url="http://127.0.0.1:1/write",
    )

    async def made() -> dict[str, AppSpec[object]]:
        found = {}
        for app in APPS:
            telemetry = Telemetry(app)
            with Watchdog(tmp_path, app, 30) as watchdog:
                context = WorkerContext(settings, telemetry, Books(telemetry), watchdog)
                spec = importlib.import_module(f"stream.apps.{app}").spec(context)
            if spec.start is None and spec.stop is not None:
                await spec.stop()
            found[app] = spec
        return found

    return asyncio.run(made())


def test_the_matrix_grants_each_app_what_its_spec_names_and_no_more(tmp_path: Path) -> None:
    """The table that `topics create` prints against what each app consumes and publishes to, ticks among it."""
    granted: dict[str, set[tuple[str, str]]] = {app: set() for app in APPS}
    for row in access_matrix(Settings(sources=SOURCES)).splitlines()[2:]:
        _, _, topic, written_by, read_by, _ = map(str.strip, row.split("|"))
        for access, people in (("write", written_by), ("read", read_by)):
            for who in people.split(", "):
                app = who.removesuffix(" (ticks)")
                if app in granted:
                    granted[app].add((access, topic.split("`")[1]))
    asked = {
        app: {("read", topic) for topic in spec.topics} | {("write", topic) for topic in spec.writes}
        for app, spec in specs(tmp_path).items()
    }
    assert granted == asked


def test_every_topic_has_somebody_of_ours(tmp_path: Path) -> None:
    """No topic is made that no app reads or writes."""
    used = {topic for spec in specs(tmp_path).values() for topic in (*spec.topics, *spec.writes)}
    assert [plan.name for plan in topic_plans(Settings()) if plan.name not in used] == []
