"""Telephone numbers by what is said of them in many languages, by their place in a message, and by their groups."""

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, entity: str = "PHONE_NUMBER") -> list[str]:
    """The texts of the spans of one entity."""
    return [text[s.start : s.end] for s in engine.detect([Field(text, "")])[0] if s.entity == entity]


@pytest.mark.parametrize(
    "text",
    [
        "Du kan altid fange mig på {}",
        "aguardo o retorno em {} ainda hoje",
        "Kom. {}",
        "Numer kontaktowy: {}",
        "zastihnete ji na {}",
        "tavoitat isännöitsijän {}",
        "A lakó visszahív, {}",
        "перезвоните, пожалуйста: {}",
        "Свяжитесь утром: {}",
        "αριθμός μου: {}",
        "aap {} par call karein",
        "कृपया {} पर कॉल करें",
        "{} پر رابطہ کریں",
        "תתקשר ל-{}",
        "ช่างประปา ติดต่อ {}",
        "请打{}",
        "{}へ電話",
        "Bana {} üzerinden ulaşabilirsiniz",
        "we rang the guest, tried {}",
    ],
)
def test_a_language_says_telephone_number(engine: BatchEngine, text: str) -> None:
    """Digits that alone could be anything are a number where a sentence says that somebody is reached there."""
    assert found(engine, text.format("76 34 78 60")) == ["76 34 78 60"]
    assert found(engine, "76 34 78 60") == []


@pytest.mark.parametrize(
    "text",
    [
        "कृपया कॉल करें, ऑर्डर 48213377",
        "โทรกลับด้วย, คำสั่งซื้อ 48213377",
        "تواصل معنا، الطلب 48213377",
        "tilausnumero 48213377",
        "volatile counter 48213377",
        "purchase order: PO number 4545606099",
        "cheers, build 48213377 is out",
    ],
)
def test_a_clause_speaks_of_its_own_digits(engine: BatchEngine, text: str) -> None:
    """A call in the clause before, or a word that only begins alike, makes no number of an order's digits."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "NK1|1|DOE^ANN|SPO||{}||EC",
        "PID|1||4711^^^H^MR||DOE^ANN||19700101|F|||1 MAIN ST^^LEEDS||{}|||",
        "PER*IC*ANN DOE*TE*{}~",
        "COM+{}:TE'",
    ],
)
def test_a_segment_has_a_place_for_telephones(engine: BatchEngine, text: str) -> None:
    """HL7, X12 and EDIFACT say by position or qualifier that digits are a telephone number."""
    assert [number.lstrip("+") for number in found(engine, text.format("847 21 55 90"))] == ["847 21 55 90"]


def test_another_place_of_a_segment_holds_none(engine: BatchEngine) -> None:
    """The third field of a patient is an id, and the qualifier of a reference is no telephone's."""
    assert found(engine, "PID|1||84721559|||DOE^ANN") == []
    assert found(engine, "REF*ZZ*84721559~") == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ring 234 803 746 2024 please", ["234 803 746 2024"]),
        ("ring 254722062415 please", ["254722062415"]),
        ("about 254 722 062 415 were sold", []),
        ("sure 8 975 927 5194", ["8 975 927 5194"]),
        ("row 8 375 927 5194", []),
        ("08 - 776 033 92", ["08 - 776 033 92"]),
        ("01 507-9619", ["01 507-9619"]),
        ("season 02 2023-2024", []),
        ("11-93207-9807", ["11-93207-9807"]),
        ("11-33207-9807", []),
        ("(852) 5671 7125", ["(852) 5671 7125"]),
        ("[999] 5671 7125", []),
        ("03441848499", ["03441848499"]),
        ("00441848499", []),
        ("wniosek 047/76/2016", []),
        ("WHERE tel LIKE '9426 3235%'", ["9426 3235"]),
        ("tel coverage 9426 3235%", []),
    ],
)
def test_groups_that_a_plan_has(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Calling codes without a plus, trunk prefixes and areas set off make a number, and little else does."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("17,Ann,7279263350,ann@example.org,call later", ["7279263350"]),
        ("7279263350,ann@example.org, call later", []),
        ("user 7279263350 ann@example.org, call later", []),
        ("17,Ann,1719263350,ann@example.org,call later", []),
        ("Ann 76 34 78 60 ann@example.org", ["76 34 78 60"]),
        ("Regards,\nAnn\n76 34 78 60", ["76 34 78 60"]),
        ("Regards,\nAnn\n76 34 78 60 pieces are left", []),
        ("Regards,\nAnn\n12 345 678", []),
    ],
)
def test_what_stands_beside_an_address_or_below_a_greeting(
    engine: BatchEngine, text: str, numbers: list[str]
) -> None:
    """A cell of somebody's row and the last line of a letter are numbers; ids before an address and counts are none."""
    assert found(engine, text) == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("our shop (+41 44 744 26 21) is open", "+41 44 744 26 21"),
        ("our shop ((020) 8550305) is open", "(020) 8550305"),
        ("our shop (+43 (0)1 997 4163) is open", "+43 (0)1 997 4163"),
        ("our shop (044) 744 26 21 is open", "(044) 744 26 21"),
        ("our shop (+41) 44 744 26 21 is open", "(+41) 44 744 26 21"),
    ],
)
def test_the_brackets_of_a_sentence_stay(engine: BatchEngine, text: str, number: str) -> None:
    """A bracket that closes inside the number belongs to it, one around the whole number does not."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("at 2001:db8:3fa5:9033:1c94:19f7:c649:1186:8347 now", ["2001:db8:3fa5:9033:1c94:19f7:c649:1186"]),
        ("at 3c:22:fb:4e:7a:1d:55:60:41 now", []),
        ("at 2001:db8:3fa5:9033:1c94:19f7:c649:1186:83471:2 now", []),
    ],
)
def test_a_port_behind_eight_groups(engine: BatchEngine, text: str, addresses: list[str]) -> None:
    """A full IPv6 address keeps its end where a port follows without brackets; nine bytes are no address."""
    assert found(engine, text, "IP_ADDRESS") == addresses
