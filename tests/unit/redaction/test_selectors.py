"""Routes and shapes: where a rule applies, and what may be kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import Policy, Redactor
from redaction.policy import selectors
from redaction.policy.field_rules import glob
from redaction.policy.route import DROP, JUDGE, KEEP, SCAN, Route
from redaction.policy.selectors import Routes
from redaction.policy.shapes import SHAPES
from redaction.testing import NonsenseEngine


def routes(*fields: dict[str, Any], signal: str = "logs", **rest: Any) -> Routes:
    named = [{"rule": f"r{at}", "action": "drop", **field} for at, field in enumerate(fields)]
    return Routes(Policy.model_validate({"version": 1, "fields": named, **rest}), signal)


def at(found: Routes, *keys: str, place: str = "record", service: str = "") -> Route:
    route = found.root(place, service)
    for key in keys:
        route = route.item() if key == "[]" else route.child(key)
    return route


@pytest.mark.parametrize(
    ("where", "keys", "matches"),
    [
        ({"keys": ["logprobs"]}, ["logprobs"], True),
        ({"keys": ["logprobs"]}, ["choices", "[]", "logprobs"], True),
        ({"keys": ["logprobs"]}, ["LogProbs"], True),
        ({"keys": ["logprobs"]}, ["x.logprobs"], True),
        ({"keys": ["logprobs"]}, ["xlogprobs"], False),
        ({"keys": ["logprobs"]}, ["logprobs", "[]"], False),
        ({"keys": ["a.b"]}, ["a", "b"], True),
        ({"paths": ["messages[].content"]}, ["messages", "[]", "content"], True),
        ({"paths": ["messages[].content"]}, ["messages", "content"], False),
        ({"paths": ["a.*.c"]}, ["a", "b", "c"], True),
        ({"paths": ["a.*.c"]}, ["a", "b", "b", "c"], False),
        ({"paths": ["a.**"]}, ["a", "b", "[]", "c"], True),
        ({"keys": ["x"], "places": ["span"]}, ["x"], False),
        ({"keys": ["x"], "signals": ["spans"]}, ["x"], False),
        ({"keys": ["x"], "signals": ["logs"]}, ["x"], True),
        ({"keys": ["x"], "services": ["gateway"]}, ["x"], False),
    ],
)
def test_where(where: dict[str, Any], keys: list[str], matches: bool) -> None:
    """Keys match at any depth, nested or dotted; globs match whole paths; every given part must agree."""
    assert (at(routes({"where": where}), *keys).action == DROP) is matches


def test_first_rule_wins() -> None:
    """The order of the policy is the order of precedence."""
    found = routes(
        {"where": {"paths": ["a.x"]}, "action": "scan"},
        {"where": {"keys": ["x"]}},
        {"where": {"keys": ["y"]}},
    )
    assert [at(found, *keys).action for keys in (["a", "x"], ["x"], ["y"], ["z"])] == [SCAN, DROP, DROP, SCAN]


def test_names_reach_everything_below() -> None:
    """Content may be a string or parts of parts; a nearer rule overrides."""
    found = routes(
        {"where": {"keys": ["content"]}, "action": "scan+names"},
        {"where": {"keys": ["id"]}, "action": "scan"},
    )
    assert at(found, "content", "[]", "x", "y").names
    assert not at(found, "content", "id").names
    assert not at(found, "other").names


def test_elements_of_a_kept_list_are_kept_and_entries_of_a_kept_dict_are_not() -> None:
    """A shape is about the value itself or about each of a list."""
    found = routes({"where": {"keys": ["level"]}, "action": "keep", "shapes": ["level"]})
    assert at(found, "level", "[]").action == KEEP
    assert at(found, "level", "x").action == SCAN


def test_a_rule_about_some_values_leaves_the_others_to_the_next() -> None:
    """Two routes of one place: one asks the value, the other is of the next rule; both say what the keys say."""
    where = {"keys": ["level"]}
    found = routes(
        {"where": where, "holds": "numbers"}, {"where": where, "action": "keep", "shapes": ["level"]}
    )
    judging = at(found, "a", "level")
    assert (judging.action, judging.rule, judging.holds([1, 2, 3, 4]), judging.holds("info")) == (
        JUDGE,
        "r0",
        True,
        False,
    )
    other = judging.otherwise
    assert (other.action, other.rule, other.passes("info"), other.otherwise) == (KEEP, "r1", True, other)
    assert {(route.path, route.key, route.own) for route in (judging, other)} == {
        ("a.level", "level", "level")
    }


def test_a_document_in_a_kept_text_is_scanned() -> None:
    """What a rule keeps is the value as it came, so nothing in it is; elsewhere it is like the rest."""
    kept = at(routes({"where": {"keys": ["level"]}, "action": "keep", "shapes": ["level"]}), "level")
    assert (kept.document().action, kept.document().otherwise.action, kept.document().own) == (
        SCAN,
        SCAN,
        "level",
    )
    scanned = at(routes(), "level")
    assert scanned.document() is scanned


def test_routes_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from clients: the store of routes is bounded."""
    monkeypatch.setattr(selectors, "_MAX_REMEMBERED", 4_000)
    root = (found := routes()).root("record")
    for number in range(1_000):
        root.child(f"key-{number}")
    assert len(found.root("record").children) <= 200


