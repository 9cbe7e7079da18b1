"""What opens a wallet or a disk again: recovery phrases (BIP-39) and recovery keys of BitLocker.

A phrase is 12 to 24 words of three to eight small letters, in steps of three; a key eight groups of six digits, each a
multiple of eleven. Both stand behind what they are called, or under such a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import VALUE_TAILS, Detector, FieldRecognizer, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineRecoveryRecognizer"]

_RECOGNIZER: Final = "ScrublineRecoveryRecognizer"
_CALLED: Final = r"(?:(?:seed|recovery|backup|secret|wallet|bip-?39)[ _\-]?(?:phrases?|words)|mnemonic)"
_PHRASE_GATE: Final = rf"(?i){_CALLED}"
_WORD: Final = r"(?:[0-9]{1,2}[.)][ \t]?)?[\"']?[a-z]{3,8}[\"']?"
_APART: Final = r"(?:[ \t]{0,2},[ \t]{0,2}|[ \t]{1,2}|[ \t]{0,2}\r?\n[ \t]{0,4})"
_SAID: Final = re.compile(
    rf"{_CALLED}(?:[ _\-](?:phrase|words))?(?:[ \t]\([^()\n]{{1,24}}\))?[\"'\]]{{0,2}}[ \t]{{0,2}}"
    rf"(?:[:=]|->|=>|is\b|are\b|was\b)?[ \t]{{0,2}}(?:\r?\n)?[ \t]{{0,4}}[\"'`(\[]{{0,2}}",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(rf"{_WORD}(?:{_APART}{_WORD}){{11,23}}(?![A-Za-z0-9])")
_EACH: Final = re.compile(_WORD)
_STEP: Final = 3
_KEY_GATE: Final = r"(?i)(?:bitlocker|recovery[ _\-]?(?:key|password))"
_KEY_SAID: Final = re.compile(_KEY_GATE)
_KEY: Final = re.compile(r"(?<![0-9])[0-9]{6}(?:-[0-9]{6}){7}(?![0-9])")
_KEY_REACH: Final = 160
_ELEVEN: Final = 11


def _phrase(text: str, begin: int, rule: str) -> Iterator[Span]:
    match = _WORDS.match(text, begin)
    if match is not None:
        words = [*_EACH.finditer(text, begin, match.end())]
        last = words[len(words) // _STEP * _STEP - 1]
        yield Span(begin, last.end(), "PRIVATE_KEY", 0.9, rule, _RECOGNIZER)


def _phrases(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for said in _SAID.finditer(text, start):
        yield from _phrase(text, said.end(), "wallet.phrase")


def _phrase_of_key(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    yield from _phrase(text, len(text) - len(text.lstrip()), "key.phrase")


def _is_key(written: str) -> bool:
    return all(int(group) % _ELEVEN == 0 for group in written.split("-"))


def _keys(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    behind = 0
    for said in _KEY_SAID.finditer(text, start):
        for match in _KEY.finditer(text, max(behind, said.end()), said.end() + _KEY_REACH):
            if _is_key(match[0]):
                behind = match.end()
                yield Span(*match.span(), "PASSWORD", 0.95, "recovery.key", _RECOGNIZER, checked=True)


def _key_of_key(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    if _KEY.fullmatch(text) and _is_key(text):
        yield Span(0, len(text), "PASSWORD", 0.95, "key.recovery", _RECOGNIZER, checked=True)


class ScrublineRecoveryRecognizer(FieldRecognizer):
    """Recovery phrases and keys; see the module."""

    DETECTORS = (
        Detector("wallet.phrase", "PRIVATE_KEY", (_PHRASE_GATE,), _phrases, near=512),
        Detector("recovery.key", "PASSWORD", (_KEY_GATE,), _keys, near=256),
    )
    KEY_RULES = (
        KeyRule(
            "key.phrase",
            "PRIVATE_KEY",
            frozenset({
                *("seed phrase", "recovery phrase", "backup phrase", "secret phrase"),
                *("mnemonic", "mnemonic phrase"),
            }),
            _phrase_of_key,
            VALUE_TAILS,
        ),
        KeyRule(
            "key.recovery",
            "PASSWORD",
            frozenset({"recovery key", "recovery password", "bitlocker key"}),
            _key_of_key,
            VALUE_TAILS,
        ),
    )  # fmt: skip
