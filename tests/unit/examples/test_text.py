"""Rules of the text generator that stands for a model."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from examples.text import BLOCK_TOKENS, PrefixCache, complete, count_tokens

PROMPTS = st.text(max_size=200)


@settings(deadline=None)
@given(PROMPTS, st.integers(1, 60))
def test_an_answer_depends_on_the_prompt_alone(prompt: str, max_tokens: int) -> None:
    """The same prompt gives the same tokens, never more than asked for, and says when it was cut."""
    first, second = complete(prompt, max_tokens), complete(prompt, max_tokens)
    assert first == second
    assert 1 <= len(first.tokens) <= max_tokens
    whole = complete(prompt, 1000)
    assert whole.finish_reason == "stop"
    assert whole.tokens[:max_tokens] == first.tokens
    assert first.finish_reason == ("stop" if len(whole.tokens) <= max_tokens else "length")


def test_a_refusal_says_so() -> None:
    """A refusal has the finish reason of a content filter and does not repeat the prompt."""
    refusal = complete("planted prompt", 100, refuse=True)
    assert refusal.finish_reason == "content_filter"
    assert "planted" not in "".join(refusal.tokens)


def test_an_answer_repeats_the_prompt() -> None:
    """The prompt's first words come back, so that completions hold what users type."""
    assert "".join(complete("my name is Maria", 100).tokens).startswith("You wrote: my name is Maria")


def test_tokens_are_words_and_marks() -> None:
    """Words and punctuation marks count one each."""
    assert count_tokens("Hello, world! It's 3.5") == 10


def test_the_cache_knows_equal_beginnings() -> None:
    """Whole blocks of a beginning seen before are cached, up to the first difference, and old blocks go first."""
    cache = PrefixCache(blocks=4)
    shared = " ".join(f"w{index}" for index in range(2 * BLOCK_TOKENS))
    assert cache.take(shared) == 0
    assert cache.take(shared + " and more") == 2 * BLOCK_TOKENS
    assert cache.take("other " + shared) == 0
    for index in range(4):
        cache.take(" ".join(f"x{index}{place}" for place in range(BLOCK_TOKENS)))
    assert cache.take(shared) == 0
