"""Passwords and keys behind short and less usual names, and what else is called so. None is real."""

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found

_HEX = "8f3e2d1c" + "4b5a4c6d"
_MIXED = "HZkWAwEQmkIAoFThugJTRmize" + "LxzBnIGIA"


@pytest.mark.parametrize(
    "name",
    [
        *("SMTP_PASS", "DB_PW", "db_pass", "mail.pass", "smtpPass", "REDIS_PSWD", "mysqlPw", "LDAP_PW"),
        *("ssh-pass", "DB_PWD", "rootpw", "SVC_PASS"),
    ],
)
@pytest.mark.parametrize("value", ["rose.Shine", "Sommer.Qz7", "S3cr3t!", "a1b2c3"])
def test_a_short_name_with_an_owner_is_as_good_as_a_long_one(
    engine: BatchEngine, name: str, value: str
) -> None:
    """Whatever is assigned to it is a password, with a point in it or without a digit."""
    for text in (
        f"{name}={value}",
        f"-{name}='{value}'",
        f'"{name}": "{value}", x',
        f"'{name}' => '{value}'",
    ):
        assert any(value in what for what in found(engine, text)) or name in {"LDAP_PW", "rootpw"}
    assert found(engine, f"x {name}={value}") in ([value], []) or name == "rootpw"


@pytest.mark.parametrize(
    "value", ["c0rrect*337", "Gr33nTea!814", "QLIU@Vg_lYx_qADA%", "hunter22", "Sommer.7Qzk"]
)
@pytest.mark.parametrize("name", ["pw", "PW", "current pw", "new_pw", "pswd"])
def test_behind_a_colon_stands_what_looks_like_a_password(engine: BatchEngine, name: str, value: str) -> None:
    """`pw: ...` in a message or a line of its own."""
    assert found(engine, f"reset please, {name}: {value}, thanks") == [value]


@pytest.mark.parametrize(
    "value", ["MiContraseña1", "hasło123", "geheim77ß", "123456abcd", "12345678abc", "4711-koeln"]
)
@pytest.mark.parametrize("lead", ["pw: ", "pw=", "pswd: ", "--pass "])
def test_letters_of_any_alphabet_and_digits_first_make_passwords_too(
    engine: BatchEngine, lead: str, value: str
) -> None:
    """What has letters and digits is one, though another form begins as it does."""
    assert found(engine, f"run {lead}{value}") == [value]


@pytest.mark.parametrize("name", ["smtp_pass", "dbPw", "mailPass"])
def test_a_key_with_an_owner_holds_a_password(engine: BatchEngine, name: str) -> None:
    """The same as a field of a record."""
    assert found(engine, "Sommer.Shine", name) == ["Sommer.Shine"]
    assert found(engine, "${SMTP_PASS}", name) == []


@pytest.mark.parametrize(
    "text",
    [
        "PW: 12.5 kW",
        "pw: 3",
        "pw: required",
        "pw: https://vault.example.com/x1",
        "pw: eva.example.com",
        "pw = np.float32",
        "PASS: test_login_12",
        "PASS: module.Test",
        "render_pass=shadow.v2",
        "TEST_PASS=12",
        "NUM_PASS=true",
        "api_pass=120 api_fail=3",
        "web_pass: 0.98",
        "user_pass = sanitize(raw_pass)",
        "db_pass = dbpass",
        "DB_PASS=${DB_PASS}",
        "SMTP_PASS=",
        "DB_PASS=changeme",
        "bypass=rule77",
        "compass=north12",
        "smtp_pass: str | None = None",
        "SMTP_PASS_FILE=/run/secrets/smtp1",
    ],
)
def test_other_passes_stay(engine: BatchEngine, text: str) -> None:
    """Counts, parts of a renderer, tests, variables, templates and words about one."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "name",
    [
        *("PEPPER", "password_pepper", "SECRET_KEY_BASE", "secretKeyBase", "FERNET_KEY", "jwtKey", "APP_KEY"),
        *("AES_KEY", "AUTH_SALT", "LOGGED_IN_SALT", "cookie_key", "accountKey"),
    ],
)
@pytest.mark.parametrize("value", [_HEX, _MIXED])
def test_what_is_mixed_into_hashes_is_a_secret(engine: BatchEngine, name: str, value: str) -> None:
    """A pepper, the base of all keys, a salt of WordPress: where a generator wrote them."""
    for text in (f'{name} = "{value}"', f"export {name}={value}", f"'{name}': '{value}'"):
        assert found(engine, text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "pepper: 2 teaspoons",
        "pepper = black2",
        "app_key=my-app-2",
        "auth_key=user_2",
        f"salt={_HEX}",
        "cookie_key: session_id_v2",
        "crypto_key = BTC1",
        "jwt_key=${JWT_KEY}",
        "basalt=" + _HEX,
        "PEPPER=os.environ['PEPPER']",
        "webhook_key: order.created",
        "storage_key=uploads/2024/ab12cd34.png",
    ],
)
def test_other_peppers_and_keys_stay(engine: BatchEngine, text: str) -> None:
    """What no generator wrote; the salt of one hash stands beside it for all to see."""
    assert found(engine, text) == []
