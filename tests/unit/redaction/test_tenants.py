"""Keys of tenants: whose key makes a token, and that nothing of one tenant links to another."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from redaction import KeyFault, KeyRing, Policy, PolicyError, Redactor, load_policy
from redaction.cli.redact import Outputs, redact_log_request
from redaction.keys import Key
from redaction.operators import Hmac
from redaction.policy.document import with_tenant_keys
from redaction.policy.operators import KeySource
from redaction.stream_redactor import StreamRedactor
from redaction.testing import FailingEngine, KeywordEngine
from redaction.walk.sheets import Below
from stream.gate.otlp_logs import records_of
from stream.gate.redact import Raw, redact_messages
from stream.messages import Encoding, Origin, RawMessage

MAIL = "alice@example.com"
IDS = {"main": "k1", "acme": "a1", "7": "s1"}
KEYS = {name: Key(key_id, bytes([at]) * 32) for at, (name, key_id) in enumerate(IDS.items(), 1)}
RING = KeyRing({"main": KEYS["main"]}, {"acme": KEYS["acme"], "7": KEYS["7"]})
TOKEN = {name: Hmac(key).operate(MAIL, "EMAIL_ADDRESS") for name, key in KEYS.items()}
TYPE_ALONE = "<EMAIL_ADDRESS>"


def policy(**tenants: Any) -> Policy:
    sources = {"acme": {"id": "a1", "env": "A"}, "7": {"id": "s1", "env": "S"}}
    return Policy.model_validate(
        {
            "version": 1,
            "entities": {"EMAIL_ADDRESS": {"operator": "token"}},
            "operators": {"token": {"kind": "hmac", "key": "main"}},
            "keys": {"main": {"id": "k1", "env": "M"}},
            "tenants": {"fields": ["scrubline.tenant", "customer.id"], "keys": sources, **tenants},
        }
    )


def redactor(**tenants: Any) -> Redactor:
    return Redactor(policy(**tenants), KeywordEngine(), keys=RING)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"scrubline.tenant": "acme"}, "acme"),
        ({"scrubline": {"tenant": "acme"}}, "acme"),
        ({"customer.id": 7}, "7"),
        ({"customer": {"id": "7"}}, "7"),
        ({"scrubline.tenant": "acme", "customer.id": "7"}, "acme"),
        ({"scrubline.tenant": "", "customer.id": "7"}, "7"),
        ({"resource": {"scrubline.tenant": "acme"}}, "acme"),
        ({"resource": {"attributes": {"scrubline.tenant": "acme"}}}, "acme"),
        ({"attributes": {"customer.id": 7}, "resource": {"customer.id": "acme"}}, "acme"),
        ({"customer.id": "7", "resource": {"scrubline.tenant": "acme"}}, "7"),
        ({"scrubline.tenant": "7", "resource": {"attributes": {"customer.id": "acme"}}}, "7"),
        ({"scrubline.tenant": "7", "attributes": {"scrubline.tenant": "acme"}}, "7"),
        ({"scrubline.tenant": "7", "resource": {"scrubline.tenant": ""}}, "7"),
        ({"attributes": {"customer.id": 7}, "customer": {"id": "acme"}}, "acme"),
        ({}, None),
        ({"scrubline.tenant": None, "customer.id": ""}, None),
        ({"resource": "acme", "attributes": ["acme"], "tenant": "acme"}, None),
        ({"scrubline.tenant": "acme", "resource": {"customer.id": ["7"]}}, "acme"),
        ({"scrubline.tenant": ["acme"], "customer.id": "7"}, "7"),
        ({"scrubline.tenant": "acme", "customer.id": ["7"]}, "acme"),
        ({"scrubline.tenant": ["7"], "resource": {"scrubline.tenant": "acme"}}, None),
    ],
)
def test_the_key_follows_the_tenant_of_a_record(record: dict[str, Any], expected: str | None) -> None:
    """The first name decides, the record's own before one under `resource`; without any there is no token."""
    [out] = redactor().redact_records([{**record, "text": MAIL}]).records
    assert out is not None
    assert out["text"] == (TOKEN[expected] if expected else TYPE_ALONE)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, TYPE_ALONE),
        ({"unknown": "refuse", "missing": "refuse"}, TYPE_ALONE),
        ({"missing": "default"}, TOKEN["main"]),
        ({"unknown": "default"}, TOKEN["main"]),
        ({"unknown": "default", "missing": "refuse"}, TYPE_ALONE),
    ],
)
def test_data_without_a_tenant_gets_a_token_only_where_the_policy_says_so(
    rule: dict[str, str], expected: str
) -> None:
    """The same for a record, a span, a text and a path, whose tenant nobody has told."""
    under_test = redactor(**rule)
    [record] = under_test.redact_records([{"text": MAIL}]).records
    message = ExportTraceServiceRequest()
    around = message.resource_spans.add()
    around.scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8, name=MAIL)
    spans = under_test.redact_spans(message.SerializeToString()).value
    [span] = ExportTraceServiceRequest.FromString(spans).resource_spans[0].scope_spans[0].spans
    assert record is not None
    assert [record["text"], span.name, under_test.redact_text(MAIL).text, under_test.redact_path(MAIL)] == [
        expected
    ] * 4


