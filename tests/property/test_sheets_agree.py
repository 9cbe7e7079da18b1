"""The short cut of sheets: records handed over in columns come out as if each were walked alone."""

from __future__ import annotations

import copy

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction import Policy, Redactor
from redaction.testing import KeywordEngine
from redaction.walk.sheets import Batch, Sheet
from stream.gate.otlp_logs import OtlpLogError, records_of
from tests.property.test_columns_agree import KEYS, ODD, REDACTOR, SECRET, USUAL, by_columns, one_by_one
from tests.property.test_log_records_agree import requests

LAYOUTS = st.lists(st.sampled_from([*KEYS, "resource", "note", "delta", SECRET]), unique=True, max_size=7)
RULES = """
version: 1
unknown: scan
records:
  - {rule: pieces, when: {prompt: ["x*"], note: ["*chat*"]}}
fields:
  - {rule: of-chat, where: {keys: [prompt, name], services: [chat]}, action: drop}
  - {rule: others, where: {keys: [name], services: ["chat-gateway"]}, action: keep, shapes: [name]}
  - {rule: sizes, where: {keys: [k]}, action: measure}
"""


@st.composite
def sheets(draw: st.DrawFn, depth: int = 0) -> Sheet:
    """Columns of usual values with odd ones among them, values that all rows share, objects of every row."""
    count = draw(st.integers(1, 9)) if depth == 0 else depth
    sheet = Sheet(count)
    for key in draw(LAYOUTS):
        usual = USUAL.get(key, 1)
        kind = draw(st.integers(0, 5))
        if kind == 0:
            sheet.put_same(key, usual)
        elif kind == 1:
            sheet.put_same(key, draw(ODD))
        elif kind == 2 and depth == 0:
            below = draw(sheets(depth=count))
            sheet.put_sheet(key, below)
        else:
            odd = draw(st.lists(st.tuples(st.integers(0, count - 1), ODD), max_size=2))
            column = [usual] * count
            for row, value in odd:
                column[row] = value
            sheet.put(key, column)
    return sheet


@st.composite
def handed_over(draw: st.DrawFn) -> Batch:
    """Rows of some sheets in turn, and records that are in none."""
    batch = Batch()
    loose = draw(st.lists(st.dictionaries(st.sampled_from(KEYS), ODD, max_size=3), max_size=5))
    turns = draw(st.lists(st.booleans(), min_size=18, max_size=18))
    for sheet in draw(st.lists(sheets(), max_size=2)):
        sheet.make()
        first = len(batch)
        rows = []
        for record in sheet.records:
            if loose and turns.pop():
                batch.append(loose.pop())
            rows.append(len(batch))
            batch.append(record)
        sheet.rows = rows if rows != list(range(first, len(batch))) else range(first, len(batch))
        batch.sheets.append(sheet)
    batch.extend(loose)
    return batch


@settings(max_examples=250, deadline=None)
@given(handed_over())
def test_sheets_and_records_agree(batch: Batch) -> None:
    """Output, order of keys, types, findings, drops and failures are the same."""
    expected = one_by_one(copy.deepcopy(list(batch)))
    got = by_columns(batch)
    assert repr(got[:2]) == repr(expected[:2])
    assert got[2:] == expected[2:]


@settings(max_examples=200, deadline=None)
@given(requests())
def test_a_log_request_and_its_records_agree(request: bytes) -> None:
    """So it is for what an OTLP request becomes, under a policy that tells services apart and drops records."""
    redactor = Redactor(
        Policy.model_validate(yaml.safe_load(RULES)), KeywordEngine({"chat": "PERSON", "text": "PERSON"})
    )
    try:
        batch, _ = records_of(request, uid="a-")
    except OtlpLogError:
        return
    expected = redactor.redact_records(copy.deepcopy(list(batch)))
    got = redactor.redact_records(batch)
    assert repr(got.records) == repr(expected.records)
    assert (got.findings, got.dropped, got.failed) == (expected.findings, expected.dropped, expected.failed)


def test_a_value_planted_in_any_place_of_a_sheet_is_found() -> None:
    """In a column, in what all rows share and in what stands below, with its path and the row."""
    for key in USUAL:
        for row in (0, 7, 19):
            sheet = Sheet(20)
            for name, usual in USUAL.items():
                if name == key:
                    sheet.put(name, [f"mail {SECRET}" if at == row else usual for at in range(20)])
                else:
                    sheet.put_same(name, usual)
            batch = batch_of(sheet)
            result = REDACTOR.redact_records(batch)
            assert [(found.record, found.entity) for found in result.findings] == [(row, "EMAIL_ADDRESS")]
            assert "alice.secret" not in str(result.records)


def test_an_object_that_rows_share_is_never_changed() -> None:
    """Neither by what all rows have in it, nor by a key, nor by what is dropped or is a document."""
    for inner in (
        {"owner": SECRET},
        {SECRET: 1},
        {"delta": "x", "a": 1},
        {"d": f'{{"a": "{SECRET}"}}'},
        {"l": [SECRET]},
    ):
        shared = {"host": inner, "name": "x"}
        before = copy.deepcopy(shared)
        records = [{"event": "start", "resource": copy.deepcopy(shared)} for _ in range(5)]
        sheet = Sheet(5)
        sheet.put_same("event", "start")
        sheet.put_same("resource", shared)
        assert REDACTOR.redact_records(batch_of(sheet)) == REDACTOR.redact_records(records)
        assert shared == before


def batch_of(sheet: Sheet) -> Batch:
    batch = Batch()
    batch.extend(sheet.make())
    sheet.rows = range(len(batch))
    batch.sheets.append(sheet)
    return batch
