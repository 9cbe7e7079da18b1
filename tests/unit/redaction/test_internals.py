"""Model internals that stand in texts: found to their end, whatever it looks like; settings and counts stay."""

from __future__ import annotations

import random
import secrets
from pathlib import Path

import pytest

from redaction.build import build_redactor
from redaction.recognizers.internals import find_internals
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")


def redacted(text: str) -> str:
    """The text redacted."""
    return _REDACTOR.redact_text(text).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("prompt_token_ids: [1, 2023, 338], lora: None", "prompt_token_ids: <MODEL_TOKENS>, lora: None"),
        ("promptTokenIds=[1,2023] x", "promptTokenIds=<MODEL_TOKENS> x"),
        ("'prompt_token_ids': [[1, 2], [3, 4]], 'n': 1", "'prompt_token_ids': '<MODEL_TOKENS>', 'n': 1"),
        ("input_ids=tensor([[1, 2023]], device='cuda:0')", "input_ids=tensor(<MODEL_TOKENS>, device='cuda:0')"),
        ("token_ids: [1, 2023, 338", "token_ids: <MODEL_TOKENS>"),
        ("token_ids: [1, 2023, 33 and more", "token_ids: <MODEL_TOKENS> and more"),
        ("token_ids: [1,\n 2023, ...] ok", "token_ids: <MODEL_TOKENS> ok"),
        ('data: {"choices":[{"delta":{"content":"eva.m@"}}]}', 'data: {"choices":[{"delta":"<MODEL_TOKENS>"}]}'),
        ('data: {"choices":[{"delta":{"content":"a } b"}}]}', 'data: {"choices":[{"delta":"<MODEL_TOKENS>"}]}'),
        (
            'data: {"delta":{"content":"eva.m@"}}\n\ndata: {"delta":{"content":"corp.io"}}\n\ndata: [DONE]',
            'data: {"delta":"<MODEL_TOKENS>"}\n\ndata: {"delta":"<MODEL_TOKENS>"}\n\ndata: [DONE]',
        ),
        (
            'event: content_block_delta\ndata: {"index":0,"delta":{"type":"text_delta","text":"536-22"}}\n\n',
            'event: content_block_delta\ndata: {"index":0,"delta":"<MODEL_TOKENS>"}\n\n',
        ),
        ('data: {"type":"x.delta","delta":"536-22"}', 'data: {"type":"x.delta","delta":"<MODEL_TOKENS>"}'),
        ('raw "{\\"delta\\":{\\"content\\":\\"536-\\"}}"', 'raw "{\\"delta\\":\\"<MODEL_TOKENS>\\"}"'),
        (
            'data: {"delta":{"content":"mail eva.m@corp.io, 4111111111111111"},"index":0}',
            'data: {"delta":"<MODEL_TOKENS>","index":0}',
        ),
        ("logprobs=[{5: Logprob(decoded_token=' 53')}], done", "logprobs=<MODEL_TOKENS>, done"),
        ('x "top_logprobs": {" 536": -0.1} y', 'x "top_logprobs": "<MODEL_TOKENS>" y'),
    ],
)  # fmt: skip
def test_internals_go_to_their_end(text: str, expected: str) -> None:
    """A list of ids, an object, a text; cut off ones too; what is around them stays, JSON stays JSON."""
    assert redacted(text) == expected
    assert redacted(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "SamplingParams(logprobs=None, prompt_logprobs=5, stop_token_ids=[128009, 128001], max_tokens=16)",
        "prompt_token_ids: [], token_ids: None, token_ids: 512, token_ids: [[]]",
        "usage: prompt_tokens: 512, tokens: 30",
        '{"delta": 0.5, "time_delta": {"s": 1}} delta={"s": 1} and',
        "delta: [1, 2, 3] deltas",
        "input_ids must have shape [2, 128]",
        "logprobs are off; token_ids follow",
        'x {"delta":{}} "delta":"" y',
    ],
)
def test_settings_and_words_stay(text: str) -> None:
    """What ends an answer, counts, empty lists, other deltas, prose."""
    assert redacted(text) == text


def test_a_text_is_redacted_alike_however_it_is_cut() -> None:
    """Lists longer than what a stream looks ahead, and chunks in one text."""
    ids = ", ".join(map(str, range(1_000, 3_000)))
    chunks = "".join(f'data: {{"delta":{{"content":"part {at} }}"}}}}\n\n' for at in range(80))
    text = (
        f"Received request: prompt_token_ids: [{ids}], then {chunks} mail alice@example.com and so on. " * 2
    )
    whole = redacted(text)
    assert "1500" not in whole
    assert "part 7" not in whole
    for seed in range(4):
        chance = random.Random(seed)
        stream, out, at = StreamRedactor(_REDACTOR), "", 0
        while at < len(text):
            step = chance.choice((1, 7, 60, 900))
            out += stream.feed(text[at : at + step])
            at += step
        assert out + stream.finish() == whole


def test_time_is_linear() -> None:
    """Keys without an end behind each other are read once."""
    for piece in ('"delta":{', "token_ids: [1, 2,", 'logprobs="', '"delta":"\\', "token_ids: [[[[[[1,2 x"):
        assert len(list(find_internals(piece * 20_000, 0, ""))) >= 0


def test_a_list_may_be_longer_than_a_window() -> None:
    """A text of many windows shows the name of a list in the first of them only."""
    ids = ", ".join(map(str, range(100_000, 130_000)))
    assert redacted(f"prompt_token_ids: [{ids}], n: 1") == "prompt_token_ids: <MODEL_TOKENS>, n: 1"


@pytest.mark.parametrize("operator", ["{kind: mask}", "{kind: hmac, key: k}", "{kind: replace}"])
@pytest.mark.parametrize(
    "text",
    [
        'y {"delta":{"content":"Hello"}} z',
        'y {"logprobs": [{"token":"Hi"}]} z',
        'x {\\"delta\\":{\\"content\\":\\"Hi\\"}} y',
        'y {"delta":"Hello"} z',
    ],
)
def test_what_was_replaced_is_not_replaced_again(tmp_path: Path, operator: str, text: str) -> None:
    """A text that was redacted stays as it is, whatever stands for the piece."""
    key, policy = tmp_path / "key", tmp_path / "policy.yaml"
    key.write_text(secrets.token_hex(32))
    key.chmod(0o600)
    policy.write_text(
        f"version: 1\nkeys: {{k: {{id: k1, file: {key}}}}}\noperators: {{o: {operator}}}\ndefault_operator: o\n"
    )
    redactor = build_redactor(str(policy))
    once = redactor.redact_text(text).text
    assert once != text
    assert redactor.redact_text(once).text == once
