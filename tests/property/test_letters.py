"""Words looked for by their letters: nothing that a pattern finds by searching is missed by looking at these places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.recognizers import login_lines, social_security
from redaction.recognizers import ssn_borders as ssn
from redaction.recognizers.birth import words
from redaction.recognizers.card import borders as card_borders
from redaction.recognizers.letters import Before, Worded, in_lower_case, matches, places
from redaction.recognizers.network import versions
from redaction.recognizers.phone import switches, versions_and_prices
from redaction.recognizers.secret import command_lines, stated_keys

_WORDED = [
    *login_lines._PATTERNS,
    *switches._SURE,
    *switches._LIKELY,
    switches._RECORDED,
    *(pattern for _, pattern in (*command_lines._COMMANDS, *command_lines._ENCLOSED)),
]
_BEFORE = [
    *(ssn._THING, versions._SAID, versions._SECTION, versions_and_prices._VERSION),
    *(card_borders._CLOUD_ACCOUNT, card_borders._GOODS),
]
_NAMES = (
    (rf"d(?:ob|\.o\.b\.?)|{words.LABELS}|birth|{words.AT}", words.PARTS_OF_LABELS, words.BEFORE_PARTS),
    (words.YEARS, words.PARTS_OF_YEARS, words.BEFORE_PARTS),
    (words.VERBS, words.PARTS_OF_VERBS, 0),
    (social_security._NAMED.pattern, social_security._BEGINS, 0),
    (stated_keys._STATED.pattern, stated_keys._BEGINS, 0),
    (stated_keys._SHOWN.pattern, stated_keys._BEGINS, 0),
    (stated_keys._BESIDE.pattern, stated_keys._BEGINS, 0),
)


@pytest.mark.parametrize(("pattern", "parts", "before"), _NAMES)
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_word_of_a_pattern_has_a_part_that_is_looked_for(
    pattern: str, parts: tuple[str, ...], before: int, data: st.DataObject
) -> None:
    """In any case, and at most so far behind where the word begins."""
    compiled = re.compile(rf"(?ia:{pattern})")
    word = data.draw(st.from_regex(compiled, fullmatch=True))
    text = data.draw(st.sampled_from(["", "\u0130 ", "x ", "\U0001f600"])) + word
    begin = len(text) - len(word)
    assert any(begin <= at <= begin + before for at in places(in_lower_case(text), parts))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["ssn", "SS#", "Social", "sSn", " ", "536-22-8710", "\u0130", "536228710", ":", "x"])
    )
)
def test_labels_stand_where_a_pattern_finds_them(pieces: list[str]) -> None:
    """Code points, beyond ASCII as well."""
    text = "".join(pieces)
    found = {match.start() for match in re.finditer(r"(?=ssn|ss#|social)", text, re.IGNORECASE | re.ASCII)}
    assert list(ssn.labels(text)) == sorted(found)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["ab", "b", "c", "bc", " "])))
def test_matches_are_those_of_a_search(pieces: list[str]) -> None:
    """Left to right, without overlap."""
    text = "".join(pieces)
    pattern = re.compile("a?bc?")
    by_place = [match.span() for match in matches(pattern, text, places(text, ("b",)), before=1)]
    assert by_place == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("pattern", _WORDED, ids=lambda pattern: pattern.words[0])
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_every_match_holds_one_of_its_words(pattern: Worded, data: st.DataObject) -> None:
    """Where none of them stands, the pattern need not be tried."""
    text = data.draw(st.from_regex(pattern.pattern))
    assert [*pattern.finditer(text, in_lower_case(text))]


@pytest.mark.parametrize("before", _BEFORE, ids=lambda before: before.words[0])
@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_match_ends_with_one_of_its_words(before: Before, data: st.DataObject) -> None:
    """Where none of them does, the pattern need not be tried; signs and blanks may stand behind."""
    text = data.draw(st.from_regex(before.pattern))
    place = len(text)
    plainly = before.pattern.search(text, max(0, place - before.reach), place)
    found = before.search(f"{text}1", place)
    assert (found and found.span()) == (plainly and plainly.span())
    assert before.search(f"{text[:-1]}~1", place) is None
