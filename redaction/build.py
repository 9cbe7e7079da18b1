"""Put a redactor together: the policy's name or path in, the engine that fits it chosen here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from redaction.engine import Engine
from redaction.entities import OPTIONAL_ENTITIES, STRUCTURED_ENTITIES
from redaction.policy.check import check_policy
from redaction.policy.document import Policy
from redaction.policy.operators import KeySource
from redaction.policy.recognizers import stock_classes
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
    # A wrong policy is told before.
    checked = check_policy(policy, tenant_keys=tenant_keys)
    from redaction.engines.batch import BatchEngine  # noqa: PLC0415 - see above
    from redaction.engines.layered import LayeredEngine  # noqa: PLC0415 - see above
    from redaction.engines.run_reader import SURE_OF_FORM  # noqa: PLC0415 - see above

    plan, own = checked.policy, checked.own
    engine = BatchEngine(
        entities=STRUCTURED_ENTITIES - OPTIONAL_ENTITIES | (plan.switched_on & OPTIONAL_ENTITIES),
        stock=stock_classes(plan.switched_on),
        extra_recognizers=own.recognizers,
        private_addresses=plan.private_addresses,
        threshold=_least_score(plan),
        dropped=_dropped(plan, SURE_OF_FORM),
    )
    content = _content_engines() if plan.looks_for_names else []
    return Redactor(plan, LayeredEngine(engine, content, own.identity), keys=checked.keys)


def _least_score(policy: Policy) -> float:
    """From which score Presidio's recognizers report; what is below the policy's thresholds is sorted out later."""
    rules = policy.entities.values()
    if any(rule.context for rule in rules):
        return 0.0
    return min([policy.threshold, *(rule.threshold for rule in rules if rule.threshold is not None)])


def _dropped(policy: Policy, score: float) -> list[str]:
    """The entity types of which the policy reports nothing, or not everything from a score on."""
    if policy.threshold > score:
        return sorted(policy.known_entities)
    return [
        name
        for name, rule in policy.entities.items()
        if not rule.enabled or (rule.threshold is not None and rule.threshold > score)
    ]


def _content_engines() -> list[Engine]:
    """What looks at running text; a policy that does not ask for names never waits for the model."""
    from redaction.addresses import AddressesDetector  # noqa: PLC0415 - see above
    from redaction.dates import DatesDetector  # noqa: PLC0415 - see above
    from redaction.names.detector import NamesDetector  # noqa: PLC0415 - see above

    return [NamesDetector(), AddressesDetector(), DatesDetector()]
