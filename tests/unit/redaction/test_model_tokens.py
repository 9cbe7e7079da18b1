"""Model internals that give a text away: token ids, log probabilities and pieces of text go, counts stay."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue

from redaction import PolicyError
from redaction.policy.document import load_policy
from redaction.policy.explain import explain_field
from redaction.walk.model_tokens import numbers, tokens, words
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_PIECE = " 536-"
_INTERNALS: tuple[dict[str, Any], ...] = (
    {
        "meta_info": {
            "output_token_logprobs": [[-0.1, 536, _PIECE]],
            "input_token_logprobs": [[None, 536, _PIECE]],
        }
    },
    {"output_top_logprobs": [[[-0.1, 536, _PIECE]]]},
    {
        "details": {
            "tokens": [{"id": 536, "text": _PIECE, "logprob": -0.1}],
            "prefill": [{"id": 536, "text": _PIECE}],
        }
    },
    {"details": {"best_of_sequences": [{"tokens": [{"id": 536, "text": _PIECE}]}]}},
    {"token": {"id": 536, "text": _PIECE, "logprob": -0.1, "special": False}, "index": 3},
    {"top_tokens": [[{"id": 536, "text": _PIECE, "logprob": -0.1}]]},
    {"context": [536, 882, 271, 9], "done": True},
    {"tokens": [536, 1917, 22, 87]},
    {"tokens": [_PIECE, "22", "-", "87"]},
    {"completion_probabilities": [{"content": _PIECE, "probs": [{"tok_str": _PIECE, "prob": 0.9}]}]},
    {"probs": [{"tok_str": _PIECE, "prob": 0.9}, {"tok_str": _PIECE, "prob": 0.1}]},
    {
        "tokenIds": [536],
        "promptTokenIds": [536],
        "prompt_token_ids": [536],
        "choices": [{"token_ids": [536]}],
    },
    {"logprob": -1, "rank": 1, "decoded_token": _PIECE},
    {"prompt": [536, 882, 271, 9], "input": [[536, 882], [271, 536]]},
    {"inputs": [{"name": "input_ids", "datatype": "INT64", "shape": [1, 2], "data": [536, 2023, 338, 9]}]},
    {"event": "x", "body": '{"tokens": [536, 1917, 22, 87]}', "context": "[536, 882, 271, 9]"},
    {"words": [{"word": "536", "start": 0.3}, {"word": "22", "start": 0.4}, {"word": "8710", "start": 0.5}]},
    {"results": {"alternatives": [{"words": [{"word": "536", "punctuated_word": "536,"}, {"word": "22"}]}]}},
    {"blocks": [{"words": [{"text": "536"}, {"text": "22"}, {"text": "8710"}]}]},
    {"output_tokens": ["ana", "536", "@corp", ".io"], "str_tokens": ["a", "536", "b", "c"]},
    {
        "embedding": [0.536, 1],
        "embeddings": {"values": [0.536]},
        "chunks": [{"content": "536"}],
        "deltas": ["536"],
    },
    {"type": "text-delta", "textDelta": "536"},
)


@pytest.mark.parametrize("record", _INTERNALS, ids=lambda record: next(iter(record)))
def test_internals_are_dropped_and_counted(record: dict[str, Any]) -> None:
    """Of SGLang, TGI, Ollama, llama.cpp, vLLM and Triton; alone, and among records with the same keys."""
    alone = _REDACTOR.redact_records([record])
    assert "536" not in json.dumps(alone.records)
    assert sum(alone.dropped.values()) >= 1
    assert _REDACTOR.redact_records([record] * 6).records == alone.records * 6


@pytest.mark.parametrize(
    "record",
    [
        {"tokens": 512, "usage": {"prompt_tokens": 12, "completion_tokens": 30}, "token": "eos"},
        {"tokens": {"prompt": 12, "completion": 30}},
        {"tokens": [512]},
        {"context": "staging", "prompt": "say hi", "input": {"a": 1, "b": [1.5, 2.5]}},
        {"context": {"deployment": "blue", "retries": 3}},
        {"context": ["first passage", "second passage"]},
        {"probs": [0.25, 0.75], "prefill": {"seconds": 0.2}, "prefill_tokens": 12},
        {"inputs": [{"name": "temperature", "shape": [1], "data": [1]}]},
        {"max_tokens": 512, "tokens_per_second": 38.2, "avg_logprob": -0.2},
        {"chunks": 12, "embedding": "text-embedding-3-small", "vector": "hnsw"},
        {"words": 512, "symbols": ["BTC", "ETH"], "input_tokens": 80, "output_tokens": 503},
        {"words": [{"word": "two words", "count": 3}, {"word": "more of them", "count": 1}]},
        {"segments": [{"text": "all of the text", "start": 0.1}]},
    ],
)
def test_counts_and_words_stay(record: dict[str, Any]) -> None:
    """A key alone says little: what it holds decides."""
    for count in (1, 6):
        assert _REDACTOR.redact_records([record] * count).records == [record] * count


def test_a_text_under_such_a_key_is_examined() -> None:
    """What is not dropped for what it holds is a value like any other."""
    record = {
        "context": "mail alice@example.com",
        "tokens": {"a": "alice@example.com"},
        "prompt": "alice@example.com",
    }
    [redacted] = _REDACTOR.redact_records([record]).records
    assert "alice" not in json.dumps(redacted)


def test_attributes_of_spans() -> None:
    """Lists of ids in attributes, alone and in columns of spans."""
    for count in (1, 8):
        request = ExportTraceServiceRequest()
        spans = request.resource_spans.add().scope_spans.add().spans
        for _ in range(count):
            span = spans.add(trace_id=b"\1" * 16, span_id=b"\2" * 8)
            ids = ArrayValue(values=[AnyValue(int_value=number) for number in (536, 882, 271, 9)])
            span.attributes.append(KeyValue(key="llm.tokens", value=AnyValue(array_value=ids)))
            span.attributes.append(KeyValue(key="tokens", value=AnyValue(int_value=512)))
            span.attributes.append(KeyValue(key="context", value=AnyValue(string_value="staging")))
        redacted = _REDACTOR.redact_spans(request.SerializeToString())
        kept = ExportTraceServiceRequest.FromString(redacted.value).resource_spans[0].scope_spans[0].spans
        assert [[pair.key for pair in span.attributes] for span in kept] == [["tokens", "context"]] * count
        assert redacted.dropped == {"tokens": count}


def test_lists_of_numbers() -> None:
    """Whole numbers only, four at least, nested a few lists deep; fewer are counts by kind."""
    assert all(map(numbers, ([1, 2, 3, 4], [[1, 2], [3, 4]], [[[1, 2, 3, 4]]], (1, (2, 3, 4)))))
    assert not any(map(numbers, ([512, 128, 640], [[512], [128]])))
    assert not any(
        map(
            numbers,
            ([], [1, 2.5, 3, 4], [1, "a", 2, 3], [True] * 4, 12, "12", [[[[[1, 2, 3, 4]]]]], {"a": 1}),
        )
    )
    assert words([{"word": "a"}, {"text": "b."}])
    assert not any(
        map(words, ([], [{"word": "a"}], [{"word": "a"}, {"word": 5}], [{"word": "a"}, "b"], {"word": "a"}))
    )
    assert not any(map(tokens, ({"id": 1}, {"text": "a"}, [{"text": "a"}], ["BTC", "ETH"], [[]], None)))


def test_what_a_rule_may_ask(tmp_path: Any) -> None:
    """`holds` is a part of dropping; `policy explain` tells it."""
    path = tmp_path / "policy.yaml"
    path.write_text(
        "version: 1\nfields: [{rule: r, where: {keys: [x]}, action: scan, holds: tokens}]", "utf-8"
    )
    with pytest.raises(PolicyError, match="holds belongs to drop"):
        load_policy(path)
    lines = explain_field(load_policy("strict"), "prompt", signal="logs", place="record", service="")
    assert lines[0] == "prompt: dropped where a value holds what rule token-lists says, else:"
    assert lines[1] == "prompt: replaced by its length, with everything below it"


def test_pieces_of_a_stream_are_dropped_whole() -> None:
    """Ollama's pieces have the keys of its last record, and `done` tells them apart; other records may have it, too."""
    piece = {"model": "llama3", "response": " 536-22", "done": False}
    chat = {
        "model": "llama3",
        "created_at": "2026-11-12T10:11:12Z",
        "message": {"content": " 536"},
        "done": False,
    }
    last = {"model": "llama3", "response": "all of it", "done": True}
    others: list[dict[str, Any]] = [{"event": "poll", "done": False}, {"response": "ok", "done": False}]
    for count in (1, 6):
        redacted = _REDACTOR.redact_records([piece, chat, last, *others] * count)
        assert redacted.records == [None, None, last, *others] * count
        assert redacted.dropped == {"stream-pieces": count, "stream-pieces-of-chats": count}


