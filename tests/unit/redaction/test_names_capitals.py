"""Names in capitals: who speaks, who heads a text, and a customer in brackets; headings and notes stay."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from tests.finding import called_names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GWEN MERCER: We never signed that. \nDWIGHT WHITLOCK: Then who did?", "DWIGHT WHITLOCK"),
        ("MINH-ANH TRAN: Then who did it?", "MINH-ANH TRAN"),
        ("LINDIWE DIALLO\n31 W 43rd St\nExperience: nursing", "LINDIWE DIALLO"),
        ("Escalated to billing. Customer (DWIGHT BICKFORD) threatens to leave.", "DWIGHT BICKFORD"),
    ],
)
def test_names_in_capitals_go(detector: NamesDetector, text: str, name: str) -> None:
    """Before a colon, alone in a text's first line, or in brackets behind what somebody is."""
    assert name in called_names(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        "IMPORTANT NOTE: read this",
        "LAB RESULTS: negative",
        "BLACK FRIDAY: all sold out",
        "TERMS OF SERVICE\nplease read",
        "GRACE PERIOD: ten days",
        "HEALTH CHECK: ok",
        "Item (BLACK FRIDAY) sold out.",
        "Ticket (HIGH PRIORITY) reopened.",
    ],
)
def test_headings_in_capitals_stay(detector: NamesDetector, text: str) -> None:
    """A heading holds a word that names nobody, or a day."""
    assert called_names(detector, text) == []
