r"""Names and values of headers and flags as programs print lists of them: one beside the other, each in quotes.

`(b'x-api-key', b'...')` of ASGI, `('authorization', '...')` of httpx, `_Metadatum(key='cookie', value='...')` of gRPC,
`"rawHeaders":["Authorization","..."]` of node, `['vllm', 'serve', '--api-key', '...']`. A list of names looks the same,
so what stands behind a comma must look like a credential. Part of `redaction.recognizers.secret.credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.secret.cookies import cookies_in
from redaction.recognizers.secret.generated import holds_both
from redaction.recognizers.secret.headers import Opened, credentials_in, is_mixed, opened
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATE", "find_pairs"]

_QUOTE: Final = r"\\{0,3}[\"']"
_VALUE: Final = rf"(?:{_QUOTE})?(?:header_?)?value"
GATE: Final = (
    rf"(?i)(?:authorization|cookie2?|key|token|secret|passwd|password){_QUOTE}[ ]{{0,2}}"
    rf"(?:,[ \t\r\n]{{0,4}}[bu]?{_QUOTE}|,?[ ]{{0,2}}{_VALUE})"
)
_PAIR: Final = re.compile(
    r"(?:(?P<authorization>authorization)|(?P<cookie>cookie2?)|(?P<password>passwd|password)"
    r"|(?:api|access|auth|secret|account|master|subscription|functions?|private|signing)[_\-]?key|token|secret)"
    rf"(?P<named>{_QUOTE})[ ]{{0,2}}"
    rf"(?:(?P<by>,?[ ]{{0,2}}{_VALUE}(?:{_QUOTE})?[ ]?(?:=>|[=:])[ ]?)|,[ \t\r\n]{{0,4}})[bu]?(?P<quote>{_QUOTE})",
    re.IGNORECASE | re.ASCII,
)
_NAME_BEFORE: Final = re.compile(r"[\"'](?P<flag>--?)?[\w.\-]{0,40}\Z", re.ASCII)
_NAME_REACH: Final = 43
_HARMLESS: Final = re.compile(
    r"(?:next|prev|page|continuation|cursor|sync|start|end|eos|bos|pad|special|last|first|max|min|num)[_.\-]?\Z",
    re.IGNORECASE | re.ASCII,
)
_HEADER_NAME: Final = re.compile(r"[Xx]-[A-Za-z0-9\-]+|[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+", re.ASCII)
_CODE: Final = re.compile(r"[$%<*#{\[(/\-]|.*[({\[]")
_SHORTEST: Final = 6


def find_pairs(text: str, start: int, key: str) -> Iterator[Span]:
    """The values that stand beside the names of credentials."""
    del key
    for match in _PAIR.finditer(text, start):
        value = opened(text, match)
        name = _NAME_BEFORE.search(text, max(0, match.start() - _NAME_REACH), match.start())
        if not value.closed or name is None or _HARMLESS.search(name[0]):
            continue
        told = match["by"] is not None or name["flag"] is not None
        entity, found = _judged(text, match, value, told=told)
        if found is not None:
            yield Span(*found, entity, 0.85, "header.pair", "ScrublineCredentialRecognizer")


def _judged(
    text: str, match: re.Match[str], value: Opened, *, told: bool
) -> tuple[str, tuple[int, int] | None]:
    """What stands beside a name, and where.

    Args:
        text: The whole text.
        match: Of `_PAIR`.
        value: What stands between the quotes.
        told: Whether something says that it is the value of that name.
    """
    written, whole = text[value.begin : value.end], (value.begin, value.end)
    if match["authorization"]:
        judged = told or " " in written or _is_credential(written)
        return "AUTH_HEADER", credentials_in(text, value) if judged else None
    if match["cookie"]:
        return "AUTH_HEADER", cookies_in(text, value, match.start())
    if match["password"]:
        return "PASSWORD", whole if told and _could_be(written) else None
    return "API_KEY", whole if _could_be(written) and (told or _is_credential(written)) else None


def _could_be(value: str) -> bool:
    return (
        len(value) >= _SHORTEST
        and " " not in value
        and holds_both(value)
        and _CODE.match(value) is None
        and not placeholder(value)
    )


def _is_credential(value: str) -> bool:
    return is_mixed(value) and _HEADER_NAME.fullmatch(value) is None
