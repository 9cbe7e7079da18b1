"""A policy with all that it needs from outside: keys and recognizers. Every fault of all three at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from redaction.errors import KeyFault, PolicyError
from redaction.keys import KeyRing, source_faults
from redaction.policy.document import Policy, PolicyFile, read_policy, with_tenant_keys
from redaction.policy.faults import table
from redaction.policy.operators import KeySource
from redaction.policy.recognizers import OwnRecognizers

__all__ = ["Checked", "check_policy"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A policy that can be used.

    Attributes:
        policy: The policy.
        keys: Its keys; None if they were not to be read.
        own: The recognizers that it brings.
    """

    policy: Policy
    keys: KeyRing | None
    own: OwnRecognizers


def check_policy(
    name_or_path: str | Path, *, tenant_keys: Mapping[str, KeySource] | None = None, keys: bool = True
) -> Checked:
    """Read a policy, its keys and its recognizers.

    Args:
        name_or_path: A shipped name or the path of a YAML file.
        tenant_keys: Keys of tenants beside those in the policy.
        keys: Whether keys are read.

    Raises:
        KeyFault: With every fault, all of them of keys.
        PolicyError: With every fault.
    """
    file = read_policy(name_or_path)
    faults: list[str] = []
    policy = None
    try:
        policy = file.validated()
        if tenant_keys:
            policy = with_tenant_keys(policy, tenant_keys)
    except PolicyError as error:
        faults += error.faults
    own = OwnRecognizers.load(file.document, file.folder)
    faults += own.faults
    ring, of_keys = _keys(policy, file) if keys else (None, ())
    if policy is None or faults:
        raise PolicyError(*faults, *of_keys)
    if of_keys:
        raise KeyFault(*of_keys)
    return Checked(policy, ring, own)


def _keys(policy: Policy | None, file: PolicyFile) -> tuple[KeyRing | None, tuple[str, ...]]:
    """The keys, or what is wrong with those that a faulty policy says enough of."""
    if policy is None:
        places = {
            "keys": table(file.document, "keys"),
            "tenants.keys": table(file.document, "tenants", "keys"),
        }
        return None, tuple(
            fault
            for place, sources in places.items()
            for fault in source_faults(place, _sound(sources), file.folder)
        )
    try:
        return KeyRing.load(policy), ()
    except KeyFault as error:
        return None, error.faults


def _sound(sources: Mapping[Any, Any]) -> dict[str, KeySource]:
    """The sources that are of the right shape; the others are told by the schema."""
    sound = {}
    for name, source in sources.items():
        try:
            sound[str(name)] = KeySource.model_validate(source)
        except ValidationError:
            continue
    return sound
