"""The policy: where x what x how, as data. Read once at start, validated as a whole, named by its content.

`load_policy` reads one of the shipped policies or a YAML file; every fault is listed at once. `redaction.selectors`
compiles its field rules, `redaction.operators` its operators, `redaction.keys` finds its keys.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import BaseModel, ValidationError, model_validator
from pydantic import Field as Setting

from redaction.entities import ENTITIES
from redaction.errors import PolicyError
from redaction.policy_operators import BUILT_IN, STRICT, KeySource, Name, OperatorRule, TenantRule, key_faults
from redaction.shapes import SHAPES
from redaction.stock_entities import STOCK_ENTITIES, WALK_ENTITIES

__all__ = ["SHIPPED", "Allow", "EntityRule", "FieldRule", "Limits", "Policy", "RecordRule", "Where", "load_policy",
           "policy_schema", "with_tenant_keys"]  # fmt: skip

SHIPPED: Final = ("default", "strict", "structured")

Action = Literal["drop", "keep", "measure", "scan", "scan+names"]
Place = Literal["record", "resource", "scope", "span", "event", "link"]
EntityName = Annotated[str, Setting(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")]


class _Strict(BaseModel):
    model_config = STRICT


class Where(_Strict):
    """Which fields a rule is about: all given parts must agree, any entry of a list is enough.

    Attributes:
        keys: Names of the last key, without case; `logprobs` also means `choices.logprobs` and `x.logprobs`.
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


class FieldRule(_Strict):
    """What happens to the fields that `where` selects; the first rule that matches a field wins.

    Attributes:
        rule: Name under which drops are counted.
        action: `drop` removes the field; `measure` replaces it by its length; `keep` passes it unscanned, but
            only values of a `shape`, a `pattern` or of `values`; `scan` and `scan+names` examine it.
    """

    rule: Name
    where: Where
    action: Action
    shapes: list[str] = []
    pattern: str | None = None
    values: list[str] = []

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
        if self.pattern is not None:
            faults.extend(_regex_faults(self.pattern))
        if faults:
            raise ValueError("; ".join(faults))
        return self


class RecordRule(_Strict):
    """A whole record, or span event, is dropped if one of the keys has one of the values (globs).

    The key of a span event's name is `event`.
    """

    rule: Name
    when: dict[str, list[str]] = Setting(min_length=1)


class EntityRule(_Strict):
    """One entity type: whether it is looked for, from which score, and what replaces it."""

    enabled: bool = True
    threshold: Annotated[float, Setting(ge=0, le=1, strict=False)] | None = None
    operator: str | None = None


class Allow(_Strict):
    """Values that stay although they were found: exact texts, and patterns that match the whole value."""

    exact: list[str] = []
    patterns: list[str] = []
    entities: list[EntityName] = []

    @model_validator(mode="after")
    def _patterns_compile(self) -> Allow:
        faults = [fault for pattern in self.patterns for fault in _regex_faults(pattern)]
        if faults:
            raise ValueError("; ".join(faults))
        return self


class Limits(_Strict):
    """Budgets, in work and not in seconds; what is over one is masked whole and counted as failed."""

    depth: Annotated[int, Setting(ge=1, le=500)] = 64
    json_depth: Annotated[int, Setting(ge=0, le=8)] = 3
    text_characters: Annotated[int, Setting(ge=1_000)] = 4_000_000
    text_numbers: Annotated[int, Setting(ge=1_000)] = 150_000
    window_characters: Annotated[int, Setting(ge=2_000)] = 100_000
    overlap_characters: Annotated[int, Setting(ge=256)] = 4_096

    @model_validator(mode="after")
    def _windows_advance(self) -> Limits:
        if self.overlap_characters * 2 > self.window_characters:
            raise ValueError("overlap_characters must be at most half of window_characters")
        return self


