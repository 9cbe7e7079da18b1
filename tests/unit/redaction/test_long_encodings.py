"""Base64 and hex of any length are read to their end, however the windows of a long text cut them."""

import base64
from collections.abc import Callable

import pytest

from redaction.disguises.normalise import undo
from redaction.disguises.windows import window_starts
from redaction.redactor import Redactor
from tests.shipped import shipped_redactor

_PLAIN = "These are plain words, with a caf\u00e9 in them. "


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _hex(text: str) -> str:
    return text.replace("\u00e9", "e").encode().hex()


@pytest.mark.parametrize("before", ["", "a ", "see ", "words: "])
@pytest.mark.parametrize("encode", [_base64, _hex])
@pytest.mark.parametrize("words", [1_200, 1_500, 8_000])
def test_the_end_of_a_long_run_is_read(
    redactor: Redactor, words: int, encode: Callable[[str], str], before: str
) -> None:
    """From 72,000 to 736,000 characters: some more than one window, beginning at any place of a quad."""
    run = encode(_PLAIN * words + " bob@example.com ")
    left = redactor.redact_text(f"{before}{run} end").text
    assert encode("ob@example.com ")[4:16] not in left
    assert left.startswith(before)
    assert left.endswith("<EMAIL_ADDRESS> end")


@pytest.mark.parametrize("place", [0.05, 0.3, 0.5, 0.77, 0.95])
def test_every_part_of_a_long_run_is_read(redactor: Redactor, place: float) -> None:
    """Not only what stands at the beginning of a window or at the end."""
    first = int(8_000 * place)
    run = _base64(_PLAIN * first + " bob@example.com " + _PLAIN * (8_000 - first))
    assert "<EMAIL_ADDRESS>" in redactor.redact_text(f"x {run} end").text


@pytest.mark.parametrize("encode", [_base64, _hex])
def test_a_long_run_that_holds_nothing_stays(redactor: Redactor, encode: Callable[[str], str]) -> None:
    """Every character of it."""
    text = f"see {encode(_PLAIN * 8_000)} end"
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_run_may_end_within_a_character(cut: int) -> None:
    """A window ends anywhere; a short run that is cut like this is a word, and none of base64."""
    run = _base64(_PLAIN * 40 + "\u00e9\u00e9\u00e9")
    view = undo(f"x {run[:-cut]}")
    assert view is not None
    assert view.text.startswith("x These are plain words")
    assert undo(f"x {_base64('These are plain words')[:21]}") is None


def test_where_windows_begin() -> None:
    """Within a run of base64 at a border of its quads, where ASCII text begins; elsewhere where they were meant to."""
    run = _base64("plain words only " * 60)
    text = f"some words {run} and more words"
    assert window_starts(text, [0, 5, 11, 12, 15, 403, 11 + len(run), len(text) - 3]) == [
        0, 5, 11, 11, 15, 403, 11 + len(run), len(text) - 3,
    ]  # fmt: skip
    alone = f"some words {run[:256]} {run[:255]} more"
    assert [window_starts(alone, [start]) for start in (11, 14, 266, 267, 268, 271)] == [
        [11], [11], [251], [267], [268], [271],
    ]  # fmt: skip
    accents = _base64("only \u00e9 some words here " * 60)
    [start] = window_starts(accents, [600])
    assert start % 4 == 0
    assert base64.b64decode(accents[start : start + 12]).isascii()
