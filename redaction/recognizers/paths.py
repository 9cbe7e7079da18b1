r"""User names in home directories: `/home/x`, `/Users/x`, `C:\Users\x`; under a key, or assigned in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.recognizers.login_lines import LOGIN_GATES, LOGIN_NEAR, login_users
from redaction.recognizers.stated_users import GATES, NEAR, stated_users
from redaction.spans import Span

__all__ = ["ScrublineUsernameRecognizer"]

# `/users/` in lower case is a route of somebody's API, `/Users/` a Mac.
_HOME: Final = re.compile(
    r"(?:(?<![A-Za-z0-9._\-])(?:/mnt/[a-z]|/export|/var)?/(?:home|Users)/(?P<posix>[\w.\-]{1,64})"
    r"|(?:[A-Za-z]:[\\/]{1,4}|\\\\[A-Za-z0-9.\-]{1,60}\\{1,2})(?:[Uu]sers|USERS|Documents and Settings)[\\/]{1,4}"
    r"(?P<windows>[\w.\-]{1,64}(?: [A-Z][\w.\-]{0,30}(?=[\\/]))?))"
)
_VALUE: Final = re.compile(r"\s*([\w.\-@+\\]{1,64}?)\s*")
_NO_VALUE: Final = frozenset(
    {"", "none", "null", "nil", "anonymous", "unknown", "n/a", "true", "false", "-", "system"}
    | {"success", "successful", "succeeded", "ok", "failed", "failure", "denied", "pending", "required"}
)
"""What stands under `login` and names nobody: nothing at all, or how it went."""


def _home(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _HOME.finditer(text, start):
        group = match.lastgroup or "posix"
        begin = match.start(group)
        user = match[group].rstrip(".-")
        end = begin + len(user)
        if user and user.lower() not in ACCOUNTS and not set(user) <= set(".-_*"):
            yield Span(begin, end, "USERNAME", 0.8, "username.home", "ScrublineUsernameRecognizer")


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    match = _VALUE.fullmatch(text)
    if match and match[1].lower() not in ACCOUNTS | _NO_VALUE:
        yield Span(*match.span(1), "USERNAME", 0.6, "username.key", "ScrublineUsernameRecognizer")


class ScrublineUsernameRecognizer(FieldRecognizer):
    """User names; see the module."""

    DETECTORS = (
        Detector(
            rule="username.home",
            entity="USERNAME",
            gates=(r"(?:/home/|[\\/](?:[Uu]sers|USERS)[\\/]|Documents and Settings)",),
            reach=0,
            find=_home,
        ),
        Detector("user.assigned", "USERNAME", GATES, 0, stated_users, also=("USER_ID",), near=NEAR),
        Detector("user.login", "USERNAME", LOGIN_GATES, 0, login_users, near=LOGIN_NEAR),
    )
    KEY_RULES = (
        KeyRule(
            "username.key",
            "USERNAME",
            frozenset(
                {"username", "user name", "login", "screen name", "user login", "nickname", "login name"}
                | {"process owner", "remote user", "s am account name", "samaccountname"}
            ),
            _value,
            VALUE_TAILS,
        ),
    )
