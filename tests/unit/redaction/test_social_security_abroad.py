"""Social security numbers behind names in other languages and short ones, and numbers of which a part is covered."""

# ruff: noqa: RUF001  # full-width signs are what stands in texts

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.redactor import Redactor
from tests.finding import found
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["US_SSN"])


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "S.S.N. {}",
            "S.S. # {}",
            "S. S. No. {}",
            "s/s #: {}",
            "SS Nbr: {}",
            "socsec {}",
            "SSNO={}",
            "NSS: {}",
        ),
        *(
            "my soc is {}",
            "the borrower's soc: {}",
            "her soc # {}",
            "TIN: {}",
            "RECIPIENT'S identification number {}",
        ),
        *(
            "số an sinh xã hội của tôi là {}",
            "SỐ AN SINH XÃ HỘI: {}",
            "so an sinh xa hoi {}",
            "mi seguridad social es {}",
        ),
        *("nimewo sekirite sosyal mwen se {}", "numéro de sécurité sociale {}", "segurança social nº {}"),
        *("номер социального страхования {}", "мой сошиал {}", "numer ubezpieczenia społecznego: {}"),
        *(
            "我的社安号是{}",
            "我的社会安全号码是 {}",
            "社安號：{}",
            "ソーシャルセキュリティ番号 {}",
            "사회보장번호는 {} 입니다",
        ),
        *("소셜 번호 {}", "رقم الضمان الاجتماعي {}", "सोशल सिक्योरिटी नंबर {}", "κοινωνικής ασφάλισης: {}"),
    ],
)
@pytest.mark.parametrize("number", ["536228710", "536 22 8710", "536.22.8710", "5 3 6 2 2 8 7 1 0"])
def test_a_number_behind_such_a_name_is_found(engine: BatchEngine, text: str, number: str) -> None:
    """However it is grouped."""
    assert found(engine, text.format(number)) == [number]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("SSN XXXXX8710", "8710"),
        ("SSN: *****8710", "8710"),
        ("social security number: ###-##-8710", "8710"),
        ("ssn is xxx-22-8710", "22-8710"),
        ("SSN ••• •• 8710", "8710"),
        ("SSN 536-22-XXXX", "536-22"),
        ("ssn: 53622****", "53622"),
        ("the last four are 8710 of my social", "8710"),
        ("SSN (last 4): 8710", "8710"),
        ("ssn \u20268710", "8710"),
        ("SSN: ...8710", "8710"),
    ],
)
def test_what_is_left_of_a_covered_number_is_found(engine: BatchEngine, text: str, rest: str) -> None:
    """Four of its digits are what call centres ask for, five say where and when it was given out."""
    assert found(engine, text) == [rest]


@pytest.mark.parametrize(
    "text",
    [
        *("the SoC id 536228710", "SOC 2 report 536228710", "our soc team closed 536228710", "tin 536228710"),
        *(
            "martin: 536228710",
            "TIN of the alloy 536228710",
            "lesson: 536228710",
            "boss no: 536228710",
            "glss# 536228710",
        ),
        *(
            "nss 536228710",
            "S.S. Minnow 1912",
            "my sock 536228710",
            "seguridad social: 000228710",
            "TIN: 666228710",
        ),
        *(
            "sécurité sociale 1 85 05 78 006 084 36",
            "社保号 110101198001011234",
            "SSN: XXX-XX-XXXX",
            "ssn: 536-22-",
        ),
        *("ssn_hash=xxxx", "social media ** 2024 **", "SSN #### format", "last four are 8710 of 9000 jobs"),
    ],
)
def test_other_numbers_stay(engine: BatchEngine, text: str) -> None:
    """Chips, centres and metals of that name, longer numbers, those that were never given out, and placeholders."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "key",
    [
        *("soc", "soc_num", "ssNum", "SS_NO", "SSN_NBR", "EMP_SSN_NBR", "SSN_ID", "ssno", "socsec"),
        *(
            "taxpayer_identification_number",
            "socialInsuranceNumber",
            "numero_securite_sociale",
            "so_an_sinh_xa_hoi",
        ),
        *("социального_страхования", "社安号", "الضمان الاجتماعي"),
    ],
)
@pytest.mark.parametrize("value", ["536228710", "536 22 8710", 536228710])
def test_keys_that_say_so(redactor: Redactor, key: str, value: str | int) -> None:
    """A whole value under such a key, as a number, too."""
    [record] = redactor.redact_records([{key: value}]).records
    assert record == {key: "<US_SSN>"}


@pytest.mark.parametrize(
    ("key", "value"), [("soc", "battery at 80"), ("soc", 81), ("ssno", "000000000"), ("ssid", "536228710")]
)
def test_other_values_of_such_keys_stay(redactor: Redactor, key: str, value: str | int) -> None:
    """A state of charge, nothing, and the name of a network."""
    assert redactor.redact_records([{key: value}]).records == [{key: value}]


def test_the_number_of_a_subscriber_is_found(engine: BatchEngine) -> None:
    """`REF*0F` in an enrolment (X12 834)."""
    assert found(engine, "INS*Y*18~REF*0F*536228710~REF*1L*536228711~") == ["536228710"]


@pytest.mark.parametrize(
    "text",
    [
        '<id root="2.16.840.1.113883.4.1" extension="536228710"/>',
        r"<id extension=\"536228710\" assigningAuthorityName=\"SSA\" root=\"2.16.840.1.113883.4.1\"/>",
        "<Othr><Id>536228710</Id><SchmeNm><Cd>SOSE</Cd></SchmeNm></Othr>",
        "SSN-536228710",
        "recipient TIN 536228710",
    ],
)
def test_a_number_beside_its_register_is_found(engine: BatchEngine, text: str) -> None:
    """Where the number or the code of the register stands for a name."""
    assert found(engine, text) == ["536228710"]


@pytest.mark.parametrize(
    "text",
    [
        '<id root="2.16.840.1.113883.4.6" extension="536228710"/>',
        "<Othr><Id>536228710</Id><SchmeNm><Cd>BANK</Cd></SchmeNm></Othr>",
        "SSN (last 4 digits only): 2024 forms",
        "social ...2024.",
    ],
)
def test_numbers_of_other_registers_stay(engine: BatchEngine, text: str) -> None:
    """Of providers, of banks, and a year."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "record",
    [
        {"system": "urn:oid:2.16.840.1.113883.4.1", "value": "536228710"},
        {"id_number_type": "us_ssn", "id_number": "536228710"},
        {"national_identifier": "536228710", "type": "us_ssn"},
        {"tin_type": "SSN", "number": "536228710"},
    ],
)
def test_a_number_whose_type_stands_beside_it(redactor: Redactor, record: dict[str, str]) -> None:
    """The type is a value of the same object."""
    [redacted] = redactor.redact_records([record]).records
    assert redacted is not None
    assert "<US_SSN>" in redacted.values()
