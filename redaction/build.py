"""Put a redactor together: the policy's name or path in, the engine that fits it chosen here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from redaction.engine import Engine
from redaction.policy import load_policy
from redaction.redactor import Redactor

__all__ = ["build_redactor"]


def build_redactor(policy: str | Path = "default") -> Redactor:
    """The redactor of a policy, ready to use.

    Args:
        policy: A shipped name (`default`, `structured`, `strict`) or the path of a YAML file.

    Raises:
        PolicyError: The policy cannot be used; every fault is listed.
    """
    # The recognizers are Presidio's classes, and Presidio takes a second or two to import.
    from redaction.addresses import AddressesDetector  # noqa: PLC0415 - see above
    from redaction.batch_engine import BatchEngine  # noqa: PLC0415 - see above
    from redaction.dates import DatesDetector  # noqa: PLC0415 - see above
    from redaction.layered_engine import LayeredEngine  # noqa: PLC0415 - see above
    from redaction.names.detector import NamesDetector  # noqa: PLC0415 - see above

    plan = load_policy(policy)
    content: list[Engine] = [NamesDetector(), AddressesDetector(), DatesDetector()]
    return Redactor(plan, LayeredEngine(BatchEngine(), content))
