"""Words for telephones and for whose number it is in many smaller languages, and the keys of their records."""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.phone.more_languages import NUMBER_PIECES
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["PHONE_NUMBER"])


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The telephone numbers of a text."""
    places = {(span.start, span.end) for span in engine.detect([Field(text, key)])[0]}
    return [text[start:end] for start, end in sorted(places)]


@pytest.mark.parametrize(
    "text",
    [
        "síminn minn er {}",
        "gemsi {}",
        "nummarið mítt er {}",
        "mini Nummere isch {}",
        "lüt mer a, {}",
        "meng nummer ass {}",
        "numri im eshte {}",
        "nire zenbakia {} da",
        "mo uimhir: {}",
        "fy rhif yw {}",
        "in-numru tiegħi hu {}",
        "мојот број е {}",
        "зови ме {}",
        "moja stevilka je {}",
        "mano numeris {}",
        "mans numurs ir {}",
        "minu number on {}",
        "мой нумар {}",
        "mənim nömrəm {}",
        "annemin numarası {}",
        "mening raqamim {}",
        "менің нөмірім {}",
        "миний дугаар {}",
        "ჩემი ნომერია {}",
        "իմ համարն է {}",
        "nambari yangu ni {}",
        "inombolo yami ngu {}",
        "nomba mi ni {}",
        "lambarkaygu waa {}",
        "nimewo mwen se {}",
        "numero ko ay {}",
        "nombor saya {}",
        "mero number {} ho",
        "میرا نمبر {}",
        "شماره من {}",
        "என் எண் {}",
        "my MTN line {}",
        "bKash {}",
        "M-Pesa {}",
        "σταθερό {}",
    ],
)
@pytest.mark.parametrize("number", ["71524165", "7152 4165"])
def test_whose_number_it_is(engine: BatchEngine, text: str, number: str) -> None:
    """Digits of no special form are a number where a language says whose it is, or calls it a telephone's."""
    assert found(engine, text.format(number)) == [number]
    assert found(engine, number) == []


@pytest.mark.parametrize(
    "text",
    [
        "numri i porosise {}",
        "broj narudžbe {}",
        "sipariş numarası {}",
        "uimhir ordaithe {}",
        "Kunden-Nr. im System {}",
        "дугаар {} бичиг",
        "numeris {} ir",
        "ऑर्डर नंबर {}",
        "অর্ডার নম্বর {}",
        "the line {}",
        "my model has {} parameters",
    ],
)
def test_the_number_of_another_thing(engine: BatchEngine, text: str) -> None:
    """A number that is nobody's, or an order's, is no telephone number."""
    assert found(engine, text.format("71524165")) == []


@pytest.mark.parametrize("piece", NUMBER_PIECES)
def test_a_word_for_number_alone(engine: BatchEngine, piece: str) -> None:
    """A piece that says only number calls digits a telephone number."""
    assert found(engine, f"{piece} 71524165") == ["71524165"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("simanumer", "(611) 1200"),
        ("farsimi", "6117006"),
        ("namba_ya_simu", "0 712 322 323"),
        ("mpesaNumber", "0202098057"),
        ("мобилен_број", "072340751"),
        ("мобилен", "043012313"),
        ("telefonas", "861234567"),
        ("ტელეფონი", "555123456"),
        ("broj_telefona", "065123456"),
        ("موبایل", "09123456789"),
        ("sms.originator", "590690074514"),
        ("msisdn_a", "6767714210"),
        ("cli", "441534457370"),
        ("voice.callerId", "71244430"),
    ],
)
def test_the_key_of_a_record(engine: BatchEngine, key: str, value: str) -> None:
    """Records in smaller languages, and those of switches, name their numbers."""
    assert found(engine, value, key) == [value]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("originator", "12345"),
        ("callerId", "71244430"),
        ("cli", "1700000000"),
        ("simu_id", "71524165"),
        ("originator", "svc-12345678"),
    ],
)
def test_what_such_a_key_says_of_others(engine: BatchEngine, key: str, value: str) -> None:
    """Bare digits that no plan has, times and ids are none."""
    assert found(engine, value, key) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            'CDR: src="5926032029" dst="0016713004343" duration=496 disposition="ANSWERED"',
            ["5926032029", "0016713004343"],
        ),
        ("src=5926032029 dst=101 billsec=4961234", ["5926032029"]),
        ("cdr: calling=688901920 called=4732699311", ["688901920", "4732699311"]),
        ("src=5926032029 dst=6713004343 proto=tcp bytes=496", []),
        ("src=5926032029 dst=6713004343\ncdr written", []),
        ('"0017582855569" <- is that a scam number? they also called', ["0017582855569"]),
        ("the order 0012015550179 is in your cart", []),
        ("job done seq=0012015550179", []),
        ("parsed 0012015550179 in 3 ms", []),
        ('"0012015550179" -> "0012015550180"', []),
        ("0012015550179", []),
        ("and it is 0011005550179 for me, to be sure", []),
    ],
)
def test_the_ends_of_calls_and_numbers_abroad(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """The record of a call names its two ends; two zeros and a full number stand in a sentence for themselves."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("numri është 043201938", ["043201938"]),
        ("uimhir 087123456", ["087123456"]),
        ("numurs 021234567", ["021234567"]),
        ("broj računa 064123456", []),
        ("numer sprawy 022345678", []),
        ("numurs 99999999", []),
    ],
)
def test_a_noun_for_number_and_a_plan(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """A word for a number of anything needs digits that some plan has, and no word for another thing."""
    assert found(engine, text) == numbers
