"""What stands in capitals and is nobody's name: headings, roles, products, eponyms, quantities."""

from __future__ import annotations

import pytest

from redaction.names import gazetteers
from redaction.names.detector import NamesDetector
from redaction.names.ordinary import (
    is_eponym,
    is_first_word,
    is_heading,
    is_plain_phrase,
    is_quantity,
    parted,
    without_number,
    without_verb,
)
from redaction.names.settle import Lists
from redaction.names.tokenise import tokenise
from redaction.spans import Field

Token = tuple[int, int, str]


@pytest.fixture(scope="module")
def flags() -> dict[str, int]:
    """The word lists of the wheel."""
    return gazetteers.load()


def _tokens(text: str, name: str) -> list[Token]:
    start = text.index(name)
    return [(start + at, start + at + len(word), word) for word, at in tokenise(name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ask the Release Engineer about it", "Release Engineer"),
        ("# Incident Summary Report", "Incident Summary Report"),
        ("2. Lessons Learned\nnext", "Lessons Learned"),
        ("Explain the Central Limit Theorem again", "Central Limit Theorem"),
        ("Draw me a Green Glass Jar on a shelf", "Green Glass Jar"),
        ("Symptom: Chest Pain", "Chest Pain"),
        ("Write to our Customer Support Team now", "Customer Support Team"),
        ("Outcome: Neutral", "Neutral"),
        ("id,Method,amount", "Method"),
        ("rated as Cheap, Neutral or worse", "Neutral"),
    ],
)
def test_a_row_of_ordinary_words_is_no_organisation(flags: dict[str, int], text: str, name: str) -> None:
    """Roles, papers, headings, departments and lone words of a list are nobody's name."""
    assert is_heading(text, _tokens(text, name), flags)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("an invoice from Green Glass for jars", "Green Glass"),
        ("my Green Glass Bank account", "Green Glass Bank"),
        ("Client: Green Glass", "Green Glass"),
        ("she joined Quend Report", "Quend Report"),
        ("so I called Target about it", "Target"),
        ("when will that Silver Frank react", "Silver Frank"),
        ("Notify Grace Price about it", "Grace Price"),
    ],
)
def test_a_firm_of_ordinary_words_stays_one_where_the_text_says_so(
    flags: dict[str, int], text: str, name: str
) -> None:
    """A word for a body, a listed or unknown word, a customer's label, or a place inside the sentence."""
    assert not is_heading(text, _tokens(text, name), flags)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Quendbox 5", ""),
        ("Quend 3.5 Ultra", ""),
        ("Fetched quend v1.37.0", ""),
        ("Norway 3-1", "Norway"),
        ("Samsung 24", "Samsung"),
        ("Fire Department 25", "Fire Department 25"),
        ("Quend", "Quend"),
        ("3 Quend Stones", "3 Quend Stones"),
    ],
)
def test_a_name_with_a_number_behind_it_is_a_product(flags: dict[str, int], name: str, kept: str) -> None:
    """Nothing is left of a product or a version, a listed maker and a team stay without their number."""
    tokens = without_number(_tokens(name, name), flags)
    assert " ".join(word for _, _, word in tokens) == kept


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("the Quend distribution", "Quend", True),
        ("Quend's second law", "Quend", True),
        ("a Quend-Meyer inequality", "Quend", True),
        ("use the Quend optimizer", "Quend optimizer", True),
        ("Quend's brother in law", "Quend", False),
        ("Quend said that", "Quend", False),
    ],
)
def test_what_is_called_after_somebody_is_nobody(text: str, name: str, expected: bool) -> None:
    """The thing behind the name says that nobody is meant."""
    assert is_eponym(text, _tokens(text, name)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Take Quendol 400 mg", True),
        ("2 cups Quend rice", True),
        ("3 elm street lamps", True),
        ("Items 4, 12, 18", True),
        ("3 elm street leeds", False),
        ("12 Quend Road, Leeds", False),
        ("Quend 12 G", False),
    ],
)
def test_a_quantity_is_no_address(flags: dict[str, int], words: str, expected: bool) -> None:
    """A unit behind a number, a thing behind "street", a lone ordinary word beside numbers."""
    assert is_quantity([word for word, _ in tokenise(words)], flags) is expected


def test_a_verb_that_begins_a_request_is_no_part_of_the_name() -> None:
    """It is taken off at the sentence's start only."""
    first, inside = "Add Ines Quend to it", "so Add Ines Quend"
    assert [w for _, _, w in without_verb(first, _tokens(first, "Add Ines Quend"))] == [
        "Ines",
        "Quend",
    ]
    assert len(without_verb(inside, _tokens(inside, "Add Ines Quend"))) == 3


