"""An embedded Kafka broker: librdkafka's mock cluster, for tests and the demo.

It speaks the real protocol on a free loopback port, with topics of any number of partitions, consumer groups and
idempotent producers. It has no controller (no topic administration), no transactions and no access control, and
it keeps about 5 MiB per partition and then forgets the oldest batches: the strict consumer notices and says so.
Of two members of a group it refuses the one that asks for its assignment after the leader has given it
(`InvalidRequestError` to a SyncGroup, which Kafka answers): that worker ends with 70 and has to be started again.

Run it as its own process with `python -m stream.testing.broker --topic scrubline.raw.logs:32`; the first line of
standard output is a JSON object with the address.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import signal
import sys
from collections.abc import Iterator, Mapping
from importlib import util
from pathlib import Path
from typing import Any, Final, Self

from stream.worker.confine import die_with_parent

__all__ = ["API_VERSION", "EmbeddedBroker", "main"]

API_VERSION: Final = "2.1"
"""What kafka-python clients must be told: the mock answers its version probe in a form it cannot read."""

_PRODUCER: Final = 0
_SIGNATURES: Final[Mapping[str, tuple[Any, list[Any]]]] = {
    "rd_kafka_conf_new": (ctypes.c_void_p, []),
    "rd_kafka_new": (ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]),
    "rd_kafka_destroy": (None, [ctypes.c_void_p]),
    "rd_kafka_mock_cluster_new": (ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_int]),
    "rd_kafka_mock_cluster_destroy": (None, [ctypes.c_void_p]),
    "rd_kafka_mock_cluster_bootstraps": (ctypes.c_char_p, [ctypes.c_void_p]),
    "rd_kafka_mock_topic_create": (
        ctypes.c_int,
        [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int],
    ),
    "rd_kafka_mock_group_initial_rebalance_delay_ms": (None, [ctypes.c_void_p, ctypes.c_int32]),
    "rd_kafka_mock_broker_set_down": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_int32]),
    "rd_kafka_mock_broker_set_up": (ctypes.c_int, [ctypes.c_void_p, ctypes.c_int32]),
}


class EmbeddedBroker:
    """A running mock cluster of one broker; a context manager that stops it on exit.

    Args:
        topics: Topic name to number of partitions, created before the address is known to anyone.

    Raises:
        RuntimeError: confluent-kafka, whose wheel carries librdkafka, is not installed, or the cluster failed.
    """

    def __init__(self, topics: Mapping[str, int]) -> None:
        self._lib = _library()
        error = ctypes.create_string_buffer(512)
        self._client = self._lib.rd_kafka_new(_PRODUCER, self._lib.rd_kafka_conf_new(), error, len(error))
        if not self._client:
            raise RuntimeError(f"librdkafka did not start: {error.value.decode()}")
        self._cluster = self._lib.rd_kafka_mock_cluster_new(self._client, 1)
        if not self._cluster:
            raise RuntimeError("librdkafka did not start its mock cluster")
        self._lib.rd_kafka_mock_group_initial_rebalance_delay_ms(self._cluster, 0)
        for name, partitions in topics.items():
            self.create_topic(name, partitions)
        self.bootstrap: str = self._lib.rd_kafka_mock_cluster_bootstraps(self._cluster).decode()

    def create_topic(self, name: str, partitions: int) -> None:
        """Add a topic.

        Raises:
            RuntimeError: It exists already, or the name is not allowed.
        """
        code = self._lib.rd_kafka_mock_topic_create(self._cluster, name.encode(), partitions, 1)
        if code:
            raise RuntimeError(f"topic {name} was not created: librdkafka error {code}")

    @contextlib.contextmanager
    def outage(self) -> Iterator[None]:
        """Drop every connection and refuse new ones until the block ends; what was stored stays."""
        self._lib.rd_kafka_mock_broker_set_down(self._cluster, 1)
        try:
            yield
        finally:
            self._lib.rd_kafka_mock_broker_set_up(self._cluster, 1)

    def close(self) -> None:
        """Stop the cluster and free it; a second call does nothing."""
        if self._cluster:
            self._lib.rd_kafka_mock_cluster_destroy(self._cluster)
            self._lib.rd_kafka_destroy(self._client)
            self._cluster = self._client = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _library() -> ctypes.CDLL:
    spec = util.find_spec("confluent_kafka")
    if spec is None or spec.origin is None:
        raise RuntimeError("the embedded broker needs librdkafka: install scrubline[demo]")
    package = Path(spec.origin).parent
    # Linux and Windows wheels put shared libraries beside the package, macOS ones inside it.
    places = (package.parent / "confluent_kafka.libs", package / ".dylibs")
    found = [path for place in places for path in sorted(place.glob("librdkafka*"))]
    if not found:
        raise RuntimeError("the installed confluent-kafka carries no librdkafka: install it from its wheel")
    library = ctypes.CDLL(str(found[0]))
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


def main(arguments: list[str] | None = None) -> int:
    """Run a broker until SIGTERM, SIGINT or the death of the parent that was named."""
    parser = argparse.ArgumentParser(
        prog="python -m stream.testing.broker", description=EmbeddedBroker.__doc__
    )
    parser.add_argument("--topic", action="append", default=[], metavar="NAME[:PARTITIONS]")
    parser.add_argument("--partitions", type=int, default=8, help="partitions of topics that name no number")
    parser.add_argument("--parent", type=int, default=None, help="end when this process, our parent, is gone")
    options = parser.parse_args(arguments)
    if options.parent is not None:
        die_with_parent(options.parent)
    signals = {signal.SIGTERM, signal.SIGINT}
    # Blocked before librdkafka starts its threads, so that only sigwait below ever sees them.
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    topics: dict[str, int] = {}
    for topic in options.topic:
        name, _, partitions = topic.partition(":")
        topics[name] = int(partitions or options.partitions)
    with EmbeddedBroker(topics) as broker:
        sys.stdout.write(json.dumps({"bootstrap": broker.bootstrap, "api_version": API_VERSION}) + "\n")
        sys.stdout.flush()
        signal.sigwait(signals)
    return 0


if __name__ == "__main__":
    sys.exit(main())
