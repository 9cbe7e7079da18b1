"""Degrees and what they are of, which the model takes for organisations: "MSc Statistics, Morrison LLC".

Part of `redaction.names.detector`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import features
from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.ordinary import is_plain_phrase
from redaction.names.word_set import word_set
from redaction.words.companies import BODIES, LEGAL_FORMS

__all__ = ["without_degree"]

_DEGREES: Final = word_set(
    "MSc BSc PhD MBA MPhil DPhil MEng BEng LLB LLM BCom MCom MTech BTech MRes EdD MFA BFA BBA MPH DBA DSc BPharm "
    "MPharm BArch MArch BEd MEd M.Sc B.Sc Ph.D M.Eng B.Eng M.A B.A MA BA"
)
_OPEN: Final = frozenset({"MA", "BA"})
"""A state and an airline, too: degrees where what is studied follows and nothing else."""
_OF_FIRMS: Final = frozenset({"company", "inst"})
_OF: Final = word_set("of in and & ( ) hons honours with")


def without_degree(tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> Sequence[Token]:
    """What stands behind a degree and its subject, if a name begins with them; otherwise the tokens as they are.

    Args:
        tokens: What the model calls a person or an organisation.
        gazetteer: Flags by lower-cased word.
    """
    words = [word for _, _, word in tokens]
    at = next((at for at, word in enumerate(words) if word.rstrip(".") in _DEGREES), -1)
    if at < 0 or not is_plain_phrase([word for word in words[:at] if word[0].isalnum()], gazetteer):
        return tokens
    end = at + 1
    while end < len(words) and (words[end].lower() in _OF or _is_subject(words[end], gazetteer)):
        end += 1
    if words[at].rstrip(".") in _OPEN and end == at + 1:
        return tokens
    if end < len(words) and words[end][0] not in ",\n;-":
        return tokens
    return tokens[end + 1 :]


def _is_subject(word: str, gazetteer: Mapping[str, int]) -> bool:
    lower = word.lower()
    if lower in LEGAL_FORMS or lower in BODIES or features.describe(word, "n", {}).coarse in _OF_FIRMS:
        return False
    return word[0].isalpha() and bool(gazetteer.get(lower, 0) & gz.ORDINARY)
