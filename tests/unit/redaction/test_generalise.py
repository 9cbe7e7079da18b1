"""The operator `generalise`: coarse where it is clear, the type alone where it is not."""

from __future__ import annotations

import pytest

from redaction import Policy, Redactor
from redaction.operators.generalise import Generalise
from redaction.testing import KeywordEngine


@pytest.mark.parametrize(
    ("entity", "value", "expected"),
    [
        ("DATE_OF_BIRTH", "12 March 1984", "<DATE_OF_BIRTH:1984>"),
        ("DATE_TIME", "2024-05-06", "<DATE_TIME:2024>"),
        ("DATE_TIME", "from 2023-01-01 to 2024-01-01", "<DATE_TIME>"),
        ("DATE_TIME", "12/03/84", "<DATE_TIME>"),
        ("DATE_TIME", "20240506", "<DATE_TIME>"),
        ("IP_ADDRESS", "192.0.2.77", "<IP_ADDRESS:192.0.2.0/24>"),
        ("IP_ADDRESS", "2001:db8:1:2::3", "<IP_ADDRESS:2001:db8:1::/48>"),
        ("IP_ADDRESS", "[2001:db8:1:2::3]", "<IP_ADDRESS:2001:db8:1::/48>"),
        ("IP_ADDRESS", "fe80::1%eth0", "<IP_ADDRESS:fe80::/48>"),
        ("IP_ADDRESS", "::ffff:192.0.2.77", "<IP_ADDRESS:192.0.2.0/24>"),
        ("IP_ADDRESS", "192.0.2.77:8080", "<IP_ADDRESS>"),
        ("AGE", "34 years old", "<AGE:30-39>"),
        ("AGE", "aged 89", "<AGE:80-89>"),
        ("AGE", "103", "<AGE:90+>"),
        ("AGE", "between 3 and 4", "<AGE>"),
        ("AGE", "thirty", "<AGE>"),
        ("EMAIL_ADDRESS", "alice1984@example.com", "<EMAIL_ADDRESS>"),
    ],
)
def test_a_coarser_value_stays(entity: str, value: str, expected: str) -> None:
    """Dates become a year, addresses a network, ages a band; everything else its type."""
    assert Generalise().operate(value, entity) == expected


def test_a_policy_can_ask_for_it() -> None:
    """By its name, or as the kind of an operator of the policy's own."""
    policy = Policy.model_validate(
        {
            "version": 1,
            "operators": {"coarse": {"kind": "generalise"}},
            "entities": {"IP_ADDRESS": {"operator": "generalise"}, "AGE": {"operator": "coarse"}},
        }
    )
    redactor = Redactor(policy, KeywordEngine({"192.0.2.7": "IP_ADDRESS", "aged 34": "AGE"}))
    assert redactor.redact_text("192.0.2.7, aged 34").text == "<IP_ADDRESS:192.0.2.0/24>, <AGE:30-39>"


def test_the_width_of_a_band_is_part_of_the_identity() -> None:
    """Another width is another plan; the last band before 90 ends there."""
    assert Generalise(25).operate("80", "AGE") == "<AGE:75-89>"
    assert Generalise(25).identity != Generalise().identity
