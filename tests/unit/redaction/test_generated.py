"""What tells a generator's value from a person's."""

from __future__ import annotations

import re

import pytest

from redaction.recognizers.secret.generated import holds_both, is_varied, mixes_kinds, takes_turns


@pytest.mark.parametrize(
    ("value", "both"), [("a1", True), ("abc", False), ("123", False), ("é٣", True), ("", False)]
)
def test_holds_both(value: str, both: bool) -> None:
    """Letters and digits of whatever script, both of them."""
    assert holds_both(value) is both


@pytest.mark.parametrize(
    ("value", "mixed"),
    [
        ("aB1", True),
        ("ab1", False),
        ("ab1234", True),
        ("AB1234", True),
        ("AB123", False),
        ("aBcD", False),
        ("1234", False),
    ],
)
def test_mixes_kinds(value: str, mixed: bool) -> None:
    """Both cases and a digit, or four digits and a letter."""
    assert mixes_kinds(value) is mixed


def test_first_capital() -> None:
    """A word that begins with a capital and ends in a digit mixes nothing where its first letter does not count."""
    assert mixes_kinds("Version2")
    assert not mixes_kinds("Version2", capitals_from=1)
    assert mixes_kinds("VersiOn2", capitals_from=1)


def test_takes_turns() -> None:
    """Three changes between letters and digits, in one piece where pieces are told apart."""
    assert takes_turns("a1b2")
    assert not takes_turns("a1b")
    assert takes_turns("a1b/c2")
    assert not takes_turns("a1b/c2", re.compile(r"[a-z0-9]+"))
    assert takes_turns("x/a1b2", re.compile(r"[a-z0-9]+"))


def test_is_varied() -> None:
    """So many different characters as are asked for, ten otherwise."""
    assert is_varied("abcdefghij")
    assert not is_varied("abcdefghiabcdefghi")
    assert is_varied("abcde", fewest_characters=5)
