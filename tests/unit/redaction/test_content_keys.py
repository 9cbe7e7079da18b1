"""Under which keys the shipped policies take a text for content, and which keys hold something else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from redaction import Policy
from redaction.policy.explain import explain_field
from redaction.policy.route import DROP
from redaction.policy.selectors import Routes
from tests.shipped import shipped_policy, shipped_redactor

_STRICT = shipped_redactor("strict")
_TEXT = "the patient wants a divorce"
_BODIES: tuple[dict[str, Any], ...] = (
    {"inputs": _TEXT, "parameters": {"max_new_tokens": 20}},
    {"generated_text": _TEXT},
    {"text_input": _TEXT, "text_output": _TEXT},
    {"outputs": [{"name": "text_output", "datatype": "BYTES", "data": [_TEXT]}]},
    {"system": _TEXT, "messages": [{"role": "user", "content": [{"type": "thinking", "thinking": _TEXT}]}]},
    {"request": {"system": [{"type": "text", "text": _TEXT}]}},
    {"inputText": _TEXT, "results": [{"outputText": _TEXT}]},
    {"generation": _TEXT, "prompt_token_count": 5},
    {"contents": [{"parts": [_TEXT]}], "systemInstruction": {"parts": [_TEXT]}},
    {"preamble": _TEXT, "chat_history": [{"role": "USER", "message": _TEXT}]},
    {"input.value": _TEXT, "output.value": _TEXT, "llm.prompts": [_TEXT], "llm.completions": [_TEXT]},
    {"page_content": _TEXT, "document": _TEXT, "systemPrompt": _TEXT, "user-message": _TEXT},
    {"request_body": _TEXT, "responseBody": {"a": [_TEXT]}, "replies": [_TEXT]},
    {"observation": _TEXT, "tool_input": _TEXT, "history": [[_TEXT, _TEXT]], "prompts": [_TEXT]},
    {"message": json.dumps({"systemPrompt": _TEXT})},
    {"choices": [{"message": {"tool_calls": [{"name": "x", "args": {"reason": _TEXT}}]}}]},
    {"functionCall": {"name": "x", "args": {"y": _TEXT}}, "functionResponse": {"response": {"r": _TEXT}}},
    {
        "gcp.vertex.agent.tool_call_args": _TEXT,
        "gcp.vertex.agent.tool_response": json.dumps({"status": _TEXT}),
    },
    {"mlflow.spanInputs": json.dumps({"x": _TEXT}), "mlflow.spanOutputs": _TEXT, "ai.response.object": _TEXT},
    {
        "lk.user_transcript": _TEXT,
        "structuredContent": {"x": _TEXT},
        "final_result": _TEXT,
        "queries": [_TEXT],
    },
    {
        "queryText": _TEXT,
        "fulfillmentText": _TEXT,
        "NBest": [{"Display": _TEXT}],
        "memories": [{"memory": _TEXT}],
    },
    {"request_text": _TEXT, "response_text": _TEXT, "renderedPrompt": _TEXT, "raw_output": _TEXT},
    {"copilot_chat.user_request": _TEXT, "tool_arguments": {"path": _TEXT}, "action_input": _TEXT},
    {"event.name": "tool_result", "tool_parameters": json.dumps({"bash_command": _TEXT})},
    {"task_output": {"raw": _TEXT, "description": _TEXT}, "scratchpad": [_TEXT], "rationale": _TEXT},
    {"retrieved_contexts": [_TEXT], "source_documents": [{"metadata": {"title": _TEXT}}], "ocrText": _TEXT},
    {"ai.values": [_TEXT], "ai.response.toolCalls": json.dumps([{"x": _TEXT}]), "mlflow.traceInputs": _TEXT},
    {"conversations": [{"from": "human", "value": _TEXT}], "ai": {"payload": {"request": _TEXT}}},
)


@pytest.mark.parametrize("body", _BODIES, ids=lambda body: next(iter(body)))
def test_strict_lets_no_content_pass(body: dict[str, Any]) -> None:
    """Whatever the server or SDK calls it; alone, and among records with the same keys."""
    for records in ([body], [dict(body) for _ in range(6)]):
        redacted = _STRICT.redact_records(records)
        assert _TEXT not in json.dumps(redacted.records)
        assert "content" in " ".join(redacted.dropped)


def test_strict_lets_no_content_of_spans_pass() -> None:
    """The same for attributes as OpenInference writes them."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
    for key in ("input.value", "output.value", "llm.input_messages.0.message.content", "tool.parameters"):
        span.attributes.append(KeyValue(key=key, value=AnyValue(string_value=_TEXT)))
    span.attributes.append(KeyValue(key="db.system", value=AnyValue(string_value="postgresql")))
    value = _STRICT.redact_spans(request.SerializeToString()).value
    assert _TEXT.encode() not in value
    assert b"postgresql" in value


