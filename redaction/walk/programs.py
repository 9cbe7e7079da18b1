"""Commands as lists, such as `process.command_args`: what a text shows with its blanks, `-pPASSWORD` and `-u user:...`.

In a text `redaction.recognizers.secret.command_lines` reads them; of a list each entry is a text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

__all__ = ["secrets_of_command"]

_GLUED: Final = frozenset(
    {"mysql", "mysqldump", "mysqladmin", "mysqlimport", "mariadb", "mariadb-dump", "sshpass"}
)
"""Programs whose `-p` has the password directly behind it."""
_LOGINS: Final = frozenset({"curl", "http", "https", "xh", "wget"})
"""Programs whose `-u` or `--user` is a user with a password."""
_LOGIN_FLAGS: Final = frozenset({"-u", "--user", "-U", "--proxy-user", "-a", "--auth"})
_LOGIN: Final = re.compile(r"[^\s:/]{1,80}:[^\s/]{3,200}")
_PASSWORD: Final = re.compile(r"-p[^\s=]{3,200}")


def secrets_of_command(items: Sequence[Any]) -> Iterator[int]:
    """The places of passwords among the words of a command, if it is one of a known program."""
    program = items[0].rpartition("/")[2]
    if program in _GLUED:
        for at, item in enumerate(items[1:], 1):
            if type(item) is str and _PASSWORD.fullmatch(item):
                yield at
    elif program in _LOGINS:
        for at, item in enumerate(items[2:], 2):
            flag = items[at - 1]
            if type(item) is type(flag) is str and flag in _LOGIN_FLAGS and _LOGIN.fullmatch(item):
                yield at
