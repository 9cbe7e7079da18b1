"""Passwords on command lines and in login files, where a flag or its neighbour says what they are.

`curl -u user:...`, `mysql -p...`, `sshpass -p ...`, `docker login -p ...`, and the `login ... password ...` of a netrc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.spans import Span

__all__ = ["ScrublineCommandLineRecognizer"]

_VALUE: Final = r"[\"']?(?P<value>[^\s\"'\x00]{4,256})"
_COMMANDS: Final = tuple(
    (rule, re.compile(pattern + _VALUE))
    for rule, pattern in (
        (
            "command.curl",
            r"\b(?:curl|wget|http)[ ][^\r\n\x00]{0,200}?(?<=[ ])(?:-u|--user)[ =][\"']?[!#-&(-9;-~]{1,64}:",
        ),
        ("command.mysql", r"\b(?:mysql|mysqldump|mysqladmin|mariadb)[ ][^\r\n\x00]{0,120}?(?<=[ ])-p"),
        ("command.sshpass", r"\bsshpass[ ]{1,3}-p[ ]?"),
        ("command.login", r"\b(?:docker|podman|registry|oc|acr)[ ]login[ ][^\r\n\x00]{0,120}?(?<=[ ])-p[ ]"),
        ("command.redis", r"\bredis-cli[ ][^\r\n\x00]{0,120}?(?<=[ ])-a[ ]"),
        ("netrc", r"\blogin[ \t\n]{1,4}[!-~]{1,64}[ \t\n]{1,4}password[ \t]{1,4}"),
    )
)
_NO_VALUE: Final = re.compile(r"[-$<{(*/]|[0-9.:]+\Z|[0-9:]+/(?:tcp|udp)\Z")


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for rule, command in _COMMANDS:
        for match in command.finditer(text):
            if _NO_VALUE.match(match["value"]) is None:
                yield Span(*match.span("value"), "PASSWORD", 0.8, rule, "ScrublineCommandLineRecognizer")


class ScrublineCommandLineRecognizer(FieldRecognizer):
    """Passwords that are arguments of commands; see the module."""

    DETECTORS = (
        Detector(
            rule="command",
            entity="PASSWORD",
            gates=(
                r"[ ](?:-u|--user)[ =][!-~]{1,65}:",
                r"(?:mysql|mysqldump|mysqladmin|mariadb)[ ]",
                r"sshpass[ ]{1,3}-p",
                r"(?:docker|podman|registry|oc|acr)[ ]login[ ]",
                r"redis-cli[ ]",
                r"login[ \t\n]{1,4}[!-~]{1,64}[ \t\n]{1,4}password[ \t]",
            ),
            reach=0,
            find=_find,
        ),
    )
