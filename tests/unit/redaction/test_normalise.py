"""Evasions: each is undone, and what is found maps back to the characters that hide it."""

import base64
import re

import pytest

from redaction.disguises.normalise import GATES, beyond_ascii, undo
from redaction.engines.batch import BatchEngine
from redaction.spans import Field

_MAIL = "alice@example.com"
_CARD = "4111111111111111"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def _percent(text: str) -> str:
    return "".join(f"%{ord(c):02X}" for c in text)


_EVASIONS = [
    ("EMAIL_ADDRESS", "alice@\u200bexample.com"),
    ("EMAIL_ADDRESS", "al\u00adice@exam\u2060ple.com"),
    ("EMAIL_ADDRESS", "alice\uff20example\uff0ecom"),
    ("EMAIL_ADDRESS", "alice%40example.com"),
    ("EMAIL_ADDRESS", "alice%2540example%252Ecom"),
    ("EMAIL_ADDRESS", _percent(_MAIL)),
    ("EMAIL_ADDRESS", "alice&#64;example&#x2e;com"),
    ("EMAIL_ADDRESS", "alice&commat;example.com"),
    ("EMAIL_ADDRESS", "alice\\u0040example.com"),
    ("EMAIL_ADDRESS", "alice\\x40example.com"),
    ("EMAIL_ADDRESS", "alice\\\\u0040example.com"),
    ("EMAIL_ADDRESS", "alice [at] example [dot] com"),
    ("EMAIL_ADDRESS", "alice(at)example(dot)com"),
    ("EMAIL_ADDRESS", "alice at example dot com"),
    ("EMAIL_ADDRESS", "alice@example dot com"),
    ("EMAIL_ADDRESS", "alice&amp;#64;example.com"),
    ("EMAIL_ADDRESS", "alice\\uff20example\\uff0ecom"),
    ("EMAIL_ADDRESS", "al\\u200bice\\xe2\\x80\\x8b@example.com"),
    ("EMAIL_ADDRESS", "r\\xe9mi\\x40example.com"),
    ("EMAIL_ADDRESS", "r%E9mi%40example.com"),
    ("EMAIL_ADDRESS", "".join(f"%{b:02X}" for b in "\uff41lice\uff20example.com".encode())),
    ("US_SSN", base64.b64encode(b"219-09-9981").decode()),
    ("US_SSN", b"219-09-9981".hex()),
    ("US_SSN", b"219099981".hex()),
    ("US_SSN", "2  1  9  0  9  9  9  8  1"),
    ("CREDIT_CARD", "".join(f"\\ud835\\udf{0xCE + int(c):02x}" for c in _CARD)),
    ("CREDIT_CARD", "-".join(_CARD)),
    ("EMAIL_ADDRESS", "alice[@]example[.]com"),
    ("EMAIL_ADDRESS", base64.b64encode(_MAIL.encode()).decode()),
    ("EMAIL_ADDRESS", base64.urlsafe_b64encode(b"contact: " + _MAIL.encode()).decode()),
    ("EMAIL_ADDRESS", base64.b64encode(base64.b64encode(_MAIL.encode())).decode()),
    ("EMAIL_ADDRESS", _MAIL.encode().hex()),
    ("EMAIL_ADDRESS", "0x" + _MAIL.encode().hex()),
    ("EMAIL_ADDRESS", _MAIL.encode().hex(" ")),
    ("EMAIL_ADDRESS", _MAIL.encode().hex(":").upper()),
    ("EMAIL_ADDRESS", base64.b64encode(f"contact of us:\u00a0{_MAIL}".encode()).decode()),
    ("EMAIL_ADDRESS", "\u0430lice@example.com"),
    ("CREDIT_CARD", "4111\u00a01111\u20091111\u202f1111"),
    ("CREDIT_CARD", "4111\u20131111\u20131111\u20131111"),
    ("CREDIT_CARD", "".join(chr(0xFF10 + int(c)) for c in _CARD)),
    ("CREDIT_CARD", "".join(chr(0x0660 + int(c)) for c in _CARD)),
    ("CREDIT_CARD", "".join(chr(0x1D7CE + int(c)) for c in _CARD)),
    ("CREDIT_CARD", "\u200b".join(_CARD)),
    ("CREDIT_CARD", " ".join(_CARD)),
    ("CREDIT_CARD", "\n".join(_CARD)),
    ("CREDIT_CARD", "41111111\n11111111"),
    ("CREDIT_CARD", _percent(_CARD)),
    ("US_SSN", "2 1 9 - 0 9 - 9 9 8 1"),
    ("US_SSN", "219\u201109\u20119981"),
    ("PHONE_NUMBER", "\uff0b44 20 7946 0958"),
    ("PHONE_NUMBER", "+44\u00a020\u00a07946\u00a00958"),
    ("PHONE_NUMBER", "%2B442079460958"),
    ("PHONE_NUMBER", "+44\n20\n7946\n0958"),
    ("PHONE_NUMBER", "+55\n(11)\n98765\n4321"),
    ("IBAN_CODE", "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000"),
    ("IBAN_CODE", "D\u200bE89370400440532013000"),
    ("IP_ADDRESS", "203.0.113[.]9"),
    ("CREDIT_CARD", "4111 1111" + "\U000e0041" * 4 + " 1111 1111"),
    ("US_SSN", "219-09" + "\U000e0031" * 6 + "-9981"),
    ("EMAIL_ADDRESS", "alice" + "\u200b" * 9 + "@example.com"),
    ("EMAIL_ADDRESS", "alice@" + "\u2060\ufe0f\u202a" * 4 + "example.com"),
    ("EMAIL_ADDRESS", "alice&#6%34;example.com"),
    ("EMAIL_ADDRESS", "alice&#6\u00ad4;example.com"),
    ("EMAIL_ADDRESS", "alice&#6\\u0034;example.com"),
    ("EMAIL_ADDRESS", "alice&#6&#52;;example.com"),
    ("EMAIL_ADDRESS", "alice @ example.com"),
    ("EMAIL_ADDRESS", "alice @ example . com"),
    ("EMAIL_ADDRESS", "alice@\nexample.com"),
    ("EMAIL_ADDRESS", "alice@mail .example.com"),
    ("EMAIL_ADDRESS", "".join(f"&#{ord(c)}" for c in _MAIL)),
    ("EMAIL_ADDRESS", "".join(f"\\u{{{ord(c):x}}}" for c in _MAIL)),
    ("EMAIL_ADDRESS", "".join(f"\\U{ord(c):08x}" for c in _MAIL)),
    ("EMAIL_ADDRESS", "".join(f"\\{ord(c):03o}" for c in _MAIL)),
    ("EMAIL_ADDRESS", "".join(chr(0xE0000 + ord(c)) for c in _MAIL)),
    ("EMAIL_ADDRESS", "0x" + _MAIL.encode().hex()),
    ("EMAIL_ADDRESS", _MAIL.encode().hex(" ")),
    ("EMAIL_ADDRESS", _MAIL.encode().hex(":")),
    ("IP_ADDRESS", "203\u30020\u3002113\u30029"),
]


