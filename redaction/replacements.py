"""Which operator replaces which entity, and for a tenant with a key of its own, with which key.

Worked out once, when the policy is compiled; `redaction.examine` asks per tenant and batch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from redaction.errors import PolicyError
from redaction.keys import Key, KeyRing
from redaction.operators import OPERATORS, Hmac, Mask, Operator, Replace
from redaction.policy.document import Policy
from redaction.policy.operators import BUILT_IN

__all__ = ["ReplacementTable", "Replacements"]

_REPLACE: Final = Replace()


@dataclass(frozen=True, slots=True, eq=False)
class Replacements:
    """The operators for the data of one tenant; equal to nothing but itself.

    Attributes:
        default: For entities without an operator of their own.
        by_entity: For the others.
        always: By entity type the operator's name and the replacement, where it is the same for every value.
    """

    default: Operator
    by_entity: Mapping[str, Operator]
    always: Mapping[str, tuple[str, str]]

    def of(self, entity: str) -> Operator:
        """The operator of an entity type."""
        return self.by_entity.get(entity, self.default)


class ReplacementTable:
    """The replacements of every tenant.

    Attributes:
        default: With the keys that the operators name.
        identity: Everything that a replacement depends on, without key material; part of the plan hash.
    """

    def __init__(self, policy: Policy, keys: KeyRing) -> None:
        named = _named(policy, keys)
        self.default = _chosen(policy, named)
        refused = {name: _REPLACE if isinstance(of, Hmac) else of for name, of in named.items()}
        either = {"default": self.default, "refuse": _chosen(policy, refused)}
        rule = policy.tenants
        self._unknown = self.default if rule is None else either[rule.unknown]
        self._has_tenants = rule is not None
        self._missing = self.default if rule is None else either[rule.for_missing]
        self._of_tenant = {
            tenant: _chosen(policy, {name: _with_key(of, key) for name, of in named.items()})
            for tenant, key in keys.tenants.items()
        }
        parts = [f"{name}={of.identity}" for name, of in sorted(named.items())]
        parts += [f"tenant {tenant!r}={key.id}" for tenant, key in sorted(keys.tenants.items())]
        self.identity = "|".join(parts)

    def of(self, tenant: str | None) -> Replacements:
        """The replacements for the data of a tenant.

        Args:
            tenant: Its name; None for data without one.
        """
        return self._missing if tenant is None else self._of_tenant.get(tenant, self._unknown)

    def require(self, tenant: str) -> None:
        """Make sure that a tenant named by a user, and not by data, gets tokens.

        Raises:
            PolicyError: The policy has no `tenants`, or no key of this one and `unknown: refuse`.
        """
        if not self._has_tenants:
            raise PolicyError("tenants: the policy has no keys of tenants; leave --tenant away")
        if tenant not in self._of_tenant and self._unknown is not self.default:
            raise PolicyError("tenants.keys: has no key of this tenant, and `unknown` says refuse")


def _with_key(operator: Operator, key: Key) -> Operator:
    return Hmac(key) if isinstance(operator, Hmac) else operator


def _chosen(policy: Policy, named: Mapping[str, Operator]) -> Replacements:
    default = named[policy.default_operator]
    by_entity = {name: named[rule.operator] for name, rule in policy.entities.items() if rule.operator}
    chosen = {entity: by_entity.get(entity, default) for entity in policy.known_entities}
    always = {
        entity: (operator.name, operator.operate("", entity))
        for entity, operator in chosen.items()
        if isinstance(operator, Replace)
    }
    return Replacements(default, by_entity, always)


def _named(policy: Policy, keys: KeyRing) -> dict[str, Operator]:
    named: dict[str, Operator] = {kind: OPERATORS[kind]() for kind in BUILT_IN}
    for name, rule in policy.operators.items():
        if rule.kind == "mask":
            named[name] = Mask(rule.keep_last or 0, rule.character or "*")
        elif rule.kind == "hmac" and rule.key is not None:
            named[name] = Hmac(keys.keys[rule.key])
        else:
            named[name] = named[rule.kind]
    return named
