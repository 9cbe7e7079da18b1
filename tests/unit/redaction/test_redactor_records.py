"""Records through the redactor with a deterministic engine: the surface, the keys, the documents in strings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
import yaml

from redaction import Policy, Redactor, load_policy
from redaction.policy.document import SHIPPED, FieldRule, Where
from redaction.spans import Field, Span
from redaction.stream_redactor import StreamRedactor
from redaction.testing import KeywordEngine

MAIL = "alice@example.com"
MARK = "<EMAIL_ADDRESS>"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def redactor(policy: str | Policy = "structured", **words: str) -> Redactor:
    chosen = load_policy(policy) if isinstance(policy, str) else policy
    return Redactor(chosen, KeywordEngine(words))


def policy(text: str) -> Policy:
    return Policy.model_validate(yaml.safe_load("version: 1\n" + text))


def redact(record: dict[str, Any], **words: str) -> Any:
    return redactor(**words).redact_records([record]).records[0]


class TestSurface:
    @pytest.mark.parametrize(
        ("record", "expected"),
        [
            ({"a": MAIL}, {"a": MARK}),
            ({"a": {"b": [{"c": [MAIL]}]}}, {"a": {"b": [{"c": [MARK]}]}}),
            ({"a": [[MAIL, 1], None, True]}, {"a": [[MARK, 1], None, True]}),
            ({MAIL: 1}, {MARK: 1}),
            ({"a": {MAIL: {MAIL: MAIL}}}, {"a": {MARK: {MARK: MARK}}}),
            ({"trace_id": MAIL}, {"trace_id": MARK}),
            ({"timestamp": MAIL, "level": MAIL}, {"timestamp": MARK, "level": MARK}),
            ({"service.name": MAIL, "log.record.uid": MAIL}, {"service.name": MARK, "log.record.uid": MARK}),
            ({"a": f"caf\ud800 {MAIL}"}, {"a": f"caf\ufffd {MARK}"}),
            ({"a": ""}, {"a": ""}),
        ],
    )
    def test_every_position(self, record: dict[str, Any], expected: dict[str, Any]) -> None:
        """An address is found wherever a JSON record can hold a string."""
        assert redact(record) == expected

    def test_the_given_record_is_not_changed(self) -> None:
        """Redaction works on a copy: what is logged is not what is served."""
        record = {"a": {"b": [MAIL]}, MAIL: 1}
        redact(record)
        assert record == {"a": {"b": [MAIL]}, MAIL: 1}

    def test_structured_values_pass_without_the_engine(self) -> None:
        """A value of the right shape is kept even where a recognizer would object to it."""
        record = {"trace_id": TRACE, "level": "info", "timestamp": "2026-11-21T10:00:00.123456789Z"}
        record |= {
            "log.record.uid": "a123456789abcdef-17",
            "service.name": "chat-gateway",
            "event": "gen_ai.inference",
        }
        everything = dict.fromkeys(record.values(), "PERSON")
        assert redact(record, **everything) == record

    def test_colliding_keys_stay_distinct(self) -> None:
        """Two people under their addresses remain two entries."""
        assert redact({MAIL: 1, "bob@example.com": 2, MARK: 3}) == {f"{MARK}#2": 1, f"{MARK}#3": 2, MARK: 3}

    def test_keys_that_are_no_strings(self) -> None:
        """A Python key that JSON would turn into a string is turned into one here, and examined."""
        assert redact({"a": {5: MAIL, (MAIL,): 1}}) == {"a": {"5": MARK, f"('{MARK}',)": 1}}

    def test_values_that_json_does_not_know(self) -> None:
        """A tuple is a list, bytes are text; an object that cannot be read is masked and counted."""
        result = redactor().redact_records([{"t": (MAIL, 1), "b": MAIL.encode(), "o": object()}])
        assert result.records == [{"t": [MARK, 1], "b": MARK, "o": "<REDACTION_ERROR>"}]
        assert result.failed == 1

    def test_one_call_of_the_engine_per_batch(self) -> None:
        """All records of a batch are examined at once."""
        engine = KeywordEngine()
        Redactor(load_policy("structured"), engine).redact_records([{"a": MAIL, "n": i} for i in range(50)])
        assert engine.calls == 1

    def test_keys_are_examined_until_nothing_is_found_in_them(self) -> None:
        """Keys that came before with nothing in them are not asked about again; those with a finding always are."""
        engine = RecordingEngine()
        one = Redactor(load_policy("structured"), engine)
        for _ in range(3):
            assert one.redact_records([{"plain": 1, "x": {"y": 2}}]).records == [{"plain": 1, "x": {"y": 2}}]
            assert one.redact_records([{"plain": 1, MAIL: 1}]).records == [{"plain": 1, MARK: 1}]
        assert sorted(engine.seen) == sorted(["plain", "x", "y", *["plain", MAIL] * 3])

    def test_keys_that_could_not_be_examined_are_not_taken_for_harmless(self) -> None:
        """An engine that fails once is asked again."""
        engine = RecordingEngine(fails=2)
        one = Redactor(load_policy("structured"), engine)
        assert one.redact_records([{"plain": 1}]).records == [{"<REDACTION_ERROR>": 1}]
        assert one.redact_records([{"plain": 1}]).records == [{"plain": 1}]
        assert one.redact_records([{"plain": 1}]).records == [{"plain": 1}]
        assert engine.seen == ["plain"]


class RecordingEngine(KeywordEngine):
    """Notes the texts that it examined; raises for its first calls."""

    def __init__(self, fails: int = 0) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.fails = fails

    def detect(self, fields: Sequence[Field]) -> list[list[Span]]:
        self.fails -= 1
        if self.fails >= 0:
            raise RuntimeError
        self.seen += [field.text for field in fields]
        return super().detect(fields)


class TestNumbers:
    @pytest.mark.parametrize(
        ("record", "expected"),
        [
            ({"phone": 5551234567}, {"phone": "<PHONE_NUMBER>"}),
            ({"user": {"phone": 5551234567.0}}, {"user": {"phone": "<PHONE_NUMBER>"}}),
            ({"phones": 5551234567}, {"phones": 5551234567}),
            ({"phone": 5551234568, "x": 1.5}, {"phone": 5551234568, "x": 1.5}),
            ({"total": 4111111111111111}, {"total": "<CREDIT_CARD>"}),
            ({"total": 4111111111111111.0}, {"total": "<CREDIT_CARD>"}),
            ({"total": [1.5, -4111111111111111.0]}, {"total": [1.5, "<CREDIT_CARD>"]}),
            (
                {"total": 4111111111111111.5, "x": 4111111111111111e5},
                {"total": 4111111111111111.5, "x": 4111111111111111e5},
            ),
            ({"phone": [5551234567, True, None]}, {"phone": ["<PHONE_NUMBER>", True, None]}),
        ],
    )
    def test_by_key_and_by_length(self, record: dict[str, Any], expected: dict[str, Any]) -> None:
        """A number is text under an identifying key, or if it is long enough for a card; its marker is a string."""
        words = {"5551234567": "PHONE_NUMBER", "4111111111111111": "CREDIT_CARD"}
        assert redact(record, **words) == expected

    @pytest.mark.parametrize("gap", [None, 0.25, 7, float("nan")])
    def test_a_column_with_a_decimal_point(self, gap: float | None) -> None:
        """Where a table has gaps its whole numbers are written with a point: among many they are found as alone."""
        records: list[dict[str, Any]] = [{"total": gap} for _ in range(20)]
        records[7] = {"total": 4111111111111111.0}
        out = redactor(**{"4111111111111111": "CREDIT_CARD"}).redact_records(records).records
        assert [at for at, record in enumerate(out) if record == {"total": "<CREDIT_CARD>"}] == [7]

    def test_a_number_goes_whole(self) -> None:
        """Digits around a finding do not stay."""
        assert redact({"phone": 99555123456700}, **{"5551234567": "PHONE_NUMBER"}) == {
            "phone": "<PHONE_NUMBER>"
        }

    def test_endless_integer(self) -> None:
        """An integer with more digits than the interpreter prints is masked, not passed."""
        assert redact({"n": 10**5000}) == {"n": "<REDACTION_ERROR>"}


class TestDocumentsInStrings:
    def inner(self, text: str) -> Any:
        return json.loads(redact({"a": text})["a"])

    def test_escapes_do_not_hide(self) -> None:
        """An escaped sign is read as JSON reads it."""
        assert self.inner(r'{"to": "alice\u0040example.com"}') == {"to": MARK}

    def test_twice_encoded(self) -> None:
        """A document in a document in a string is walked too, and stays what it was."""
        text = json.dumps({"args": json.dumps({"to": [MAIL]})})
        assert json.loads(self.inner(text)["args"]) == {"to": [MARK]}

    def test_encoded_string(self) -> None:
        """A JSON string in a string is one as well."""
        assert self.inner(r'"alice\u0040example.com"') == MARK

    def test_duplicate_keys_do_not_hide(self) -> None:
        """What a reader of the first key would see is not left in the text."""
        assert redact({"a": '{"x": "alice@example.com", "x": 1}'}) == {"a": '{"x":1}'}

    def test_untouched_text_stays_as_it_was(self) -> None:
        """A document without findings keeps its layout, one with lone surrogates but for these."""
        text = '{ "x" : [1.10, "b"] }'
        assert redact({"a": text}) == {"a": text}
        assert redact({"a": text.replace("x", "\udfff")}) == {"a": text.replace("x", "\ufffd")}

    def test_keys_inside(self) -> None:
        """Keys of a document in a string are keys."""
        assert self.inner(json.dumps({MAIL: {"b": MAIL}})) == {MARK: {"b": MARK}}

    def test_under_a_redacted_key(self) -> None:
        """The document is written under the new key."""
        assert redact({MAIL: '{"x": "alice@example.com"}'}) == {MARK: '{"x":"<EMAIL_ADDRESS>"}'}

    def test_broken_document_is_text(self) -> None:
        """What is no JSON is scanned as the text it is."""
        assert redact({"a": f'{{"x": "{MAIL}"'}) == {"a": f'{{"x": "{MARK}"'}

    @pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "[" * 400 + "]" * 400])
    def test_deep_document_is_masked(self, text: str) -> None:
        """Nesting beyond the budget fails closed."""
        assert "[" * 65 not in redact({"a": text})["a"]

    def test_more_layers_than_the_budget(self) -> None:
        """The innermost of too many layers of encoding is masked and not passed."""
        text = MAIL
        for _ in range(8):
            text = json.dumps([text])
        assert "alice" not in redact({"a": text})["a"]

    def test_a_kept_form_is_kept_as_the_value_only(self) -> None:
        """Where an id may stay, a document that holds something of its form is examined."""
        card = "4" * 15 + "a"
        record = {"span_id": [f' "{card}" ', f'["{card}"]', card], "trace_id": f' "{card}"'}
        assert redact(record, **{card: "CREDIT_CARD"}) == {
            "span_id": ['"<CREDIT_CARD>"', '["<CREDIT_CARD>"]', card],
            "trace_id": '"<CREDIT_CARD>"',
        }


class TestLimits:
    def test_deep_record(self) -> None:
        """Ten thousand levels neither crash nor pass."""
        record: dict[str, Any] = {"x": MAIL}
        for _ in range(10_000):
            record = {"x": record}
        result = redactor().redact_records([record, {"a": MAIL}])
        assert result.failed == 1
        assert result.records[1] == {"a": MARK}
        assert "<REDACTION_ERROR>" in json.dumps(result.records[0])

    def test_long_text_in_windows(self) -> None:
        """An address on the border of two windows is found."""
        small = policy("limits: {window_characters: 2000, overlap_characters: 256}")
        for at in range(1950, 2010, 7):
            text = "x " * (at // 2) + MAIL + " y" * 2000
            result = redactor(small).redact_records([{"a": text}])
            assert result.records == [{"a": text.replace(MAIL, MARK)}]

    def test_text_over_the_budget(self) -> None:
        """A text longer than the budget is masked whole and counted."""
        small = policy("limits: {text_characters: 1000}")
        result = redactor(small).redact_records([{"a": "x " * 501, "b": "ok"}])
        assert (result.records, result.failed) == ([{"a": "<REDACTION_ERROR>", "b": "ok"}], 1)

    def test_numbers_over_the_budget(self) -> None:
        """A long text of more numbers than the budget is masked whole; words and lists with commas cost little."""
        small = policy("limits: {window_characters: 2000, overlap_characters: 256, text_numbers: 1000}")
        given = {"a": "12 " * 1_002, "b": "12 " * 600, "c": "12," * 1_001 + "ok", "d": "1234567 x" * 1_001}
        result = redactor(small).redact_records([dict(given)])
        expected = given | {"a": "<REDACTION_ERROR>", "d": "<REDACTION_ERROR>"}
        assert (result.records, result.failed) == ([expected], 2)


class TestPolicyActions:
    def test_model_internals_are_dropped_and_counted(self) -> None:
        """Token ids, log probabilities and embeddings give text away and do not leave."""
        record = {
            "choices": [{"logprobs": {"content": [1]}, "token_ids": [1, 2], "text": "ok"}],
            "embedding": [0.1],
        }
        result = redactor().redact_records([record])
        assert result.records == [{"choices": [{"text": "ok"}]}]
        assert result.dropped == {"log-probabilities": 1, "token-ids": 1, "embeddings": 1}

    def test_chunk_records_are_dropped_whole(self) -> None:
        """A streamed piece is no record: None stands in its place, its rule is counted."""
        result = redactor().redact_records([{"event": "chat.completion.chunk", "x": 1}, {"event": "ok"}])
        assert result.records == [None, {"event": "ok"}]
        assert result.dropped == {"stream-chunks": 1}

    @pytest.mark.parametrize(
        ("value", "marker", "rule"),
        [
            ("data:image/png;base64,iVBORw0KGgo" + "A" * 300, "<DATA_URI>", "data-uri"),
            ("_7-A" * 100, "<BASE64>", "base64"),
        ],
    )
    def test_encoded_data_is_dropped_and_counted(self, value: str, marker: str, rule: str) -> None:
        """Data that cannot be read as text is replaced."""
        result = redactor().redact_records([{"a": value}])
        assert (result.records, result.dropped) == ([{"a": marker}], {rule: 1})

    def test_data_uri_within_text(self) -> None:
        """An inlined image goes, the words around it stay."""
        assert redact({"a": "see data:image/png;base64,iVBORw0KGgoAAAA here"}) == {"a": "see <DATA_URI> here"}

    def test_strict_keeps_only_the_size_of_content(self) -> None:
        """Content is measured; what is no content is scanned."""
        record = {"prompt": "hello", "messages": [{"content": "hi"}], "hint": MAIL}
        assert redactor("strict").redact_records([record]).records == [
            {"prompt": "<DROPPED characters=5>", "messages": "<DROPPED items=1 characters=2>", "hint": MARK}
        ]

    def test_names_only_in_content(self) -> None:
        """The names flag reaches the engine for content fields and whatever is below them, and for nothing else."""
        seen: dict[str, bool] = {}

        class Recorder(KeywordEngine):
            def detect(self, fields: Any) -> Any:
                seen.update({field.text: field.names for field in fields})
                return super().detect(fields)

        record = {
            "hint": "1",
            "messages": [{"role": "2", "content": [{"type": "3", "text": "4"}]}],
            "prompt": "5",
        }
        Redactor(load_policy("default"), Recorder()).redact_records([record])
        assert {text for text, names in seen.items() if names} == {"2", "3", "4", "5"}

    def test_service_selector(self) -> None:
        """A rule for one service leaves the others alone."""
        one = policy("fields: [{rule: r, where: {keys: [x], services: [a]}, action: drop}]")
        records = [{"service.name": "a", "x": 1}, {"service.name": "b", "x": 1}]
        assert redactor(one).redact_records(records).records == [{"service.name": "a"}, records[1]]

    def test_path_selector(self) -> None:
        """A glob over the path tells one place from another."""
        one = policy('fields: [{rule: r, where: {paths: ["a.*[].x"]}, action: drop}]')
        record = {"a": {"b": [{"x": 1, "y": 2}]}, "x": 3}
        assert redactor(one).redact_records([record]).records == [{"a": {"b": [{"y": 2}]}, "x": 3}]

    def test_dropping_entries_of_a_list(self) -> None:
        """Dropped elements take none of their neighbours with them."""
        one = policy('fields: [{rule: r, where: {paths: ["a[]"]}, action: drop}]')
        assert redactor(one).redact_records([{"a": [1, 2, 3], "b": [4]}]).records == [{"a": [], "b": [4]}]

    def test_allow_list(self) -> None:
        """An allowed value stays, an equal one of another type does not."""
        one = policy(
            'allow: [{exact: [alice@example.com]}, {patterns: ["svc-\\\\w+@.*"], entities: [EMAIL_ADDRESS]}]'
        )
        record = {"a": f"{MAIL} bob@example.com svc-x@example.com"}
        assert redactor(one).redact_records([record]).records == [{"a": f"{MAIL} {MARK} svc-x@example.com"}]

    def test_threshold_per_entity(self) -> None:
        """A type that is switched off or needs a higher score is left in place."""
        one = policy("entities: {EMAIL_ADDRESS: {enabled: false}}")
        assert redactor(one).redact_records([{"a": MAIL}]).records == [{"a": MAIL}]


class TestFindings:
    def test_paths_show_redacted_keys(self) -> None:
        """A finding says where, in the output's own terms, and never what."""
        record = {MAIL: [{"b c": f"x {MAIL}"}], "j": json.dumps({"k": MAIL})}
        result = redactor().redact_records([{"a": "1"}, record])
        assert [(f.record, f.path, f.start, f.end) for f in result.findings] == [
            (1, "$.j#json.k", 0, 17),
            (1, f'$["{MARK}"]#key', 0, 17),
            (1, f'$["{MARK}"][0]["b c"]', 2, 19),
        ]
        assert "alice" not in repr(result.findings)

    def test_a_dropped_key_is_redacted_too(self) -> None:
        """The path of a dropped field shows its key redacted."""
        result = redactor().redact_records([{f"{MAIL} logprobs": 1, "a": {f"{MAIL} .logprobs": [1]}}])
        assert [f.path for f in result.findings if f.operator == "drop"] == [f'$.a["{MARK} .logprobs"]']
        assert "alice" not in repr(result)

    def test_text(self) -> None:
        """A bare text has the path `$`."""
        result = redactor().redact_text(f"to {MAIL}")
        assert (result.text, [f.path for f in result.findings]) == (f"to {MARK}", ["$"])