@pytest.mark.parametrize(("entity", "hidden"), _EVASIONS, ids=range(len(_EVASIONS)))
def test_an_evasion_is_found_where_it_stands(engine: BatchEngine, entity: str, hidden: str) -> None:
    """The span covers every visible character of the hidden value, and leaves the words around it."""
    text = f"Ask my ssn: {hidden} ;so"
    covered = {
        at for s in engine.detect([Field(text)])[0] if s.entity == entity for at in range(s.start, s.end)
    }
    start = text.index(hidden)
    missed = [at for at in range(start, start + len(hidden)) if at not in covered and text[at].isalnum()]
    assert missed == []
    assert covered <= set(range(start, start + len(hidden)))


@pytest.mark.parametrize(
    "value",
    [
        _CARD,
        "DE89370400440532013000",
        "203.0.113.9",
        "219-09-9981",
        "gh" + "p_" + "IXeG10TwMGnUXyun1T0yjQcw5To46KdLwv6Z",
        "+1 212 555 0134",
    ],
)
@pytest.mark.parametrize("escape", ["\\n", "\\t", "\\r\\n", "\\\\n", "'...\\n"])
def test_a_written_out_line_end_is_one(engine: BatchEngine, value: str, escape: str) -> None:
    """In JSON that was cut off, or the repr of a string, the n of a line end is no letter of what follows it."""
    text = f'{{"prompt": "my card or so{escape}{value}{escape}thanks'
    [span] = engine.detect([Field(text)])[0]
    assert text[span.start : span.end] == value


