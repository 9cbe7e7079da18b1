"""Bare digits that a messenger or a gateway writes where other programs have ids: `"from": "4479..."`.

What was sent stands beside them, and something says that it went to telephones: the name of a carrier or a channel, a
key or an id that only these have. Users have ids of as many digits and write texts, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from redaction.recognizers.context import key_words
from redaction.recognizers.phone.calls import is_likely
from redaction.walk.outer_keys import CARRIERS, ENDS

__all__ = ["PARTIES", "SENT", "by_message"]

_SAID: Final = ("text", "body", "message", "msg", "smstext", "messagebody", "messagetext")
SENT: Final = (
    *_SAID, "sms", "template", "image", "audio", "voice", "video", "sticker", "button", "interactive", "messageid",
    "messageuuid", "messagesid", "smsid", "wamid", "messagingproduct", "msisdn", "waid",
)  # fmt: skip
"""Keys of what was sent, or of a message itself."""
PARTIES: Final = (ENDS - {"number"}) | {
    "originator", "receiver", "destinationaddress", "sourceaddress", "senderaddress",
}  # fmt: skip
"""Of whom one wrote; `source` and `dst` are of records, too."""
_TELLING_KEYS: Final = frozenset({"waid", "msisdn", "messagingproduct", "wamid", "smstext", "smsid"})
"""Keys that only messages to telephones have, without their signs."""
_MESSAGE_ID: Final = re.compile(r"wamid\.|(?:SM|MM)[0-9a-f]{32}(?![0-9A-Za-z])")
_WORD: Final = re.compile("[a-z0-9]+")
_LONGEST_NAME: Final = 160
_MOST_BLANKS: Final = 2


def by_message(entries: Mapping[Any, Any], value: Any, names: tuple[Any, ...]) -> str:
    """Whose number bare digits are that stand beside what was sent to telephones, and have no plus."""
    digits = str(value) if type(value) is int else value
    if type(digits) is not str or not digits.isdecimal() or not is_likely(digits):
        return ""
    if not any(_is_sent(entries[at]) for at in names):
        return ""
    return "phone" if _is_of_webhook(entries) or any(map(_says_so, _parts(entries))) else ""


def _is_sent(value: Any) -> bool:
    """Whether a value may be a message or what became of one: a text, an object, no count."""
    return type(value) is dict or (type(value) is str and not value.isdecimal() and value != "")


def _is_of_webhook(entries: Mapping[Any, Any]) -> bool:
    """Whether a text has a body, a type and a time, as in what WhatsApp calls back with."""
    text = entries.get("text")
    return type(text) is dict and "body" in text and entries.get("type") == "text" and "timestamp" in entries


def _parts(entries: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """The keys and values of an object, and of the objects directly in it."""
    for key, value in entries.items():
        yield key, value
        if type(value) is dict and _bare(key) not in _SAID:
            yield from value.items()


def _says_so(part: tuple[Any, Any]) -> bool:
    """Whether a key, or a short value that is not what was said, is of messages to telephones."""
    key, value = part
    bare = _bare(key)
    if bare in _TELLING_KEYS or (bare and not CARRIERS.isdisjoint(key_words(key).split())):
        return True
    if type(value) is not str or bare in _SAID or not 0 < len(value) <= _LONGEST_NAME:
        return False
    if _MESSAGE_ID.match(value) is not None:
        return True
    return value.count(" ") <= _MOST_BLANKS and not CARRIERS.isdisjoint(_WORD.findall(value.lower()))


def _bare(key: Any) -> str:
    return key.lower().replace("_", "") if type(key) is str else ""
