"""The delivery rules of the strict transport, each against a broker and a worker in a process of its own."""

from __future__ import annotations

import asyncio
import functools
import json
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stream.exits import EXIT_CONFIG, EXIT_FAILED, EXIT_OK, EXIT_STUCK, EXIT_UNAVAILABLE

RAW = "scrubline.raw.logs"

if TYPE_CHECKING:
    from tests.contract.conftest import Rig


def test_every_message_takes_effect_in_order_and_is_committed(wide_rig: Rig) -> None:
    """A worker that is told to stop has done and committed everything, and previous chains the offsets."""
    asyncio.run(wide_rig.feed(12))
    worker = wide_rig.start({"publish": True})
    wide_rig.until(lambda: len(wide_rig.effects()) == 48)
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    assert asyncio.run(wide_rig.committed()) == dict.fromkeys(range(4), 12)
    for partition in range(4):
        rows = [row for row in wide_rig.effects() if row[0] == partition]
        assert [(offset, previous) for _, offset, previous, _ in rows] == [(n, n - 1) for n in range(12)]


def test_a_failing_message_ends_the_process_and_comes_again(rig: Rig) -> None:
    """A step that raises is never acknowledged: the process ends with 70, the next one starts at that offset."""
    asyncio.run(rig.feed(12))
    assert rig.start({"raise_at": 5}).wait(25) == EXIT_FAILED
    assert asyncio.run(rig.committed())[0] <= 5
    assert rig.offsets() == [0, 1, 2, 3, 4]
    rig.start()
    rig.until(lambda: 11 in rig.offsets())
    assert sorted(set(rig.offsets())) == list(range(12))
    assert "secret-text" not in rig.log()
    fatal = next(line for line in rig.log().splitlines() if "could not be processed" in line)
    told = json.loads(fatal)
    assert (told["step"], told["topic"], told["partition"], told["offset"]) == ("commit", RAW, 0, 5)
    assert (told["exception"], told["strike"]) == ("ValueError", False)
    assert told["at"][-1].startswith("commit:")


def test_a_message_that_prepare_cannot_bear_is_known_the_third_time(rig: Rig) -> None:
    """A step that raises because of its message is a strike: two processes end, the third steps over it."""
    asyncio.run(rig.feed(4))
    assert [rig.start({"poison_at": 2}).wait(25) for _ in range(2)] == [EXIT_FAILED, EXIT_FAILED]
    rig.start({"poison_at": 2})
    rig.until(lambda: 3 in rig.offsets())
    assert sorted(set(rig.offsets())) == [0, 1, 2, 3]
    assert "secret-text" not in rig.log()


def test_a_message_that_never_ends_holds_its_offset_back(rig: Rig) -> None:
    """SIGTERM gives up on work at the deadline, commits only the prefix, and still exits cleanly."""
    asyncio.run(rig.feed(12))
    worker = rig.start({"hold_at": 5}, stop_seconds=1)
    rig.until(lambda: rig.offsets() == [0, 1, 2, 3, 4])
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    assert asyncio.run(rig.committed()) == {0: 5}


def test_work_under_way_at_sigterm_is_finished_and_committed(rig: Rig) -> None:
    """What has begun when the signal comes takes effect once; what has not is left for the next process."""
    asyncio.run(rig.feed(6))
    worker = rig.start({"work_seconds": 0.3})
    rig.until(lambda: len(rig.offsets()) == 1)
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    done = rig.offsets()
    assert asyncio.run(rig.committed()) == {0: len(done)}
    rig.start()
    rig.until(lambda: 5 in rig.offsets())
    assert rig.offsets() == list(range(6))


def test_a_killed_worker_redelivers_only_what_was_not_committed(rig: Rig) -> None:
    """After SIGKILL the next process loses nothing and starts at the committed offset."""
    asyncio.run(rig.feed(200))
    worker = rig.start({"work_seconds": 0.005})
    rig.until(lambda: len(rig.offsets()) > 60)
    worker.tell(signal.SIGKILL)
    worker.wait(5)
    committed = asyncio.run(rig.committed())[0]
    before = len(rig.effects())
    assert committed <= before
    rig.start()
    rig.until(lambda: 199 in rig.offsets())
    assert sorted(set(rig.offsets())) == list(range(200))
    assert rig.effects()[before][1:3] == (committed, committed - 1)


