"""E-mail addresses with blanks around their sign, as they come from paper and from who types slowly.

`jan @ example.nl` could be a place to meet: only behind a label that says e-mail is it an address. The label may be
misread, too (`E-Mai1`, `e-rnail`). Addresses of the larger domains are closed up by `redaction.disguises.normalise`
without a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.spans import Span

__all__ = ["GATES", "NEAR", "labelled"]

GATES: Final = (
    r"[\w.+\-\x80-\xff][ ]{1,2}@[ ]{0,2}[A-Za-z0-9\x80-\xff]",
    r"[\w.+\-\x80-\xff]@[ ]{1,2}[A-Za-z0-9\x80-\xff]",
)
NEAR: Final = 200
_AT: Final = re.compile(r"(?:[ ]{1,2}@[ ]{0,2}|@[ ]{1,2})(?=[^\W_])")
_MAIL: Final = r"(?:m|rn)a[i1l|!][l1i|!]"
_LABELLED: Final = re.compile(
    rf"(?<![^\W_])(?:(?:[e\u20ac][ \-\u2010-\u2015.]{{0,2}})?{_MAIL}s?|courriel|m\u00e9l|correio"
    r"|correo(?:[ ]electr[o\u00f3]nico)?|e-?post[ai]?|\u043f\u043e\u0447\u0442\u0430|\u90ae\u7bb1"
    r"|\u30e1\u30fc\u30eb|\uc774\uba54\uc77c)(?:[ \-_]?(?:address|adresse?|adres|addr|id))?[\"'*_)]{0,2}[ ]?"
    r"(?:[:=\uff1a]|\.{2,12}|\.(?=[ ])|[ ]is[ ])[\"'*_]{0,2}[ ]{0,3}[\"'<]?(?P<local>[^\W_][\w.+%'\-]{0,63})\Z",
    re.IGNORECASE,
)
_LABEL: Final = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,5}}\.[^\W\d_]{{2,24}}(?![\w@])(?!\.\w)")
# "email is set @ runtime.config" speaks about one.
_DONE: Final = frozenset({
    "set", "sent", "send", "hosted", "located", "configured", "stored", "defined", "read", "kept", "found", "managed",
    "handled", "checked", "built", "saved", "loaded", "taken", "given", "optional", "required",
})  # fmt: skip
_REACH: Final = 120


def labelled(text: str, start: int, key: str) -> Iterator[Span]:
    """The addresses with blanks that stand directly behind a label."""
    del key
    for sign in _AT.finditer(text, start):
        label = _LABELLED.search(text, max(0, sign.start() - _REACH), sign.start())
        domain = _DOMAIN.match(text, sign.end()) if label else None
        if label is not None and domain is not None and label["local"].lower() not in _DONE:
            yield Span(
                label.start("local"),
                domain.end(),
                "EMAIL_ADDRESS",
                0.85,
                "email.spaced",
                "ScrublineEmailRecognizer",
            )
