"""Dates of birth and user ids: found in every policy, with no names looked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from redaction.build import build_redactor
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
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
    "text",
    [
        'birth_date="{}"',
        '#<User id: 5, birth_date: "{}">',
        "memberDob: {}",
        "patientDOB={}",
        'payload={{"date_of_birth":"{}","x":1}}',
        "born_at: {}",
        "bornAt={}",
        "dob1={}",
        "user[dob]={}",
        '"dob"=>"{}"',
        '{{\\"dob\\":\\"{}\\"}}',
        "<dob>{}</dob>",
        '<ns2:DateOfBirth xsi:type="xs:date">{}</ns2:DateOfBirth>',
        '<birthDate value="{}"/>',
        "<td>DOB</td><td>{}</td>",
        '<th>Date of birth</th>\n  <td class="x">{}</td>',
        "<strong>DOB:</strong> {}",
        "| DOB | {} |",
        "Date of birth\n{}",
        'Content-Disposition: form-data; name="dob"\r\n\r\n{}\r\n--x',
        "Agent: and your date of birth?\nCustomer: {}",
        "the dob of the patient is {}",
        "date of birth was given as {}",
        "dob updated to {}",
        "Date of birth (DD.MM.YYYY) {}",
        "BDAY:{}",
        "BDAY;VALUE=date:{}",
        "DOB#{}",
        "dob -> {}",
        "dob: NaiveDate({})",
        "dob=Optional[{}]",
        'dob: Some("{}")',
        '{{:dob #inst "{}"}}',
        "dob: !!timestamp {}",
        'user.setBirthDate(LocalDate.parse("{}"))',
        "WHERE p.dob = DATE '{}'",
        'x {{"dob":{{"$date":"{}"}}}}',
        "geb. {}",
        "Geb.-Datum {}",
        "née le {}",
        "NÉ LE {}",
        "Née à Lyon le {}",
        "nato a Roma il {}",
        "nació en Madrid el {}",
        "urodzona w Krakowie {}",
        "födelsedatum: {}",
        "doğum tarihi: {}",
        "родилась {}",
        "ДАТА РОЖДЕНИЯ: {}",
        "生年月日: {}",
        "生年月日は{}です",
        "出生日期\uff1a{}",
        "생년월일: {}",
        "تاريخ الميلاد: {}",
        "जन्म तिथि: {}",
    ],
)
@pytest.mark.parametrize("date", ["1984-05-12", "12.05.1984"])
def test_labels_and_what_stands_behind_them(text: str, date: str) -> None:
    """Names in snake and camel case, code, markup, columns, sentences and other languages say birth."""
    assert _REDACTOR.redact_text(text.format(date)).text == text.format(_MARK)


@pytest.mark.parametrize(
    "date",
    [
        "1984-05-12T00:00:00Z",
        "1984-05-12T00:00:00.000+02:00",
        "1984-05-12 00:00:00 +0000 UTC",
        "5/12/1984 12:00:00 AM",
        "1984-05-12T00:00",
        "Sat May 12 00:00:00 UTC 1984",
        "Sat, 12 May 1984 00:00:00 GMT",
        "12MAY1984",
        "12/MAY/1984",
        "12th of May, 1984",
        "12. Mai 1984",
        "12 mai 1984",
        "12 de mayo de 1984",
        "12 мая 1984",
        "1984年5月12日",
        "1984년 5월 12일",
        "453168000000",
        "12051984",
    ],
)
def test_forms_of_dates(date: str) -> None:
    """With a time, as a program prints it, and as people write it."""
    assert _REDACTOR.redact_text(f"birthDate={date}, x=1").text == f"birthDate={_MARK}, x=1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Person(dob=datetime.date(1984, 5, 12))", f"Person(dob=datetime.date({_MARK}))"),
        ('"birthDate":[1984,5,12]', f'"birthDate":["{_MARK}"]'),
        ("birth_date { year: 1984 month: 5 day: 12 }", f"birth_date {{ {_MARK} }}"),
        ('new {"dob":{"year":1984,"month":"MAY","day":12}}', f'new {{"dob":{{{_MARK}}}}}'),
        ("birth: 453168000 dob=453168000", f"birth: {_MARK} dob={_MARK}"),
        ("birth_year=1984 yob: 1984", f"birth_year={_MARK} yob: {_MARK}"),
        ("dob BETWEEN '1984-05-12' AND '1984-05-13'", f"dob BETWEEN '{_MARK}' AND '{_MARK}'"),
        ("dob=1984-05-12T00:00:00Z at=2026-11-23T03:00:00Z", f"dob={_MARK} at=2026-11-23T03:00:00Z"),
    ],
)
def test_parts_of_dates(text: str, expected: str) -> None:
    """The arguments of a constructor, the parts of a message, a year alone, and two days of a query."""
    assert _REDACTOR.redact_text(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "created=1984-05-12T00:00:00Z",
        "birth of process 1984: started",
        "store opened on 12.05.1984",
        "dob format YYYY-MM-DD, not 1984-05-12",
        "birthDate must be before 2026-11-23",
        "born_at: 2026-11-23T03:00:00Z",
        "pod born at 2026-11-23 03:00:01",
        "validating date_of_birth\n2026-11-23T03:00:00Z INFO next",
        "validating date_of_birth\n2026-11-23 INFO next",
        "missing dob 2026-11-23T03:12:44Z",
        "missing dob 2026-11-23 03:12:44,123 INFO",
        "dob for report 2024-01-01",
        "adobe 2024-01-01",
        "dobson: 2024-01-01",
        "NATO 12.05.1984",
        "nato summit of 12 May 2024",
        "birthday party on 12 May 2024",
        "birthdate: {min: 1900-01-01, max: 2026-01-01}",
        "birth_date_count=19840512",
        "newborn: 2024-01-01",
        "geb-version 1.2.2024",
        "dob_parse_ms=1234567890",
        "dob 4155552671 rows",
        "migrations/20240102_add_dob.py 2024-01-02 ok",
        "ALTER TABLE users ADD dob date; -- 2024-01-02",
        "dob validation took 12.05.1984 ms",
        "birthday=null 2024-01-02",
        '"id","dob"\n"1000000001","none"\n',
        "invalid birthdate:\n1732345678",
        "born_at=1732345678901 pid=12",
        "bornAt=1732345678",
        "gender=f birth_rate=1984",
    ],
)
def test_dates_of_other_things_stay(text: str) -> None:
    """Time stamps of lines, formats, limits, counts and migrations beside a word of birth."""
    assert _REDACTOR.redact_text(text).text == text


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"dob": "1984-03-02"}, {"dob": _MARK}),
        ({"date_of_birth": "19840302"}, {"date_of_birth": _MARK}),
        ({"date_of_birth": 19840302}, {"date_of_birth": _MARK}),
        ({"user": {"dateOfBirth": "Mar 2, 1984"}}, {"user": {"dateOfBirth": _MARK}}),
        ({"birthdate": "1984-05-12T00:00:00Z"}, {"birthdate": _MARK}),
        ({"dateOfBirth": "1984-05-12 00:00:00"}, {"dateOfBirth": _MARK}),
        ({"birth": {"date": "1984-05-12"}}, {"birth": {"date": _MARK}}),
        ({"dob": {"year": 1984, "month": 5}}, {"dob": {"year": _MARK, "month": _MARK}}),
        ({"dob": {"$date": {"$numberLong": "453168000000"}}}, {"dob": {"$date": {"$numberLong": _MARK}}}),
        ({"birth_month": 5, "birthDay": 12}, {"birth_month": _MARK, "birthDay": _MARK}),
        ({"bornOn": "1984-05-12"}, {"bornOn": _MARK}),
        ({"born_at": "2026-11-23T03:00:00Z"}, None),
        ({"born_at": "1732345678901"}, None),
        ({"born_on": "19840512"}, {"born_on": _MARK}),
        ({"process": {"birth": {"timestamp": 1732345678}}}, None),
        ({"statx": {"birth": {"date": "2026-11-23"}}}, None),
        ({"patient": {"birth": {"timestamp": 453168000}}}, {"patient": {"birth": {"timestamp": _MARK}}}),
        ({"birthday_reminder": {"day": 5}}, None),
        ({"dob": {"valid": True, "count": 5}}, None),
        ({"start": {"date": "1984-05-12"}}, None),
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
