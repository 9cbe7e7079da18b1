"""Street addresses and postal codes."""

from __future__ import annotations

import time

import pytest

from redaction.addresses import AddressesDetector
from redaction.presidio.recognizers import AddressesRecognizer
from redaction.spans import Field


def _found(text: str) -> list[tuple[str, str]]:
    [spans] = AddressesDetector().detect([Field(text, names=True)])
    return [(text[s.start : s.end], s.entity) for s in spans]


@pytest.mark.parametrize(
    "address",
    [
        "742 Evergreen Terrace, Springfield, OR 97403",
        "1600 Amphitheatre Parkway",
        "350 Fifth Avenue, Suite 3300, New York, NY 10118",
        "10 Downing Street, London SW1A 2AA",
        "12 N. Main St., Apt 4B",
        "717 6th St",
        "Hauptstraße 12, 10115 Berlin",
        "Kalverstraat 92, 1012 PH Amsterdam",
        "12 rue de la Paix, 75002 Paris",
        "Calle Mayor 5, 28013 Madrid",
        "Via Roma 12, 00184 Roma",
        "P.O. Box 1234, Austin, TX 78701",
        "Postfach 4711",
        "Drottninggatan 53",
        "al. Jerozolimskie 33/12",
        "os. Kopernika 255",
        "Av. Insurgentes Sur n.º 62, 22264 Barcelona",
    ],
)
def test_addresses_of_many_countries_are_found_whole(address: str) -> None:
    """Street, house number, unit, town and code are one finding."""
    assert _found(f"Please send it to {address}") == [(address, "STREET_ADDRESS")]


@pytest.mark.parametrize("address", ["37 castle st", "87 magnolia ave", "162 church rd", "9 old mill road"])
@pytest.mark.parametrize("behind", ["", ", thanks", " but it says so"])
def test_a_street_in_small_letters_is_found(address: str, behind: str) -> None:
    """As people write in haste, the kind shortened where the phrase ends."""
    assert _found(f"i ordered to {address}{behind}") == [(address, "STREET_ADDRESS")]


def test_an_address_over_several_lines_is_one_finding() -> None:
    """Line ends inside an address do not cut it."""
    address = "4455 Maple Avenue\nPortland, ME 04101"
    assert _found(f"Ship to:\n{address}\nThanks") == [(address, "STREET_ADDRESS")]


@pytest.mark.parametrize(
    ("text", "code"),
    [("My zip code is 94103.", "94103"), ("Postcode: SW1A 2AA", "SW1A 2AA"), ("PLZ 10115", "10115")],
)
def test_labelled_codes_are_found(text: str, code: str) -> None:
    """A postal code without its address needs a word that says what it is, or a shape of its own."""
    assert _found(text) == [(code, "ZIP_CODE")]


@pytest.mark.parametrize(
    "text",
    [
        "The job ran 3 way merges in 12 place holders",
        "BP 120/80, HR 72",
        "a 7 hour drive on the road",
        "listening on port 8080 via eth0",
        "INFO 12 Main Thread started",
        "route 66 matched 14 times",
        "In 1985 the station moved",
        "Step 2 Close Window",
        "judgment 87/1996 of the Turda Court",
        "moved 383 ports from drive 13",
        "4071 MB port, 4905 A wall",
        "waited 3 min rd",
        "the 2 nd st",
        "read 4 of ave=3",
        "took 12 avg ave 3",
    ],
)
def test_numbers_beside_ordinary_words_are_no_addresses(text: str) -> None:
    """A number and a word that can also name a street are not enough."""
    assert _found(text) == []


def test_fields_without_names_are_left_alone() -> None:
    """The policy decides where addresses are looked for."""
    assert AddressesDetector().detect([Field("10 Downing Street")]) == [[]]


def test_the_recognizer_gives_what_the_detector_gives() -> None:
    """In a Presidio registry the same addresses are found, limited to the entities asked for."""
    text = "10 Downing Street, zip code 94103"
    results = AddressesRecognizer().analyze(text, ["ZIP_CODE"])
    assert [(r.entity_type, text[r.start : r.end]) for r in results] == [("ZIP_CODE", "94103")]


@pytest.mark.parametrize(
    "unit", ["1 A ", "12 Main ", "Rue A ", "Weg 1, ", "A B 12345 ", "zip ", "P.O. Box ", "1 a b "]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    """A long text of near misses takes seconds at most on any machine, so no pattern backtracks without bound."""
    began = time.process_time()
    AddressesDetector().detect([Field(unit * 2_000, names=True)])
    assert time.process_time() - began < 5
