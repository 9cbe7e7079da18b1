"""Keys of the HMAC operator: read once at start from files or the environment, never logged, never defaulted."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from redaction.errors import KeyFault
from redaction.policy.document import Policy
from redaction.policy.operators import KeySource

__all__ = ["MIN_KEY_BITS", "Key", "KeyRing", "source_faults"]

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
    """The keys of a policy.

    Attributes:
        keys: By the name that operators use.
        tenants: By tenant; they take the place of the others in its data.
    """

    keys: Mapping[str, Key]
    tenants: Mapping[str, Key] = field(default_factory=dict)

    @classmethod
    def load(cls, policy: Policy, environ: Mapping[str, str] | None = None) -> KeyRing:
        """Read every key that the policy names.

        Args:
            policy: Says where the keys are.
            environ: Stands for the process environment.

        Raises:
            KeyFault: With every key that is missing, unreadable or too short, or the same as another.
        """
        environ = os.environ if environ is None else environ
        faults: list[str] = []
        of_tenants = policy.tenants.keys if policy.tenants else {}
        keys = _read("keys", policy.keys, policy.folder, environ, faults)
        tenants = _read("tenants.keys", of_tenants, policy.folder, environ, faults)
        faults.extend(_shared(tenants, keys))
        if faults:
            raise KeyFault(*faults)
        return cls(keys, tenants)


def source_faults(
    place: str,
    sources: Mapping[str, KeySource],
    folder: Path | None,
    environ: Mapping[str, str] | None = None,
) -> list[str]:
    """What is wrong with the keys behind some sources of a policy that has other faults, too.

    Args:
        place: Where they stand in the policy.
        sources: By name.
        folder: Where the policy's file stands.
        environ: Stands for the process environment.
    """
    faults: list[str] = []
    _read(place, sources, folder, os.environ if environ is None else environ, faults)
    return faults


def _read(
    place: str,
    sources: Mapping[str, KeySource],
    folder: Path | None,
    environ: Mapping[str, str],
    faults: list[str],
) -> dict[str, Key]:
    keys: dict[str, Key] = {}
    for name, source in sorted(sources.items()):
        try:
            keys[name] = Key(source.id, _material(_text(source, folder, environ)))
        except ValueError as error:
            faults.append(f"{place}.{name}: {error}")
    return keys


def _shared(tenants: Mapping[str, Key], keys: Mapping[str, Key]) -> Iterator[str]:
    """A key that two tenants share would link their data."""
    holder = {key.material: f"keys.{name}" for name, key in keys.items()}
    for name, key in tenants.items():
        other = holder.setdefault(key.material, f"tenants.keys.{name}")
        if other != f"tenants.keys.{name}":
            yield f"tenants.keys.{name}: is the same key as {other}; make one with `scrubline keys generate`"


def _text(source: KeySource, folder: Path | None, environ: Mapping[str, str]) -> str:
    if source.env is not None:
        if source.env not in environ:
            raise ValueError(f"environment variable {source.env} is not set")
        return environ[source.env]
    path = (folder or Path()) / str(source.file)
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
    bits = _period(material) * 8
    if bits < MIN_KEY_BITS:
        raise ValueError(
            f"says the same {bits} bits again and again; make one with `scrubline keys generate`"
        )
    return material


def _period(material: bytes) -> int:
    """After how many bytes a key begins anew, at least once in whole; its length if it does not."""
    sizes = range(1, len(material) // 2 + 1)
    return next((size for size in sizes if material[size:] == material[:-size]), len(material))
