"""Put a redactor together: the policy's name or path in, the engine that fits it chosen here and nowhere else."""

from __future__ import annotations

from pathlib import Path

from redaction.addresses import AddressesDetector
from redaction.batch_engine import BatchEngine
from redaction.dates import DatesDetector
from redaction.layered_engine import LayeredEngine
from redaction.names.detector import NamesDetector
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
    content = [NamesDetector(), AddressesDetector(), DatesDetector()]
    return Redactor(load_policy(policy), LayeredEngine(BatchEngine(), content))
