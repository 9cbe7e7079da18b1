"""What a pattern of a Presidio recognizer becomes for the scanners.

`gate` makes a byte pattern in the alphabet of `redaction.analyzer.alphabet` that matches wherever the pattern does, and
sometimes elsewhere: look-around inside is dropped, large counts are cut, references match what their group does.
`exact` makes one that RE2 matches on ASCII text exactly as `regex` does, or nothing where that cannot be said.

The pattern is read by the standard library's parser. Where the syntax of `regex` says something else (fuzzy matching,
sets of sets, POSIX classes, version 1), there is neither gate nor exact form, and the pattern runs as it is.
"""

from __future__ import annotations

import importlib
import re
import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, Final

import regex

from redaction.analyzer.characters import CannotSay, byte_set, characters

__all__ = ["exact", "gate", "starts"]

_PARSER: Final[Any] = importlib.import_module("re._parser")
_KNOWN_FLAGS: Final = int(regex.I | regex.M | regex.S | regex.X | regex.U | regex.VERSION0)
_PARSED_FLAGS: Final = int(re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.UNICODE)
_SETS: Final = re.compile(r"\\.|\[\^?\]?(?:[^\]\\]|\\.)*\]", re.DOTALL)
_FUZZY: Final = re.compile(r"\{(?![0-9]|,[0-9])")
_POSIX: Final = re.compile(r"\[:\^?\w+:\]")
_COUNTED: Final = 1000
"""RE2 counts no further."""
_MOST: Final = 8
"""Counts above are cut in a gate: its size grows with them, and its precision hardly."""
_ONE: Final = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


@lru_cache(maxsize=1024)
def gate(source: str, flags: int) -> str | None:
    """A byte pattern that matches in the folded text wherever the pattern matches in the text.

    Args:
        source: A pattern of the `regex` module.
        flags: The flags it is compiled with.

    Returns:
        In the common subset of Hyperscan and RE2; None where there is none, or it would match everywhere.
    """
    return _written(_Gate().edges, source, flags)


@lru_cache(maxsize=1024)
def exact(source: str, flags: int) -> str | None:
    """A byte pattern whose matches by RE2 in an ASCII text are those of `regex`; None where there is none.

    Args:
        source: A pattern of the `regex` module.
        flags: The flags it is compiled with.
    """
    return _written(_Exact().sequence, source, flags)


@lru_cache(maxsize=1024)
def starts(source: str, flags: int) -> str | None:
    """A byte pattern for RE2 that matches the folded text wherever a match of a pattern begins, and elsewhere.

    Only for patterns of limited length that look ahead without limit: `regex` does so at every place, also where
    nothing else fits.

    Args:
        source: A pattern of the `regex` module.
        flags: The flags it is compiled with.
    """
    writer = _Starts()
    text = _written(writer.sequence, source, flags)
    return text if writer.far else None


def _written(write: Callable[[Any, int], tuple[str, bool]], source: str, flags: int) -> str | None:
    """What a writer makes of a pattern; None where it cannot say, or where that would match everywhere."""
    try:
        tree, flags = _parsed(source, flags)
        text, empty = write(tree, flags)
    except CannotSay:
        return None
    return None if empty else text


def _parsed(source: str, flags: int) -> tuple[Any, int]:
    bare = _SETS.sub("", source)
    if flags & ~_KNOWN_FLAGS or _FUZZY.search(bare) or _POSIX.search(source):
        raise CannotSay
    if flags & int(re.IGNORECASE) and source.count("(?i)") == bare.count("(?i)"):
        source = source.replace("(?i)", "")  # says what the flags say; `re` wants it at the start
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            tree = _PARSER.parse(source, flags & _PARSED_FLAGS)
        except (re.error, Warning, OverflowError, RecursionError):
            raise CannotSay from None
    return tree, int(tree.state.flags)


