"""The part of a policy that bounds what is done and what is told: budgets of the walk, and the audit's size."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field as Setting
from pydantic import model_validator

from redaction.policy.strict import Strict

__all__ = ["AuditRule", "Limits"]


class Limits(Strict):
    """Budgets, in work and not in seconds; what is over one is masked whole and counted as failed."""

    depth: Annotated[int, Setting(ge=1, le=500)] = 64
    json_depth: Annotated[int, Setting(ge=0, le=8)] = 3
    text_characters: Annotated[int, Setting(ge=1_000)] = 4_000_000
    text_numbers: Annotated[int, Setting(ge=1_000)] = 150_000
    window_characters: Annotated[int, Setting(ge=2_000)] = 100_000
    overlap_characters: Annotated[int, Setting(ge=256)] = 4_096

    @model_validator(mode="after")
    def _windows_advance(self) -> Limits:
        if self.overlap_characters * 2 > self.window_characters:
            raise ValueError("overlap_characters must be at most half of window_characters")
        return self


class AuditRule(Strict):
    """How much the audit topic gets of one raw message.

    Attributes:
        findings: Findings listed one by one; those beyond are counted only, 0 lists none.
        bytes: Largest audit message, in bytes: beyond it no finding is listed, then no count by rule.
    """

    findings: Annotated[int, Setting(ge=0, le=10_000)] = 200
    bytes: Annotated[int, Setting(ge=1_000, le=900_000)] = 500_000
