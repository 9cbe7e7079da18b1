"""The demo's books: what the emitters took against what came out, record by record. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Emitted", "balance_logs", "balance_spans"]


@dataclass(frozen=True, slots=True)
class Emitted:
    """What one service says when it ends.

    Attributes:
        producer_id: First part of its records' uids.
        taken: Records that its emitter accepted; with those it dropped they are numbered from 0 without gaps.
        dropped: Records it did not accept.
        lost: Records it accepted and could not deliver.
        spans: Spans it handed to its exporter.
        spans_dropped: Spans it did not deliver.
    """

    producer_id: str
    taken: int
    dropped: int
    lost: int
    spans: int
    spans_dropped: int


def balance_logs(
    emitted: Iterable[Emitted], delivered: Mapping[str, int], dead: Iterable[str], dropped: int = 0
) -> dict[str, Any]:
    """Compare the uids that the emitters gave with those that a receiver stored.

    Args:
        emitted: What each service says.
        delivered: How often each uid was stored as a different record.
        dead: Uids in the dead letters.
        dropped: Records that a policy dropped on purpose.

    Returns:
        The books of this destination; `balanced` says whether every uid has exactly one fate.
    """
    services = list(emitted)
    known = {service.producer_id: service.taken + service.dropped for service in services}
    fates = Counter(dict.fromkeys(delivered, 1))
    buried = set(dead)
    fates.update(buried)
    foreign = sum(1 for uid in fates if not _is_one_of(uid, known))
    twice = sum(times - 1 for times in delivered.values()) + sum(times - 1 for times in fates.values())
    taken = sum(service.taken for service in services)
    unaccounted = taken - (len(fates) - foreign) - dropped
    lost = sum(service.lost for service in services)
    return {
        "in": taken,
        "delivered": len(delivered),
        "dead": len(buried),
        "dropped": dropped + sum(service.dropped for service in services),
        "lost": max(unaccounted, 0),
        "lost_by_emitters": lost,
        "twice": twice,
        "foreign": foreign,
        "balanced": unaccounted == lost == twice == foreign == 0,
    }


def balance_spans(emitted: Iterable[Emitted], delivered: Mapping[Any, int], dead: int) -> dict[str, Any]:
    """Compare the number of spans that ended in the services with the different ones that a receiver stored."""
    services = list(emitted)
    taken = sum(service.spans for service in services)
    dropped = sum(service.spans_dropped for service in services)
    twice = sum(times - 1 for times in delivered.values())
    unaccounted = taken - dropped - len(delivered) - dead
    return {
        "in": taken,
        "delivered": len(delivered),
        "dead": dead,
        "dropped": dropped,
        "lost": max(unaccounted, 0),
        "twice": twice,
        "foreign": max(-unaccounted, 0),
        "balanced": unaccounted == twice == 0,
    }


def _is_one_of(uid: str, known: Mapping[str, int]) -> bool:
    producer, _, number = uid.rpartition("-")
    return number.isdecimal() and int(number) < known.get(producer, 0)
