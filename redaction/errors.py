"""Errors of redaction.

    RedactionError
    ├── PolicyError      start-up: the policy is wrong; every fault at once
    │   └── KeyFault        a key that it needs is missing, too short or unreadable
    └── EngineFault      the engine could not examine a text in its time

Messages never hold payload text or key material.
"""

from __future__ import annotations

__all__ = ["EngineFault", "KeyFault", "PolicyError", "RedactionError"]


class RedactionError(Exception):
    """Anything that goes wrong in redaction; none of it goes away by itself."""


class PolicyError(RedactionError):
    """A policy that cannot be used.

    Attributes:
        faults: Each with its place in the policy and what to do.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class KeyFault(PolicyError):
    """A key that the policy needs is missing, too short or unreadable; never defaulted."""


class EngineFault(RedactionError):
    """The engine could not examine a text; whatever it was given is masked.

    Attributes:
        reason: `timeout`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
