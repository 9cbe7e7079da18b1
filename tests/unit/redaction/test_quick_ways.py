"""What most e-mail addresses, telephone numbers and cards take as a short cut finds what the long way finds."""

from __future__ import annotations

import random
import re

import pytest

from redaction.recognizers import email
from redaction.recognizers.card import things
from redaction.recognizers.context import key_words
from redaction.recognizers.phone import recognizer as phone

_PARTS = (
    *(
        "bob",
        "example",
        "git",
        "é",
        "john.doe",
        "_z",
        "-",
        "12",
        "com",
        "org",
        "de",
        "png",
        "corp",
        "10.0.0.7",
    ),
    *("名", "x" * 40),
)
_SIGNS = (*"@@@....-_   ,='\":\n>(\u00a0", "%20", "..")
_LABELS = ("order", "requestID", "id", "Ref", "no", "nr.", "number", "card", "x", "Ä", "İd", "K", "1")
_LEADS = (*" :#_-.(\n", "", " = ", '": "', "='", "  ")


def _mixed(rng: random.Random, parts: tuple[str, ...], signs: tuple[str, ...], most: int) -> str:
    return "".join(rng.choice(parts) + rng.choice(signs) for _ in range(rng.randrange(1, most)))


def test_a_word_is_the_address_that_is_found_around_its_at_sign() -> None:
    """Where the quick pattern finds an address, the long way finds the same."""
    rng = random.Random(11)
    quick = 0
    for _ in range(20_000):
        text = _mixed(rng, _PARTS, _SIGNS, 9)
        for sign in re.finditer("@", text):
            span = email._in_word(text, sign.start())
            if span is not None:
                quick += 1
                assert span == email._around(text, sign.start(), "")
    assert quick > 100


@pytest.mark.parametrize("behind", ["", " ", ")", " x12", " ext. 7", ".", ":3", "%", "a"])
def test_a_run_behind_a_plus_is_the_number_that_its_groups_are(behind: str) -> None:
    """What is asked of the plan at once is what its groups show to be a number."""
    rng = random.Random(12)
    quick = 0
    for _ in range(2_000):
        groups = ["".join(rng.choices("0123456789", k=rng.choice((1, 2, 3, 4, 6)))) for _ in range(4)]
        run = rng.choice((" ", "-", ")", ") ", ".", "   ")).join(
            [rng.choice(("1", "44", "49", "91")), *groups]
        )
        lead = rng.choice(("+", "++", "+ +", "(+", "call +", "7+"))
        text, start, written = f"{lead}{run}{behind}", len(lead), run.encode()
        plan = phone._plans.of(written)
        span = phone._behind_plus(text, start, written) if plan.whole else None
        if span is not None:
            quick += 1
            assert [span] == phone._on_lines(text, start, written, "", plan, worded=False)
    assert bool(quick) == (behind[:1] in {"", " "})


def test_a_label_is_read_wherever_its_last_word_may_be_one_of_ids() -> None:
    """No label that names an id is left out because of how it ends."""
    rng = random.Random(13)
    named = 0
    for _ in range(20_000):
        text = _mixed(rng, _LABELS, _LEADS, 6)
        label = things._LABEL.pattern.search(text, max(0, len(text) - things._LABEL.reach))
        expected = label is not None and things._names_id(key_words(label["words"]).split()[-4:])
        named += expected
        assert things.is_id(text, len(text), "") == expected
    assert named > 1_000
