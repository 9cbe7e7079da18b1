"""Labels in the languages people write: as keys of records and in texts the same words say what a value is."""

# ruff: noqa: RUF001  # letters of many alphabets are what is tested

from __future__ import annotations

import pytest

from redaction.disguises.normalise import beyond_ascii
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_PASSWORD = "Blau7Haus!x"


def _record(key: str, value: str) -> object:
    (record,) = _REDACTOR.redact_records([{key: value}]).records
    assert record is not None
    return record[key]


def _text(text: str) -> str:
    return _REDACTOR.redact_text(text).text


@pytest.mark.parametrize(
    "key",
    [
        *(
            "contraseña",
            "Contraseña",
            "contraseña.value",
            "senha",
            "db.senha",
            "пароль",
            "НовыйПароль",
            "şifre",
        ),
        *(
            "lösenord",
            "jelszó",
            "密码",
            "密碼",
            "パスワード",
            "비밀번호",
            "كلمة المرور",
            "סיסמה",
            "पासवर्ड",
            "รหัสผ่าน",
        ),
        *("mật khẩu", "mat_khau", "kata sandi", "kataSandi", "senha.value"),
    ],
)
def test_passwords_of_records(key: str) -> None:
    """What a text's label says a key says, in capitals and in parts."""
    assert _record(key, _PASSWORD) == "<PASSWORD>"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("密码", "必填"),
        ("パスワード", "8文字以上"),
        ("비밀번호", "필수"),
        ("senha", "A senha é obrigatória"),
        ("contraseña", "required"),
        ("пароль", "****"),
        ("密码长度", "12"),
        ("用户名", "必填"),
        ("usuario", "12"),
        ("生日", "未知"),
        ("社会安全号", "未知"),
        ("日期", "1984-05-12"),
    ],
)
def test_what_forms_say_under_such_keys(key: str, value: str) -> None:
    """What is said about a value is none."""
    assert _record(key, value) == value


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("用户名", "anaruiz84", "<USERNAME>"),
        ("имя пользователя", "anaruiz84", "<USERNAME>"),
        ("nombreDeUsuario", "anaruiz84", "<USERNAME>"),
        ("Benutzername", "ana", "<USERNAME>"),
        ("usuario", "anaruiz84", "<USERNAME>"),
        ("生日", "1984-05-12", "<DATE_OF_BIRTH>"),
        ("ДатаРождения", "12.05.1984", "<DATE_OF_BIRTH>"),
        ("születési idő", "1984-05-12", "<DATE_OF_BIRTH>"),
        ("社会安全号", "536228710", "<US_SSN>"),
        ("사회보장번호", "536228710", "<US_SSN>"),
        ("口座番号", "000123456789", "<US_BANK_NUMBER>"),
    ],
)
def test_other_values_of_records(key: str, value: str, expected: str) -> None:
    """Names of users, dates of birth and numbers that need a name."""
    assert _record(key, value) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("usuario: anaruiz84", "anaruiz84"),
        ("Benutzername: anaruiz84, Rolle: x", "anaruiz84"),
        ("nom d'utilisateur : ana.ruiz", "ana.ruiz"),
        ("ЛОГИН=ana", "ana"),
        ("имя пользователя: anaruiz84", "anaruiz84"),
        ("登录用户名：anaruiz84", "anaruiz84"),
        ("ユーザー名: anaruiz84", "anaruiz84"),
        ("사용자: anaruiz84", "anaruiz84"),
        ('x {"kullanıcı adı": "ana"', "ana"),
        ("sifre=Blau7Haus!x", _PASSWORD),
        ("mot_de_passe: Blau7Haus!x", _PASSWORD),
        ("口令: Blau7Haus!x", _PASSWORD),
        ("palavra-passe: Blau7Haus!x", _PASSWORD),
        ("пароль доступа: Blau7Haus!x", _PASSWORD),
        ("clave: Blau7Haus!x", _PASSWORD),
        ("mi_clave = 'Blau7Haus!x'", _PASSWORD),
        ("PAROLA: Blau7Haus!x", _PASSWORD),
        ("Κωδικός: Blau7Haus!x", _PASSWORD),
        ("암호：Blau7Haus!x", _PASSWORD),
        ("暗証番号: Blau7Haus!x", _PASSWORD),
        ("社会安全号: 536 22 8710", "536 22 8710"),
        ("社会保障番号：536228710", "536228710"),
        ("银行账号：000123456789", "000123456789"),
    ],
)
def test_labels_of_texts(text: str, value: str) -> None:
    """Behind either colon."""
    assert value not in _text(text)