def test_otlp_logs_follow_their_resource() -> None:
    """What a log call writes, an attribute `resource` too, chooses no key where the resource says whose it is."""
    message = ExportLogsServiceRequest()
    for tenant, own in (("acme", "7"), ("", "7")):
        around = message.resource_logs.add()
        around.resource.attributes.add(key="scrubline.tenant").value.string_value = tenant
        log = around.scope_logs.add().log_records.add()
        log.body.string_value = MAIL
        log.attributes.add(key="scrubline.tenant").value.string_value = own
        pair = log.attributes.add(key="resource").value.kvlist_value.values.add(key="scrubline.tenant")
        pair.value.string_value = "acme"
    records, _ = records_of(message.SerializeToString())
    out = json.dumps(redactor().redact_records(records).records)
    assert [out.count(TOKEN[name]) for name in ("acme", "7", "main")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({"scrubline.tenant": "acme"}, "acme"),
        ({"scrubline.tenant": ["7"], "customer.id": "acme"}, "acme"),
        ({"scrubline": {"tenant": "acme"}}, "acme"),
        ({"customer.id": ["acme"]}, None),
        ({"owner": "acme"}, "7"),
        ({}, "7"),
    ],
)
def test_only_a_real_resource_outranks_a_record(around: dict[str, Any], expected: str | None) -> None:
    """Told beside the record it decides; the same under a key `resource` of the record does not."""
    own = {"scrubline.tenant": "7", "text": MAIL}
    given: list[tuple[dict[str, Any], list[Below], str | None]] = [
        (own, [([1], around)], expected),
        ({**own, "resource": around}, [], "7"),
    ]
    for record, resources, whose in given:
        out = redactor().redact_records([{"text": "-"}, record], resources=resources).records[1]
        assert out is not None
        assert out["text"] == (TOKEN[whose] if whose else TYPE_ALONE)


@pytest.mark.parametrize("count", [1, 9])
def test_a_message_beside_others_keeps_its_resource(count: int) -> None:
    """JSON, OTLP and JSON again in one batch: a resource is of its own message's records alone, read alone or not."""
    message = ExportLogsServiceRequest()
    around = message.resource_logs.add()
    around.resource.attributes.add(key="service.name").value.string_value = "acme"
    scope = around.scope_logs.add()
    for _ in range(count):
        log = scope.log_records.add()
        log.body.string_value = MAIL
        log.attributes.add(key="scrubline.tenant").value.string_value = "7"
    line = json.dumps({"scrubline.tenant": "7", "resource": {"service.name": "acme"}, "text": MAIL}).encode()
    values: list[tuple[bytes, Encoding]] = [
        (line, "ndjson"),
        (message.SerializeToString(), "otlp_logs"),
        (line, "ndjson"),
        (message.SerializeToString(), "otlp_logs"),
    ]
    raws = [
        Raw(RawMessage("raw", 0, at, 0, None, value, ()), Origin("raw", "0", 0, at, at - 1, 0), encoding)
        for at, (value, encoding) in enumerate(values)
    ]
    under_test = redactor(fields=["scrubline.tenant", "service.name"])
    outs = [out.value.decode() for out in redact_messages(raws, under_test)]
    counts = [[out.count(TOKEN[name]) for name in ("acme", "7")] for out in outs]
    assert counts == [[0, 1], [count, 0], [0, 1], [count, 0]]


