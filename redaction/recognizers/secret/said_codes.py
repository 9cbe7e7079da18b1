"""Short numbers that let somebody in or pay: one-time codes, PINs and the numbers on the back of cards, behind a label.

`OTP: 482913`, `cvv 123`, `Your code is 482913`, `482913 is your Acme verification code`. Most codes are of errors and
places: a label has to say whose this one is, or what for. Part of `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.recognizers.detector import Detector
from redaction.recognizers.secret.said_passwords import ARROW, ARROW_GATE
from redaction.spans import Span

__all__ = ["DETECTORS"]

_BY: Final = "[ _-]?"
_KINDS: Final = (
    rf"verification|security|one{_BY}time|login|sign{_BY}in|otp|totp|auth|authentication|confirmation|sms|2fa|mfa"
    rf"|two{_BY}factor"
)
_CARD_NAMES: Final = (
    rf"cv[cvn]2?(?:{_BY}(?:code|number|value))?|cv2|card{_BY}(?:verification|security){_BY}(?:code|value|number)"
    rf"|card{_BY}code|verification_?value"
)
_NAMES: Final = rf"csc|otp|totp|pin{_BY}code|passcode|(?:{_KINDS}){_BY}(?:pass)?code|pin"
_SIGN: Final = r"[\"'\])]{0,2}(?:[ ]?(?:=>|[:=])[ ]?|[ ]is[ ]:?)[\"']?"
_CODE: Final = re.compile(
    rf"(?:(?<![A-Za-z0-9])(?P<card>{_CARD_NAMES})|(?<![A-Za-z0-9_.\-])(?P<name>{_NAMES})){_SIGN}"
    r"(?P<value>[0-9]{3,8})(?![\w\-]|[.:]\w)",
    re.IGNORECASE | re.ASCII,
)
_GATE: Final = rf"(?i)(?:{_CARD_NAMES}|{_NAMES}){_SIGN}[0-9]{{3}}"
# With nothing but a blank between: of a card, where no year and no status of HTTP is. A CSC is a sparse matrix, too.
_SPACED: Final = re.compile(
    rf"(?<![\w.\-])(?:(?:{_CARD_NAMES})|(?P<other>security code))(?::? {{1,2}}| {{1,16}}{ARROW} {{1,4}})"
    r"(?P<value>(?!19|20)(?(other)(?!))[0-9]{4}|(?![2-5]0[0-9]|4[12][0-9])[0-9]{3})(?![\w\-]|[.:,/]\w)",
    re.IGNORECASE | re.ASCII,
)
_SPACED_GATE: Final = (
    rf"(?i)(?:{_CARD_NAMES}|security code)(?::? {{1,2}}| {{1,16}}{ARROW_GATE} {{1,4}})[0-9]{{3}}"
)
# A release of Erlang is an OTP, too: it has two digits.
_FACTORS: Final = rf"otp|totp|passcode|(?:one{_BY}time|login|otp|2fa|mfa|two{_BY}factor) (?:pass)?code"
_SPACED_FACTOR: Final = re.compile(
    rf"(?<![\w.\-])(?:{_FACTORS}) (?P<value>[0-9]{{6}}|[0-9]{{8}})(?![\w\-]|[.:,/]\w)",
    re.IGNORECASE | re.ASCII,
)
_FACTOR_GATE: Final = rf"(?i)(?:{_FACTORS}) [0-9]{{6}}"
_YOURS: Final = "your|my|his|her|their"
_WHAT: Final = "[A-Za-z][A-Za-z0-9&.'-]{0,19}"
_TOLD: Final = re.compile(
    rf"(?<![A-Za-z])(?:{_YOURS}) (?P<kind>(?:{_WHAT} ){{0,3}})(?:pass)?code(?: (?:for|to) {_WHAT}(?: {_WHAT}){{0,3}})?"
    r"(?: is:?|:) ?(?P<value>[0-9]{4,8}|[0-9]{3}[ -][0-9]{3})(?![\w\-]|[.:,]\w)",
    re.IGNORECASE | re.ASCII,
)
_TOLD_BEFORE: Final = re.compile(
    r"(?<![\w.:,/#$-])(?:[A-Z]-)?(?P<value>[0-9]{4,8}|[0-9]{3}[ -][0-9]{3})"
    rf" is (?:{_YOURS}) (?P<kind>(?:{_WHAT} ){{0,4}})(?:(?:pass)?code|otp|pin)(?![\w-])",
    re.IGNORECASE | re.ASCII,
)
_USED: Final = re.compile(
    r"(?<![A-Za-z])use (?:code )?(?P<value>[0-9]{4,8}|[0-9]{3}[ -][0-9]{3}) (?:to (?:log|sign)[ -]?(?:in|on)(?![a-z])"
    rf"|to (?:verify|confirm) (?:{_YOURS})"
    rf"|as (?:{_YOURS}) (?P<kind>(?:{_WHAT} ){{0,4}})(?:(?:pass)?code|otp|pin)(?![\w-]))"
    r"|digits on the back(?: of (?:my|the|your|her|his) card)?(?: are| is|:) (?P<back>[0-9]{3,4})(?![\w\-]|[.:,]\w)",
    re.IGNORECASE | re.ASCII,
)
_USED_GATES: Final = (
    r"(?i)use (?:code )?[0-9]{3}[0-9 -][0-9]{0,4} (?:to|as) ",
    r"(?i)digits on the back",
)
_TOLD_GATES: Final = (
    r"(?i)code(?: (?:for|to) [!-~ ]{1,84})?(?: is:?|:) ?[0-9]{3}",
    rf"(?i)[0-9]{{3}} is (?:{_YOURS}) ",
)
_STATUS: Final = re.compile("[2-5]0[0-9]|4[12][0-9]")
"""Of HTTP, which has codes about security, too."""
_OF_CARDS: Final = (3, 4)
_LENGTHS: Final = {"cs": _OF_CARDS, "pi": (4,), "se": (3, 6, 8)}
_LENGTH: Final = (6, 8)
_OF_OTHERS: Final = re.compile(
    r"\b(?:error|exit|status|return|response|reason|result|zip|postal|post|area|country|dial(?:ing|ling)?|region|currency"
    r"|discount|promo(?:tion(?:al)?)?|coupon|voucher|gift|referral|invite|product|item|order|tracking|color|colour|source"
    r"|http|diagnostic|fault|department|branch|bank|sort|swift|airport|sector|class|course|unicode|qr|bar|morse"
    r"|ports?|server|build|release|version|commit|context|length|size|max(?:imum)?|min(?:imum)?|limit|model|machine"
    r"|byte|char(?:acter)?|op|test|debug|dev)\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"[ ]?(?:[kmgt]i?b|[mun]?s|sec|min|hr?|hz|[kmg]hz|px|pct|percent|bit|byte|line|token|usd|eur|s?loc)\b"
    r"|[ ]?[%\u20ac$]|[ ](?:by|x) [0-9]"
    r"|[ ](?!(?:expire|i|wa|ha|thi|a|doe|alway|work|last|let|allow|open|grant|fail|get|come|need)s\b)"
    r"[a-z]{1,23}[a-rt-z]s\b(?![=:])",
    re.IGNORECASE,
)
_WHOSE: Final = re.compile(
    rf"\b(?:{_YOURS}|our|card|debit|credit|atm|bank|sim|account)(?:'s)?[ _]\Z", re.IGNORECASE
)
_BESIDE_CARD: Final = re.compile(
    r"(?:\b|_)(?:card|pan|cvv2?|cvc2?|expiry|iban)(?![a-z])|(?-i:[a-z]Card)|\bcard(?:no|num|_|holder)",
    re.IGNORECASE,
)
_OTHER_PINS: Final = re.compile(
    r"\b(?:ports?|chips?|gpio|sockets?|connectors?|headers?|boards?|ground(?:ed)?|voltage|volts?|postal|zip|post|postgres"
    r"|bus|i2c|spi|led|relay|sensors?|node|solder(?:ed)?|package|firmware|microcontroller|high|low)\b",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(r"\b(?:https?|grpc|rpc|errors?|exit|status)[:,-]? \Z", re.IGNORECASE)
"""What answers with codes of its own, before `your code is`."""
_PAIR_BEFORE: Final = frozenset({"", ",", "&", "?", "{", "("})
"""Before the name of a value of its own: that of a chip stands behind the name of the chip."""
_STOP: Final = re.compile(r"[.;\n]")
_REACH: Final = 24
_CARD_REACH: Final = 60


def _span(begin: int, end: int) -> Span:
    return Span(begin, end, "PASSWORD", 0.75, "said.code", "ScrublineAssignmentRecognizer")


def _codes(text: str, start: int, key: str) -> Iterator[Span]:
    """Short numbers of cards and second factors behind their label."""
    del start, key
    for match in _CODE.finditer(text):
        begin, end = match.span("value")
        kind = (match["name"] or "")[:2].lower()
        lengths = _LENGTHS.get(kind, _LENGTH) if kind else _OF_CARDS
        if end - begin not in lengths or (kind == "se" and _STATUS.fullmatch(match["value"])):
            continue
        if _UNIT.match(text, end):
            continue
        if kind != "pi" or _is_pin(text, match):
            yield _span(begin, end)
    for match in chain(_SPACED.finditer(text), _SPACED_FACTOR.finditer(text)):
        if not _UNIT.match(text, match.end()):
            yield _span(*match.span("value"))


def _told(text: str, start: int, key: str) -> Iterator[Span]:
    """What a message tells somebody: `Your code is 482913`."""
    del start, key
    for pattern in (_TOLD, _TOLD_BEFORE):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - _REACH) : match.start()]
            of_others = _OF_OTHERS.search(match["kind"]) or _ANSWER.search(before)
            if not of_others and not _UNIT.match(text, match.end("value")):
                yield _span(*match.span("value"))


def _used(text: str, start: int, key: str) -> Iterator[Span]:
    """What a message says to use, and what somebody reads from a card."""
    del start, key
    for match in _USED.finditer(text):
        if match["kind"] is None or not _OF_OTHERS.search(match["kind"]):
            yield _span(*match.span("back" if match["back"] else "value"))


def _is_pin(text: str, match: re.Match[str]) -> bool:
    """Whether a PIN lets somebody in: chips have pins, and places have postal ones."""
    begin, end = match.span()
    before = _STOP.split(text[max(0, begin - _REACH) : begin])[-1]
    behind = _STOP.split(text[end : end + _REACH])[0]
    told = match["name"].startswith("PIN") or _WHOSE.search(before) is not None
    told = told or before.rstrip(" \"'")[-1:] in _PAIR_BEFORE
    told = told or _BESIDE_CARD.search(text, max(0, begin - _CARD_REACH), begin) is not None
    return told and _OTHER_PINS.search(before) is None and _OTHER_PINS.search(behind) is None


DETECTORS: Final = (
    Detector("said.code", "PASSWORD", (_GATE, _SPACED_GATE, _FACTOR_GATE), _codes),
    Detector("told.code", "PASSWORD", _TOLD_GATES, _told),
    Detector("used.code", "PASSWORD", _USED_GATES, _used),
)
