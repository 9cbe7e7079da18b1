r"""JSON inside strings: read so that it is walked as JSON, written back so that it stays valid.

Tool arguments and messages travel as JSON text. Scanning that text raw would miss `alice\u0040example.com` and
cut escapes in half; so `redaction.walk.surface` asks here, and the document is walked like any other container.
"""

from __future__ import annotations

import base64
import binascii
import json
import threading
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["BLANKS", "TOO_DEEP", "Document", "NotJson", "decodes_to_text", "encode", "parse", "refuse"]

BLANKS: Final = " \t\r\n"
"""What may stand around a document."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text.

    Attributes:
        value: A dict, a list or a string.
        faithful: False if the text shows more than the value (duplicate keys): it must be written anew.
    """

    value: Any
    faithful: bool = True


TOO_DEEP: Final = Document(None)
"""A text whose nesting is beyond any budget."""


class NotJson(Exception):
    """`NaN` or `Infinity`, which Python reads and JSON does not have."""


def refuse(_: str) -> Any:
    """`parse_constant` of a decoder that reads JSON only.

    Raises:
        NotJson: Always.
    """
    raise NotJson


class _Reader(threading.local):
    """A decoder that remembers whether an object named a key twice. One for each thread."""

    def __init__(self) -> None:
        self.repeated = False
        # `json.loads` would make a decoder for every call that has options.
        self.decode = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=refuse).raw_decode

    def _object(self, items: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(items)
        if len(value) != len(items):
            self.repeated = True
        return value


def parse(text: str) -> Document | None:
    """Read a text as JSON if it is a document as a whole; None if it is plain text (numbers and words too)."""
    body = text.strip(BLANKS)
    if len(body) < 2 or body[0] + body[-1] not in ("{}", "[]", '""'):
        return None
    reader = _reader
    reader.repeated = False
    try:
        value, end = reader.decode(body)
    except RecursionError:
        return TOO_DEEP
    except (ValueError, NotJson):
        return None
    return Document(value, not reader.repeated) if end == len(body) else None


def encode(value: Any) -> str:
    """Write a document back, compact."""
    return _encode(value)


def decodes_to_text(text: str) -> bool:
    """Whether base64 holds UTF-8 text: then it is left to the engine, which looks inside."""
    body = text.strip().translate({ord("-"): "+", ord("_"): "/"}).rstrip("=")
    try:
        data = base64.b64decode(body + "=" * (-len(body) % 4))
        decoded = data.decode("utf-8")
    except (binascii.Error, ValueError):
        return False
    readable = sum(character.isprintable() or character.isspace() for character in decoded[:4096])
    return readable >= 0.95 * len(decoded[:4096])


_reader: Final = _Reader()
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
