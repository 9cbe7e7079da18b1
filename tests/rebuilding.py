"""Rebuilds the output of `scrubline redact` from its input and its findings: says what paths and offsets mean.

Knows nothing of how redaction works: it reads the findings as the documentation describes them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

__all__ = ["rebuild"]

_STEP = re.compile(
    r'\.(?P<name>[A-Za-z_][A-Za-z0-9_-]*)|\[(?P<index>\d+)\]|\[(?P<quoted>"(?:[^"\\]|\\.)*")\]|(?P<json>#json)'
)

Finding = dict[str, Any]
Path = tuple[str | int, ...]


def rebuild(lines: Sequence[str], findings: Sequence[Finding], *, text: bool) -> list[Any]:
    """The output, line by line: JSON values for NDJSON, strings for text; a blank line stays as it is."""
    by_line: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_line[finding["line"]].append(finding)
    out: list[Any] = []
    for number, line in enumerate(lines, 1):
        found = by_line[number]
        whole = [f for f in found if f["path"] == "$" and _whole(f)]
        if whole:
            out.append(whole[0]["replacement"] if text else json.loads(whole[0]["replacement"]))
        elif not line.strip():
            out.append(line)
        else:
            out.append(_value(line if text else json.loads(line), (), _places(found)))
    return out


class _Places:
    def __init__(self) -> None:
        self.values: dict[Path, list[Finding]] = defaultdict(list)
        self.keys: dict[Path, list[Finding]] = defaultdict(list)
        self.documents: set[Path] = set()


def _places(findings: Sequence[Finding]) -> _Places:
    places = _Places()
    for finding in findings:
        written = finding["path"]
        target = places.keys if written.endswith("#key") else places.values
        path = _parsed(written.removesuffix("#key"))
        target[path].append(finding)
        places.documents.update(path[:at] for at, step in enumerate(path) if step == "#json")
    return places


def _parsed(written: str) -> Path:
    steps: list[str | int] = []
    at = 1
    while at < len(written):
        match = _STEP.match(written, at)
        assert match, written
        at = match.end()
        if match["name"] is not None:
            steps.append(match["name"])
        elif match["index"] is not None:
            steps.append(int(match["index"]))
        else:
            steps.append(json.loads(match["quoted"]) if match["quoted"] else "#json")
    return tuple(steps)


def _whole(finding: Finding) -> bool:
    """Whether the replacement stands for the value as a whole, whatever it was."""
    return finding["entity"] in {"FIELD", "REDACTION_ERROR"}


def _value(value: Any, path: Path, places: _Places) -> Any:
    found = places.values.get(path, [])
    if found and _whole(found[0]):
        return found[0]["replacement"]
    if isinstance(value, dict):
        return _object(value, path, places)
    if isinstance(value, list):
        kept = [(at, entry) for at, entry in enumerate(value) if not _dropped((*path, at), places)]
        return [_value(entry, (*path, at), places) for at, entry in kept]
    if isinstance(value, str) and path in places.documents:
        inner = _value(json.loads(value), (*path, "#json"), places)
        return json.dumps(inner, ensure_ascii=False, separators=(",", ":"))
    if not found:
        return value
    return _edited(value if isinstance(value, str) else str(int(value)), found)


def _object(value: dict[str, Any], path: Path, places: _Places) -> dict[str, Any]:
    names = _renamed(list(value), path, places)
    return {
        names[key]: _value(entry, (*path, names[key]), places)
        for key, entry in value.items()
        if not _dropped((*path, names[key]), places)
    }


def _renamed(keys: list[str], path: Path, places: _Places) -> dict[str, str]:
    """New names of the keys; of keys that become equal the later ones got a number, in order."""
    waiting = [
        (at[-1], found) for at, found in places.keys.items() if at[:-1] == path and len(at) == len(path) + 1
    ]
    names = {}
    for key in keys:
        name = key
        for entry in waiting:
            new, found = str(entry[0]), entry[1]
            edited = _edited(key, found) if max(f["end"] for f in found) <= len(key) else None
            if edited is not None and edited != key and re.fullmatch(rf"{re.escape(edited)}(?:#\d+)?", new):
                name = new
                waiting.remove(entry)
                break
        names[key] = name
    return names


def _dropped(path: Path, places: _Places) -> bool:
    found = places.values.get(path, [])
    return bool(found) and found[0]["entity"] == "FIELD" and found[0]["operator"] == "drop"


def _edited(text: str, found: Sequence[Finding]) -> str:
    parts: list[str] = []
    at = 0
    for finding in sorted(found, key=lambda f: f["start"]):
        parts += (text[at : finding["start"]], finding["replacement"])
        at = finding["end"]
    return "".join([*parts, text[at:]])
