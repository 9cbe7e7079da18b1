"""Labelled texts in other hands."""

from __future__ import annotations

from training.names.corpora import Gold, Text
from training.names.variants import names_lowered, quoted, with_variants

_TEXT = Text(
    "Ann Lee\n5 High Street\nLeeds, for Bo",
    (Gold(0, 7, "PER"), Gold(8, 28, "ADR"), Gold(33, 35, "PER")),
    "t",
    4,
)


def _values(text: Text) -> list[str]:
    return [text.text[span.start : span.end] for span in text.spans]


def test_a_quoted_text_keeps_its_labels() -> None:
    """Every line gets a mark, and a label covers what it covered, with the marks inside it."""
    text = quoted(_TEXT)
    assert text.text == "> Ann Lee\n> 5 High Street\n> Leeds, for Bo"
    assert _values(text) == ["Ann Lee", "5 High Street\n> Leeds,", "Bo"]


def test_names_in_small_letters_leave_the_rest() -> None:
    """Only persons are lowered; places of the labels stay."""
    text = names_lowered(_TEXT)
    assert text.text == "ann lee\n5 High Street\nLeeds, for bo"
    assert text.spans == _TEXT.spans


def test_variants_come_behind_the_texts() -> None:
    """Nothing is lost, some texts are there twice, and a seed decides which."""
    texts = [_TEXT] * 60
    out = with_variants(texts, 1)
    assert out[:60] == texts
    assert 60 < len(out) < 90
    assert out == with_variants(texts, 1)
