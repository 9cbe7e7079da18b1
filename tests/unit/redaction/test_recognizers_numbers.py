"""Cards, accounts, wallets, government ids, addresses of machines: checksums and context decide."""

import json
import random
from base64 import b32encode
from hashlib import sha256
from typing import Any

import pytest

from bench.events import card, iban
from redaction.engines.batch import BatchEngine
from redaction.recognizers.card.brands import brand
from redaction.recognizers.checksums import crc16, luhn
from redaction.spans import Field
from tests.shipped import shipped_redactor


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, entity: str, key: str = "") -> list[str]:
    """The texts of the spans of one entity."""
    return [text[s.start : s.end] for s in engine.detect([Field(text, key)])[0] if s.entity == entity]


def test_generated_cards_and_accounts_are_found() -> None:
    """Every card and IBAN with right check digits is found, in each grouping."""
    engine, rng = BatchEngine(), random.Random(5)
    for make, entity in ((card, "CREDIT_CARD"), (iban, "IBAN_CODE")):
        values = [make(rng) for _ in range(200)]
        texts = [f"paid with {value} today" for value in values]
        spans = engine.detect([Field(text) for text in texts])
        got = [
            {t[s.start : s.end] for s in row if s.entity == entity}
            for t, row in zip(texts, spans, strict=True)
        ]
        assert got == [{value} for value in values]


@pytest.mark.parametrize(
    "number",
    [
        "4111111111111111",
        "378282246310005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
        "2223003122003222",
        "4222222222222",
        "6304000000000000",
        "5018 0000 0009",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "3782 822463 10005",
        "4111\n1111\n1111\n1111",
        "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
        "0604 2607 0011",
        "8200 1234 5678 9016",
    ],
)
def test_cards_of_all_brands_and_separators(engine: BatchEngine, number: str) -> None:
    """12 to 19 digits, with any usual separator, of any brand."""
    assert found(engine, f"card {number} expires", "CREDIT_CARD") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "4111111111111112",
        "94111111111111111111",
        "0.4111111111111111",
        "id_4111111111111111x",
        "1111111111111111",
        "0000000000000000",
        "span 4111111111111111a",
        "41111111111111114111111111111111",
        "arn:aws:iam::504084849802:role/deploy",
    ],
)
def test_what_is_no_card(engine: BatchEngine, text: str) -> None:
    """A wrong check digit, a longer number, a fraction or letters around it: no card."""
    assert found(engine, text, "CREDIT_CARD") == []


@pytest.mark.parametrize(
    "behind",
    [
        "\n00:12:13 done",
        "\n2024-01-02 10:00 next",
        "\n00\n17",
        " 03/28",
        "\n03/28",
        ", 12-24",
        " 02.01.2024",
        " 2024-01-02",
        "\t00:00",
    ],
)
def test_a_card_ends_before_a_date_and_at_the_end_of_its_line(engine: BatchEngine, behind: str) -> None:
    """Digits behind it that keep the check digit right, as two zeros always do, are no part of it."""
    rng = random.Random(behind)
    for _ in range(200):
        number = f"4{rng.randrange(10**14):014}"
        number += next(digit for digit in "0123456789" if luhn((number + digit).encode()))
        for value in (number, " ".join(number[at : at + 4] for at in range(0, 16, 4))):
            assert found(engine, f"paid {value}{behind}", "CREDIT_CARD") == [value]


