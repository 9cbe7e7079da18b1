"""Values assigned to password-like names: `password=...`, `"api_key": "..."`, `my password is ...`.

The name must end in the telling word (`token_count` holds no secret), and the value must not be a usual stand-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.secret import called as called_secrets
from redaction.recognizers.secret import (
    card_codes,
    filled,
    lined_up,
    login_pairs,
    said_codes,
    said_passwords,
    sentences,
)
from redaction.recognizers.secret import paired as paired_secrets
from redaction.recognizers.secret.harmless_names import holds_no_secret
from redaction.recognizers.secret.key_values import KEY_RULES
from redaction.recognizers.secret.names import (
    ASSIGNED,
    CLOSES,
    DOUBTFUL,
    GENERATED,
    KEYS,
    PASSWORDS,
    SHORT,
    SYLLABLE,
    SYLLABLES,
    ends_a_name,
    in_lower_case,
)
from redaction.recognizers.secret.passphrases import phrase_end
from redaction.recognizers.secret.said_passwords import TRAILING
from redaction.recognizers.secret.short_names import is_password_of
from redaction.recognizers.secret.stated_keys import GATES as STATED_GATES
from redaction.recognizers.secret.stated_keys import stated_keys
from redaction.recognizers.secret.values import (
    could_be_password,
    is_generated,
    is_no_secret,
    looks_random,
    mixes,
    stands_alone,
)
from redaction.spans import Span

__all__ = ["ScrublineAssignmentRecognizer"]

# On text in lower case: with IGNORECASE every alternative would be tried at every character.
_NAME: Final = (
    rf"(?:(?:{PASSWORDS}|{KEYS})(?:_?[0-9]{{1,2}})?|(?P<short>{SHORT})|(?P<doubtful>{DOUBTFUL})|(?P<generated>{GENERATED}))(?P<told>)"
    rf"(?![a-z0-9]){CLOSES}"
)
_NAMED: Final = re.compile(rf"{_NAME}\Z", re.ASCII)
# Before the value: its type in Python, Rust, SQL, Go, PHP and YAML. `password=b'...'`, `Some("...")`, `N'...'`,
# `(string) (len=9) "..."`, `string(9) "..."`, `!!str ...`; and of YAML, that it stands in the next line.
_TYPE: Final = (
    r"(?:(?:(?:some|just|ok|optional|str|string|secretstr|secretstring|bytes|bytestring)\(|(?P<list>\[)){0,3}(?:br|rb|[brun@])?(?=\\{0,31}[\"'])"
    r"|\([a-z][a-z0-9_.]{0,24}\)[ ](?:\([a-z0-9= ]{1,24}\)[ ])?(?=\")"
    r"|(?:\r?\n[ \t]{0,16})?string\([0-9]{1,6}\)[ ](?=\")"
    r"|(?P<block>[|>][+\-]?[0-9]?[ \t]{0,4}\r?\n[ \t]{1,16})"
    r"|!![a-z]{2,8}[ \t]{1,4}|&[^\s,\[\]{}&]{1,64}[ \t]{1,4})?"
)
_ENTITY: Final = "&(?:quot|apos|#0?3[49]|#x2[27]);"
_PLAIN: Final = rf"[^\s\"'`,;&<>\x00{SYLLABLES}]"
# Within a value, not before the next field of a form, a word of a shell or an entity of HTML.
_AMPERSAND: Final = (
    r"&(?![\w.\[\]%\-]{0,40}=|(?:amp|lt|gt|quot|apos|nbsp|\#[0-9]{1,5}|\#x[0-9a-f]{1,4});|[\s&]|\Z)"
)
_ASSIGNED: Final = re.compile(
    rf"{_NAME}(?P<by>=>|:=|==?|::(?=[ \t])|:)(?:\*\*(?=[ \t]))?[ \t]{{0,4}}{_TYPE}"
    # To the same quote, with what is escaped before it; where none closes, to whatever quote or the end of the line.
    r"(?:(?P<mark>[\"'])(?P<closed>(?![\"'`])(?:(?!(?P=mark))[^\\\r\n\x00]|\\[^\r\n\x00]){1,512})(?=(?P=mark))"
    r"|\\{0,31}[\"'`](?P<quoted>[^\"'`\r\n\x00]{1,512})"
    rf"|{_ENTITY}(?P<escaped>(?:[^\"'&\r\n\x00]|(?!{_ENTITY})&){{1,512}})"
    r"|\{(?P<braced>[^{}\"'\s\x00]{3,512})\}(?![a-z0-9$])"
    rf"|(?P<value>{_PLAIN}(?:{_PLAIN}|{_AMPERSAND}){{0,511}}))",
    re.ASCII,
)
# A plan of Terraform: `~ password = "..." -> "..."`.
_CHANGED: Final = re.compile(
    r"\\{0,31}[\"'][ ]{1,4}->[ ]{1,4}\\{0,31}(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote))[^\\\r\n\x00]){1,512})"
)
_SIGN: Final = re.compile(r"[=:]")
_VALUE_REACH: Final = 640
"""From a sign to the end of the longest value, signs, blanks and quotes between them included."""
_NAMED_REACH: Final = 88
_PASSWORD: Final = re.compile(PASSWORDS)
_ENDS_IN_PASSWORD: Final = re.compile(rf"(?:{PASSWORDS})\Z")
_NAME_REACH: Final = 64
_NAME_CHARACTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
_DIRECTORIES: Final = frozenset({"PWD", "OLDPWD"})
_FIRST_DIRECTORIES: Final = (
    "app|apps|bin|boot|builds?|code|data|dev|drone|etc|github|home|lib|lib64|media|mnt|nix|opt|private|proc|project|root"
    "|run|sbin|scratch|shared|snap|source|src|srv|sys|tmp|usr|users|var|volumes|work|workdir|workspaces?|workarea"
)
_DIRECTORY: Final = re.compile(
    rf"/(?:(?i:{_FIRST_DIRECTORIES})|[\w.+@~ \-]+/[\w./+@~ \-]*)?|~[a-z_]*(?:/[\w./+@~ \-]*)?/?", re.ASCII
)
_IDENTIFIER: Final = re.compile(r"[a-z]+(?:[A-Z][A-Za-z]*|[_.][A-Za-z_.]*)")


def _assigned(text: str, start: int, key: str) -> Iterator[Span]:
    return _assigned_at(text, [sign.end() for sign in _SIGN.finditer(text, start)], key)


def _assigned_at(text: str, ends: Sequence[int], key: str) -> Iterator[Span]:
    """What is assigned by the signs that end at some places."""
    del key
    last = 0
    for end in ends:
        # Looked for from its sign: most names before one say nothing, and their end shows it.
        at = end - 1
        if at < last or not ends_a_name(text, at):
            continue
        first = max(last, at - _NAMED_REACH)
        lower = in_lower_case(text[first : at + _VALUE_REACH])
        named = _NAMED.search(lower, 0, at - first)
        match = None if named is None else _ASSIGNED.match(lower, named.start())
        if match is None:
            continue
        # The name's head is read backwards: a search for it from every character would cost 64 steps each.
        before = text[max(last, first + match.start() - _NAME_REACH) : first + match.start()]
        told = text[first + match.start() : first + match.end("told")]
        group = str(match.lastgroup)  # the value is what is captured last
        quoted = group != "value"
        # What turns out to be no secret may hold a name with one: "Auth: password=...".
        begin = last = first + match.start(group)
        value = text[begin : first + match.end(group)].rstrip("\\" if quoted else TRAILING)
        if not quoted and "&" in value and is_no_secret(value[: value.index("&")], quoted=False):
            continue  # `$PASS&echo`, `null&user`
        name = before[len(before.rstrip(_NAME_CHARACTERS)) :] + told
        span = _judged(match, name, begin, value, quoted=quoted)
        if span is None or span.rule == "assigned.password":
            span = _phrase(text, name, begin) or span
        if span is not None:
            last = max(span.end, first + match.end())
            yield span
            changed = _CHANGED.match(text, span.end) if quoted else None
            if changed is not None:
                span = _judged(match, name, changed.start("value"), changed["value"], quoted=True)
                if span is not None:
                    last = span.end
                    yield span


def _phrase(text: str, name: str, begin: int) -> Span | None:
    """Four words or more behind a name that says password or secret."""
    password = _ENDS_IN_PASSWORD.search(name.lower())
    if password is None and not name.lower().endswith("secret"):
        return None
    end = phrase_end(text, begin)
    entity, rule = ("PASSWORD", "assigned.phrase") if password else ("API_KEY", "assigned.key_phrase")
    if end < 0 or holds_no_secret(name, text[begin:end]):
        return None
    return _span(begin, text[begin:end], entity, 0.8, rule)


def _judged(match: re.Match[str], name: str, begin: int, value: str, *, quoted: bool) -> Span | None:
    """What stands behind a name that ends in a telling word, if it is a secret."""
    if holds_no_secret(name, value) or is_no_secret(value, quoted=quoted):
        return None
    if (match["list"] or match["braced"]) and not stands_alone(value):
        return None  # `["required"]`, `{user_password}`
    if (match["block"] or "`" in match.string[match.end("told") : match.start("by")]) and not (
        mixes(value) or (could_be_password(value, 6) and (quoted or match["block"]))
    ):
        return None  # what a line below or Markdown says about it
    if not quoted and SYLLABLE.match(match.string, match.end()) and not mixes(value):
        return None  # `密码: 8位以上`
    if match["doubtful"]:
        alone = len(name) == len(match["doubtful"]) or name[-len(match["doubtful"]) - 1] in "_.-"
        return _span(begin, value, "PASSWORD", 0.75, "assigned.short") if alone and mixes(value) else None
    if match["short"]:
        likely = is_password_of(name, match["short"], value, by=match["by"], quoted=quoted)
        return _span(begin, value, "PASSWORD", 0.75, "assigned.short") if likely else None
    if match["generated"]:
        return _span(begin, value, "API_KEY", 0.8, "assigned.generated") if is_generated(value) else None
    if match["by"] == "==" and not quoted and _IDENTIFIER.fullmatch(value):
        return None  # compared with another variable
    if name.upper() in _DIRECTORIES and _DIRECTORY.fullmatch(value):
        return None
    spaced = match["by"] == ":" and not quoted
    if _PASSWORD.match(match[0]):
        if len(value) < 3 or (spaced and value.isalpha() and value.islower() and len(value) < 6):
            return None
        return _span(begin, value, "PASSWORD", 0.85, "assigned.password")
    return _span(begin, value, "API_KEY", 0.8, "assigned.key") if looks_random(value) else None


def _span(begin: int, value: str, entity: str, score: float, rule: str) -> Span:
    return Span(begin, begin + len(value), entity, score, rule, "ScrublineAssignmentRecognizer")


class ScrublineAssignmentRecognizer(FieldRecognizer):
    """Values of password-like names; see the module."""

    DETECTORS = (
        Detector(
            "assigned",
            "PASSWORD",
            # One for each name: a scan is fastest with gates that begin with letters of their own.
            tuple(rf"(?i){name}(?:_?[0-9]{{1,2}})?{CLOSES}[=:]" for name in ASSIGNED),
            _assigned,
            also=("API_KEY",),
            at=_assigned_at,
        ),
        *said_passwords.DETECTORS,
        *said_codes.DETECTORS,
        *card_codes.DETECTORS,
        Detector("said.key", "API_KEY", STATED_GATES, stated_keys),
        *paired_secrets.DETECTORS,
        *called_secrets.DETECTORS,
        *login_pairs.DETECTORS,
        *filled.DETECTORS,
        *lined_up.DETECTORS,
        *sentences.DETECTORS,
    )
    KEY_RULES = KEY_RULES
