"""What the demo shows in the terminal: rates, lag, records before and after, one trace as a tree, the metrics."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from examples.demo.lag import Lag
from stream.testing.otlp_receiver import ReceivedSpan

__all__ = ["Picture", "render", "trace_tree"]

_SHOWN_CHARACTERS = 160


@dataclass
class Picture:
    """One moment of the demo.

    Attributes:
        title: What is going on.
        seconds: Since the load began.
        requests: Requests answered.
        logs: Log records received.
        spans: Spans received.
        rates: The three above per second, lately.
        repeats: Deliveries that the receivers knew already.
        lag: Per worker.
        samples: Records before and after, newest last.
        trace: Spans of one trace.
        metrics: Name and value.
    """

    title: str = "starting"
    seconds: float = 0.0
    requests: int = 0
    logs: int = 0
    spans: int = 0
    rates: tuple[float, float, float] = (0.0, 0.0, 0.0)
    repeats: int = 0
    lag: Mapping[str, Lag] = field(default_factory=dict)
    samples: Sequence[tuple[str, str]] = ()
    trace: Sequence[ReceivedSpan] = ()
    metrics: Sequence[tuple[str, float]] = ()


def render(picture: Picture) -> RenderableType:
    """Draw it."""
    parts: list[RenderableType] = [_flow(picture)]
    if picture.samples:
        parts.append(Panel(_samples(picture.samples), title="before and after redaction"))
    if picture.trace:
        parts.append(Panel(trace_tree(picture.trace), title="one request, one trace"))
    if picture.metrics:
        parts.append(Panel(_metrics(picture.metrics), title="derived metrics"))
    return Group(*parts)


def _flow(picture: Picture) -> RenderableType:
    table = Table(title=f"Scrubline demo: {picture.title} ({picture.seconds:.0f} s)", expand=True)
    for column in ("", "total", "per second", "worker", "lag (messages)"):
        table.add_column(column, justify="left" if column in ("", "worker") else "right")
    rows = zip(
        ("requests answered", "log records at Loki", "spans at Jaeger"),
        (picture.requests, picture.logs, picture.spans),
        picture.rates,
        strict=True,
    )
    workers = [(name.rpartition(".")[2], str(lag.messages)) for name, lag in picture.lag.items()]
    lines = [(label, f"{total:,}", f"{rate:.1f}") for label, total, rate in rows]
    lines.append(("repeats, stored once", f"{picture.repeats:,}", ""))
    for number in range(max(len(lines), len(workers))):
        left = lines[number] if number < len(lines) else ("", "", "")
        right = workers[number] if number < len(workers) else ("", "")
        table.add_row(*left, *right)
    return table


def _samples(samples: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    for before, after in samples:
        text.append("in   ", style="bold red")
        text.append(_short(before) + "\n")
        text.append("out  ", style="bold green")
        text.append(_short(after) + "\n")
    text.rstrip()
    return text


def _short(text: str) -> str:
    flat = json.dumps(text, ensure_ascii=False)[1:-1]
    return flat if len(flat) <= _SHOWN_CHARACTERS else flat[: _SHOWN_CHARACTERS - 1] + "…"


def trace_tree(spans: Sequence[ReceivedSpan]) -> Tree:
    """Spans of one trace under their parents; a span whose parent is not there stands at the top."""
    known = {span.span_id for span in spans}
    tree = Tree(f"trace {spans[0].trace_id}")
    branches: dict[str, Tree] = {}
    waiting = sorted(spans, key=lambda span: span.start_ns)
    while waiting:
        left = []
        for span in waiting:
            parent = branches.get(span.parent_span_id)
            if parent is None and span.parent_span_id in known:
                left.append(span)
                continue
            milliseconds = (span.end_ns - span.start_ns) / 1e6
            label = f"{span.service}: {span.name} [dim]{milliseconds:.1f} ms[/dim]"
            branches[span.span_id] = (parent or tree).add(label)
        if len(left) == len(waiting):  # spans that are their own ancestors
            break
        waiting = left
    return tree


def _metrics(metrics: Sequence[tuple[str, float]]) -> Table:
    table = Table.grid(padding=(0, 3))
    for name, value in metrics:
        table.add_row(name, f"{value:,.3f}".rstrip("0").rstrip("."))
    return table
