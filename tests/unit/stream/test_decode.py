"""Raw bytes become records, and what cannot be read is set aside without sinking its batch."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest

from emitters import wire
from stream.gate.decode import Coded, Dead, encoding_of
from stream.gate.decode import decode as decode_all
from stream.messages import Encoding, RawMessage

LANE = "logs/0/3"


def raw(value: bytes, *headers: tuple[str, bytes]) -> RawMessage:
    return RawMessage("scrubline.raw.logs", 3, 17, 1_700_000_000_000, None, value, headers)


class Alone(NamedTuple):
    records: list[dict[str, Any]]
    dead: list[Dead]


def decode(message: RawMessage, encoding: Encoding, *, lane: str) -> Alone:
    """One message, alone."""
    batch, [decoded] = decode_all([Coded(message, encoding, lane)])
    assert decoded.records == range(len(batch))
    return Alone(list(batch), decoded.dead)


class TestContentType:
    def test_header_wins_over_the_topic(self) -> None:
        """A content-type header decides, whatever the topic's setting says."""
        message = raw(b"{}", (wire.HEADER_CONTENT_TYPE, b"application/json"))
        assert encoding_of(message, "ndjson") == "json"

    def test_without_header_the_topic_decides(self) -> None:
        """A message that says nothing is read as its topic is configured."""
        assert encoding_of(raw(b"{}"), "otlp_logs") == "otlp_logs"

    def test_unknown_content_type_is_dead(self) -> None:
        """A content type that is not ours is never guessed at."""
        found = encoding_of(raw(b"x", (wire.HEADER_CONTENT_TYPE, b"text/plain")), "ndjson")
        assert found == Dead("content_type", b"x")

    def test_unknown_schema_is_dead_as_itself(self) -> None:
        """A schema version from the future goes to the dead letters whole."""
        found = encoding_of(raw(b"x", (wire.HEADER_SCHEMA, b"2")), "ndjson")
        assert found == Dead("schema", b"x")


