"""Redaction of a text that arrives piece by piece, such as the tokens of a streamed answer.

What goes out is what `Redactor.redact_text` makes of the whole, for every way in which it is cut: a piece is held back
until nothing that follows can change it. One thing is not held back: lines of base64 that turn out to be a private key
by its last mark only, where its first never came. Made for policies without names (`structured`): a name is known by
its sentence, the form of an identifier by its neighbourhood.

    [ left context | released, for detection only ][ pending, held back ............ ]
                                                    ^ released up to the last border between two words that is
                                                      LOOKAHEAD before the end and in no finding

The left context begins at an earlier such border, so detection meets the same runs of digits and tokens as in the
whole text. A text that may turn out to be a JSON document is held until that is known.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final, NamedTuple

from redaction.recognizers.borders import BETWEEN_WORDS
from redaction.recognizers.table.recognizer import open_table
from redaction.redactor import Redactor
from redaction.stream_opening import may_be_document
from redaction.walk.plain import with_unicode
from redaction.walk.surface import FAILED_MARKER

__all__ = ["LOOKAHEAD", "LOOKBEHIND", "StreamRedactor"]

LOOKAHEAD: Final = 640
"""Code points after which text stays as it is, unless a finding reaches further: more than the longest form that is
not seen from its first characters on (a quoted assignment: 64 of name, 512 of value)."""
LOOKBEHIND: Final = 4_608
"""Code points of released text that detection still sees: the longest form that is read over blanks (4,096 of a
header) and its context."""
_HEAD: Final = 256
"""So much of the beginning stands before the rest of what is too long to hold."""
_STEP: Final = 128
"""Code points that are waited for before detection runs again."""
_SLICE: Final = 4_096
_BLANK: Final = re.compile(r"\s")


class _State(Enum):
    """How far a text is: each leads to the next or to `FAILED`, and `PASSING` and `MASKING` to each other."""

    OPENING = "it may turn out to be a JSON document"
    PASSING = "what can no longer change goes out"
    MASKING = "its marker is out, its end is waited for"
    FAILED = "it could not be examined: nothing more goes out"
    OVER = "finished"


class _Edit(NamedTuple):
    start: int
    end: int
    replacement: str


class _Unexamined(Exception):
    """The engine failed, or the text cannot be looked at."""


class StreamRedactor:
    """Redacts one text; make a new one for the next. Not for several threads at once.

    Fails closed: where a piece cannot be examined, one error marker goes out and nothing of the rest.
    """

    def __init__(self, redactor: Redactor, *, window: int = 131_072, tenant: str | None = None) -> None:
        """Begin a text.

        Args:
            redactor: A policy without names.
            window: Most code points that are held back. A longer entity, or token without a blank, is masked from
                its start to its end; a longer JSON document is not given out at all, and of a longer table with a
                telling heading no more.
            tenant: Whose text it is, for policies with keys of tenants.

        Raises:
            ValueError: The policy measures or drops texts: there is nothing to give out piece by piece.
        """
        if redactor.measures_text:
            raise ValueError("the policy does not let texts out: use `redact_text` for their length")
        self._redactor = redactor
        self._tenant = tenant
        self._window = max(window, 2 * LOOKAHEAD)
        self._text = ""
        self._released = 0
        self._borders = [0]
        self._seen = 0
        self._state = _State.OPENING

    @property
    def held_characters(self) -> int:
        """Code points that are kept: what is held back, and what was released but is still seen by detection."""
        return len(self._text)

    def feed(self, delta: str) -> str:
        """Take the next piece.

        Returns:
            Redacted text that nothing to come can change; often empty.

        Raises:
            ValueError: The text was finished.
        """
        if self._state is _State.OVER:
            raise ValueError("the text is finished: make a new StreamRedactor")
        return "".join(self._take(delta[at : at + _SLICE]) for at in range(0, len(delta), _SLICE))

    def finish(self) -> str:
        """End the text.

        Returns:
            What was still held back, redacted.
        """
        out = self._step(final=True)
        self._state, self._text = _State.OVER, ""
        return out

    def _take(self, delta: str) -> str:
        if self._state is _State.FAILED:
            return ""
        self._text += with_unicode(delta)
        grown = len(self._text) - self._seen
        # The more is looked at again, the more is waited for.
        if grown < max(_STEP, (len(self._text) - self._released) // 8, (len(self._text) - LOOKBEHIND) // 8):
            return ""
        self._seen = len(self._text)
        return self._step(final=False)

    def _step(self, *, final: bool) -> str:
        """Look at what there is in its state, and in the next one where that ends with it."""
        try:
            if self._state is _State.OPENING:
                if final:
                    return self._redactor.redact_text(self._text, tenant=self._tenant).text
                if self._opens():
                    self._state = _State.PASSING
            if self._state is _State.MASKING and self._masked_to_its_end(final=final):
                self._state = _State.PASSING
            return self._advanced(final=final) if self._state is _State.PASSING else ""
        except _Unexamined:
            self._state, self._text = _State.FAILED, ""
            return FAILED_MARKER

    def _opens(self) -> bool:
        """Whether it is no JSON document, whatever follows."""
        if not may_be_document(self._text):
            return True
        if len(self._text) > self._window:
            raise _Unexamined
        return False

    def _advanced(self, *, final: bool) -> str:
        """Release what nothing that follows can change."""
        limit = len(self._text) - LOOKAHEAD
        if not final and limit <= self._released:
            return ""
        edits = self._edits()
        if final:
            return self._give(len(self._text), edits)
        cut = self._cut(BETWEEN_WORDS, limit, edits)
        if cut is None and len(self._text) - self._released > self._window:
            cut = self._cut(_BLANK, limit, edits)
            if cut is None:
                return self._begin_masking(limit, edits)
        if cut is None:
            return ""
        out = self._give(cut, edits)
        self._forget(cut)
        return out

    def _edits(self) -> list[_Edit]:
        redacted = self._redactor.redact_text(self._text, tenant=self._tenant)
        if redacted.failed or any(finding.path != "$" for finding in redacted.findings):
            raise _Unexamined
        return [_Edit(finding.start, finding.end, finding.replacement) for finding in redacted.findings]

    def _cut(self, border: re.Pattern[str], limit: int, edits: list[_Edit]) -> int | None:
        """The last border up to `limit` that no finding crosses."""
        borders = [match.end() for match in border.finditer(self._text, self._released, limit + 1)]
        for cut in reversed(borders):
            if self._released < cut <= limit and not any(edit.start < cut < edit.end for edit in edits):
                return cut
        return None

    def _give(self, end: int, edits: list[_Edit]) -> str:
        """Release the text up to `end`."""
        parts: list[str] = []
        at = self._released
        for edit in sorted(edits):
            if edit.end <= at or edit.start >= end:
                continue
            parts += (self._text[at : edit.start], edit.replacement)
            at = edit.end
        parts.append(self._text[at:end])
        self._released = max(at, end)
        return "".join(parts)

    def _forget(self, cut: int) -> None:
        """Let go of what is too far back to matter, up to a border."""
        self._borders.append(cut)
        behind = cut - LOOKBEHIND
        headings = open_table(self._text, cut) if behind > 0 else None
        if headings is not None:
            # They say what stands in every row to come.
            behind = min(behind, headings)
            if cut - headings > self._window:
                raise _Unexamined
        start = max((at for at in self._borders if at <= behind), default=0)
        self._text = self._text[start:]
        self._released -= start
        self._seen -= start
        self._borders = [at - start for at in self._borders if at >= start]

    def _begin_masking(self, limit: int, edits: list[_Edit]) -> str:
        """Nothing can be released and no more can be held: mask what is growing, from its start."""
        growing = next((edit for edit in edits if edit.start <= limit < edit.end), None)
        if growing is not None and 0 <= growing.start - self._released <= LOOKAHEAD:
            out = self._give(growing.start, edits) + growing.replacement
            start = growing.start
        else:
            out, start = FAILED_MARKER, self._released
        self._text = self._text[start : start + _HEAD] + self._text[-LOOKAHEAD:]
        self._seen = len(self._text)
        self._released = len(self._text)
        self._state = _State.MASKING
        return out

    def _masked_to_its_end(self, *, final: bool) -> bool:
        """Look for the end of what is being masked: its first characters stand before what arrives."""
        edits = self._edits()
        inside = next((edit for edit in edits if edit.start < _HEAD <= edit.end - 1), None)
        blank = _BLANK.search(self._text, _HEAD)
        end = inside.end if inside is not None else blank.start() if blank is not None else len(self._text)
        if not final and len(self._text) - end < LOOKAHEAD:
            if len(self._text) > _HEAD + 4 * LOOKAHEAD:
                self._text = self._text[:_HEAD] + self._text[-2 * LOOKAHEAD :]
                self._seen = len(self._text)
            self._released = len(self._text)
            return False
        self._released = end
        self._borders = [0]
        return True
