"""The policy: where x what x how, as data. Read once at start, validated as a whole, named by its content.

`load_policy` reads one of the shipped policies or a YAML file; every fault is listed at once.
`redaction.policy.selectors` compiles its field rules, `redaction.operators` its operators, `redaction.keys` finds its
keys and `redaction.policy.recognizers` its recognizers; `redaction.policy.check` asks all of them before anything
starts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field as Setting
from pydantic import PrivateAttr, ValidationError, model_validator

from redaction.entities import ENTITIES, OPTIONAL_ENTITIES
from redaction.errors import PolicyError
from redaction.policy.faults import BETWEEN, known, name_faults, schema_faults
from redaction.policy.fields import FieldRule, RecordRule, Where, regex_faults
from redaction.policy.limits import AuditRule, Limits
from redaction.policy.operators import KeySource, Name, OperatorRule, TenantRule
from redaction.policy.strict import Strict
from redaction.policy.yaml_reader import read_yaml
from redaction.stock_entities import STOCK_ENTITIES

__all__ = ["SHIPPED", "Allow", "EntityRule", "FieldRule", "Policy", "PolicyFile", "RecordRule", "Where",
           "load_policy", "policy_schema", "read_policy", "with_tenant_keys"]  # fmt: skip

SHIPPED: Final = ("default", "strict", "structured")

EntityName = Annotated[str, Setting(pattern=r"^[A-Z][A-Z0-9_]{1,63}$")]
ClassName = Annotated[str, Setting(pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")]
"""`package.module:Class`"""


class EntityRule(Strict):
    """One entity type: whether it is looked for, from which score, and what replaces it.

    Attributes:
        context: Words and phrases, beside those that the recognizers know: where one stands among the five words before
            a finding or in its key, the score rises by 0.35, to at least 0.4.
    """

    enabled: bool = True
    threshold: Annotated[float, Setting(ge=0, le=1, strict=False)] | None = None
    operator: str | None = None
    context: list[Annotated[str, Setting(pattern=r"\w")]] = []


class Allow(Strict):
    """Values that stay although they were found: exact texts, and patterns that match the whole value."""

    exact: list[str] = []
    patterns: list[str] = []
    entities: list[EntityName] = []

    @model_validator(mode="after")
    def _patterns_compile(self) -> Allow:
        faults = [fault for pattern in self.patterns for fault in regex_faults(pattern)]
        if faults:
            raise ValueError(BETWEEN.join(faults))
        return self


class Policy(Strict):
    """A validated policy. Equal content has an equal `hash`, whatever the file's name or layout.

    Attributes:
        custom_entities: Types that only recognizers of your own name.
        registry: A recognizer registry of Presidio in YAML; its recognizers run beside ours.
        recognizers: Python recognizers of your own, subclasses of Presidio's `EntityRecognizer`, that run beside ours.
        private_addresses: Whether IP addresses of private, link-local and other local networks are replaced.
        audit: How much the audit topic gets.
    """

    version: Literal[1]
    threshold: Annotated[float, Setting(ge=0, le=1, strict=False)] = 0.4
    unknown: Literal["scan", "scan+names"] = "scan"
    entities: dict[EntityName, EntityRule] = {}
    custom_entities: list[EntityName] = []
    registry: Annotated[str, Setting(min_length=1)] | None = None
    recognizers: list[ClassName] = []
    private_addresses: bool = True
    default_operator: str = "replace"
    operators: dict[Name, OperatorRule] = {}
    keys: dict[Name, KeySource] = {}
    tenants: TenantRule | None = None
    fields: list[FieldRule] = []
    records: list[RecordRule] = []
    identifier_keys: list[str] = []
    allow: list[Allow] = []
    limits: Limits = Limits()
    audit: AuditRule = AuditRule()
    _folder: Path | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _names_resolve(self) -> Policy:
        faults = name_faults(self.model_dump())
        if faults:
            raise ValueError(BETWEEN.join(faults))
        return self

    @property
    def folder(self) -> Path | None:
        """Where the policy's file stands: its relative paths begin there. None for a shipped one, or data."""
        return self._folder

    @property
    def known_entities(self) -> frozenset[str]:
        """Every entity type that a span may carry."""
        return known({"custom_entities": self.custom_entities})

    @property
    def switched_on(self) -> frozenset[str]:
        """Types that are looked for because the policy names them: `URL`, `UUID`, and those of stock Presidio only."""
        named = {name for name, rule in self.entities.items() if rule.enabled}
        return frozenset(named & (OPTIONAL_ENTITIES | (STOCK_ENTITIES - ENTITIES.keys())))

    @property
    def looks_for_names(self) -> bool:
        """Whether any field is searched for names."""
        return self.unknown == "scan+names" or any(rule.looks_for_names for rule in self.fields)

    @property
    def hash(self) -> str:
        """Name of the content: 16 hex digits; where keys are, not what they are, goes in."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A policy as it was written.

    Attributes:
        document: The mapping, not validated.
        folder: Where relative paths in it begin; None for a shipped one.
    """

    document: dict[Any, Any]
    folder: Path | None

    def validated(self) -> Policy:
        """The policy.

        Raises:
            PolicyError: With every fault: unknown or contradictory entries.
        """
        return _validated(self.document, self.folder)


def load_policy(name_or_path: str | Path) -> Policy:
    """Read a shipped policy by name (`default`, `structured`, `strict`) or one from a YAML file.

    Raises:
        PolicyError: With every fault: it is missing, no YAML, or has unknown or contradictory entries.
    """
    return read_policy(name_or_path).validated()


def read_policy(name_or_path: str | Path) -> PolicyFile:
    """Read a policy without validating it.

    Raises:
        PolicyError: It is missing, empty, no YAML or no mapping, or has keys twice.
    """
    name, folder = f"policy {name_or_path}", None
    try:
        if str(name_or_path) in SHIPPED:
            text = files("redaction").joinpath("policies", f"{name_or_path}.yaml").read_text("utf-8")
        else:
            path = Path(name_or_path)
            text, folder = path.read_text("utf-8"), path.absolute().parent
    except (OSError, UnicodeDecodeError) as error:
        fault = f"{name}: cannot be read ({type(error).__name__}); name a file or one of {SHIPPED}"
        raise PolicyError(fault) from error
    document = read_yaml(text, name)
    if document is None:
        raise PolicyError(f"{name}: is empty; the least that it must say is `version: 1`")
    if not isinstance(document, dict):
        raise PolicyError(f"{name}: is no mapping; it must have keys such as `version: 1`")
    return PolicyFile(document, folder)


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
    document["tenants"]["keys"] |= {name: _from_here(source).model_dump() for name, source in keys.items()}
    return _validated(document, policy.folder)


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a policy file, for editors; `policies/schema.json` is its copy."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema()}


def _from_here(source: KeySource) -> KeySource:
    """A source that is not in the policy's file: its relative path begins in the working directory."""
    return (
        source
        if source.file is None
        else source.model_copy(update={"file": str(Path(source.file).absolute())})
    )


def _validated(document: Any, folder: Path | None) -> Policy:
    try:
        policy = Policy.model_validate(document)
    except ValidationError as error:
        raise PolicyError(*schema_faults(error), *name_faults(document)) from error
    policy._folder = folder  # noqa: SLF001 - where it was read, which is none of its content
    return policy
