"""Administration of topics on a real Kafka, over kafka-python: create, compare with the plan, learn topic ids.

The embedded broker has no controller; every call here says so instead of waiting for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
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
    "apply",
    "compare",
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
_REPLICATION: Final = "SCRUBLINE_REPLICATION"
# https://kafka.apache.org/protocol#protocol_error_codes
_INVALID_REPLICATION_FACTOR: Final = 38


def has_controller(settings: Settings) -> bool:
    """False for the embedded broker, which is known by the protocol version that clients must be told."""
    return settings.kafka_api_version is None


@contextlib.contextmanager
def _admin(settings: Settings) -> Iterator[Any]:
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


def compare(settings: Settings, plans: Iterable[TopicPlan]) -> tuple[list[TopicPlan], list[str]]:
    """Hold the plan against the brokers.

    Returns:
        Topics that are missing, and one line per fault in those that exist.

    Raises:
        SettingsFault: The brokers cannot be reached, or there is no controller.
    """
    need_controller(settings)
    plans = tuple(plans)
    with _admin(settings) as admin:
        described_topics = {topic["name"]: topic["partitions"] for topic in admin.describe_topics()}
        there = {name: len(partitions) for name, partitions in described_topics.items()}
        present = [plan for plan in plans if plan.name in there]
        missing = [plan for plan in plans if plan.name not in there]
        resources = [ConfigResource(ConfigResourceType.TOPIC, plan.name) for plan in present]
        described = (
            admin.describe_configs(resources, config_filter="all").get("topic", {}) if resources else {}
        )
    few = {
        plan.name: replicas
        for plan in present
        if (replicas := len(described_topics[plan.name][0]["replica_nodes"])) < settings.replication
    }
    faults = []
    for plan in present:
        actual = there[plan.name]
        if actual != plan.partitions:
            faults.append(
                f"topic {plan.name}: it has {actual} partitions, SCRUBLINE_PARTITIONS says {plan.partitions}: "
                "the number is fixed for life; set it back, or start anew under another SCRUBLINE_TOPIC_PREFIX"
            )
        if plan.name not in few:
            # Else the plan asks that more replicas are in step than there are, and nothing could be written.
            faults += _config_faults(plan, described.get(plan.name, {}))
    if few:
        faults.append(_too_few(few, settings.replication))
    return missing, faults


def _too_few(replicas: Mapping[str, int], wanted: int) -> str:
    name, actual = min(replicas.items(), key=lambda pair: pair[1])
    others = f" (and {len(replicas) - 1} more topics)" if len(replicas) > 1 else ""
    return (
        f"{_REPLICATION}: topic {name}{others}: it has {actual} of {wanted} replicas: set it to {actual}, or have "
        "replicas added with `kafka-reassign-partitions.sh`"
    )


def in_the_way(fault: str) -> bool:
    """Whether a fault of `compare` is one that creating and setting topics would not mend, or make worse."""
    return "fixed for life" in fault or fault.startswith(_REPLICATION)


def sources_amiss(settings: Settings) -> list[str]:
    """What is wrong with how the foreign topics are kept, one line per fault; they are not ours to mend.

    Raises:
        SettingsFault: The brokers cannot be reached, or there is no controller.
    """
    need_controller(settings)
    names = sorted({source.topic for source in settings.sources})
    if not names:
        return []
    with _admin(settings) as admin:
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


def _config_faults(plan: TopicPlan, described: Mapping[str, Any]) -> list[str]:
    return [
        f"topic {plan.name}: {key} is {actual}, should be {wanted}: run `scrubline topics create`"
        for key, wanted in plan.config.items()
        if (actual := str(described.get(key, {}).get("value"))) != wanted
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
    with _admin(settings) as admin:
        answer = admin.create_topics(
            wanted, validate_only=dry_run, raise_errors=False, wait_for_metadata=False
        )
        if any(topic["error_code"] == _INVALID_REPLICATION_FACTOR for topic in answer["topics"]):
            raise SettingsFault(
                f"{_REPLICATION}: the cluster has fewer than {settings.replication} brokers, so no topic with as many "
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
    with _admin(settings) as admin:
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
    with _admin(settings) as admin:
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
