"""Compiles the rules of a policy into tests: which places a rule is about, and which values it keeps or drops.

`redaction.policy.selectors` asks them once per distinct place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from redaction.policy.document import FieldRule, RecordRule
from redaction.policy.shapes import SHAPES, joined_shapes

__all__ = ["CompiledRule", "RecordRules", "condition", "condition_joined", "glob", "plain_key"]

_MAX_HARMLESS: Final = 1_024
"""Values of a key that are remembered because they matched no rule."""
_MAX_LENGTH: Final = 128
_DECIDING: Final = frozenset((str, bool))


class CompiledRule:
    """A field rule with the test of whether it is about a place."""

    def __init__(self, rule: FieldRule) -> None:
        self.rule = rule
        self._keys = [plain_key(key) for key in rule.where.keys]
        self._suffixes = tuple(f".{key}" for key in self._keys)
        self._paths = [glob(path) for path in rule.where.paths]
        self._places = frozenset(rule.where.places)
        self.services = frozenset(rule.where.services)

    def matches(self, path: str, place: str, service: str) -> bool:
        """Whether the rule is about a path, in a record or that part of a span, of a service."""
        if self._places and place not in self._places:
            return False
        if self.services and service not in self.services:
            return False
        if self._keys and not path.endswith("[]"):
            plain = plain_key(path.replace("[]", ""))
            if plain in self._keys or plain.endswith(self._suffixes):
                return True
        return any(matches(path) for matches in self._paths)


def plain_key(key: str) -> str:
    """A key, or a dotted path, as rules compare it: `promptTokenIds` and `prompt-token-ids` are `prompt_token_ids`."""
    return key.lower().replace("_", "").replace("-", "")


def glob(pattern: str) -> Callable[[str], object]:
    """Compile a path glob: `*` stays within one key, `**` does not; case is ignored."""
    parts = re.split(r"(\*\*|\*)", pattern)
    text = "".join({"**": ".*", "*": r"[^.\[\]]*"}.get(part, re.escape(part)) for part in parts)
    return re.compile(text, re.IGNORECASE | re.DOTALL).fullmatch


class RecordRules:
    """The rules that drop records whole.

    Attributes:
        keys: Those whose values decide.
    """

    def __init__(self, rules: Sequence[RecordRule]) -> None:
        # Rule, key, test of its value, other keys that must be there, and values that are known not to match.
        self._tests: list[tuple[str, str, Callable[[str], object], frozenset[str], set[str]]] = []
        for rule in rules:
            for key, globs in rule.when.items():
                parts = "|".join(".*".join(re.escape(part) for part in text.split("*")) for text in globs)
                test = re.compile(parts, re.IGNORECASE | re.DOTALL).fullmatch
                self._tests.append((rule.rule, key, test, frozenset(rule.has), set()))
        self.keys = frozenset(key for _, key, _, _, _ in self._tests)

    def may_drop(self, records: Sequence[dict[str, object]]) -> bool:
        """Whether one of some records could be dropped whole; they have the same keys."""
        for _, key, _, others, harmless in self._tests:
            if key in records[0] and others <= records[0].keys():
                for record in records:
                    value = record[key]
                    if type(value) in _DECIDING and value not in harmless:
                        return True
        return False

    def drops(self, record: dict[str, object]) -> str | None:
        """The rule that drops this whole record, if any."""
        for rule, key, matches, others, harmless in self._tests:
            value = record.get(key)
            if type(value) is bool:
                value = "true" if value else "false"
            if type(value) is not str or value in harmless or not others <= record.keys():
                continue
            if matches(value):
                return rule
            if len(harmless) < _MAX_HARMLESS and len(value) < _MAX_LENGTH:
                harmless.add(value)
        return None


def condition(rule: FieldRule | None) -> Callable[[str], object]:
    """The test of a value that a rule keeps if it passes; without such a rule none passes."""
    if rule is None or rule.action != "keep":
        return _never
    tests: list[Callable[[str], object]] = [SHAPES[name] for name in rule.shapes]
    if rule.pattern is not None:
        tests.append(re.compile(rule.pattern).fullmatch)
    if rule.values:
        tests.append(frozenset(rule.values).__contains__)
    return tests[0] if len(tests) == 1 else lambda text: any(test(text) for test in tests)


def condition_joined(rule: FieldRule | None) -> Callable[[str], object] | None:
    """The same test for many values at once, each followed by NUL; None where the rule does not only name shapes."""
    if rule is None or rule.action != "keep" or rule.pattern is not None or rule.values or not rule.shapes:
        return None
    return joined_shapes(tuple(rule.shapes))


def _never(_: str) -> bool:
    return False