@pytest.mark.parametrize(
    "text",
    ["4111 1111\n1111 1111", "4111 1111 1111\n1111", "6222 0212 3456 7890 128", "6222 0212 3456\n7890 128"],
)
def test_a_card_that_a_line_end_cuts_is_one(engine: BatchEngine, text: str) -> None:
    """The part on the first line is no card, so both lines are; no more groups than there are of one."""
    assert found(engine, f"card {text} x", "CREDIT_CARD") == [text]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("paid with {}", ["4111 - 1111 - 1111 - 1111"]),
        ("{}", ["3782 - 822463 - 10005"]),
        ("refund to {} - 12/26 please", ["4111 - 1111 - 1111 - 1111"]),
        ("kart {} ile", ["4222 - 222 - 222 - 222"]),
        ("{} declined", ["4222-222-222-222"]),
        ("カード{}が使えません", ["4222 222 222 222"]),
        ("卡号{}", ["4222 222 222 222"]),
        ("charge {} exp 04/28", ["4222 222 222 222"]),
        ("kortnummer: {}", ["4222 222 222 222"]),
        ("cc {} {} both declined", ["5105 - 1051 - 0510 - 5100", "5555 5555 5555 4444"]),
        ("cc {} {} both declined", ["3056 930902 5904", "5555 5555 5555 4444"]),
    ],
)
def test_a_card_in_groups_that_people_type(engine: BatchEngine, text: str, cards: list[str]) -> None:
    """A hyphen may stand between blanks, thirteen digits be written in threes, and two cards stand together."""
    assert found(engine, text.format(*cards), "CREDIT_CARD") == cards


@pytest.mark.parametrize(
    "text",
    [
        "sizes 4222 222 222 222",
        "4096 512 128 256 4222 222 222 222 64",
        "pages 4111 - 1111 - 1111 - 1112",
        "years 2019 - 2020 - 2021 - 2022",
        "4111 - 1111",
        "0 - 4111 - 4112 - 4113 - 4114 - 4115",
        "card of 4223-222-222-222",
    ],
)
def test_ranges_and_rows_of_counts_are_no_cards(engine: BatchEngine, text: str) -> None:
    """Numbers with a hyphen between blanks, and a row of three digits each, need the check digit and a word."""
    assert found(engine, text, "CREDIT_CARD") == []


@pytest.mark.parametrize(
    ("row", "card"),
    [
        ("order\tcard\n44604\t6521 9956 9013 1253\tpaid", "6521 9956 9013 1253"),
        ("card 44604\t6521995690131253\t5", "6521995690131253"),
        ("card no\t4111-1111-1111-1111\t03/28", "4111-1111-1111-1111"),
        ("card\t4111\t1111\t1111\t1111", "4111\t1111\t1111\t1111"),
    ],
)
def test_a_card_is_one_cell_or_each_group_is_one(engine: BatchEngine, row: str, card: str) -> None:
    """The order's number before the tab is no part of it, though both together have a right check digit."""
    assert found(engine, row, "CREDIT_CARD") == [card]


def test_the_track_of_a_card_shows_its_number(engine: BatchEngine) -> None:
    """The letter that begins the first track (ISO/IEC 7813) is no part of the digits; another letter is."""
    number = "4539578763621486"
    text = f"swiped %B{number}^CARD/HOLDER^27121010000?"
    assert [text[s.start : s.end] for s in engine.detect([Field(text)])[0]] == [number]
    assert engine.detect([Field(f"block B{number} of")])[0] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("EMV 5A084532015112830366", "4532015112830366"),
        ("tlv 5a08378282246310005f5f2403281231", "378282246310005"),
        ("5A 08 45 32 01 51 12 83 03 66 5F 24", "45 32 01 51 12 83 03 66"),
        ("840E31504159500A5A08453201511283036657", "4532015112830366"),
        ("57114532015112830366D28122010000000000F", "4532015112830366"),
        ("track2=4532015112830366D28122010000000000F", "4532015112830366"),
        ("track1: B4532015112830366^DOE/J^2812", "4532015112830366"),
        ("0200723C448108E18000164532015112830366", "4532015112830366"),
    ],
)
def test_cards_in_messages_of_terminals(engine: BatchEngine, text: str, value: str) -> None:
    """Tags and lengths of EMV, tracks of the stripe and field 2 of ISO 8583 stand directly beside the digits."""
    assert value in found(engine, text, "CREDIT_CARD")


