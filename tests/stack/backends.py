"""Questions to the real backends, answered whole: Loki paged to its end, Jaeger trace by trace, PromQL at one time."""

from __future__ import annotations

import http.client
import json
import time
import urllib.parse
from collections.abc import Iterator
from typing import Any

from deploy.stack import Stack

PAGE = 1_000
HOUR_NS = 3_600 * 1_000_000_000


def get(url: str, **parameters: str | float) -> Any:
    """The JSON answer to a GET; anything but 200 fails the test with the answer."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        query = urllib.parse.urlencode(parameters)
        connection.request("GET", f"{parts.path}?{query}" if query else parts.path)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    assert response.status == 200, f"{parts.path} answers {response.status}: {body[:500]!r}"
    return json.loads(body)


def loki_count(stack: Stack, query: str, *, hours: int = 2) -> int:
    """How many entries a LogQL query finds: cheap, for waiting."""
    answer = get(f"{stack.loki.url}/loki/api/v1/query", query=f"sum(count_over_time({query}[{hours}h]))")
    return sum(int(row["value"][1]) for row in answer["data"]["result"])


def loki_entries(stack: Stack, query: str, *, hours: int = 2) -> Iterator[tuple[int, str, dict[str, str]]]:
    """Every entry a LogQL query finds: time in ns, line, labels and structured metadata together.

    Pages forward. A page begins at the last time of the one before, so what was seen at that time is left out.
    """
    now = time.time_ns()
    start, end = now - hours * HOUR_NS, now + HOUR_NS
    seen_at_start: set[tuple[int, str, str]] = set()
    while True:
        answer = get(
            f"{stack.loki.url}/loki/api/v1/query_range",
            query=query, start=start, end=end, limit=PAGE, direction="forward",
        )  # fmt: skip
        page = [
            (int(stamp), line, stream["stream"])
            for stream in answer["data"]["result"]
            for stamp, line in stream["values"]
        ]
        page.sort(key=lambda entry: entry[0])
        fresh = [entry for entry in page if _identity(entry) not in seen_at_start]
        yield from fresh
        if len(page) < PAGE:
            return
        assert fresh, "more entries at one instant than a page holds"
        start = page[-1][0]
        seen_at_start = {_identity(entry) for entry in page if entry[0] == start}


def _identity(entry: tuple[int, str, dict[str, str]]) -> tuple[int, str, str]:
    return entry[0], entry[1], json.dumps(entry[2], sort_keys=True)


def jaeger_trace(stack: Stack, trace_id: str) -> list[dict[str, Any]]:
    """Spans of a trace, each with its `serviceName`; none if Jaeger does not know it."""
    parts = urllib.parse.urlsplit(f"{stack.jaeger.url}/api/traces/{trace_id}")
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        body = json.loads(response.read())
    finally:
        connection.close()
    if response.status == 404 or not body.get("data"):
        return []
    trace = body["data"][0]
    return [
        {**span, "serviceName": trace["processes"][span["processID"]]["serviceName"]}
        for span in trace["spans"]
    ]


def promql(stack: Stack, query: str, *, at: float | None = None) -> list[tuple[dict[str, str], float]]:
    """Labels and value of each series of an instant query."""
    answer = get(f"{stack.prometheus.url}/api/v1/query", query=query, time=time.time() if at is None else at)
    return [(row["metric"], float(row["value"][1])) for row in answer["data"]["result"]]


def total(stack: Stack, query: str) -> float:
    """The one number of a query, 0 if it finds nothing."""
    return sum(value for _, value in promql(stack, query))


def exemplars(stack: Stack, query: str) -> list[dict[str, Any]]:
    """Exemplars of the last hours."""
    now = time.time()
    answer = get(
        f"{stack.prometheus.url}/api/v1/query_exemplars", query=query, start=now - 7200, end=now + 3600
    )
    return [exemplar for series in answer["data"] for exemplar in series["exemplars"]]
