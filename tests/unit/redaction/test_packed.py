"""Values in compressed texts and in base32."""

from __future__ import annotations

import base64
import gzip
import zlib
from urllib.parse import quote

import pytest

from redaction.disguises.packed import MOST_BYTES, unpacked
from redaction.engines.batch import BatchEngine
from redaction.spans import Field

_TEXT = "please charge card 4539 1488 0343 6467 of ann.bee@example.com, thank you"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def covered(engine: BatchEngine, text: str) -> set[str]:
    """What the findings in a text cover."""
    return {text[span.start : span.end] for span in engine.detect([Field(text)])[0]}


_PACKED = (
    gzip.compress(_TEXT.encode(), mtime=0),
    *(zlib.compress(_TEXT.encode(), level) for level in (0, 1, 6, 9)),
)


@pytest.mark.parametrize("around", ["body={} ok", '"{}"', "{}", "%20{} x"])
@pytest.mark.parametrize("packed", _PACKED)
def test_a_packed_text_is_read(engine: BatchEngine, packed: bytes, around: str) -> None:
    """Gzip and zlib, in base64 of both alphabets and in hex: a value in it takes the whole run."""
    for written in (
        base64.b64encode(packed).decode(),
        base64.urlsafe_b64encode(packed).decode().rstrip("="),
        packed.hex(),
        packed.hex().upper(),
    ):
        assert covered(engine, around.format(written)) == {written}


@pytest.mark.parametrize("level", [1, 6, 9])
def test_a_request_of_saml_is_read(engine: BatchEngine, level: int) -> None:
    """Deflate without a header, in the base64 of a query string: signs of it are percent-encoded."""
    text = "<samlp:LogoutRequest><saml:NameID>ann.bee@example.com</saml:NameID></samlp:LogoutRequest> ~~~???"
    written = base64.b64encode(zlib.compress(text.encode(), level, -zlib.MAX_WBITS)).decode()
    for value in (quote(written, safe=""), written):
        assert covered(engine, f"GET /slo?SAMLRequest={value}&RelayState=x") == {value}
    harmless = base64.b64encode(zlib.compress(b"nothing of anybody" * 3, level, -zlib.MAX_WBITS)).decode()
    assert covered(engine, f"GET /slo?SAMLRequest={harmless}") == set()


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("mysql\0-uroot\0-pS3cr3tPw9\0--host=db", True),
        ("mail\0ann.bee@example.com", True),
        ("curl\0-H\0Authorization: Bearer kZ8sJ2mQ7vX1bN4tR6\0https://example.com", True),
        ("/usr/sbin/sshd\0-D\0-o\0UseDNS=no", False),
        ("ls\0-la", False),
    ],
)
def test_a_command_line_of_auditd_is_read(engine: BatchEngine, arguments: str, found: bool) -> None:
    """NUL stands between its arguments; the whole hex is covered, and stays where nothing is in it."""
    written = arguments.encode().hex().upper()
    text = f"type=PROCTITLE msg=audit(1732330000.123:456): proctitle={written}"
    assert covered(engine, text) == ({written} if found else set())


@pytest.mark.parametrize("packed", _PACKED[:2])
def test_a_packed_text_that_was_cut_off_is_read(engine: BatchEngine, packed: bytes) -> None:
    """As far as it goes; the check sum at its end is not asked for."""
    written = base64.b64encode(packed).decode().rstrip("=")
    for size in range(len(written) - 12, len(written)):
        assert covered(engine, f"body={written[:size]}") == {written[:size]}


@pytest.mark.parametrize(
    "text", [_TEXT, "ssn 529-84-6713 is mine", "mail ann.bee@example.com", "call +442079460958"]
)
def test_base32_is_read(engine: BatchEngine, text: str) -> None:
    """A value in it takes the whole run."""
    written = base64.b32encode(text.encode()).decode()
    for around in ("x {} y", "key={}", "{}"):
        assert covered(engine, around.format(written)) == {written}
        bare = written.rstrip("=")
        assert covered(engine, around.format(bare)) == {bare}


@pytest.mark.parametrize(
    "text",
    [
        base64.b64encode(gzip.compress(b"nothing of anybody stands in this text", mtime=0)).decode(),
        base64.b64encode(gzip.compress(bytes(range(256)) * 4, mtime=0)).decode(),
        "H4sIAAAAAAAAA" + "abcdEFGH0123" * 4,
        "eJxnotpackedatallbutlongenoughforit",
        "1f8b08" + "0123456789abcdef" * 3,
        "789c" + "0123456789abcdef" * 3,
        base64.b32encode(b"nothing of anybody stands in it").decode(),
        "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        "INTERNATIONALISATIONANDLOCALISATION",
        "MISSING_ENVIRONMENT_VARIABLE_SERVICE_NAME",
    ],
)
def test_what_holds_nothing_stays(engine: BatchEngine, text: str) -> None:
    """Packed texts without a value, packed bytes, digests, keys of one-time passwords and words in capitals."""
    assert covered(engine, f"body {text} end") == set()


def test_no_more_is_unpacked_than_the_bound() -> None:
    """However little is written, whatever it claims to hold; all that is packed in one text shares the bound."""
    written = base64.b64encode(zlib.compress(b"a" * 50_000_000, 9)[:100_000]).decode()
    first = unpacked(written, MOST_BYTES)
    assert first is not None
    assert len(first) == MOST_BYTES
    assert unpacked(written, MOST_BYTES - len(first)) is None


def test_what_repeats_itself_is_read_in_part() -> None:
    """Eight times what is written: many small bombs, each in a string of its own, are no more work than plain text."""
    written = base64.b64encode(zlib.compress(b"Hof 1 " * 10_900, 9)).decode()
    assert unpacked(written, MOST_BYTES) == (b"Hof 1 " * 10_900)[: 8 * len(written)]


@pytest.mark.parametrize("level", range(1, 10))
def test_every_level_is_read(engine: BatchEngine, level: int) -> None:
    """The second byte of zlib tells how it was packed, and the third is the text's own."""
    for number in range(40):
        packed = zlib.compress(f"line {number}: {_TEXT} and {number * 7919} more".encode(), level)
        written = base64.b64encode(packed).decode()
        assert covered(engine, f"body={written} ok") == {written}


def test_a_text_full_of_bombs_stays_small(engine: BatchEngine) -> None:
    """Many packed texts together are no longer than one may be, and what stands beside them is found."""
    bomb = base64.b64encode(zlib.compress(b"a " * 20_000_000, 9)[:60]).decode()
    text = f"{bomb} " * 300 + "ann.bee@example.com"
    assert "ann.bee@example.com" in covered(engine, text)
