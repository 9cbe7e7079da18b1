"""Secrets behind names: no gate hides one, whatever the backend, and no cut of a stream changes one."""

import re
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.recognizers.secret.assignments import ScrublineAssignmentRecognizer
from redaction.recognizers.secret.command_lines import ScrublineCommandLineRecognizer
from redaction.spans import Field, Span
from redaction.stream_redactor import StreamRedactor
from tests.shipped import shipped_engine, shipped_redactor

_PIECES: Final = (
    "password", "Passwort", "contraseña", "пароль", "db_password", "pwd", "api_key", "token", "secret", "next_token",
    "REDIS_PASSWORD", "otp", "CVV", "pin", "verification code", "cvv 123", "security code",
    "your ", "Acme ", "code", " is your code", " for ", "with password", "identified by", "role app password",
    "input_value=", '"input":', '"loc":["body","password"],', "is", "is:", "=", ":", "::", "=>", "->", "→", "==", "**",
    "\\", "\\\\\\", '"', "'", "`", "&quot;", "&#39;", "]", "[", "{", "}", "(", "Some(", "b'", "!!str", "_1", "2", "\n",
    "\r\n", "\t", " ", " ", ",", ";", "&", "%24", "$", "#", "S3cr3tPw9", "kZ8sJ2mQ7vX1bN4t", "hunter22!", "482913",
    "123", "${X}", "****", "config.password", "getpass()", "\x00", "é", "--password ", "--token ",
    "|\n  ", ">-\n ", "string(9) ", "(string) (len=9) ", "Optional(", '" -> "', "`: `",
    "--password\n  ", '" a2="', "ENV X_TOKEN ", '<a name="', '">', "</a>", "<b>", 'value="', 'name="', '"\r\n\r\n',
    "\\r\\n", '" "', '"\n2) "', '{password,<<"', "</dt><dd>",
    "eva@x.example", "@h.example:", " / ", "auth.user.info=", "A temporary password is generated for root@localhost: ",
    "?\nUser: ", " | ", " - ", "\u2013", "passcode", "set password for eva = ", "api key ", "psk", "S3cr3tPw9\n",
    "Пароль", "ПАРОЛЬ", "şifre", "ŞIFRE", "mật khẩu", "MẬT KHẨU", "密码", "是", "は", "\uff1a", "「", "pw", "pass",
    "setPassword(", "login(", "getConnection(", "PDO(", "url, ", '"eva", ', "ConvertTo-SecureString ", "||", "??",
    " or ", ")", "crypt(", ", gen_salt(", "aes_encrypt(", "sp_addlogin ", "htpasswd -b f eva ", "zip x -P ",
    "az login -p ", "login ", " / pass ", "user ", " and pass ",
    " -storepass ", "net use x /user:eva ", "net user eva ", " /add", "|chpasswd", "eva:", "sqlplus eva/",
    "vault login ", "\u201c", "\u201d", "\u3010", "\u3011", "\u300d", "\uff1d", "#012", "\x1b[0m", "\\/",
)  # fmt: skip
_text = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)
_ENGINES: Final = [shipped_engine(backend) for backend in ("hyperscan", "re2", "python")]
_OWN: Final = (*ScrublineAssignmentRecognizer.DETECTORS, *ScrublineCommandLineRecognizer.DETECTORS)
_ASSIGNING: Final = [re.compile(gate.encode()) for gate in ScrublineAssignmentRecognizer.DETECTORS[0].gates]
_REDACTOR: Final = shipped_redactor("structured")


def _sorted(spans: list[Span]) -> list[Span]:
    return sorted(spans, key=repr)


@given(_text)
@settings(max_examples=200, deadline=None)
def test_no_gate_hides_a_secret(text: str) -> None:
    """Where a finder finds something in a whole text, one of its gates has matched."""
    engine = _ENGINES[0]
    asked = engine._gated.asked(text)
    unasked = [engine._detectors[at] for at in set(range(len(engine._detectors))) - set(asked)]
    own = [detector for detector in unasked if detector in _OWN]
    assert [detector.rule for detector in own if list(detector.find(text, 0, ""))] == []


@given(_text)
@settings(max_examples=200, deadline=None)
def test_a_gate_of_assignments_ends_at_each_sign_that_assigns(text: str) -> None:
    """What is found at the places that the gates show is what is found at every sign."""
    detector = ScrublineAssignmentRecognizer.DETECTORS[0]
    assert detector.at is not None
    ends = []
    for sign in re.finditer("[=:\uff1a\uff1d]", text):
        head = text[: sign.end()].encode()
        if any(
            match.end() == len(head)
            for gate in _ASSIGNING
            for match in gate.finditer(head, max(0, len(head) - 100))
        ):
            ends.append(sign.end())
    assert list(detector.at(text, ends, "")) == list(detector.find(text, 0, ""))


@given(_text)
@settings(max_examples=100, deadline=None)
def test_backends_agree_about_secrets(text: str) -> None:
    """Hyperscan, RE2 and `re` give the same spans."""
    first, *others = (_sorted(engine.detect([Field(text)])[0]) for engine in _ENGINES)
    assert all(other == first for other in others)


@given(_text, st.integers(1, 40))
@settings(max_examples=80, deadline=None)
def test_a_cut_changes_no_secret(text: str, step: int) -> None:
    """A stream says what the whole text says."""
    stream = StreamRedactor(_REDACTOR)
    out = "".join(stream.feed(text[at : at + step]) for at in range(0, len(text), step)) + stream.finish()
    assert out == _REDACTOR.redact_text(text).text
