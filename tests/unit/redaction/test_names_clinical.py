"""Abbreviations of notes and files, and drugs, are nobody's name; houses and people that look alike are."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from tests.finding import called_names


@pytest.mark.parametrize(
    "text",
    [
        "Customer: hi, my SSN 123-45-6789 was leaked",
        "my SSN is 123-45-6789 and my MRN is 00482913",
        "HPI: Patient presents with SOB and CP x2 days. PMH: HTN, DM2, CAD s/p CABG.",
        "Medications: Lisinopril 10 mg daily, Metformin 500 mg BID, Atorvastatin 20 mg qhs.",
        "Discharge Instructions: Follow up with PCP in 1 week. Return to ED if worse.",
        "Labs: CBC, BMP, LFTs pending. Imaging: CXR clear, CT Head negative.",
        "Started on Eliquis after DVT, INR no longer needed, Coumadin stopped.",
        "VIP customer, please call back ASAP.",
        "PTO approved, WFH on Friday, OOO next week.",
        "Medikation: Metformin 1000 mg, Ramipril 5 mg, Pantoprazol bei Bedarf.",
        "Antecedentes: alergia a Amoxicilina desde 2019.",
    ],
)
def test_notes_keep_their_abbreviations_and_drugs(detector: NamesDetector, text: str) -> None:
    """An abbreviation of a note, with its number too, a drug and its dose stay."""
    assert called_names(detector, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The shipment left with DHL by truck.", "DHL"),
        ("VIP guest Dr Ashworth arrives from Swansea on Monday.", "Swansea"),
        ("She was treated by Ed Lasker at St Mary's.", "Ed Lasker"),
        ("Send the parcel to 14 Maple Street, please.", "14 Maple Street"),
        ("I met Allegra and her husband yesterday.", "Allegra"),
    ],
)
def test_names_that_look_alike_go(detector: NamesDetector, text: str, name: str) -> None:
    """A firm in capitals, a person called like an abbreviation or a drug, and a house number are found."""
    assert name in called_names(detector, text)
