"""Names in columns of tables in texts, and behind keys of a log's line."""

from __future__ import annotations

import time

import pytest

from redaction.names import gazetteers
from redaction.names.detector import NamesDetector
from redaction.names.headed import find_headed
from redaction.names.labelled import find_labelled
from redaction.spans import Field

_SECONDS = 5
"""Far more than a linear search takes, far less than a quadratic one."""


@pytest.fixture(scope="module")
def flags() -> dict[str, int]:
    """The word lists of the wheel."""
    return gazetteers.load()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name,dob,city\nAna Ruiz,2003-10-14,Beirut\nBo Li,1996-08-11,Athens", ["Beirut", "Athens"]),
        ("Here it is:\n\nfirst_name;stadt\nJun;Kiel\n", ["Jun", "Kiel"]),
        ("id\tlast_name\n1\tBakker\n2\tNone", ["Bakker"]),
        ("| Name | City | Employer |\n|---|---|---|\n| Ana | Ulm | Acme Widgets |", ["Ulm", "Acme Widgets"]),
        ('"imię","miasto"\n"Katarzyna","Łódź"', ["Katarzyna", "Łódź"]),
    ],
)
def test_a_heading_says_what_stands_below_it(flags: dict[str, int], text: str, found: list[str]) -> None:
    """With any sign between the cells, below an opening and over a rule."""
    assert [text[span.start : span.end] for span in find_headed(text, flags)] == found


@pytest.mark.parametrize(
    "text",
    [
        "id,city,count\n1,unknown,5\n2,n/a,3",
        "metric,city,value\ncpu,eu-west-1,5",
        "Fruit, city, colour\nI like it, very, much",
        "city,value\n\nBoise",
        "a city, a town\nand so on",
        "name,company\nsvc-1,acme-prod-1",
        "first_name,last_name\nstring,required",
        "no table at all\nbut lines",
    ],
)
def test_cells_that_are_no_names_stay(flags: dict[str, int], text: str) -> None:
    """Placeholders, regions, prose with commas, and rows with another number of cells."""
    assert find_headed(text, flags) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("msg=ok first_name=Tendai last_name=Bakker locale=en", ["Tendai", "Bakker"]),
        ("firstName=Matteo lastName=da Silva, n=3", ["Matteo", "da Silva"]),
        ("city=Beirut az=2", ["Beirut"]),
        ("city=New York az=2", ["New York"]),
        ("last_name=Lee-Ruiz", ["Lee-Ruiz"]),
        ("Zaměstnavatel: Škoda Auto", ["Škoda Auto"]),
    ],
)
def test_a_key_of_a_line_says_what_stands_behind_it(
    flags: dict[str, int], text: str, found: list[str]
) -> None:
    """Without quotes a value ends where the next key begins."""
    assert [text[span.start : span.end] for span in find_labelled(text, flags)] == found


@pytest.mark.parametrize(
    "text",
    [
        "first_name=Column last_name=Value",
        "first_name=${FIRST} last_name=None",
        "city=eu-west-1 az=2",
        "last_name=String n=5",
        "file_name=Report.pdf host_name=Web",
        "last_name=Is Not Null and so on",
    ],
)
def test_what_is_no_name_behind_such_a_key_stays(flags: dict[str, int], text: str) -> None:
    """Variables, types, regions, and keys of other names."""
    assert find_labelled(text, flags) == []


@pytest.mark.parametrize(
    "text",
    ["name,city\n" * 20_000, "a,b\n" * 4_000, "city=New York " * 12_000, ",\n" * 60_000],
    ids=lambda text: text[:6],
)
def test_time_is_linear(text: str) -> None:
    """Texts made to keep a rule busy."""
    begin = time.process_time()
    NamesDetector().detect([Field(text, names=True)])
    assert time.process_time() - begin < _SECONDS
