"""What every part of a policy is: frozen, and without a key that nobody knows."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Strict"]


class Strict(BaseModel):
    """A part of a policy as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
