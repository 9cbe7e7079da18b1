"""Keys in many languages, in their letters, in ASCII and in camel case, over values that show nothing themselves."""

from __future__ import annotations

import pytest

from redaction.recognizers.alphabets import in_ascii
from redaction.redactor import Redactor
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


def _replaced(redactor: Redactor, key: str, of: str | int) -> str | int:
    [record] = redactor.redact_records([{"customer": {key: of}}]).records
    assert record is not None
    value = record["customer"][key]
    assert isinstance(value, str | int)
    return value


@pytest.mark.parametrize(
    "key",
    [
        *(
            "foedselsdato",
            "fødselsdato",
            "syntymaaika",
            "fæðingardagur",
            "datum_narozeni",
            "datumNarozeni",
            "szuletesiIdo",
        ),
        *(
            "дата_на_раждане",
            "датум_рођења",
            "datum_rojstva",
            "gimimo_data",
            "dzimsanas_datums",
            "sunniaeg",
            "ngay_sinh",
        ),
        *(
            "tarikh_lahir",
            "জন্ম_তারিখ",
            "დაბადების_თარიღი",
            "ծննդյան_ամսաթիվ",
            "dogum_tarihi",
            "data_de_naixement",
        ),
    ],
)
def test_dates_of_birth(redactor: Redactor, key: str) -> None:
    """Under what the languages of Europe and Asia call one."""
    assert _replaced(redactor, key, "1985-03-14") == "<DATE_OF_BIRTH>"


@pytest.mark.parametrize(
    "key",
    [
        *(
            "anvandarnamn",
            "kayttajatunnus",
            "notendanafn",
            "nazwaUzytkownika",
            "uzivatelske_jmeno",
            "felhasznalonev",
        ),
        *(
            "корисничко_име",
            "korisnicko_ime",
            "uporabnisko_ime",
            "lietotajvards",
            "kasutajanimi",
            "kullaniciAdi",
        ),
        *("ten_dang_nhap", "登录名", "ব্যবহারকারীর_নাম", "identifiant", "nick", "twitter_handle"),
    ],
)
def test_names_of_users(redactor: Redactor, key: str) -> None:
    """One alone is replaced, words about it and accounts of services are not."""
    assert _replaced(redactor, key, "bjones85") == "<USERNAME>"
    assert _replaced(redactor, key, "required") == "required"
    assert _replaced(redactor, key, "svc-backup") == "svc-backup"


@pytest.mark.parametrize(
    "key",
    ["lykilord", "mdp", "parolă", "лозинка", "slaptazodis", "salasona", "fjalekalimi", "პაროლი", "cyfrinair"],
)
def test_passwords(redactor: Redactor, key: str) -> None:
    """Under words that sentences have, too."""
    assert _replaced(redactor, key, "Zk7w-Sommer") == "<PASSWORD>"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("kontonummer", "1234 56 78903"),
            ("számlaszám", "11773016-11111018-00000000"),
            ("szamlaszam", "11773016-11111018"),
        ),
        *(
            ("bankreikningur", "0133-26-007482"),
            ("cisloUctu", "19-2000145399/0800"),
            ("numeroConta", "12345678-9"),
        ),
        *(
            ("номер_счета", "40817810099910004312"),
            ("broj_racuna", "160-0000012345678-91"),
            ("hesapNo", 1234567890),
        ),
        *(
            ("αριθμός_λογαριασμού", "0140 1010 1010 0232"),
            ("so_tai_khoan", "0071000123456"),
            ("口座番号", "12345678"),
        ),
    ],
)
def test_numbers_of_accounts(redactor: Redactor, key: str, value: str | int) -> None:
    """As a country writes them, which an IBAN would hold."""
    assert _replaced(redactor, key, value) == "<US_BANK_NUMBER>"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("kontonummer", "4400"),
            ("kontonummer", "unknown"),
            ("konto_nr_count", 12345678),
            ("számlaszám", "n/a"),
        ),
        *(
            ("geboortedatum_format", "YYYY-MM-DD"),
            ("mdp", "required"),
            ("nickel", "bjones85"),
            ("konto", "12345678"),
        ),
    ],
)
def test_other_values_stay(redactor: Redactor, key: str, value: str | int) -> None:
    """Accounts of a ledger, what a form says, and other words."""
    assert _replaced(redactor, key, value) == value


_MONERO = "48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoDx"


@pytest.mark.parametrize(
    "value",
    [
        _MONERO,
        "Ae2tdPwUPEZ5uzkzh1o2DHECiUi3iugvnnKHRisPgRRP3CTF4KCMvy54Xd4",
        "SP2J6ZY48GV1EZ5V2V5RB9MP66SW86PYKKNRV9EJ7",
    ],
)
@pytest.mark.parametrize("key", ["address", "to_address", "xmrAddress", "addr"])
def test_addresses_of_wallets(redactor: Redactor, key: str, value: str) -> None:
    """One long word is no address of a street or a machine, whatever its checksum."""
    assert _replaced(redactor, key, value) == "<CRYPTO>"


@pytest.mark.parametrize(
    "value",
    [
        *(
            "tcp://broker-1.internal:9092",
            "0x00007ffd5e8a4b20",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "eth0",
            4096,
        ),
        "pods-in-the-cluster-network.example.internal",
    ],
)
def test_addresses_of_machines_stay(redactor: Redactor, value: str | int) -> None:
    """Hosts, places in memory and digests."""
    assert _replaced(redactor, "address", value) == value


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("fødselsdato", {"fødselsdato", "fodselsdato", "foedselsdato"}),
        ("doğum günü", {"doğum günü", "dogum gunu", "dogum guenue"}),
        ("hasło", {"hasło", "haslo"}),
        ("пароль", {"пароль"}),
        ("login", {"login"}),
    ],
)
def test_words_in_ascii(word: str, forms: set[str]) -> None:
    """Letters without their marks, and those that two letters stand for; other scripts have no such form."""
    assert in_ascii(word) == forms