def test_the_command_reads_the_resource_of_otlp_logs() -> None:
    """Records that the command makes of a request keep their resource, though they are lines on the way."""
    message = ExportLogsServiceRequest()
    for tenant in ("7", "acme"):
        around = message.resource_logs.add()
        around.resource.attributes.add(key="scrubline.tenant").value.string_value = tenant
        log = around.scope_logs.add().log_records.add()
        log.body.string_value = MAIL
        log.attributes.add(key="scrubline.tenant").value.string_value = "x"
    out = io.BytesIO()
    source = io.BytesIO(message.SerializeToString())
    redact_log_request(source, lambda raw: (records_of(raw)[0], []), redactor(), Outputs(out))
    events = [json.loads(line)["event"] for line in out.getvalue().splitlines()]
    assert events == [TOKEN["7"], TOKEN["acme"]]


def test_a_list_voids_no_name_of_a_span() -> None:
    """Beside it in the resource a name counts; a resource with the list alone leaves the span no say."""
    for other, expected in (("acme", TOKEN["acme"]), ("", TYPE_ALONE)):
        message = ExportTraceServiceRequest()
        around = message.resource_spans.add()
        around.resource.attributes.add(
            key="scrubline.tenant"
        ).value.array_value.values.add().string_value = "7"
        around.resource.attributes.add(key="customer.id").value.string_value = other
        span = around.scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8, name=MAIL)
        span.attributes.add(key="scrubline.tenant").value.string_value = "7"
        result = ExportTraceServiceRequest.FromString(
            redactor().redact_spans(message.SerializeToString()).value
        )
        assert result.resource_spans[0].scope_spans[0].spans[0].name == expected


def test_all_data_can_be_said_to_be_of_one_tenant() -> None:
    """Whoever names the tenant of a whole input outranks what stands in it."""
    of_acme = redactor().for_tenant("acme")
    [record] = of_acme.redact_records([{"scrubline.tenant": "7", "text": MAIL}]).records
    assert record is not None
    assert record["text"] == of_acme.redact_text(MAIL).text == TOKEN["acme"]
    spans = of_acme.redact_spans(request())
    assert (spans.value.count(TOKEN["acme"].encode()), [dead.index for dead in spans.dead]) == (6, [2])
    assert MAIL.encode() not in spans.value
    assert redactor(unknown="default").for_tenant("initech").redact_text(MAIL).text == TOKEN["main"]
    with pytest.raises(PolicyError, match="no key of this tenant"):
        redactor().for_tenant("initech")
    with pytest.raises(PolicyError, match="no keys of tenants"):
        Redactor(load_policy("structured"), KeywordEngine()).for_tenant("acme")


def test_requests_of_one_tenant_are_redacted_together() -> None:
    """Where nothing in the data says whose it is, several requests come out as each does alone."""
    of_acme = redactor().for_tenant("acme")
    alone = of_acme.redact_spans(request())
    assert of_acme.redact_requests([request(), request()]) == [alone, alone]
    assert of_acme.redact_requests([request(), b"\xff"]) == [alone, None]


def test_a_dropped_record_is_told_by_its_place_among_all() -> None:
    """The rule stands under the index of the record in the batch, whoever else's records lie between."""
    records = [
        {"scrubline.tenant": tenant, "event": event}
        for tenant, event in [("acme", "x"), ("7", "b"), ("acme", "a"), (None, "x"), ("7", "a")]
    ]
    rules = [{"rule": f"rule-{event}", "when": {"event": [event]}} for event in ("a", "b")]
    given = Policy.model_validate({**policy().model_dump(), "records": rules})
    redacted = Redactor(given, KeywordEngine(), keys=RING).redact_records(records)
    assert redacted.dropped_by == {1: "rule-b", 2: "rule-a", 4: "rule-a"}
    assert [record is None for record in redacted.records] == [False, True, True, False, True]


