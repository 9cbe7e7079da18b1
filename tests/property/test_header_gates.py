"""The gates of headers, cookies and addresses: wherever a finder finds something, the scan has asked for it."""

from __future__ import annotations

import random

from redaction.engines.batch import BatchEngine
from redaction.recognizers.secret.credentials import ScrublineCredentialRecognizer

_NAMES = (
    "Authorization", "authorization", "HTTP_AUTHORIZATION", "Cookie", "set-cookie", "cookie2", "x-api-key", "--token",
    "password", "client_secret", "?code", "&sig", "#x_signature", "?key", "code_verifier", ";otp", "/reset-password/",
    "/login/", " code", "coo\u212aie", "\u017fession", "to\u212aen",
)  # fmt: skip
_BETWEEN = (
    ":", "=", "=", "=", "=>", ":=", ",", " ", "\n", "\t", '"', "'", "`", r"\"", r"\\\"", "]", "[", "b", "value",
    "header_value", "\x0b", "\u00a0", "",
)  # fmt: skip
_VALUES = (
    "session=", "Bearer ", "Digest ", "Acme ", "kZ8sJ2mQ7vX1bN4tR6yU9wE3", "9f8e7d6c5b4a39281706aa", "a=b; ",
    'response="9f8e7d6c5b4a"', "abc123", "482913", " status=200", "&state=", "%20", "\u00e9", '"', "'", ", ", ")",
)  # fmt: skip


_BEFORE = ("", "", "(", "'")
_OPENINGS = (": ", "=", '": "', "': '", r"\": \"", "', '", "', b'", "', value='", '","', ":[", '"=>"', "")


def _between(rng: random.Random) -> str:
    if rng.randrange(3):
        return rng.choice(_OPENINGS)
    return "".join(rng.choices(_BETWEEN, k=rng.randrange(5)))


def _text(rng: random.Random) -> str:
    return "".join(
        f"{rng.choice(_BEFORE)}{rng.choice(_NAMES)}{_between(rng)}"
        f"{''.join(rng.choices(_VALUES, k=rng.randrange(1, 5)))}"
        for _ in range(rng.randrange(1, 3))
    )


def test_no_gate_hides_a_credential() -> None:
    """Ungated and gated findings of eight thousand texts are the same on every backend, in one batch."""
    rng = random.Random(5)
    texts = [_text(rng) for _ in range(5_000)]
    detectors = [
        detector
        for detector in ScrublineCredentialRecognizer.DETECTORS
        if detector.rule in {"auth.header", "cookie", "header.pair", "query.secret"}
    ]
    ungated = {
        (at, detector.rule)
        for at, text in enumerate(texts)
        for detector in detectors
        if list(detector.find(text, 0, ""))
    }
    assert len(ungated) > 200
    for backend in ("hyperscan", "re2", "python"):
        engine = BatchEngine(entities=["AUTH_HEADER", "API_KEY", "PASSWORD"], backend=backend)
        of_detector = {detector.rule: at for at, detector in enumerate(engine._detectors)}
        asked = engine._gated._asked(texts, ascii_only=False).jobs
        hidden = {
            (texts[at], rule, backend) for at, rule in ungated if at not in asked.get(of_detector[rule], ())
        }
        assert hidden == set()