@pytest.mark.parametrize(
    "text",
    [
        "5A084532015112830367",
        "5A080000000000000000",
        "sha256 5a084532015112830367aabbccddeeff00112233445566778899aabbccddeeff",
        "4532015112830367D28122010000000000F",
        "4532015112830366D9999",
        "block B4532015112830366 of",
        "0200123C448108E18000164532015112830366",
        "0200723C448108E18000164532015112830367",
    ],
)
def test_other_hex_holds_no_card(engine: BatchEngine, text: str) -> None:
    """Wrong check digits, expiry dates that are none, a bitmap without field 2."""
    assert found(engine, text, "CREDIT_CARD") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (":86:166?00SEPA?30COBADEFFXXX?31DE89370400440532013000?32DOE", "DE89370400440532013000"),
        ("acct DE89370400440532013000EUR", "DE89370400440532013000"),
        ("DE89 3704 0044 0532 0130 00EUR 12.50", "DE89 3704 0044 0532 0130 00"),
    ],
)
def test_accounts_beside_tags_and_currencies(engine: BatchEngine, text: str, value: str) -> None:
    """A subfield of MT940 before, a currency behind."""
    assert found(engine, text, "IBAN_CODE") == [value]


@pytest.mark.parametrize("text", ["DE89370400440532013000ABC", "x?31DE89", "a31DE89370400440532013000b"])
def test_other_letters_beside_an_account_belong_to_it(engine: BatchEngine, text: str) -> None:
    """What goes on is something longer."""
    assert found(engine, text, "IBAN_CODE") == []


def test_a_card_of_a_national_scheme_needs_a_word(engine: BatchEngine) -> None:
    """Ranges that are left to countries are no proof; with a card word nearby they are."""
    assert found(engine, "order 9741000000000005 sent", "CREDIT_CARD") == []
    assert found(engine, "my card 9741000000000005", "CREDIT_CARD") == ["9741000000000005"]
    assert found(engine, "9704000000000018", "CREDIT_CARD") == ["9704000000000018"]


def test_brand_needs_an_issuer_range() -> None:
    """A right Luhn digit alone is not enough."""
    assert luhn(b"9999999999999995")
    assert brand(b"9999999999999995") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DE89 3704 0044 0532 0130 00 and", "DE89 3704 0044 0532 0130 00"),
        ("iban=GB29NWBK60161331926819.", "GB29NWBK60161331926819"),
        ("gi\n44kpmq677218561874180", "gi\n44kpmq677218561874180"),
        ("hr5 4 4 30 11 3 374 93213863 ok", "hr5 4 4 30 11 3 374 93213863"),
        ("iban IR650378810905349108667025, a country that is not in the table", "IR650378810905349108667025"),
        ("ref CO67RONZ7987707420667", "CO67RONZ7987707420667"),
        ("pay to _CO67RONZ7987707420667_", "CO67RONZ7987707420667"),
        ("NO93 8601 1117 947", "NO93 8601 1117 947"),
        ("GB67 MFOC 2207 5256 6672 6, of a wrong length", "GB67 MFOC 2207 5256 6672 6"),
        ("US76 2207 5256 6672 6123 4 AND MORE", "US76 2207 5256 6672 6123 4"),
        ("to IBANDE89370400440532013000, please", "DE89370400440532013000"),
        ("fr14-2004-1010-0505-0001-3M02-606", "fr14-2004-1010-0505-0001-3M02-606"),
    ],
)
def test_an_iban_ends_where_its_country_says(engine: BatchEngine, text: str, value: str) -> None:
    """The span never swallows the next word."""
    assert found(engine, text, "IBAN_CODE") == [value]


def test_an_iban_with_a_wrong_check_digit_is_none(engine: BatchEngine) -> None:
    """Mod 97 must come out as 1."""
    assert found(engine, "DE88 3704 0044 0532 0130 00", "IBAN_CODE") == []
    assert found(engine, "my card is 6493095118814764 and it was charged", "IBAN_CODE") == []
    assert found(engine, "ref CO68RONZ7987707420667", "IBAN_CODE") == []
    assert found(engine, "GB68 MFOC 2207 5256 6672 6", "IBAN_CODE") == []


