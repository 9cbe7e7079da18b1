"""Passwords behind their user with one sign between: `eva@example.org:...`, as in lists of what was stolen.

A host may stand there too (`eva@host.example:8080`, `git@host.example:group/project.git`), so what follows must be no
port and no path: within a line what nothing but a password is, alone in its line a value of letters and digits. They
are looked for where addresses are, by `redaction.recognizers.email`; Confluent's `basic.auth.user.info=KEY:...` is part
of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import WORD
from redaction.recognizers.detector import Detector
from redaction.recognizers.secret.values import could_be_password, is_no_secret, mixes
from redaction.spans import Span

__all__ = ["DETECTORS", "find_login_pairs"]

_HOST: Final = r"@[A-Za-z0-9.\-]{4,80}"
_BY: Final = "(?::|[ ]/[ ])"
_PAIR: Final = re.compile(
    rf"{_HOST}(?P<by>{_BY})(?P<value>[^\s\"'`<>,;@\x00]{{6,64}})(?![^\s\"'`<>,;])", re.ASCII
)
_TOP: Final = re.compile(r"\.[A-Za-z]{2,24}\Z", re.ASCII)
_LOCAL: Final = re.compile(r"(?:\A|\n)[ \t]{0,4}[\w.+\-]{1,64}\Z", re.ASCII)
_LOCAL_REACH: Final = 70
_BEFORE_HOST: Final = WORD | {"-", "+"}
_SHORTEST: Final = 6

_USER_INFO: Final = re.compile(
    r"auth\.(?:user\.info|credentials)[\"']?[ ]?[:=][ ]?[\"']?[\w.@\-]{1,64}:(?P<value>[^\s\"'`,;\x00]{6,256})",
    re.ASCII,
)


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("value"), "PASSWORD", 0.75, "login.pair", "ScrublineAssignmentRecognizer")


def find_login_pairs(text: str, start: int) -> Iterator[Span]:
    """Passwords behind what has the form of an address of mail."""
    for match in _PAIR.finditer(text, start):
        at, value = match.start(), match["value"]
        if not at or text[at - 1] not in _BEFORE_HOST or not _TOP.search(text, at, match.start("by")):
            continue
        alone = match["by"] == ":" and text[match.end() : match.end() + 1] in {"", "\n", "\r"}
        if alone:
            alone = _LOCAL.search(text, max(0, at - _LOCAL_REACH), at) is not None
        likely = could_be_password(value, _SHORTEST) if alone else mixes(value)
        if likely and not is_no_secret(value, quoted=False):
            yield _span(match)


def _find_user_info(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in _USER_INFO.finditer(text):
        if not is_no_secret(match["value"], quoted=True):
            yield _span(match)


DETECTORS: Final = (
    Detector(
        "login.user_info",
        "PASSWORD",
        (r"auth\.(?:user\.info|credentials)[\"']?[ ]?[:=]",),
        _find_user_info,
    ),
)
