"""IP addresses in reverse names, names of Windows, socket addresses and replies of FTP."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.operators.generalise import Generalise
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["IP_ADDRESS"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The addresses in a text, in order."""
    return [text[s.start : s.end] for s in sorted(engine.detect([Field(text)])[0], key=lambda s: s.start)]


_REVERSED = "f.6.e.5.d.4.c.3.b.2.a.1.b.4.d.0.8.7.7.1.0.4.a.9.9.0.1.8.2.0.a.2"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (f"{_REVERSED}.ip6.arpa PTR", _REVERSED),
        (f"zone {_REVERSED[-31:].upper()}.IP6.ARPA.", _REVERSED[-31:].upper()),
        (f"{_REVERSED}.zen.dnsbl.example", _REVERSED),
        (
            "2a02-8109-9a40-1778-d4b-1a2b-3c4d-5e6f.ipv6-literal.net",
            "2a02-8109-9a40-1778-d4b-1a2b-3c4d-5e6f",
        ),
        (r"\\fe80--d4b-1a2b-3c4d-5e6fs4.ipv6-literal.net\share", "fe80--d4b-1a2b-3c4d-5e6fs4"),
        ("https://2a02-8109--1.sslip.io/", "2a02-8109--1"),
        ("type=SOCKADDR saddr=02000050CB00714D0000000000000000", "CB00714D"),
        (
            "saddr=0A00D4310000000020010DB8000000000000000000000017",
            "20010DB8000000000000000000000017",
        ),
        ("https://203-0-113-9.nip.io/", "203-0-113-9"),
        ("227 Entering Passive Mode (203,0,113,77,4,1)", "203,0,113,77"),
        ("v=spf1 ip6:2a02:8109:9a40:1778::1 -all", "2a02:8109:9a40:1778::1"),
        ("client ip6:2a02:8109:9a40:1778:d4b:1a2b:3c4d:5e6f", "2a02:8109:9a40:1778:d4b:1a2b:3c4d:5e6f"),
        ("Received: from x ([IPv6:2a02:8109:9a40::1])", "2a02:8109:9a40::1"),
    ],
)
def test_the_address_is_found(engine: BatchEngine, text: str, address: str) -> None:
    """Whatever its parts are joined by, where a name says what it is."""
    for around in ("{}", "on {} since", '"{}"'):
        assert found(engine, around.format(text)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1.3.6.1.4.1.3.1.1.5.1.2.3",
            "8.b.d.0.ip6.arpa",
            f"a.{_REVERSED}.ip6.arpa",
            f"{_REVERSED} is no name",
        ),
        *("saddr=01002F72756E2F", "saddr=020000357F0000350000000000000000", "saddr=10000000", "--1.sslip.io"),
        *("1-2-3.nip.io", "a-b.ipv6-literal.net", "passive mode (1,2,3)", "Passive Mode (300,0,113,77,4,1)"),
        *(
            "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
            "std6::fade1::x",
        ),
    ],
)
def test_what_only_looks_so_stays(engine: BatchEngine, text: str) -> None:
    """OIDs, short zones, sockets of files, loopback and numbers in brackets."""
    assert found(engine, text) == []


def test_forms_are_private_or_not() -> None:
    """With `private_addresses=False` those of private networks stay, in each form."""
    engine = BatchEngine(private_addresses=False)
    private = f"{'.'.join('1000000000000000000000000000000000008ef'[-32:])}.ip6.arpa fd00--1.sslip.io (saddr=02000050"
    text = f"{private}0A010203) 227 Entering Passive Mode (10,0,0,7,4,1) {_REVERSED}.ip6.arpa saddr=02000050B9010203"
    assert found(engine, text) == [_REVERSED, "B9010203"]


def test_a_form_is_generalised_to_its_type() -> None:
    """The network of an address is given for its common forms only."""
    assert Generalise().operate("2a02-8109--1", "IP_ADDRESS") == "<IP_ADDRESS>"
