"""Rules of the reader: parsed JSON and client objects say the same, and rubbish says nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from emitters.openai_shape import Piece, Usage, read_chunk, read_response, text_of

CHUNK: dict[str, Any] = {
    "id": "chatcmpl-1",
    "model": "m-1",
    "choices": [
        {"delta": {"content": "a"}, "finish_reason": None},
        {"delta": {"content": "b"}, "finish_reason": "stop"},
    ],
    "usage": {
        "prompt_tokens": 9,
        "completion_tokens": 2,
        "prompt_tokens_details": {"cached_tokens": 4},
        "completion_tokens_details": {"reasoning_tokens": 1},
    },
}
READ = Piece(
    text="ab",
    finish_reasons=("stop",),
    usage=Usage(9, 2, 4, 1),
    model="m-1",
    response_id="chatcmpl-1",
    framed=True,
)


def as_object(value: Any) -> Any:
    """The same as the objects of the official clients: attributes instead of keys."""
    if isinstance(value, dict):
        return SimpleNamespace(**{name: as_object(each) for name, each in value.items()})
    return [as_object(each) for each in value] if isinstance(value, list) else value


def test_json_and_objects_say_the_same() -> None:
    """A parsed chunk and a client's chunk object give the same piece."""
    assert read_chunk(CHUNK) == READ
    assert read_chunk(as_object(CHUNK)) == READ


def test_a_response_is_read_from_its_messages() -> None:
    """Whole answers hold `message` where chunks hold `delta`; old completions hold `text`."""
    answer = {"choices": [{"message": {"content": "whole"}, "finish_reason": "length"}]}
    assert read_response(answer) == Piece(text="whole", finish_reasons=("length",), framed=True)
    assert read_chunk({"choices": [{"text": "old"}]}).text == "old"


def test_an_error_body_gives_its_code() -> None:
    """Code before type, and `error` where there is neither; the message is not read."""
    assert read_response({"error": {"message": "planted", "type": "t", "code": "c"}}) == Piece(error_code="c")
    assert read_response({"error": {"message": "planted", "type": "t"}}).error_code == "t"
    assert read_response({"error": "planted"}).error_code == "error"


def test_a_string_is_text() -> None:
    """Plain strings are text of an unframed stream."""
    assert read_chunk("x") == Piece(text="x")


def test_content_parts_are_joined() -> None:
    """Of a list of parts the text parts count, images and the like do not."""
    assert (
        text_of([{"type": "text", "text": "a"}, {"type": "image_url"}, {"type": "text", "text": "b"}]) == "ab"
    )
    assert text_of(None) == ""


def test_counts_must_be_counts() -> None:
    """A token count that is negative, a boolean or no number is unknown, not zero."""
    usage = {"prompt_tokens": -1, "completion_tokens": True, "prompt_tokens_details": {"cached_tokens": "9"}}
    assert read_chunk({"usage": usage}).usage == Usage()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=5)
    | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["choices", "delta", "usage", "error", "content", "message"]), inner
        )
    ),
    max_leaves=10,
)


@settings(deadline=None)
@given(JSON)
def test_rubbish_is_read_without_complaint(value: Any) -> None:
    """Any value can be read; the piece's types hold."""
    for piece in (read_chunk(value), read_response(value)):
        assert isinstance(piece.text, str)
        assert all(isinstance(reason, str) for reason in piece.finish_reasons)
