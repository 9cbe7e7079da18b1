"""Users, their URLs and addresses of machines: no gate hides one, whatever the backend, and no cut changes one."""

from __future__ import annotations

import random
from functools import cache
from typing import Final

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers import Detector
from redaction.recognizers.network.recognizer import ScrublineIpRecognizer
from redaction.recognizers.paths import ScrublineUsernameRecognizer
from redaction.recognizers.urls import ScrublineUrlRecognizer
from redaction.spans import Field, Span
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_redactor

_LINES: Final = (
    "Accepted password for {} from 10.1.2.3", "Accepted keyboard-interactive/pam for {} from x",
    "Failed none for invalid user {} from ", "Invalid user {} from 10.1",
    "User {} from web-1 not allowed", "pam_unix(su:session): session opened for user {}(uid=1) by {}(uid=2)",
    "exceeded for {} from", "\u00e9 {} : TTY=pts/0 ; PWD=/", "({}) CMD (x)", "(to root) {} on none", 'acct="{}" exe=',
    'AUID=\\"{}\\"', "user=<{}>, method=", "imap({}):", "uid={}, ou=x", "CN={},OU=Users", "(uid={})",
    "10.1.2.3 - {} [23/Nov/2026:03:00:00 +0000] ", "{}@10.1.2.3", "{}@web_1:~", "ssh -i \u00e9 {}@h", "UserId={}(5)",
    ":iam::123456789012:user/{}", "/user/{}/lab", "/nfs/x/users/{}/", "/home/{}", r"\\srv\home$\{}",
    r"\\wsl$\U\home\{}", "/-home-{}-x", "-Users-{}", "https://x.com/{}/status/1", "https://h/home/{}/files", "sftp://h/home/{}",
    "https://a-my.sharepoint.com/personal/{}/", "https://cal.com/{}", "http://x.zoom.us/my/{}?",
    "IP 3.4.5.6.22 > 10.1.2.3.80: {}", "tcp4 0 0 3.4.5.6.22 10.1.2.3.80 LISTEN {}", "from 10.1.2.3.443 {}",
    "203.0.113.077 {}", "[IPv6:2a02:8109::1] {}", f"{'a.' * 31}1.ip6.arpa {{}}", "2a02-8109--1.sslip.io {}",
    "saddr=0200AAAACB00714D {}", "Passive Mode (203,0,113,77,4,1) {}", "foo==1.2.3.4 {}", "10.0.0.01 {}",
    "Benutzername: {}1", "\u041b\u041e\u0413\u0418\u041d={}", "\u7528\u6237\u540d\uff1a{}1",
    "usu\u00e1rio: \\'{}\\'", "UTENTE** =** {}", "/l?uname={}&x=1", "&login_hint={} ", "LOGIN={}&x=1",
    "session[login]={}&a=b", "?owner={}", "https://h/l?login_hint={}&x",
    "github.com/{}", "\u00e9linkedin.com/in/{}/", "www.h.example/users/{}/x",
)  # fmt: skip
_NAMES: Final = (
    "bjones",
    "b.jones",
    "bea-jones_9",
    "root",
    "B\u00e9a Jones",
    "ab",
    "\u212aim",
    "x" * 33,
    "a\x00b",
)
_BETWEEN: Final = (
    "",
    " ",
    " ",
    "\n",
    "\t",
    '"',
    "(",
    "/",
    "\\",
    "=",
    "\x00",
    "\u00e9",
    "_",
    "1",
    ".",
    ":",
    "-",
)
_DETECTORS: Final = (
    *ScrublineIpRecognizer.DETECTORS,
    *ScrublineUsernameRecognizer.DETECTORS,
    *ScrublineUrlRecognizer.DETECTORS,
)


def _text(rng: random.Random) -> str:
    parts = []
    for _ in range(rng.randrange(1, 4)):
        line = rng.choice(_LINES)
        line = line.replace("{}", rng.choice(_NAMES))
        if not rng.randrange(4):
            line = line[: rng.randrange(len(line))]
        parts += [rng.choice(_BETWEEN), line]
    return "".join([*parts, rng.choice(_BETWEEN)])


@cache
def _engine(backend: str) -> BatchEngine:
    return BatchEngine(
        entities=["IP_ADDRESS", "USERNAME", "USER_ID", "USER_URL", "CREDENTIAL_URL"], backend=backend
    )


def _sorted(spans: list[Span]) -> list[Span]:
    return sorted(spans, key=repr)


def _found(detector: Detector, text: str) -> bool:
    return any(True for _ in detector.find(text, 0, ""))


def test_no_gate_hides_a_user_or_an_address() -> None:
    """Wherever a finder finds something in one of six thousand texts, the scan of each backend has asked for it."""
    rng = random.Random(11)
    texts = [_text(rng) for _ in range(6_000)]
    told = {
        (at, detector.rule)
        for at, text in enumerate(texts)
        for detector in _DETECTORS
        if _found(detector, text)
    }
    assert len(told) > 4_000
    for backend in ("hyperscan", "re2", "python"):
        engine = _engine(backend)
        of_detector = {detector.rule: at for at, detector in enumerate(engine._detectors)}
        asked = engine._gated._asked(texts, ascii_only=False).jobs
        hidden = {
            (texts[at], rule)
            for at, rule in told
            if rule in of_detector and at not in asked.get(of_detector[rule], ())
        }
        assert hidden == set()


@pytest.mark.parametrize("backend", ["hyperscan", "python"])
def test_a_long_text_changes_nothing(backend: str) -> None:
    """In the vicinity of its gates a finder finds what it finds in the whole text."""
    rng = random.Random(12)
    for _ in range(60):
        filling = ["lorem ipsum dolor " * rng.randrange(30) + _text(rng) for _ in range(8)]
        field = Field(" ".join([*filling, "sit amet " * 200]))
        assert _sorted(_engine(backend).detect([field])[0]) == _sorted(_engine("re2").detect([field])[0])


def test_a_cut_changes_nothing() -> None:
    """A stream says what the whole text says."""
    rng = random.Random(13)
    redactor = shipped_redactor("structured")
    for _ in range(150):
        text, step = _text(rng), rng.randrange(1, 40)
        stream = StreamRedactor(redactor)
        out = "".join(stream.feed(text[at : at + step]) for at in range(0, len(text), step)) + stream.finish()
        assert out == redactor.redact_text(text).text
