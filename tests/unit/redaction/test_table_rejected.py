"""What validators and databases say of a value that they reject: the name of its field stands in the same message."""

from __future__ import annotations

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_PATTERN = "String should match pattern '^\\\\d{3}-\\\\d{2}-\\\\d{4}$' [type=string_pattern_mismatch, "
_JACKSON = (
    'Cannot deserialize value of type `LocalDate` from String "@": Failed\n at [Source: (String)"..."; line: 1]'
    ' (through reference chain: com.corp.Form["user"]->com.corp.User["dob"])'
)
_JSONSCHEMA = (
    "'@' is not a 'date'\n\nFailed validating 'format' in schema['properties']['dob']:\n    {'type': 'string'}"
    "\n\nOn instance['dob']:\n    '@'"
)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        (
            f"1 validation error for Form\nssn\n  {_PATTERN}input_value='@', input_type=str]",
            "536228710",
            "<US_SSN>",
        ),
        (f"2 errors for A\nbody.user.ssn\n  {_PATTERN}input_value=@, input_type=int]", "536228710", "<US_SSN>"),
        (f"  phone\r\n    {_PATTERN}input_value='@', input_type=str]", "2125550134", "<PHONE_NUMBER>"),
        ("P\ndate_of_birth\n  No date [type=x, input_value='@', input_type=str]", "12.05.1984", "<DATE_OF_BIRTH>"),
        ('422 {"detail":[{"loc":["body","dob"],"msg":"Not a date","input":"@"}]}', "12.05.1984", "<DATE_OF_BIRTH>"),
        ("[{'loc': ('body', 'ssn'), 'msg': \"match '^x$'\", 'input': '@', 'ctx': 1}]", "536228710", "<US_SSN>"),
        ('failed: {"path":["phones",0],"received":@}', "2125550134", '"<PHONE_NUMBER>"'),
        ("Field error in object 'user' on field 'ssn': rejected value [@]; codes [x]", "536228710", "<US_SSN>"),
        ("UNIQUE KEY constraint 'UQ_Users_SSN'. No. The duplicate key value is (@).", "536228710", "<US_SSN>"),
        ("with unique index 'IX_Users_Phone_1'. The duplicate key value is (@).", "2125550134", "<PHONE_NUMBER>"),
        ("Duplicate entry '@' for key 'users.phone'", "4155552671", "<PHONE_NUMBER>"),
        ("Duplicate entry '@' for key 'ssn_UNIQUE'", "536228710", "<US_SSN>"),
        ("Incorrect date value: '@' for column `app`.`users`.`dob` at row 1", "12.05.1984", "<DATE_OF_BIRTH>"),
        ("Could not convert string to DateTime: @. Path 'dob', line 1, position 20.", "12.05.1984", "<DATE_OF_BIRTH>"),
        (
            _JACKSON,
            "12.05.1984",
            "<DATE_OF_BIRTH>",
        ),
        (
            _JSONSCHEMA,
            "12.05.1984",
            "<DATE_OF_BIRTH>",
        ),
    ],
)  # fmt: skip
def test_a_rejected_value_has_the_name_of_its_field(text: str, value: str, expected: str) -> None:
    """As the usual validators and databases write it."""
    assert _REDACTOR.redact_text(text.replace("@", value)).text == text.replace("@", expected)


def test_each_error_of_a_list() -> None:
    """Several fields, one below the other."""
    text = "2 errors\nphone\n  No [type=x, input_value='{}', input_type=str]\nssn\n  No [type=x, input_value='{}']"
    shown = _REDACTOR.redact_text(text.format("2125550134", "536228710")).text
    assert shown == text.format("<PHONE_NUMBER>", "<US_SSN>")


@pytest.mark.parametrize(
    "text",
    [
        "1 validation error\nmax_tokens\n  Too large [type=less_than, input_value='12345678', input_type=str]",
        "1 error\nphone\n  Not a text [type=string_type, input_value={'model': 'X 12345678'}, input_type=dict]",
        "phone\nwas fine\n  Too large [type=less_than, input_value='2125550134', input_type=str]",
        '{"detail":[{"loc":["body","dob"],"msg":"Missing"},{"loc":["body","n"],"msg":"x","input":"12.05.1984"}]}',
        '{"loc":["body","temperature"],"msg":"x","input":"536228710"} failed',
        "constraint 'PK_Orders'. Cannot insert. The duplicate key value is (42345678).",
        "Duplicate entry '12345678' for key 'orders.PRIMARY'",
        "Incorrect integer value: '12345678' for column 'total' at row 1",
        "Field error in object 'user' on field 'age': rejected value [53622871]; codes [x]",
        "Could not convert string to DateTime: 12.05.1984. Path 'created', line 1, position 20.",
        "'v1.2.3' is bad\n\nFailed validating 'format' in schema['version']:\n    x\n\nOn instance['version']:\n 'v1'",
    ],
)  # fmt: skip
def test_other_fields_and_forms_stay(text: str) -> None:
    """Fields that hold nobody's number, objects, and names that belong to another value."""
    assert _REDACTOR.redact_text(text).text == text
