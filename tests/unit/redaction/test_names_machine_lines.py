"""Lines that machines write, and people named in them: what the guard behind the name model takes away and what not."""

from __future__ import annotations

import pytest

from redaction.names.detector import NamesDetector
from redaction.names.plausible import Voice, voice_of
from redaction.spans import Field


@pytest.fixture(scope="module")
def detector() -> NamesDetector:
    """One detector for the module: reading the model takes a moment."""
    return NamesDetector()


def _found(detector: NamesDetector, text: str) -> list[tuple[str, str]]:
    [spans] = detector.detect([Field(text, names=True)])
    return [(text[s.start : s.end], s.entity) for s in spans]


@pytest.mark.parametrize(
    "text",
    [
        "order 676393469 sku AR-7142 qty 84 price 12.50 status open",
        "size 15811 nrcpt 1 queue active",
        "processed 25006 records in 595.4 s, 74 skipped, 4 failed",
        "geo: reload ok after 93 ms",
        "port 64 gate 93",
        "Heater 16 unit 47 A",
        "BUFF 57632 WAY 1 OK",
        "3306 pallet 2806 gate 6982 bin",
        "gpu: lane 23 ok",
        "using lane 77 for frame 646 (39 items left)",
        "lo  RX packets 6374901  bytes 782722495 errors 0  dropped 11",
        "sent 70312 bytes  received 53832 bytes  4934.58 bytes/sec total size is 70196823",
        "QTY 91823 PORT 50 OK",
        "Qty 58327 union 79 closed",
        "POS terminal 74 receipt 39729 total 124.07 cash drawer 2 open",
        "PLC 7 tag Tank_Level value 71.54 setpoint 84 alarm LO",
        "Rack 4 Unit 2 Port 27 Link Down Speed 10000 Duplex Full",
        "Layer 615b5a93eb66 pushed, 365.8MB, 4 of 56",
        "Compiled 570 files with Swift 5.8 in 51.7s (6 warnings)",
        "healing bucket media objects 97182 of 144501 drives 7 offline 1",
        "moved 13 cases from gate 6 to pallet 23 in 47 ms",
        "hop 313601643 level EY-4493 vat 85 rack 16.02",
        "Engine 000: Avg prompt throughput: 12.3 tokens/s, Avg generation throughput: 25.6 tokens/s, Running: 1 reqs",
        "Rate limit reached: Limit 200000, Used 199012, Requested 2210. Please try again in 366ms.",
        "24:C 22 Nov 2026 14:05:49.323 * DB saved on disk",
    ],
)
def test_counters_units_and_keys_are_neither_addresses_nor_names(detector: NamesDetector, text: str) -> None:
    """A number beside short words is no address, a key or a unit no name."""
    assert _found(detector, text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ticket 7: parcel 12 to 27 hawthorn drive, glasgow g12 9xx", "27 hawthorn drive"),
        ("order 5521 to viale trastevere 60", "viale trastevere 60"),
        ("order 5521 to keizersgracht 123", "keizersgracht 123"),
        ("job 12 deliver to 44 quai de la loire, 75019 paris", "44 quai de la loire"),
        ("order 81, ship to Coolsingel 40, 3011 AD Rotterdam", "Coolsingel 40"),
        ("ticket 90 leak at 2 Kookaburra Crescent", "2 Kookaburra Crescent"),
        ("ORDER 5521 TO 3 PLACE BELLECOUR", "3 PLACE BELLECOUR"),
        ("order 5521 to ul. świętojańska 48", "świętojańska 48"),
    ],
)
def test_an_address_in_a_machines_line_is_found(detector: NamesDetector, text: str, address: str) -> None:
    """A word for a street, a name beside a weak one, or a name of its own beside the number is enough."""
    start = text.index(address)
    assert any(
        text.index(part) < start + len(address) and start < text.index(part) + len(part)
        for part, entity in _found(detector, text)
        if entity == "STREET_ADDRESS"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("login failed for rajesh kumar after 3 attempts in 20 ms", "rajesh kumar"),
        ("login failed for LEO BAKER after 3 attempts in 20 ms", "LEO BAKER"),
        ("ROSE FIELD uploaded 3 files (12 MB)", "ROSE FIELD"),
        ("maria uploaded 3 files (12 MB)", "maria"),
        ("assigned ticket 4411 to Ines Halvorsen", "Ines Halvorsen"),
        ("row 4 seat 12 gate 3 hold 7 Petra Novak", "Petra Novak"),
    ],
)
def test_a_person_in_a_machines_line_is_found(detector: NamesDetector, text: str, name: str) -> None:
    """Numbers and units beside it take no name away."""
    assert (name, "PERSON") in _found(detector, text)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("My order 5521 took 20 ms", "prose"),
        ("no digits at all", "prose"),
        ("batch 12 of 40", "line"),
        ("batch 12 took 40 ms", "measure"),
        ("read 12MiB/s", "measure"),
        ("12 mshots", "line"),
        ("slot 3 port 8 link 12, lane 4", "measure"),
    ],
)
def test_who_speaks_shows_in_words_and_units(text: str, voice: Voice) -> None:
    """A word of speech makes prose; a digit without one a line, and with a unit behind it or many of them a measure."""
    assert voice_of(text) == voice
