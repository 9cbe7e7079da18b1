"""What terminals read and do not show, and other characters nobody sees: values behind them are found all the same."""

import pytest

from redaction.disguises.normalise import part, undo
from redaction.engines.batch import BatchEngine
from redaction.spans import Field

_VALUES = [
    ("CREDIT_CARD", "4111111111111111"),
    ("US_SSN", "219-09-9981"),
    ("IP_ADDRESS", "203.0.113.9"),
    ("IBAN_CODE", "DE89370400440532013000"),
    ("MAC_ADDRESS", "3c:22:fb:4e:7a:1d"),
    ("CRYPTO", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
    ("PHONE_NUMBER", "212-555-0142"),
    ("EMAIL_ADDRESS", "bob@example.com"),
    ("TOKEN", "gh" + "p_IXeG10TwMGnUXyun1T0yjQcw5To46KdLwv6Z"),
    ("TOKEN", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"),
]
_ESCAPES = [
    "\x1b[",
    "\x9b",
    "\\x1b[",
    "\\u001b[",
    "\\u{1b}[",
    "\\033[",
    "\\e[",
    "^[[",
    "%1B[",
    "&#27;[",
    "#033[",
    "[",
]


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def _covered(engine: BatchEngine, text: str) -> set[int]:
    return {at for span in engine.detect([Field(text)])[0] for at in range(span.start, span.end)}


@pytest.mark.parametrize("escape", _ESCAPES, ids=range(len(_ESCAPES)))
@pytest.mark.parametrize(("entity", "value"), _VALUES, ids=range(len(_VALUES)))
def test_a_colour_hides_no_value(engine: BatchEngine, entity: str, value: str, escape: str) -> None:
    """The m that ends a colour is no letter of the value, however the sequence is written."""
    head = f"at {escape}1;38;5;196m"
    text = f"{head}{value}{escape}0m end"
    found = [span for span in engine.detect([Field(text)])[0] if entity in {span.entity, "TOKEN"}]
    assert {(span.start, span.end) for span in found} >= {(len(head), len(head) + len(value))}


@pytest.mark.parametrize("escape", _ESCAPES, ids=range(len(_ESCAPES)))
def test_a_value_in_two_colours_is_one(engine: BatchEngine, escape: str) -> None:
    """What stands together on the screen is read together; the words around it stay."""
    value = f"bob@exa{escape}31mmple.com"
    assert _covered(engine, f"to {value} today") == set(range(3, 3 + len(value)))


@pytest.mark.parametrize(
    "text",
    [
        "password=\x1b[35m{}\x1b[0m",
        "\x1b[36mpassword\x1b[0m=\x1b[35m{}\x1b[0m",
        "\x1b[36mpassword\x1b[39;49;00m: \x1b[35m{}\x1b[m\x1b[K",
    ],
)
def test_a_coloured_key_tells_of_a_coloured_value(engine: BatchEngine, text: str) -> None:
    """Lines of console loggers colour keys and values apart."""
    start = text.index("{}")
    assert _covered(engine, text.format("hunter2x9")) >= set(range(start, start + 9))


@pytest.mark.parametrize("word", ["INFO", "ssn", "from", "id=5"])
@pytest.mark.parametrize(
    "escape", ["\x1b[0m", "\x1b[0m\x1b[1m", "\x1b[01;31m\x1b[K", "\\e[0m", "\\u001b[35m", "#033[35m"]
)
@pytest.mark.parametrize(
    "value", ["4532015112830366", "203.0.113.77", "DE89370400440532013000", "536-22-8710"]
)
def test_a_colour_parts_a_value_from_the_word_before_it(
    engine: BatchEngine, value: str, escape: str, word: str
) -> None:
    """No blank stands between them: grep and console loggers colour alone."""
    text = f"{word}{escape}{value} ssn"
    assert _covered(engine, text) == set(range(len(text) - len(value) - 4, len(text) - 4))


def test_only_a_colour_within_a_word_leaves_a_blank() -> None:
    """The others leave nothing, as in the view in which a value in two colours is one."""
    view = part("user\x1b[0m\x1b[1m42 \x1b[32mab\x1b[0m: 7\x1b[0m.")
    assert view is not None
    assert view.text == "user 42 ab: 7."
    assert part("\x1b[32mab\x1b[0m 7") is None


@pytest.mark.parametrize("mark", ["#012", "#011", "#015#012", "#012    ", "^M", "^I"])
@pytest.mark.parametrize("value", ["4532015112830366", "203.0.113.77", "536-22-8710"])
def test_control_characters_that_are_written_out_part_words(
    engine: BatchEngine, value: str, mark: str
) -> None:
    """In octal rsyslog writes them, `cat -v` with a caret: the digits or letter of one is no part of the value."""
    text = f"ssn x{mark}{value}"
    assert _covered(engine, text) == set(range(len(text) - len(value), len(text)))


@pytest.mark.parametrize("mark", ["#012", "#011", "\\n", "\\t", "\\\\n"])
def test_a_path_behind_a_written_line_end_is_one(engine: BatchEngine, mark: str) -> None:
    """The n of a line end is no letter of the directory before it."""
    text = f"at x{mark}/home/anaruiz84/x"
    start = text.index("anaruiz84")
    assert _covered(engine, text) == set(range(start, start + 9))


@pytest.mark.parametrize(
    "hidden", ["\0", "\0\0\0", "\x07", "\x1b", "\x08", "\x7f", "\x0b", "\x1f", "\x85", "\x9c"]
)
@pytest.mark.parametrize("value", ["bob@example.com", "4111111111111111", "219-09-9981"])
def test_control_characters_hide_no_value(engine: BatchEngine, value: str, hidden: str) -> None:
    """Between all characters of a value, as in UTF-16, or only between two."""
    for middle in (hidden.join(value), value[:3] + hidden + value[3:], value[:5] + hidden + value[5:]):
        assert _covered(engine, f"ssn {middle} so") == set(range(4, 4 + len(middle)))


def test_a_field_with_nul_leaves_its_neighbours_alone(engine: BatchEngine) -> None:
    """NUL stands between the fields of a scan, too: only the field that holds one is looked at again."""
    fields = [Field("nothing"), Field("bob\0@example.com"), Field("4111"), Field("111111111111")]
    assert [len(spans) for spans in engine.detect(fields)] == [0, 1, 0, 0]


@pytest.mark.parametrize("end", ["\x07", "\x1b\\"])
@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://host.example/a", "4111111111111111"),
        ("https://host.example/a", "bob@example.com"),
        ("mailto:bob%40example.com", "to him"),
        ("mailto:bob@example.com", "to him"),
    ],
)
def test_links_of_terminals_are_read(engine: BatchEngine, address: str, value: str, end: str) -> None:
    """Where a link leads and the text it stands under are both read, and neither runs into the other."""
    text = f"see \x1b]8;;{address}{end}{value}\x1b]8;;{end} there"
    where = address[7:] if address.startswith("mailto") else value
    start = text.index(where)
    assert _covered(engine, text) == set(range(start, start + len(where)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[32mab\x1b[0mcd", "abcd"),
        ("\x1b(B\x1b[mab\x1b[K", "ab"),
        ("SSN\x1b[5;10H219-09-9981\x1b[6;1HName", "SSN 219-09-9981 Name"),
        ("[1m[32mab[0m]", "ab[0m]"),
        ("\x1b]0;top\x07ab", " top ab"),
        ("\x1b]8;;\x1b\\ab", "ab"),
        ("ab\x1b[", "ab["),
        ("ab\x1b]8;;x", "ab]8;;x"),
    ],
)
def test_what_a_terminal_shows(text: str, shown: str) -> None:
    """Colours take no room, moves of the cursor leave some, and a sequence that is cut off loses its escape alone."""
    view = undo(text)
    assert view is not None
    assert view.text == shown


@pytest.mark.parametrize(
    "text",
    [
        (
            "\x1b[2m2026-03-04T05:06:07.089Z\x1b[0m [\x1b[32m\x1b[1minfo     \x1b[0m] "
            "\x1b[1mtokens served\x1b[0m \x1b[36mcount\x1b[0m=\x1b[35m48213\x1b[0m"
        ),
        "\x1b[32mINFO\x1b[0m:     Uvicorn running on port \x1b[1m8000\x1b[0m (Press CTRL+C to quit)",
        "rate(tokens_total[5m]) / rate(requests_total[15m:30s])",
        "[1m avg, [5m avg, [15m avg",
        "C:\\e[0]\\temp",
        "8=FIX.4.2\x0135=D\x0155=ABC\x0154=1\x0138=7000\x0140=2",
        "GPU 0\x00GPU 1\x00",
        "issue #0124, colours #012345 and #033, took #011223344",
        "x^2 + y^I2, M^M3",
        "C:\\fonts\\vga\\b203\\f1",
        "array[35m] and array[35m",
        "\x1b[32mtest_12\x1b[0m\x1b[1m340\x1b[0mms of 20261123\x1b[31m0300",
    ],
)
def test_ordinary_lines_of_terminals_hide_nothing(engine: BatchEngine, text: str) -> None:
    """Colours and control characters never make a finding out of nothing."""
    assert engine.detect([Field(text)])[0] == []


def test_plain_brackets_make_no_view() -> None:
    """A window of time in brackets is no colour."""
    assert undo("rate(x[5m]) and [32m]") is None