@pytest.mark.parametrize("event", ["on_chat_model_stream", "on_llm_new_token", "messages/partial"])
def test_events_of_a_stream_are_dropped_whole(event: str) -> None:
    """As LangChain and LangGraph name them."""
    piece = {"event": event, "data": {"chunk": {"content": "ana.ruiz@"}}}
    redacted = _REDACTOR.redact_records([piece, {"event": "on_chat_model_end"}])
    assert redacted.records == [None, {"event": "on_chat_model_end"}]
    assert redacted.dropped == {"stream-chunks": 1}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            'data: {"delta":{"content":"He\nINFO: 2 more lines',
            'data: {"delta":"<MODEL_TOKENS>"\nINFO: 2 more lines',
        ),
        ("error near '\"delta\": {' at line 3; retry in 5 s", None),
        ('config key "logprobs": { is missing a brace; 7 failed', None),
        ('- "delta": {\n-   "a": 1\n+ "b": 2\n\nReview: looks good', None),
        ('body={"metric":"cpu","delta":{"mean":0.3},"status":200}', None),
        ('WARN {"delta": [0.1, 0.2], "mean": 3', None),
        ('change "delta": "+12%" since', None),
    ],
)
def test_what_was_cut_off_ends_with_its_line(text: str, left: str | None) -> None:
    """Nor is every delta one of an answer: of metrics, tables and diffs nothing goes."""
    assert _REDACTOR.redact_text(text).text == (text if left is None else left)


def test_a_list_of_ids_in_a_string_goes_with_its_field() -> None:
    """The string is the list: nothing of it is left, and the finding says so."""
    redacted = _REDACTOR.redact_records([{"prompt": "[1, 2, 3, 4]", "a": "b"}])
    assert redacted.records == [{"a": "b"}]
    assert [(found.path, found.operator) for found in redacted.findings] == [("$.prompt", "drop")]
