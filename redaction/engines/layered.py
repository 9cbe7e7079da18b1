"""Several engines as one: what looks at every field, and what looks at content only.

The batch engine finds what has a form, everywhere; persons, places, organisations, addresses and dates in running text
are looked for where the policy says `names`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from redaction.engine import Engine
from redaction.sources import program_digest
from redaction.spans import Field, Span

__all__ = ["LayeredEngine"]

# In JSON that was cut off, or the repr of a string. Names, dates and house numbers do not begin with a small letter.
_WRITTEN_OUT: Final = re.compile(r"\\{1,4}[nrt](?![a-z\\])")


class LayeredEngine:
    """Implements `redaction.engine.Engine` by asking others.

    Args:
        everywhere: Sees every field.
        content: Each sees the fields with `names` set, and nothing else.
        made_of: Names what the engines are made of beside what their own identities say.
    """

    def __init__(self, everywhere: Engine, content: Sequence[Engine], made_of: str = "") -> None:
        self._everywhere = everywhere
        self._made_of = made_of
        self._content = tuple(content)

    @property
    def identity(self) -> str:
        """All of theirs."""
        parts = [program_digest(), *(engine.identity for engine in (self._everywhere, *self._content))]
        parts += [self._made_of] if self._made_of else []
        return "layered-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        """See `redaction.engine.Engine`."""
        found = self._everywhere.detect(fields)
        if not self._content:
            return found
        places = [place for place, field in enumerate(fields) if field.names]
        if not places:
            return found
        content = [_with_lines(fields[place]) for place in places]
        for engine in self._content:
            for place, spans in zip(places, engine.detect(content), strict=True):
                if spans:
                    # A new list: an engine may hand out one empty list for many fields.
                    found[place] = [*found[place], *spans]
        return found


def _with_lines(field: Field) -> Field:
    """The field with written-out line ends as line ends, at equal offsets: the n of one is no letter of a name."""
    if "\\" not in field.text:
        return field
    return replace(field, text=_WRITTEN_OUT.sub(_line, field.text))


def _line(match: re.Match[str]) -> str:
    return "\n".ljust(match.end() - match.start())