@pytest.mark.parametrize("tenant", ["initech", "ACME", "acme ", ["acme"], {"a": "acme"}, 1.0, True, 10**30])
def test_an_unknown_tenant_gets_no_token(tenant: object) -> None:
    """By default the type alone stays: no token is made with a key that is not the tenant's own."""
    given = {"scrubline.tenant": tenant, "text": MAIL}
    assert redactor().redact_records([given]).records[0]["text"] == TYPE_ALONE  # type: ignore[index]  # kept
    shared = redactor(unknown="default").redact_records([given]).records[0]
    assert shared is not None
    assert shared["text"] == TOKEN["main"]
    alone = redactor(missing="default").redact_records([given]).records[0]
    assert alone is not None
    assert alone["text"] == TYPE_ALONE


def test_no_batch_mixes_tenants() -> None:
    """Equal texts, keys and documents of several tenants, in any batch: each record comes out as it does alone."""
    tenants = ["acme", "7", None, "initech", "acme", "7", "7", None]
    records = [
        {
            "scrubline.tenant": tenant,
            "text": f"to {MAIL}",
            MAIL: [MAIL, {"deep": MAIL}],
            "document": json.dumps({MAIL: MAIL}),
            "event": "x.delta" if at == 6 else "x",
        }
        for at, tenant in enumerate(tenants)
    ]
    under_test = redactor(missing="default")
    together = under_test.redact_records(records)
    alone = [under_test.redact_records([record]) for record in records]
    assert together.records == [one.records[0] for one in alone]
    assert [(found.record, found.path, found.replacement) for found in together.findings] == [
        (at, found.path, found.replacement) for at, one in enumerate(alone) for found in one.findings
    ]
    assert MAIL not in json.dumps(together.records)
    by_tenant = {tenant: json.dumps(out) for tenant, out in zip(tenants, together.records, strict=True)}
    for tenant, own in (("acme", "acme"), ("7", "7"), (None, "main")):
        assert TOKEN[own] in by_tenant[tenant]
        assert not any(token in by_tenant[tenant] for name, token in TOKEN.items() if name != own)


def test_the_engine_is_asked_once_for_all_tenants() -> None:
    """A batch of many tenants costs one call, as it does without tenants."""
    engine = KeywordEngine()
    records = [{"scrubline.tenant": tenant, "text": MAIL} for tenant in ("acme", "7", "x", "y", None)]
    Redactor(policy(), engine, keys=RING).redact_records(records)
    assert engine.calls == 1
    assert Redactor(policy(), engine, keys=RING).redact_records([]).records == []


def test_a_failing_engine_fails_the_same_for_tenants() -> None:
    """What cannot be examined is masked, whoever it belongs to."""
    failing = Redactor(policy(), FailingEngine("poison"), keys=RING)
    records = [{"scrubline.tenant": "acme", "text": "poison"}, {"scrubline.tenant": "7", "text": MAIL}]
    redacted = failing.redact_records(records)
    assert [out["text"] for out in redacted.records if out] == ["<REDACTION_ERROR>", TOKEN["7"]]
    assert redacted.failed == 1


def request() -> bytes:
    """Five spans under two resources; the first names no tenant, the second one other than its span does."""
    message = ExportTraceServiceRequest()
    given: list[tuple[str, list[str | int]]] = [("", ["acme", "7", "acme", 7]), ("acme", ["7"])]
    for tenant, spans in given:
        around = message.resource_spans.add(schema_url="u")
        around.resource.attributes.add(key="scrubline.tenant").value.string_value = tenant
        around.resource.attributes.add(key="owner").value.string_value = MAIL
        scope = around.scope_spans.add()
        scope.scope.name = "s"
        for at, own in enumerate(spans):
            span = scope.spans.add(name=f"{at} {MAIL}", trace_id=b"\1" * 16, span_id=b"\2" * 8)
            value = span.attributes.add(key="scrubline.tenant").value
            if isinstance(own, int):
                value.int_value = own
            else:
                value.string_value = own
    message.resource_spans[0].scope_spans[0].spans[2].span_id = b"short"
    return message.SerializeToString()


