"""Numbers and addresses as transcripts of calls have them: found where they are said, and counting stays."""

import pytest

from redaction.disguises.normalise import undo
from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.finding import covered


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.mark.parametrize(
    ("entity", "text", "hidden"),
    [
        (
            "PHONE_NUMBER",
            "my number is four one five five five five two six seven one",
            "four one five five five five two six seven one",
        ),
        (
            "PHONE_NUMBER",
            "call me back at four one five, five five five, two six seven one please",
            "four one five, five five five, two six seven one",
        ),
        ("PHONE_NUMBER", "415 five five five 2671 is my cell phone", "415 five five five 2671"),
        (
            "PHONE_NUMBER",
            "Yes, my phone is Four One Five. Triple five. Twenty-six seventy one. Thanks",
            "Four One Five. Triple five. Twenty-six seventy one",
        ),
        (
            "PHONE_NUMBER",
            "you can reach me on oh two oh seven nine four six uh oh nine five eight",
            "oh two oh seven nine four six uh oh nine five eight",
        ),
        (
            "PHONE_NUMBER",
            "it's plus four nine one five one two three double four five six seven eight",
            "plus four nine one five one two three double four five six seven eight",
        ),
        (
            "PHONE_NUMBER",
            "call eight hundred, five five five, one two one two",
            "eight hundred, five five five, one two one two",
        ),
        (
            "PHONE_NUMBER",
            "meine Telefonnummer ist null eins fünf eins zwei drei vier fünf sechs sieben acht",
            "null eins fünf eins zwei drei vier fünf sechs sieben acht",
        ),
        (
            "PHONE_NUMBER",
            "meine Telefonnummer ist null eins siebzehn, dreiundzwanzig fuenfundvierzig siebenundsechzig acht",
            "null eins siebzehn, dreiundzwanzig fuenfundvierzig siebenundsechzig acht",
        ),
        (
            "PHONE_NUMBER",
            "mon numéro c'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit",
            "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        ),
        (
            "PHONE_NUMBER",
            "mi teléfono es seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho",
            "seis uno dos, treinta y cuatro, cincuenta y seis, setenta y ocho",
        ),
        (
            "US_SSN",
            "my social is five three six two two eight seven one zero",
            "five three six two two eight seven one zero",
        ),
        (
            "US_SSN",
            "my social security number is five three six dash two two dash eight seven one zero",
            "five three six dash two two dash eight seven one zero",
        ),
        (
            "CREDIT_CARD",
            "the card number is four five three two, zero one five one, one two eight three, zero three six six",
            "four five three two, zero one five one, one two eight three, zero three six six",
        ),
        (
            "CREDIT_CARD",
            "fifty-one oh five, ten fifty-one, oh five ten, fifty-one double oh",
            "fifty-one oh five, ten fifty-one, oh five ten, fifty-one double oh",
        ),
        (
            "IP_ADDRESS",
            "log in at two oh three dot zero dot one one three dot seven",
            "two oh three dot zero dot one one three dot seven",
        ),
        (
            "EMAIL_ADDRESS",
            "it's ana underscore ruiz at gmail dot com",
            "ana underscore ruiz at gmail dot com",
        ),
        ("EMAIL_ADDRESS", "so ana dash maria at web dot de, yes", "ana dash maria at web dot de"),
        (
            "EMAIL_ADDRESS",
            "my email is a n a dot r u i z at gmail dot com",
            "a n a dot r u i z at gmail dot com",
        ),
        ("EMAIL_ADDRESS", "that is j-o-h-n at example dot org", "j-o-h-n at example dot org"),
        (
            "EMAIL_ADDRESS",
            "write to anja.mcneil at web.de (remove spam protection)",
            "anja.mcneil at web.de",
        ),
        ("EMAIL_ADDRESS", "my e-mail: anja.mcneil at mail.example.org.", "anja.mcneil at mail.example.org"),
    ],
)
def test_what_was_said_is_found(engine: BatchEngine, entity: str, text: str, hidden: str) -> None:
    """All words of a number or an address are covered, and none around them."""
    start = text.index(hidden)
    assert covered(engine, text, entity) == set(range(start, start + len(hidden)))


@pytest.mark.parametrize(
    "text",
    [
        "one two three testing, one two three",
        "step one, step two, step three",
        "call us: one two three four five six seven eight nine ten",
        "my phone counts ten nine eight seven six five four three two one",
        "she was born in nineteen eighty four and my number is two",
        "two or three four-bit models, five six-core machines",
        "phone: the scores were five, six, five",
        "null, null, null, null, null, null, null, null, null",
        "call the function with un deux trois",
        "the flight leaves at ten thirty five, gate twenty two",
        "open the dot file and dash off at noon dot",
        "cannot reach api.v2 at example.com",
        "by e-mail, index.html was missing at example.com",
        "TypeError in module.func at main.py line 3, e-mail sent",
        "the underscore at the end and the dot com boom",
    ],
)
def test_numbers_of_ordinary_speech_stay(engine: BatchEngine, text: str) -> None:
    """Counting, years, times, empty values and signs that are talked about."""
    assert engine.detect([Field(text)]) == [[]]


@pytest.mark.parametrize(
    "text", ["four one five dash", "one, two, three, four, five, six, seven", "one two three four five"]
)
def test_what_says_no_number_makes_no_view(text: str) -> None:
    """Too few digits, and those that count, are read as they stand."""
    assert undo(text) is None


def test_a_view_keeps_what_is_said_apart() -> None:
    """Words without a pause are one group, a comma parts groups, a dash stands for itself."""
    view = undo("four one five, double five five dash twenty six and seventy-one")
    assert view is not None
    assert view.text == "415 555-2671"
