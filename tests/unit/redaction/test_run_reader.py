"""Runs of digits that are not shown to the recognizers hold nothing."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

import redaction
from redaction.build import build_redactor
from redaction.engines.batch import BatchEngine
from redaction.engines.run_reader import RunReader, _is_within, is_quiet
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.digit_runs import SHAPE
from redaction.spans import Field, Span

DETECTORS = [detector for recognizer in RECOGNIZERS for detector in recognizer.DETECTORS]


def _run(rng: random.Random) -> str:
    first = rng.choice(("", "", "0", "00", "000", "001", "003", "1", "07700", "4111"))
    groups = (
        "".join(rng.choices("0123456789", k=rng.choice((1, 2, 3, 4, 5, 8))))
        for _ in range(rng.randrange(1, 6))
    )
    return f"{first}{rng.choice(('', ' ', '-', '.', ') ', chr(10))).join(groups)}"


def test_quiet_runs_hold_nothing() -> None:
    """Without a word, a key or a plus sign, no finder finds anything in a run that is quiet."""
    rng = random.Random(3)
    reader = RunReader(DETECTORS)
    finders = [detector.in_run for detector in DETECTORS if detector.in_run is not None]
    quiet = 0
    for _ in range(20_000):
        run = _run(rng)
        before = rng.choice(("", "id ", "(", "a=", "x-", "\n"))
        text = f"{before}{run}{rng.choice(('', ' and', ')', '.', ' x12', '-a'))}"
        written = run.encode()
        if all(is_quiet(one.plan(written.translate(SHAPE)), written) for one in reader.readers):
            quiet += 1
            assert [[*find(text, len(before), written, "", False)] for find in finders] == [[], []]
    assert 5_000 < quiet < 19_000


def test_a_word_a_key_or_a_plus_sign_makes_a_run_worth_a_look() -> None:
    """The same digits are left out alone, and found where something says what they are."""
    reader = RunReader(DETECTORS)
    [phone] = [at for at, detector in enumerate(DETECTORS) if detector.rule == "phone"]
    [card] = [at for at, detector in enumerate(DETECTORS) if detector.rule == "card"]

    def spans(text: str, key: str, word: int | list[int] | None) -> int:
        found: dict[int, list[Span]] = {}
        words = {card: {}, phone: {} if word is None else {0: word}}
        reader.read([text], [key], [(0, 0)], words, (), found)
        return len(found.get(0, []))

    text = "phone 555 12 34"
    assert spans(text, "", None) == 0
    assert spans(text, "phone", None) == spans(text, "", 0) == spans(text, "", [6]) == 1
    assert spans(f"{text}{' and so on' * 50}", "", [400]) == 0
    assert spans("see +44 20 7946 0958", "", None) == 1


def test_runs_within_what_has_a_form_of_its_own_are_not_read() -> None:
    """The digits of an IBAN, an address or a social security number are no card and no telephone number."""
    text = "IBAN DE89 3704 0044 0532 0130 00, ssn 219-09-9999, from 203.0.113.77, call 212-555-0142"
    [spans] = BatchEngine().detect([Field(text)])
    assert sorted({(span.start, span.entity) for span in spans}) == [
        (5, "IBAN_CODE"),
        (38, "US_SSN"),
        (56, "IP_ADDRESS"),
        (75, "PHONE_NUMBER"),
    ]


def test_runs_are_read_where_the_form_around_them_is_not_wanted() -> None:
    """Without social security numbers among the entities their digits may be a telephone number."""
    field = Field("phone 219-09-9999")
    for entities in (["PHONE_NUMBER"], ["PHONE_NUMBER", "US_ITIN"]):
        [[span]] = BatchEngine(entities=entities).detect([field])
        assert span.entity == "PHONE_NUMBER"


def test_a_card_within_a_secret_is_found() -> None:
    """A finding that may be about anything leaves the digits in it to their readers."""
    [spans] = BatchEngine().detect([Field("password=4111111111111111")])
    assert "CREDIT_CARD" in {span.entity for span in spans}


@pytest.mark.parametrize("rule", ["{enabled: false}", "{threshold: 0.95}"])
def test_runs_are_read_where_the_policy_drops_the_form_around_them(tmp_path: Path, rule: str) -> None:
    """Nobody else reports what was left to a finding that a policy throws away, so it is not left to it."""
    shipped = (Path(redaction.__file__).parent / "policies" / "structured.yaml").read_text()
    policy = tmp_path / "policy.yaml"
    policy.write_text(shipped.replace("entities:\n", f"entities:\n  US_SSN: {rule}\n", 1))
    for text in ("Tel. 601-23-4567", "my phone: 305-55-1234"):
        assert build_redactor(policy).redact_text(text).text.endswith("<PHONE_NUMBER>")


def test_a_long_list_of_findings_is_looked_up_and_not_gone_through() -> None:
    """One finding covers each run of a text with thousands of them."""
    text = "ssn: " + "536-22-1234, " * 3_000
    looked: list[int] = []

    class Counted(list[tuple[int, int]]):
        def __getitem__(self, at: Any) -> Any:
            looked.append(at)
            return super().__getitem__(at)

    covered = Counted((at, at + 11) for at in range(5, len(text) - 11, 13))
    assert all(_is_within(covered, at, at + 11) for at in range(5, len(text) - 11, 13))
    assert len(looked) < 40 * 3_000
