"""Telephone numbers that only the script around them and their country's plan show, and what is numbered otherwise."""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["PHONE_NUMBER"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The telephone numbers of a text."""
    return [text[span.start : span.end] for span in engine.detect([Field(text)])[0]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("გამარჯობა, ჩემია 555978592.", "555978592"),
        ("სახლის 555/12 35 36, მადლობა", "555/12 35 36"),
        ("սա իմն է 077188789, շնորհակալ եմ", "077188789"),
        ("Γιώργος 6912345678", "6912345678"),
        ("του σπιτιού: 21/23456815", "21/23456815"),
        ("запасной 8-9123456341, спасибо", "8-9123456341"),
        ("Иван 9161234567", "9161234567"),
        ("үй 8 701 123 45 67", "8 701 123 45 67"),
        ("למשרד 0521234567.", "0521234567"),
        ("احمد 0501234567", "0501234567"),
        ("राम 9876543210", "9876543210"),
        ("ரவி 9876543210", "9876543210"),
        ("বাসার 027124777, ধন্যবাদ", "027124777"),
        ("ดิฉันชื่อมะลิ 0812345678", "0812345678"),
        ("ฝากไว้ที่ร้านของคุณแม่ข้างตลาดสดใหม่ 0812345678", "0812345678"),
        ("ສະບາຍດີ 02055123456", "02055123456"),
        ("ខ្ញុំ 012345678", "012345678"),
        ("ሰላም 0911234567", "0911234567"),
    ],
)
def test_a_number_of_a_country_that_writes_so(engine: BatchEngine, text: str, number: str) -> None:
    """Behind a word in a script stand numbers of the countries that write in it, whatever the word says."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "заказ 9161234567 собран",
        "ваш заказ 9161234567.",
        "номер заказа: 89161234567",
        "код подтверждения 9161234567.",
        "ИНН 7707083893, КПП 773601001",
        "паспорт 4510 123456.",
        "население 9123456789.",
        "цена 890 123 45 67.",
        "отправлено № 9161234567",
        "период 2019-2023.",
        "токенов 123456789.",
        "всего 8123456789.",
        "метка 1700000000.",
        "получено 9123456789 байт",
        "выручка 3 456 789 012 рублей",
        "в 2023 году 12.04.2024.",
        "книга 978-5-17-090000-9.",
        "ЄДРПОУ 32345678.",
        "το ποσό 6912345678.",
        "ΑΦΜ 094014201.",
        "παραγγελία 2101234567.",
        "შეკვეთა 555123456.",
        "ანგარიში 555123456.",
        "պատվեր 077123456.",
        "הזמנה 0521234567.",
        "תעודת זהות 012345678.",
        "رقم الطلب 0512345678.",
        "حساب 0512345678.",
        "کد ملی 0012345678.",
        "ऑर्डर 9876543210.",
        "खाता 9876543210.",
        "รหัส 0812345678.",
        "ประชากร 0812345678.",
        "订单 13812345678.",
        "人口 1412345678.",
        "注文番号 0901234567.",
        "계좌 110-123-456789.",
        "user 9161234567.",
        "записано в 9161234567_0.log",
    ],
)
def test_what_a_word_names_otherwise(engine: BatchEngine, text: str) -> None:
    """Orders, accounts, identities, amounts, years and counts have words of their own in every language."""
    assert found(engine, text) == []
