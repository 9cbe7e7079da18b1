"""Values that stand in names of files, in ids and keys: directly beside an underscore, a hyphen, a slash or a word."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor

CARD = "4111111111111111"
SSN = "123-45-6789"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
GITHUB = f"ghp_{'16C7e42F292c6912E7710c838347Ae17'}8B4a"
AWS = f"AKIA{'Q3EGRTQ7XJ4PLM2D'}"
OPENAI = f"sk-proj-{'Zq8xW2mN7vB4cT9yL6pR3sD1fG5hJ0kA8eU7iO4wQ2z'}"
MAC = "00:1B:44:11:3A:B7"
WALLET = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str) -> list[str]:
    """What is found in a text, in order."""
    return [
        text[span.start : span.end]
        for span in sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("/exports/bob@example.com.json", "bob@example.com"),
        ("session:bob@example.com-7f3a", "bob@example.com"),
        ("bob@example.com_1", "bob@example.com"),
        ("bob@mail.example.co.uk_backup.tar.gz", "bob@mail.example.co.uk"),
        ("mail-bob@example.com.1", "mail-bob@example.com"),
        (f"receipt_{CARD}.pdf", CARD),
        (f"{CARD}_receipt.pdf", CARD),
        ("scan_4111_1111_1111_1111_front.png", "4111_1111_1111_1111"),
        (f"Visa{CARD}", CARD),
        (f"card{CARD}exp0826", CARD),
        (f"{CARD}USD", CARD),
        (f"\xe9{CARD}\xe9", CARD),
        (f"%0A{CARD}", CARD),
        ("4111|1111|1111|1111", "4111|1111|1111|1111"),
        ("card=4111,1111,1111,1111", "4111,1111,1111,1111"),
        ("no:4111:1111:1111:1111:", "4111:1111:1111:1111"),
        ("3782,822463,10005", "3782,822463,10005"),
        (f"{SSN}_w2.pdf", SSN),
        (f"w2_{SSN}.pdf", SSN),
        (f"id-{SSN}", SSN),
        (f"/{SSN}", SSN),
        (f"/people/{SSN}/edit", SSN),
        (f"name%0A{SSN}", SSN),
        ("203.0.113.9_access.log", "203.0.113.9"),
        ("access_203.0.113.9.log", "203.0.113.9"),
        ("host_8.8.8.8.log", "8.8.8.8"),
        ("net/203.0.113.9", "203.0.113.9"),
        ("exports/198.51.100.7", "198.51.100.7"),
        ("peer_2001:db8:85a3::8a2e:370:7334_1", "2001:db8:85a3::8a2e:370:7334"),
        (f"host-{MAC}", MAC),
        (f"mac:{MAC}.log", MAC),
        (f"{MAC}-eth0", MAC),
        ("host-00-1B-44-11-3A-B7", "00-1B-44-11-3A-B7"),
        (f"{GITHUB}_old", GITHUB),
        (f"GITHUB_TOKEN_{GITHUB}", GITHUB),
        (f"x-{AWS}", AWS),
        (f"{AWS}_2", AWS),
        (f"user-{OPENAI}", OPENAI),
        (f"jwt_{JWT}", JWT),
        (f"wallet_{WALLET}_1", WALLET),
        ("+12125550142_call.wav", "+12125550142"),
        ("call_212-555-0142.wav", "212-555-0142"),
        ("212-555-0142_call.wav", "212-555-0142"),
        ("#212-555-0142", "212-555-0142"),
        ("x=1&212-555-0142&y", "212-555-0142"),
        ("call_01632-960-018.wav", "01632-960-018"),
    ],
)
def test_a_value_is_found_beside_other_parts_of_a_name(engine: BatchEngine, text: str, value: str) -> None:
    """Its check digit or its form is enough, wherever in the text it stands."""
    for around in ("{}", "a {} b", "see {}, please", '"{}"'):
        assert found(engine, around.format(text)) == [value]


@pytest.mark.parametrize(
    "text",
    [
        *("nginx/1.2.3.4", "Chrome/120.0.0.0", "Chrome/200.0.0.0", "v_10.0.0.1", "curl_8.5.0.1.zip"),
        *(
            "build_2024-01-15_10-22-33",
            "file_20240115_102233.log",
            "part_04533-10000",
            "libfoo_1.2.3.4_amd64.deb",
            "mariadb-server_10.3.39.1-2_amd64.deb",
            "release_10.2.3.4",
        ),
        *("lodash@4.17.21", "icon@2x.png", "logo@2x_dark", "react@18.2.0-rc.1", "pkg@1.0.0-dev.js"),
        *("getty@tty1.service", "openvpn@client.example.com.service", "chunk@main.app-7f3a.js"),
        *("user_4111111111111112", f"trace{CARD}", f"{CARD}abc", "id4111111111111111", f"nocar{CARD}"),
        *(
            "2021,2022,2023,2024",
            "4111:1111:1111:1111:1111:1111",
            "4111,1111,1111,1112",
            "4539,1488,0343,6467",
            "[5555,5555,5555,4444]",
            "5629,2389,6425,4359",
            "thread_6653251195665",
            "part_71759-65597_x",
            "img_2125550142.png",
            "5-4111|1111|1111|1111|1",
        ),
        *(f"1-{SSN}", f"1.{SSN}", f"1/{SSN}", f"A{SSN}", f"x -{SSN}", f"{SSN}x"),
        *(
            "backup_24-01-02-03-04-05.tar.gz",
            "sha1 aa:bb:cc:dd:ee:ff:00:11:22:33",
            "x-aa-bb-cc-dd-ee-ff-00-11",
        ),
        *("test-sk-internationalizationmodule", f"cache-key-{'0123456789abcdef' * 2}", "fe80_x::b1_x"),
        *(f"unit_test_{'0123456789abcdef' * 2}", "rest-api-550e8400-e29b-41d4-a716-446655440000"),
        *("a-eyJhb-not-a-token.b.c", "std::add1::b_x", "feature-eyJjbGllbnQ.x_y"),
    ],
)
def test_names_and_versions_that_look_alike_stay(engine: BatchEngine, text: str) -> None:
    """Versions, digests, times, packages and numbers that go on."""
    assert found(engine, f"a {text} b") == []


def test_a_value_in_a_key_is_found() -> None:
    """A key that holds an address or a number is masked like a text."""
    record = {"bob@example.com_1": 1, f"receipt_{CARD}": 2}
    assert shipped_redactor("structured").redact_records([record]).records == [
        {"<EMAIL_ADDRESS>_1": 1, "receipt_<CREDIT_CARD>": 2}
    ]


def test_a_list_of_numbers_is_a_card_if_called_so(engine: BatchEngine) -> None:
    """Groups that only rise could be years, but not behind the word."""
    rising = "4000,4100,4203,4309"
    assert found(engine, f"sizes {rising} of them") == []
    assert found(engine, f"card {rising} of them") == [rising]