@pytest.mark.parametrize(
    "address",
    [
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
        "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L",
        "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",
        "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
        "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
        "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
        "tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb",
        "KT1PWx2mnDueood7fEmfbBDKx1D9BAnnXitn",
        "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5",
        "7ZUECA7HFLZTXENRV24SHLU4AVPUTMTTDUFUBNBD64C73F3UHRTHAIOF6Q",
        "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2N",
        "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
        "erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6th",
    ],
)
def test_wallet_addresses(engine: BatchEngine, address: str) -> None:
    """An address whose checksum is right is found without any word beside it; Solana's has none."""
    assert found(engine, f"sent to {address} ok", "CRYPTO") == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("got 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 here", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"),
        ("my wallet 1BvBMSEYstWetqTFn5Au4m4GFg7xJ9N is mine", "1BvBMSEYstWetqTFn5Au4m4GFg7xJ9N"),
        ("tx id=2JmTLCqJfMdAvfzpShHB79PryzH rolled back", ""),
        ("got bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp here", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp"),
        ("job 1BvBMSEYstWetqTFn5Au4m4GFg7xJ9N is done", ""),
        ("job 2BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 is done", ""),
        ("/files/1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", ""),
        ("the class 1DefaultAnnotationHandlerMappingBeans of it", ""),
        ("hash 1b5a4f1c9d8e7a6b5c4d3e2f1a9b8c7d6e of it, address unknown", ""),
        ("got bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5m here", ""),
    ],
)
def test_a_mistyped_wallet_address(engine: BatchEngine, text: str, address: str) -> None:
    """Where the checksum is wrong, a word or a form that nothing else has still gives an address away."""
    assert found(engine, text, "CRYPTO") == ([address] if address else [])


_FORTY = "8f3e2d1c4b5a4c6d8e7f9a0b1c2d3e4f12345678"


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (f"hash=0x{_FORTY} block=21234567", False),
        (f"sha1: 0x{_FORTY}", False),
        (f"at commit 0x{_FORTY.upper()}", False),
        (f"hash=0x{_FORTY} of her wallet", True),
        (f"hash=0x{_FORTY.replace('e', 'E', 1)}", True),
        (f'{{"hash": "0x{_FORTY}"}}', True),
        (f"to=0x{_FORTY} hash=abc", True),
    ],
)
def test_a_digest_of_forty_digits_is_no_wallet_address(
    engine: BatchEngine, text: str, *, there: bool
) -> None:
    """In one case, directly behind a word that says so, and where nothing speaks of wallets."""
    assert bool(found(engine, text, "CRYPTO")) is there


def base58(raw: bytes) -> str:
    """A value and its checksum in base 58."""
    number, text = int.from_bytes(raw + sha256(sha256(raw).digest()).digest()[:4]), ""
    while number:
        number, digit = divmod(number, 58)
        text = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[digit] + text
    return text


def base32(prefix: bytes, length: int) -> str:
    """A value and its CRC in base 32."""
    raw = prefix + bytes(range(7, 7 + length))
    return b32encode(raw + crc16(raw).to_bytes(2, "little")).decode().rstrip("=")


_SECRET = bytes(range(3, 35))
_WALLET_KEYS = [
    base58(bytes.fromhex("0488ade4") + bytes(9) + _SECRET + b"\0" + _SECRET),
    base58(bytes.fromhex("04b2430c") + bytes(9) + _SECRET + b"\0" + _SECRET),
    base58(bytes.fromhex("04358394") + bytes(9) + _SECRET + b"\0" + _SECRET),
    base58(b"\x80" + _SECRET),
    base58(b"\x80" + _SECRET + b"\1"),
    base58(b"\xef" + _SECRET),
    base58(b"\xef" + _SECRET + b"\1"),
    base32(bytes([18 << 3]), 32),
    base32(bytes([18 << 3 | 20 << 3 >> 5, 20 << 3 & 31]), 32),
]