@pytest.mark.parametrize(
    "record",
    [
        {"chunks": 12, "reference": "ABC-123", "instruction": "mov eax", "thought_tokens": 5, "rejected": 5},
        {"message": "listening on port 8000", "msg": "ready", "error": "connection refused"},
        {"db.system": "postgresql", "os": {"system": "linux"}, "gen_ai.system": "openai"},
        {"context": "staging", "state": {"context": "worker-3"}, "summary": "2 of 3 replicas ready"},
        {"messages": 5, "documents": 20, "prompts": 12, "completions": 0, "inputs": None},
        {
            "prompt_tokens": 512,
            "completion_tokens": 3,
            "output_tokens": 7,
            "input_length": 9,
            "document_id": "d-17",
        },
        {"generation_time": 0.2, "input_type": "chat", "output_format": "json", "user_message_count": 3},
    ],
)
def test_strict_lets_logs_and_counts_pass(record: dict[str, Any]) -> None:
    """The text of a log record is no content, nor is a count of contents or the name of a system."""
    assert _STRICT.redact_records([record]).records == [record]


@pytest.mark.parametrize("body", _BODIES[:-1], ids=lambda body: next(iter(body)))
def test_default_looks_for_names_in_content(body: dict[str, Any]) -> None:
    """Where `strict` sees content, `default` sees names."""
    content = [rule for rule in shipped_policy("default").fields if rule.rule.startswith("content")]
    measured = [rule for rule in shipped_policy("strict").fields if rule.rule.startswith("content")]
    assert [rule.where for rule in content] == [rule.where for rule in measured]
    assert {rule.action for rule in content} == {"scan+names"}
    assert {rule.action for rule in measured} == {"measure"}
    assert all(
        explain_field(shipped_policy("default"), key, signal="logs", place="record", service="")
        for key in body
    )


_NAMED = "Refund approved for Maria Lopez by the night shift"


def test_no_name_passes_strict_that_default_masks() -> None:
    """Under every key where `default` looks for names `strict` looks for them, too, or measures the text."""
    default = shipped_redactor("default")
    texts: list[dict[str, Any]] = [{"event": _NAMED}]
    forms: list[dict[str, Any]] = []
    for rule in shipped_policy("default").fields:
        if rule.looks_for_names and rule.rule.startswith("personal"):
            forms += [
                {key: "Maria Lopez"} for key in rule.where.keys
            ]  # of a form's field the name is all there is
        elif rule.looks_for_names:
            texts += [{key: _NAMED} for key in rule.where.keys]
    for records in (texts, forms):
        passed, strictly = (
            [record for record in redactor.redact_records(records).records if "Lopez" in str(record)]
            for redactor in (default, _STRICT)
        )
        assert [record for record in strictly if record not in passed] == []
        assert records is forms or passed == []


@pytest.mark.parametrize("key", ["event", "message", "msg", "log", "error", "error_message", "description"])
def test_names_are_looked_for_in_the_words_of_logs(key: str) -> None:
    """What a program says in words may name somebody: `strict` lets the rest pass, `structured` all of it."""
    for redactor in (shipped_redactor("default"), _STRICT):
        [record] = redactor.redact_records([{key: _NAMED}]).records
        assert record == {key: "Refund approved for <PERSON> by the night shift"}
    assert shipped_redactor("structured").redact_records([{key: _NAMED}]).records == [{key: _NAMED}]


@pytest.mark.parametrize(
    "text",
    [
        "Connection refused by peer: broker 3 (rack us-east-1a) is not available",
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15 GiB",
        "Preparing to rebalance group redact with old generation 5 (reason: Adding new member)",
        "Successfully assigned default/llm-0 to node-3",
        "Avg prompt throughput: 120.5 tokens/s, Running: 4 reqs, Waiting: 0 reqs, GPU KV cache usage: 3.1%",
        "panic: runtime error: index out of range [5] with length 3",
        "deadlock detected: Process 4711 waits for ShareLock on transaction 1000",
        "Leader election lost, restarting Scheduler",
    ],
)
def test_words_of_logs_without_a_name_stay(text: str) -> None:
    """On-call engineers read them."""
    for redactor in (shipped_redactor("default"), _STRICT):
        assert redactor.redact_records([{"message": text}]).records == [{"message": text}]


def test_spellings_of_a_key_are_one_key() -> None:
    """A rule is about `prompt_token_ids` whether a program writes it so, `promptTokenIds` or `prompt-token-ids`."""
    rule = {"rule": "r", "where": {"keys": ["prompt_token_ids"]}, "action": "drop"}
    root = Routes(Policy.model_validate({"version": 1, "fields": [rule]}), "logs").root("record")
    for key in (
        "prompt_token_ids",
        "promptTokenIds",
        "Prompt-Token-Ids",
        "x.promptTokenIds",
        "PROMPT_TOKEN_IDS",
    ):
        assert root.child(key).action == DROP
    for key in ("prompt_token_id", "prompt.token_ids", "my_prompt_token_ids"):
        assert root.child(key).action != DROP
