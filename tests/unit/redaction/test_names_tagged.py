"""Names between the tags of XML and under the keys of JSON inside other text, and values there that name nobody."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.tagged import find_tagged


@pytest.fixture(scope="module")
def flags() -> dict[str, int]:
    """The word lists of the wheel."""
    return gazetteers.load()


def _found(text: str, flags: dict[str, int]) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.entity) for span in find_tagged(text, flags)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<company>Shell</company>", [("Shell", "ORGANIZATION")]),
        ("<Employer>Lund & Sons</Employer>", [("Lund & Sons", "ORGANIZATION")]),
        ("<ort>Zürich</ort><vorname>Uwe</vorname>", [("Zürich", "LOCATION"), ("Uwe", "PERSON")]),
        ('<v:city xml:lang="en"> Salt Lake City </v:city>', [("Salt Lake City", "LOCATION")]),
        (
            'INFO order {"id":7,"city":"Salt Lake City","company":"Shell"} ok',
            [("Salt Lake City", "LOCATION"), ("Shell", "ORGANIZATION")],
        ),
        ("{'last_name': \"O'Brien\", 'city': 'Des Moines'}", [("Des Moines", "LOCATION")]),
        (r"{\"city\":\"Des Moines\"}", [("Des Moines", "LOCATION")]),
    ],
)
def test_values_go(text: str, expected: list[tuple[str, str]], flags: dict[str, int]) -> None:
    """A key that says whose name it holds makes a name of its value, in tags and in quotes of one kind."""
    assert _found(text, flags) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<company>string</company><city>unknown</city>",
        "<city>{{ city }}</city> <company>N/A</company>",
        "<city/><company></company>",
        "<title>Shell scripting</title><name>main</name>",
        "if (a < city && b > c) Reading </",
        '{"type":"city","company":"company_name"}',
        '{"city": 4711, "company": null}',
        "<author>system</author>",
    ],
)
def test_other_values_stay(text: str, flags: dict[str, int]) -> None:
    """Types, empty values, templates, programs and keys that say nothing of names are nobody."""
    assert _found(text, flags) == []


def test_long_texts_of_tags_and_quotes_take_linear_time(flags: dict[str, int]) -> None:
    """Tags and quotes that never close are read once, not once for each of them."""
    for piece in ("<city>", "<city a", '"city":"', '"city" : "a'):
        assert find_tagged(f"</ ':{piece * 20_000}", flags) == []