class Policy(_Strict):
    """A validated policy. Equal content has an equal `hash`, whatever the file's name or layout."""

    version: Literal[1]
    threshold: Annotated[float, Setting(ge=0, le=1, strict=False)] = 0.4
    unknown: Literal["scan", "scan+names"] = "scan"
    entities: dict[EntityName, EntityRule] = {}
    custom_entities: list[EntityName] = []
    default_operator: str = "replace"
    operators: dict[Name, OperatorRule] = {}
    keys: dict[Name, KeySource] = {}
    tenants: TenantRule | None = None
    fields: list[FieldRule] = []
    records: list[RecordRule] = []
    identifier_keys: list[str] = []
    allow: list[Allow] = []
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _names_resolve(self) -> Policy:
        faults: list[str] = []
        known = self.known_entities
        mentioned = {*self.entities, *(entity for allow in self.allow for entity in allow.entities)}
        faults.extend(
            f"unknown entity {name}: declare it in custom_entities" for name in sorted(mentioned - known)
        )
        operators = {*BUILT_IN, *self.operators}
        used = {"default_operator": self.default_operator}
        used |= {
            f"entities.{name}.operator": rule.operator
            for name, rule in self.entities.items()
            if rule.operator
        }
        faults.extend(
            f"{place}: unknown operator {name!r}: one of {', '.join(sorted(operators))}"
            for place, name in used.items()
            if name not in operators
        )
        faults.extend(key_faults(self.keys, self.operators, self.tenants))
        names = [rule.rule for rule in self.fields] + [rule.rule for rule in self.records]
        faults.extend(
            f"rule {name!r} is given twice" for name in sorted({n for n in names if names.count(n) > 1})
        )
        if faults:
            raise ValueError("; ".join(faults))
        return self

    @property
    def known_entities(self) -> frozenset[str]:
        """Every entity type that a span may carry."""
        return STOCK_ENTITIES | WALK_ENTITIES | frozenset((*ENTITIES, *self.custom_entities))

    @property
    def looks_for_names(self) -> bool:
        """Whether any field is searched for names."""
        return self.unknown == "scan+names" or any(rule.action == "scan+names" for rule in self.fields)

    @property
    def hash(self) -> str:
        """Name of the content: 16 hex digits; where keys are, not what they are, goes in."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def load_policy(name_or_path: str | Path) -> Policy:
    """Read a shipped policy by name (`default`, `structured`, `strict`) or one from a YAML file.

    Raises:
        PolicyError: With every fault: it is missing, no YAML, or has unknown or contradictory entries.
    """
    try:
        if str(name_or_path) in SHIPPED:
            text = files("redaction").joinpath("policies", f"{name_or_path}.yaml").read_text("utf-8")
        else:
            text = Path(name_or_path).read_text("utf-8")
        document: Any = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        fault = (
            f"policy {name_or_path}: cannot be read ({type(error).__name__}); name a file or one of {SHIPPED}"
        )
        raise PolicyError(fault) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark is not None else ""
        raise PolicyError(f"policy {name_or_path}: is no YAML{line}") from error
    return _validated(document)


def with_tenant_keys(policy: Policy, keys: Mapping[str, KeySource]) -> Policy:
    """A policy with more keys of tenants, checked as if they stood in it.

    Args:
        policy: Says where the tenant stands.
        keys: By tenant.

    Raises:
        PolicyError: The policy has no `tenants`, has one of the keys already, or an id is given twice.
    """
    if policy.tenants is None:
        raise PolicyError(
            "tenants: the policy does not say where the tenant stands, so its keys cannot be used"
        )
    twice = sorted(policy.tenants.keys.keys() & keys.keys())
    if twice:
        raise PolicyError(*(f"tenants.keys.{name}: is given in the policy and beside it" for name in twice))
    document = policy.model_dump()
    document["tenants"]["keys"] |= {name: source.model_dump() for name, source in keys.items()}
    return _validated(document)


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy file, for editors; `policies/schema.json` is its copy."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema()}


def _validated(document: Any) -> Policy:
    try:
        return Policy.model_validate(document)
    except ValidationError as error:
        raise PolicyError(*(_fault(entry) for entry in error.errors(include_url=False))) from error


def _fault(entry: Any) -> str:
    place = ".".join(str(part) for part in entry["loc"]) or "policy"
    message = str(entry["msg"]).removeprefix("Value error, ")
    if entry["type"] == "extra_forbidden":
        message = "unknown key: remove it or mend its spelling"
    return f"{place}: {message}"


def _regex_faults(pattern: str) -> list[str]:
    try:
        re.compile(pattern)
    except re.error as error:
        return [f"pattern {pattern!r} does not compile: {error.msg}"]
    return []
