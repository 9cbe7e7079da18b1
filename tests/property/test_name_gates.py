"""The gates of words and names: wherever a finder that needs one finds something, the scan has asked for it."""

from __future__ import annotations

import random
from typing import Final

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.device import ScrublineDeviceRecognizer
from redaction.recognizers.social_security import ScrublineSocialSecurityRecognizer
from redaction.recognizers.uk_ids import ScrublineUkRecognizer
from redaction.recognizers.us_ids import (
    ScrublineUsBankRecognizer,
    ScrublineUsHealthRecognizer,
    ScrublineUsIdentityRecognizer,
)

_WORDS: Final = (
    *(
        "ssn",
        "social",
        "security",
        "tax",
        "id",
        "taxpayer",
        "itin",
        "tin",
        "passport",
        "driver",
        "license",
        "dl",
    ),
    *(
        "account",
        "acct",
        "bank",
        "routing",
        "aba",
        "medicare",
        "npi",
        "provider",
        "nhs",
        "imei",
        "device",
        "vin",
    ),
    *("number", "no", "num", "value", "user", "is", "a", "x", "1", "2", "s"),
    *(
        "my soc",
        "s.s.",
        "nss",
        "ssno",
        "an sinh x\u00e3 h\u1ed9i",
        "\u793e\u5b89\u53f7",
        "\u0441\u043e\u0448\u0438\u0430\u043b",
        "last four are 8710 of my",
    ),
)
_VALUES: Final = (
    *(
        "536228710",
        "912731234",
        "123456789",
        "000123456789",
        "021000021",
        "D1234567",
        "1EG4TE5MK73",
        "1234567893",
    ),
    *(
        "9434765919",
        "356938035643809",
        "1HGCM82633A004352",
        "XXXXX8710",
        "xxx-22-8710",
        "53622****",
        "5 3 6 2 2 8 7 1 0",
    ),
)
_MARKS: Final = (*("=", ":", ": ", '":"', "=>", ">", " ", " is ", "=(", "\n"),)
_CASES: Final = (str.lower, str.upper, str.capitalize)
_JOINTS: Final = ("", "", "", "_", "-", " ")
_RECOGNIZERS: Final = (
    *(ScrublineUsIdentityRecognizer, ScrublineUsBankRecognizer, ScrublineUsHealthRecognizer),
    *(ScrublineUkRecognizer, ScrublineDeviceRecognizer, ScrublineSocialSecurityRecognizer),
)


def _text(rng: random.Random) -> str:
    joint = rng.choice(_JOINTS)
    words = (rng.choice(_CASES)(rng.choice(_WORDS)) for _ in range(rng.randrange(1, 6)))
    name = joint.join(words)
    return f"{rng.choice(('', ' ', '{', 'é', '7'))}{name}{rng.choice(_MARKS)}{rng.choice(_VALUES)}"


@pytest.mark.parametrize("backend", ["hyperscan", "re2", "python"])
def test_no_gate_hides_a_named_number(backend: str) -> None:
    """Ungated and gated findings of names in every case and joined in every way are the same."""
    rng = random.Random(5)
    texts = [_text(rng) for _ in range(8_000)]
    detectors = [detector for recognizer in _RECOGNIZERS for detector in recognizer.DETECTORS]
    gated = BatchEngine(entities=sorted({detector.entity for detector in detectors}), backend=backend)._gated
    asked = gated.find(texts, [""] * len(texts))[0]
    several = 0
    for at, text in enumerate(texts):
        ungated = {span for detector in detectors for span in detector.find(text, 0, "")}
        assert ungated == set(asked.get(at, ())), text
        several += bool(ungated)
    assert several > 800
