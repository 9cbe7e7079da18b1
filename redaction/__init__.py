"""Redaction: records, spans and texts in; redacted ones and findings out. No Kafka, no network.

    from redaction import PresidioEngine, Redactor, load_policy
    redactor = Redactor(load_policy("structured"), PresidioEngine())
    redactor.redact_text("mail alice@example.com").text  # "mail <EMAIL_ADDRESS>"

The engines are imported at their first use, so that reading a policy does not load Presidio.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from redaction.build import build_redactor
from redaction.engine import Engine
from redaction.errors import EngineFault, KeyFault, PolicyError, RedactionError
from redaction.findings import Finding
from redaction.keys import Key, KeyRing
from redaction.policy import Policy, load_policy, policy_schema
from redaction.redactor import DeadSpan, RedactedRecords, RedactedRequest, RedactedText, Redactor
from redaction.spans import Field, Span

if TYPE_CHECKING:
    from redaction.presidio_engine import PresidioEngine

__all__ = [
    "DeadSpan",
    "Engine",
    "EngineFault",
    "Field",
    "Finding",
    "Key",
    "KeyFault",
    "KeyRing",
    "Policy",
    "PolicyError",
    "PresidioEngine",
    "RedactedRecords",
    "RedactedRequest",
    "RedactedText",
    "RedactionError",
    "Redactor",
    "Span",
    "build_redactor",
    "load_policy",
    "policy_schema",
]


def __getattr__(name: str) -> Any:
    if name == "PresidioEngine":
        from redaction.presidio_engine import PresidioEngine  # noqa: PLC0415 - Presidio takes seconds to import

        return PresidioEngine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
