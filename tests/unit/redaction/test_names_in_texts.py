"""Names of several words in a text, as programs write them: they say what keys of records say."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field

_NUMBERS = {
    "US_SSN": "536228710",
    "US_ITIN": "912731234",
    "US_PASSPORT": "123456789",
    "US_BANK_NUMBER": "000123456789",
    "ABA_ROUTING_NUMBER": "021000021",
    "US_DRIVER_LICENSE": "D1234567",
    "US_MBI": "1EG4TE5MK73",
    "US_NPI": "1234567893",
    "UK_NHS": "9434765919",
    "IMEI": "356938035643809",
    "VIN": "1HGCM82633A004352",
}
_NAMES = {
    "US_SSN": (
        *(
            "SocialSecurityNumber",
            "socialSecurityNumber",
            "applicantSsn",
            "spouseSSN",
            "ssnNumber",
            "SSNValue",
        ),
        *(
            "ssn1",
            "coBorrowerSsn2",
            "socialsecuritynumber",
            "taxpayerId",
            "user_taxId",
            "tax_id",
            "TaxIDNumber",
        ),
    ),
    "US_ITIN": ("itinNumber", "spouseItin"),
    "US_PASSPORT": ("passportNumber", "passportNo", "travelerPassport", "passportnumber"),
    "US_BANK_NUMBER": ("accountNumber", "bankAccountNumber", "acctNo", "debtorAcct", "accountnumber"),
    "ABA_ROUTING_NUMBER": ("routingNumber", "bankAba"),
    "US_DRIVER_LICENSE": ("driversLicense", "driverLicenseNumber", "dlNumber", "licenseNo"),
    "US_MBI": ("medicareNumber", "patientMbi"),
    "US_NPI": ("providerNpi", "npiNumber"),
    "UK_NHS": ("nhsNumber", "patientNhsNo"),
    "IMEI": ("deviceImei", "imei2", "imeiNumber"),
    "VIN": ("vehicleVin", "vinNumber"),
}
_WRITTEN = (
    *(
        "{}={}",
        "update req={{Id:7 {}:{}}}",
        'body={{"{}":"{}","x":1}} sent',
        "<{0}>{1}</{0}>",
        "invalid {}: {}",
    ),
    *("T(id=5, {}='{}')", 'x {{\\"{}\\":\\"{}\\"}}', '"{}"=>"{}"', "?a=1&{}={}&b=2", "Key ({})=({}) exists"),
)


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, key: str = "") -> list[tuple[str, str]]:
    """Entity and value of each finding, in order."""
    spans = sorted(engine.detect([Field(text, key)])[0], key=lambda span: span.start)
    return [(span.entity, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize("written", _WRITTEN)
@pytest.mark.parametrize("entity", _NUMBERS)
def test_a_name_says_what_its_words_say(engine: BatchEngine, entity: str, written: str) -> None:
    """At a change of case a word ends, digits at its end count it, and marks stand between it and the value."""
    for name in _NAMES[entity]:
        text = written.format(name, _NUMBERS[entity])
        assert (entity, _NUMBERS[entity]) in found(engine, text), text


@pytest.mark.parametrize("entity", _NUMBERS)
def test_a_key_of_a_record_says_the_same(engine: BatchEngine, entity: str) -> None:
    """Every name of a text is one of a record."""
    for name in _NAMES[entity]:
        assert (entity, _NUMBERS[entity]) in found(engine, _NUMBERS[entity], name), name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"primarySsn": {"value": "536228710"}}', "536228710"),
        ('{"name":"ssnNumber","type":"string","value":"536228710"}', "536228710"),
        ("applicantSsn must have dashes: 536228710", "536228710"),
        ("field socialSecurityNumber got 536228710", "536228710"),
    ],
)
def test_a_name_further_away_speaks_of_a_value_without_a_name(
    engine: BatchEngine, text: str, value: str
) -> None:
    """What stands between the two names nothing, or only says that it is a value."""
    assert value in [found for _, found in found(engine, text)]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "social login took 536228710 ns",
            "prefix cache savings 123456789 tokens",
            "checking 123456789 blocks",
        ),
        *("npi 1234567893 rows", "passport export: 123456789 rows", "ssn scan read 536228710 bytes"),
        *("account number index 123456789 nodes", "routing 021000021 ns"),
    ],
)
def test_what_is_counted_stays(engine: BatchEngine, text: str) -> None:
    """What there is so many of stands behind a count, and a unit behind a time."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("SSN 536228710 us citizen", "her SSN is 536228710 ms jones", "ssn 536228710 blocks her card"),
        *("update ssn 536228710 rows=1", "SSN: 536228710 us"),
    ],
)
def test_what_is_no_unit_for_sure_hides_nothing(engine: BatchEngine, text: str) -> None:
    """`us` is a country, `ms` a title, and `blocks` what somebody does."""
    assert found(engine, text) == [("US_SSN", "536228710")]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "lessons=536228710",
            "classname=536228710",
            "assn=536228710",
            "ssid=536228710",
            "missNumber=536228710",
        ),
        *("ssnValidated=true, orderId=536228710", "ssnCount=536228710", "socialLogins=536228710"),
        *("accountNumberLength=000123456789", "accountNumberHash: 536228710", "routingKey=021000021"),
        *("routingTable1=021000021", "passportStrategy=123456789", "licenseNoExpiry=1234567"),
        *("{accountNumber=null, orderId=123456789}", '{"accountNumber":"****1234","orderId":123456789}'),
        *("{ApplicantSsn:<nil> OrderId:536228710}", "ssnToken=&trace=536228710", "npiLookups=1234567893"),
        *(
            "carId=1HGCM82633A004352",
            "deviceIdHash=356938035643809",
            "tinPlating=912731234",
            "settinG=912731234",
        ),
        *("taxIdCount=536228710", "taxable=536228710", "syntaxId=536228710", "taxIds=[]; n=536228710"),
        *("invoiceAccountNo=AB12345678", "sessionNumber=123456789", "savingsRatio=123456789"),
    ],
)
def test_names_of_something_else_say_nothing(engine: BatchEngine, text: str) -> None:
    """The last words of a name say what it names, and the value of another name is not its own."""
    assert found(engine, text) == []


def test_a_word_that_ends_like_a_name_for_a_tax_id_is_none(engine: BatchEngine) -> None:
    """Nor does it become one by what stands elsewhere in the text."""
    assert found(engine, "taxId=536228710") == [("US_SSN", "536228710")]
    for before in ("", f"ssn table loaded {'x' * 150} "):
        assert found(engine, f"{before}syntaxId=536228710") == []
