"""Administration of topics on a real Kafka, over kafka-python: create, set, look at what is foreign, learn topic ids.

The embedded broker has no controller; every call here says so instead of waiting for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, Final

from emitters.kafka_socket import DIRECT_URL
from stream.config.settings import Settings
from stream.config.topics import LOG_APPEND_TIME, TIMESTAMP_TYPE, TopicPlan
from stream.errors import BrokerUnavailable, SettingsFault
from stream.kafka.reach import client_options
from stream.kafka.refusal import refusal

with warnings.catch_warnings():
    # kafka-python reads its schemas by a deprecated call of importlib.resources; not ours to mend.
    warnings.simplefilter("ignore", DeprecationWarning)
    from kafka import KafkaAdminClient
    from kafka.admin import ConfigResource, ConfigResourceType
    from kafka.errors import KafkaError

__all__ = [
    "NO_TOPIC_ID",
    "REPLICATION",
    "apply",
    "client_of",
    "create",
    "has_controller",
    "need_controller",
    "sources_amiss",
    "topic_ids",
]


NO_TOPIC_ID: Final = "0"
"""Stands for the id of a topic on a broker that gives none."""
_ZERO_UUID: Final = "00000000-0000-0000-0000-000000000000"
_CONTACT_MS: Final = 10_000
REPLICATION: Final = "SCRUBLINE_REPLICATION"
# https://kafka.apache.org/protocol#protocol_error_codes
_INVALID_REPLICATION_FACTOR: Final = 38


def has_controller(settings: Settings) -> bool:
    """False for the embedded broker, which is known by the protocol version that clients must be told."""
    return settings.kafka_api_version is None


@contextlib.contextmanager
def client_of(settings: Settings) -> Iterator[Any]:
    """An administrative client, closed at the end; what the broker refuses is told as a fault of the settings.

    Raises:
        SettingsFault: The brokers cannot be reached, or refuse a request.
    """
    options: dict[str, Any] = client_options(settings) | {
        "bootstrap_timeout_ms": _CONTACT_MS,
        "request_timeout_ms": _CONTACT_MS,
        "proxy_url": DIRECT_URL,  # sockets of failed attempts close
    }
    try:
        client = KafkaAdminClient(**options)
    except (KafkaError, OSError, ValueError) as error:
        # On a thread of its own wherever a loop runs, so there is none here.
        raise asyncio.run(refusal(settings, client_options(settings), type(error).__name__)) from None
    try:
        yield client
    except KafkaError as error:
        if error.retriable:
            raise BrokerUnavailable(
                f"the brokers at {settings.kafka_bootstrap} stopped answering: {type(error).__name__}"
            ) from None
        raise SettingsFault(f"the broker refused an administrative request: {type(error).__name__}") from None
    finally:
        client.close()


def sources_amiss(settings: Settings) -> list[str]:
    """What is wrong with how the foreign topics are kept, one line per fault; they are not ours to mend.

    Raises:
        SettingsFault: The brokers cannot be reached, or there is no controller.
    """
    need_controller(settings)
    names = sorted({source.topic for source in settings.sources})
    if not names:
        return []
    with client_of(settings) as admin:
        resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
        described = admin.describe_configs(resources, config_filter="all").get("topic", {})
    return [
        f"SCRUBLINE_SOURCES: topic {name}: {TIMESTAMP_TYPE} is {actual}, should be {LOG_APPEND_TIME}, by which metrics "
        f"are counted: have its owner set `kafka-configs.sh --alter --topic {name} --add-config "
        f"{TIMESTAMP_TYPE}={LOG_APPEND_TIME}`"
        for name in names
        # One that is missing is another fault, and `stream.kafka.reach.require_topics` has said so.
        if name in described
        and (actual := str(described[name].get(TIMESTAMP_TYPE, {}).get("value"))) != LOG_APPEND_TIME
    ]


def create(settings: Settings, missing: Iterable[TopicPlan], *, dry_run: bool = False) -> None:
    """Create topics; a dry run lets the broker validate without creating.

    Raises:
        SettingsFault: The broker refused.
    """
    need_controller(settings)
    wanted = {
        plan.name: {
            "num_partitions": plan.partitions,
            "replication_factor": settings.replication,
            "configs": dict(plan.config),
        }
        for plan in missing
    }
    if not wanted:
        return
    with client_of(settings) as admin:
        answer = admin.create_topics(
            wanted, validate_only=dry_run, raise_errors=False, wait_for_metadata=False
        )
        if any(topic["error_code"] == _INVALID_REPLICATION_FACTOR for topic in answer["topics"]):
            raise SettingsFault(
                f"{REPLICATION}: the cluster has fewer than {settings.replication} brokers, so no topic with as many "
                "replicas can be made: set it to the number of brokers, or start more"
            )
        faults = [
            f"topic {topic['name']}: not created: {topic.get('error_message') or topic['error_code']}"
            for topic in answer["topics"]
            if topic["error_code"]
        ]
        if faults:
            raise SettingsFault(*faults)
        if not dry_run:
            admin.wait_for_topics(list(wanted))


def apply(settings: Settings, plans: Iterable[TopicPlan]) -> None:
    """Set the topic settings of existing topics to the plan; partitions are never touched.

    Raises:
        SettingsFault: The broker refused.
    """
    need_controller(settings)
    with client_of(settings) as admin:
        admin.alter_configs(
            [ConfigResource(ConfigResourceType.TOPIC, plan.name, dict(plan.config)) for plan in plans],
            incremental=True,
        )


async def topic_ids(settings: Settings, topics: Iterable[str]) -> dict[str, str]:
    """Kafka's ids of topics, `NO_TOPIC_ID` where the broker has none; a recreated topic has another.

    Raises:
        SettingsFault: The brokers cannot be reached.
    """
    names = tuple(topics)
    if not has_controller(settings):
        return dict.fromkeys(names, NO_TOPIC_ID)
    return await asyncio.to_thread(_topic_ids, settings, names)


def _topic_ids(settings: Settings, names: tuple[str, ...]) -> dict[str, str]:
    with client_of(settings) as admin:
        found = {
            topic["name"]: str(topic.get("topic_id") or _ZERO_UUID)
            for topic in admin.describe_topics(list(names))
        }
    ids = {name: found.get(name, _ZERO_UUID) for name in names}
    # An id stands in the origin header between slashes, so the dashes of a UUID are only noise there.
    return {name: NO_TOPIC_ID if each == _ZERO_UUID else each.replace("-", "") for name, each in ids.items()}


def need_controller(settings: Settings) -> None:
    """Refuse to administer a broker that has no controller.

    Raises:
        SettingsFault: It is the embedded one.
    """
    if not has_controller(settings):
        raise SettingsFault(
            "SCRUBLINE_KAFKA_API_VERSION: it says that the broker is the embedded one, which has no controller: "
            "its topics are made when it starts; unset it for a real Kafka"
        )
