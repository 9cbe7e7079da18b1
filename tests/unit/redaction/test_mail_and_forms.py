"""Values as mails, forms and pages write them: found where they stand, and what looks like that stays."""

import pytest

from redaction.disguises.normalise import undo
from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.finding import covered


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.mark.parametrize(
    "text",
    [
        "password: Secr3tPass=\n2026-11-23 05:00:12 INFO start",
        "PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\nListenPort = 51820",
    ],
)
def test_a_secret_that_ends_with_the_sign_ends_its_line(engine: BatchEngine, text: str) -> None:
    """Base64 fills up with the sign of a soft break; what begins the next line is none of it."""
    line = text.index("\n")
    spans = engine.detect([Field(text)])[0]
    assert spans
    assert all(span.end <= line for span in spans)


@pytest.mark.parametrize(
    ("entity", "text", "hidden"),
    [
        ("PHONE_NUMBER", "phone=415+555+2671&x=1", "415+555+2671"),
        ("PHONE_NUMBER", "name=Ana+Ruiz&phone=%28415%29+555-2671&ok=1", "%28415%29+555-2671"),
        ("PHONE_NUMBER", "GET /s?phone=%2B44+20+7946+0958 HTTP/1.1", "%2B44+20+7946+0958"),
        ("PHONE_NUMBER", "https://shop.example/find?q=x&tel=020+7946+0958", "020+7946+0958"),
        ("US_SSN", "ssn=536+22+8710&state=CA", "536+22+8710"),
        ("US_SSN", "user[name]=Ana+Ruiz&user[ssn]=536+22+8710", "536+22+8710"),
        ("CREDIT_CARD", "card=4111+1111+1111+1111&exp=12%2F28", "4111+1111+1111+1111"),
        ("IBAN_CODE", "iban=DE89+3704+0044+0532+0130+00&bic=COBADEFF", "DE89+3704+0044+0532+0130+00"),
        ("STREET_ADDRESS", "address=12+Oak+Street&city=Springfield", "12+Oak+Street"),
        ("STREET_ADDRESS", "body: id=5&address=12+Oak+Street", "12+Oak+Street"),
        ("US_SSN", "my SSN is 536-=\n22-8710, thank you", "536-=\n22-8710"),
        ("US_SSN", "my SSN is 536-22=\r\n-8710, thank you", "536-22=\r\n-8710"),
        ("US_SSN", "ssn=3D536-22-8710", "536-22-8710"),
        ("IBAN_CODE", "pay to DE89 3704 0044 =\n0532 0130 00 today", "DE89 3704 0044 =\n0532 0130 00"),
        ("IBAN_CODE", "pay to DE89370400=\n440532013000 today", "DE89370400=\n440532013000"),
        ("CREDIT_CARD", "the card is 4111 1111=\n 1111 1111", "4111 1111=\n 1111 1111"),
        ("EMAIL_ADDRESS", "write to alice=40example.com about it", "alice=40example.com"),
        (
            "EMAIL_ADDRESS",
            "it was said that all this is to be sent, by mail and never again by letter, to ali=\nce@example.com",
            "ali=\nce@example.com",
        ),
        ("EMAIL_ADDRESS", "write to alice@=\nexample.com", "alice@=\nexample.com"),
        ("EMAIL_ADDRESS", "From: =?UTF-8?Q?Ana_Ruiz_=3Calice=40example.com=3E?=", "alice=40example.com"),
        (
            "EMAIL_ADDRESS",
            "From: =?utf-8?q?An=C3=A1?=\n =?utf-8?q?_alice=40example.com?=",
            "alice=40example.com",
        ),
        (
            "STREET_ADDRESS",
            "Ich wohne in der Hauptstra=C3=9Fe 5, 10115 Berlin",
            "Hauptstra=C3=9Fe 5, 10115 Berlin",
        ),
        ("IBAN_CODE", "> pay to DE89 3704\n> 0044 0532 0130 00\n> today", "DE89 3704\n> 0044 0532 0130 00"),
        ("IBAN_CODE", ">> GB29 NWBK\n>> 6016 1331 9268 19\n>> ok", "GB29 NWBK\n>> 6016 1331 9268 19"),
        ("CREDIT_CARD", "> card 4111 1111\r\n> 1111 1111", "4111 1111\r\n> 1111 1111"),
        ("CREDIT_CARD", "card 4111 1111<br>1111 1111", "4111 1111<br>1111 1111"),
        ("IBAN_CODE", "<td>DE89 3704<br />\n0044 0532 0130 00</td>", "DE89 3704<br />\n0044 0532 0130 00"),
        ("EMAIL_ADDRESS", "<em>alice</em>@<em>example.com</em>", "alice</em>@<em>example.com"),
        ("EMAIL_ADDRESS", "alice@<mark>example</mark>.com", "alice@<mark>example</mark>.com"),
        ("US_SSN", "ssn: <b>536</b>-22-8710", "536</b>-22-8710"),
    ],
)
def test_a_value_is_found_as_it_is_written_there(
    engine: BatchEngine, entity: str, text: str, hidden: str
) -> None:
    """All of it is covered, and nothing around it."""
    start = text.index(hidden)
    assert covered(engine, text, entity) == set(range(start, start + len(hidden)))


@pytest.mark.parametrize(
    "text",
    [
        "a=1+2+3&b=2",
        "?q=c+++tutorial&page=2",
        "/search?q=best+top+10+laptops+2026&page=2",
        "GET /calc?sum=1024+2048+4096+8192&v=1",
        "?start=2026-11-23T03:00:00+0000&end=2026-11-24T03:00:00+0000",
        "at=1732330000+12&rate=3+4",
        "key = base64:3q2+7wAA12+45/aa==",
        "diff 8f3e2d1c+4b5a4c6d&x=1",
        "DB_HOST=\nDB_PORT=5432\nDEBUG=\nLEVEL=3",
        "total=\n12 of 536228710 rows",
        "E=40 mm, F=40mm.x and retries=40ms",
        "x=3D5 y=C3 z=A9",
        "> 12 of 14\n> 16 of 20",
        "step 1<br>2 of 3",
        "H<sub>2</sub>O is <b>12</b>.5 <i>m</i>",
        "<b>Total</b>42 and 10<b>x</b>",
        "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_Bonn?=",
        "card[exp_month]=12&card[brand]=visa",
        "gpio[pin]=1234",
    ],
)
def test_what_only_looks_like_that_stays(engine: BatchEngine, text: str) -> None:
    """Sums, searches, times, settings without values, sizes and markup."""
    assert engine.detect([Field(text)]) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "?name=Ana+Ruiz&city=New+York",
        "at=2026-11-23T03:00:00+0000 level=info",
        "sum=1+2+3 done",
        "DB_HOST=\nDB_PORT=",
        "<b>bold</b> and <br>new",
        "> quoted\n> lines",
    ],
)
def test_what_hides_nothing_makes_no_view(text: str) -> None:
    """Without digits a blank of a form hides no value, outside of one a plus is no blank."""
    assert undo(text) is None


@pytest.mark.parametrize("text", ["card[number]=4111111111111111&card[cvc]=123", "card%5Bcvc%5D=123&x=1"])
def test_the_code_of_a_card_is_found_in_a_nested_form(engine: BatchEngine, text: str) -> None:
    """Its name stands in brackets."""
    assert "PASSWORD" in {span.entity for span in engine.detect([Field(text)])[0]}
