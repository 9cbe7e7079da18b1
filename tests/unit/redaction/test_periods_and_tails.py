"""Years behind a telephone number, the ends of UUIDs, cards in lists, questions that may be called about."""

from __future__ import annotations

import pytest

from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")


def redacted(text: str) -> str:
    """The text redacted."""
    return _REDACTOR.redact_text(text).text


@pytest.mark.parametrize(
    "behind",
    [
        "\n2019\u20132023: reduced cost",
        "\n2019-2023: reduced cost",
        "\n2019 - 2023 Senior Engineer",
        " (2015-2019)",
        " | 2015-2019 B.Sc.",
        "\n09/2019\u201312/2023: team lead",
        "\n09.2019 - 12.2023: team lead",
        "\n1/2019 - 2/2020 Developer",
        ", 2019\u20112023",
    ],
)
@pytest.mark.parametrize("number", ["+4915123456789", "0171 2345678", "415-555-2671"])
def test_years_behind_a_telephone_number_stay(number: str, behind: str) -> None:
    """The label of the number says nothing of the time something took."""
    assert redacted(f"Mobile: {number}{behind}") == f"Mobile: <PHONE_NUMBER>{behind}"


@pytest.mark.parametrize(
    "text",
    [
        "phone: 2019-2023",
        "call 2019-2023",
        "Phone 2055-1234",
        "tel. 2023-2019",
        "mobile 1999 1234",
        "tel: 555-2023",
    ],
)
def test_digits_that_a_word_leads_to_are_a_number_though_they_look_like_years(text: str) -> None:
    """Behind the word itself, or where the later year comes first, or one is no year."""
    assert redacted(text).endswith("<PHONE_NUMBER>")


@pytest.mark.parametrize(
    "text",
    ["6a18ab94-56e0-492f-be18-5fa51893093e", "id=6A18AB94-56E0-492F-BE18-5FA51893093E", "be18-5fa51893093e"],
)
def test_the_end_of_a_uuid_is_no_account(text: str) -> None:
    """Its check digits are right by chance, but a Belgian account has no letters."""
    assert redacted(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "BE71096123456769",
        "be71 0961 2345 6769",
        "x-BE71-0961-2345-6769",
        "GB33BUKB20201555555555",
        "MT84MALT011000012345MTLCAST001S",
    ],
)
def test_accounts_are_found(text: str) -> None:
    """Of digits, and with letters where the country has them."""
    assert "<IBAN_CODE>" in redacted(text)


@pytest.mark.parametrize("mark", ["{}. ", "{}) ", ""])
def test_a_card_that_fills_a_line_of_a_list_is_no_row_of_a_table(mark: str) -> None:
    """Groups of four, six and five, the number of the entry before them and others above and below."""
    cards = ("5266-5250-0306-7216", "3782-822463-10005", "4842 1433 9913 2754", "3714 496353 98431")
    text = "Which are valid?\n" + "".join(f"{mark.format(at)}{card}\n" for at, card in enumerate(cards, 1))
    assert redacted(text).count("<CREDIT_CARD>") == len(cards)


def test_columns_and_fractions_are_no_cards() -> None:
    """A row goes on before and behind them; one digit, a point and fifteen more are a number."""
    row = "12 1200 3782 822463 10005 1200 34 56 78\n13 1201 3783 822464 10006 1200 34 56 79"
    assert redacted(row) == row
    place = "card at 40.03647901422608, 4.281110273947308"
    assert redacted(place) == place


@pytest.mark.parametrize(
    "text",
    [
        "Rückfragen unter {} oder per E-Mail",
        "Rueckfragen unter {}",
        "Anmeldung unter {}.",
        "Renseignements au {}",
        "Reservas al {}",
    ],
)
@pytest.mark.parametrize("number", ["015559 139382", "015024 722571", "22 33 44 55"])
def test_what_one_may_ask_about_has_a_telephone(text: str, number: str) -> None:
    """Behind enquiries, bookings and the preposition stands a number in any groups."""
    assert redacted(text.format(number)) == text.format("<PHONE_NUMBER>")


@pytest.mark.parametrize(
    "text",
    [
        "Rückfragen zur Bestellung 12345678",
        "Rückfragen unter Angabe der Nummer 12345678",
        "Speicherung unter 12345678",
    ],
)
def test_enquiries_about_something_else_stay(text: str) -> None:
    """No preposition leads from them to the digits."""
    assert redacted(text) == text
