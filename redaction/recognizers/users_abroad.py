"""Names of users behind the words of other languages than English: `Benutzername: jdoe1`, `用户名：jdoe1`.

These words stand in sentences and in what forms say, too: only what no word is, in quotes or behind `=` anything, is a
name. Part of `redaction.recognizers.paths`, beside `redaction.recognizers.stated_users`.
"""

# ruff: noqa: RUF001, RUF002  # letters of many alphabets are part of what is matched

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.alphabets import cased, in_ascii, in_bytes
from redaction.recognizers.context import key_words
from redaction.recognizers.stated_users import is_no_word, names_somebody
from redaction.spans import Span

__all__ = ["KEYS", "USER_GATES", "USER_NEAR", "users_abroad"]

_NAMES: Final = (
    "nombre de usuario|nome de usuário|nome do usuário|nome de utilizador|nome utente|nom d'utilisateur"
    "|nom d’utilisateur|benutzername|nutzername|benutzerkennung|anmeldename|gebruikersnaam|användarnamn|brukernavn"
    "|brugernavn|käyttäjätunnus|käyttäjänimi|nazwa użytkownika|uživatelské jméno|používateľské meno|felhasználónév"
    "|nume de utilizator|korisničko ime|имя пользователя|логин|ім'я користувача|логін|потребителско име"
    "|kullanıcı adı|nama pengguna|tên đăng nhập|tên người dùng|όνομα χρήστη"
    "|用户名|用戶名|使用者名稱|使用者名称|ユーザー名|ユーザ名|사용자명|사용자 이름|사용자이름"
    "|اسم المستخدم|نام کاربری|שם משתמש|उपयोगकर्ता नाम|ชื่อผู้ใช้|notandanafn|notendanafn|корисничко име|uporabniško ime"
    "|vartotojo vardas|lietotājvārds|kasutajanimi|登录名|登錄名|帐号|帳號|账号|ユーザーid|ব্যবহারকারীর নাম|jina la mtumiaji"
    "|emri i përdoruesit|nom d'usuari|nom d’usuari|erabiltzaile izena|მომხმარებელი|օգտանուն|пайдаланушы аты"
    "|foydalanuvchi nomi|nazwa konta|хэрэглэгчийн нэр"
)
_USERS: Final = (
    "usuario|usuário|utente|utilisateur|utilizador|benutzer|gebruiker|användare|użytkownik|uživatel|пользователь"
    "|користувач|kullanıcı|pengguna|χρήστης|用户|用戶|使用者|ユーザー|사용자"
)
_OF_KEYS: Final = (
    "identifiant|nom utilisateur|nombre usuario|nome usuário|nume utilizator|utilizator|felhasználó|потребител|korisnik"
    "|používateľ|vartotojas|kasutaja|përdoruesi|아이디|nick|login id|user handle|twitter handle|instagram handle"
    "|telegram handle|social handle"
)
"""Words that say other things, too, where no key is."""
KEYS: Final = frozenset(
    key_words(form).strip() for name in f"{_NAMES}|{_USERS}|{_OF_KEYS}".split("|") for form in in_ascii(name)
)
"""The same as keys have them."""
# Behind `user` in English a chat goes on; not so behind what Chinese and word processors write there.
_ENGLISH: Final = "user(?=[”’][ ]?:|[ ]?[：＝])"
_ENGLISH_GATE: Final = r"user(?:\xe2\x80[\x98-\x9d][ ]?:|[ ]?\xef\xbc[\x9a\x9d])"
_SIGN: Final = r"\\{0,3}(?:[\"'*”’]|\*\*)?[ ]?"
_SIGN_GATE: Final = r"\\{0,3}(?:[\"'*]|\*\*|\xe2\x80[\x98-\x9d])?[ ]?(?:[=:]|\xef\xbc[\x9a\x9d])"
_ASSIGNED: Final = re.compile(
    rf"(?a:(?<![A-Za-z0-9])(?:{cased(_NAMES)}|{cased(_USERS)}|{_ENGLISH})){_SIGN}(?P<by>[=:：＝])[*]{{0,2}}[ ]{{0,2}}"
    r"\\{0,3}(?P<quote>[\"'])?[“‘]?(?P<value>(?a:[A-Za-z0-9](?:[\w.\-+]{0,62}\w)))(?(quote)(?=\\{0,3}(?P=quote))"
    r"|(?![A-Za-z0-9_@(\[{$%*=/+\\]|[\-.]\w|\.{2}|:\S))",
    re.IGNORECASE,
)
# One for each word: a scan is fastest with gates that begin with letters of their own.
USER_GATES: Final = (
    *(rf"(?i){in_bytes(cased(name))}{_SIGN_GATE}" for name in f"{_NAMES}|{_USERS}".split("|")),
    rf"(?i){_ENGLISH_GATE}",
)
USER_NEAR: Final = 240


def users_abroad(text: str, start: int, key: str) -> Iterator[Span]:
    """Names of users that a text assigns in other languages."""
    del key
    for match in _ASSIGNED.finditer(text, start):
        value = match["value"]
        told = match["quote"] is not None or match["by"] == "=" or is_no_word(value)
        if told and any(map(str.isalpha, value)) and names_somebody(value):
            yield Span(
                *match.span("value"), "USERNAME", 0.6, "user.assigned.abroad", "ScrublineUsernameRecognizer"
            )
