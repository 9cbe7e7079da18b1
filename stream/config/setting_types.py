"""Types of settings that are more than one word: foreign topics, lists of names, label maps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Final, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_settings import NoDecode

from redaction.policy.operators import KeySource

__all__ = ["ExternalLabels", "Names", "Source", "Sources", "TenantKeys"]

_LABEL: Final = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


class Source(BaseModel):
    """A foreign raw topic.

    Attributes:
        topic: Its full name on the broker.
        alias: What it is called on the clean side, where its name must not appear.
        signal: What it carries.
        encoding: How; never guessed from the content.
        partitions: How many partitions it has; as many as ours when not given.
        ticks: Whether the redact worker may write empty tick messages into it, which its watermark needs.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str = Field(min_length=1, max_length=249)
    alias: str = Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,62}$")
    signal: Literal["logs", "spans"]
    encoding: Literal["ndjson", "json", "otlp_proto"]
    partitions: int | None = Field(default=None, ge=1, le=10_000)
    ticks: bool = False


def _yaml(text: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        raise ValueError("is no YAML: mend its brackets and quotes") from None  # the cause quotes the value


def _from_text(value: object) -> object:
    """Lists and maps may be given as YAML (and so JSON) text, or as `a,b`."""
    if not isinstance(value, str):
        return value
    parsed = _yaml(value) if value.strip() else []
    return [item.strip() for item in value.split(",")] if isinstance(parsed, str) else parsed


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_from_text)]


def _labels_from_text(value: object) -> object:
    """Labels may be given as a YAML map or as `name=value,name=value`."""
    if isinstance(value, str):
        pairs = [pair.partition("=") for pair in value.split(",") if pair.strip()]
        if not all(sign for _, sign, _ in pairs):
            raise ValueError("give name=value[,name=value...]")
        value = {name.strip(): text.strip() for name, _, text in pairs}
    if isinstance(value, Mapping) and not all(_LABEL.fullmatch(str(name)) for name in value):
        raise ValueError("label names are letters, digits and underscores, not beginning with a digit")
    return value


def _keys_from_text(value: object) -> object:
    """Keys of tenants may be given as a YAML map or as `tenant=id:file,tenant=id:file`."""
    if not isinstance(value, str) or not value.strip():
        return value or {}
    if value.lstrip().startswith("{"):
        return _yaml(value)
    keys: dict[str, object] = {}
    for entry in value.split(","):
        tenant, _, source = entry.strip().partition("=")
        name, _, file = source.partition(":")
        if not (tenant and name and file) or tenant in keys:
            raise ValueError("give tenant=id:file[,tenant=id:file...], each tenant once")
        keys[tenant] = {"id": name, "file": file}
    return keys


TenantKeys = Annotated[Mapping[str, KeySource], NoDecode, BeforeValidator(_keys_from_text)]
ExternalLabels = Annotated[Mapping[str, str], NoDecode, BeforeValidator(_labels_from_text)]
Sources = Annotated[tuple[Source, ...], NoDecode, BeforeValidator(_from_text)]