def test_ordinary_words_behind_a_verb_are_no_organisation(flags: dict[str, int]) -> None:
    """What a request or a message asks for; without the verb the same words may be a firm."""
    text = "so use Cold Storage here"
    assert is_heading(text, _tokens(text, "Cold Storage"), flags, asked=True)
    assert not is_heading(text, _tokens(text, "Cold Storage"), flags)


def test_columns_and_dashes_part_names() -> None:
    """What stands behind a column's border or a dash between blanks is another name."""
    text = "Ines | Oslo - Quend-Meyer"
    parts = parted(_tokens(text, text), text)
    assert [[word for _, _, word in part] for part in parts] == [["Ines"], ["Oslo"], ["Quend-Meyer"]]


def test_an_ordinary_first_word_is_no_person(flags: dict[str, int]) -> None:
    """The sentence gave it its capital; a given name keeps it."""
    assert is_first_word("Done. Download it", (6, 14, "Download"), flags)
    assert not is_first_word("Done. Ines did it", (6, 10, "Ines"), flags)
    assert not is_first_word("so Download it", (3, 11, "Download"), flags)


def test_no_name_is_made_of_plain_words_beside_an_address(flags: dict[str, int]) -> None:
    """Words that no list of names holds are no person."""
    assert is_plain_phrase(["Our", "Vision"], flags)
    assert not is_plain_phrase(["Our", "Ines"], flags)


def test_a_listed_name_is_kept_whatever_its_words_mean(flags: dict[str, int]) -> None:
    """The whole name of a listed body or country is no heading; one word is not enough."""
    lists = Lists(flags)
    assert lists.is_listed("United Kingdom")
    assert lists.is_listed("the United Kingdom")
    assert not lists.is_listed("United Method")
    assert not lists.is_listed("Norway")


@pytest.mark.parametrize(
    "text",
    [
        "Classify each review as Positive, Negative or Neutral.",
        "Quarterly Security Review",
        "Ask the Product Manager to update the Roadmap.",
        "The Bernoulli distribution has one parameter.",
        "Take Paracetamol 500 mg every 6 hours.",
        "7 park benches and 3 street lights were repaired",
    ],
)
def test_the_detector_lets_ordinary_capitals_go(text: str) -> None:
    """Whole fields without a name give none."""
    [spans] = NamesDetector().detect([_field(text)])
    assert spans == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway beat Peru 4-2 in Lyon.", "Peru"),
        ("We moved to the United Kingdom.", "United Kingdom"),
    ],
)
def test_the_detector_keeps_the_name_beside_it(text: str, expected: str) -> None:
    """What is cut off takes no name with it."""
    [spans] = NamesDetector().detect([_field(text)])
    assert expected in [text[s.start : s.end].removeprefix("the ") for s in spans if s.entity == "LOCATION"]


def _field(text: str) -> Field:
    return Field(text, names=True)


@pytest.mark.parametrize(
    "text",
    [
        "Customer Satisfaction rose, Net Revenue fell, and Operating Costs stayed flat.",
        "Benefits: Health Insurance, Dental Plan, Paid Leave, Home Office Allowance.",
        "EMPLOYEES MUST WEAR A BADGE AT ALL TIMES.",
        "Step Two: Choose Privacy. Step Three: Turn it on.",
        "Renew Now to keep access to Premium features.",
        "HTTPSConnectionPool(host='x', port=443): Max retries exceeded with url: /api",
        "AuthenticationException: Authentication failed due to invalid credentials with SASL mechanism SCRAM-SHA-512",
        "Rate limit reached on tokens per min (TPM): Limit 30000, Used 29000",
    ],
)
def test_headings_terms_and_messages_of_programs_stay(text: str) -> None:
    """Figures of a report, benefits, parts of a screen and limits are nobody's name."""
    assert NamesDetector().detect([Field(text, names=True)]) == [[]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Max called about the refund", "Max"),
        ("We insured it with Allianz Insurance last year", "Allianz Insurance"),
        ("She works at Vodafone now", "Vodafone"),
    ],
)
def test_names_that_look_like_terms_go(text: str, name: str) -> None:
    """A person called Max, and who insures."""
    [spans] = NamesDetector().detect([Field(text, names=True)])
    assert name in [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Unit Price    Total", ["Unit Price", "Total"]),
        ("Free\n    Software Foundation", ["Free\n    Software Foundation"]),
        ("Ana  Ruiz", ["Ana  Ruiz"]),
    ],
)
def test_a_name_ends_with_its_column(text: str, parts: list[str]) -> None:
    """Three blanks part columns; those of an indented line do not."""
    tokens = [(start, start + len(word), word) for word, start in tokenise(text)]
    assert [text[part[0][0] : part[-1][1]] for part in parted(tokens, text)] == parts
