"""IPv4 addresses in names of hosts, and versions, days and numbers of parts that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
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
        *("foo-1.2.3.4.tgz", "version-1.2.3.4", "lib-foo-1.2.3.4.jar", "package-1.2.3.4-2.rpm"),
        *("foo-1.2.3.4-1ubuntu2_amd64.deb", "foo-1.2.3.4-2.el8.x86_64.rpm", "enterprises.181.1.4.1"),
        *("static-95-69-42-60.js", "mariadb-server_10.3.39.1-2_amd64.deb"),
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


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("http://api-10.0.3.7/health", "10.0.3.7"),
        ("http://api1-10.0.3.7/", "10.0.3.7"),
        ("release-10.1.2.3", "10.1.2.3"),
        ("tag-172.16.4.9", "172.16.4.9"),
        ("v-192.168.3.7", "192.168.3.7"),
        ("so-10.0.3.7", "10.0.3.7"),
        ("foo-10.0.3.7.jar", "10.0.3.7"),
        ("build-52.14.3.7 is down", "52.14.3.7"),
        ("api-3.14.3.7", "3.14.3.7"),
        ("backup-10.0.0.5.tar.gz", "10.0.0.5"),
        ("backup-3.14.0.5.tar.gz", "3.14.0.5"),
        ("web-52.14.0.5.tgz", "52.14.0.5"),
        ("nginx-10.0.3.7-80", "10.0.3.7"),
        ("svc-52.14.3.7-8080", "52.14.3.7"),
        ("web-3.14.3.7-2026-01-02.log", "3.14.3.7"),
        ("web-3.14.3.7-2026-01-02.tar.gz", "3.14.3.7"),
        ("client_10.0.3.7-80", "10.0.3.7"),
        ("access_10.0.3.7.tar.gz", "10.0.3.7"),
    ],
)
def test_an_address_that_a_version_could_be_is_found(engine: BatchEngine, text: str, address: str) -> None:
    """Private networks behind a hyphen always; others unless the name says version or ends as only packages do."""
    for around in ("{}", "on {} since", '"{}"'):
        whole = around.format(text)
        spans = engine.detect([Field(whole)])[0]
        assert [(s.entity, whole[s.start : s.end]) for s in spans if s.entity == "IP_ADDRESS"] == [
            ("IP_ADDRESS", address)
        ]


def test_a_chart_named_after_an_address_is_found(engine: BatchEngine) -> None:
    """Only scripts and styles stay: pictures and logs are kept for hosts."""
    text = "static-95-69-42-60.png static-95-69-42-60.log customer-95-69-42-60"
    assert [text[s.start : s.end] for s in engine.detect([Field(text)])[0]] == ["95-69-42-60"] * 3


def test_an_address_in_a_name_is_private_or_not() -> None:
    """With `private_addresses=False` names of hosts in a private network stay."""
    engine = BatchEngine(private_addresses=False)
    text = "ip-10-1-2-3.ec2.internal asks ec2-93-184-216-34.compute.example.com and ip_192_168_0_1"
    assert [text[s.start : s.end] for s in engine.detect([Field(text)])[0]] == ["93-184-216-34"]


def test_an_address_in_a_name_is_generalised() -> None:
    """The network is that of the address, however its parts are joined."""
    assert Generalise().operate("203-0-113-9", "IP_ADDRESS") == "<IP_ADDRESS:203.0.113.0/24>"
