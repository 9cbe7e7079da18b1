"""A text in pieces comes out as the whole would, however it is cut; what is too long to hold is masked."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction import Redactor, load_policy
from redaction.stream_opening import may_be_document
from redaction.stream_redactor import LOOKAHEAD, LOOKBEHIND, StreamRedactor
from redaction.testing import FailingEngine, KeywordEngine
from tests.shipped import shipped_redactor

MAIL = "alice@example.com"
PROSE = (
    "the quick answer was sent to them because nobody had called about it before, so please reply soon. " * 20
)
BODY = "MIIEpAIBAAKCAQEA7bq5rR0yJb8v1kZ0Qe3fT9aWcXnL2mPd4sGhU6iK"
PEM = f"-----BEGIN RSA PRIVATE KEY-----\n{f'{BODY}{chr(10)}' * 25}-----END RSA PRIVATE KEY-----"
ENTITIES = [
    MAIL,
    "alice [at] example [dot] com",
    "al\u200bice@example.com",
    "\uff41lice@example.com",
    "alice%40example.com",
    "+1 212 555 0134",
    "4111 1111 1111 1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "DE89 3704 0044 0532 0130 00",
    "SSN 078-05-1120",
    "192.168.10.22",
    "https://alice:s3cretpw@host.example/" + "path/" * 200,
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + "eyJzdWIiOiIx" * 90 + ".c2lnbmF0dXJl",
    'password = "correct horse battery 9$ ' + "staple " * 60 + '"',
    "Cookie: sid=31d4d96e407aad42; " + "theme=dark; " * 120 + "\n",
    "Authorization: Bearer abcdef0123456789abcd",
    "token=ghp_" + "a1B2" * 9,
    PEM,
    "data:image/png;base64," + "iVBORw0KGgo" * 90,
    "1234 5678 9012 3456 7890\n" * 30,
    "\u4f60\u597d\u4e16\u754c\u3002\u8054\u7cfb" * 150 + MAIL + "\u8c22\u8c22",
    "\nname,phone,password\n" + "Alice,7775888,hunter22\nBob,20-36-34,swordfish7\n" * 60,
    "my ssn is 110\n64 9481",
    "221B Baker Street",
    "9800 Wilshire Blvd Suite 200, Beverly Hills, CA 90212, USA",
    "Am Alten Markt 3, 39104 Magdeburg",
    "ul. Nowy \u015awiat 15/17, 00-029 Warszawa",
    "\u5317\u4eac\u5e02\u671d\u9633\u533a\u5efa\u56fd\u8def88\u53f7" * 3,
    "12 Oak Rd and 14 " * 60 + "Elm Street",
    "x" * 900,
    "{" + json.dumps("a") + ": 1}",
    "\ud800",
    "a\x00b",
]
OF_LINES = [
    "sip: INVITE from 2073738837 to 50581537681 via proxy\n",
    "Regards,\nAnn\nT 5350.7857\nE-Mai1: ann @ example.museum\n",
    "4111 1111 1111 1111\n00:12:13",
]


@cache
def redactor() -> Redactor:
    return shipped_redactor("structured")


def streamed(pieces: list[str], window: int = 131_072) -> str:
    stream = StreamRedactor(redactor(), window=window)
    return "".join([*map(stream.feed, pieces), stream.finish()])


def cut(text: str, places: list[int]) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *sorted(places), len(text)])]


@pytest.mark.parametrize("entity", [*ENTITIES, *OF_LINES], ids=range(len(ENTITIES) + len(OF_LINES)))
def test_every_split_of_an_entity_in_prose(entity: str) -> None:
    """Cut in two at any of many points within and around the entity, the output is that of the whole."""
    text = f"{PROSE[:900]}{entity} {PROSE[:900]}"
    expected = redactor().redact_text(text).text
    for at in range(880, 920 + len(entity), max(1, len(entity) // 20)):
        assert streamed([text[:at], text[at:]]) == expected
    assert streamed(cut(text, list(range(0, len(text), 50)))) == expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(ENTITIES) | st.integers(1, 1500).map(lambda size: PROSE[:size]),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([" ", "\n", ", ", ""]),
    st.data(),
)
def test_any_cuts_of_any_mixture(parts: list[str], separator: str, data: st.DataObject) -> None:
    """Entities side by side or far apart, in any number of pieces."""
    text = separator.join(parts)
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    assert streamed(cut(text, places)) == redactor().redact_text(text).text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=60))
def test_short_texts_of_any_characters(text: str, places: list[int]) -> None:
    """Whatever it is, in pieces it is the same."""
    pieces = cut(text, [min(place, len(text)) for place in places])
    assert streamed(pieces) == redactor().redact_text(text).text


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"to": MAIL, "note": PROSE}),
        " \n" + json.dumps([{"to": f"{MAIL} {PROSE}"}], indent=1),
        json.dumps(f"{MAIL} {PROSE}"),
        json.dumps({"a": 1, "to": MAIL}) + " is what " + PROSE + MAIL,
        f"[Note] {MAIL} {PROSE}",
        f'"{MAIL}" she said, {PROSE}',
        '{"a": NaN, ' + PROSE + MAIL,
        '{"p": "", "\udfff": "l"}',
        f'{{"\udfff": "{MAIL}"}}',
        "A1b2" * 200,
    ],
)
def test_documents_are_documents(text: str) -> None:
    """What begins like JSON is redacted as JSON if it is, as text if not, and encoded data as such."""
    pieces = cut(text, list(range(0, len(text), 7)))
    assert streamed(pieces) == redactor().redact_text(text).text


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(JSON, st.booleans())
def test_no_beginning_of_a_document_is_taken_for_text(value: object, ascii_only: bool) -> None:
    """As long as it may become JSON, nothing is released."""
    text = json.dumps(value, ensure_ascii=ascii_only)
    if text[0] in '{["' and "NaN" not in text and "Infinity" not in text:
        assert all(may_be_document(text[:at]) for at in range(len(text) + 1))


def test_text_flows() -> None:
    """No more is held back than what could still change."""
    stream = StreamRedactor(redactor())
    out = sum(len(stream.feed(PROSE[at : at + 5])) for at in range(0, 1900, 5))
    assert out > 1900 - 2 * LOOKAHEAD


@pytest.mark.parametrize("entity", [PEM, "x" * 4_000, "https://alice:s3cretpw@host.example/" + "path/" * 900])
def test_what_is_longer_than_the_window_is_masked_from_its_start(entity: str) -> None:
    """None of it is given out, and the text before and after it is."""
    before, after = f"{PROSE[:900]} ", f" {PROSE[:900]} to "
    text = f"{before}{entity}{after}{MAIL}"
    for size in (1, 7, 300, 5000):
        out = streamed(cut(text, list(range(0, len(text), size))), window=1_280)
        assert out.startswith(before)
        assert out.endswith(f"{after}<EMAIL_ADDRESS>")
        assert out.removeprefix(before).removesuffix(f"{after}<EMAIL_ADDRESS>") in {
            "<PRIVATE_KEY>",
            "<CREDENTIAL_URL>",
            "<REDACTION_ERROR>",
        }


def test_a_document_longer_than_the_window_is_not_given_out() -> None:
    """It cannot be redacted as a document, and as text its escapes would hide things."""
    text = json.dumps({"to": MAIL, "note": PROSE})
    assert streamed(cut(text, list(range(0, len(text), 50))), window=1_280) == "<REDACTION_ERROR>"


@pytest.mark.parametrize(
    "unit", [PROSE, "1234 5678 9012 3456\n" * 50, "y" * 500, PEM, "\u4f60\u597d\u3002" * 100]
)
def test_memory_is_bounded(unit: str) -> None:
    """However long the text, what is kept has an end."""
    window = 4_000
    stream = StreamRedactor(redactor(), window=window)
    for _ in range(25_000 // len(unit)):
        stream.feed(unit)
        assert stream.held_characters < 2 * LOOKBEHIND + 2 * window
    stream.finish()
    assert stream.held_characters == 0


def test_a_failure_ends_the_output() -> None:
    """Where the engine fails, one marker goes out and nothing of the rest."""
    failing = Redactor(load_policy("structured"), FailingEngine("poison"))
    stream = StreamRedactor(failing)
    out = "".join(stream.feed(piece) for piece in (PROSE, "poison", PROSE, PROSE, PROSE))
    assert out.endswith("<REDACTION_ERROR>")
    assert PROSE.startswith(out.removesuffix("<REDACTION_ERROR>"))
    assert (stream.finish(), stream.held_characters) == ("", 0)


def test_a_finished_text_takes_no_more() -> None:
    """A new text needs a new object; finishing twice gives nothing twice."""
    stream = StreamRedactor(Redactor(load_policy("structured"), KeywordEngine()))
    stream.feed(MAIL)
    assert [stream.finish(), stream.finish()] == ["<EMAIL_ADDRESS>", ""]
    with pytest.raises(ValueError, match="new StreamRedactor"):
        stream.feed("x")
