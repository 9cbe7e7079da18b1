"""The topic plan: names, zones, settings and the access matrix."""

from __future__ import annotations

from stream.setting_types import Source
from stream.settings import Settings
from stream.topics import access_matrix, topic_plans


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
    assert plans["scrubline.clean.metrics-state"].config["cleanup.policy"] == "compact"


def test_the_matrix_names_every_topic_and_foreign_source() -> None:
    """One row per topic, foreign ones included."""
    source = Source(topic="otlp_logs", alias="otel", signal="logs", encoding="otlp_proto")
    settings = Settings(sources=(source,))
    rows = access_matrix(settings).splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [plan.name for plan in topic_plans(settings)] + [
        "otlp_logs"
    ]