def test_out_of_order_acknowledgements_commit_only_the_prefix(wide_rig: Rig) -> None:
    """Messages finished in any order all take effect, and some that are forgotten hold the commit back."""
    asyncio.run(wide_rig.feed(100))
    worker = wide_rig.start({"scatter": True, "forget": 0.01})
    wide_rig.until(lambda: len(wide_rig.effects()) > 300)
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    for partition, offset in asyncio.run(wide_rig.committed()).items():
        assert set(range(offset)) <= set(wide_rig.offsets(partition))
    second = wide_rig.start({"scatter": True})
    wide_rig.until(lambda: asyncio.run(wide_rig.committed()) == dict.fromkeys(range(4), 100))
    second.tell(signal.SIGTERM)
    assert second.wait(20) == EXIT_OK
    assert all(set(wide_rig.offsets(p)) == set(range(100)) for p in range(4))


@pytest.mark.stack  # several workers one after the other: too long for `make test`
def test_a_second_worker_takes_over_half_without_loss(wide_rig: Rig) -> None:
    """A rebalance while messages are in work neither loses one nor commits past one."""
    fed = 300
    asyncio.run(wide_rig.feed(fed))
    pair = [wide_rig.start({"work_seconds": 0.05})]
    wide_rig.until(lambda: len(wide_rig.effects()) > 20)
    pair.append(wide_rig.start({"work_seconds": 0.005}))

    def complete() -> bool:
        nonlocal fed
        # On a slow machine the first may be through before the second has joined: there is more until both worked.
        if len({row[3] for row in wide_rig.effects()}) == 1 and len(wide_rig.effects()) > 4 * fed - 400:
            asyncio.run(wide_rig.feed(100))
            fed += 100
        # The embedded broker refuses a member that is slower than the group's leader, which Kafka never does; such
        # a worker ends with 70, as it must, and is started again, as `worker all` does.
        for place, worker in enumerate(pair):
            if not worker.is_alive():
                assert worker.wait(1) == EXIT_FAILED
                assert "group membership ended: InvalidRequestError" in wide_rig.log()
                pair[place] = wide_rig.start({"work_seconds": 0.005})
        return all(set(wide_rig.offsets(p)) == set(range(fed)) for p in range(4))

    wide_rig.until(complete, 60)
    assert len({row[3] for row in wide_rig.effects()}) > 1
    for worker in pair:
        worker.tell(signal.SIGTERM)
    assert {worker.wait(20) for worker in pair} <= {EXIT_OK, EXIT_FAILED}
    for partition, offset in asyncio.run(wide_rig.committed()).items():
        assert set(range(offset)) <= set(wide_rig.offsets(partition))


def test_a_broker_outage_is_survived(rig: Rig) -> None:
    """Work goes on where it stopped when the broker comes back."""
    asyncio.run(rig.feed(40))
    worker = rig.start({"publish": True, "work_seconds": 0.02})
    rig.until(lambda: len(rig.offsets()) > 5)
    with rig.broker.outage():
        seen = len(rig.offsets())
        rig.until(lambda: "commit failed" in rig.log() or len(rig.offsets()) >= seen, 5)
        rig.until(lambda: '"connected": false' in rig.log())
        rig.until(lambda: rig.health("/readyz") == (503, "no broker is connected\n"))
    rig.until(lambda: set(rig.offsets()) == set(range(40)), 40)
    assert worker.is_alive()


def test_a_worker_that_cannot_begin_is_not_ready(rig: Rig, tmp_path: Path) -> None:
    """While what was kept of its partitions cannot be read it is alive, does nothing and says why; then it goes on."""
    asyncio.run(rig.feed(3))
    rig.start({"states_at": str(tmp_path / "states")})
    rig.until(lambda: "cannot read what was kept" in rig.log())
    fault = "partitions are assigned and not begun: topic kept could not be read: KafkaConnectionError\n"
    assert (rig.health("/readyz"), rig.health("/livez")) == ((503, fault), (200, "ok\n"))
    assert rig.offsets() == []
    (tmp_path / "states").touch()
    rig.until(lambda: rig.offsets() == [0, 1, 2])
    assert rig.health("/readyz") == (200, "ok\n")


@pytest.mark.stack  # several workers one after the other: too long for `make test`
def test_lost_offsets_are_said_aloud(rig: Rig) -> None:
    """When the log start has passed the committed offset the worker counts and says what is gone, and goes on."""
    asyncio.run(rig.feed(3))
    worker = rig.start()
    rig.until(lambda: len(rig.offsets()) == 3)
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    # The embedded broker keeps 5 MiB per partition.
    asyncio.run(rig.feed(9, bytes(900_000)))
    rig.start()
    rig.until(lambda: 11 in rig.offsets())
    assert "retention has overtaken" in rig.log()
    assert rig.offsets()[3] > 3


