"""Could a text that has only begun become a JSON document? Then nothing of it may go out before its end.

`redaction.stream_redactor` asks, because a document is redacted as a document and not as text.
"""

from __future__ import annotations

import json
from typing import Final

from redaction.embedded import BLANKS, NotJson, refuse

__all__ = ["may_be_document"]

_LONGEST_TOKEN: Final = 10
"""A literal, a number's end or an escape that is cut in two looks wrong until its rest is there."""


_decoder: Final = json.JSONDecoder(parse_constant=refuse)


def may_be_document(text: str) -> bool:
    """Whether some continuation makes the whole a JSON object, list or string.

    Args:
        text: From the very beginning. False is final; True may only mean that more is needed to know.
    """
    body = text.lstrip(BLANKS)
    if not body:
        return True
    if body[0] not in '{["':
        return False
    try:
        _, end = _decoder.raw_decode(body)
    except json.JSONDecodeError as error:
        return error.msg.startswith("Unterminated") or error.pos >= len(body) - _LONGEST_TOKEN
    except NotJson:
        return False
    except (RecursionError, ValueError):  # too deep, or a number too long: known at the end only
        return True
    return not body[end:].strip(BLANKS)
