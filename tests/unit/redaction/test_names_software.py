"""Which texts are about software, and what that means for names in them."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.detector import NamesDetector
from redaction.names.software import SoftwareWords
from tests.finding import called_names


@pytest.fixture(scope="module")
def words() -> SoftwareWords:
    """The words of the wheel."""
    return SoftwareWords(gazetteers.load())


@pytest.mark.parametrize(
    "text",
    [
        "The Kubernetes scheduler evicts the pod, and Kafka loses its leader.",
        "Call `df.merge()` with how=left, or pandas drops the index.",
        "why does parse_header() return None?",
        "Upgrade to v2.14.0, then set MAX_CONNECTIONS.",
        "Docker und Postgres starten nicht nach dem Update auf 3.2.1",
    ],
)
def test_what_names_programs_is_about_software(words: SoftwareWords, text: str) -> None:
    """By words that mean nothing else, and by what only code is written like."""
    assert words.are_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mr Kowalski asked about the invoice for his account.",
        "My agent, Ms Okafor, will sign the contract on Monday.",
        "The client Petrov called and wants his order changed before the holidays.",
        "We met at the station; Anna brought the children and a cake.",
        "Please ask Schmidt whether the delivery to Graz has left, and tell the driver to call the host.",
        "they want Zsuzsa to visit Lamego.\n----------\nThe main client",
        "Dunmore Bakery is fine.\nMore at www.our-shop.example.com, client area.",
        "Name: ______ Account: ______",
        "Chère Madame Dubois, votre commande est en route.",
    ],
)
def test_what_is_about_people_is_not(words: SoftwareWords, text: str) -> None:
    """A word that means something else, too, is not enough."""
    assert not words.are_in(text)


def test_people_are_found_in_talk_of_software() -> None:
    """The reserve is against what nobody knows: who wrote it, and whose it is, is found all the same."""
    text = "Maria Jensen merged the Kafka consumer; Siemens AG reported that kubectl fails with v1.29.1."
    assert {"Maria Jensen", "Siemens AG"} <= set(called_names(NamesDetector(), text))
