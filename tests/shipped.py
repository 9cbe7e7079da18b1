"""The shipped policies and what is made of them, each once in a process: to read one takes a third of a second."""

from __future__ import annotations

from functools import cache

from redaction import Policy, Redactor, build_redactor, load_policy
from redaction.engines.batch import BatchEngine

__all__ = ["shipped_engine", "shipped_policy", "shipped_redactor"]


@cache
def shipped_policy(name: str) -> Policy:
    """A shipped policy, to read."""
    return load_policy(name)


@cache
def shipped_redactor(name: str) -> Redactor:
    """Its redactor, to redact; who looks at what a redactor remembers makes one of their own."""
    return build_redactor(name)


@cache
def shipped_engine(backend: str) -> BatchEngine:
    """The engine with the recognizers that it has by default, and one backend."""
    return BatchEngine(backend=backend)
