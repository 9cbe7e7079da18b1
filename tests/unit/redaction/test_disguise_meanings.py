"""What disguises stand for: a row for each kind that a pattern can name."""

from __future__ import annotations

import pytest

from redaction.disguises.meanings import DIGITS, IN_PARTS, MEANINGS, PACKED, as_text
from redaction.disguises.patterns import FAMILIES


def test_every_kind_has_one_meaning() -> None:
    """No pattern names a kind that nobody undoes, and no row is for one that no pattern names, or for two."""
    named = [*MEANINGS, *IN_PARTS, *PACKED, DIGITS]
    assert sorted(named) == sorted({kind for family in FAMILIES for kind in family.kinds})


def test_a_kind_without_a_row_is_an_error() -> None:
    """It fails closed; once it was read as base64."""
    with pytest.raises(KeyError):
        MEANINGS["unheard of"]


@pytest.mark.parametrize(
    ("kind", "piece", "meaning"),
    [
        ("invisible", "\u200b", ""),
        ("said", " at ", "@"),
        ("letter", "\u0430", "a"),
        ("digit", "\u0665", "5"),
        ("compatible", "\u00b2", "2"),
        ("quoted", "=40", "@"),
        ("turned", "\u201d", '"'),
        ("glued", "7", "7 "),
        ("spelt", "a-l i", "ali"),
        ("spread", "@ x", "@x"),
        ("spread", "@x", None),
        ("html", "&#64;", "@"),
        ("html", "&zzz;", None),
        ("escape", "\\u0040", "@"),
        ("code", "\\u{40}", "@"),
        ("code", "\\u{ffffff}", None),
        ("syslog", "#011", "\t"),
        ("syslog", "#033", " "),
        ("pair", "\\ud83d\\ude00", "\U0001f600"),
        ("percent", "%40%ff", "@\xff"),
        ("octal", "\\100", "@"),
        ("utf8", "=C3=A9", "\xe9"),
        ("arguments", "7073006c73", "ps ls"),
        ("hex", "616c696365", "alice"),
        ("hex", "4242424242424242", None),
        ("number", "0x616c696365", "alice"),
        ("base32", "MFWGSY3FIBSXQ===", "alice@ex"),
        ("base32", "ALICEBOB", None),
        ("base64", "YWxpY2U", "alice"),
        ("base64", "AAAA", None),
    ],
)
def test_meaning(kind: str, piece: str, meaning: str | None) -> None:
    """What a piece stands for; what is no text, or no disguise after all, for nothing."""
    assert MEANINGS[kind](piece) == meaning


def test_bytes_that_may_be_cut_off() -> None:
    """Of a long piece the last character may be missing; of a short one none."""
    whole = ("word " * 120 + "caf\xe9").encode()
    assert as_text(whole[:-1], strict=True) == "word " * 120 + "caf"
    assert as_text(b"caf\xc3", strict=True) is None
    assert as_text(b"caf\xc3", strict=False) == "caf\xc3"
