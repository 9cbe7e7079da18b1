"""Put a redactor together: the policy's name or path in, the engine that fits it chosen here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from redaction.engine import Engine
from redaction.policy import load_policy, with_tenant_keys
from redaction.policy_operators import KeySource
from redaction.redactor import Redactor

__all__ = ["build_redactor"]


def build_redactor(
    policy: str | Path = "default", *, tenant_keys: Mapping[str, KeySource] | None = None
) -> Redactor:
    """The redactor of a policy, ready to use.

    Args:
        policy: A shipped name (`default`, `structured`, `strict`) or the path of a YAML file.
        tenant_keys: Keys of tenants beside those in the policy.

    Raises:
        PolicyError: The policy cannot be used; every fault is listed.
    """
    # Patterns, word lists and numpy take half a second to import, which a look at a policy need not wait for.
    from redaction.batch_engine import BatchEngine  # noqa: PLC0415 - see above
    from redaction.layered_engine import LayeredEngine  # noqa: PLC0415 - see above

    plan = load_policy(policy)
    if tenant_keys:
        plan = with_tenant_keys(plan, tenant_keys)
    content = _content_engines() if plan.looks_for_names else []
    return Redactor(plan, LayeredEngine(BatchEngine(), content))


def _content_engines() -> list[Engine]:
    """What looks at running text; a policy that does not ask for names never waits for the model."""
    from redaction.addresses import AddressesDetector  # noqa: PLC0415 - see above
    from redaction.dates import DatesDetector  # noqa: PLC0415 - see above
    from redaction.names.detector import NamesDetector  # noqa: PLC0415 - see above

    return [NamesDetector(), AddressesDetector(), DatesDetector()]