@pytest.mark.parametrize(
    "value",
    [
        _CARD,
        "DE89370400440532013000",
        "203.0.113.9",
        "00:1b:44:11:3a:b7",
        "2001:db8:85a3::8a2e:370:7334",
        "AKIA" + "HDMECM5ZYHRIFDG5",
        "gh" + "p_" + "IXeG10TwMGnUXyun1T0yjQcw5To46KdLwv6Z",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    ],
)
@pytest.mark.parametrize("escape", ["%0A", "%0d%0a", "%09", "%00", "%20", "x%3D", "%250A", "&#10;"])
def test_an_escape_is_no_letter_of_what_follows_it(engine: BatchEngine, value: str, escape: str) -> None:
    """The last digit of an escape hides no border, and what stands behind one is read before its parts are."""
    text = f"GET /a?b={escape}{value}"
    [span] = engine.detect([Field(text)])[0]
    assert text[span.start : span.end] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'INFO: x {"url":"https:\/\/github.com\/anaruiz84"}', "anaruiz84"),
        (r'{"dsn":"postgres:\/\/ana:S3cr3tPw9@db\/x"} failed', "S3cr3tPw9"),
        (r'{"file":"\/home\/anaruiz84\/app.php","line":12} x', "anaruiz84"),
        (r'x {"dob":"05\/12\/1984"}', r"05\/12\/1984"),
        (r'x {"ssn":"536\/22\/8710"}', r"536\/22\/8710"),
        (r'x "{\"file\":\"\\\/Users\\\/anaruiz84\\\/a\"}"', "anaruiz84"),
    ],
)
def test_slashes_that_json_escapes_are_slashes(engine: BatchEngine, text: str, value: str) -> None:
    """PHP's `json_encode` writes them so, behind the prefix of a log line, too."""
    covered = {at for span in engine.detect([Field(text)])[0] for at in range(span.start, span.end)}
    start = text.index(value)
    assert covered >= set(range(start, start + len(value)))


@pytest.mark.parametrize(
    "text",
    [
        "100%25 sure, 5%20off",
        r"location ~ ^\/api\/v1\/users\/(\d+)$ and C:\/ or s\/a\/b\/",
        r'{"type":"application\/json","ratio":"3\/4","day":"05\/12\/2026"}',
        "%0Anext%0D%0Aline",
        "took %09d ms, %0d%% of %02x and %05.2f",
        "AT&amp;T &lt;b&gt;",
        "\u201cquoted\u201d \u2013 dashed \u2026 café naïve 日本語",
        "look at the dot on the map",
        "4f2a1234567890ab4f2a1234567890ab",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "1 2 3 4 5 6 7 8",
        "41 42 43 44 45 46 47 48 49 50",
        "3c:22:fb:4e:7a:1d:55:60:41",
        "0x4f2a1234567890ab4f2a1234567890ab",
        "+44\n20\n1\n2\n3",
        "C:\\temp\\x41\\u0041",
    ],
)
def test_ordinary_escapes_hide_nothing(engine: BatchEngine, text: str) -> None:
    """Undoing an escape never makes a finding out of nothing."""
    assert engine.detect([Field(text)])[0] == []


