"""Social security numbers behind names in other languages and short ones, and numbers of which a part is covered."""

# ruff: noqa: RUF001  # full-width signs are what stands in texts

from __future__ import annotations

import pytest

from redaction import build_redactor
from redaction.engines.batch import BatchEngine
from redaction.redactor import Redactor
from tests.finding import found


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["US_SSN"])


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return build_redactor("structured")


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
