"""Errors of the emitters.

EmitterError
├── SettingsError      a setting is wrong; says which and what to do
└── TransportError     a message could not be delivered
    ├── Unavailable      transient: surely not stored, so sending it again is safe
    ├── Unacknowledged   permanent: may be stored or not; sending it again could count it twice
    ├── Oversize         permanent: larger than the broker takes
    ├── Rejected         permanent: the broker refuses it
    └── Closed           permanent: the process ends before it could be delivered
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "Closed",
    "EmitterError",
    "Oversize",
    "Rejected",
    "SettingsError",
    "TransportError",
    "Unacknowledged",
    "Unavailable",
]


class EmitterError(Exception):
    """Anything that goes wrong in the emitters."""


class SettingsError(EmitterError):
    """One or more settings are wrong; the message names each one and what to do."""


class TransportError(EmitterError):
    """A message was not delivered. `reason` is from a closed list and safe to count and log.

    `transient` means that the message is surely not stored and may be sent again.
    """

    reason: ClassVar[str] = "transport"
    transient: ClassVar[bool] = False


class Unavailable(TransportError):
    """The broker could not be reached; nothing was stored."""

    reason = "unavailable"
    transient = True


class Unacknowledged(TransportError):
    """The time for delivery ran out without an answer: the message may be stored or not."""

    reason = "unacknowledged"


class Oversize(TransportError):
    """The message is larger than the broker takes."""

    reason = "oversize"


class Rejected(TransportError):
    """The broker answered that it does not take the message."""

    reason = "rejected"


class Closed(TransportError):
    """The transport was closed before the message was delivered."""

    reason = "closed"
