"""The commit window against a naive oracle that keeps every message for ever."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from stream.kafka.window import Window


@dataclass
class Oracle:
    """All that was handed out of one partition, in order, with whether it is finished."""

    start: int
    messages: dict[int, bool] = field(default_factory=dict)

    def committable(self) -> int:
        """One past the last offset before the first unfinished message."""
        end = self.start
        for offset, finished in self.messages.items():
            if not finished:
                break
            end = offset + 1
        return end


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("hand"), st.integers(0, 2), st.integers(1, 5)),
        st.tuples(st.just("finish"), st.integers(0, 2), st.integers(0, 60)),
        st.tuples(st.just("reopen"), st.integers(0, 2), st.integers(0, 60)),
        st.tuples(st.just("forget"), st.integers(0, 2), st.just(0)),
        st.tuples(st.just("commit"), st.just(0), st.just(0)),
    ),
    max_size=200,
)


@given(STEPS)
def test_window_agrees_with_the_oracle(steps: list[tuple[str, int, int]]) -> None:
    """Whatever is handed out, with gaps, and finished in any order: what may be committed is the finished prefix."""
    window: Window[int] = Window(10_000, 1 << 40, 10_000)
    oracle: dict[int, Oracle] = {}
    committed: dict[int, int] = {}
    for step, partition, number in steps:
        known = oracle.get(partition)
        if step == "hand" and known is not None:
            offset = max(known.messages, default=known.start - 1) + number
            assert window.hand_out(partition, offset, size_bytes=number)
            assert not window.hand_out(partition, offset, size_bytes=number)
            known.messages[offset] = False
        elif step == "finish":
            unfinished = known is not None and known.messages.get(number) is False
            assert window.finish(partition, number) is unfinished
            if known is not None and unfinished:
                known.messages[number] = True
        elif step == "reopen":
            window.open(partition, number, None)
            oracle[partition] = Oracle(number)
            committed.pop(partition, None)
        elif step == "forget":
            window.forget([partition])
            oracle.pop(partition, None)
            committed.pop(partition, None)
        elif step == "commit":
            owed = window.owed()
            for owing, to in owed.items():
                assert to == oracle[owing].committable()
                assert to > committed.get(owing, -1)
            window.note_committed(owed)
            committed |= owed
            assert window.owed() == {}
        for open_one, truth in oracle.items():
            assert window.committable(open_one) == truth.committable()
        assert window.messages == sum(not done for one in oracle.values() for done in one.messages.values())
        assert window.partitions == set(oracle)


@given(st.integers(1, 20), st.integers(0, 40))
def test_room_is_counted_in_messages_and_bytes(limit: int, handed: int) -> None:
    """The window is full exactly when a bound is reached, and has room again once messages are finished."""
    window: Window[str] = Window(limit, 1 << 30, limit)
    window.open("p", 0, None)
    for offset in range(handed):
        window.hand_out("p", offset, 7)
    assert window.full is (handed >= limit)
    assert window.has_room("p") is (handed < limit)
    assert window.bytes == 7 * handed
    for offset in range(handed):
        window.finish("p", offset)
    assert not window.full
    assert window.bytes == 0


def test_a_replay_never_owes_less_than_is_committed() -> None:
    """Work below the committed offset is done again without moving the commit back."""
    window: Window[str] = Window(100, 1 << 20, 100)
    window.open("p", 0, 3)
    for offset in range(5):
        window.hand_out("p", offset, 1)
    for offset in range(3):
        window.finish("p", offset)
        assert window.owed() == {}
    window.finish("p", 3)
    assert window.owed() == {"p": 4}


def test_nothing_is_owed_before_anything_is_finished() -> None:
    """A fresh partition does not commit the place it started at."""
    window: Window[str] = Window(100, 1 << 20, 100)
    window.open("p", 7, None)
    window.hand_out("p", 9, 1)
    assert window.owed() == {}
    assert window.finish("p", 9)
    assert window.owed() == {"p": 10}