@pytest.mark.parametrize(
    "text",
    [
        "clave: valor",
        "clave: user_id_17",
        "parola: ciao, parola = fiore9",
        "autoclave: Blau7Haus!x",
        "암호: AES256, 암호화=사용",
        "κωδικός: 404",
        "Het Parool: 12 artikelen",
        "暗証番号: 4桁",
    ],
)
def test_words_that_are_not_only_a_passwords(text: str) -> None:
    """Behind a word for a key, a code or any word stand other things."""
    assert _text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Usuario: hola, necesito ayuda",
        "Benutzername: Pflichtfeld",
        "Der Benutzer: 3 Anmeldungen, Benutzer: admin",
        "用户名：必填",
        "用户：你好，我想问一下",
        "ユーザー：5人",
        "ユーザー: admin",
        "usuario: root, usuario=request.usuario, usuario=${USUARIO}",
        "пользователь: гость",
    ],
)
def test_sentences_and_code_name_no_user(text: str) -> None:
    """Words, counts, accounts of services and variables stay."""
    assert _text(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("密码：Blau7Haus!x", _PASSWORD),
        ("您的密码＝Blau7Haus!x，请修改", _PASSWORD),
        ("密码：Blau7Haus!x。请修改", _PASSWORD),
        ("パスワード： Blau7Haus!x", _PASSWORD),
        ("密码「Blau7Haus!x」", _PASSWORD),
        ("password「Blau7Haus!x」", _PASSWORD),
        ("【password】Blau7Haus!x", _PASSWORD),
        ("【パスワード】：Blau7Haus!x", _PASSWORD),
        ("{“password”: “Blau7Haus!x”}", _PASSWORD),
        ("‘password’ = ‘Blau7Haus!x’", _PASSWORD),
        ("„passwort“: „Blau7Haus!x“", _PASSWORD),
        ("{“api_key”: “k9Zq81LmX2Lw”}", "k9Zq81LmX2Lw"),
        ("api_key は k9Zq81LmX2Lw です", "k9Zq81LmX2Lw"),
        ("token是k9Zq81LmX2Lw", "k9Zq81LmX2Lw"),
        ("{“dob”: “1984-05-12”}", "1984-05-12"),
        ("【生日】1984-05-12", "1984-05-12"),
        ("出生日期「1984-05-12」", "1984-05-12"),
        ("{“passport”: “C01X00T47”}", "C01X00T47"),
        ("{“cvv”: “737”}", "737"),
        ("cvv是737", "737"),
        ("SSN是536228710", "536228710"),
        ("{“user”: “anaruiz84”}", "anaruiz84"),
        ("user：anaruiz84", "anaruiz84"),
    ],
)
def test_signs_between_label_and_value(text: str, value: str) -> None:
    """Full-width signs, brackets, quotes that a word processor has turned, and words that say "is"."""
    redacted = _text(text)
    assert value not in redacted
    assert redacted.count("<") == 1


@pytest.mark.parametrize(
    "text",
    [
        "密码是什么？",
        "密码：必填",
        "请输入密码：",
        "密码：6-20位字符",
        "密码: 8位以上",
        "パスワード：8文字以上",
        "パスワード: 8文字以上で入力してください",
        "{“password”: “required”}",
        "user：管理员",
        "user：hello world",
        "【ERROR】Connection refused，token：无效",
        "错误：Connection refused by 节点「node-17」",
        "模型是Qwen3，token是否有效",
        "She said: “my users’ passwords’ length = 12”, and the token’s “fine”",
    ],
)
def test_prose_with_such_signs_stays(text: str) -> None:
    """What is asked for, and what a form says of it."""
    assert _text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "它说：你好",
        "“quoted”, he said",
        "the users’ words",
        "他「真的」来了",
        "这是一个测试",
        "【公告】明天休息",
    ],
)
def test_sentences_are_read_once(text: str) -> None:
    """Signs that stand around no value ask for no second look."""
    assert not beyond_ascii(text)
