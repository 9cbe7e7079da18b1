"""Private keys: whole, cut off or only their end, of any length. No key is written here: all are made."""

from __future__ import annotations

import base64
import hashlib
import random

import pytest

from redaction.engines.batch import BatchEngine
from redaction.lines import LineRedactor
from redaction.redactor import Redactor
from redaction.spans import Field
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


def lines(size: int) -> str:
    """Lines of base64 that hold `size` random bytes."""
    text = base64.b64encode(random.Random(size).randbytes(size)).decode()
    return "\n".join(text[at : at + 64] for at in range(0, len(text), 64))


def pem(size: int, kind: str = "RSA PRIVATE KEY") -> str:
    """A key of `size` random bytes."""
    return f"-----BEGIN {kind}-----\n{lines(size)}\n-----END {kind}-----"


PGP = (
    f"-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\nComment: of the team\n\n{lines(45_000)}\n=aB3d\n"
    "-----END PGP PRIVATE KEY BLOCK-----"
)


@pytest.mark.parametrize("key", [PGP, pem(30_000), pem(400_000)], ids=["pgp", "40 kB", "windows"])
def test_a_key_of_any_length_is_masked_whole(redactor: Redactor, key: str) -> None:
    """Nothing of a long key comes out, of a text, a record or a stream."""
    text = f"before it {key} after it"
    assert redactor.redact_text(text).text == "before it <PRIVATE_KEY> after it"
    assert redactor.redact_records([{"m": text}]).records == [{"m": "before it <PRIVATE_KEY> after it"}]
    stream = StreamRedactor(redactor)
    pieces = [stream.feed(text[at : at + 997]) for at in range(0, len(text), 997)]
    assert "".join([*pieces, stream.finish()]) == "before it <PRIVATE_KEY> after it"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *[("\n", new) for new in ("\\n", "\\\\n", " ", "\r\n", "\n> ")],
        ("\n", "\n2026-11-22T10:00:00Z INFO app.keys | "),
    ],
)
def test_what_stands_between_the_lines_ends_no_key(redactor: Redactor, old: str, new: str) -> None:
    """Escaped line ends, and what a log writes before each line."""
    assert redactor.redact_text(f"x {pem(1_200).replace(old, new)}; y").text == "x <PRIVATE_KEY>; y"


@pytest.mark.parametrize("cut", [300, 900, 1_000])
def test_of_a_key_without_end_its_lines_are_masked(redactor: Redactor, cut: int) -> None:
    """The sentence behind a key that was cut off stays."""
    behind = "\nThe connection was closed by the server, try again."
    assert redactor.redact_text(f"x {pem(1_200)[:cut]}{behind}").text == f"x <PRIVATE_KEY>{behind}"


@pytest.mark.parametrize("cut", [300, 305, 1_500])
def test_of_a_key_without_beginning_its_lines_are_masked(redactor: Redactor, cut: int) -> None:
    """A record that got only the end of a key."""
    for key in (pem(1_200), pem(1_200).replace("\n", "\\n")):
        assert redactor.redact_text(f"{key[cut:]} and so on").text == "<PRIVATE_KEY> and so on"


def test_a_mark_alone_takes_no_sentence(redactor: Redactor) -> None:
    """Who writes about keys writes the marks."""
    text = "put -----BEGIN PRIVATE KEY----- above and the other mark below\n"
    assert redactor.redact_text(text).text == "put <PRIVATE_KEY> above and the other mark below\n"
    text = "the last line of it is\n-----END PRIVATE KEY-----\nand no more"
    assert redactor.redact_text(text).text == "the last line of it is\n<PRIVATE_KEY>\nand no more"


@pytest.mark.parametrize(
    "text", ["-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----"]
)
def test_what_is_public_stays(redactor: Redactor, text: str) -> None:
    """Certificates and public keys."""
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize(
    "between", ["x" * 130 + " ", '","attrs":{"tag":"inference/vllm-7d9c6b5f4d-x2z9k"}}\n' + "y" * 90]
)
def test_between_both_marks_everything_goes(redactor: Redactor, between: str) -> None:
    """Whatever a log puts before the lines of a key, nothing of the key stays."""
    lines = [
        "-----BEGIN PRIVATE KEY-----",
        *["MIIEvQIBADANBgkqhkiG9w0B" + "Aq9+_"[at % 5] * 8 for at in range(26)],
    ]
    text = between.join([*lines, "-----END PRIVATE KEY-----"])
    assert redactor.redact_text(f"a {text} b").text == "a <PRIVATE_KEY> b"


@pytest.mark.parametrize("backend", ["hyperscan", "re2", "python"])
@pytest.mark.parametrize("width", [64, 70, 76])
def test_a_whole_line_of_a_key_is_found_alone(backend: str, width: int) -> None:
    """Where each line is a text of its own, nothing stands beside it; its line end may be left to it."""
    engine = BatchEngine(backend=backend)
    text = base64.b64encode(random.Random(width).randbytes(3_000)).decode()
    lines = [text[at : at + width] for at in range(0, 40 * width, width)]
    fields = [
        Field(line + end, key)
        for line in lines
        for end in ("", "\n")
        for key in ("", "log", "event.original")
    ]
    assert [[(s.start, s.end, s.entity) for s in spans] for spans in engine.detect(fields)] == [
        [(0, width, "PRIVATE_KEY")]
    ] * len(fields)


def test_the_lines_of_a_key_in_a_file_are_masked(redactor: Redactor) -> None:
    """`scrubline redact --input text` reads each line alone; of the last one, which is shorter, nothing is known."""
    written = pem(1_000).splitlines()
    result = LineRedactor(redactor, "text").redact([line.encode() for line in written])
    assert result.lines == [*[b"<PRIVATE_KEY>"] * (len(written) - 2), written[-2].encode(), b"<PRIVATE_KEY>"]


@pytest.mark.parametrize(
    "text",
    [
        hashlib.sha256(b"x").hexdigest(),
        hashlib.sha256(b"x").hexdigest().upper(),
        base64.b64encode(b"forty-eight letters of a text that is no secret!").decode(),
        "/usr/share/java/org/example/Application/Configuration/Loader42ab"[:64],
        "handleTheFirstRequestThatComesBackFromTheUpstreamServerOfVersion",
        "0123456789" * 6 + "0123",
        "A" * 64,
        lines(600)[:63],
        lines(600)[:64] + " ok",
        "x: " + lines(600)[:64],
    ],
)
def test_other_lines_as_long_stay(redactor: Redactor, text: str) -> None:
    """Digests, encoded texts, paths and names, and what is no whole line."""
    assert redactor.redact_text(text).text == text


@pytest.mark.parametrize("key", ["sha384", "id", "next_page", "etag", "message.digest"])
def test_a_key_says_that_a_line_is_something_else(redactor: Redactor, key: str) -> None:
    """A digest of SHA-384 in base64 is as long as a line of a key."""
    record = {key: base64.b64encode(hashlib.sha384(b"x").digest()).decode()}
    assert redactor.redact_records([record]).records == [record]
