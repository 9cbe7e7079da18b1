"""Dates of birth and user ids: found in every policy, with no names looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redaction.build import build_redactor

_REDACTOR = build_redactor("structured")
_MARK = "<DATE_OF_BIRTH>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DOB: 1984-03-02", f"DOB: {_MARK}"),
        ("dob=19840302 ok", f"dob={_MARK} ok"),
        ("born on March 2, 1984 in Bath", f"born on {_MARK} in Bath"),
        ("Date of birth: 02/03/1984.", f"Date of birth: {_MARK}."),
        ("d.o.b. 2.3.84", f"d.o.b. {_MARK}"),
        ("patient dateOfBirth 1984-03-02", f"patient dateOfBirth {_MARK}"),
        ("Geburtsdatum: 02.03.1984", f"Geburtsdatum: {_MARK}"),
        ("Birth: 2024-03-01 12:00:00.000 +0000", None),
        ("process born 2 seconds ago", None),
        ("born in Rome on 3 March 1984", f"born in Rome on {_MARK}"),
        ("The birth of the web on 12 March 1989", None),
        ("birth rate 2020-01-01", None),
        ("born from commit 20240102", None),
        ("birth of version 1.10.20", None),
        ("date_of_birth must match 2000-01-31", None),
        ("star born 4.5.20 billion", None),
        ("stillborn 1984-03-02", None),
        ("released 1984-03-02", None),
    ],
)
def test_dates_of_birth_in_texts(text: str, expected: str | None) -> None:
    """A date behind a word that says birth; the times of files and other dates stay."""
    assert _REDACTOR.redact_text(text).text == (expected or text)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"dob": "1984-03-02"}, {"dob": _MARK}),
        ({"date_of_birth": "19840302"}, {"date_of_birth": _MARK}),
        ({"date_of_birth": 19840302}, {"date_of_birth": _MARK}),
        ({"user": {"dateOfBirth": "Mar 2, 1984"}}, {"user": {"dateOfBirth": _MARK}}),
        ({"dob": "invalid"}, None),
        ({"dob_format": "YYYY-MM-DD"}, None),
        ({"user.id": "bjones42"}, {"user.id": "<USER_ID>"}),
        ({"user_id": 12345}, {"user_id": "<USER_ID>"}),
        ({"user": {"id": "bjones42"}}, {"user": {"id": "<USER_ID>"}}),
        ({"user.id": "anonymous"}, None),
        ({"user.id": None}, None),
        ({"user_ids": 5}, None),
        ({"process.user.id": 1000}, None),
        ({"process.user.id": "postgres"}, None),
        ({"process.user.id": "bjones"}, {"process.user.id": "<USER_ID>"}),
        ({"model": {"id": "bjones42"}}, None),
    ],
)
def test_values_of_keys(record: dict[str, Any], expected: dict[str, Any] | None) -> None:
    """A key says whose the value is; what a key describes otherwise stays."""
    assert _REDACTOR.redact_records([record]).records == [expected or record]


def test_user_ids_become_tokens_where_a_policy_has_a_key(tmp_path: Path) -> None:
    """Equal users stay equal, and nothing of them is left."""
    (tmp_path / "key").write_text(bytes(range(32)).hex())
    policy = tmp_path / "policy.yaml"
    policy.write_text(
        f"version: 1\nkeys: {{main: {{id: k1, file: {tmp_path / 'key'}}}}}\n"
        "operators: {token: {kind: hmac, key: main}}\nentities: {USER_ID: {operator: token}}\n"
    )
    records = [{"user.id": "bjones42"}, {"user.id": "bjones42"}, {"user.id": "amiller"}]
    first, second, third = (
        str(record["user.id"]) for record in build_redactor(policy).redact_records(records).records if record
    )
    assert first == second != third
    assert first.startswith("<USER_ID:k1:")