@pytest.mark.parametrize(
    "text", ["backup card 4242424242424242", "d\u00e9j\u00e0 vu \u2014 again", "hexadecimal 6465736b"]
)
def test_what_hides_nothing_makes_no_view(text: str) -> None:
    """Digits that happen to be the codes of a few letters, and the dash of a sentence: the text is read once."""
    assert undo(text) is None


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("backup card 4242424242424242.", False),
        ("row 7654545244446666777 of", False),
        (f"{b'212 555 0142'.hex()}", True),
        (f"{b'(212)555'.hex()}", True),
        (f"0x{b'PQRSTUVWXY'.hex()}", True),
        (f"{b'ppppppppok'.hex()}", True),
        (f"{b'PPPPPPPPZ'.hex()}", True),
        (f"{b'zP12345678'.hex()}", True),
    ],
)
def test_decimal_numbers_are_not_worth_a_second_look(text: str, worth: bool) -> None:
    """Cards and ids in digits are no hex, though their digits could be codes; without letters digits and signs are."""
    scanned = f"\0{text}\0".encode()
    assert any(re.search(gate.encode(), scanned) for gate in GATES) is worth


@pytest.mark.parametrize("value", ["a.name@example.org", "219-09-9999", "letters only but long"])
def test_what_is_written_in_hex_is_still_read(value: str) -> None:
    """Anything but a short word could be an identifier, or one in another disguise."""
    view = undo(f"raw {value.encode().hex()} end")
    assert view is not None
    assert view.text == f"raw {value} end"


def test_a_view_maps_every_character_back() -> None:
    """Kept characters map to themselves, a decoded piece to the whole of what it was decoded from."""
    view = undo("a%41\u200bb")
    assert view is not None
    assert view.text == "aAb"
    assert [view.original(at, at + 1) for at in range(3)] == [(0, 1), (1, 4), (5, 6)]
    assert undo("nothing here") is None


def test_views_of_views_map_to_the_original() -> None:
    """An escape within an escape leads back through both."""
    first = undo("x%2541y")
    assert first is not None
    second = undo(first.text, first)
    assert second is not None
    assert second.text == "xAy"
    assert second.original(1, 2) == (1, 6)


@pytest.mark.parametrize(
    ("text", "evasive"),
    [
        ("ticket 48213 — account", False),
        ("one — two", False),
        ("212 — 555 — 0142", True),
        ("212—555—0142", True),
        ("exa—mple.com", True),
        ("—x", False),
        ("one — two\u200b", False),
        ("one — tw\u200bo", True),
        ("\u4f60\u597d\uff0c\u4e16\u754c\u3002", False),
        ("\u7528 GPT\uff0c\u7136\u540e", False),
        ("\u7535\u8bdd\uff1a139", True),
        ("\uff08555\uff09", True),
        ("bob\uff20\u4f8b\u3048.jp", True),
        ("bob\uff20example", True),
        ("\u043f\u0440\u0438\u0432\u0435\u0442", False),
        ("\u0440aypal", True),
        ("\u0441\u043e\u0440@", True),
        ("\u2764\ufe0f yes", False),
        ("Bonjour\u00a0!", False),
        ("social\u00a0security", True),
        ("caf\u00e9", False),
        ("\u0661", True),
        ("\U000e0061\U000e0062", True),
    ],
)
def test_where_characters_could_stand_for_others(text: str, evasive: bool) -> None:
    """Only beside what identifiers are made of; a dash of a sentence only between digits."""
    assert beyond_ascii(text) == evasive


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("мой номер 512\u00a0345\u00a0678", "PHONE_NUMBER", "512\u00a0345\u00a0678"),
        ("телефон: 512\u2013345\u2013678, спасибо", "PHONE_NUMBER", "512\u2013345\u2013678"),
        ('{"имя":"Анна","телефон":"512\u00a0345\u00a0678"}', "PHONE_NUMBER", "512\u00a0345\u00a0678"),
        ("номер карты: 4222\u00a0222\u00a0222\u00a0222", "CREDIT_CARD", "4222\u00a0222\u00a0222\u00a0222"),
        ("пишите на \u0430lice@ex\u0430mple.com", "EMAIL_ADDRESS", "\u0430lice@ex\u0430mple.com"),
        ("пишите на alice@example.\u0441\u043e\u043c", "EMAIL_ADDRESS", "alice@example.\u0441\u043e\u043c"),
        ("счёт \u0412\u041568 5390 0754 7034 ок", "IBAN_CODE", "\u0412\u041568 5390 0754 7034"),
    ],
)
def test_a_word_of_another_script_keeps_its_letters(
    engine: BatchEngine, text: str, entity: str, value: str
) -> None:
    """Letters that look like Latin ones are undone in addresses and codes, not in the words that lead to a number."""
    spans = engine.detect([Field(text, "")])[0]
    assert [text[s.start : s.end] for s in spans if s.entity == entity] == [value]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("SSN:678-83-3096EMAIL:b.walsh@example.com", "US_SSN", "678-83-3096"),
        ("SSN:588546101EMAIL:b.walsh@example.com", "US_SSN", "588546101"),
        ("SSN: 791 - 64 - 9233Email: b", "US_SSN", "791 - 64 - 9233"),
        ("Phone:403-771-9937DateOfBirth:", "PHONE_NUMBER", "403-771-9937"),
        ("Tel:+49 30 901820Name=Ann", "PHONE_NUMBER", "+49 30 901820"),
        ("CARD:4111111111111111EXP DATE:", "CREDIT_CARD", "4111111111111111"),
        ("IP:81.2.69.142PHONE:", "IP_ADDRESS", "81.2.69.142"),
        ("IBAN:DE89370400440532013000BIC:", "IBAN_CODE", "DE89370400440532013000"),
    ],
)
def test_a_number_ends_where_a_label_begins(engine: BatchEngine, text: str, entity: str, value: str) -> None:
    """Where the line ends of a form were lost, the label behind a number is no part of it."""
    spans = engine.detect([Field(text, "")])[0]
    assert {text[s.start : s.end] for s in spans if s.entity == entity} == {value}


