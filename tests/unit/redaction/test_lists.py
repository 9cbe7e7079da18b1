"""Lists of numbers of which a word names the first."""

from __future__ import annotations

import random

import pytest

from redaction.redactor import Redactor
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor

_SSN = [str(536221000 + 7 * at) for at in range(30)]
_PHONES = [str(4155552000 + 13 * at) for at in range(30)]
_ACCOUNTS = [str(70012345678 + 17 * at) for at in range(30)]
_LISTS = {
    "sql": lambda name, values: f"SELECT 1 WHERE {name} IN ({', '.join(map(repr, values))})",
    "json": lambda name, values: f'got {{"{name}s": [{", ".join(values)}]}}',
    "yaml": lambda name, values: f"{name}s:\n" + "".join(f"  - {value}\n" for value in values),
    "lines": lambda name, values: "\n".join([name, *values]),
    "sentence": lambda name, values: f"The {name}s are {', '.join(values[:-1])} and {values[-1]}.",
    "assigned": lambda name, values: f"{name}s={';'.join(values)}",
    "xml": lambda name, values: f"<{name}s>" + "".join(f"<v>{value}</v>" for value in values) + f"</{name}s>",
}


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


@pytest.mark.parametrize("values", [_SSN, _PHONES, _ACCOUNTS], ids=["ssn", "phone", "account_number"])
@pytest.mark.parametrize("kind", _LISTS)
def test_the_whole_list_goes(redactor: Redactor, kind: str, values: list[str]) -> None:
    """However far the word is from the last of them."""
    name = {9: "ssn", 10: "phone", 11: "account_number"}[len(values[0])]
    redacted = redactor.redact_text(_LISTS[kind](name, values)).text
    assert [value for value in values if value in redacted] == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        (f"ssn: {', '.join(_SSN[:12])}, order 219221007", "219221007"),
        ("ssn: 536221000, 53622100", "53622100"),
        ("ssn: 536221000 536221007 rows", "536221007"),
        ("ssn: 536221000, 536221007.25 paid", "536221007.25"),
        ("\n".join(["phones", *_PHONES[:12], "1700000000 INFO done"]), "1700000000 INFO"),
        ("account_number: 70012345678\n\n\n\n70012345695 rows", "70012345695 rows"),
        ("ids 536221000, 536221007, 536221014", "536221000, 536221007, 536221014"),
    ],
)
def test_what_is_not_listed_stays(redactor: Redactor, text: str, stays: str) -> None:
    """Another word between, another shape, a line that goes on: these are other numbers."""
    assert stays in redactor.redact_text(text).text


def test_a_stream_shows_the_same(redactor: Redactor) -> None:
    """What goes out is what the whole list becomes, for any pieces, and a list has an end."""
    text = (
        "The ssns: "
        + ", ".join(str(536220001 + 7 * at) for at in range(900))
        + ". That is all of them, I think."
    )
    whole = redactor.redact_text(text).text
    rng = random.Random(5)
    for _ in range(3):
        stream, out, at = StreamRedactor(redactor), [], 0
        while at < len(text):
            step = rng.choice((1, 9, 50, 700))
            out.append(stream.feed(text[at : at + step]))
            at += step
        assert "".join([*out, stream.finish()]) == whole
