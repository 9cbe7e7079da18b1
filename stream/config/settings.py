"""Every setting of the workers, in one frozen object per process.

Read from the environment (`SCRUBLINE_...`) and, below it in rank, from the YAML file that `SCRUBLINE_CONFIG`
names. Nothing else in the workers reads the environment.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import yaml
from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from stream.config.setting_types import ExternalLabels, Names, Sources, TenantKeys
from stream.config.variable_names import misspelt, unknown
from stream.errors import SettingsFault

__all__ = ["PREFIX", "Settings", "load", "settings_table", "unknown_variables"]

PREFIX: Final = "SCRUBLINE_"
_CONFIG: Final = "SCRUBLINE_CONFIG"
_HOST_PORT: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):[0-9]{1,5}")


def _unit(unit: str) -> dict[str, Any]:
    return {"unit": unit}


class Settings(BaseSettings):
    """What a worker process is told. Make one with `load`, which explains every fault."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    kafka_bootstrap: str = Field(
        default="127.0.0.1:9092", description="Brokers to start from, `host:port[,host:port...]`"
    )
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        default="PLAINTEXT", description="How to talk to the brokers"
    )
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        default="SCRAM-SHA-512", description="SASL mechanism"
    )
    kafka_sasl_username: str | None = Field(default=None, description="SASL user")
    kafka_sasl_password: SecretStr | None = Field(default=None, description="SASL password")
    kafka_ssl_cafile: Path | None = Field(
        default=None, description="CA certificates (PEM); the system's when not set"
    )
    kafka_ssl_certfile: Path | None = Field(default=None, description="Client certificate (PEM)")
    kafka_ssl_keyfile: Path | None = Field(default=None, description="Key of the client certificate (PEM)")
    kafka_api_version: str | None = Field(
        default=None,
        description="Protocol version for clients that cannot ask; `2.1` for the embedded broker",
    )
    topic_prefix: str = Field(
        default="scrubline.", pattern=r"^[A-Za-z0-9._-]*$", description="Begins every topic and group"
    )
    partitions: int = Field(default=8, ge=1, le=1024, description="Partitions of each topic; fixed for life")
    replication: int = Field(default=3, ge=1, le=16, description="Replicas that `topics create` asks for")
    raw_retention_seconds: float = Field(
        default=259_200.0,
        gt=0,
        description="How long raw topics keep a message: the outage budget",
        json_schema_extra=_unit("s"),
    )
    sources: Sources = Field(
        default=(), description="Foreign raw topics: list of topic, alias, signal, encoding, ticks"
    )
    policy: str = Field(
        default="default", description="Redaction policy: a shipped name or the path of a YAML file"
    )
    tenant_keys: TenantKeys = Field(
        default_factory=dict,
        description="Keys of tenants beside the policy's, `tenant=id:file[,...]` or a map of `id` and `file` or `env`",
    )
    loki_url: str | None = Field(
        default=None, description="Base address of Loki, for example `http://loki:3100`"
    )
    loki_tenant: str | None = Field(default=None, description="Tenant for Loki's `X-Scope-OrgID`")
    loki_labels: Names = Field(
        default=("service.name", "level", "deployment.environment.name"),
        description="Record fields that become Loki labels",
    )
    traces_url: str | None = Field(
        default=None, description="Base address of an OTLP/HTTP receiver (Tempo, Jaeger, ...)"
    )
    remote_write_url: str | None = Field(
        default=None, description="Address that takes Prometheus remote write"
    )
    models: Names = Field(default=(), description="Model names allowed as a label; any other becomes `other`")
    tenants: Names = Field(
        default=(), description="Tenants allowed as a label; the label is absent without any"
    )
    features: Names = Field(
        default=(), description="Features allowed as a label; the label is absent without any"
    )
    metrics_side: Literal["client", "server"] = Field(
        default="client", description="Whose inference records the `llm_*` totals count"
    )
    external_labels: ExternalLabels = Field(
        default_factory=dict,
        description="Labels of every derived series, `name=value[,...]`, such as the cluster",
    )
    accept_gaps: bool = Field(
        default=False,
        description="Whether metrics go on, and count it, when raw messages never came; else they stop",
    )
    grid_seconds: int = Field(
        default=15, ge=1, le=300, description="Distance of metric samples", json_schema_extra=_unit("s")
    )
    tick_seconds: float = Field(
        default=5.0,
        gt=0,
        le=300,
        description="A raw partition quiet for this long gets a tick",
        json_schema_extra=_unit("s"),
    )
    service_name: str = Field(default="scrubline", description="`service.name` of the workers' own records")
    environment: str = Field(
        default="production", description="`deployment.environment.name` of the workers' own records"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least level of own logs"
    )
    health_host: str = Field(default="127.0.0.1", description="Address of `/livez`, `/readyz` and `/metrics`")
    health_port: int = Field(
        default=0, ge=0, le=65535, description="Their port; 0 takes a free one and logs it"
    )
    state_dir: Path = Field(
        default=Path("scrubline-state"), description="Local files that must outlive a process crash"
    )
    watchdog_seconds: float = Field(
        default=30.0,
        gt=0,
        description="Longest work on one message before the process ends itself",
        json_schema_extra=_unit("s"),
    )
    commit_seconds: float = Field(
        default=0.5, gt=0, le=60, description="Distance of offset commits", json_schema_extra=_unit("s")
    )
    session_seconds: float = Field(
        default=10.0,
        ge=1,
        le=300,
        description="A worker silent for this long loses its partitions",
        json_schema_extra=_unit("s"),
    )
    heartbeat_seconds: float = Field(
        default=3.0,
        gt=0,
        le=100,
        description="Distance of heartbeats, at most a third of the session",
        json_schema_extra=_unit("s"),
    )
    stop_seconds: float = Field(
        default=20.0,
        ge=0,
        description="How long a stopping worker finishes what it has begun",
        json_schema_extra=_unit("s"),
    )
    revoke_seconds: float = Field(
        default=5.0,
        ge=0,
        description="The same before partitions are given away",
        json_schema_extra=_unit("s"),
    )
    max_in_flight: int = Field(
        default=1024,
        ge=1,
        le=3000,
        description="Messages taken and not yet finished, per process",
        json_schema_extra=_unit("messages"),
    )
    max_in_flight_bytes: int = Field(
        default=64 << 20, ge=1 << 20, description="Their bytes", json_schema_extra=_unit("bytes")
    )

    @field_validator("kafka_bootstrap")
    @classmethod
    def _bootstrap(cls, value: str) -> str:
        if not all(_HOST_PORT.fullmatch(part.strip()) for part in value.split(",")):
            raise ValueError("give host:port[,host:port...], without a URL scheme")
        return value

    @field_validator("loki_url", "traces_url", "remote_write_url")
    @classmethod
    def _url(cls, value: str | None) -> str | None:
        if value is not None and not re.match(r"https?://[^/\s]+", value):
            raise ValueError("give an address that begins with http:// or https:// and names a host")
        return value

    @field_validator("kafka_ssl_cafile", "kafka_ssl_certfile", "kafka_ssl_keyfile")
    @classmethod
    def _file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("no such file: give the path of a PEM file that this user may read")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment outranks what `load` read from the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    def topic(self, name: str) -> str:
        """The full name of one of our topics, for example of `raw.logs`."""
        return f"{self.topic_prefix}{name}"

    def group(self, app: str) -> str:
        """The consumer group of an app."""
        return f"{self.topic_prefix}{app}"