@pytest.mark.parametrize(
    "text",
    [
        "oauth2email: set",
        "5f3a91NAME: x",
        "sha 0a12b3EMAILS sent",
        "id 588546101EMAILS:",
        "at 10:22:01EMAILER: done",
        "588546101CACHE: warm",
    ],
)
def test_letters_behind_digits_are_no_label(engine: BatchEngine, text: str) -> None:
    """Names that end in a digit, and words that only begin like a label, give no findings."""
    assert engine.detect([Field(text, "")])[0] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("and email mei.yilmaz at kestrel dot aero", "mei.yilmaz at kestrel dot aero"),
        ("reach me hiro dot eriksen at seznam dot cz", "hiro dot eriksen at seznam dot cz"),
        ("please write to ana at acme dot ventures", "ana at acme dot ventures"),
        ("my address is ana at mail dot acme dot photography thanks", "ana at mail dot acme dot photography"),
        ("es ana arroba acme punto com", "ana arroba acme punto com"),
        ("meu email ana arroba acme ponto com ponto br", "ana arroba acme ponto com ponto br"),
        ("mail: anna ma\u0142pa acme kropka pl", "anna ma\u0142pa acme kropka pl"),
        ("ana chiocciola acme punto it", "ana chiocciola acme punto it"),
    ],
)
def test_an_address_is_said_with_any_ending(engine: BatchEngine, text: str, value: str) -> None:
    """The endings of countries and of trades, and any where something before speaks of mail."""
    spans = engine.detect([Field(text, "")])[0]
    assert [text[s.start : s.end] for s in spans if s.entity == "EMAIL_ADDRESS"] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "look at the dot on the map",
        "meet at this dot to sign",
        "arrive at noon dot work starts",
        "write it at the dot matrix",
        "stop at point in time",
        "at every dot is a node",
        "pesa una arroba de punto fijo",
        "email me at the dot where we met",
        "it failed at main dot py",
        "john.doe at utils.py sent mail",
    ],
)
def test_a_dot_of_a_sentence_ends_no_domain(engine: BatchEngine, text: str) -> None:
    """Small words behind `dot` are no endings, and an article names no domain."""
    assert engine.detect([Field(text, "")])[0] == []
