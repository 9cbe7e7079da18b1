r"""Cookies: `Cookie: session=...; theme=dark`, `set-cookie: sid="..."; Path=/`, `PHPSESSID=...`.

Each cookie of a header is judged by itself: `Domain=example.com` beside a session does not make it an example. One that
is no stand-in is enough for the whole header. Part of `redaction.recognizers.secret.credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.secret.generated import takes_turns
from redaction.recognizers.secret.headers import OPENING, QUOTE, Opened, opened
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATES", "cookies_in", "find_cookies"]

GATES: Final = (
    rf"(?i)cookie2?(?:{QUOTE})?\]?[ \t\r\n]{{0,4}}[:=]",
    r"(?i)(?:sessid|sessionid|connect\.sid|session_id|sid|csrftoken|xsrf-token|_session)[\"']?[ \t]?=",
)
_HEADER: Final = re.compile(rf"(?i:cookie2?){OPENING}", re.ASCII)
_SESSION: Final = re.compile(
    r"(?i:\b(?:phpsessid|jsessionid|asp\.net_sessionid|connect\.sid|sessionid|session_id|sid|csrftoken|xsrf-token|_session)"
    r"[\"']?[ \t]?=[ \t]?[\"']?)(?P<value>[A-Za-z0-9%._~+/=\-]{16,1024})",
    re.ASCII,
)
_QUOTED: Final = r"\\{0,3}\"[^\"\r\n]{0,4096}\""
_VALUE: Final = re.compile(rf"(?:[^\r\n\"'`]|(?<==){_QUOTED}){{1,8192}}")
_PAIR: Final = re.compile(
    rf"[ ]{{0,4}}(?P<name>[^\s\"'=;,:(){{}}\[\]<>]{{1,80}})=(?P<value>{_QUOTED}|[^;\r\n\"'`]{{0,256}})"
)
# They say something about the cookie before them (RFC 6265 section 4.1.1).
_ATTRIBUTES: Final = frozenset(
    {"domain", "path", "expires", "max-age", "samesite", "priority", "version", "comment"}
)
# What they hold; a request has no attributes, so what is not so there is a cookie like others.
_OF_ATTRIBUTES: Final = re.compile(
    r"\.?(?:[a-z0-9\-]{1,63}\.){1,8}[a-z]{2,24}(?::[0-9]{1,5})?|localhost|/.*|[0-9]{1,10}|[a-z]{3,9},? [0-9]{1,2}.*"
    "|lax|strict|none|low|medium|high|true|false",
    re.IGNORECASE | re.ASCII,
)
_SET: Final = re.compile(r"set[_\- ]?\Z", re.IGNORECASE)
_SET_REACH: Final = 4
_STANDS_IN: Final = re.compile(r"[<${\[(*]|%\(|(?:%[sd][^A-Za-z0-9]*)+\Z|\.{2,}\Z")
_PIECE: Final = re.compile(r"[A-Za-z0-9]{8,}", re.ASCII)
_SHORTEST: Final = 4


def find_cookies(text: str, start: int, key: str) -> Iterator[Span]:
    """The values of cookie headers, and of cookies that hold sessions."""
    del key
    last = 0
    for match in _HEADER.finditer(text, start):
        begin = match.start()
        if begin < last or (match[0][0] == "c" and text[begin - 1 : begin].isalnum()):
            continue
        found = cookies_in(text, opened(text, match), begin)
        if found is not None:
            last = found[1]
            yield Span(*found, "AUTH_HEADER", 0.85, "cookie", "ScrublineCredentialRecognizer")
    for match in _SESSION.finditer(text, start):
        if not placeholder(match["value"]):
            yield Span(
                *match.span("value"), "AUTH_HEADER", 0.85, "cookie.session", "ScrublineCredentialRecognizer"
            )


def cookies_in(text: str, header: Opened, named: int) -> tuple[int, int] | None:
    """Where the cookies stand in the value of a cookie header, if one of them is no stand-in.

    Args:
        text: The whole text.
        header: Where the value stands.
        named: Where the word "cookie" begins: without "set" before it a browser sends them, and `Path` is one.
    """
    request = _SET.search(text, max(0, named - _SET_REACH), named) is None
    at, end = header.begin, header.end
    while (pair := _PAIR.match(text, at, end)) is not None:
        value = pair["value"].strip("\\\"' ")
        if (
            len(value) >= _SHORTEST
            and not _stands_in(value)
            and not _is_attribute(pair["name"], value, request=request)
        ):
            whole = None if header.closed else _VALUE.match(text, header.begin, end)
            return header.begin, whole.end() if whole else end
        at = text.find(";", pair.end(), end) + 1
        if not at:
            break
    return None


def _is_attribute(name: str, value: str, *, request: bool) -> bool:
    if name.lower() not in _ATTRIBUTES:
        return False
    return not request or (_OF_ATTRIBUTES.fullmatch(value) is not None and not _is_generated(value))


def _stands_in(value: str) -> bool:
    """Whether a value is one by its whole form: a session may begin with a bracket or `%s`."""
    return (_STANDS_IN.match(value) is not None and not _is_generated(value)) or placeholder(value)


def _is_generated(value: str) -> bool:
    return takes_turns(value, _PIECE)
