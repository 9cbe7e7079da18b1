"""Whatever a stream and its reader do, chunks pass unchanged and exactly one record is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from emitters import genai, observe_inference

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "choices": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "delta": JSON,
                    "finish_reason": st.sampled_from([None, "stop", "content_filter", 7]),
                },
            ),
            max_size=2,
        ),
        "usage": JSON
        | st.fixed_dictionaries({"prompt_tokens": st.integers(), "completion_tokens": st.integers()}),
        "error": JSON,
        "model": JSON,
    },
)
CHUNKS = st.lists(CHOICES | JSON | st.binary(max_size=4), max_size=8)
FAILURES = st.sampled_from([None, ValueError, TimeoutError, ConnectionResetError, asyncio.CancelledError])


def source(chunks: list[Any], failure: type[BaseException] | None) -> Iterator[Any]:
    yield from chunks
    if failure is not None:
        raise failure


async def async_source(chunks: list[Any], failure: type[BaseException] | None) -> AsyncIterator[Any]:
    for chunk in chunks:
        yield chunk
    if failure is not None:
        raise failure


def check(records: list[Any], chunks: list[Any], passed: list[Any], leave_after: int | None) -> None:
    expected = chunks if leave_after is None else chunks[:leave_after]
    assert len(passed) == len(expected)
    assert all(got is sent for got, sent in zip(passed, expected, strict=True))
    inference = [record for record in records if record["event"] == genai.EVENT_INFERENCE]
    assert len(inference) == 1
    assert inference[0][genai.STATUS] in genai.STATUSES
    assert (inference[0][genai.STATUS] == "ok") == (genai.ERROR_TYPE not in inference[0])


@settings(deadline=None, max_examples=60)
@given(CHUNKS, FAILURES, st.none() | st.integers(1, 8), st.booleans(), st.booleans())
def test_sync_streams(
    chunks: list[Any],
    failure: type[BaseException] | None,
    leave_after: int | None,
    in_block: bool,
    capture: bool,
) -> None:
    """Sync: same objects, same order, same exception, one record; inside a block and without one."""
    passed: list[Any] = []
    raised: type[BaseException] | None = None
    leaves = leave_after if leave_after is not None and leave_after <= len(chunks) else None
    with capture_logs() as records:
        call = observe_inference(model="m", provider="p", streaming=True, capture_content=capture)

        def read() -> None:
            stream = call.stream(source(chunks, failure))
            for chunk in stream:
                passed.append(chunk)
                if len(passed) == leaves:
                    break
            stream.close()  # type: ignore[attr-defined]  # the public type is an iterator

        try:
            if in_block:
                with call:
                    read()
            else:
                read()
        except BaseException as error:  # noqa: BLE001 -- whatever it is, it is compared below
            raised = type(error)
    assert raised is (None if leaves is not None else failure)
    if not chunks and not in_block and failure is None:
        assert len(records) == 1
    check(records, chunks, passed, leaves)


@settings(deadline=None, max_examples=60)
@given(CHUNKS, FAILURES, st.none() | st.integers(1, 8), st.booleans())
def test_async_streams(
    chunks: list[Any],
    failure: type[BaseException] | None,
    leave_after: int | None,
    in_block: bool,
) -> None:
    """Async: the same, with a reader that leaves early closing the stream."""
    passed: list[Any] = []
    leaves = leave_after if leave_after is not None and leave_after <= len(chunks) else None

    async def read() -> None:
        stream = call.stream(async_source(chunks, failure))
        async for chunk in stream:
            passed.append(chunk)
            if len(passed) == leaves:
                break
        await stream.aclose()  # type: ignore[attr-defined]  # the public type is an iterator

    async def scenario() -> None:
        if in_block:
            async with call:
                await read()
        else:
            await read()

    with capture_logs() as records:
        call = observe_inference(model="m", provider="p", streaming=True)
        with suppress(ValueError, TimeoutError, ConnectionResetError, asyncio.CancelledError):
            asyncio.run(scenario())
    check(records, chunks, passed, leaves)
