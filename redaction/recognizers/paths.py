r"""User names in home directories: `/home/x`, `/Users/x`, `C:\Users\x`, `\\srv\home$\x`; under a key, in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers import query_users
from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.context import key_words
from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.recognizers.letters import in_lower_case, near_places, places
from redaction.recognizers.login_lines import LOGIN_GATES, LOGIN_NEAR, login_users
from redaction.recognizers.stated_users import GATES, NEAR, names_somebody, stated_users
from redaction.recognizers.users_abroad import KEYS as USER_KEYS
from redaction.recognizers.users_abroad import USER_GATES, USER_NEAR, users_abroad
from redaction.spans import Span

__all__ = ["ScrublineUsernameRecognizer"]

# `/users/` in lower case is a route of somebody's API, unless it lies on a disk that many share; `/Users/` is a Mac's.
_DISK: Final = (
    r"/(?:mnt|nfs|net|exports?|lustre|gpfs|fsx|efs|beegfs|cephfs|pfs|scratch|vol[0-9]{0,3}|volumes?|nvme[0-9]{0,2}"
    r"|raid[0-9]{0,2}|hpc|cluster|storage)(?:/[\w.\-]{1,40}){0,2}"
)
_HOST: Final = r"\\\\[A-Za-z0-9.\-]{1,60}\\{1,2}"
_HOME: Final = re.compile(
    rf"(?:(?<![A-Za-z0-9._\-])(?:{_DISK}|/(?:export|var|data[0-9]{{0,2}}|host|hostfs|rootfs))?/(?:home|Users)/"
    r"(?P<posix>[\w.\-]{1,64})"
    rf"|(?<![A-Za-z0-9._\-]){_DISK}/users/(?P<disk>[\w.\-]{{1,64}})"
    # Agents keep what they did in folders called after those they worked in.
    r"|(?:(?<![\w\-])-Users|(?<=[/\"'\\])-home)-(?P<folder>[A-Za-z][\w.]{1,63})"
    rf"|(?:[A-Za-z]:[\\/]{{1,4}}|{_HOST})(?:[Uu]sers|USERS|Documents and Settings)[\\/]{{1,4}}"
    r"(?P<windows>[\w.\-]{1,64}(?: [A-Z][\w.\-]{0,30}(?=[\\/]))?)"
    rf"|(?:{_HOST}(?:[Hh]omes?|[Uu]sers|[Pp]rofiles|[Uu]ser[Dd]ata)\$?|\\\\wsl(?:\$|\.localhost)\\{{1,2}}"
    r"[\w.\-]{1,40}\\{1,2}home)\\{1,4}(?P<share>[\w.\-]{1,64}))"
)
_PARTS: Final = ("home", "users", "documents and settings", "profiles", "userdata")
"""Of each such path one part."""
_REACH: Final = 160
"""How far from the begin of that part a path begins and its user ends."""
_VALUE: Final = re.compile(r"\s*([\w.\-@+\\]{1,64}?)\s*")
_NO_VALUE: Final = frozenset(
    {"", "none", "null", "nil", "anonymous", "unknown", "n/a", "true", "false", "-", "system"}
    | {"success", "successful", "succeeded", "ok", "failed", "failure", "denied", "pending", "required"}
)
"""What stands under `login` and names nobody: nothing at all, or how it went.

A list of its own: a word more is a login that is shown.
"""


def _home(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    for match in near_places(_HOME, text, places(in_lower_case(text), _PARTS), _REACH):
        group = match.lastgroup or "posix"
        begin = match.start(group)
        user = match[group].rstrip(".-")
        end = begin + len(user)
        if user and user.lower() not in ACCOUNTS and not set(user) <= set(".-_*"):
            if group == "disk" and not names_somebody(user):
                continue
            yield Span(begin, end, "USERNAME", 0.8, "username.home", "ScrublineUsernameRecognizer")


_LOGIN: Final = re.compile(r"\s*([A-Za-z][\w.\-+\\]{0,62}\w)\s*", re.ASCII)
_OF_WHOM: Final = frozenset(
    {"auth", "remote", "request", "login", "os", "env", "ssh", "ldap", "http", "current"}
)
"""Before `user` in a key; the user of a database is a service."""


def _value(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    match = _VALUE.fullmatch(text)
    if match and match[1].lower() not in ACCOUNTS | _NO_VALUE:
        yield Span(*match.span(1), "USERNAME", 0.6, "username.key", "ScrublineUsernameRecognizer")


def _user(text: str, start: int, key: str) -> Iterator[Span]:
    """A name alone under `user`, where also questions of users stand, and their share of a processor."""
    del start
    words = key_words(key).split()
    match = _LOGIN.fullmatch(text)
    if match and _OF_WHOM.issuperset(words[:-1]) and names_somebody(match[1]):
        yield Span(*match.span(1), "USERNAME", 0.6, "user.key", "ScrublineUsernameRecognizer")


def _abroad(text: str, start: int, key: str) -> Iterator[Span]:
    """A name alone, and not what a form says about it."""
    del start, key
    match = _LOGIN.fullmatch(text)
    if match and names_somebody(match[1]):
        yield Span(*match.span(1), "USERNAME", 0.6, "user.key", "ScrublineUsernameRecognizer")


class ScrublineUsernameRecognizer(FieldRecognizer):
    """User names; see the module."""

    DETECTORS = (
        Detector(
            rule="username.home",
            entity="USERNAME",
            gates=(
                r"(?:/home/|[\\/](?:[Uu]sers|USERS)[\\/]|Documents and Settings)",
                r"-(?:Users|home)-[A-Za-z]",
                r"\\(?:[Hh]omes?|[Uu]sers|[Pp]rofiles|[Uu]ser[Dd]ata)\$?\\",
            ),
            find=_home,
        ),
        Detector("user.assigned", "USERNAME", GATES, stated_users, also=("USER_ID",), near=NEAR),
        Detector("user.assigned.abroad", "USERNAME", USER_GATES, users_abroad, near=USER_NEAR),
        Detector("user.query", "USERNAME", query_users.GATES, query_users.query_users, near=query_users.NEAR),
        Detector("user.login", "USERNAME", LOGIN_GATES, login_users, near=LOGIN_NEAR),
    )
    KEY_RULES = (
        KeyRule(
            "username.key",
            "USERNAME",
            frozenset(
                {"username", "user name", "login", "screen name", "user login", "nickname", "login name"}
                | {"process owner", "logname", "s am account name", "samaccountname", "upn", "github actor"}
            ),
            _value,
            VALUE_TAILS,
        ),
        KeyRule("user.key", "USERNAME", frozenset({"user"}), _user, frozenset()),
        KeyRule("user.key", "USERNAME", USER_KEYS, _abroad, VALUE_TAILS),
    )