def test_glob_is_a_literal_otherwise() -> None:
    """Only stars have a meaning."""
    assert glob("a+b.[c]")("a+b.[c]")
    assert not glob("a+b")("aab")


@pytest.mark.parametrize(
    ("shape", "good", "bad"),
    [
        ("timestamp", ["2026-11-21T10:00:00Z", "2026-11-21 10:00:00.123456789+01:00"], ["2026-11-21", "1763719200"]),
        ("trace_id", ["4bf92f3577b34da6a3ce929d0e0e4736"], ["4bf92f3577b34da6a3ce929d0e0e473", "g" * 32]),
        ("span_id", ["00f067aa0ba902b7"], ["4111111111111111x", "00f067aa0ba902b"]),
        ("record_uid", ["a123456789abcdef-0"], ["alice@example.com-1", "0123456789abcdef-0", "a123456789abcdef"]),
        ("name", ["chat-gateway", "gpt-4o-mini", "claude-3-5-sonnet-20241022", "meta-llama/Llama-3.1-8B", "openai"],
         ["alice@example.com", "555-123-4567", "10.0.0.1", "AKIAIOSFODNN7EXAMPLE", "call +1 212 555", "078-05-1120"]),
        ("version", ["1.2.3", "v0.15.1", "2.0.0-rc.1"], ["10.20.30.40", "4111111111111111", "1.2.3-secret"]),
        ("level", ["info", "WARN", "Error", "DEBUG4"], ["bob", "info bob"]),
        ("route", ["/v1/chat/completions", "/users/{user_id}/keys", "/", "/api/:id"], ["/users/4711", "/u/a@b.de"]),
        ("pci_address", ["0000:3b:00.0", "00000000:3B:00.0"], ["3b", "10.0.0.1"]),
        ("uuid", ["123e4567-e89b-12d3-a456-426614174000"], ["123e4567e89b12d3a456426614174000"]),
        ("http_method", ["GET"], ["get", "GET /x"]),
        ("word", ["python"], ["two words", "p4ss"]),
    ],
)  # fmt: skip
def test_shapes(shape: str, good: list[str], bad: list[str]) -> None:
    """Each shape holds what it is named for and no address, number or secret."""
    assert [text for text in good if not SHAPES[shape](text)] == []
    assert [text for text in bad if SHAPES[shape](text)] == []
    assert not any(SHAPES[shape](text + "\n") for text in good)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_shapes_do_not_backtrack(shape: str) -> None:
    """A value made to be slow costs no more than any other: a million tests of it end at once."""
    for text in (
        "aaa-" * 40 + "!",
        "a" * 200 + "!",
        "a1b-" * 40 + "!",
        "/a" * 100 + "!",
        "1" * 300,
        "0:" * 100,
    ):
        for _ in range(1_000):
            assert not SHAPES[shape](text)


def held(found: Routes) -> int:
    """How many routes, layouts, kept values and characters of their paths and keys can be reached."""
    pending = [*found._roots.values(), *found._bare.values()]
    pieces = 0
    while pending:
        route = pending.pop()
        pending.extend(route.children.values())
        if route._item is not None:
            pending.append(route._item)
        pieces += 1 + len(route.path) // 50 + len(route.kept) + len(route.harmless)
        pieces += sum(1 + len(keys) + sum(map(len, keys)) // 50 for keys in route.layouts)
    return pieces


HOSTILE: dict[str, Callable[[int], dict[str, Any]]] = {
    "keys": lambda number: {f"key {number} {at}": at for at in range(20)},
    "long keys": lambda number: {f"{number} {at}" + "x" * 20_000: at for at in range(5)},
    "order of keys": lambda number: {f"k{at * (2 * number + 1) % 64}": at for at in range(64)},
    "kept values": lambda number: {f"box {at}": {"level": f"{number:x}"} for at in range(100)},
    "deep": lambda number: {f"a{number}": {"b" * 500: {"c" * 500: {"d" * 500: {str(number): 1}}}}},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_remembered_has_an_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the caller's vocabulary, in records and in documents in the names of spans."""
    monkeypatch.setattr(selectors, "_MAX_REMEMBERED", 4_000)
    policy = Policy.model_validate(
        {
            "version": 1,
            "fields": [{"rule": "r", "where": {"keys": ["level"]}, "action": "keep", "pattern": "."}],
        }
    )
    redactor = Redactor(policy, NonsenseEngine(lambda fields: [[] for _ in fields]))
    most = 0
    for number in range(0, 120, 10):
        records = [HOSTILE[name](number + at) for at in range(10)]
        redactor.redact_records(records)
        request = ExportTraceServiceRequest()
        spans = request.resource_spans.add().scope_spans.add().spans
        for record in records:
            spans.add(name=json.dumps(record), trace_id=b"\1" * 16, span_id=b"\2" * 8)
        redactor.redact_spans(request.SerializeToString())
        most = max(most, held(redactor._logs), held(redactor._spans))
    assert 100 < most < 4_000
