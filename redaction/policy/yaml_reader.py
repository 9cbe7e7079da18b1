"""YAML as policies and their cases are read: no key twice in one mapping, since the last would silently win."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml

from redaction.errors import PolicyError

__all__ = ["read_yaml"]

_MERGE: Final = "tag:yaml.org,2002:merge"


def read_yaml(text: str, name: str) -> Any:
    """The content of a YAML text.

    Args:
        text: YAML.
        name: What it is, for faults.

    Raises:
        PolicyError: It is no YAML, or keys are given twice: each with its line.
    """
    try:
        node = yaml.compose(text, yaml.SafeLoader)
        twice = [] if node is None else sorted(set(_twice(node)))
        document: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark is not None else ""
        raise PolicyError(f"{name}: is no YAML{line}") from None
    except (ValueError, RecursionError):
        raise PolicyError(f"{name}: is no YAML: it is nested too deep or has a date that is none") from None
    if twice:
        faults = (
            f"{name}: line {line}: key {key!r} is given twice, before in line {first}"
            for line, key, first in twice
        )
        raise PolicyError(*faults)
    return document


def _twice(root: yaml.Node) -> Iterator[tuple[int, str, int]]:
    """Line, key and line before of each key that stands again in its own mapping; what `<<` brings may be overruled."""
    pending, seen = [root], {id(root)}
    while pending:
        node = pending.pop()
        inner: list[yaml.Node] = []
        if isinstance(node, yaml.MappingNode):
            first: dict[tuple[str, str], int] = {}
            for key, value in node.value:
                inner += (key, value)
                if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                    line = key.start_mark.line + 1
                    if (key.tag, key.value) in first:
                        yield line, key.value, first[key.tag, key.value]
                    first[key.tag, key.value] = line
        elif isinstance(node, yaml.SequenceNode):
            inner += node.value
        # An alias is the very node that it names.
        pending += [one for one in inner if id(one) not in seen]
        seen.update(map(id, inner))