def load() -> Settings:
    """Read the settings of this process.

    Raises:
        SettingsFault: One line per fault, each with the setting's name and what to do; never a value.
    """
    try:
        settings = Settings(**_file_values())
    except ValidationError as error:
        faults = misspelt(os.environ, Settings.model_fields)
        faults += [_explain(fault) for fault in error.errors(include_url=False)]
        raise SettingsFault(*faults) from None
    faults = misspelt(os.environ, Settings.model_fields, _taken(settings))
    if faults:
        raise SettingsFault(*faults)
    return settings


def unknown_variables(settings: Settings) -> list[str]:
    """The variables of this process that begin like settings and are none, nor like one."""
    return unknown(os.environ, Settings.model_fields, _taken(settings))


def _taken(settings: Settings) -> list[str]:
    return [source.env for source in settings.tenant_keys.values() if source.env]


def _file_values() -> Mapping[str, Any]:
    path = os.environ.get(_CONFIG)
    if not path:
        return {}
    try:
        content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsFault(
            f"{_CONFIG}: cannot read the file ({error.strerror}): give the path of a YAML file"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise SettingsFault(f"{_CONFIG}: the file is no YAML: write `setting: value` lines") from None
    if not isinstance(content, dict):
        raise SettingsFault(f"{_CONFIG}: the file must hold `setting: value` lines")
    return {str(key): value for key, value in content.items()}


def _explain(fault: Mapping[str, Any]) -> str:
    head, *rest = fault["loc"] or ("",)
    path = PREFIX + str(head).upper() + "".join(f"[{part}]" for part in rest)
    if fault["type"] == "extra_forbidden":
        return f"{path}: there is no such setting: see `scrubline settings` for the names"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{path}: {message[:1].lower()}{message[1:]}"


def settings_table() -> str:
    """Every setting as a Markdown table: name, default, unit, meaning. The README holds this table."""
    rows = ["| setting | default | unit | meaning |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        extra = field.json_schema_extra
        unit = extra.get("unit", "") if isinstance(extra, dict) else ""
        default = _default(field.get_default(call_default_factory=True))
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {unit} | {field.description} |")
    return "\n".join(rows) + "\n"


def _default(value: object) -> str:
    if value is None or (not isinstance(value, bool | int | float) and not value):
        return ""
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return f"`{text}`"