@pytest.mark.parametrize("secret", _WALLET_KEYS)
def test_wallet_keys(engine: BatchEngine, secret: str) -> None:
    """Who has an extended key, a key for import or a seed has what the wallet holds."""
    for text in (f"importing {secret} now", f'{{"key":"{secret}"}}', f"k={secret}", secret):
        assert found(engine, text, "PRIVATE_KEY") == [secret]


@pytest.mark.parametrize("secret", _WALLET_KEYS[3:])
def test_what_has_the_length_of_a_wallet_key_and_another_checksum_stays(
    engine: BatchEngine, secret: str
) -> None:
    """Base 58 of some length is many an id."""
    for text in (
        f"object {secret[:20]}{secret[:19:-1]}",
        f"object {secret}7a",
        f"object a{secret}",
    ):
        assert found(engine, text, "PRIVATE_KEY") == []


def test_an_address_of_ethereum_in_the_log_of_a_contract(engine: BatchEngine) -> None:
    """There it fills a word of 32 bytes; amounts, hashes and other words stay."""
    address = "742d35cc6634c0532925a3b844bc9e7595f0beb0"
    padded = f"0x{'0' * 24}{address}"
    assert found(engine, f'topics=["{padded}"]', "CRYPTO") == [padded]
    for word in (
        f"0x{'0' * 48}0de0b6b3a7640000",
        f"0x{address}{address[:24]}",
        f"0x{'0' * 25}{address}",
        f"0x{'0' * 63}1",
    ):
        assert found(engine, f'data="{word}"', "CRYPTO") == []


def test_a_wallet_address_with_one_wrong_character_is_none(engine: BatchEngine) -> None:
    """Checksums are checked where a form says too little, and no word does."""
    for address in (
        "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q",
        "tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjc",
        "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp6",
        "7ZUECA7HFLZTXENRV24SHLU4AVPUTMTTDUFUBNBD64C73F3UHRTHAIOF7Q",
        "EQCD39VS5jcptHL8vMjEXrzGaRcCVYto7HUn4bpAOg8xqB2O",
        "erd1qyu5wthldzr8wx5c9ucg8kjagg0jfs53s8nr3zpz3hypefsdd8ssycr6tg",
        "AAAA+TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA/x",
        "handleTheFirstRequestThatComesBackFromUpstream1",
    ):
        assert found(engine, f"sent to {address} ok", "CRYPTO") == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("078-05-1120", "US_SSN", "078-05-1120"),
        ("ssn 078 05 1120", "US_SSN", "078 05 1120"),
        ("social security number 078051120", "US_SSN", "078051120"),
        ("my ssn 110\n64 9481", "US_SSN", "110\n64 9481"),
        ("ssn: 65406755 3", "US_SSN", "65406755 3"),
        ("my ssn, the one of the card that I lost last week, is 078051120", "US_SSN", "078051120"),
        ("912-78-1234", "US_ITIN", "912-78-1234"),
        ("taxpayer identification: 209987731", "US_SSN", "209987731"),
        ("tax id 209 98 7731 of hers", "US_SSN", "209 98 7731"),
        ("passport no. A12345678", "US_PASSPORT", "A12345678"),
        ("my driver's license number is U62928788557186", "US_DRIVER_LICENSE", "U62928788557186"),
        ("routing number 021000021", "ABA_ROUTING_NUMBER", "021000021"),
        ("checking account 12345678901", "US_BANK_NUMBER", "12345678901"),
        ("NPI 1234567893", "US_NPI", "1234567893"),
        ("medicare id 1EG4-TE5-MK73", "US_MBI", "1EG4-TE5-MK73"),
        ("NHS number 943 476 5919", "UK_NHS", "943 476 5919"),
        ("nino AB 12 34 56 C", "UK_NINO", "AB 12 34 56 C"),
        ("imei 490154203237518", "IMEI", "490154203237518"),
        ("imsi=310150123456789 attached", "IMEI", "310150123456789"),
        ('"iccid": "89014103211118510720"', "IMEI", "89014103211118510720"),
        ("subscriberImsi:310150123456789", "IMEI", "310150123456789"),
        ("VIN 1HGCM82633A004352", "VIN", "1HGCM82633A004352"),
        ("from 10.1.2.3:8080", "IP_ADDRESS", "10.1.2.3"),
        ("GET /a/\n203.0.113.9", "IP_ADDRESS", "203.0.113.9"),
        ("[2001:db8::ff00:42:8329]:443", "IP_ADDRESS", "2001:db8::ff00:42:8329"),
        ("fe80::1ff:fe23:4567:890a%eth0 up", "IP_ADDRESS", "fe80::1ff:fe23:4567:890a%eth0"),
        ("::ffff:203.0.113.9", "IP_ADDRESS", "::ffff:203.0.113.9"),
        ("from 203.000.113.009 on", "IP_ADDRESS", "203.000.113.009"),
        ("hw 00:1A:2b:3c:4d:5e", "MAC_ADDRESS", "00:1A:2b:3c:4d:5e"),
        ("001a.2b3c.4d5e", "MAC_ADDRESS", "001a.2b3c.4d5e"),
        ("mac address 001a2b3c4d5e", "MAC_ADDRESS", "001a2b3c4d5e"),
    ],
)
def test_ids_in_their_context(engine: BatchEngine, text: str, entity: str, value: str) -> None:
    """Each id is found where its shape, its checksum or its name says what it is."""
    assert value in found(engine, text, entity)


