"""Keys that a sentence gives away: `my API key is ...`, `Incorrect API key provided: ...`, `use API key ...`.

Or a row of two columns, an arrow or a dash does: `| token | ... |`, `api_key -> ...`. None of
these is an assignment, so the value must be what only a generator writes: long, of letters and digits. Part of
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.recognizers.secret.generated import is_varied, mixes_kinds, takes_turns
from redaction.recognizers.secret.said_passwords import ARROW, ARROW_GATE
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATES", "stated_keys"]

_VERBS: Final = "is|was|to|provided|given|supplied|used|received|sent"
_APART: Final = r"[ \t\"'`*]{1,24}"
GATES: Final = (
    rf"(?i)(?:key|token|secret)[ \t](?:{_VERBS})[ \t:]",
    r"(?i)[a-z][ _-]?key[ \t][\"'`]?[A-Za-z0-9]{16}",
    rf"(?i)(?:key|token|secret){_APART}{ARROW_GATE}{_APART}[A-Za-z0-9]{{12}}",
)
_KINDS: Final = "(?:api|access|secret|account|master|license|licence|subscription)[ _-]?key"
# A key alone may be that of a table or a cache.
_STATED: Final = re.compile(
    rf"(?:{_KINDS}|token|secret)[ \t](?:{_VERBS})(?:[ \t]?:)?[ \t][\"'`]?"
    r"(?P<value>[A-Za-z0-9][A-Za-z0-9+/=_.~\-]{18,254}[A-Za-z0-9=])(?![A-Za-z0-9@:/])",
    re.IGNORECASE | re.ASCII,
)
# A key that nothing but a blank parts from its name: of letters and digits in turns.
_SHOWN: Final = re.compile(
    rf"{_KINDS}[ \t][\"'`]?(?P<value>[A-Za-z0-9]{{16,255}})(?![A-Za-z0-9@:/_.=+\-])", re.IGNORECASE | re.ASCII
)
_BESIDE: Final = re.compile(
    rf"(?:{_KINDS}|(?:auth|access|refresh|bearer)[ _-]?token|client[ _-]?secret|(?<![a-z0-9_.\-])(?:token|secret))"
    rf"{_APART}{ARROW}{_APART}(?P<value>[A-Za-z0-9]{{12,255}})(?![A-Za-z0-9@:/_.(+=\-])",
    re.IGNORECASE | re.ASCII,
)
_BEGINS: Final = (
    *("api", "access", "secret", "account", "master", "license", "licence", "subscription", "token", "auth"),
    *("refresh", "bearer", "client"),
)
"""How each of these begins."""
# The token is one of a list that is read on, or of a vocabulary.
_HARMLESS: Final = re.compile(
    r"(?<![A-Za-z])(?:next|page|continuation|cursor|sync|start|end|eos|bos|pad|special|last|first)[ _-]\Z",
    re.IGNORECASE,
)
_HARMLESS_REACH: Final = 14


def stated_keys(text: str, start: int, key: str) -> Iterator[Span]:
    """The keys and tokens that sentences give away."""
    del start, key
    begins = places(in_lower_case(text), _BEGINS)
    for match in matches(_STATED, text, begins):
        begin = match.start()
        if not _HARMLESS.search(text, max(0, begin - _HARMLESS_REACH), begin) and _is_random(match["value"]):
            yield Span(*match.span("value"), "API_KEY", 0.75, "said.key", "ScrublineAssignmentRecognizer")

    for match in chain(matches(_SHOWN, text, begins), matches(_BESIDE, text, begins)):
        if takes_turns(match["value"]) and _is_random(match["value"]):
            yield Span(*match.span("value"), "API_KEY", 0.75, "said.key", "ScrublineAssignmentRecognizer")


def _is_random(value: str) -> bool:
    return mixes_kinds(value) and is_varied(value) and not placeholder(value)
