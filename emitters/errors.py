"""Errors of the emitters.

EmitterError
├── SettingsError      a setting is wrong; says which and what to do
└── TransportError     a message could not be delivered
    ├── Oversize       permanent: no retry will help
    └── Unavailable    transient: the broker is away
"""

from __future__ import annotations

from typing import ClassVar

__all__ = ["EmitterError", "Oversize", "SettingsError", "TransportError", "Unavailable"]


class EmitterError(Exception):
    """Anything that goes wrong in the emitters."""


class SettingsError(EmitterError):
    """One or more settings are wrong; the message names each one and what to do."""


class TransportError(EmitterError):
    """A message was not delivered. `reason` is from a closed list and safe to count and log."""

    reason: ClassVar[str] = "transport"
    transient: ClassVar[bool] = True


class Oversize(TransportError):
    """The message is larger than the broker takes."""

    reason = "oversize"
    transient = False


class Unavailable(TransportError):
    """The broker could not be reached or did not acknowledge in time."""

    reason = "unavailable"