@pytest.mark.parametrize(
    "text",
    [
        *("order 078051120", "trace 310150123456789", "span 89014103211118510720", "imsi prefix 31015"),
        "110\n64 9481 and 65406755 3",
        "ssn of 2024-01-15 3",
        "public A12345678",
        "batch 9434765919",
        "job 021000021",
        "ref 1234567893",
        "std::vector<a::b> 12:34:56 23:31:34.5",
        "Chrome/120.0.6099.71 version 1.2.3.4",
        "127.0.0.1 0.0.0.0 ::1",
        "rows[1::2] and rows[10::100]",
        "1.2.3.4.5 and 256.1.1.1",
        "000-12-3456 and 666-12-3456 and 123-00-4567",
    ],
)
def test_the_same_digits_without_their_context(engine: BatchEngine, text: str) -> None:
    """An id without its name, a version, a time, C++ and loopback are left alone."""
    assert engine.detect([Field(text)])[0] == []


def test_private_addresses_can_stay() -> None:
    """With `private_addresses=False` only public addresses are reported."""
    engine = BatchEngine(private_addresses=False)
    assert found(engine, "10.1.2.3 192.168.0.9/24 fe80::1ff:fe23:4567 93.184.216.34", "IP_ADDRESS") == [
        "93.184.216.34"
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"ssn_value": "078051120"},
        {"customer_ssn_raw": "078051120"},
        {"ssn_1": "078051120"},
        {"ssn": {"raw": "078051120"}},
        {"ssn_value": 178051120},
        {"ssn": {"value": 178051120}},
        {"userPhoneNumber": "51267788"},
        {"userPhoneNumber": 5126778899},
        {"phone2": "5126 7788"},
        {"phone": {"value": "51267788"}},
        {"phoneNumbers": [{"number": "51267788"}]},
        {"phones": ["24681", "51267788"]},
        {"phones": [5126778899]},
        {"password_value": "hunter22"},
    ],
)
def test_neutral_words_behind_a_name_leave_it_that_name(record: dict[str, Any]) -> None:
    """`ssn_value`, `phone2` and a `number` within `phoneNumbers` are keys of their entity."""
    written = json.dumps(shipped_redactor("structured").redact_records([record]).records)
    assert not any(value in written for value in ("78051120", "5126", "24681", "hunter22"))


