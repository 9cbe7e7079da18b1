"""Everything that can be set about the emitters of one process, checked at once before anything starts.

`emitters.configure` takes the fields of `Settings` as keyword arguments; what is not given comes from the
environment variable of the same name (`SCRUBLINE_` + upper case), then from the default here.
"""

from __future__ import annotations

import difflib
import os
import socket
import warnings
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Final, TypeAlias

from emitters.errors import SettingsError
from emitters.transport import Transport

__all__ = ["ENVIRONMENT_PREFIX", "LEVELS", "Settings", "TransportFactory", "load_settings"]

ENVIRONMENT_PREFIX: Final = "SCRUBLINE_"
LEVELS: Final = {"DEBUG": 10, "INFO": 20, "WARNING": 30, "ERROR": 40, "CRITICAL": 50}
SECURITY_PROTOCOLS: Final = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
SASL_MECHANISMS: Final = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
SMALLEST_BUFFER_BYTES: Final = 1_000_000
"""A buffer or window below a few batches of 256 kB would drop on the first burst."""

_LIKENESS: Final = 0.9
"""Of two names, as `difflib` measures it: of ten letters one may be wrong. Settings of the workers are less alike."""

TransportFactory: TypeAlias = Callable[[], Transport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one process, already checked.

    Attributes:
        service_name: `service.name` of every record.
        service_instance_id: `service.instance.id` and Kafka key; default is host name and process id.
        environment: `deployment.environment.name` of every record.
        level: Least severe level that is recorded.
        kafka_bootstrap: `host:port[,host:port]`.
        kafka_security_protocol: One of PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL.
        kafka_sasl_mechanism: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.
        kafka_sasl_username: User name for SASL.
        kafka_sasl_password: Password for SASL; never shown.
        kafka_ssl_cafile: PEM file with the authorities that are trusted.
        kafka_ssl_certfile: PEM file with the client's certificate.
        kafka_ssl_keyfile: PEM file with the client's key.
        kafka_api_version: Kafka version to speak, such as "2.1"; empty means ask the broker.
        topic_prefix: Prefix of every topic.
        buffer_records: Most records that wait in memory.
        buffer_bytes: Most bytes of records that wait in memory, as objects: about twice those of their lines.
        in_flight_bytes: Most bytes sent and not yet acknowledged.
        delivery_seconds: How long one message is tried before it counts as lost.
        shutdown_seconds: Deadline of the flush at exit.
        report_seconds: Least time between two `emitters.dropped` records.
        stats_file: Where the final `Stats` are written as JSON at exit; `{pid}` is replaced.
        capture_stdlib: Whether records of the `logging` module are taken as well.
        capture_loggers: Names of loggers that do not propagate and are to be taken too, with commas in between.
        transport: A transport or a function that makes one (again in each forked child); None means Kafka.
    """

    service_name: str
    service_instance_id: str = ""
    environment: str = "production"
    level: str = "INFO"
    kafka_bootstrap: str = ""
    kafka_security_protocol: str = "PLAINTEXT"
    kafka_sasl_mechanism: str = ""
    kafka_sasl_username: str = ""
    kafka_sasl_password: str = field(default="", repr=False)
    kafka_ssl_cafile: str = ""
    kafka_ssl_certfile: str = ""
    kafka_ssl_keyfile: str = ""
    kafka_api_version: str = ""
    topic_prefix: str = "scrubline."
    buffer_records: int = 50_000
    buffer_bytes: int = 32_000_000
    in_flight_bytes: int = 16_000_000
    delivery_seconds: float = 3_600.0
    shutdown_seconds: float = 5.0
    report_seconds: float = 10.0
    stats_file: str = ""
    capture_stdlib: bool = True
    capture_loggers: str = ""
    transport: Transport | TransportFactory | None = None

    @property
    def captured_loggers(self) -> tuple[str, ...]:
        """The names in `capture_loggers`."""
        return tuple(filter(None, (name.strip() for name in self.capture_loggers.split(","))))

    @property
    def instance_id(self) -> str:
        """The configured instance id, or host name and process id of the running process."""
        return self.service_instance_id or f"{socket.gethostname()}-{os.getpid()}"


def load_settings(given: Mapping[str, Any], environ: Mapping[str, str]) -> Settings:
    """Join arguments, environment and defaults, and check them all.

    Args:
        given: Keyword arguments of `configure`; None counts as not given.
        environ: The process environment.

    Returns:
        Settings that need no further check.

    Raises:
        SettingsError: Lists every fault at once, each with the setting's name and what to do.

    Warns:
        UserWarning: A variable is called almost as a setting.
    """
    _tell_misspelt(environ)
    faults: list[str] = []
    values: dict[str, Any] = {}
    known = {each.name: each for each in fields(Settings)}
    faults += [f"{name}: no such setting; {_advice(name)}" for name in given if name not in known]
    for name, each in known.items():
        value = given.get(name)
        variable = ENVIRONMENT_PREFIX + name.upper()
        if value is None and name != "transport":
            value = environ.get(variable)
        if value is None:
            if each.default is MISSING:
                faults.append(f"{name}: missing; pass it to configure() or set {variable}")
            continue
        if name != "transport":
            value = _convert(each, value, faults)
        values[name] = value
    if faults:
        raise SettingsError("; ".join(faults))
    settings = Settings(**values)
    faults = list(_faults(settings))
    if faults:
        raise SettingsError("; ".join(faults))
    return settings


def _meant(name: str) -> str | None:
    """The setting whose name is almost this one."""
    names = [each.name for each in fields(Settings)]
    close = difflib.get_close_matches(name, names, n=1, cutoff=_LIKENESS) if name not in names else None
    return close[0] if close else None


def _advice(name: str) -> str:
    meant = _meant(name)
    return f"did you mean {meant}?" if meant else "remove it"


def _tell_misspelt(environ: Mapping[str, str]) -> None:
    """Warn of variables that are called almost as a setting, which would be left out without a word.

    No fault: others may stand in the environment of a service, those of the workers among them.
    """
    for variable in environ:
        name = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
        meant = _meant(name) if variable.startswith(ENVIRONMENT_PREFIX) else None
        if meant is not None:
            warnings.warn(
                f"{variable}: there is no such setting: did you mean {ENVIRONMENT_PREFIX}{meant.upper()}?",
                stacklevel=4,
            )


def _convert(each: Field[Any], value: object, faults: list[str]) -> object:
    kind = str(each.type)
    try:
        if kind == "bool" and not isinstance(value, bool):
            return {"1": True, "true": True, "0": False, "false": False}[str(value).lower()]
        if kind == "int":
            return int(str(value))
        if kind == "float":
            return float(str(value))
    except (KeyError, ValueError):
        faults.append(f"{each.name}: not a valid {kind}; give one")
        return each.default
    if kind == "str" and not isinstance(value, str):
        faults.append(f"{each.name}: not a string; give one")
    return value


def _faults(s: Settings) -> list[str]:
    faults: list[str] = []
    if not s.service_name:
        faults.append("service_name: empty; name the service")
    if s.level.upper() not in LEVELS:
        faults.append(f"level: unknown; use one of {', '.join(LEVELS)}")
    faults += [
        f"{name}: must be above 0"
        for name in ("buffer_records", "delivery_seconds", "shutdown_seconds", "report_seconds")
        # Written so that NaN fails too.
        if not getattr(s, name) > 0
    ]
    faults += [
        f"{name}: must be at least {SMALLEST_BUFFER_BYTES} (bytes)"
        for name in ("buffer_bytes", "in_flight_bytes")
        if getattr(s, name) < SMALLEST_BUFFER_BYTES
    ]
    if s.transport is None:
        faults += _kafka_faults(s)
    elif not (callable(s.transport) or hasattr(s.transport, "send")):
        faults.append("transport: neither a transport nor a function that makes one")
    return faults


def _kafka_faults(s: Settings) -> list[str]:
    faults: list[str] = []
    if not s.kafka_bootstrap:
        faults.append(f"kafka_bootstrap: missing; give host:port or set {ENVIRONMENT_PREFIX}KAFKA_BOOTSTRAP")
    for server in filter(None, s.kafka_bootstrap.split(",")):
        host, _, port = server.strip().rpartition(":")
        if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            faults.append("kafka_bootstrap: each server must be host:port")
            break
    if s.kafka_security_protocol not in SECURITY_PROTOCOLS:
        faults.append(f"kafka_security_protocol: unknown; use one of {', '.join(SECURITY_PROTOCOLS)}")
    if s.kafka_security_protocol.startswith("SASL"):
        if s.kafka_sasl_mechanism not in SASL_MECHANISMS:
            faults.append(f"kafka_sasl_mechanism: unknown; use one of {', '.join(SASL_MECHANISMS)}")
        faults += [
            f"kafka_sasl_{name}: missing; SASL needs it"
            for name in ("username", "password")
            if not getattr(s, f"kafka_sasl_{name}")
        ]
    for name in ("kafka_ssl_cafile", "kafka_ssl_certfile", "kafka_ssl_keyfile"):
        path = getattr(s, name)
        if path and not os.access(path, os.R_OK):
            faults.append(f"{name}: cannot read the file; check path and rights")
    if bool(s.kafka_ssl_certfile) != bool(s.kafka_ssl_keyfile):
        faults.append("kafka_ssl_certfile and kafka_ssl_keyfile: give both or none")
    if s.kafka_api_version and not all(part.isdigit() for part in s.kafka_api_version.split(".")):
        faults.append('kafka_api_version: must look like "2.1"')
    return faults
