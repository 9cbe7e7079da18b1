"""Telephone numbers that no word calls one, and digits that look like them and stand for something else."""

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("no idea about the format but here: 00258821201853", ["00258821201853"]),
        ("you can try me, I am in Douala: 00237222935707.", ["00237222935707"]),
        ("this is the one from my brother 00249911061333 if you need it", ["00249911061333"]),
        ("the order 00258821201853 is in your cart", []),
        ("we have it in the list as account 00237222935707", []),
        ("job done seq=00237222935707", []),
        ("00237222935707", []),
        ("parsed 00258821201853 in 3 ms", []),
        ("and it is 00299999999999 for me", []),
        ("this is it: 00123456789012", []),
        ("it was 0025882120 for me", []),
    ],
)
def test_a_prefix_of_calls_abroad_in_a_sentence(engine: BatchEngine, text: str, numbers: list[str]) -> None:
    """Two zeros and a number of Africa's plans are no padded id where a sentence does not say of what."""
    assert found(engine, text) == numbers


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The telephone numbers of a text."""
    spans = engine.detect([Field(text, key)])[0]
    return [text[s.start : s.end] for s in spans if s.entity == "PHONE_NUMBER"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the plumber (22 824 72 42) will be there at nine", "22 824 72 42"),
        ("637 67 59 36 is hers, not mine", "637 67 59 36"),
        ("she can be asked, 999 527 31 80, but only in the morning", "999 527 31 80"),
        ("my sister will take 91 272 60 82.", "91 272 60 82"),
        ("the landlord (65 83 05 99) will open for you", "65 83 05 99"),
        ("if it is found, give it to Ann — 612 345 678.", "612 345 678"),
        ("it is 02079460958, and she will answer", "02079460958"),
        ("852 2345 6789 is the one that he gave me", "852 2345 6789"),
        ("880 1712 345678 is the one that he gave me", "880 1712 345678"),
        ("0 212 555 01 34", "0 212 555 01 34"),
        ("8 903 555-01-34", "8 903 555-01-34"),
    ],
)
def test_in_a_sentence(engine: BatchEngine, text: str, number: str) -> None:
    """Groups of some country's numbers, or a trunk zero, are somebody's number where a sentence gives them."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "the population was 977 140 081 in the last census",
        "we sold 91 234 567 units to them and they want more",
        "in that year they spent 125 000 000 on it",
        "the years 2019 2020 and 2021 2022 were the best of our time",
        "he said it was 0800 1200 and then 1300 1700",
        "the temperature in my room was 12 14 11 09 and it was cold",
        "use 128 256 512 as the sizes of it and then train it",
        "I have a question about the article 22 824 72 42",
        "your order is 22 824 72 42 and it is on its way",
        "my account is 02079460958 and it is empty",
        "22 824 72 42 requests were in the queue of the server",
        "rows=22 824 72 42 is what it said to me and them",
        "10:22:31 the worker is on it, 22 824 72 42, and it is alive",
        "the network is at 10.22.33.44 and it is in the office",
        "8 123 555 01 34 7 is the series of it",
        "queue 22 824 72 42",
    ],
)
def test_what_a_sentence_counts_or_names_stays(engine: BatchEngine, text: str) -> None:
    """Amounts, years, series of values and numbers of other things stay, and so do lines of programs."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17,Anna Müller,76347860,anna@example.org,active", "76347860"),
        ("Anna Müller\t22 824 72 42\t2026-01-03", "22 824 72 42"),
        ('["Anna Müller", "0612345678", 44]', "0612345678"),
        ("| Ann O'Neil-Smith | 637 67 59 36 | yes |", "637 67 59 36"),
    ],
)
def test_in_a_row_beside_a_name(engine: BatchEngine, text: str, number: str) -> None:
    """A cell behind that of somebody's name is a number if a plan has it."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "17,anna müller,22 824 72 4,x",
        "Total Requests,1700000123,ok",
        "17,Anna Müller,1700000123,anna@example.org",
        "17,Anna Müller,4021,anna@example.org",
        "Checkout Service,20240115,ok",
    ],
)
def test_other_cells_of_a_row_stay(engine: BatchEngine, text: str) -> None:
    """Times, ids and what stands beside no name stay."""
    assert found(engine, text) == []


def test_in_a_list_of_numbers(engine: BatchEngine) -> None:
    """Lines of digits above or below a line that is a telephone number are numbers, too; other columns are not."""
    listed = "+48 512 345 678\n677 497 016\n901366591\n022 824 72 42"
    assert found(engine, listed) == listed.split("\n")
    assert found(engine, "677497016\n901366591\n567366591") == []
    assert found(engine, "+48 512 345 678\n1700000123") == ["+48 512 345 678"]


@pytest.mark.parametrize(
    ("text", "key", "there"),
    [
        ("999 527 31 80", "", True),
        ("55-6202-3196", "", True),
        ("930 678 443", "answer", False),
        ("930 678 443", "batch_code", False),
        ("12 34 56 78", "", False),
        ("2019 2020", "", False),
        ("930 678 443 rows", "", False),
    ],
)
def test_a_field_of_its_own(engine: BatchEngine, text: str, key: str, there: bool) -> None:
    """A field of nothing but the groups of a number is one, unless its key names another thing."""
    assert found(engine, text, key) == [text] * there


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ann-Marie O'Neil (2159 5940) has booked", "2159 5940"),
        ("- Dra. Inês da Costa: 75 8412 0033\n- x", "75 8412 0033"),
        ("Sold to: Ann Lee, 12 High Road, Leeds, 9 4871 0707.", "9 4871 0707"),
        ("Ann Lee, Lisboa, 22 948 4021", "22 948 4021"),
        ("60350\tTove Eriksen\t93188727\ttove@example.org", "93188727"),
        ('input="999 527 31 80" ok', "999 527 31 80"),
        ("freephone of the shop 1300 606 565", "1300 606 565"),
        ("1800 045 4035", "1800 045 4035"),
        ("04386/98658831", "04386/98658831"),
    ],
)
def test_in_brackets_on_cards_and_behind_prefixes(engine: BatchEngine, text: str, number: str) -> None:
    """Behind a name, on somebody's card, in quotes, or behind a prefix of numbers that cost nothing."""
    assert found(engine, text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "See arXiv:2305.14314 and 10.936104",
        "Total Requests (21 595 940) since then",
        "New York (83 368 170 people)",
        "Sold to: 12 High Road, Leeds, 4871 0707.",
        'batch_code="999 527 31 80" ok',
        "1500 045 4035",
        "Monthly Sessions\t93188727\tx",
        "United States,331893745,x",
        "| Llama Three | 8030261248 |",
        "const a = '216-617-398'",
        "492.129.262",
        "isbn13('0-901690-54-6')",
        "recall: 0.88 support: 1533165",
        "the tariff is 8842.28.5116 and it is new",
        "we use 2023-10001 and it is fine",
        "it was trained with 17249482655 of them",
        "take the 28227-94051 and the other",
        "123 456 789" + " " * 40 + "apples",
    ],
)
def test_what_stands_behind_other_names_stays(engine: BatchEngine, text: str) -> None:
    """Decimals, totals and codes stay."""
    assert found(engine, text) == []


@pytest.mark.parametrize("behind", ["", "Call me.", "lorem ipsum dolor sit amet " * 60 + "call me"])
def test_a_word_far_away_changes_nothing(engine: BatchEngine, behind: str) -> None:
    """What goes on from another name belongs to that, with and without a telephone word somewhere."""
    vulnerable = "The image is vulnerable to CVE-2022-72762 and should be rebuilt. "
    assert found(engine, vulnerable + behind) == []