@pytest.mark.stack  # several workers one after the other: too long for `make test`
def test_a_log_shorter_than_what_was_committed_is_done_again(rig: Rig) -> None:
    """A committed offset beyond the log's end is of another log: that is said, and nothing of this one is skipped."""
    asyncio.run(rig.feed(3))
    asyncio.run(rig.commit(1000))
    worker = rig.start()
    rig.until(lambda: len(rig.offsets()) == 3)
    asyncio.run(rig.feed(2))
    rig.until(lambda: len(rig.offsets()) == 5)
    assert [row[1:3] for row in rig.effects()] == [(n, n - 1) for n in range(5)]
    assert "the log is shorter than what was done of it" in rig.log()
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    assert asyncio.run(rig.committed()) == {0: 5}


@pytest.mark.stack  # several workers one after the other: too long for `make test`
def test_replay_starts_at_the_log_start_and_never_moves_the_group_back(rig: Rig) -> None:
    """A replaying app sees everything again; the committed offset stays where it was."""
    asyncio.run(rig.feed(5))
    for wanted in (5, 10):
        worker = rig.start({"replay": True})
        rig.until(functools.partial(lambda count: len(rig.offsets()) == count, wanted))
        worker.tell(signal.SIGTERM)
        assert worker.wait(20) == EXIT_OK
        assert asyncio.run(rig.committed()) == {0: 5}
    assert rig.offsets() == [*range(5), *range(5)]


@pytest.mark.stack  # several workers one after the other: too long for `make test`
def test_a_message_that_kills_twice_is_known_the_third_time(rig: Rig) -> None:
    """The strike file outlives a killed process, and two strikes let the app step over the message."""
    asyncio.run(rig.feed(4))
    codes = [rig.start({"die_at": 2}).wait(25) for _ in range(2)]
    assert codes == [-signal.SIGKILL, -signal.SIGKILL]
    rig.start({"die_at": 2})
    rig.until(lambda: 3 in rig.offsets())
    assert set(rig.offsets()) == {0, 1, 2, 3}


class Latin1(str):
    """A header key that is no UTF-8."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        """What a client of another language may send."""
        del encoding, errors
        return super().encode("latin-1")


def test_a_header_key_that_is_no_text_stops_nothing(rig: Rig) -> None:
    """Records around one that aiokafka cannot unpack, and that one itself, all take effect once, in order."""
    asyncio.run(rig.feed(3))
    rig.feed_foreign(Latin1("\xff"))
    asyncio.run(rig.feed(3))
    rig.start()
    rig.until(lambda: 6 in rig.offsets())
    assert rig.offsets() == list(range(7))
    assert "header key that is no UTF-8" in rig.log()


def test_a_message_that_takes_too_long_ends_the_process(rig: Rig) -> None:
    """The watchdog ends a process that is stuck in one message, without acknowledging it."""
    asyncio.run(rig.feed(4))
    assert rig.start({"stick_at": 2}, watchdog_seconds=0.5).wait(25) == EXIT_STUCK
    assert asyncio.run(rig.committed())[0] <= 2


def test_a_wrong_broker_is_one_line_and_78(rig: Rig) -> None:
    """An address where nothing listens ends the start with one line that names the setting."""
    worker = rig.start(kafka_bootstrap="127.0.0.1:1")
    assert worker.wait(25) == EXIT_CONFIG
    last = rig.log().strip().splitlines()[-1]
    assert last.startswith(
        "scrubline worker echo: SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers at 127.0.0.1:1"
    )


def test_a_broker_that_answered_before_is_away_and_not_wrong(rig: Rig) -> None:
    """A start while the known broker is down ends with 69, which a supervisor tries again; another address with 78."""
    worker = rig.start()
    rig.until(lambda: "worker started" in rig.log())
    worker.tell(signal.SIGTERM)
    assert worker.wait(20) == EXIT_OK
    with rig.broker.outage():
        assert rig.start().wait(25) == EXIT_UNAVAILABLE
        assert "SCRUBLINE_KAFKA_BOOTSTRAP: no broker answers" in rig.log().strip().splitlines()[-1]
        assert rig.start(kafka_bootstrap="127.0.0.1:1").wait(25) == EXIT_CONFIG


def test_a_missing_topic_is_one_line_and_78(rig: Rig) -> None:
    """A prefix under which there are no topics ends the start with one line that says what to run."""
    assert rig.start(topic_prefix="elsewhere.").wait(25) == EXIT_CONFIG
    assert "topic elsewhere.raw.logs: it does not exist" in rig.log().strip().splitlines()[-1]
