"""From fields to outcomes: one call of the engine, its answer checked, overlaps resolved, texts substituted.

Fails closed. If the engine raises or answers nonsense for a batch, every field is tried alone; a field that
fails alone is masked whole. What an exception says is never looked at: it may quote the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from redaction import patterns
from redaction.context_words import ContextWords
from redaction.disguises.windows import window_starts
from redaction.engine import Engine
from redaction.findings import Edit
from redaction.json_values import as_value
from redaction.keys import KeyRing
from redaction.policy.document import Allow, Policy
from redaction.recognizers.internals import find_internals, may_have_internals
from redaction.recognizers.secret.private_keys import find_private_keys
from redaction.recognizers.table.headings import TABLE
from redaction.recognizers.table.recognizer import find_tables
from redaction.replacements import Replacements, ReplacementTable
from redaction.resolve import resolve
from redaction.spans import Field, Span
from redaction.stock_entities import DATA_URI, FAILED
from redaction.substitute import substitute
from redaction.walk.surface import FAILED_MARKER

__all__ = ["Examiner", "Outcome", "Part"]

_INLINE_START: Final = ";base64,"
_INLINE_DATA: Final = re.compile(patterns.DATA_URI)

# What finders of runs of digits look at: it takes them a hundred times as long as other text.
_NUMBER: Final = re.compile(r"[0-9]{7}|[0-9][ \t\r\n.()\-/_]{1,8}(?=[0-9])")

_LISTS: Final = frozenset((list,))
_SCORES: Final = frozenset((int, float))
_NEVER: Final = 2.0
"""Above every score."""

Part = tuple[Sequence[Field], frozenset[int] | set[int], Replacements]
"""Distinct fields, those of which only checked spans count, and what replaces what is found in them."""


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """What became of a field in which something was found.

    Attributes:
        text: The text with every edit applied.
        edits: In order of position.
        failed: The engine could not examine it; `text` is the error marker.
    """

    text: str
    edits: tuple[Edit, ...]
    failed: bool = False


class Examiner:
    """Looks at the fields of a batch the way a policy says.

    Attributes:
        replacements: What stands in the place of what is found, by tenant.
        identity: Of the replacements; part of the plan hash.
    """

    def __init__(self, policy: Policy, engine: Engine, keys: KeyRing) -> None:
        self._engine = engine
        self._limits = policy.limits
        self._known = policy.known_entities
        self._least = dict.fromkeys(self._known, policy.threshold)
        for name, rule in policy.entities.items():
            if not rule.enabled:
                self._least[name] = _NEVER
            elif rule.threshold is not None:
                self._least[name] = rule.threshold
        self.replacements = ReplacementTable(policy, keys)
        words = {name: rule.context for name, rule in policy.entities.items() if rule.context}
        self._context = ContextWords(words) if words else None
        self._allow = [_Allowed(allow) for allow in policy.allow]
        self.identity = self.replacements.identity

    def outcomes(self, parts: Sequence[Part]) -> list[dict[int, Outcome]]:
        """Examine the fields of several tenants, in one call of the engine.

        Args:
            parts: Of each tenant the distinct fields, those of which only checked spans count, and what replaces.

        Returns:
            For each part the outcome of each field in which something was found, by its index, in order.
        """
        fields = parts[0][0] if len(parts) == 1 else [field for part in parts for field in part[0]]
        if not fields:
            return [{} for _ in parts]
        texts = [field.text for field in fields]
        found = self._found(fields, texts)
        if self._context is not None:
            found = self._context.raised(fields, found)
        outcomes: list[dict[int, Outcome]] = []
        first = 0
        for own, checked_only, how in parts:
            last = first + len(own)
            outcomes.append(self._part(texts[first:last], found[first:last], checked_only, how))
            first = last
        return outcomes

    def _part(
        self,
        texts: Sequence[str],
        found: Sequence[list[Span] | None],
        checked_only: frozenset[int] | set[int],
        how: Replacements,
    ) -> dict[int, Outcome]:
        outcomes: dict[int, Outcome] = {}
        for at, spans in enumerate(found):
            if spans:
                text = texts[at]
                if at in checked_only:
                    spans = [span for span in spans if span.checked]  # noqa: PLW2901 - most are left as they are
                kept = self._kept(text, spans)
                if len(kept) == 1:
                    edit = _edit(text, kept[0], how)
                    outcomes[at] = Outcome(
                        f"{text[: edit.start]}{edit.replacement}{text[edit.end :]}", (edit,)
                    )
                elif kept:
                    edits = tuple([_edit(text, span, how) for span in resolve(kept)])
                    outcomes[at] = Outcome(substitute(text, edits), edits)
            elif spans is None:
                outcomes[at] = _failure(texts[at])
        return outcomes

    def _found(self, fields: Sequence[Field], texts: Sequence[str]) -> list[list[Span] | None]:
        """The spans of each field, None for one that could not be examined."""
        window = min(self._limits.window_characters, self._limits.text_characters)
        if max(map(len, texts)) <= window:
            found = self._detect(fields)
        else:
            long = [at for at, text in enumerate(texts) if len(text) > window]
            found = self._detect([field for field in fields if len(field.text) <= window])
            self._weave(fields, long, found)
        together = "\0".join(texts)
        # One character is looked for ten times as fast as several.
        if _INLINE_START[0] in together and _INLINE_START in together:
            found = [
                [*spans, *_inline_data(text)] if spans is not None and _INLINE_START in text else spans
                for text, spans in zip(texts, found, strict=True)
            ]
        return found

    def _detect(self, fields: Sequence[Field]) -> list[list[Span] | None]:
        """The engine's spans, None for a field that it could not examine."""
        if not fields:
            return []
        found = self._attempt(fields)
        if found is not None:
            return list(found)
        alone: list[list[Span] | None] = []
        for field in fields:
            answer = self._attempt([field])
            alone.append(None if answer is None else answer[0])
        return alone

    def _attempt(self, fields: Sequence[Field]) -> list[list[Span]] | None:
        try:
            found = self._engine.detect(fields)
            return found if self._sound(found, fields) else None
        except Exception:  # noqa: BLE001 - fails closed: the caller masks these fields and counts them
            return None

    def _sound(self, found: list[list[Span]], fields: Sequence[Field]) -> bool:
        if type(found) is not list or len(found) != len(fields):
            return False
        if set(map(type, found)) - _LISTS:
            return False
        known = self._known
        for at, spans in enumerate(found):
            for span in spans:
                if type(span) is not Span:
                    return False
                start, end, score = span.start, span.end, span.score
                if not (
                    type(start) is int
                    and type(end) is int
                    and 0 <= start < end <= len(fields[at].text)
                    and span.entity in known
                    and type(score) in _SCORES
                    and 0 <= score <= 1
                    and type(span.rule) is str
                    and type(span.recognizer) is str
                    and type(span.checked) is bool
                ):
                    return False
        return True

    def _weave(self, fields: Sequence[Field], long: list[int], found: list[list[Span] | None]) -> None:
        """Examine long texts in overlapping windows and put their spans where the field stands."""
        width, overlap = self._limits.window_characters, self._limits.overlap_characters
        for at in long:
            text = fields[at].text
            if len(text) > self._limits.text_characters or _has_more_numbers(text, self._limits.text_numbers):
                found.insert(at, None)
                continue
            starts = [*range(0, len(text) - overlap, width - overlap)]
            ends = [start + width for start in starts]
            starts = window_starts(text, starts)
            windows = [
                replace(fields[at], text=text[start:end]) for start, end in zip(starts, ends, strict=True)
            ]
            parts = self._detect(windows)
            if any(part is None for part in parts):
                found.insert(at, None)
                continue
            # A key, a list or a table may be longer than a window, and then one shows nothing but its middle.
            keys = [*find_private_keys(text, 0, "")]
            if may_have_internals(text):
                keys += find_internals(text, 0, "")
            if any(span.rule.startswith(TABLE) for part in parts for span in part or ()):
                keys += find_tables(text)
            found.insert(
                at,
                [
                    Span(span.start + start, span.end + start, span.entity, span.score, span.rule, span.recognizer,
                         span.checked)
                    for start, part in zip(starts, parts, strict=True)
                    for span in part or ()
                ] + keys,
            )  # fmt: skip

    def _kept(self, text: str, spans: list[Span]) -> list[Span]:
        """The spans that the policy does not let pass."""
        least = self._least
        for span in spans:
            if span.score < least[span.entity]:
                break
        else:
            if not self._allow:
                return spans
        return [
            span
            for span in spans
            if span.score >= least[span.entity]
            and not any(allowed.passes(text[span.start : span.end], span.entity) for allowed in self._allow)
        ]


