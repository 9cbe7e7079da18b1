"""What was found in span requests that were walked together, request by request."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from redaction.findings import Finding
from redaction.stock_entities import FAILED
from redaction.walk.rewrite import Rewritten

__all__ = ["Share", "shares"]

_OUTSIDE = -1
"""Record of what is found outside of spans."""


class Share(NamedTuple):
    """What of a rewritten walk is one request's.

    Attributes:
        findings: Each with the index of its span in the request, -1 for resource and scope.
        dropped: What the policy dropped, per rule.
        failed: Values that were masked because they could not be examined.
    """

    findings: list[Finding]
    dropped: Counter[str]
    failed: int


def shares(result: Rewritten, firsts: Sequence[int]) -> list[Share]:
    """Tell whose everything is.

    Args:
        result: Of a walk in which spans are counted through, and what is outside of them has the index -1 in the first
            request, -2 in the second and so on.
        firsts: Index of the first span of each request, and at the end the number of all spans.
    """
    count = len(firsts) - 1
    if count == 1:
        return [Share(result.findings, result.dropped, result.failed)]

    def request_of(record: int) -> int:
        return bisect_right(firsts, record) - 1 if record >= 0 else -1 - record

    findings: list[list[Finding]] = [[] for _ in range(count)]
    for finding in result.findings:
        at = request_of(finding.record)
        own = finding.record - firsts[at] if finding.record >= 0 else _OUTSIDE
        findings[at].append(replace(finding, record=own) if own != finding.record else finding)
    dropped = [Counter[str]() for _ in range(count)]
    for node, rule in result.drops:
        dropped[request_of(node.record)][rule] += 1
    return [
        Share(found, drops, sum(finding.entity == FAILED for finding in found) if result.failed else 0)
        for found, drops in zip(findings, dropped, strict=True)
    ]
