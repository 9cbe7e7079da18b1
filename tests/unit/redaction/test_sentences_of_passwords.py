"""Passwords in sentences of many languages, and what sentences say of passwords. None is real."""

# ruff: noqa: RUF001  # letters of many alphabets

import time

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.secret import filled, lined_up, sentences
from tests.finding import found


@pytest.mark.parametrize(
    "text",
    [
        "the password for the router is now {}",
        "the password for the wifi: {}",
        "Password for the admin panel - {}",
        "the password you asked for is {}",
        "password was changed to {}",
        "the password has been reset to {} for you",
        "pw for the wifi is {}",
        "Mein Passwort lautet übrigens {}",
        "das Passwort für den Router ist ab sofort {}",
        "la contraseña del panel es {}",
        "la contraseña temporal es {}",
        "la contrasenya del wifi és {}",
        "a senha do wifi é {}",
        "mot de passe du wifi : {}",
        "le mot de passe de l'administration est {}",
        "la password del router è {}",
        "Hasło do panelu to {}",
        "hasło tymczasowe brzmi {}",
        "heslo k wifi je {}",
        "het wachtwoord voor de router is nu {}",
        "lösenordet till routern är {}",
        "passordet til ruteren er {}",
        "adgangskoden er nu {}",
        "salasanasi on {}",
        "пароль от роутера это {}",
        "Пароль от роутера: {}",
        "паролата за рутера е {}",
        "lozinka za ruter je {}",
        "slaptažodis yra {}",
        "parola de la wifi este {}",
        "mật khẩu của wifi là {}",
        "kata sandi untuk wifi adalah {}",
        "κωδικός πρόσβασης για το wifi είναι {}",
        "كلمة المرور هي {}",
    ],
)
@pytest.mark.parametrize(
    "value", ["Zebra_775R1d", "Sommer2024", "hunter22", "fq-6_ega_iShbc=FOsmZd7", "hQLCwYEw%cOp"]
)
def test_what_a_sentence_says_a_password_is_goes(engine: BatchEngine, text: str, value: str) -> None:
    """Whose or what for it is may stand between the words, and since when."""
    assert found(engine, f"x. {text.format(value)}, y") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "y la contraseña {}. El puerto",
        "mit dem Passwort {} anmelden",
        "avec le mot de passe {}, puis",
        "hasłem {} i",
        "med lösenordet {} går",
        "şifreniz {}",
        "username eva password {}",
        "log in with the password {}",
        'wrong password "{}"',
    ],
)
@pytest.mark.parametrize("value", ["Tiger2024CE", "XTEr@=z4Iz8i4Tf^osQQ", "GGZbwVvpLnQom", "Pug=%eAnc0oYU"])
def test_right_behind_its_name_a_value_must_be_a_password_by_its_looks(
    engine: BatchEngine, text: str, value: str
) -> None:
    """Capitals, small letters and digits, signs among them, or letters that make no words."""
    assert found(engine, text.format(value)) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "the password is required",
        "das Passwort ist falsch",
        "contraseña incorrecta",
        "la contraseña es obligatoria",
        "hasło jest wymagane",
        "hasło jest przechowywane w PostgreSQL16",
        "heslo je povinné",
        "пароль обязателен",
        "le mot de passe est haché avec PBKDF2-SHA256",
        "mot de passe oublié ? Cliquez ici2",
        "Das Passwort ist mit SHA-256 gehasht",
        "Das Passwort wird mit Argon2id gespeichert",
        "contraseña de la app es OAuth2",
        "la contraseña debe tener 8-16 caracteres",
        "The password for the database is stored in vault-01",
        "The password for prod is in 1Password",
        "The password for admin is 12-character long",
        "the password for host01 is wrong on srv2",
        "password for eva changed: 2026-11-23T04:00:00Z",
        "Password for user: JohnDoe42x1",
        "the password field is Base64Encoder",
        "password is UTF-8 encoded",
        "password policy is OAuth2 based",
        "password reset link to https://x.example/9",
        "password reset email to user42",
        "the password of the service is rotated every 90days",
        "change the password in Settings2",
        "the password in config.v2.yaml",
        "with password OAuth2Provider",
        "password Base64Encoder",
        "the WordPress password JavaScript TypeScript",
        "with the password GitHubActionsRunner",
        "kW 12 pw 13 and kpw Sommer2024x",
        "passwords are stored as hashes of 32 bytes",
        "la password è obbligatoria",
        "the password for the wifi: see page2",
        "senha é para o usuario2",
    ],
)
def test_what_sentences_say_of_passwords_stays(engine: BatchEngine, text: str) -> None:
    """Rules, faults, methods, places, users and dates."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "unit",
    [
        "password for password of ",
        "contraseña de contraseña para ",
        "password is now now now aA1",
        "password    ",
        "fill('#password' ",
        "type(password.type(password,",
        "fill( fill( password type(",
        "a = password\n",
    ],
)
@pytest.mark.parametrize("module", [filled, lined_up, sentences])
def test_a_text_four_times_as_long_takes_four_times_as_long(module: object, unit: str) -> None:
    """No finder looks further from a word than it reaches."""
    detectors = module.DETECTORS  # type: ignore[attr-defined]

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        times = []
        for _ in range(3):
            begin = time.process_time()
            for detector in detectors:
                list(detector.find(text, 0, ""))
            times.append(time.process_time() - begin)
        return min(times)

    assert seconds(16_000) < 10 * seconds(4_000) + 0.01
