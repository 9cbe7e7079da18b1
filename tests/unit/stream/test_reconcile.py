"""Topics against their plan: what is told, and what of it may be mended."""

from __future__ import annotations

from dataclasses import replace

from stream.config.settings import Settings
from stream.config.topics import TopicPlan, topic_plans
from stream.kafka.reconcile import Topic, faults_of


def as_planned(plan: TopicPlan) -> Topic:
    config = {key: {"value": value} for key, value in plan.config.items()}
    return Topic(plan, plan.partitions, 3, config)


TOPICS = [as_planned(plan) for plan in topic_plans(Settings(partitions=4))]
LOGS = TOPICS[0]


def test_topics_as_planned_have_no_faults() -> None:
    """Nothing is set that is so already."""
    assert faults_of(TOPICS, 3) == []


def test_a_setting_is_mended_and_told_without_the_advice_to_do_so() -> None:
    """`check` says how; `topics create` says what it has set."""
    other = {**LOGS.config, "retention.ms": {"value": "1"}}
    [fault] = faults_of([LOGS._replace(config=other), *TOPICS[1:]], 3)
    assert fault.mendable
    assert fault.what == "topic scrubline.raw.logs: retention.ms is 1, should be 259200000"
    assert str(fault) == f"{fault.what}: run `scrubline topics create`"


def test_the_number_of_partitions_is_nobodys_to_change() -> None:
    """Whatever the topic is called: that its name holds words of a fault decides nothing."""
    plan = replace(LOGS.plan, name="fixed for life")
    faults = faults_of([Topic(plan, 5, 3, {**LOGS.config, "segment.ms": {"value": "1"}})], 3)
    assert [fault.mendable for fault in faults] == [False, True]
    assert faults[0].what == "topic fixed for life: it has 5 partitions, SCRUBLINE_PARTITIONS says 4"


def test_too_few_replicas_are_told_once_and_nothing_is_set() -> None:
    """The plan would ask that more are in step than there are, so that nothing could be written."""
    few = [topic._replace(replicas=1, config={}) for topic in TOPICS]
    [fault] = faults_of(few, 3)
    assert not fault.mendable
    assert str(fault) == (
        "SCRUBLINE_REPLICATION: topic scrubline.raw.logs (and 6 more topics): it has 1 of 3 replicas: set it to 1, or "
        "have replicas added with `kafka-reassign-partitions.sh`"
    )
