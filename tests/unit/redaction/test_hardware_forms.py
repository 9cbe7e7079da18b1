"""Hardware addresses in the notation of kernels and routers, network addresses as numbers, and what looks like them."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["MAC_ADDRESS", "IP_ADDRESS"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The addresses found in a text, in order."""
    spans = sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    return list(dict.fromkeys(text[span.start : span.end] for span in spans))


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        (
            "IN=eth0 OUT= MAC=00:1b:44:11:3a:b7:00:0c:29:aa:bb:cc:08:00 SRC=x",
            ["00:1b:44:11:3a:b7", "00:0c:29:aa:bb:cc"],
        ),
        ("? (host) at 0:1b:44:11:3a:b7 on en0 ifscope [ethernet]", ["0:1b:44:11:3a:b7"]),
        ("ether 0:1b:44:1:3a:b7", ["0:1b:44:1:3a:b7"]),
        ("interface learned mac 001b-4411-3ab7", ["001b-4411-3ab7"]),
        ("client-id 01:00:1b:44:11:3a:b7", ["00:1b:44:11:3a:b7"]),
        ("DUID 00:01:00:01:2a:3b:4c:5d:00:1b:44:11:3a:b7", ["00:1b:44:11:3a:b7"]),
        ('Calling-Station-Id = "001B44113AB7"', ["001B44113AB7"]),
        ('Called-Station-Id = "001b-4411-3ab7"', ["001b-4411-3ab7"]),
        ("ethaddr=001b44113ab7", ["001b44113ab7"]),
        ("/org/bluez/hci0/dev_00_1B_44_11_3A_B7", ["00_1B_44_11_3A_B7"]),
        ("src_ip=3405803853", ["3405803853"]),
        ('"client_ip": 3405803853,', ["3405803853"]),
        ("PORT 203,0,113,77,4,1", ["203,0,113,77"]),
        ("ipv6=20010db885a3000000008a2e03707334", ["20010db885a3000000008a2e03707334"]),
    ],
)
def test_addresses_beside_what_says_so(engine: BatchEngine, text: str, addresses: list[str]) -> None:
    """Netfilter, arp of macOS, Huawei, DHCP, RADIUS, BlueZ, columns of databases, FTP."""
    assert found(engine, text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        *(
            "at 0:0:0:0:0:0 on en0",
            "at 12:30:45:12 on monday",
            "key 001b-4411-3ab7-99ff",
            "part 001b-4411-3ab7",
        ),
        *("PORT 8080", "PORT 1,2", "src_ip=80", "src_ip_count=3405803853", "client_ip=99999999999"),
        *(
            "sha 001b44113ab7",
            "dev_00_1B_44",
            "MAC=4d5f",
            "zip=3405803853",
            "ipv6=enabled",
            "client-id 01:02",
        ),
        *("container 001b44113ab7", "pci 00:1b:00", "hwaddr=auto", "skip: 3405803853"),
    ],
)
def test_other_octets_and_numbers_stay(engine: BatchEngine, text: str) -> None:
    """Keys, times, ids of containers, counts."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("record", "masked"),
    [
        ({"host.mac": "001B44113AB7"}, True),
        ({"host.mac": ["00-1B-44-11-3A-B7", "001B44113AB7"]}, True),
        ({"mac_address": "001b44113ab7"}, True),
        ({"bssid": "0:1b:44:11:3a:b7"}, True),
        ({"client_ip": 3405803853}, True),
        ({"client.address": 3405803853}, True),
        ({"ip": "3405803853"}, True),
        ({"machine": "001b44113ab7"}, False),
        ({"commit": "001b44113ab7"}, False),
        ({"mac": "required"}, False),
        ({"mac": "000000000000"}, False),
        ({"ip": 4}, False),
        ({"ip_count": 3405803853}, False),
        ({"zip": 3405803853}, False),
        ({"stack_address": "7ffd3405"}, False),
    ],
)
def test_addresses_under_a_key(record: dict[str, Any], masked: bool) -> None:
    """A whole value under the key of an address, however it is written."""
    (redacted,) = _REDACTOR.redact_records([record]).records
    assert (redacted != record) == masked
    assert not masked or not {"113A", "113a", "4053"} & {str(redacted)[at : at + 4] for at in range(200)}
