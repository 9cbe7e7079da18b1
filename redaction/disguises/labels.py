"""What stands between a name and its value in other scripts and in pasted texts: `密码：x`, `【PIN】x`, `“token”: “x”`.

Full-width signs, brackets of Chinese and Japanese, quotes that a word processor has turned, and the small words that
say "is": what reads names and values knows the signs of ASCII. Part of `redaction.disguises.evasions`.
"""

# ruff: noqa: RUF001, RUF002  # such signs are what is looked for

from __future__ import annotations

import re
from typing import Final

__all__ = ["AROUND_LABELS", "CLOSING", "KINDS", "MARKS", "is_labelled", "plain_mark"]

_SIGN: Final = "[:=：＝]"
_IS: Final = "是为為は"
MARKS: Final = f"：＝「『】”’“‘{_IS}"
"""Characters without one of which a text has no such label."""

_BEFORE_VALUE: Final = r"[ ]?[“‘„「『\"']?[!-~]"
_LABELLED: Final = re.compile(
    rf"[”’“‘][ ]?{_SIGN}|[：＝]{_BEFORE_VALUE}|[「『](?<=\w.)[!-~]|】[：:]?{_BEFORE_VALUE}"
    rf"|[{_IS}](?:(?<=[A-Za-z_].)|(?<=[A-Za-z_][ ].))[ ]?[0-9A-Za-z]"
)
AROUND_LABELS: Final = (
    rf"[”’“‘](?P<turned>)(?=[ ]?{_SIGN})"
    rf"|[“‘„‚](?P<turned_open>)(?:(?=[\w.\- ]{{1,48}}[”’“‘][ ]?{_SIGN})|(?<={_SIGN}.)|(?<={_SIGN}[ ].))"
    r"|[”’“‘](?P<turned_close>)(?=[ ]?(?:[,;}\])，；】]|\r?\n|\Z))"
    r"|[「『](?P<bracket>)(?<=\w.)(?=[!-~])"
    r"|[」』](?P<bracket_close>)(?<=[!-~].)"
    r"|】(?P<bracket_name>)[：:]?[ ]?(?=[“‘„「『\"']?[!-~])"
    rf"|[ ]?[{_IS}](?P<copula>)(?:(?<=[A-Za-z_].)|(?<=[A-Za-z_][ ].))[ ]?(?=[0-9A-Za-z])"
)
"""One of them, named by its group."""
KINDS: Final = frozenset(re.compile(AROUND_LABELS).groupindex)
"""The groups."""
CLOSING: Final = frozenset({"turned_close", "bracket_close"})
"""Those that are worth no second look by themselves."""
_PLAIN: Final = {"bracket": ': "', "bracket_close": '"', "bracket_name": ": ", "copula": ": "}


def is_labelled(text: str) -> bool:
    """Whether a text beyond ASCII has a name and a value with such signs around or between them."""
    return _LABELLED.search(text) is not None


def plain_mark(kind: str, piece: str) -> str:
    """What ASCII has in place of a match of `AROUND_LABELS`.

    Args:
        kind: Its group.
        piece: What it is.
    """
    return _PLAIN.get(kind) or ("'" if piece in "‘’‚" else '"')
