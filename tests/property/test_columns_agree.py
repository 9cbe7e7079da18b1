"""The short cut of the walk: records taken in by columns come out as if each were walked alone."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from redaction import Redactor
from redaction.engines.batch import BatchEngine
from redaction.examine import Examiner
from redaction.keys import KeyRing
from redaction.policy.selectors import Routes
from redaction.testing import KeywordEngine
from redaction.walk.columns import take
from redaction.walk.records import drain
from redaction.walk.rewrite import rewrite
from redaction.walk.surface import ROOT, Node, Surface
from tests.shipped import shipped_policy

SECRET = "alice.secret@example.com"
POLICY = shipped_policy("structured")
ENGINE = KeywordEngine({"5551234567": "PHONE_NUMBER", "4111111111111111": "CREDIT_CARD"})
EXAMINER = Examiner(POLICY, ENGINE, KeyRing({}))
REDACTOR = Redactor(POLICY, BatchEngine())

KEYS = [
    "timestamp",
    "level",
    "trace_id",
    "log.record.uid",
    "service.name",
    "event",
    "phone",
    "prompt",
    "total",
    "delta",
]
USUAL: dict[str, Any] = {
    "timestamp": "2026-11-21T10:00:00.5Z",
    "level": "info",
    "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
    "log.record.uid": "a123456789abcdef-7",
    "service.name": "chat-gateway",
    "event": "gen_ai.inference",
    "phone": "none given",
    "prompt": "a text like any other",
    "total": 7,
    "resource": {"host": {"name": "a host", "size": 3}, "level": "info"},
}
ODD = st.sampled_from(
    [
        SECRET, f"hello {SECRET} there", f'{{"to": "{SECRET}"}}', f'["{SECRET}"]', "", " ", "\0", "info\0info",
        "2026-11-21T10:00:00Z\x002026-11-21T10:00:00Z", "caf\u00e9 " + SECRET, "lone \ud800 " + SECRET, "x" * 300,
        "A" * 300, "data:image/png;base64," + "A" * 300, "see data:;base64,AAAA and go", "d " * 200 + SECRET,
        "some words " * 40 + SECRET, 5551234567, 5551234567.0, 4111111111111111, -4111111111111111, 1.5, float("inf"),
        4111111111111111.0, 4111111111111111.5, 1e300,
        True, None, [SECRET, 1, [SECRET]], {"a": {SECRET: SECRET}}, {"level": SECRET, "total": 4111111111111111}, [],
        {}, (SECRET,), {"host": {"name": SECRET, "size": 3}, "level": "info"},
        {"host": {"name": "a host", "size": 4111111111111111}, "level": SECRET}, {"host": {}, "level": "info"},
        {"host": {SECRET: "a host", "size": 3}, "level": "info"}, SECRET.encode(), 10**30,
        "chat.completion.chunk", "gen_ai.stream.start", "4111111111111111",
    ]
)  # fmt: skip


@st.composite
def batches(draw: st.DrawFn) -> list[dict[Any, Any]]:
    """Records of a few layouts, mostly usual, with odd values put in anywhere."""
    layouts = draw(st.lists(st.lists(st.sampled_from(KEYS), unique=True), min_size=1, max_size=3))
    records: list[dict[Any, Any]] = []
    for _ in range(draw(st.integers(0, 12))):
        layout: list[Any] = draw(st.sampled_from(layouts))
        record: dict[Any, Any] = {key: USUAL.get(key, 1) for key in layout}
        for key in draw(st.lists(st.sampled_from([*KEYS, SECRET, 5]), max_size=2)):
            if key in record or draw(st.booleans()):
                record[key] = draw(ODD)
        records.append(record)
    return records


def one_by_one(records: list[dict[Any, Any]]) -> tuple[Any, ...]:
    """What the walk of `redaction.walk.records` makes of each record."""
    routes = Routes(POLICY, "logs")
    surface = Surface(POLICY.limits)
    kept: list[dict[Any, Any] | None] = []
    for at, record in enumerate(records):
        if routes.records.drops(record) is not None:
            kept.append(None)
            continue
        copy = dict(record)
        surface.pending.append((copy, routes.root("record"), Node(None, at, copy, ROOT), 0, 0))
        drain(surface)
        kept.append(copy)
    return finish(surface, kept)


def by_columns(records: list[dict[Any, Any]]) -> tuple[Any, ...]:
    """What `redaction.walk.columns` makes of them all."""
    surface = Surface(POLICY.limits)
    kept, _ = take(surface, records, Routes(POLICY, "logs"))
    return finish(surface, kept)


def finish(surface: Surface, kept: list[dict[Any, Any] | None]) -> tuple[Any, ...]:
    surface.seal()
    result = rewrite(
        surface, EXAMINER.outcomes([(surface.fields, surface.checked_only, EXAMINER.replacements.default)])[0]
    )
    return kept, [list(record or ()) for record in kept], result.findings, result.dropped, result.failed


@settings(max_examples=200, deadline=None)
@given(batches())
def test_columns_and_records_agree(records: list[dict[Any, Any]]) -> None:
    """Output, order of keys, findings, drops and failures are the same, and the given records are left alone."""
    before = repr(records)
    assert by_columns(records) == one_by_one(records)
    assert repr(records) == before


def test_a_value_planted_in_any_place_of_a_batch_is_found() -> None:
    """In every column and row of a batch of usual records, as text, in a document and in a list."""
    for key in USUAL:
        for row in (0, 100, 199):
            for planted in (f"mail {SECRET}", json.dumps({"k": SECRET}), [SECRET], f"info\0{SECRET}"):
                records = [dict(USUAL) for _ in range(200)]
                records[row][key] = planted
                result = REDACTOR.redact_records(records)
                assert "alice.secret" not in json.dumps(result.records)
                assert [(f.record, f.entity) for f in result.findings] == [(row, "EMAIL_ADDRESS")]
                assert [r for at, r in enumerate(result.records) if at != row] == [USUAL] * 199


def test_a_resource_that_records_share_is_written_once_per_record() -> None:
    """OTLP records share the objects around them: each gets a copy, and findings of its own."""
    shared = {"host": {"owner": SECRET}, "name": "x"}
    records = [{"event": "start", "resource": shared} for _ in range(5)]
    result = REDACTOR.redact_records(records)
    assert shared == {"host": {"owner": SECRET}, "name": "x"}
    assert len({id(record["resource"]) for record in result.records if record}) == 5
    assert [(f.record, f.path) for f in result.findings] == [(at, "$.resource.host.owner") for at in range(5)]
