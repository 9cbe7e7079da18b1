"""Passwords that tests and scripts type into a form, told by the field: `page.fill('#password', '...')`.

The field is an argument beside the value, what the call is made on (`getByLabel('Password').fill('...')`), or a
variable that a line above has found (`find_element(By.NAME, "password")`, `field.send_keys("...")`). Some calls take
types and words, too: those need a value with a digit, a sign or capitals among small letters. Part of
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.names.word_set import word_set
from redaction.recognizers.detector import Detector
from redaction.recognizers.letters import in_lower_case, near_places, places
from redaction.recognizers.secret.names import PASSWORD_WORDS, PASSWORDS
from redaction.recognizers.secret.values import SIGN, is_no_secret
from redaction.spans import Span

__all__ = ["DETECTORS"]

_CERTAIN: Final = (
    r"fill(?:_?in|_?field)?|type_?text|send_?keys(?:_to_element)?|set_?value|press_?sequentially|input_?text|enter_?text"
    r"|replace_?text|clear_?and_?type|to_?have_?value|insert_?text|set_?text|add_?value|perform_?text_?input|slow_?type"
    r"|human_?type"
)
_OTHER: Final = "type|val|set|write|input|enter"
_VERB: Final = rf"(?:(?P<certain>{_CERTAIN})|{_OTHER})"
_LITERAL: Final = r"\\?(?P<quote>[\"'`])(?P<value>[^\"'`\s\x00]{4,128}?)\\?(?P=quote)"
_FIELD: Final = rf"(?:{PASSWORDS}|passcode)"
_TAIL: Final = r"(?P<tail>[^\r\n;\x00,]{0,48}?)"
_FOUND: Final = r"(?:const[ ]|let[ ]|var[ ]|final[ ]|auto[ ]|val[ ]|my[ ]|[A-Z]\w{2,24}[ ])?\$?"
_ARGUMENT: Final = (
    rf"(?<![a-z0-9]){_VERB}(?:\(|[ ])[^\r\n;\x00]{{1,120}}?{_FIELD}{_TAIL}"
    r"(?:,[ ]?(?:(?:with|value|text)(?::[ ]?|[ ]?=[ ]?))?|[ ](?:with|to|as)[ ])"
)
_CALLED_ON: Final = rf"{_FIELD}(?P<tail>[^;{{}}\x00]{{0,80}}?)(?:\.|->)(?:{_VERB}\([ ]?|value[ ]?=[ ]?)"
_IN_A_VARIABLE: Final = (
    rf"^[ \t]{{0,24}}{_FOUND}(?P<field>[a-z_]\w{{0,30}})[ ]?:?=[ ]?[^\r\n\x00]{{1,120}}?{_FIELD}"
    r"(?P<tail>[^\r\n\x00]{0,48})\r?\n"
    rf"(?:[^\r\n\x00]{{0,120}}\r?\n){{0,3}}?[ \t]{{0,24}}(?:await[ ])?\$?(?P=field)(?:\.|->){_VERB}\([ ]?"
)
_FORMS: Final = tuple(
    re.compile(pattern + _LITERAL, re.IGNORECASE | re.ASCII | re.MULTILINE)
    for pattern in (_ARGUMENT, _CALLED_ON, _IN_A_VARIABLE)
)
_OF_ROBOTS: Final = re.compile(
    rf"input[ ](?:password|text)[ ]{{2,16}}[!-~]{{0,60}}{_FIELD}[^\s]{{0,16}}[ ]{{2,16}}"
    r"(?P<value>[!-~]{4,128})[ \t]{0,4}$",
    re.IGNORECASE | re.ASCII | re.MULTILINE,
)
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_OF_FIELDS: Final = word_set(
    "input field box textbox text confirm confirmation again repeat retype current new old visible enabled nth "
    "first last element elem el locator i clear click focus type id name css xpath 0 1 2 await page wait until "
    "exist exists be should to or not disabled tap then force true exact get of your user account login "
    "required label with"
)
"""What may stand behind the word for a password within what names its field; `#password-reset-email` is another one."""
_REACH: Final = 420
_NEAR: Final = 640
_CHOSEN: Final = re.compile(rf"[0-9]|{SIGN.pattern}|[a-z][A-Z]")
_GATES: Final = (
    rf"(?i)(?:{_CERTAIN}|[.>](?:{_OTHER}))\([ ]?[\"'`\\$(A-Za-z/]",
    r"(?i)fill(?:s|ed)?[ _]in[ ]\\?[\"']",
    r"(?i)\.value[ ]?=[ ]?\\?[\"'`]",
    r"(?i)input[ ](?:password|text)[ ]{2}",
)


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    begins = places(in_lower_case(text), (*PASSWORD_WORDS, "passcode"))
    for form in _FORMS:
        for match in near_places(form, text, begins, _REACH):
            if not _OF_FIELDS.issuperset(word.lower() for word in _WORD.findall(match["tail"])):
                continue
            certain = match["certain"] is not None or _CHOSEN.search(match["value"])
            if certain and not is_no_secret(match["value"], quoted=True):
                yield _span(match)
    for match in near_places(_OF_ROBOTS, text, begins, _REACH):
        if not is_no_secret(match["value"], quoted=False):
            yield _span(match)


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span("value"), "PASSWORD", 0.8, "filled.password", "ScrublineAssignmentRecognizer")


DETECTORS: Final = (Detector("filled.password", "PASSWORD", _GATES, _find, near=_NEAR),)
