"""The gates of telephone numbers: wherever the finder finds something, the scan has asked for it."""

from __future__ import annotations

import random

from msgspec.structs import astuple

from bench.events import sample_values
from redaction.engines.batch import BatchEngine
from redaction.recognizers.phone.recognizer import ScrublinePhoneRecognizer
from redaction.spans import Field

_PIECES = (
    "phone", "call me at ", "fax", "tel:", " office", " mobile", "(", ")", "+", " ", "-", ".", "/", ",", ":", "  ", "0",
    "00", "07700", "x12", "ext. 5", "number ", "reach us", "@", "a", "_", "%", "card ", "\n", "\u00e9", "44", "1",
    "212", "555", "0199", "4111", "2024", "12", "31", "5", "37", "500000", "at ", "contact;",
    "n\u00famero ",
    "message_", "\nT: ", "| F:", "is my cell", "tel. 52864", "Telefon 28 70 37", "17,", ",12", "+54 9 3564 8980",
    "a.person@mail.example.org, ", "Telefonsz\u00e1mom ", "\u0422\u0415\u041b. ", "\u7535\u8bdd\uff1a",
    "\u0e42\u0e17\u0e23",
        "my number is ", "<phone>", '\\"tel\\": \\"', "(T) ", "to='", "24681", "23 35 41", "  # cell", "sms", "ring ",
    "\u212aomórka ", "llámame al ", "setPhone(", " | P ", " number as ", "numéro ", "\u260e", "*Mobile*: ",
    "sip: INVITE from ", "INVITE from ", "BYE from ", " to ", " call-id: 7", "\nTe1. ", "TeI: ", "Ph0ne ",
    "\nT 5350.7857", "011 ", "version ", " kr", "00233302111633",
    "sip:", "SIP/", "Local/", "[", "@from-x:1]", "ANI=", "wa_id: ", "otp:", "calls/", ".wav ", "mobileNo=", "phone1=",
    "UserContactNumber:", "phoneE164=", "call_id=", "calls: ", "length ",
    "კ 555978592", "\u0439 ", "\u0439: 89161234567", "\u10d8 (032) 2 12 31 94", "hers 2015550179",
    "+1 201 542 0936", " old one ",
)  # fmt: skip


def _text(rng: random.Random) -> str:
    pieces = "".join(rng.choices(_PIECES, k=rng.randrange(1, 10)))
    kind = rng.randrange(3)
    if kind == 0:
        return pieces
    if kind == 1:
        groups = (
            "".join(rng.choices("0123456789", k=rng.randrange(1, 7))) for _ in range(rng.randrange(1, 6))
        )
        return f"{pieces}{rng.choice(' -./')}{rng.choice(' -/').join(groups)}{rng.choice(_PIECES)}"
    value = sample_values(rng)[1]
    cut = rng.randrange(len(value) + 1)
    return f"{pieces}{value[:cut]}{rng.choice(('', '', *_PIECES))}{value[cut:]}{rng.choice(_PIECES)}"


def test_no_gate_hides_a_number() -> None:
    """Ungated and gated findings of ten thousand texts are the same, in one batch."""
    rng = random.Random(11)
    texts = [_text(rng) for _ in range(10_000)]
    detector, *others = ScrublinePhoneRecognizer.DETECTORS
    found = BatchEngine(entities=["PHONE_NUMBER"])._gated.find(texts, [""] * len(texts))[0]
    asked = {at: sorted(spans, key=astuple) for at, spans in found.items()}
    ungated = {
        at: sorted(spans, key=astuple)
        for at, text in enumerate(texts)
        if (spans := [span for each in (detector, *others) for span in each.find(text, 0, "")])
    }
    assert len(ungated) > 1_000
    assert asked == ungated


def test_numbers_between_other_runs_of_digits_are_found_alone() -> None:
    """A card beside a number, with and without a word that says so."""
    engine = BatchEngine()
    for text, count in (("4111 1111 1111 1111", 0), ("call 4111 1111 1111 1111 or 212 555 0199", 1)):
        [spans] = engine.detect([Field(text)])
        assert sum(span.entity == "PHONE_NUMBER" for span in spans) == count