class TestDecode:
    def test_empty_message_is_a_tick(self) -> None:
        """An empty value holds no records and nothing dead."""
        decoded = decode(raw(b""), "ndjson", lane=LANE)
        assert (decoded.records, decoded.dead) == ([], [])

    def test_a_bad_line_does_not_sink_its_batch(self) -> None:
        """Lines before and after an unreadable one are records; the bad one is dead with its index."""
        decoded = decode(raw(b'{"event":"a"}\nnot json\n[1]\n\n{"event":"b"}\n'), "ndjson", lane=LANE)
        assert [record["event"] for record in decoded.records] == ["a", "b"]
        assert decoded.dead == [Dead("not_json", b"not json", 1), Dead("not_an_object", b"[1]", 2)]

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"a":"\xff"}', "not_json"),  # invalid UTF-8
            (b'{"a":"\\ud800"}', "not_json"),  # lone surrogate
            (b'{"a":' + b"[" * 20_000 + b"]" * 20_000 + b"}", "depth"),
            (b'{"a":NaN}', "not_json"),
            (b'"text"', "not_an_object"),
        ],
    )
    def test_hostile_lines_have_a_defined_fate(self, line: bytes, reason: str) -> None:
        """Invalid UTF-8, lone surrogates, absurd nesting and non-objects each get their reason."""
        decoded = decode(raw(line), "ndjson", lane=LANE)
        assert [dead.reason for dead in decoded.dead] == [reason]
        assert decoded.records == []

    def test_last_of_duplicate_keys_survives(self) -> None:
        """Of duplicate keys only the last value can be seen downstream."""
        decoded = decode(raw(b'{"a":"first","a":"last"}'), "json", lane=LANE)
        assert decoded.records[0]["a"] == "last"

    def test_own_uid_is_kept(self) -> None:
        """A uid in the emitters' shape stays."""
        decoded = decode(raw(b'{"log.record.uid":"ab00000000000001-42"}'), "ndjson", lane=LANE)
        assert decoded.records[0][wire.UID] == "ab00000000000001-42"

    def test_foreign_uid_is_replaced_by_one_that_replays_repeat(self) -> None:
        """A record without a well-shaped uid is named after its place, the same way every time."""
        value = b'{"event":"a"}\n{"log.record.uid":"jane@example.com"}'
        first = [record[wire.UID] for record in decode(raw(value), "ndjson", lane=LANE).records]
        again = [record[wire.UID] for record in decode(raw(value), "ndjson", lane=LANE).records]
        assert first == again
        assert first[0].endswith("-17r000000")
        assert first[1].endswith("-17r000001")
        assert len(set(first)) == 2

    def test_other_lanes_give_other_uids(self) -> None:
        """The same offset of another partition names its records differently."""
        one = decode(raw(b"{}"), "ndjson", lane="logs/0/3").records[0][wire.UID]
        other = decode(raw(b"{}"), "ndjson", lane="logs/0/4").records[0][wire.UID]
        assert one != other

    @given(st.lists(st.binary(max_size=60), max_size=8))
    def test_every_line_has_one_fate(self, lines: list[bytes]) -> None:
        """Each non-blank line is a record or dead, whatever bytes it has."""
        lines = [line.replace(b"\n", b"") for line in lines]
        decoded = decode(raw(b"\n".join(lines)), "ndjson", lane=LANE)
        assert len(decoded.records) + len(decoded.dead) == sum(1 for line in lines if line.strip())

    @given(
        st.lists(
            st.sampled_from(
                [
                    b'{"a":1}',
                    b'{"a":',
                    b"2}",
                    b'{"a":3}{"a":4}',
                    b'{"a":{}',
                    b"}",
                    b'{"a":5}\r',
                    b" ",
                    b"",
                    b"[",
                    b"]",
                ]
            ),
            min_size=1,
            max_size=6,
        )
    )
    @example([b"", b'{"a":1}{"a":2}', b'{"a":3}'])
    def test_a_line_does_not_depend_on_its_neighbours(self, lines: list[bytes]) -> None:
        """A record over two lines, or two in one, are as dead among good lines as beside a bad one."""
        decoded = decode(raw(b"\n".join(lines)), "ndjson", lane=LANE)
        alone = [decode(raw(line), "json", lane=LANE) for line in lines if line.strip()]
        assert [record["a"] for record in decoded.records] == [
            record["a"] for each in alone for record in each.records
        ]
        assert [dead.value for dead in decoded.dead] == [dead.value for each in alone for dead in each.dead]

    @given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=5))
    def test_values_arrive_unchanged(self, record: dict[str, str]) -> None:
        """What a service wrote is what the redactor sees, the uid aside."""
        line = json.dumps(record).encode()
        decoded = decode(raw(line), "json", lane=LANE)
        if decoded.dead:  # a lone surrogate cannot be UTF-8
            assert any(
                ord(char) in range(0xD800, 0xE000) for text in (*record, *record.values()) for char in text
            )
        else:
            assert {**decoded.records[0], wire.UID: None} == {**record, wire.UID: None}

    def test_a_dead_letter_shows_no_content(self) -> None:
        """The representation of a dead letter has reason and size only."""
        assert "secret" not in repr(Dead("not_json", b"secret", 4))


class TestTogether:
    def test_each_message_has_its_own_records_and_dead(self) -> None:
        """Lines, requests, ticks and what cannot be read in turn: as if each had come alone."""
        messages: list[tuple[RawMessage, Encoding]] = [
            (raw(b'{"event":"a"}\n{'), "ndjson"),
            (otlp("one", "two"), "otlp_logs"),
            (raw(b""), "otlp_logs"),
            (raw(b"\x0a\xff"), "otlp_logs"),
            (raw(b'{"event":"b"}'), "json"),
            (otlp("three"), "otlp_logs"),
        ]
        coded = [Coded(message, encoding, LANE) for message, encoding in messages]
        batch, decoded = decode_all(coded)
        assert sum(len(one.records) for one in decoded) == len(batch) == 5
        for one, (message, encoding) in zip(decoded, messages, strict=True):
            alone = decode(message, encoding, lane=LANE)
            assert [batch[at] for at in one.records] == alone.records
            assert one.dead == alone.dead


def otlp(*texts: str) -> RawMessage:
    request = ExportLogsServiceRequest()
    logs = request.resource_logs.add().scope_logs.add().log_records
    for text in texts:
        logs.add().body.string_value = text
    return raw(request.SerializeToString())
