"""The gates of messages of payment, health care and travel: wherever a finder finds something, the scan has asked."""

from __future__ import annotations

import random

import pytest

from redaction.engines.batch import BatchEngine
from redaction.scan import BACKENDS

_RULES = ("card.message", "us.x12", "us.hl7", "us.passport.named", "us.passport.zone", "iban")
_MESSAGES = (
    "5A084532015112830366", "5a 08 45 32 01 51 12 83 03 66", "5a08378282246310005f", "57114532015112830366D2812201",
    "4532015112830366d2812201", "B4532015112830366^DOE", "0200723C448108E18000164532015112830366",
    "0100F23C448108E180000000000000000000164532015112830366", "NM1*IL*1*DOE*J****34*536228710~", "REF|SY|536-22-8710",
    "NM1*IL*1****MI*1EG4TE5MK73", "DMG*D8*19840512", "PID|1||4711||DOE||19840512|F|||||||||||536228710|D1234567",
    "GT1|1|||||||19840512", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", "passport: C01X00T47",
    "PASSPORT No. AB1234567",
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6", "Reisepassnummer is C01X00T47",
    "passaporto='AB1234567'", "?31DE89370400440532013000", "IBANDE89370400440532013000EUR",
    "DE89 3704 0044 0532 0130 00eur",
)  # fmt: skip
_BESIDE = ("", "", " ", "\n", "F", "0", "|", "~", "<", "a", "\u00e9", "\u017f", "%", "\\r", ": ")


def _text(rng: random.Random) -> str:
    parts: list[str] = []
    for _ in range(rng.randrange(1, 4)):
        message = rng.choice(_MESSAGES)
        if rng.random() < 0.4:
            at = rng.randrange(len(message))
            message = message[:at] + rng.choice(_BESIDE) + message[at + rng.randrange(2) :]
        parts += (rng.choice(_BESIDE), message)
    return "".join((*parts, rng.choice(_BESIDE)))


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_gate_hides_a_number(backend: str) -> None:
    """Wherever a finder finds something in a text that may have a fault in it, it is asked."""
    rng = random.Random(14)
    engine = BatchEngine(backend=backend)
    detectors = {at: detector for at, detector in enumerate(engine._detectors) if detector.rule in _RULES}
    assert len(detectors) == len(_RULES)
    found: dict[str, int] = dict.fromkeys(_RULES, 0)
    for text in (_text(rng) for _ in range(1_500)):
        telling = {at for at, detector in detectors.items() if list(detector.find(text, 0, ""))}
        assert telling <= engine._gated.asked(text)
        for at in telling:
            found[detectors[at].rule] += 1
    assert min(found.values()) > 50
