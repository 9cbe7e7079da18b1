"""The gates of dates of birth: wherever the finder finds one, the scan has asked for it; cuts change nothing."""

from __future__ import annotations

import random

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.personal import ScrublineBirthRecognizer
from redaction.scan import BACKENDS
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor

_LABELS = (
    "dob", "DOB", "memberDob", "xDoB", "aD.O.B.", "d.o.b.", "date_of_birth", "DateOfBirth", "birthDate", "birth",
    "Birth-Day", "bornAt", "born_on", "born", "geb.", "Geburtsdatum", "geburt\u017fdatum", "née", "NÉ", "né(e)",
    "nato a Roma il ", "дата рождения", "ДАТА РОЖДЕНИЯ", "生年月日", "생일", "fecha_nac", "födelsedatum", "FÖDD",
    "NATO", "yob", "birth_year", "BDAY;VALUE=date", "\u017fdob", "adobe", "created",
)  # fmt: skip
_BETWEEN = (
    ":", "=", "=", " = ", ": ", "=>", "->", " is ", " was given as ", " of x is ", "\n", "\r\n\r\n", "\\n", '"', '\\"',
    "'", " (dd/mm/yyyy) ", " | ", ">", "</td><td>", ' value="', "date(", "[", "{", "Some(", " le ", " on ",
    "?\nUser: ", "", " ", "\x00", "\u00e9",
)  # fmt: skip
_DATES = (
    "1984-05-12", "12.05.1984", "5/12/84", "19840512", "12MAY1984", "May 12, 1984", "12 de mayo de 1984",
    "1984, 5, 12", "1984-05-12T00:00:00Z", "1984年5月12日", "453168000000", "year: 1984 month: 5", "1984",
    "2026-11-23 03:00:01", "x", "7",
)  # fmt: skip
_BEHIND = ("", " ", "\n", ", ", '"', "T10:00", ")", " and ", "0")


def _text(rng: random.Random) -> str:
    return "".join(
        f"{rng.choice(_LABELS)}{''.join(rng.choices(_BETWEEN, k=rng.randrange(1, 3)))}{rng.choice(_DATES)}"
        f"{rng.choice(_BEHIND)}"
        for _ in range(rng.randrange(1, 4))
    )


@pytest.mark.parametrize("backend", BACKENDS)
def test_no_gate_hides_a_birth(backend: str) -> None:
    """Ungated and gated findings of four thousand texts are the same, in one batch."""
    rng = random.Random(12)
    texts = [_text(rng) for _ in range(4_000)]
    asked = BatchEngine(entities=["DATE_OF_BIRTH"], backend=backend)._gated.find(texts, [""] * len(texts))[0]
    detector = ScrublineBirthRecognizer.DETECTORS[0]
    found = 0
    for at, text in enumerate(texts):
        ungated = list(detector.find(text, 0, ""))
        gated = [span for span in asked.get(at, ()) if span.rule == detector.rule]
        assert sorted(map(str, gated)) == sorted(map(str, ungated))
        found += bool(ungated)
    assert found > 500


def test_births_in_pieces_are_found_as_in_one() -> None:
    """However a long text is cut, the same comes out."""
    rng = random.Random(13)
    redactor = shipped_redactor("structured")
    for _ in range(8):
        text = "\n\n".join(_text(rng).replace("\x00", "") for _ in range(60))
        stream, out, at = StreamRedactor(redactor), [], 0
        while at < len(text):
            step = rng.randrange(1, 400)
            out.append(stream.feed(text[at : at + step]))
            at += step
        assert "".join(out) + stream.finish() == redactor.redact_text(text).text
