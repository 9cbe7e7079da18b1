"""Nationality, religion and politics by the words around them."""

from __future__ import annotations

import pytest

from redaction.names.groups import find_groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("She is a Danish citizen.", "Danish"),
        ("nationality: Chilean", "Chilean"),
        ("who is Lutheran, and", "Lutheran"),
        ("a Tamil fisherman was not heard, a Tamil teacher was", "Tamil"),
        ("His uncle, a Baptist, wrote back", "Baptist"),
    ],
)
def test_a_group_beside_words_of_people_is_found(text: str, group: str) -> None:
    """The word says something of a person where people stand beside it."""
    assert {text[span.start : span.end] for span in find_groups(text)} == {group}


@pytest.mark.parametrize("text", ["Danish butter", "in Greek, a French translation", "the Swiss franc fell"])
def test_a_group_of_things_is_not_found(text: str) -> None:
    """Food, languages and money are nobody's nationality."""
    assert find_groups(text) == []