class _Gate:
    """Writes a tree down, wider where it has to be. Each method returns the text and whether it may match nothing."""

    def __init__(self) -> None:
        self._groups: dict[int, tuple[str, bool]] = {}

    def edges(self, tree: Any, flags: int) -> tuple[str, bool]:
        """A whole pattern: one character looked at before its start or behind its end is consumed instead."""
        items = list(tree)
        before = self._look(items[0], -1, flags) if items else None
        if before is not None:
            items = items[1:]
        after = self._look(items[-1], 1, flags) if items else None
        if after is not None:
            items = items[:-1]
        text, empty = self.sequence(items, flags)
        return (before or "") + text + (after or ""), empty

    def sequence(self, items: Iterable[Any], flags: int) -> tuple[str, bool]:
        """Items one after the other."""
        parts = [self._item(str(kind), value, flags) for kind, value in items]
        return "".join(text for text, _ in parts), all(empty for _, empty in parts)

    def _item(self, kind: str, value: Any, flags: int) -> tuple[str, bool]:
        if kind in _ONE:
            return self._bytes(characters(kind, value, flags)), False
        if kind == "SUBPATTERN":
            number, added, removed, tree = value
            part = self._grouped(self.sequence(tree, (flags | added) & ~removed))
            if number is not None:
                self._groups[number] = part
            return part
        if kind == "BRANCH":
            parts = [self.sequence(tree, flags) for tree in value[1]]
            return f"(?:{'|'.join(text for text, _ in parts)})", any(empty for _, empty in parts)
        if kind == "AT":
            return self._place(str(value), flags), True
        if kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._repeat(kind, value, flags)
        return self._special(kind, value, flags)

    def _special(self, kind: str, value: Any, flags: int) -> tuple[str, bool]:
        if kind == "ATOMIC_GROUP":
            return self._grouped(self.sequence(value, flags))
        if kind in ("ASSERT", "ASSERT_NOT"):
            return "", True
        if kind == "GROUPREF":
            # Whatever the group matched, and where it matched with case, the same letters without.
            return self._groups.get(value, (r"[\x00-\xff]*", True))
        raise CannotSay

    @staticmethod
    def _grouped(part: tuple[str, bool]) -> tuple[str, bool]:
        return f"(?:{part[0]})", part[1]

    def _repeat(self, kind: str, counts: tuple[Any, Any, Any], flags: int) -> tuple[str, bool]:
        del kind
        low, high, tree = counts
        text, empty = self.sequence(tree, flags)
        if not text:
            return "", True
        least, most = min(int(low), _MOST), int(high)
        end = "" if most > _MOST else str(most)
        return f"(?:{text}){{{least},{end}}}", empty or not least

    @staticmethod
    def _place(where: str, flags: int) -> str:
        return _at(where, flags)

    def _look(self, item: Any, direction: int, flags: int) -> str | None:
        """What must stand there, or one character that must not, as text to be matched; None for any other item."""
        kind, value = str(item[0]), item[1]
        if kind not in ("ASSERT", "ASSERT_NOT") or value[0] != direction:
            return None
        if kind == "ASSERT":
            return f"(?:{self.sequence(value[1], flags)[0]})"
        if len(value[1]) != 1 or str(value[1][0][0]) not in _ONE:
            return None
        [(what, which)] = value[1]
        other = self._bytes(characters(str(what), which, flags, negated=True))
        return rf"(?:\A|{other})" if direction < 0 else rf"(?:\z|{other})"

    def _bytes(self, members: tuple[frozenset[int], frozenset[int]]) -> str:
        ascii_, others = members
        return byte_set({byte + 32 if 65 <= byte <= 90 else byte for byte in ascii_} | others)


class _Exact(_Gate):
    """Writes a tree down as it is, for ASCII text, or not at all."""

    def _special(self, kind: str, value: Any, flags: int) -> tuple[str, bool]:
        del kind, value, flags
        raise CannotSay

    def _repeat(self, kind: str, counts: tuple[Any, Any, Any], flags: int) -> tuple[str, bool]:
        low, high, tree = counts
        text, empty = self.sequence(tree, flags)
        if empty or kind == "POSSESSIVE_REPEAT" or int(low) > _COUNTED:
            raise CannotSay  # RE2 differs in loops over nothing, and counts to a thousand
        if int(high) > _COUNTED:
            if high is not _PARSER.MAXREPEAT:
                raise CannotSay
            times = f"{{{low},}}"
        else:
            times = f"{{{low},{high}}}"
        return f"(?:{text}){times}{'?' if kind == 'MIN_REPEAT' else ''}", not int(low)

    @staticmethod
    def _place(where: str, flags: int) -> str:
        if where in ("AT_BEGINNING", "AT_END") and not (flags & re.MULTILINE):
            raise CannotSay
        return _at(where, flags)

    def _bytes(self, members: tuple[frozenset[int], frozenset[int]]) -> str:
        return byte_set(members[0])


class _Starts(_Gate):
    """Writes a tree down as a gate without look-around at its ends, and remembers what that was."""

    def __init__(self) -> None:
        super().__init__()
        self.far = False

    def _special(self, kind: str, value: Any, flags: int) -> tuple[str, bool]:
        if kind == "ASSERT" and value[0] > 0 and _runs_over_anything(value[1]):
            self.far = True
        return super()._special(kind, value, flags)

    def _repeat(self, kind: str, counts: tuple[Any, Any, Any], flags: int) -> tuple[str, bool]:
        del kind
        low, high, tree = counts
        text, empty = self.sequence(tree, flags)
        if int(high) > _COUNTED or not text:
            raise CannotSay
        return f"(?:{text}){{{low},{high}}}", empty or not int(low)


def _runs_over_anything(tree: Any) -> bool:
    """Whether a part of a sequence is `.*`, which does not stop at the end of a word."""
    return any(
        str(kind).endswith("_REPEAT") and value[1] is _PARSER.MAXREPEAT and str(value[2][0][0]) == "ANY"
        for kind, value in tree
    )


def _at(where: str, flags: int) -> str:
    """An anchor or border."""
    if where == "AT_BOUNDARY":
        return r"\b"
    if where == "AT_NON_BOUNDARY":
        return r"\B"
    if where == "AT_BEGINNING_STRING":
        return r"\A"
    if where == "AT_END_STRING":
        return r"\z"
    if flags & re.MULTILINE:
        return "(?m:^)" if where == "AT_BEGINNING" else "(?m:$)"
    return r"\A" if where == "AT_BEGINNING" else ""
