"""First contact with the brokers: credentials out of the settings, and what is there, before Faust starts.

A worker remembers in its state folder which brokers have answered: silence from one of those is an outage, silence
from any other a wrong setting.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import ssl
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError

from stream.config.settings import Settings
from stream.errors import BrokerUnavailable, SettingsFault
from stream.kafka.refusal import refusal

__all__ = [
    "await_brokers",
    "client_options",
    "has_answered",
    "note_answer",
    "partitions_of",
    "require_topics",
    "tls_context",
]

_CONTACT_MS = 5_000
_AGAIN_SECONDS = 1.0
_CLIENT_LOG = logging.getLogger("aiokafka")


def tls_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context that the settings ask for, None for a plain connection.

    Raises:
        SettingsFault: A certificate or key file is not what it should be.
    """
    if settings.kafka_security_protocol not in {"SSL", "SASL_SSL"}:
        return None
    try:
        context = ssl.create_default_context(cafile=settings.kafka_ssl_cafile)
    except (OSError, ssl.SSLError):
        raise SettingsFault(
            "SCRUBLINE_KAFKA_SSL_CAFILE: no PEM certificates in this file: give that of the authority which signed "
            "the broker's"
        ) from None
    if settings.kafka_ssl_certfile is not None:
        try:
            # With a password, even an empty one, nobody is asked for one at the terminal.
            context.load_cert_chain(settings.kafka_ssl_certfile, settings.kafka_ssl_keyfile, password=b"")
        except (OSError, ssl.SSLError):
            raise SettingsFault(
                "SCRUBLINE_KAFKA_SSL_CERTFILE, SCRUBLINE_KAFKA_SSL_KEYFILE: not a PEM certificate and its key: "
                "give both, the key unencrypted"
            ) from None
    return context


def client_options(settings: Settings) -> dict[str, Any]:
    """Keyword arguments for aiokafka clients.

    Raises:
        SettingsFault: TLS files or SASL credentials are wrong or missing.
    """
    options: dict[str, Any] = {
        "bootstrap_servers": [part.strip() for part in settings.kafka_bootstrap.split(",")],
        "security_protocol": settings.kafka_security_protocol,
        "ssl_context": tls_context(settings),
    }
    if settings.kafka_security_protocol.startswith("SASL"):
        if settings.kafka_sasl_username is None or settings.kafka_sasl_password is None:
            raise SettingsFault(
                "SCRUBLINE_KAFKA_SASL_USERNAME, SCRUBLINE_KAFKA_SASL_PASSWORD: "
                f"{settings.kafka_security_protocol} needs both"
            )
        options |= {
            "sasl_mechanism": settings.kafka_sasl_mechanism,
            "sasl_plain_username": settings.kafka_sasl_username,
            "sasl_plain_password": settings.kafka_sasl_password.get_secret_value(),
        }
    return options


async def partitions_of(settings: Settings) -> dict[str, int]:
    """Every topic on the brokers and its number of partitions; asks each of them once, without creating any.

    Raises:
        BrokerUnavailable: The brokers cannot be reached.
        SettingsFault: They refuse us.
    """
    options = client_options(settings)
    client = AIOKafkaClient(**options, request_timeout_ms=_CONTACT_MS)
    try:
        with _unheard(_CLIENT_LOG):
            await client.bootstrap()
            cluster = await client.fetch_all_metadata()
        return {topic: len(cluster.partitions_for_topic(topic) or ()) for topic in cluster.topics()}
    except (KafkaError, OSError, TimeoutError) as error:
        advertised = [f"{broker.host}:{broker.port}" for broker in client.cluster.brokers()]
        raise await refusal(settings, options, type(error).__name__, advertised) from None
    finally:
        with contextlib.suppress(KafkaError, OSError):
            await client.close()


async def await_brokers(settings: Settings, wait_seconds: float) -> None:
    """Wait until the brokers answer.

    Args:
        settings: Say where they are.
        wait_seconds: How long to ask again; 0 asks once.

    Raises:
        BrokerUnavailable: Nobody answered in that time.
        SettingsFault: They refuse us, for which there is no use in waiting.
    """
    deadline = monotonic() + wait_seconds
    while True:
        try:
            await partitions_of(settings)
        except BrokerUnavailable:
            if monotonic() + _AGAIN_SECONDS > deadline:
                raise
            await asyncio.sleep(_AGAIN_SECONDS)
        else:
            return


@contextlib.contextmanager
def _unheard(logger: logging.Logger) -> Iterator[None]:
    """What it would say of a failed contact, the fault says better, in one line."""
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


async def require_topics(settings: Settings, topics: Iterable[str]) -> dict[str, int]:
    """Check that topics exist, each with as many partitions as the settings say.

    Returns:
        Their numbers of partitions.

    Raises:
        SettingsFault: One line per fault.
        BrokerUnavailable: Nobody answers.
    """
    there = await partitions_of(settings)
    wanted = sorted(set(topics))
    foreign = {source.topic: source.partitions or settings.partitions for source in settings.sources}
    # A broker does not tell a topic that is hidden from one that is not there.
    hidden = "" if settings.kafka_security_protocol == "PLAINTEXT" else ", or this user may not see it"
    faults = [
        f"topic {topic}: it does not exist{hidden}: run `scrubline topics create`, or mend SCRUBLINE_TOPIC_PREFIX"
        if topic not in foreign
        else f"SCRUBLINE_SOURCES: topic {topic} does not exist{hidden}: name one that does"
        for topic in wanted
        if topic not in there
    ]
    for topic in wanted:
        number = foreign.get(topic, settings.partitions)
        if topic in there and there[topic] != number:
            name = "SCRUBLINE_SOURCES" if topic in foreign else "SCRUBLINE_PARTITIONS"
            faults.append(
                f"{name}: topic {topic} has {there[topic]} partitions, not {number}: the number is fixed for life: "
                f"set it to {there[topic]}"
            )
    if faults:
        raise SettingsFault(*faults)
    return {topic: there[topic] for topic in wanted}


def has_answered(settings: Settings) -> bool:
    """Whether a worker with this state folder has ever got an answer with these settings."""
    return _mark(settings).exists()


def note_answer(settings: Settings) -> None:
    """Remember that the brokers have answered.

    Raises:
        SettingsFault: The state folder cannot be written.
    """
    mark = _mark(settings)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError as error:
        raise SettingsFault(
            f"SCRUBLINE_STATE_DIR: cannot write there ({error.strerror}): name a folder of this user"
        ) from None


def _mark(settings: Settings) -> Path:
    # Whatever decides whether a broker answers, so that changing it is a first contact again.
    parts = (
        settings.kafka_bootstrap,
        settings.kafka_security_protocol,
        settings.kafka_sasl_mechanism,
        settings.kafka_sasl_username,
        settings.kafka_ssl_cafile,
        settings.kafka_ssl_certfile,
    )
    name = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]
    return settings.state_dir / "brokers" / name
