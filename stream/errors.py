"""Errors of the workers.

StreamError
├── SettingsFault      start-up: a setting, topic, policy or address is wrong; says what to do
│   ├── BrokerUnavailable   transient: nobody answers; a wrong setting only if nobody ever did
│   └── BackendUnavailable  transient: a backend does not answer or is not ready
├── SinkError          a backend did not take a delivery
│   ├── SinkUnavailable   transient: try the same bytes again
│   └── SinkRejected      permanent for these bytes: bisect or dead-letter
│       └── BrokerRefused    the same of Kafka, after which this process can send nothing more to that partition
└── Unknowable         the outcome cannot be known: stop the process without acking
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BackendUnavailable",
    "BrokerRefused",
    "BrokerUnavailable",
    "SettingsFault",
    "SinkError",
    "SinkRejected",
    "SinkUnavailable",
    "StreamError",
    "Unknowable",
]


class StreamError(Exception):
    """Anything that goes wrong in a worker. Messages never hold payload text."""

    transient: ClassVar[bool] = False


class SettingsFault(StreamError):
    """Start-up faults, each with the setting's name and what to do."""

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class BrokerUnavailable(SettingsFault):
    """No broker answers: the address is wrong, or the brokers are away; they look the same from here."""

    transient = True


class BackendUnavailable(SettingsFault):
    """A backend does not answer or is not ready: the address is wrong, or it is away."""

    transient = True


class SinkError(StreamError):
    """A backend did not take a delivery. `reason` is from a closed list and safe to count and log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SinkUnavailable(SinkError):
    """Down, overloaded, out of reach or set wrong: the same bytes may succeed later.

    Attributes:
        retry_after_seconds: When the backend wants to be asked again.
        advice: What to mend, where waiting alone will not help.
    """

    transient = True

    def __init__(
        self, reason: str, retry_after_seconds: float | None = None, advice: str | None = None
    ) -> None:
        super().__init__(reason)
        self.retry_after_seconds = retry_after_seconds
        self.advice = advice


class SinkRejected(SinkError):
    """The backend will never take these bytes."""


class BrokerRefused(SinkRejected):
    """A broker refused a message that was on its way: the process must end.

    The sequence number of an idempotent producer is spent then, so every later send to the same partition would be
    refused too, whatever is in it.

    Attributes:
        topic: Its full name.
        dead_letter: Whether it was a dead letter.
    """

    def __init__(self, topic: str, *, dead_letter: bool = False) -> None:
        super().__init__("oversize")
        self.topic = topic
        self.dead_letter = dead_letter

    def __str__(self) -> str:
        return f"oversize: {self.topic} takes smaller messages than `scrubline topics create` has it take"


class Unknowable(StreamError):
    """Neither success nor failure is certain; only a restart from the committed offset is safe."""
