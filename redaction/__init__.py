"""Redaction: records, spans and texts in; redacted ones and findings out. No Kafka, no network.

    from redaction import build_redactor
    build_redactor("structured").redact_text("mail alice@example.com").text  # "mail <EMAIL_ADDRESS>"

Each name is imported at its first use: a command line that only tells its options waits for nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from redaction.build import build_redactor
    from redaction.engine import Engine
    from redaction.errors import EngineFault, KeyFault, PolicyError, RedactionError
    from redaction.findings import Finding
    from redaction.keys import Key, KeyRing
    from redaction.otlp.ids import DeadSpan
    from redaction.policy.document import Policy, load_policy, policy_schema
    from redaction.presidio.engine import PresidioEngine
    from redaction.redacted import RedactedRecords, RedactedRequest, RedactedText
    from redaction.redactor import Redactor
    from redaction.spans import Field, Span

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

_MODULES: Final = {
    "build": ("build_redactor",),
    "engine": ("Engine",),
    "errors": ("EngineFault", "KeyFault", "PolicyError", "RedactionError"),
    "findings": ("Finding",),
    "keys": ("Key", "KeyRing"),
    "otlp.ids": ("DeadSpan",),
    "policy.document": ("Policy", "load_policy", "policy_schema"),
    "presidio.engine": ("PresidioEngine",),
    "redacted": ("RedactedRecords", "RedactedRequest", "RedactedText"),
    "redactor": ("Redactor",),
    "spans": ("Field", "Span"),
}
_PLACES: Final = {name: f"redaction.{module}" for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