def _has_more_numbers(text: str, most: int) -> bool:
    """Whether a text has more than so many digits or groups of digits that could be somebody's, or the end of a part.

    Each takes two characters at least, so most texts need not be looked at.
    """
    return len(text) > 2 * most and len(_NUMBER.findall(text)) > most


class _Allowed:
    def __init__(self, allow: Allow) -> None:
        self._exact = frozenset(allow.exact)
        self._patterns = [re.compile(pattern).fullmatch for pattern in allow.patterns]
        self._entities = frozenset(allow.entities)

    def passes(self, value: str, entity: str) -> bool:
        if self._entities and entity not in self._entities:
            return False
        return value in self._exact or any(matches(value) for matches in self._patterns)


def _edit(text: str, span: Span, how: Replacements) -> Edit:
    start, end, entity = span.start, span.end, span.entity
    always = how.always.get(entity)
    if always is None:
        operator = how.of(entity)
        always = operator.name, operator.operate(text[start:end], entity)
    name, replacement = always
    # Behind a word and a blank stands no value of JSON: most findings do.
    if text[start - 1 : start] != " " or not text[start - 2 : start - 1].isalnum():
        replacement = as_value(text, start, end, replacement)
    return Edit(start, end, entity, span.score, span.rule, span.recognizer, name, replacement)


def _failure(text: str) -> Outcome:
    edit = Edit(0, len(text), FAILED, 1.0, "engine-failed", "policy", "replace", FAILED_MARKER)
    return Outcome(FAILED_MARKER, (edit,), failed=True)


def _inline_data(text: str) -> list[Span]:
    return [
        Span(match.start(), match.end(), DATA_URI, 1.0, "data-uri", "policy", checked=True)
        for match in _INLINE_DATA.finditer(text)
    ]
