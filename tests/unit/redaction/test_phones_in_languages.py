"""Telephone numbers behind words and below keys of many languages, and what these words say of other digits."""

# ruff: noqa: RUF001  # letters of other scripts are what stands in texts

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    return [text[s.start : s.end] for s in engine.detect([Field(text, key)])[0] if s.entity == "PHONE_NUMBER"]


@pytest.mark.parametrize(
    "text",
    [
        "moj numer to {}",
        "mój nr: {}",
        "blik na {}",
        "nr kontaktowy {}",
        "жду звонка на {}",
        "набери меня {}",
        "скинь смс на {}",
        "контактный номер {}",
        "дзвоніть, {}",
        "我要电联 {}",
        "請whatsapp {}",
        "有事打{}",
        "致電{}",
        "私の番号は{}です",
        "{}にかけてください",
        "제 전번은 {}",
        "هذا رقمي {}",
        "واتس {}",
        "סלולרי {}",
        "ליצירת קשר {}",
        "พร้อมเพย์ {}",
        "số của em {}",
        "so dien thoai {}",
        "beni ara {}",
        "{} numaralı telefon",
        "πάρε με στο {}",
        "to tilefono mou einai {}",
        "moje cislo je {}",
        "prozvoňte {}",
        "kérem hívjanak {}",
        "sună-mă la {}",
        "swisha {}",
        "vipps til {}",
        "tekst meg på {}",
        "laita viestiä {}",
        "bel maar {}",
        "m'n nr is {}",
        "mon num c'est {}",
        "appelle {}",
        "llamame al {}",
        "mi nro es {}",
        "il mio num è {}",
        "scrivimi al {}",
        "meu whats {}",
        "chave pix {}",
        "meine nr ist {}",
        "Diensttelefon: {}",
        "no tlp {}",
        "mera number hai {}",
        "打俾我啦 {}",
        "或者whatsapp {}",
    ],
)
@pytest.mark.parametrize("number", ["701524165", "70152 4165"])
def test_an_own_number_or_a_request_to_call_makes_digits_one(
    engine: BatchEngine, text: str, number: str
) -> None:
    """Digits that alone could be anything, with or without groups, are a number where a language says whose."""
    assert found(engine, text.format(number)) == [number]
    assert found(engine, number) == []


@pytest.mark.parametrize(
    "key",
    [
        *(
            "телефон",
            "номер_телефона",
            "НомерТелефона",
            "мобільний",
            "联系电话",
            "手机号",
            "聯絡電話",
            "携帯番号",
        ),
        *(
            "휴대폰",
            "연락처",
            "رقم_الجوال",
            "הטלפון",
            "מספר_נייד",
            "เบอร์โทร",
            "मोबाइल_नंबर",
            "điện_thoại",
            "sđt",
        ),
        *(
            "τηλέφωνο",
            "κινητό",
            "komórka",
            "móvil",
            "numero_di_telefono",
            "mobilnr",
            "hemtelefon",
            "mobilni",
            "no_hp",
        ),
        *("klientas.mobilusis", "customer.tele"),
        *("vezetékes_szám", "broj_mobitela", "so_dien_thoai", "faxnummer"),
    ],
)
@pytest.mark.parametrize("number", ["5145 9446", "89123131990", "701524165"])
def test_a_key_in_any_script_says_telephone_number(engine: BatchEngine, key: str, number: str) -> None:
    """A record's key is read in the letters it is written in."""
    assert found(engine, number, key) == [number]


@pytest.mark.parametrize(
    "key", ["手机型号", "电话数量", "订单号碼", "телефон_id", "номер_заказа", "größe", "描述"]
)
def test_a_key_of_something_else_says_nothing(engine: BatchEngine, key: str) -> None:
    """The model of a telephone, a count of calls and the number of an order are no telephone numbers."""
    assert found(engine, "51459446", key) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("收货人张伟13123456789，尽快", "13123456789"),
        ("有事找我13912345678", "13912345678"),
        ("wa: 0812345678", "0812345678"),
        ("hp 6281234567", "6281234567"),
        ("номер 89123456789", "89123456789"),
        ("contato: 11961234567", "11961234567"),
        ("numer: 512 345 678", "512 345 678"),
        ("číslo 601 123 456", "601 123 456"),
    ],
)
def test_the_form_of_a_mobile_number_helps_a_weak_word(engine: BatchEngine, text: str, number: str) -> None:
    """Behind a word for any number, or behind Chinese words, what some plan has is a telephone number."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "订单号13123456789",
        "编号 13123456789",
        "共13123456789次",
        "打20000000次",
        "累计13123456789元",
        "numer zamówienia 512345678",
        "numer klienta 512 345 678",
        "číslo faktury 601123456",
        "sipariş numarası 5321234567",
        "nomor pesanan 8123456789",
        "zap 51234567 requests",
        "the app 51234567 failed",
        "so may 51234567",
        "hpa 51234567",
        "waited 51234567",
        "Ligue 1 2023-2024",
        "Seattle, WA 98101-1234",
        "hp: 15000000",
        "HP 51234567",
        "El texto tiene 51234567 caracteres",
        "tilauksen numero on 51234567",
        "înregistrat la numărul 51234567",
        "pix 51234000",
        "label 51234567",
        "Appell 51234567 an alle",
    ],
)
def test_other_digits_stay(engine: BatchEngine, text: str) -> None:
    """Orders, customers, counts and amounts, and words that only look alike, make no telephone number."""
    assert found(engine, text) == []


@pytest.mark.parametrize("key", ["telefonnummer", "numero_de_telefono", "телефон", "联系电话", "رقم_الهاتف"])
def test_a_whole_value_below_such_a_key_may_be_short(engine: BatchEngine, key: str) -> None:
    """Small countries have numbers of five digits; a word is none."""
    assert found(engine, "24 681", key) == ["24 681"]
    assert found(engine, "nie angegeben 2", key) == []


def test_a_label_behind_digits_is_that_of_the_next(engine: BatchEngine) -> None:
    """In forms on one line; a word without a colon behind a number is what is said of it."""
    assert found(engine, "승인번호: 71488054 연락처: 02-212-2381") == ["02-212-2381"]
    assert found(engine, "71234567 電話してください") == ["71234567"]


@pytest.mark.parametrize("sign", [" = ", "=", " -> ", " ~ "])
def test_a_sign_leaves_a_word_for_number_what_it_says(engine: BatchEngine, sign: str) -> None:
    """In assignments and cells; behind the word for an order it is that of the order."""
    assert found(engine, f"मेरा नंबर{sign}71 232 504") == ["71 232 504"]
    assert found(engine, f"ऑर्डर नंबर{sign}71 232 504") == []
