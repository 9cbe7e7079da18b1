"""Topics as the plan says: what is missing or otherwise is found, told, and mended as far as it can be."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from stream.config.settings import Settings
from stream.config.topics import TopicPlan
from stream.errors import SettingsFault
from stream.kafka.admin import REPLICATION, apply, client_of, create, need_controller
from stream.kafka.reach import await_brokers

with warnings.catch_warnings():
    # kafka-python reads its schemas by a deprecated call of importlib.resources; not ours to mend.
    warnings.simplefilter("ignore", DeprecationWarning)
    from kafka.admin import ConfigResource, ConfigResourceType

__all__ = ["Topic", "TopicFault", "compare", "faults_of", "reconcile"]


@dataclass(frozen=True, slots=True)
class TopicFault:
    """What is wrong with a topic.

    Attributes:
        what: Which topic, and what is not as it should be.
        advice: What to do.
        mendable: Whether `reconcile` mends it; what it does not has to be mended before.
    """

    what: str
    advice: str
    mendable: bool

    def __str__(self) -> str:
        """Both in one line."""
        return f"{self.what}: {self.advice}"


def compare(settings: Settings, plans: Iterable[TopicPlan]) -> tuple[list[TopicPlan], list[TopicFault]]:
    """Hold the plan against the brokers.

    Returns:
        Topics that are missing, and the faults of those that exist.

    Raises:
        SettingsFault: The brokers cannot be reached, or there is no controller.
    """
    need_controller(settings)
    plans = tuple(plans)
    with client_of(settings) as admin:
        there = {topic["name"]: topic["partitions"] for topic in admin.describe_topics()}
        resources = [
            ConfigResource(ConfigResourceType.TOPIC, plan.name) for plan in plans if plan.name in there
        ]
        configs = admin.describe_configs(resources, config_filter="all").get("topic", {}) if resources else {}
    present = [
        Topic(
            plan, len(there[plan.name]), len(there[plan.name][0]["replica_nodes"]), configs.get(plan.name, {})
        )
        for plan in plans
        if plan.name in there
    ]
    return [plan for plan in plans if plan.name not in there], faults_of(present, settings.replication)


class Topic(NamedTuple):
    """A topic as the brokers have it.

    Attributes:
        plan: What it should be.
        partitions: How many it has.
        replicas: How many the first of them has.
        config: Its settings, as Kafka describes them.
    """

    plan: TopicPlan
    partitions: int
    replicas: int
    config: Mapping[str, Mapping[str, Any]]


def faults_of(topics: Sequence[Topic], replication: int) -> list[TopicFault]:
    """What is wrong with topics that exist.

    Args:
        topics: They.
        replication: Replicas that each should have.
    """
    faults = []
    few = {topic.plan.name: topic.replicas for topic in topics if topic.replicas < replication}
    for plan, partitions, _, config in topics:
        if partitions != plan.partitions:
            # Never changed: origins and metric series depend on it.
            faults.append(
                TopicFault(
                    f"topic {plan.name}: it has {partitions} partitions, SCRUBLINE_PARTITIONS says {plan.partitions}",
                    "the number is fixed for life; set it back, or start anew under another SCRUBLINE_TOPIC_PREFIX",
                    mendable=False,
                )
            )
        if plan.name not in few:
            # Else the plan asks that more replicas are in step than there are, and nothing could be written.
            faults += _config_faults(plan, config)
    if few:
        faults.append(_too_few(few, replication))
    return faults


def _too_few(replicas: Mapping[str, int], wanted: int) -> TopicFault:
    name, actual = min(replicas.items(), key=lambda pair: pair[1])
    others = f" (and {len(replicas) - 1} more topics)" if len(replicas) > 1 else ""
    return TopicFault(
        f"{REPLICATION}: topic {name}{others}: it has {actual} of {wanted} replicas",
        f"set it to {actual}, or have replicas added with `kafka-reassign-partitions.sh`",
        mendable=False,
    )


def reconcile(
    settings: Settings, plans: Iterable[TopicPlan], *, dry_run: bool = False, wait_seconds: float = 0
) -> tuple[list[TopicPlan], list[TopicFault]]:
    """Make topics what the plan says: create what is missing, set the settings of the others.

    Args:
        settings: Say where the brokers are.
        plans: What there should be.
        dry_run: Let the broker validate and change nothing.
        wait_seconds: How long to wait for brokers that do not answer yet.

    Returns:
        What was missing, and the faults that are mended now; in a dry run, that would be.

    Raises:
        SettingsFault: The brokers cannot be reached, have no controller or refuse; or a topic has a fault that is not
            ours to mend, and nothing was done.
    """
    need_controller(settings)
    plans = tuple(plans)
    # The administrative client would ask a dead broker again and again before it gave up.
    asyncio.run(await_brokers(settings, wait_seconds))
    missing, faults = compare(settings, plans)
    in_the_way = [str(fault) for fault in faults if not fault.mendable]
    if in_the_way:
        raise SettingsFault(*in_the_way)
    create(settings, missing, dry_run=dry_run)
    if faults and not dry_run:
        apply(settings, [plan for plan in plans if plan not in missing])
    return missing, faults


def _config_faults(plan: TopicPlan, described: Mapping[str, Any]) -> list[TopicFault]:
    return [
        TopicFault(
            f"topic {plan.name}: {key} is {actual}, should be {wanted}",
            "run `scrubline topics create`",
            mendable=True,
        )
        for key, wanted in plan.config.items()
        if (actual := str(described.get(key, {}).get("value"))) != wanted
    ]
