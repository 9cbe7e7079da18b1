"""Keys of the HMAC operator: read once at start from files or the environment, never logged, never defaulted."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from redaction.errors import KeyFault
from redaction.policy import KeySource, Policy

__all__ = ["MIN_KEY_BITS", "Key", "KeyRing"]

MIN_KEY_BITS: Final = 128


@dataclass(frozen=True, slots=True)
class Key:
    """One key.

    Attributes:
        id: Public name, part of every token.
        material: The secret; kept out of `repr`.
    """

    id: str
    material: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of a policy, by the name that operators use."""

    keys: Mapping[str, Key]

    @classmethod
    def load(cls, policy: Policy, environ: Mapping[str, str] | None = None) -> KeyRing:
        """Read every key that the policy names.

        Args:
            policy: Says where the keys are.
            environ: Stands for the process environment.

        Raises:
            KeyFault: With every key that is missing, unreadable or too short.
        """
        environ = os.environ if environ is None else environ
        keys: dict[str, Key] = {}
        faults: list[str] = []
        for name, source in sorted(policy.keys.items()):
            try:
                keys[name] = Key(source.id, _material(_text(source, environ)))
            except ValueError as error:
                faults.append(f"keys.{name}: {error}")
        if faults:
            raise KeyFault(*faults)
        return cls(keys)


def _text(source: KeySource, environ: Mapping[str, str]) -> str:
    if source.env is not None:
        if source.env not in environ:
            raise ValueError(f"environment variable {source.env} is not set")
        return environ[source.env]
    path = Path(str(source.file))
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"file {path} cannot be read as text ({type(error).__name__})") from None


def _material(text: str) -> bytes:
    text = text.strip()
    try:
        material = bytes.fromhex(text)
    except ValueError:
        try:
            material = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("is neither hex nor base64; make one with `scrubline keys generate`") from None
    if len(material) * 8 < MIN_KEY_BITS:
        raise ValueError(f"has {len(material) * 8} bits; at least {MIN_KEY_BITS} are needed")
    return material