def test_spans_have_the_key_of_their_tenant() -> None:
    """An attribute of the resource outranks the span's; findings and dead spans keep their places."""
    result = redactor().redact_spans(request())
    message = ExportTraceServiceRequest.FromString(result.value)
    names = [
        [
            span.name + inner.scope.name + outer.schema_url
            for inner in outer.scope_spans
            for span in inner.spans
        ]
        for outer in message.resource_spans
    ]
    acme, seven = f"{TOKEN['acme']}su", f"{TOKEN['7']}su"
    assert names == [[f"0 {acme}"], [f"0 {acme}"], [f"1 {seven}", f"3 {seven}"]]
    owners = [outer.resource.attributes[1].value.string_value for outer in message.resource_spans]
    assert owners == [TOKEN["acme"], TOKEN["acme"], TOKEN["7"]]
    assert (result.spans, [span.index for span in result.dead], result.failed) == (4, [2], 0)
    assert [found.record for found in result.findings] == [-1, -1, -1, 0, 1, 3, 4]
    assert MAIL.encode() not in result.value


def test_a_request_of_one_tenant_stays_as_it_is() -> None:
    """Nothing is reordered where there is one tenant; a request without spans keeps its resources."""
    message = ExportTraceServiceRequest.FromString(request())
    del message.resource_spans[0].scope_spans[0].spans[1:]
    del message.resource_spans[1]
    result = ExportTraceServiceRequest.FromString(redactor().redact_spans(message.SerializeToString()).value)
    message.resource_spans[0].scope_spans[0].spans[0].name = f"0 {TOKEN['acme']}"
    message.resource_spans[0].resource.attributes[1].value.string_value = TOKEN["acme"]
    assert result == message
    del message.resource_spans[0].scope_spans[0].spans[:]
    del message.resource_spans[0].scope_spans[:]
    assert (
        ExportTraceServiceRequest.FromString(redactor().redact_spans(message.SerializeToString()).value)
        == message
    )
    assert redactor().redact_spans(b"").value == b""


def test_the_parts_of_a_request_are_the_request() -> None:
    """Put together span by span they have everything, in order, and what was not set stays unset."""
    message = ExportTraceServiceRequest()
    for tenants in (("acme", "7"), (), ("7",), (None,)):
        around = message.resource_spans.add()
        for tenant in tenants:
            span = around.scope_spans.add().spans.add(
                name=f"of {tenant}", trace_id=b"\1" * 16, span_id=b"\2" * 8
            )
            if tenant is not None:
                span.attributes.add(key="scrubline.tenant").value.string_value = tenant
    value = redactor().redact_spans(message.SerializeToString()).value
    parts = ExportTraceServiceRequest.FromString(value).resource_spans
    names = [[span.name for inner in around.scope_spans for span in inner.spans] for around in parts]
    assert names == [["of acme"], ["of 7"], ["of 7"], [], ["of None"]]
    assert not any(around.HasField("resource") for around in parts)
    assert not any(inner.HasField("scope") for around in parts for inner in around.scope_spans)


def test_texts_and_streams_take_a_tenant() -> None:
    """A text has no fields, so the caller says whose it is."""
    under_test = redactor()
    for tenant, expected in (("acme", TOKEN["acme"]), (None, TYPE_ALONE), ("x", TYPE_ALONE)):
        assert under_test.redact_text(f"to {MAIL}", tenant=tenant).text == f"to {expected}"
        stream = StreamRedactor(under_test, tenant=tenant)
        assert stream.feed(f"to {MAIL}") + stream.finish() == f"to {expected}"


def test_the_plan_hash_names_the_keys_of_tenants() -> None:
    """Another key id, and another fate of unknown tenants, is another plan."""
    other = KeyRing(RING.keys, {**RING.tenants, "7": Key("s2", bytes([9]) * 32)})
    assert len({
        redactor().plan_hash,
        redactor(unknown="default").plan_hash,
        Redactor(policy(), KeywordEngine(), keys=other).plan_hash,
    }) == 3  # fmt: skip


