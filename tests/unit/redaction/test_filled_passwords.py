"""Passwords typed into forms and in lists of two columns, and what only looks like them. None is real."""

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found

_HEX = "8f3e2d1c" + "4b5a4c6d"


@pytest.mark.parametrize(
    "text",
    [
        "page.fill('#password', '{}')",
        "await page.fill('input[name=\"password\"]', '{}');",
        'await page.type("input[name=password]", "{}")',
        'page.fill(\\"#password\\", \\"{}\\")',
        "await page.getByLabel('Password').fill('{}');",
        "page.getByPlaceholder('Contraseña').fill('{}')",
        'await page.locator("input[type=\'password\']").first().fill("{}")',
        'driver.find_element(By.ID, "password").send_keys("{}")',
        'driver.find_element(By.NAME, "password")\n    .send_keys("{}")',
        'pw = driver.find_element(By.ID, "password")\npw.clear()\npw.send_keys("{}")',
        'WebElement field = driver.findElement(By.id("password"));\nfield.sendKeys("{}");',
        'passwordInput.sendKeys("{}")',
        "cy.get('[data-test=\"password\"]').clear().type('{}')",
        "userEvent.type(screen.getByLabelText(/password/i), '{}')",
        "fill_in 'Password', with: '{}'",
        'When I fill in "Password" with "{}"',
        "$I->fillField('password', '{}');",
        "$('#password').val('{}')",
        "document.getElementById('password').value = '{}'",
        "expect(page.locator('#password')).toHaveValue('{}')",
        "page.fill('#passwort', '{}')",
        "Input Password    id:password    {}",
    ],
)
@pytest.mark.parametrize("value", ["Sommer2024ytQ", "qcs_r26Z+TP", "s.Shine9"])
def test_what_is_typed_into_the_field_of_a_password_goes(engine: BatchEngine, text: str, value: str) -> None:
    """The field is an argument, what the call is made on, or a variable that a line above has found."""
    assert found(engine, f"x\n{text.format(value)}\ny") == [value]


def test_a_call_that_only_fills_takes_words_too(engine: BatchEngine) -> None:
    """`fill` and `send_keys` have no types and no keywords as their argument; `type` has."""
    assert found(engine, "page.fill('#password', 'rosebud')") == ["rosebud"]
    assert found(engine, "t.string('password').type('keyword')") == []


@pytest.mark.parametrize(
    "text",
    [
        "page.fill('#password', password)",
        "page.fill('#password', 'password')",
        "page.fill('#password', process.env.PW)",
        "page.fill('#password', '${PW}')",
        "page.fill('#password-reset-email', 'team9x')",
        "page.fill('#email', 'bob99x'); await page.click('#password')",
        "page.click('#password'); page.fill('#name', 'bob99x')",
        "cy.get('#password').type('{enter}')",
        "page.fill('#passwordHint', 'my2dogs')",
        'el = find("#password")\nother.send_keys("bob99x")',
        "page.fill('#city', 'bob99x')",
        "t.string('password').type('text')",
        "please fill in the password field with care2",
    ],
)
def test_what_is_typed_elsewhere_stays(engine: BatchEngine, text: str) -> None:
    """Variables, stand-ins, keys, other fields and other variables."""
    assert found(engine, text) == []


@pytest.mark.parametrize("value", ["Sommer_77Sro", "kX9_77HiIH", "dragon.Qz2Zm8", "hunter22", "Zebra!xy"])
@pytest.mark.parametrize(
    "row",
    [
        "db_password       {}",
        "db_password\t\t{}",
        "  Admin password:   {}",
        "smtp_pass      {}",
        "wifi pw  {}",
        "secret/prod/db_passwd     {}",
        "hasło     {}",
    ],
)
def test_in_a_list_of_two_columns_the_value_of_a_password_goes(
    engine: BatchEngine, row: str, value: str
) -> None:
    """A name, two blanks or a tab, and a value to the end of the line."""
    text = (
        f"Key              Value\n---              -----\n{row.format(value)}\nrotated_at       yesterday\n"
    )
    assert found(engine, text) == [value]


def test_in_a_list_of_two_columns_generated_keys_go(engine: BatchEngine) -> None:
    """Under the name of a key only what a generator wrote."""
    assert found(engine, f"api_key        {_HEX}\nsecret         db-creds-v2\n") == [_HEX]


@pytest.mark.parametrize(
    "row",
    [
        "password    varchar(255)",
        "password    varchar255",
        "password    nvarchar2",
        "password    string",
        "password    sha256",
        "password    scram-sha-256",
        "password    argon2id",
        "password    PBKDF2-SHA256",
        "password    OAuth2",
        "password    required",
        "password    role2",
        "password    2024-06-03",
        "password    2024-06-03T10:00:00Z",
        "password    db.example.com",
        "password    ${DB_PASSWORD}",
        "password    /run/secrets/db2",
        "next_token  CAoQAA1234abcd",
        "test_pass   12",
        "render_pass   shadow22",
        "token       bearer22",
        "secret_token     kubernetes.io/service-account-token",
        "the password  Summer24 works",
    ],
)
def test_types_methods_and_words_in_columns_stay(engine: BatchEngine, row: str) -> None:
    """What tables of schemas, of options and of secrets that lie elsewhere have there."""
    assert found(engine, f"x           y\n{row}\n") == []
