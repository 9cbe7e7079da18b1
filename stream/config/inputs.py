"""Inputs: which raw topics there are, and what each of them is called on the clean side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from stream.config.settings import Settings
from stream.config.topic_names import CLEAN_LOGS, CLEAN_SPANS, RAW_LOGS, RAW_SPANS
from stream.messages import Encoding

__all__ = ["CLEAN_TOPICS", "Input", "inputs_of", "raw_partitions_of"]

CLEAN_TOPICS: Final = {"logs": CLEAN_LOGS, "spans": CLEAN_SPANS}
"""Clean topic per signal, without the prefix."""

_BY_SETTING: Final[dict[tuple[str, str], Encoding]] = {
    ("logs", "ndjson"): "ndjson",
    ("logs", "json"): "json",
    ("logs", "otlp_proto"): "otlp_logs",
    ("spans", "otlp_proto"): "otlp_spans",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One raw topic.

    Attributes:
        topic: Its full name.
        alias: Its name on the clean side; part of every origin.
        signal: What it carries.
        encoding: How its messages are read when they do not say it themselves.
        partitions: How many it has.
        ticks: Whether quiet partitions get empty messages, so that the metrics' watermark moves.
    """

    topic: str
    alias: str
    signal: Literal["logs", "spans"]
    encoding: Encoding
    partitions: int
    ticks: bool


def inputs_of(settings: Settings) -> dict[str, Input]:
    """Every raw topic by its full name: our own two, then the configured foreign ones."""
    own = (
        Input(settings.topic(RAW_LOGS), "logs", "logs", "ndjson", settings.partitions, ticks=True),
        Input(
            settings.topic(RAW_SPANS),
            "spans",
            "spans",
            "otlp_spans",
            settings.partitions,
            ticks=False,
        ),
    )
    foreign = (
        Input(
            source.topic,
            source.alias,
            source.signal,
            _BY_SETTING[source.signal, source.encoding],
            source.partitions or settings.partitions,
            ticks=source.ticks and source.signal == "logs",
        )
        for source in settings.sources
    )
    return {item.topic: item for item in (*own, *foreign)}


def raw_partitions_of(settings: Settings, clean_partition: int) -> frozenset[tuple[str, int]]:
    """The raw log partitions that feed a clean partition and say how far they are: (alias, raw partition).

    A raw partition p goes to the clean partition p modulo their number, for ever. Those without ticks are left
    out: they could hold the watermark back without end.
    """
    return frozenset(
        (item.alias, partition)
        for item in inputs_of(settings).values()
        if item.signal == "logs" and item.ticks
        for partition in range(clean_partition, item.partitions, settings.partitions)
    )