def test_every_key_of_a_tenant_is_needed() -> None:
    """A missing, short or shared key refuses to start, and all of them are told, without a key."""
    good, other = bytes(range(32)).hex(), bytes(range(1, 33)).hex()
    ring = KeyRing.load(policy(), {"M": good, "A": other, "S": bytes(range(2, 34)).hex()})
    assert sorted(ring.tenants) == ["7", "acme"]
    with pytest.raises(KeyFault) as short:
        KeyRing.load(policy(), {"M": good, "A": "00" * 15})
    assert list(short.value.faults) == [
        "tenants.keys.7: environment variable S is not set",
        "tenants.keys.acme: has 120 bits; at least 128 are needed",
    ]
    with pytest.raises(KeyFault) as shared:
        KeyRing.load(policy(), {"M": good, "A": other, "S": other})
    assert [fault.partition(";")[0] for fault in shared.value.faults] == [
        "tenants.keys.acme: is the same key as tenants.keys.7"
    ]
    assert other not in str(shared.value) + repr(ring)


def test_keys_beside_a_policy_begin_where_the_worker_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those in the policy's file begin in its folder; an entry of a setting has no such folder."""
    (tmp_path / "policies").mkdir()
    path = tmp_path / "policies" / "policy.yaml"
    path.write_text(
        "version: 1\noperators: {token: {kind: hmac, key: main}}\nkeys: {main: {id: k1, file: key}}\n"
        "tenants: {fields: [tenant]}\n"
    )
    (tmp_path / "policies" / "key").write_text(bytes(range(32)).hex())
    (tmp_path / "key").write_text(bytes(range(1, 33)).hex())
    monkeypatch.chdir(tmp_path)
    ring = KeyRing.load(with_tenant_keys(load_policy(path), {"acme": KeySource(id="t1", file="key")}))
    assert (ring.keys["main"].material[0], ring.tenants["acme"].material[0]) == (0, 1)


def test_keys_beside_the_policy(tmp_path: Path) -> None:
    """What the settings of a worker add is checked like the policy's own entries."""
    source = KeySource(id="b1", file=str(tmp_path / "key"))
    both = with_tenant_keys(policy(), {"globex": source})
    assert both.tenants is not None
    assert list(both.tenants.keys) == ["acme", "7", "globex"]
    for base, keys, fault in (
        (load_policy("structured"), {"globex": source}, "does not say where the tenant stands"),
        (policy(), {"acme": source}, "acme: is given in the policy and beside it"),
        (policy(), {"globex": KeySource(id="a1", env="X")}, "'a1' is the id of tenants.keys.acme"),
    ):
        with pytest.raises(PolicyError, match=fault):
            with_tenant_keys(base, keys)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"keys": {"main": {"id": "a1", "env": "M"}}}, "tenants.keys.acme.id: 'a1' is the id of keys.main"),
        ({"operators": {}, "entities": {}}, "no operator of kind hmac"),
        ({"tenants": {"fields": []}}, "fields"),
        ({"tenants": {"fields": ["a"], "unknown": "pass"}}, "unknown"),
        ({"tenants": {"fields": ["a"], "keys": {"": {"id": "x", "env": "X"}}}}, "keys"),
    ],
)
def test_a_contradictory_policy_is_refused(change: dict[str, Any], fault: str) -> None:
    """A token must tell its key, and keys that nothing would use are a mistake."""
    with pytest.raises(ValueError, match=fault):
        Policy.model_validate({**policy().model_dump(), **change})


def test_a_resource_is_not_repeated_without_end() -> None:
    """A large resource with spans of several tenants is refused before it is copied for each of them."""
    request = ExportTraceServiceRequest()
    around = request.resource_spans.add()
    around.resource.attributes.add(key="big").value.string_value = "x" * (9 << 20)
    spans = around.scope_spans.add().spans
    for tenant in ("acme", "7"):
        span = spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8, name="call")
        span.attributes.add(key="scrubline.tenant").value.string_value = tenant
    with pytest.raises(ValueError, match="too many tenants"):
        redactor().redact_spans(request.SerializeToString())
