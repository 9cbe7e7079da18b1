"""Telephone numbers as switches, gateways and messengers write them: `SIP/4155552671-00000a1b`, `"wa_id": "1415..."`.

What stands around them says that they are numbers: an address of SIP (RFC 3261), a channel or a step of a dial plan,
the two ends of a call (ANI, DNIS), an id of WhatsApp, the key of a one-time code, the file of a recorded call. Short
digits there are extensions and queues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.letters import Worded, in_lower_case
from redaction.recognizers.phone.beside import EPOCH
from redaction.recognizers.phone.calls import is_likely

__all__ = ["GATES", "REACH", "switched_numbers"]

_NUMBER: Final = r"(?P<number>[0-9]{7,15})"
_LEADS: Final = r"[\\\"']{0,2}[ ]?[:=][ ]?[\\\"']{0,2}\+?"
_ENDS: Final = r"(?![0-9A-Za-z_]|[.\-][0-9])"
_SURE: Final = (
    Worded(("sip:", "sips:"), rf"(?<![0-9A-Za-z])(?i:sips?):(?:\+|%2[Bb])?{_NUMBER}(?=[@;>?\"'\s,]|\Z)"),
    Worded(("<sip", "<tel:"), rf"[\"']\+?{_NUMBER}[\"'][ ]?<(?i:sips?|tel):"),
    Worded(
        ("sip/", "iax2/", "dahdi/", "local/", "sofia/"),
        r"(?<![0-9A-Za-z/\\])(?:(?:PJ)?SIP|IAX2|DAHDI|Local|sofia)/(?:[A-Za-z][\w.\-]{0,40}/){0,2}\+?"
        rf"{_NUMBER}(?=[@;\-/,\s\"'&)\]]|\Z)",
    ),
    Worded("[", rf"\[\+?{_NUMBER}@[\w\-]{{1,60}}:[0-9]{{1,4}}\]"),
    Worded(("ani", "dnis"), rf"(?<![0-9A-Za-z])(?:ANI|ani|DNIS|dnis){_LEADS}{_NUMBER}{_ENDS}"),
)
_LIKELY: Final = (
    Worded("sip_", rf"(?<![0-9A-Za-z])sip_\+?{_NUMBER}(?![0-9A-Za-z])"),
    Worded(("waid", "wa_id"), rf"(?<![0-9A-Za-z])(?:wa_?id|waId|WaId|WA_?ID){_LEADS}{_NUMBER}{_ENDS}"),
    Worded(("otp:", "otp_", "sms:", "sms_"), rf"(?<![0-9A-Za-z])(?i:otp|sms)[:_]\+?{_NUMBER}(?![0-9A-Za-z])"),
)
_OF_RECORD: Final = "disposition|billsec|dcontext|lastapp|hangup[_ ]?cause|CDR|cdr"
"""What stands only in the record of a call."""
_CALL_RECORD: Final = re.compile(rf"(?<![0-9A-Za-z])(?:{_OF_RECORD})(?![0-9A-Za-z])")
_END_OF_RECORD: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:src|dst|source|destination|clid|cli|dnid|orig|term|calling|called|caller|callee"
    r"|[abAB]_?(?:num|number))"
    rf"{_LEADS}{_NUMBER}{_ENDS}"
)
_FAR_RECORD: Final = 160
_SOUND: Final = "wav|WAV|mp3|ogg|opus|gsm|m4a|flac|ulaw|alaw"
_RECORDED: Final = Worded(
    [f".{ending.lower()}" for ending in _SOUND.split("|")],
    rf"(?<![0-9A-Za-z.])\+?{_NUMBER}(?![0-9A-Za-z])(?=[0-9A-Za-z_.\-]{{0,60}}?\.(?:{_SOUND})(?![0-9A-Za-z]))",
)
_OF_CALLS: Final = re.compile(
    r"(?<![A-Za-z])(?:calls?|recordings?|rec|recorded|voicemails?|inbound|outbound|incoming|outgoing|monitor|dialer)"
    r"(?![A-Za-z])",
    re.IGNORECASE,
)
_FAR_PATH: Final = 80
REACH: Final = 200
"""Code points from the end of a gate's match within which a finding and what decides about it stands."""
GATES: Final = (
    r"[^0-9A-Za-z][Ss][Ii][Pp][Ss]?[:/_]",
    r"<[Tt][Ee][Ll]:",
    r"[^0-9A-Za-z](?:PJSIP|IAX2|DAHDI|Local|sofia)/",
    r"\[\+?[0-9]{7,15}@",
    r"[^0-9A-Za-z](?:ANI|ani|DNIS|dnis|wa_?id|waId|WaId|WA_?ID)[\\\"' :=]",
    r"[^0-9A-Za-z](?:[Oo][Tt][Pp]|[Ss][Mm][Ss])[:_][0-9+]",
    rf"\.(?:{_SOUND})[^0-9A-Za-z]",
    rf"[^0-9A-Za-z](?:{_OF_RECORD})[^0-9A-Za-z]",
)
"""One of them matches every text in which such a number stands."""


def switched_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The numbers of a text as start and end, in no order.

    Args:
        text: The field.
    """
    lower = in_lower_case(text)
    for pattern in _SURE:
        yield from (match.span("number") for match in pattern.finditer(text, lower))
    for pattern in _LIKELY:
        yield from (
            match.span("number") for match in pattern.finditer(text, lower) if is_likely(match["number"])
        )
    for match in _RECORDED.finditer(text, lower):
        start = match.start("number")
        if is_likely(match["number"]) and _OF_CALLS.search(text, max(0, start - _FAR_PATH), start):
            yield match.span("number")
    yield from _recorded_ends(text)


def _recorded_ends(text: str) -> Iterator[tuple[int, int]]:
    """The two ends of calls that the line of a record names: `src="5926032029" dst="..." disposition="ANSWERED"`."""
    for match in _END_OF_RECORD.finditer(text):
        if EPOCH.fullmatch(match["number"]) is not None:
            continue
        far = max(0, match.start() - _FAR_RECORD)
        begin = max(text.rfind("\n", far, match.start()) + 1, far)
        record = _CALL_RECORD.search(text, begin, match.end() + _FAR_RECORD)
        if record is not None and text.find("\n", match.end(), record.start()) < 0:
            yield match.span("number")
