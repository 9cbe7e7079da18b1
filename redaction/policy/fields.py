"""The part of a policy that says where: which fields a rule is about and what happens to them."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field as Setting
from pydantic import model_validator

from redaction.policy.faults import BETWEEN
from redaction.policy.operators import Name
from redaction.policy.shapes import SHAPES
from redaction.policy.strict import Strict

__all__ = ["FieldRule", "RecordRule", "Where", "regex_faults"]

Action = Literal["drop", "keep", "measure", "scan", "scan+names"]
Place = Literal["record", "resource", "scope", "span", "event", "link"]


class Where(Strict):
    """Which fields a rule is about: all given parts must agree, any entry of a list is enough.

    Attributes:
        keys: Names of the last key, whatever its case, `_` and `-`: `token_ids` also means `tokenIds`,
            `choices.token_ids` and `x.token-ids`.
        paths: Globs over the dotted path: `*` is one key, `**` any number, `[]` any list index.
            `messages[].content` means nested keys and dotted keys alike.
        places: Where the attribute stands; `record` for everything in a log record.
        signals: `logs` or `spans`.
        services: Exact `service.name` of the record or resource.
    """

    keys: list[str] = []
    paths: list[str] = []
    places: list[Place] = []
    signals: list[Literal["logs", "spans"]] = []
    services: list[str] = []

    @model_validator(mode="after")
    def _says_something(self) -> Where:
        if not (self.keys or self.paths):
            raise ValueError("needs keys or paths: a rule about every field would hide the others")
        return self


class FieldRule(Strict):
    """What happens to the fields that `where` selects; the first rule that matches a field wins.

    Attributes:
        rule: Name under which drops are counted.
        action: `drop` removes the field; `measure` replaces it by its length; `keep` passes it unscanned, but
            only values of a `shape`, a `pattern` or of `values`; `scan` and `scan+names` examine it.
        holds: For `drop`: only values that are `tokens` of a model (ids, texts in a list, or pieces of text with their
            ids or probabilities), `words` (objects with one word each), `numbers`, four or more in a list, or `lists`
            (and objects) of any kind; for others the next rule decides.
        otherwise: For `keep`: how values are examined that are not kept.
    """

    rule: Name
    where: Where
    action: Action
    shapes: list[str] = []
    pattern: str | None = None
    values: list[str] = []
    holds: Literal["", "lists", "numbers", "tokens", "words"] = ""
    otherwise: Literal["scan", "scan+names"] = "scan"

    @property
    def looks_for_names(self) -> bool:
        """Whether names are looked for in what it is about, as far as it is examined."""
        return "scan+names" in {self.action, self.otherwise}

    @model_validator(mode="after")
    def _keep_has_a_condition(self) -> FieldRule:
        faults = [
            f"unknown shape {name!r}: one of {', '.join(SHAPES)}"
            for name in self.shapes
            if name not in SHAPES
        ]
        conditions = bool(self.shapes or self.pattern is not None or self.values)
        if self.action == "keep" and not conditions:
            faults.append("keep needs shapes, pattern or values: a field is never kept for its name alone")
        if self.action != "keep" and conditions:
            faults.append("shapes, pattern and values belong to keep")
        if self.holds and self.action != "drop":
            faults.append("holds belongs to drop")
        if self.otherwise != "scan" and self.action != "keep":
            faults.append("otherwise belongs to keep")
        if self.pattern is not None:
            faults.extend(regex_faults(self.pattern))
        if faults:
            raise ValueError(BETWEEN.join(faults))
        return self


class RecordRule(Strict):
    """A whole record, or span event, is dropped if one of the keys has one of the values (globs).

    The key of a span event's name is `event`.

    Attributes:
        when: Globs by key; `"true"` and `"false"` are about booleans, too.
        has: Keys that the record must have besides, all of them.
    """

    rule: Name
    when: dict[str, list[str]] = Setting(min_length=1)
    has: list[str] = []


def regex_faults(pattern: str) -> list[str]:
    """Why a pattern does not compile, if it does not."""
    try:
        re.compile(pattern)
    except re.error as error:
        return [f"pattern {pattern!r} does not compile: {error.msg}"]
    return []