@pytest.mark.parametrize("name", SHIPPED)
def test_a_text_is_redacted_as_a_line_of_text_is(name: str) -> None:
    """`redact_text` and the batch path treat a text alike: `strict` measures it, and so does a rule of one's own."""
    policy = load_policy(name)
    dropping = policy.model_copy(
        update={"fields": [FieldRule(rule="no-text", where=Where(keys=["text"]), action="drop")]}
    )
    for chosen in (policy, dropping):
        redactor = Redactor(chosen, KeywordEngine())
        for text in (f"mail {MAIL}", "", json.dumps({"a": MAIL, "text": MAIL}), "x" * 5_000):
            one = redactor.redact_text(text)
            batch = redactor.redact_records([{"text": text}])
            assert batch.records[0] is not None
            assert one.text == batch.records[0].get("text", "")
            assert [(found.entity, found.start, found.end) for found in one.findings] == [
                (found.entity, found.start, found.end) for found in batch.findings
            ]
    assert (redactor.measures_text, Redactor(policy, KeywordEngine()).measures_text) == (
        True,
        name == "strict",
    )


def test_a_stream_needs_a_policy_that_lets_texts_out() -> None:
    """Where a text is measured there is nothing to give out before its end, so a stream is refused at once."""
    with pytest.raises(ValueError, match="does not let texts out"):
        StreamRedactor(Redactor(load_policy("strict"), KeywordEngine()))
