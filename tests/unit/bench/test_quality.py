"""What the quality benchmarks count as leaked, and that their two halves share nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import phonenumbers
import pytest

import bench.quality
from bench.quality.accounts import card, crypto, iban
from bench.quality.evasions import EVASIONS
from bench.quality.judge import judge
from bench.quality.secret_shapes import ASSIGNED, LOOKALIKES, SHAPES, SPELT
from bench.quality.values import ENTITIES, HALVES, Values
from bench.shapes import matching
from redaction.recognizers.checksums import luhn, mod97

_FOLDER = Path(bench.quality.__file__).parent


def _lines(half: str) -> list[str]:
    return (_FOLDER / f"templates_{half}.txt").read_text(encoding="utf-8").splitlines()


def test_what_is_left_of_a_value_is_a_leak() -> None:
    """Whole, or more than two fifths of it: leaked; covered or almost: not."""
    text, place = "mail bob.smith@example.com now", [(5, 26)]
    assert judge(text, text, place).leaked == (True,)
    assert judge(text, "mail bob.smith@example.<X> now", place).leaked == (True,)
    assert judge(text, "mail <EMAIL> now", place).leaked == (False,)
    assert judge(text, "mail bob<EMAIL> now", place).leaked == (False,)


def test_what_is_gone_around_a_value_is_counted() -> None:
    """Letters and digits outside the values count, blanks and signs do not."""
    verdict = judge("order 12345 from bob@example.com", "order <NUMBER> from <EMAIL>", [(17, 32)])
    assert (verdict.changed, verdict.outside) == (5, 14)
    assert judge("a  b: bob@example.com", "a b <EMAIL>", [(6, 21)]).changed == 2  # pieces too short to align


def test_the_halves_share_no_template_and_no_region() -> None:
    """What rules are made better by is not what is reported."""
    assert not set(_lines("dev")) & set(_lines("heldout"))
    made = {half: Values(half, 2) for half in HALVES}
    seen = {half: {made[half].of("PHONE").region for _ in range(60)} for half in HALVES}
    assert not seen["dev"] & seen["heldout"]


@pytest.mark.parametrize("half", HALVES)
def test_templates_ask_for_known_entities(half: str) -> None:
    """Each template has a register, and places only for what can be made; each half asks for everything."""
    asked = [set(re.findall(r"\{\{([A-Z_]+)\}\}", line.split("|", 1)[1])) for line in _lines(half)]
    assert all(asked)
    assert set().union(*asked) == set(ENTITIES)


def test_values_are_what_they_say() -> None:
    """Cards pass Luhn, IBANs their check, telephone numbers their plan."""
    rng = random.Random(3)
    assert all(luhn(re.sub(r"\D", "", card(rng)[0]).encode()) for _ in range(50))
    assert all(mod97(re.sub(r"[ -]", "", iban(rng, "MT")[0]).upper()) for _ in range(20))
    assert len({crypto(rng)[1] for _ in range(80)}) == 9
    values = Values("dev", 4)
    for value in (values.of("PHONE") for _ in range(40)):
        number = phonenumbers.parse(value.text, value.region)
        assert value.shape.startswith("national") or phonenumbers.is_valid_number(number)


def test_every_evasion_hides_and_names_known_entities() -> None:
    """No evasion leaves a value as it was."""
    rng = random.Random(5)
    values = Values("heldout", 5)
    for name, (write, entities) in EVASIONS.items():
        assert entities <= set(ENTITIES), name
        texts = [values.of(min(entities)).text for _ in range(30)]
        assert any(write(text, rng) != text for text in texts), name


def test_shapes_can_be_made() -> None:
    """Each documented shape, each assigned value and each look-alike has an example; names are told once."""
    rng = random.Random(6)
    for pattern in (
        *SHAPES.values(),
        *ASSIGNED.values(),
        *(p for _, p in SPELT.values()),
        *LOOKALIKES.values(),
    ):
        assert matching(pattern, rng)
    assert len(SHAPES) >= 120
