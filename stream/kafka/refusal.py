"""Why no broker answers, by its cause, and how to mend it: to the client most causes look like silence.

Asked once a first contact has failed (`stream.kafka.reach`, `stream.kafka.admin`): what listens at each address
(`stream.kafka.listener`), then whether it takes us. Nothing of the credentials is in the answer.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from aiokafka.conn import create_conn
from aiokafka.errors import (
    AuthenticationFailedError,
    IllegalSaslStateError,
    KafkaError,
    SaslAuthenticationFailed,
    UnsupportedSaslMechanismError,
)

from stream.config.settings import Settings
from stream.errors import BrokerUnavailable, SettingsFault
from stream.kafka.listener import Foreign, Kafka, Locked, Silent, look

__all__ = ["refusal"]

_CONTACT_MS: Final = 5_000
_OWN_MECHANISMS: Final = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
# <openssl/x509_vfy.h>
_CERT_NOT_YET_VALID: Final = 9
_CERT_HAS_EXPIRED: Final = 10
_MISMATCHES: Final = (62, 64)
"""Of the name, of the address."""


async def refusal(
    settings: Settings, options: dict[str, Any], silence: str, advertised: Sequence[str] = ()
) -> SettingsFault:
    """The fault to report when no broker could be talked to.

    Args:
        settings: What was tried.
        options: `stream.kafka.reach.client_options` of them.
        silence: Class of the error that the client gave.
        advertised: The addresses, `host:port`, that the brokers gave as theirs before the silence.

    Returns:
        What the brokers refuse, or `BrokerUnavailable` if they do not even answer.
    """
    servers = advertised or options["bootstrap_servers"]
    faults = await asyncio.gather(*(_fault(settings, options, server) for server in servers))
    for fault in faults:
        if isinstance(fault, SettingsFault):
            return SettingsFault(f"{fault}{_ADVERTISED if advertised else ''}")
    where = ", ".join(f"{server} ({fault or silence})" for server, fault in zip(servers, faults, strict=True))
    if advertised:
        return BrokerUnavailable(
            f"SCRUBLINE_KAFKA_BOOTSTRAP: {settings.kafka_bootstrap} answers and sends us on, but no broker answers "
            f"at {where}: have `advertised.listeners` of the brokers name addresses that can be reached from here"
        )
    return BrokerUnavailable(
        f"SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers at {where}: "
        "check host and port, and that the broker is running"
    )


_ADVERTISED: Final = "; the brokers give this address as theirs (`advertised.listeners`)"


async def _fault(settings: Settings, options: dict[str, Any], server: str) -> SettingsFault | str:
    """What is wrong at one address: a fault, or in words why nobody answers, "" if that cannot be told."""
    host, _, port = server.rpartition(":")
    host = host.strip("[]")
    certificate = (
        (settings.kafka_ssl_certfile, settings.kafka_ssl_keyfile) if settings.kafka_ssl_certfile else None
    )
    listener = await look(host, int(port), certificate if options["ssl_context"] else None)
    if isinstance(listener, Silent):
        return listener.why
    fault = _protocol_fault(settings, server, listener)
    if fault is not None:
        return SettingsFault(fault)
    return await _login(settings, options, server, (host, int(port)))


def _protocol_fault(settings: Settings, server: str, listener: Kafka | Locked | Foreign) -> str | None:
    own = settings.kafka_security_protocol
    other = "or name another port of the broker in SCRUBLINE_KAFKA_BOOTSTRAP"
    if isinstance(listener, Foreign):
        return f"SCRUBLINE_KAFKA_BOOTSTRAP: what answers at {server} is no Kafka broker: check host and port"
    if isinstance(listener, Locked):
        if not own.endswith("SSL"):
            return (
                f"SCRUBLINE_KAFKA_SECURITY_PROTOCOL: {server} speaks TLS, {own} does not: set it to SSL, or to "
                f"SASL_SSL if the broker asks for user and password, {other}"
            )
        return _lock_fault(settings, server, listener)
    if not listener.broker:
        return (
            f"SCRUBLINE_KAFKA_BOOTSTRAP: {server} is a controller of Kafka and serves no clients: "
            "name the address of a broker"
        )
    if listener.protocol != own:
        return (
            f"SCRUBLINE_KAFKA_SECURITY_PROTOCOL: {server} speaks {listener.protocol}, not {own}: "
            f"set it to {listener.protocol}, {other}"
        )
    if listener.mechanisms is not None and settings.kafka_sasl_mechanism not in listener.mechanisms:
        return _mechanism_fault(settings, server, listener.mechanisms)
    return None


def _lock_fault(settings: Settings, server: str, lock: Locked) -> str:
    if not lock.certificate:
        return (
            f"SCRUBLINE_KAFKA_SECURITY_PROTOCOL: {server} speaks TLS, but refuses ours ({lock.alert}): "
            "have it allow TLS 1.2 or 1.3"
        )
    if settings.kafka_ssl_certfile is None:
        return (
            f"SCRUBLINE_KAFKA_SSL_CERTFILE: {server} asks for a client certificate and none is set: give the PEM "
            "files of one that it trusts, here and in SCRUBLINE_KAFKA_SSL_KEYFILE"
        )
    return (
        f"SCRUBLINE_KAFKA_SSL_CERTFILE: {server} does not accept this client certificate ({lock.alert}): give one "
        "that is in date and signed by an authority which the broker trusts"
    )


def _mechanism_fault(settings: Settings, server: str, offered: Sequence[str]) -> str:
    ours = [name for name in offered if name in _OWN_MECHANISMS]
    mend = (
        f"set it to {' or '.join(ours)}" if ours else f"have the broker offer {' or '.join(_OWN_MECHANISMS)}"
    )
    return (
        f"SCRUBLINE_KAFKA_SASL_MECHANISM: {server} does not offer {settings.kafka_sasl_mechanism}, "
        f"but {', '.join(offered) or 'none'}: {mend}"
    )


async def _login(
    settings: Settings, options: dict[str, Any], server: str, address: tuple[str, int]
) -> SettingsFault | str:
    credentials = {name: value for name, value in options.items() if name != "bootstrap_servers"}
    try:
        connection = await create_conn(*address, request_timeout_ms=_CONTACT_MS, **credentials)
    except ssl.SSLCertVerificationError as error:
        return SettingsFault(await _untrusted(settings, server, address, error))
    except (UnsupportedSaslMechanismError, IllegalSaslStateError):
        return SettingsFault(_mechanism_fault(settings, server, ()))
    except (AuthenticationFailedError, SaslAuthenticationFailed):
        return SettingsFault(
            f"SCRUBLINE_KAFKA_SASL_USERNAME, SCRUBLINE_KAFKA_SASL_PASSWORD: {server} refuses them: "
            "check both, and that the user exists for this mechanism"
        )
    except (KafkaError, OSError, TimeoutError) as error:
        return type(error).__name__
    connection.close()
    return ""


async def _untrusted(
    settings: Settings, server: str, address: tuple[str, int], error: ssl.SSLCertVerificationError
) -> str:
    if error.verify_code in _MISMATCHES:
        names = await _certified_names(settings.kafka_ssl_cafile, address)
        return (
            f"SCRUBLINE_KAFKA_BOOTSTRAP: the certificate of {server} is for {' and '.join(names) or 'no name'}, not "
            f"for {address[0]}: use an address that stands in it, or have one made with this name"
        )
    if error.verify_code in {_CERT_HAS_EXPIRED, _CERT_NOT_YET_VALID}:
        return (
            f"SCRUBLINE_KAFKA_BOOTSTRAP: the certificate of {server} is not in date ({error.verify_message}): "
            "have the broker's renewed, and check the clock here"
        )
    trusted = "the system's authorities" if settings.kafka_ssl_cafile is None else "the authorities in it"
    return (
        f"SCRUBLINE_KAFKA_SSL_CAFILE: the certificate of {server} does not stand against {trusted} "
        f"({error.verify_message}): give the file with the authority that signed it"
    )


async def _certified_names(authorities: Path | None, address: tuple[str, int]) -> list[str]:
    """The names and addresses that a certificate is for, if it is trusted."""
    context = ssl.create_default_context(cafile=authorities)
    context.check_hostname = False
    try:
        async with asyncio.timeout(_CONTACT_MS / 1000):
            _, writer = await asyncio.open_connection(*address, ssl=context)
    except (OSError, TimeoutError):
        return []
    certificate = writer.get_extra_info("peercert") or {}
    writer.transport.abort()
    return [name for kind, name in certificate.get("subjectAltName", ()) if kind in {"DNS", "IP Address"}]