@pytest.mark.parametrize(
    "record",
    [
        {"cell_value": "2024", "cells": ["12345678"]},
        {"line_number": 51267788, "order": {"number": "51267788"}},
        {"login_field": "email", "pin_1": "high"},
        {"token": {"value": "Hello"}},
        {"phone_id": "123456", "ssn_count": 178051120, "phones": 5126778899},
        {"value": "078051120", "number": "51267788"},
    ],
)
def test_other_words_behind_a_name_make_another_name(record: dict[str, Any]) -> None:
    """Counts, cells of tables, names of fields and orders are nobody's number."""
    assert shipped_redactor("structured").redact_records([record]).records == [record]


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("{IP:2001:db8:1::17 Port:80}", "IP_ADDRESS", "2001:db8:1::17"),
        ("peer:2001:db8::17", "IP_ADDRESS", "2001:db8::17"),
        ("...90.1.78.237...", "IP_ADDRESS", "90.1.78.237"),
        ("...729-91-4837...", "US_SSN", "729-91-4837"),
        ("-535-74-8195\n+1", "US_SSN", "535-74-8195"),
        ("a\n-535-74-8195", "US_SSN", "535-74-8195"),
        ("card _4111 1111 1111 1111_", "CREDIT_CARD", "4111 1111 1111 1111"),
        ("__729-91-4837__", "US_SSN", "729-91-4837"),
        ("_2001:db8:1::17_", "IP_ADDRESS", "2001:db8:1::17"),
        ("-ssh://ann.bee@files.example.net", "USER_URL", "ssh://ann.bee@files.example.net"),
        ("...redis://:h4rd2gs@cache/0", "CREDENTIAL_URL", "redis://:h4rd2gs@cache/0"),
    ],
)
def test_marks_around_a_value_are_no_part_of_it(
    engine: BatchEngine, text: str, entity: str, value: str
) -> None:
    """Labels of Go, dots left out, lines of a difference and emphasis of Markdown hide nothing."""
    spans = engine.detect([Field(text)])[0]
    assert value in [text[span.start : span.end] for span in spans if span.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        "std::add1::b ns:abc::d1",
        "5-535-74-8195",
        "x -535-74-8195",
        "id4111111111111111",
        "id_4111111111111112",
        "_private_20230101 and __init__",
        "face:b00c:1",
    ],
)
def test_pieces_of_longer_names_are_no_values(engine: BatchEngine, text: str) -> None:
    """Paths of names, numbers that go on and identifiers with underscores are left alone."""
    assert engine.detect([Field(text)])[0] == []


@pytest.mark.parametrize(
    ("text", "key", "found_there"),
    [
        ("tl5758453569220936577748", "customer_iban", True),
        ("tl57 5845 3569 2209 3657 7748", "iban", True),
        ("tl5758453569220936577749", "iban", False),
        ("tl5758453569220936577748", "note", False),
        ("id,iban,name\n4,tl5758453569220936577748,Bo\n", "", True),
        ("id,code,name\n4,tl5758453569220936577748,Bo\n", "", False),
        ("parcel JD064609973328608964 is held", "", False),
    ],
)
def test_an_iban_of_another_length_needs_its_key_or_capitals_and_a_country(
    engine: BatchEngine, text: str, key: str, found_there: bool
) -> None:
    """Its check digits alone are right for one id in 97; no country is called JD."""
    [spans] = engine.detect([Field(text, key)])
    assert ("IBAN_CODE" in {span.entity for span in spans}) == found_there


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("send 0.948 to vrBANCjyW5awXSZ7jLWRrVwTQxTJGQhoUMrCFAkPpir please", True),
        ("in getHTTPServerURLForWAFAndTLSConfigV2FromXMLNode called", False),
        ("in createNewCustomerAccountWithDefaultBinding2K called", False),
    ],
)
def test_an_address_with_few_digits_has_many_capitals(
    engine: BatchEngine, text: str, found_there: bool
) -> None:
    """Solana's addresses have no checksum; a name in a program of that length has one capital for each word."""
    [spans] = engine.detect([Field(text)])
    assert ("CRYPTO" in {span.entity for span in spans}) == found_there
