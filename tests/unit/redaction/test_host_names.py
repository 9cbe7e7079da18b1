"""IPv4 addresses in names of hosts, and versions, days and numbers of parts that look like one."""

from __future__ import annotations

import pytest

from redaction.batch_engine import BatchEngine
from redaction.operators.generalise import Generalise
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ip-10-1-2-3.ec2.internal", "10-1-2-3"),
        ("ip-10-1-2-3.eu-west-1.compute.internal", "10-1-2-3"),
        ("ip-172-31-9-214", "172-31-9-214"),
        ("ec2-203-0-113-25.compute-1.amazonaws.com", "203-0-113-25"),
        ("ip_10_1_2_3", "10_1_2_3"),
        ("worker-10-1-2-3", "10-1-2-3"),
        ("node1-10-1-2-3", "10-1-2-3"),
        ("node2_10.1.2.3", "10.1.2.3"),
        ("10-244-1-5.default.pod.cluster.local", "10-244-1-5"),
        ("https://10-244-1-5.shop.pod:8443/", "10-244-1-5"),
        ("dyn-203-0-113-9.isp.example", "203-0-113-9"),
        ("203-0-113-9.cust.example.net", "203-0-113-9"),
        ("x4-203-0-113-9.dsl.example.com", "203-0-113-9"),
        ("pod.10.1.2.3", "10.1.2.3"),
        ("pod.10.1.2.3.svc", "10.1.2.3"),
        ("static.203.0.113.9.isp.example", "203.0.113.9"),
        ("edge.203.0.113.9", "203.0.113.9"),
        ("host-10.1.2.3.internal", "10.1.2.3"),
        ("access_192.168.001.017.log", "192.168.001.017"),
        ("node_010.001.002.003", "010.001.002.003"),
    ],
)
def test_the_address_in_a_name_is_found(engine: BatchEngine, text: str, address: str) -> None:
    """Clouds, clusters and networks name hosts after their addresses."""
    for around in ("{}", "on {} since", '"{}"', "user@{}"):
        whole = around.format(text)
        spans = [s for s in engine.detect([Field(whole)])[0] if s.entity == "IP_ADDRESS"]
        assert [whole[s.start : s.end] for s in spans] == [address]


@pytest.mark.parametrize(
    "text",
    [
        *("libfoo.so.1.2.3.4", "v.10.1.2.3", "release.10.1.2.3", "com.example.app.10.1.2.3.jar", "1.2.3.4.5"),
        *("foo-1.2.3.4.tgz", "release-10.1.2.3", "lib-foo-1.2.3.4.jar", "package-1.2.3.4-2.rpm"),
        *("release-10-1-2-3", "v-1-2-3-4", "node-1-2-3-4", "part-10-20-30-40", "step-1-2-3-4.log.gz"),
        *(
            "2024-01-15-10",
            "dump_2024-01-15_10-22-33.sql.gz",
            "host-256-1-2-3",
            "ip-10-1-2-3-4",
            "1-2-3-4.tar.gz",
        ),
        *("build-10-20-130-40.ci.example.com", "chunk-10-20-130-40.main.js", "ip-127-0-0-1", "a-b-1-2-3-4"),
        *("10_1_2_3.log", "us-east-1-2-3-4", "img_10_20_30_40.png", "host_10_20_30_40"),
    ],
)
def test_versions_days_and_parts_stay(engine: BatchEngine, text: str) -> None:
    """Nothing in their names says that four numbers are an address."""
    for around in ("{}", "on {} since", '"{}"'):
        assert engine.detect([Field(around.format(text))])[0] == []


def test_an_address_in_a_name_is_private_or_not() -> None:
    """With `private_addresses=False` names of hosts in a private network stay."""
    engine = BatchEngine(private_addresses=False)
    text = "ip-10-1-2-3.ec2.internal asks ec2-93-184-216-34.compute.example.com and ip_192_168_0_1"
    assert [text[s.start : s.end] for s in engine.detect([Field(text)])[0]] == ["93-184-216-34"]


def test_an_address_in_a_name_is_generalised() -> None:
    """The network is that of the address, however its parts are joined."""
    assert Generalise().operate("203-0-113-9", "IP_ADDRESS") == "<IP_ADDRESS:203.0.113.0/24>"
