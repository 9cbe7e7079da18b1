"""Deliver to Loki: pushes entries and sorts out what it answers.

Loki stores the valid entries of a push it answers with 400, and drops repeats of what its streams' open blocks
hold. So a refused push is halved until the guilty entries stand alone; the others, sent again on the way, stay
stored once as long as no block of their stream (256 kB by default) was closed in between. Where no entry is guilty
but a setting (`stream.sinks.loki_answer`), nothing is buried: the worker waits, and says what to mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from stream.errors import BackendUnavailable, SettingsFault
from stream.messages import CleanMessage
from stream.sinks.http import REFUSES_ALL, Client, Response, check_url
from stream.sinks.loki_answer import limit_of, refusal_of
from stream.sinks.loki_labels import LABEL_NAME
from stream.sinks.loki_push import Entry, Planner, Shape, encode_push, split_pushes
from stream.sinks.sink import DeadEntry, Delivery

__all__ = ["LokiSink"]

PUSH_PATH: Final = "/loki/api/v1/push"
HEADERS: Final = {"Content-Type": "application/x-protobuf"}
SETTING: Final = "SCRUBLINE_LOKI_URL"
STATUS_BLOCKED: Final = 260
"""Loki's answer for a tenant whose ingestion an operator blocked: a 2xx, but nothing is stored."""

_ADVICE: Final = {
    "unauthorized": "set SCRUBLINE_LOKI_TENANT if this Loki has tenants, or give what the gateway before it asks for"
}


class LokiSink:
    """Pushes clean log messages to Loki's push API (protobuf, snappy).

    Args:
        url: Base address of Loki or of a gateway before it, or the full push address.
        tenant: `X-Scope-OrgID`, None for a single-tenant Loki.
        shape: Labels, metadata and limits.
        headers: Further headers, such as an authorization.
        timeout_seconds: For one push.
        max_push_bytes: Uncompressed; Loki's distributors pass on at most 4 MiB by default.
        max_push_entries: Entries of one push.

    Raises:
        SettingsFault: The address or a label name is unusable.
    """

    name = "loki"

    def __init__(
        self,
        url: str,
        *,
        tenant: str | None = None,
        shape: Shape | None = None,
        headers: Mapping[str, str] | None = None,
        timeout_seconds: float = 10.0,
        max_push_bytes: int = 1_048_576,
        max_push_entries: int = 5_000,
    ) -> None:
        check_url(SETTING, url)
        shape = shape or Shape()
        wrong = [name for name in (*shape.labels, *shape.metadata) if not LABEL_NAME.fullmatch(name)]
        if wrong or not shape.labels:
            raise SettingsFault(
                "SCRUBLINE_LOKI_LABELS: give at least one label; names are letters, digits and underscores"
            )
        self._planner = Planner(shape)
        base = url.rstrip("/")
        self._client = Client(
            base if base.endswith("/push") else base + PUSH_PATH,
            headers={**(headers or {}), **({"X-Scope-OrgID": tenant} if tenant else {})},
            timeout_seconds=timeout_seconds,
            advice=_ADVICE,
        )
        self._labels = frozenset(shape.labels)
        self._max_push_bytes = max_push_bytes
        self._max_push_entries = max_push_entries

    async def deliver(self, batch: Sequence[CleanMessage], /) -> Delivery:
        """Push the records of clean log messages; see `Sink.deliver`."""
        entries, dead = self._planner.plan(batch)
        done = Delivery(0, tuple(dead))
        for push in split_pushes(entries, self._max_push_bytes, self._max_push_entries):
            done += await self._push(push)
        return done

    async def _push(self, entries: Sequence[Entry]) -> Delivery:
        response = await self._client.post(encode_push(entries), HEADERS)
        status = response.status
        if status == STATUS_BLOCKED:
            raise response.unavailable("ingestion_blocked", "unblock this tenant in Loki")
        if status < 300:
            return Delivery(len(entries))
        if status in {400, 413, 422}:
            if len(entries) == 1:
                entry = entries[0]
                reason = "too_large" if status == 413 else await self._reason(response)
                return Delivery(0, (DeadEntry(entry.message, entry.record, 1, reason),))
            middle = len(entries) // 2
            return await self._push(entries[:middle]) + await self._push(entries[middle:])
        if status == 429:
            limit = limit_of(response.body)
            raise response.unavailable(limit.reason, limit.advice)
        raise response.unavailable()

    async def _reason(self, response: Response) -> str:
        """Why an entry that stands alone is refused.

        Raises:
            SinkUnavailable: The entry is not at fault: nothing, or nothing like it, would be taken.
        """
        refusal = refusal_of(response.body, self._labels)
        if refusal is None:
            if await self._client.refuses_all(response, encode_push(()), HEADERS):
                raise response.unavailable("refused_altogether", REFUSES_ALL)
            return "rejected"
        if refusal.advice is not None:
            raise response.unavailable(refusal.reason, refusal.advice)
        return refusal.reason

    async def check(self) -> None:
        """Push nothing and see whether Loki would take it; see `Sink.check`."""
        response = await self._client.probe(SETTING, encode_push(()), HEADERS)
        if response.status == STATUS_BLOCKED:
            raise BackendUnavailable(
                "SCRUBLINE_LOKI_TENANT: Loki blocks ingestion for this tenant; unblock it"
            )
        if response.status == 400:
            refusal = refusal_of(response.body, self._labels)
            advice = refusal.advice if refusal is not None else REFUSES_ALL
            raise SettingsFault(f"{SETTING}: answers HTTP 400 to a push without entries; {advice}")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()
