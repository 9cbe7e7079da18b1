"""Fold one clean message into the state: the heart of the exact counters.

Dedupe, lateness and closing read nothing but the message and the state, message by message, so the result
does not depend on batches, clocks, restarts or who runs it. Source: the protocol in ARCHITECTURE.md, "Exact
counters".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from emitters import genai
from stream.derive.catalogue import METRICS
from stream.derive.events import Event
from stream.derive.grid import point_at_or_after, point_at_or_before
from stream.derive.labels import AllowedLabels, Labelling
from stream.derive.observe import observe
from stream.derive.series import Exemplar
from stream.derive.state import Distribution, Key, Lane, RawPartition, State, Values
from stream.errors import Unknowable
from stream.messages import CleanMessage
from stream.timestamps import epoch_ns

__all__ = ["OriginGap", "Rules", "fold"]

_NS_PER_MS: Final = 1_000_000
_TRACE_ID: Final = re.compile("[0-9a-f]{32}")
_NO_TRACE: Final = "0" * 32
_LATE: Final[Key] = ("scrubline_derive_late_records_total",)
_GAP: Final[Key] = ("scrubline_derive_gap_offsets_total",)


class OriginGap(Unknowable):
    """A raw partition's messages do not follow one another: some never came to the clean partition.

    What they held is unknowable here, and no fault of the message that shows it.

    Attributes:
        lane: The raw partition.
        missing: How many raw offsets lie between the last one seen and the message.
    """

    def __init__(self, lane: Lane, last: int, previous: int) -> None:
        source, _, partition = lane
        super().__init__(
            f"{source} partition {partition}: raw offsets {last + 1}..{previous} never reached the clean partition"
        )
        self.lane = lane
        self.missing = previous - last


@dataclass(frozen=True)
class Rules:
    """How the log is read; with other rules the same log gives other samples.

    Attributes:
        raw_partitions: The raw partitions that feed this clean partition: the watermark waits for each.
        step_ms: Grid step.
        lateness_ms: How long after its own time a record may be appended and still count at its own point.
        counted_side: Side of a call that the `llm_*` families count.
        labels: Allowed label values.
        accept_gaps: Go on after a gap and count it, instead of stopping.
    """

    raw_partitions: frozenset[RawPartition]
    step_ms: int = 15_000
    lateness_ms: int = 5_000
    counted_side: genai.Side = "client"
    labels: AllowedLabels = field(default_factory=AllowedLabels)
    accept_gaps: bool = False


def fold(state: State, message: CleanMessage, events: Sequence[Event], rules: Rules) -> State:
    """Count a clean message, once however often it is delivered.

    Args:
        state: The fold of the log before the message; changed in place.
        message: The next message of the clean partition.
        events: What `read_events` found in it.
        rules: How to read it.

    Returns:
        The same state, now the fold of the log up to and with the message.

    Raises:
        OriginGap: Raw messages before this one are missing; the state is unchanged.
    """
    origin = message.origin
    lane = origin.lane
    last = state.positions.get(lane)
    if last is not None and origin.offset <= last:
        state.next_offset = max(state.next_offset, message.offset + 1)
        return state
    missing = 0 if last is None else max(0, origin.previous - last)
    if missing and not rules.accept_gaps and lane not in state.excused:
        raise OriginGap(lane, last or 0, origin.previous)
    if state.closed_ms is None:
        # The log's first message opens the grid one point before its own, so that its lanes' on-time records
        # still find their points open. Nothing but the log decides it.
        first = point_at_or_before(origin.append_ms - rules.lateness_ms, rules.step_ms) - rules.step_ms
        state.closed_ms = state.pushed_ms = first

    if missing:
        point = max(point_at_or_after(origin.append_ms, rules.step_ms), state.closed_ms + rules.step_ms)
        _add(state.open.setdefault(point, {}), _GAP, float(missing), None)
    for event in events:
        _count(state, state.closed_ms, event, origin.append_ms, rules)

    state.positions[lane] = origin.offset
    state.excused.discard(lane)
    raw = (origin.source, origin.partition)
    state.watermarks[raw] = max(state.watermarks.get(raw, 0), origin.append_ms)
    if rules.raw_partitions <= state.watermarks.keys():
        complete = min(state.watermarks[raw] for raw in rules.raw_partitions)
        state.closed_ms = max(
            state.closed_ms, point_at_or_before(complete - rules.lateness_ms, rules.step_ms)
        )
    state.next_offset = max(state.next_offset, message.offset + 1)
    return state


def _count(state: State, closed_ms: int, event: Event, append_ms: int, rules: Rules) -> None:
    own_ns = epoch_ns(event.timestamp)
    # A record dated after its append time is dated wrongly: the broker's clock is the later one.
    event_ms = append_ms if own_ns is None else min(own_ns // _NS_PER_MS, append_ms)
    own_point = point_at_or_after(event_ms, rules.step_ms)
    late = own_point <= closed_ms
    values = state.open.setdefault(closed_ms + rules.step_ms if late else own_point, {})
    if late:
        _add(values, _LATE, 1.0, None)
    trace_id = event.trace_id
    witness = None
    # A late record's own time is behind exemplars that are stored already; they must come in order.
    if not late and isinstance(trace_id, str) and _TRACE_ID.fullmatch(trace_id) and trace_id != _NO_TRACE:
        witness = (trace_id, event_ms)
    for key, amount in observe(event, Labelling(rules.labels, state.admitted), rules.counted_side):
        _add(values, key, amount, witness)


def _add(values: Values, key: Key, amount: float, witness: tuple[str, int] | None) -> None:
    buckets = METRICS[key[0]].buckets
    if not buckets:
        held = values.get(key, 0.0)
        if isinstance(held, float):
            values[key] = held + amount
        return
    distribution = values.get(key)
    if not isinstance(distribution, Distribution):
        distribution = values[key] = Distribution([0] * (len(buckets) + 1))
    bucket = bisect_left(buckets, amount)
    distribution.counts[bucket] += 1
    distribution.total += amount
    if witness is not None:
        trace_id, event_ms = witness
        known = distribution.exemplars.get(bucket)
        if known is None or known.timestamp_ms <= event_ms:
            distribution.exemplars[bucket] = Exemplar(trace_id, amount, event_ms)
