r"""Values of authorization headers: where they begin, which are credentials, and where they end.

`Authorization: Bearer abc123 status=200`, `"authorization": ["..."]`, `-H 'Authorization: Digest username="x", ...'`,
`\"HTTP_AUTHORIZATION\"=>\"...\"`. A scheme may be followed by one token or by a list of parameters (RFC 9110 section
11.4), of which several together give access, so the list goes whole. Part of
`redaction.recognizers.secret.credentials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from redaction.names.word_set import word_set
from redaction.recognizers.secret.generated import holds_both, is_varied, mixes_kinds, takes_turns
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATE", "OPENING", "QUOTE", "Opened", "authorization", "credentials_in", "is_mixed", "opened"]

QUOTE: Final = r"\\{0,3}[\"'`]"
OPENING: Final = (
    rf"(?P<named>{QUOTE})?\]?[ \t\r\n]{{0,4}}(?:=>|:=|[:=])[ \t\r\n]{{0,4}}"
    rf"(?:[\[({{][ ]?)?[bu]?(?P<quote>{QUOTE})?"
)
"""What stands between the name of a header and its value."""
GATE: Final = rf"(?i)authorization(?:{QUOTE})?\]?[ \t\r\n]{{0,4}}[:=]"
_HEADER: Final = re.compile(rf"(?i:authorization){OPENING}", re.ASCII)
_NAME_BEFORE: Final = re.compile(r"[\"'`][A-Za-z0-9_.\-]{0,24}\Z", re.ASCII)
_NAME_REACH: Final = 25
_LONGEST: Final = 8192
_LINE_ENDS: Final = ("\n", "\r", "\\n", "\\r")
"""As they are, and as JSON writes them. Each is found at memory speed: many headers may stand on one long line."""

# Those that are registered (RFC 9110 section 16.4.1), and what services made up.
_SCHEMES: Final = (
    "bearer|basic|token|key|negotiate|ntlm|kerberos|digest|hawk|mac|oauth2?|dpop|gnap|hoba|mutual|vapid|privatetoken"
    "|concealed|scram-sha-(?:1|256)|signature|api-?key|api-?token|x-api-key|ssws|geniekey|snowflake|splunk|bot|jwt"
    "|sharedkey(?:lite)?|sharedaccesssignature|aws|aws4-[a-z0-9\\-]{4,24}|goog[14](?:-[a-z0-9\\-]{4,24})?|oss4?"
    "|[a-z0-9]{2,6}-hmac-sha(?:1|256|512)|hmac(?:-sha(?:1|256|512))?|cos|client-id|deepl-auth-key|googlelogin|nlauth"
    "|authsub|wsse|usernametoken|zoho-oauthtoken|discogs|access-?token"
)
_SCHEME: Final = re.compile(rf"(?i:{_SCHEMES})[ \t]{{1,4}}", re.ASCII)
_OTHER_SCHEME: Final = re.compile(
    r"(?P<letters>[A-Za-z][A-Za-z\-]{1,24})(?P<number>[0-9]{1,3})?[ \t]{1,4}(?=\S)", re.ASCII
)
_PARAMETER: Final = (
    r"[A-Za-z][\w.\-]{0,40}[ ]?=[ ]?(?:\\{0,3}\"[^\"\r\n]{0,2048}\"|[^\s,\"'=;][^\s,\"']{0,2047})"
)
_PARAMETERS: Final = re.compile(rf"{_PARAMETER}(?:[ \t]?,[ \t]{{0,4}}{_PARAMETER}){{0,24}}", re.ASCII)
_VALUE_OF: Final = re.compile(r"=[ ]?\\{0,3}\"?([^\s,\"\\]{1,256})")
_TOKEN: Final = re.compile(r"[^\s\"'`,;<>()\[\]{}\\\x00]{1,8192}")
# Behind a value that is whole: the end, a closing sign, the next field, the next header or flag.
_SETTLED: Final = re.compile(
    r"[ \t]{0,8}(?:\Z|[\r\n\"'`,;)\]}>|\\]|[A-Za-z_][\w.\-]{0,40}[=:]|--?[A-Za-z])", re.ASCII
)
_WORDS: Final = re.compile(r"[A-Za-z]+(?:[_.\-/][A-Za-z]+)*[.:!?]?", re.ASCII)
_CODE: Final = re.compile(
    r"[$%<*#&!?/.:]|https?:|(?:os|env|process|self|config|settings|request|req|ctx|args)\."
)
_PIECE: Final = re.compile(r"[A-Za-z0-9]{12,}", re.ASCII)
_FIELD: Final = re.compile(r"[A-Za-z_][\w.\-]{0,40}=(?=[^=])", re.ASCII)
# A list of its own, as that of `redaction.recognizers.secret.values`.
_STAND_INS: Final = word_set(
    "null none nil true false undefined empty unset string required optional invalid incorrect wrong "
    "missing expired token secret hidden masked redacted protected failed failure error success succeeded "
    "accepted denied valid granted allowed rejected refused disabled enabled unknown default present "
    "absent header value failing pending credentials bearer basic digest apikey oauth oauth2 anonymous "
    "unauthorized forbidden webhook"
)
_SHORTEST: Final = 6
_SHORTEST_TOLD: Final = 4
_SHORTEST_LETTERS: Final = 16


class Opened(NamedTuple):
    """Where the value of a header stands.

    Attributes:
        begin: Its first character.
        end: Behind its last one at most.
        closed: Whether a quote ends it, so that all of it is the value.
    """

    begin: int
    end: int
    closed: bool


def opened(text: str, match: re.Match[str]) -> Opened:
    """Where a header's value lies, by the quotes around it or around the whole header.

    Args:
        text: The whole text.
        match: Of a header's name and `OPENING`.
    """
    begin, quote = match.end(), match["quote"]
    last = min(len(text), begin + _LONGEST)
    for line_end in _LINE_ENDS:
        at = text.find(line_end, begin, last)
        last = at if at >= 0 else last
    if quote is None and match["named"] is None:
        around = _NAME_BEFORE.search(text, max(0, match.start() - _NAME_REACH), match.start())
        quote = around[0][0] if around else None
    if quote is not None:
        at = text.find(quote, begin, last)
        # A quote with a backslash more than the first belongs to the value.
        while at > begin and text[at - 1] == "\\":
            at = text.find(quote, at + len(quote), last)
        if at >= 0:
            return Opened(begin, at, closed=True)
    return Opened(begin, last, closed=False)


def authorization(text: str, start: int, key: str) -> Iterator[Span]:
    """The credentials of authorization headers."""
    del key
    for match in _HEADER.finditer(text, start):
        if match[0][0] == "a" and text[match.start() - 1 : match.start()].isalnum():
            continue
        found = credentials_in(text, opened(text, match))
        if found is not None:
            yield Span(*found, "AUTH_HEADER", 0.9, "auth.header", "ScrublineCredentialRecognizer")


def credentials_in(text: str, value: Opened) -> tuple[int, int] | None:
    """Where the credentials stand in the value of an authorization header, if it has any."""
    begin, end, closed = value
    scheme = _SCHEME.match(text, begin, end)
    at = scheme.end() if scheme else begin
    listed = _PARAMETERS.match(text, at, end) if scheme else None
    if listed is not None and any(_is_parameter(each[1]) for each in _VALUE_OF.finditer(listed[0])):
        return at, end if closed else listed.end()
    other = None if scheme else _OTHER_SCHEME.match(text, begin, end)
    if other is not None and not is_mixed(other["letters"]):
        listed = _PARAMETERS.match(text, other.end(), end)
        if listed is not None and listed[0].count('"') > 1:
            return other.end(), end if closed else listed.end()
        if _is_token(
            text, _TOKEN.match(text, other.end(), end), end, told=other[0][0].isupper(), strict=True
        ):
            return other.end(), _end_of(text, other.end(), end, closed=closed)
        if not other["number"]:
            return None
    if not _is_token(text, _TOKEN.match(text, at, end), end, told=scheme is not None, strict=False):
        return None
    return at, _end_of(text, at, end, closed=closed)


def _end_of(text: str, at: int, end: int, *, closed: bool) -> int:
    token = _TOKEN.match(text, at, end)
    return end if closed or token is None else at + len(token[0].rstrip(".") or token[0])


def _is_parameter(value: str) -> bool:
    """Whether one of several parameters is no word and no count: one that is makes the list credentials."""
    return (
        len(value) >= _SHORTEST
        and value[0] not in "/<$%{[(*"
        and not _WORDS.fullmatch(value)
        and not value.isdigit()
        and not placeholder(value)
    )


def _is_token(text: str, token: re.Match[str] | None, end: int, *, told: bool, strict: bool) -> bool:
    """Whether what stands where a token should is one.

    Args:
        text: The whole text.
        token: What stands there.
        end: Where the value ends at most.
        told: Whether a scheme stands before it.
        strict: Whether that scheme may be a word of a sentence.
    """
    if token is None or text[token.end() : token.end() + 1] in {"(", "[", "{", "<"}:
        return False
    value = token[0].rstrip(".:")
    if (
        len(value) < _SHORTEST_TOLD
        or value.lower() in _STAND_INS
        or (_CODE.match(value) and not _is_behind_sign(value))
        or value[-1] in "*>"
        or placeholder(value)
    ):
        return False
    field = _FIELD.match(value)
    if field is not None and not is_mixed(value[field.end() :]):
        return False
    words = _WORDS.fullmatch(value) is not None and not (
        len(value) >= _SHORTEST_LETTERS and value.isalpha() and is_mixed(value)
    )
    alone = token.end() == end or text[token.end()] in "\"'`,;)]}|\\"
    if strict:
        return not words and len(value) >= _SHORTEST and ((told and alone) or is_mixed(value))
    if alone:
        return len(value) >= _SHORTEST or (told and not words)
    if _SETTLED.match(text, token.end()):
        return (told and len(value) >= _SHORTEST) or (
            not words and (told or _holds_both(value) or is_mixed(value))
        )
    return not words and (is_mixed(value) or (told and any(map(str.isdigit, value))))


def _is_behind_sign(value: str) -> bool:
    """Whether a generated value follows one sign or more: no variable, path or tag is written so."""
    pieces = _PIECE.findall(value)
    return (
        not value[0].isalpha()
        and "/" not in value[1:]
        and any(takes_turns(piece) and is_mixed(piece) for piece in pieces)
    )


def _holds_both(value: str) -> bool:
    return len(value) >= _SHORTEST and holds_both(value)


def is_mixed(value: str) -> bool:
    """Whether a generator wrote a value: capitals inside, small letters and a digit, or many digits among letters."""
    if not is_varied(value):
        return False
    if not any(map(str.isdigit, value)):
        # CamelCase goes from one capital to small letters; a generator's capitals stand in rows too.
        rows = sum(1 for at in range(1, len(value)) if value[at - 1].isupper() and value[at].isupper())
        return (
            len(value) >= _SHORTEST_LETTERS and value.isalpha() and rows > 1 and any(map(str.islower, value))
        )
    # "Version2" is a word: its first capital says nothing.
    return mixes_kinds(value, capitals_from=1)
