"""The declared metrics: complete, well named, and the books that balance."""

from __future__ import annotations

import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

from stream.telemetry import METRICS, Books, Telemetry, metrics_table


def test_declarations_follow_the_naming_rules() -> None:
    """Counters end in _total, nothing else does; every metric has a unit, a meaning and the app label."""
    names = [metric.name for metric in METRICS]
    assert len(names) == len(set(names))
    for metric in METRICS:
        assert re.fullmatch(r"scrubline_[a-z_]+", metric.name)
        assert metric.name.endswith("_total") is (metric.kind == "counter")
        assert metric.labels[0] == "app"
        assert metric.unit
        assert metric.meaning


def test_the_books_balance() -> None:
    """Every record that came in is found again under exactly one fate."""
    telemetry = Telemetry("logs")
    books = Books(telemetry)
    books.took(10)
    books.delivered("loki", 6)
    books.dead("undecodable", 2)
    books.dropped("level", 1)
    books.lost("retention", 1)
    fates = (
        telemetry.value("scrubline_records_delivered_total", destination="loki"),
        telemetry.value("scrubline_records_dead_total", reason="undecodable"),
        telemetry.value("scrubline_records_dropped_total", rule="level"),
        telemetry.value("scrubline_records_lost_total", reason="retention"),
    )
    assert telemetry.value("scrubline_records_in_total") == sum(fates) == 10


def test_the_exposition_parses_and_gauges_are_asked_at_scrape() -> None:
    """A function given to a gauge is called when the text is made."""
    telemetry = Telemetry("logs")
    lag = 3
    telemetry.show("scrubline_lag_messages", lambda: lag)
    lag = 7
    families = {family.name: family for family in text_string_to_metric_families(telemetry.render().decode())}
    assert families["scrubline_lag_messages"].samples[0].value == 7


def test_an_undeclared_metric_is_refused() -> None:
    """Only what is declared can be counted, and only with its labels."""
    telemetry = Telemetry("logs")
    with pytest.raises(KeyError):
        telemetry.count("scrubline_invented_total")
    with pytest.raises(ValueError, match="label"):
        telemetry.count("scrubline_records_dead_total", why="x")


def test_the_table_has_every_metric() -> None:
    """One row each, in the order of declaration."""
    rows = metrics_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == [metric.name for metric in METRICS]
