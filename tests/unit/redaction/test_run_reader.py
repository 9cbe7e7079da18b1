"""Runs of digits that are not shown to the recognizers hold nothing."""

from __future__ import annotations

import random

from redaction.engines.run_reader import RunReader
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.digit_runs import SHAPE
from redaction.spans import Span

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
        if all(one.is_quiet(written, written.translate(SHAPE)) for one in reader.readers):
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
