"""Names that values of secrets are assigned to: words for passwords and keys, and a quick look whether one ends here.

Read by `redaction.recognizers.assignments`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CLOSES", "GATE_WORDS", "KEYS", "PASSWORDS", "SHORT", "ends_a_name", "in_lower_case"]

PASSWORDS: Final = (
    "password|passwd|passwort|passphrase|pwd|pword|contraseña|mot de passe|senha|kennwort|wachtwoord|lösenord|passord"
    "|adgangskode|hasło|heslo|salasana|jelszó|пароль|密码|密碼|パスワード|비밀번호"
)
# As byte patterns, for gates.
GATE_WORDS: Final = "|".join(
    "".join(char if char.isascii() else "".join(rf"\x{byte:02x}" for byte in char.encode()) for char in word)
    for word in (*PASSWORDS.split("|"), "CONTRASEÑA")
)
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
# Endings that are words of their own too: only as the last part of a name, and with a value that could be nothing else.
SHORT: Final = "pass|pswd|pw|auth"
_ENDINGS: Final = (
    *PASSWORDS.split("|"),
    "key",
    "secret",
    "token",
    "credential",
    "credentials",
    *SHORT.split("|"),
)
_KINDS_OF_KEY: Final = tuple(f"{kind}{between}key" for kind in _KINDS for between in ("", "_", " ", "-"))
"""What a name ends in that ends in "key"."""
CLOSES: Final = r"\\{0,31}(?:[\"']|&(?:quot|apos|#0?3[49]|#x2[27]);|\*\*)?\]?[ \t]{0,4}"
"""What may stand between a name and its sign; a quote of JSON in JSON in JSON stands behind seven backslashes."""
_ENDING_REACH: Final = 64
_BEHIND_NAME: Final = " \t\"'\\]*"
_ENTITIES: Final = ("&quot;", "&apos;", "&#34;", "&#39;", "&#034;", "&#039;", "&#x22;", "&#x27;")
_COUNTS: Final = "0123456789"
_LOWER: Final = {upper: upper + 32 for upper in (*range(ord("A"), ord("Z") + 1), ord("Ñ"))}


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
