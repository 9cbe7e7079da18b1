"""Tokens of the name model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.names.tokenise import LONGEST_TOKEN, ends_sequence, tokenise


def _tokens(text: str) -> list[str]:
    return [token for token, _ in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. O'Brien's house", ["Mr.", "O'Brien", "'s", "house"]),
        ("J. R. Smith, Ph.D.", ["J.", "R.", "Smith", ",", "Ph", ".", "D."]),
        ("Jean-Pierre is well-known", ["Jean-Pierre", "is", "well", "-", "known"]),
        ("@maria #nyc", ["@maria", "#nyc"]),
        ("end.\n\nDear Ada,", ["end", ".", "\n\n", "Dear", "Ada", ","]),
        ("os.path.join(x) /usr/lib/x", ["os.path.join", "(", "x", ")", "/usr/lib/x"]),
    ],
)
def test_words_marks_and_line_ends_are_tokens(text: str, expected: list[str]) -> None:
    """Titles and initials keep their dot, possessives come off, dotted code and paths stay whole."""
    assert _tokens(text) == expected


@given(st.text(max_size=200))
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    """Each token is the text at its offset, and only white space lies between two of them."""
    position = 0
    for token, start in tokenise(text):
        assert text[start : start + len(token)] == token
        assert not text[position:start].strip()
        position = start + len(token)
    assert not text[position:].strip()


def test_a_long_run_is_cut_into_bounded_tokens() -> None:
    """No token is longer than the bound, however long the word."""
    tokens = _tokens("x" * 1000)
    assert "".join(tokens) == "x" * 1000
    assert max(map(len, tokens)) == LONGEST_TOKEN


@pytest.mark.parametrize(("token", "expected"), [(".", True), ("\n", False), ("\n\n", True), (",", False)])
def test_sequences_end_at_sentences_and_empty_lines(token: str, expected: bool) -> None:
    """A line end alone does not end a sequence: addresses run over several lines."""
    assert ends_sequence(token) is expected
