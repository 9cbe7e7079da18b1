"""The workers' own metrics: every one declared once here, with its type, unit, labels and meaning.

They live on a registry of their own. `metrics_table` renders the declarations, and a test holds the documentation
against it. Label values come from closed lists or configuration, never from a payload.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

__all__ = ["METRICS", "Books", "Metric", "Telemetry", "metrics_table"]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric as it is exported."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    unit: str
    labels: tuple[str, ...]
    meaning: str


METRICS: Final = (
    Metric(
        "scrubline_records_in_total", "counter", "records", ("app",), "Records taken from the input topics"
    ),
    Metric(
        "scrubline_records_delivered_total",
        "counter",
        "records",
        ("app", "destination"),
        "Records that a destination has confirmed",
    ),
    Metric(
        "scrubline_records_dead_total",
        "counter",
        "records",
        ("app", "reason"),
        "Records sent to a dead letter topic",
    ),
    Metric(
        "scrubline_records_dropped_total", "counter", "records", ("app", "rule"), "Records dropped by a rule"
    ),
    Metric(
        "scrubline_records_lost_total",
        "counter",
        "records",
        ("app", "reason"),
        "Records that are gone; for the reason retention the unit is messages, as nobody has seen inside",
    ),
    Metric(
        "scrubline_in_flight_messages", "gauge", "messages", ("app",), "Messages taken and not yet finished"
    ),
    Metric("scrubline_in_flight_bytes", "gauge", "bytes", ("app",), "Their bytes"),
    Metric(
        "scrubline_lag_messages", "gauge", "messages", ("app",), "Messages in our partitions not yet finished"
    ),
    Metric(
        "scrubline_newest_event_age_seconds",
        "gauge",
        "seconds",
        ("app",),
        "Age of the newest message that was finished, by the broker's clock; -1 before the first",
    ),
    Metric("scrubline_partitions", "gauge", "partitions", ("app",), "Partitions assigned to this process"),
    Metric(
        "scrubline_commits_total", "counter", "commits", ("app",), "Offset commits that the broker confirmed"
    ),
    Metric(
        "scrubline_log_cuts_total",
        "counter",
        "times",
        ("app",),
        "Times a log was found cut below our position, or made anew; its messages are done again from its start",
    ),
    Metric(
        "scrubline_rebalances_total", "counter", "rebalances", ("app",), "Times partitions were taken away"
    ),
    Metric(
        "scrubline_messages_published_total",
        "counter",
        "messages",
        ("app",),
        "Messages sent and acknowledged",
    ),
    Metric(
        "scrubline_stage_seconds",
        "histogram",
        "seconds",
        ("app", "stage"),
        "Time in a stage: prepare (own work, several messages together or one) and commit (until all effects last)",
    ),
    Metric(
        "scrubline_sink_attempts_total",
        "counter",
        "attempts",
        ("app", "destination", "outcome"),
        "Deliveries tried",
    ),
    Metric(
        "scrubline_redaction_findings_total",
        "counter",
        "findings",
        ("app", "service", "entity", "rule"),
        "Findings redacted; of the first 200 services by name, of the rest as `other`",
    ),
    Metric(
        "scrubline_redaction_masked_total",
        "counter",
        "fields",
        ("app", "reason"),
        "Fields replaced whole because they could not be examined",
    ),
    Metric(
        "scrubline_samples_total",
        "counter",
        "samples",
        ("app", "outcome"),
        "Samples stored, or refused and why",
    ),
    Metric(
        "scrubline_labels_other_total",
        "counter",
        "records",
        ("app", "label"),
        "Label values folded into other",
    ),
    Metric(
        "scrubline_late_records_total",
        "counter",
        "records",
        ("app", "reason"),
        "Records counted at a later point",
    ),
    Metric(
        "scrubline_state_records_total",
        "counter",
        "records",
        ("app", "outcome"),
        "States of partitions stored in their topic, or left out because they are larger than it takes",
    ),
    Metric(
        "scrubline_state_age_seconds",
        "gauge",
        "seconds",
        ("app",),
        "Age of the last state record of our partitions, of the oldest one; -1 without any",
    ),
    Metric("scrubline_state_bytes", "gauge", "bytes", ("app",), "Size of the largest of these records"),
    Metric(
        "scrubline_state_replayed_messages_total",
        "counter",
        "messages",
        ("app",),
        "Messages between what was taken over of partitions and the ends of their logs at that moment",
    ),
    Metric(
        "scrubline_state_series_anew_total",
        "counter",
        "series",
        ("app",),
        "Series of a state taken over that this version counts otherwise, as with other buckets: they begin anew",
    ),
    Metric("scrubline_info", "gauge", "1", ("app", "version", "policy"), "Always 1; the policy's plan hash"),
)
"""Everything that `/metrics` shows."""

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Telemetry:
    """The declared metrics of one process.

    Args:
        app: Value of the `app` label on all of them.
    """

    def __init__(self, app: str) -> None:
        self.app = app
        self.registry = CollectorRegistry()
        self._counters: dict[str, Counter] = {}
        self._gauges: dict[str, Gauge] = {}
        self._histograms: dict[str, Histogram] = {}
        for metric in METRICS:
            if metric.kind == "counter":
                self._counters[metric.name] = Counter(
                    metric.name, metric.meaning, metric.labels, registry=self.registry
                )
            elif metric.kind == "gauge":
                self._gauges[metric.name] = Gauge(
                    metric.name, metric.meaning, metric.labels, registry=self.registry
                )
            else:
                self._histograms[metric.name] = Histogram(
                    metric.name, metric.meaning, metric.labels, registry=self.registry, buckets=_SECONDS
                )

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        """Add to a declared counter.

        Raises:
            KeyError: It is not declared.
        """
        self._counters[name].labels(app=self.app, **labels).inc(amount)

    def observe(self, name: str, value: float, **labels: str) -> None:
        """Add to a declared histogram."""
        self._histograms[name].labels(app=self.app, **labels).observe(value)

    def show(self, name: str, value: float | Callable[[], float], **labels: str) -> None:
        """Set a declared gauge, to a number or to a function that is asked at each scrape."""
        gauge = self._gauges[name].labels(app=self.app, **labels)
        if callable(value):
            gauge.set_function(value)
        else:
            gauge.set(value)

    def value(self, name: str, **labels: str) -> float:
        """The present value of a counter or gauge, 0 if it was never touched."""
        return self.registry.get_sample_value(name, {"app": self.app, **labels}) or 0.0

    def render(self) -> bytes:
        """The exposition text of `/metrics`."""
        return generate_latest(self.registry)


class Books:
    """The fates of records: in = delivered + dead + dropped + lost + in flight, per destination.

    Call `took` and the fates of a message together, once all of them are durable: then the books balance at every
    moment, and a message that is delivered again after a rebalance has not been counted before.
    """

    def __init__(self, telemetry: Telemetry) -> None:
        self._telemetry = telemetry

    def took(self, records: int) -> None:
        """So many records came in."""
        self._telemetry.count("scrubline_records_in_total", records)

    def delivered(self, destination: str, records: int) -> None:
        """A destination has confirmed them."""
        self._telemetry.count("scrubline_records_delivered_total", records, destination=destination)

    def dead(self, reason: str, records: int) -> None:
        """They lie in a dead letter topic; `reason` is from a closed list."""
        self._telemetry.count("scrubline_records_dead_total", records, reason=reason)

    def dropped(self, rule: str, records: int) -> None:
        """A rule dropped them on purpose."""
        self._telemetry.count("scrubline_records_dropped_total", records, rule=rule)

    def lost(self, reason: str, records: int) -> None:
        """They are gone."""
        self._telemetry.count("scrubline_records_lost_total", records, reason=reason)


def metrics_table() -> str:
    """Every own metric as a Markdown table."""
    rows = ["| metric | type | unit | labels | meaning |", "|---|---|---|---|---|"]
    rows += [
        f"| `{m.name}` | {m.kind} | {m.unit} | {', '.join(f'`{label}`' for label in m.labels)} | {m.meaning} |"
        for m in METRICS
    ]
    return "\n".join(rows) + "\n"
