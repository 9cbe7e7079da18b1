"""IPv4 addresses with a port behind a dot or with zeros before a part, and versions and OIDs that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["IP_ADDRESS"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The addresses in a text, in order."""
    return [text[s.start : s.end] for s in sorted(engine.detect([Field(text)])[0], key=lambda s: s.start)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("IP 203.0.113.77.443 > 10.1.2.3.55: Flags [S], seq 1", ["203.0.113.77", "10.1.2.3"]),
        (
            "03:00:00.1 IP 3.4.5.6.53 > 10.0.0.2.123: 1/0/0 A 203.0.113.9",
            ["3.4.5.6", "10.0.0.2", "203.0.113.9"],
        ),
        ("    10.0.0.7.80 > web-1.example.com.ssh: Flags [.], ack 1", ["10.0.0.7"]),
        ("udp46 0 0 3.4.5.6.53 10.0.0.9.80 ", ["3.4.5.6", "10.0.0.9"]),
        ("IP web-1.ssh > 3.4.5.6.22: Flags [P.]", ["3.4.5.6"]),
        ("IP 3.4.5.6.22 >", ["3.4.5.6"]),
        ("tcp4  0  0  192.168.1.5.22  203.0.113.77.43  ESTABLISHED", ["192.168.1.5", "203.0.113.77"]),
        ("up\nudp4       0      0  10.0.0.1.123          *.*", ["10.0.0.1"]),
        ("10.0.0.1.22  10.0.0.9.80  64240 0 64240 0 TIME_WAIT", ["10.0.0.1", "10.0.0.9"]),
        ("from 10.1.2.3.5555 to 8.8.8.8.443", ["10.1.2.3", "8.8.8.8"]),
        ("lost 192.168.1.5.51234", ["192.168.1.5"]),
        ("203.000.113.077.00443-010.001.002.003.05555", ["203.000.113.077", "010.001.002.003"]),
    ],
)
def test_an_address_before_its_port_is_found(engine: BatchEngine, text: str, addresses: list[str]) -> None:
    """In traces, tables of connections, behind a word, and where a fifth number is too high for a version."""
    assert found(engine, text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.2.3.4.5",
            "IP 4.2.1.1.9 released",
            "OID 1.3.6.1.4.1.311",
            "from 1.3.6.1.4.1.311",
            "203.0.113.77.5",
        ),
        *("1.2.3.4.5 > 1.2.3.4.4", "version 1.2.3.4.500", "> 1.2.3.4.5: heading", "203.0.113.77.70000"),
        *(
            "from 10.1.2.3.00443",
            "130.2.3.4.500x",
            "release 1.2.3.4.5 LISTENED",
            "tcp stack 1.2.3.4.5\n10.0 LISTEN",
        ),
        "tcp 1\n1.2.3.4.5 of it",
    ],
)
def test_five_parts_alone_are_none(engine: BatchEngine, text: str) -> None:
    """Versions, OIDs and headings stay, also beside other lines and words that only look like states."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("seen 203.0.113.077", "203.0.113.077"),
        ("seen 203.00.113.7", "203.00.113.7"),
        ("from 10.0.0.05 on", "10.0.0.05"),
        ("client=10.01.2.3", "10.01.2.3"),
        ("host 192.168.001.17:80", "192.168.001.17"),
    ],
)
def test_one_filled_part_is_enough(engine: BatchEngine, text: str, address: str) -> None:
    """Where the first part is too high for a version, or a word says what it is."""
    assert found(engine, text) == [address]


@pytest.mark.parametrize(
    "text",
    ["v10.0.0.001", "4.2.0.012", "10.04.01.02 ok", "from 01.02.03.04", "203.0.113.0777", "203.0.299.07"],
)
def test_filled_parts_of_versions_and_days_stay(engine: BatchEngine, text: str) -> None:
    """Zeros stand in versions and times as well."""
    assert found(engine, text) == []
