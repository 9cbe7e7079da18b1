"""Versions of four parts in the lines of installers, and addresses that stand in the same places."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["IP_ADDRESS"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The addresses in a text, in order."""
    return [text[s.start : s.end] for s in sorted(engine.detect([Field(text)])[0], key=lambda s: s.start)]


@pytest.mark.parametrize(
    "text",
    [
        "Successfully installed nvidia-cublas-cu12-12.8.4.1 nvidia-cudnn-cu12-9.10.2.21 torch-2.9.0",
        "Successfully installed foo-1.2.3.4",
        "Successfully uninstalled foo-1.2.3.4",
        "Would remove foo-1.2.3.4 bar-2.0.1",
        "bar-2.0 foo-1.2.3.4",
        "Requirement already satisfied: foo[cli]==1.2.3.4 in ./lib (from torch)",
        "foo>=1.2.3.4,<1.3 and bar (>= 1.2.3.4) and baz ~= 1.2.3.4",
        "nvidia-tensorrt==10.13.3.9",
        "ERROR: No matching distribution found for foo==1.2.3.4 (from versions: 1.0.0.1, 1.0.0.2)",
        "Downloading nvidia_cudnn_cu12-9.10.2.21-py3-none-manylinux_2_27_x86_64.whl (706.8 MB)",
        "foo-1.2.3.4-cp312-cp312-win_amd64.whl",
        "Setting up libcudnn9-cuda-12 (9.10.2.21-1) ...",
        "Unpacking libnvinfer10 (10.13.3.9-1+cuda13.0) ...",
        "Unpacking foo:amd64 (1.2.3.4-1) over (1.2.3.3-1) ...",
        "ii  libfoo9  9.10.2.21-1  amd64  a library",
        "Get:5 http://deb.example.org libfoo9 amd64 9.10.2.21-1 [390 MB]",
        "nvidia-cublas-cu12            12.8.4.1",
        "TensorRT 10.13.3.9 loaded, TRT v10.11.0.33, cuDNN: 9.10.2.21",
        "cudnn-linux-x86_64-9.10.2.21_cuda12-archive.tar.xz",
        "pulled registry.k8s.io/pause:3.10.0.1 and nvcr.io/nvidia/x-y:25.1.0.2",
    ],
)
def test_a_version_stays(engine: BatchEngine, text: str) -> None:
    """Behind what is installed, required, unpacked or pulled, and behind the names of a processor's libraries."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("ip==3.4.5.6 ip.addr==3.1.2.3", ["3.4.5.6", "3.1.2.3"]),
        ("client_ip==52.1.2.3 and dst-host>=52.1.2.4", ["52.1.2.3", "52.1.2.4"]),
        ("foo==203.0.113.9 or foo==10.0.0.5", ["203.0.113.9", "10.0.0.5"]),
        ("api-3.14.3.7 web-3.14.3.8", ["3.14.3.7", "3.14.3.8"]),
        ("node-3.14.3.7 bar-2.0.1", ["3.14.3.7"]),
        ("cuda-node-10.1.2.3 trt-server 10.1.2.4", ["10.1.2.3", "10.1.2.4"]),
        ("Setting up tunnel (52.14.3.7)", ["52.14.3.7"]),
        ("versions differ: 52.14.3.7", ["52.14.3.7"]),
        ("resolved api.example.com:3.4.5.6", ["3.4.5.6"]),
        ("https://host.example.com/peer:52.14.3.7", ["52.14.3.7"]),
        ("relay.example.com/a:52.14.3.7:443", ["52.14.3.7"]),
        ("backup 52.14.3.7-2026 done", ["52.14.3.7"]),
        ("TensorRT 203.0.113.9", ["203.0.113.9"]),
        ("Connected to tensorrt (12.34.56.78) port 8000", ["12.34.56.78"]),
        ("tensorrt: 12.34.56.78:8001", ["12.34.56.78"]),
        ("[1::2]:8080", ["1::2"]),
        ("inet6 1::2/64", ["1::2/64"]),
    ],
)
def test_an_address_in_such_a_place_is_found(engine: BatchEngine, text: str, addresses: list[str]) -> None:
    """Behind names that hold addresses, in networks of one's own, and where the first part is high."""
    assert found(engine, text) == addresses


@pytest.mark.parametrize(
    "text",
    [
        "agent_version=7.59.1.1",
        "'agentVersion': '7.59.1.1'",
        "ProductVersion 1.2.3.4",
        "upgraded from 1.2.3.4 to 1.2.3.5",
        "at org.apache.kafka.Consumer.poll(Consumer.java:12) ~[kafka-clients-7.8.0.1.jar:7.8.0.1]",
        "[spring-core-6.2.0.1.jar!/:6.2.0.1]",
    ],
)
def test_a_compound_name_of_a_version_tells(engine: BatchEngine, text: str) -> None:
    """As do a file of Java before the colon, and what was upgraded."""
    assert found(engine, text) == []


@pytest.mark.parametrize("text", ["conversion 1.2.3.4", "inversion=1.2.3.4", "moved from 1.2.3.4 to 1.2.3.5"])
def test_other_words_before_an_address(engine: BatchEngine, text: str) -> None:
    """What merely ends like the word says nothing."""
    assert found(engine, text)


def test_the_key_of_a_version(engine: BatchEngine) -> None:
    """It speaks of four parts that stand alone, and of nothing else."""
    for key in ("version", "service.version", "agentVersion", "firmware"):
        assert engine.detect([Field("7.59.1.1", key)]) == [[]]
    for key, text in (("version", "at 7.59.1.1"), ("host", "7.59.1.1"), ("conversion", "7.59.1.1")):
        assert engine.detect([Field(text, key)]) != [[]]


@pytest.mark.parametrize(
    "text",
    ["serial=04:15:55:52:67:1a:bc:de notAfter=Nov 23 2027", "wwn 50:01:b4:41:13:ab:70:00 is up"],
)
def test_eight_octets_are_no_address(engine: BatchEngine, text: str) -> None:
    """Serial numbers of certificates and names of ports look like IPv6 without a long group."""
    assert found(engine, text) == []


def test_eight_groups_are_an_address(engine: BatchEngine) -> None:
    """One longer or shorter group is enough."""
    assert found(engine, "peer 2a02:15:55:52:67:1a:bc:de up") == ["2a02:15:55:52:67:1a:bc:de"]
    assert found(engine, "peer 4:15:55:52:67:1a:bc:de up") == ["4:15:55:52:67:1a:bc:de"]
