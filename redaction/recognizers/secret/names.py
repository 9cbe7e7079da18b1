"""Names that values of secrets are assigned to: words for passwords and keys, and a quick look whether one ends here.

Read by `redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Final

from redaction.recognizers.alphabets import cased, in_ascii, in_bytes
from redaction.recognizers.context import key_words

__all__ = [
    "ASSIGNED",
    "CLOSES",
    "DOUBTFUL",
    "DOUBTFUL_KEYS",
    "FIRST_WORDS",
    "GATE_NAMES",
    "GATE_WORDS",
    "GENERATED",
    "GENERATED_KEYS",
    "KEYS",
    "PASSWORDS",
    "PASSWORDS_ABROAD",
    "PASSWORD_WORDS",
    "SHORT",
    "SYLLABLE",
    "SYLLABLES",
    "ends_a_name",
    "in_lower_case",
]

_ENGLISH: Final = "password|passwd|passphrase|pwd|pword|psk"
_ABROAD: Final = (
    "passwort|contraseña|mot de passe|senha|kennwort|wachtwoord|lösenord"
    "|passord|adgangskode|hasło|heslo|salasana|jelszó|пароль|密码|密碼|パスワード|비밀번호|şifre|mật khẩu"
    "|كلمة المرور|كلمة السر|رمز عبور|पासवर्ड|סיסמה|סיסמא|κωδικός πρόσβασης|парола|รหัสผ่าน"
    "|kata sandi|lozinka|slaptažodis|contrasenya"
)
# Less usual, and as programs write them: what is assigned only, and not said.
_LESS_USUAL: Final = (
    "口令|گذرواژه|palavra-passe|пароль доступа|暗証番号|contrasena|mot_de_passe|motdepasse|losenord|haslo|jelszo|sifre"
    "|mat khau|mat_khau|kata_sandi|katasandi|parol"
)
# What stands in sentences, too, or has few letters.
_OF_KEYS: Final = (
    "lykilorð|mdp|parolă|лозинка|гасло|salasõna|katalaluan|পাসওয়ার্ড|fjalëkalimi|pasahitza|პაროლი|գաղտնաբառ|құпиясөз"
    "|neno la siri|cyfrinair|facal faire|پاس ورڈ|کلمه عبور|رمز عبور"
)
PASSWORDS_ABROAD: Final = frozenset(
    key_words(form).strip()
    for word in f"{_ABROAD}|{_LESS_USUAL}|{_OF_KEYS}".split("|")
    for form in in_ascii(word)
)
"""Words for a password in other languages than English, as keys have them."""
_OF_PASSWORDS: Final = f"{_ENGLISH}|{_ABROAD}"
PASSWORD_WORDS: Final = tuple(_OF_PASSWORDS.split("|"))
PASSWORDS: Final = cased(_OF_PASSWORDS)
GATE_WORDS: Final = in_bytes(PASSWORDS)
"""The same as byte patterns, for gates."""
_OF_KEYS_IN_GATES: Final = ("key", "secret", "token", "credentials?")
GATE_NAMES: Final = "|".join((GATE_WORDS, *_OF_KEYS_IN_GATES))
"""Of passwords and of keys, by how their names end."""
_KINDS: Final = (
    *(
        "api",
        "secret",
        "access",
        "private",
        "signing",
        "encryption",
        "master",
        "license",
        "licence",
        "session",
    ),
    *("shared", "subscription", "hmac"),
)
KEYS: Final = (
    rf"(?:{'|'.join(_KINDS)})[_ -]?key|client[_ -]?secret|auth[_ -]?token|access[_ -]?token|refresh[_ -]?token"
    r"|bearer[_ -]?token|secret|token|credential|credentials"
)
FIRST_WORDS: Final = (*PASSWORD_WORDS, *_KINDS, "client", "auth", "refresh", "bearer", "token", "credential")
"""What names of `PASSWORDS` and `KEYS` begin with."""
# Endings that are words of their own too: only as the last part of a name, and with a value that could be nothing else.
SHORT: Final = "pass|pswd|pw|auth"
# Words of other languages that are a password's beside a key's, a code's or any word's: only with what could be nothing
# but a password.
_OF_ANYTHING: Final = "clave|parola|geslo|parool|κωδικός|암호"
DOUBTFUL_KEYS: Final = frozenset(_OF_ANYTHING.split("|"))
"""The same as keys have them."""
_DOUBTFUL_WORDS: Final = f"{_LESS_USUAL}|{_OF_ANYTHING}"
DOUBTFUL: Final = cased(_DOUBTFUL_WORDS)
"""What is assigned to these must be what can be nothing but a password."""
GENERATED_KEYS: Final = (
    *("fernet", "aes", "jwt", "auth", "app", "account", "cookie", "crypto", "crypt", "cipher", "webhook"),
    *("deploy", "salt", "pepper", "flask", "django", "rails", "unseal", "functions", "function"),
)
_GENERATED_SALTS: Final = "auth|nonce|logged_in|app|secret|session|cookie|token|jwt|security"
GENERATED: Final = (
    rf"pepper|secret_?key_?base|(?:{'|'.join(GENERATED_KEYS)})[_ -]?key|(?:{_GENERATED_SALTS})_?salt"
)
"""What is mixed into all hashes, and keys whose names are those of other things too: what a generator wrote only."""
_GENERATED_ENDINGS: Final = ("pepper", "key_base", "keybase", "salt")
ASSIGNED: Final = (
    *(in_bytes(cased(word)) for word in (*PASSWORD_WORDS, *_DOUBTFUL_WORDS.split("|"))),
    *_OF_KEYS_IN_GATES,
    *SHORT.split("|"),
    *_GENERATED_ENDINGS,
)
"""Every name that something is assigned to, by how it ends, as byte patterns."""
_ENDINGS: Final = (
    *PASSWORD_WORDS,
    *_DOUBTFUL_WORDS.split("|"),
    "key",
    "secret",
    "token",
    "credential",
    "credentials",
    *SHORT.split("|"),
    *_GENERATED_ENDINGS,
)
_KINDS_OF_KEY: Final = tuple(
    f"{kind}{between}key" for kind in (*_KINDS, *GENERATED_KEYS) for between in ("", "_", " ", "-")
)
"""What a name ends in that ends in "key"."""
SYLLABLES: Final = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Letters of Chinese, Japanese and Korean, in which no password is written, as part of a class."""
SYLLABLE: Final = re.compile(f"[{SYLLABLES}]")
CLOSES: Final = r"\\{0,31}(?:[\"'`]|&(?:quot|apos|#0?3[49]|#x2[27]);|\*\*)?\]?[ \t]{0,4}"
"""What may stand between a name and its sign; a quote of JSON in JSON in JSON stands behind seven backslashes."""
_ENDING_REACH: Final = 64
_BEHIND_NAME: Final = " \t\"'`\\]*"
_ENTITIES: Final = ("&quot;", "&apos;", "&#34;", "&#39;", "&#034;", "&#039;", "&#x22;", "&#x27;")
_COUNTS: Final = "0123456789"
_LOWER: Final = {ord(char.upper()): char for char in ascii_lowercase} | {
    ord(char.upper()): char for char in f"{_OF_PASSWORDS}{_DOUBTFUL_WORDS}" if len(char.upper()) == 1
}


def ends_a_name(text: str, sign: int) -> bool:
    """Whether what stands before the sign at `text[sign]` may end a name of `PASSWORDS`, `KEYS` or `SHORT`."""
    before = in_lower_case(text[max(0, sign - _ENDING_REACH) : sign]).rstrip(_BEHIND_NAME)
    if before.endswith(_ENTITIES):
        before = before[: before.rindex("&")].rstrip(_BEHIND_NAME)
    if before[-1:].isdigit():
        before = before.rstrip(_COUNTS).removesuffix("_")  # `password2`, `token_1`
    return before.endswith(_ENDINGS) and (not before.endswith("key") or before.endswith(_KINDS_OF_KEY))


def in_lower_case(text: str) -> str:
    """A text with the letters of these names in lower case, code point by code point."""
    return text.lower() if text.isascii() else text.translate(_LOWER)
