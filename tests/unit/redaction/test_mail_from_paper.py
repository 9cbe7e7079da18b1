"""E-mail addresses with blanks in them, from paper, and directly behind words, in scripts without blanks."""

# ruff: noqa: RUF001  # full-width signs are what stands in texts

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str) -> list[str]:
    """The texts of the e-mail addresses, each once."""
    spans = [s for s in engine.detect([Field(text, "")])[0] if s.entity == "EMAIL_ADDRESS"]
    return list(dict.fromkeys(text[s.start : s.end] for s in spans))


@pytest.mark.parametrize(
    "address", ["jan.doe @ host.nl", "jan.doe @host.nl", "jan.doe@ host.museum", "JAN @ DEPT.PHOTOGRAPHY"]
)
@pytest.mark.parametrize(
    "label",
    [
        "E-mail: {}",
        "E-Mai1: {}",
        "e-rnail: {}, office",
        "EMAIL ....... {}\nT",
        "Email address: {}.",
        "my e-mail is {}",
        "courriel : {}",
    ],
)
def test_a_label_closes_up_an_address(engine: BatchEngine, label: str, address: str) -> None:
    """Behind a word for e-mail, misread or not, blanks beside the sign are part of an address, in any domain."""
    assert found(engine, label.format(address)) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "meet @ host.museum",
        "thanks @bob.museum",
        "email: see me @ 5.30pm",
        "email: bob @ home",
        "email jan about lunch @ cafe.museum",
        "email: fixed @angular.core.ts",
        "mail sent @ 10.15.2024",
        "email: 3 @ 19.99",
        "weights = a @ b.transpose",
        "gemail1: a @ b.museum",
    ],
)
def test_a_sign_between_blanks_is_a_place_or_a_price(engine: BatchEngine, text: str) -> None:
    """Without a label directly before, or a domain behind, it says where, when, whom and for how much."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("邮箱jörg.müller@example.cn", "jörg.müller@example.cn"),
        ("邮箱renée.lefèvre@example.cn", "renée.lefèvre@example.cn"),
        ("我的邮箱是søren@example.cn谢谢", "søren@example.cn"),
        ("邮箱张三@example.cn", "张三@example.cn"),
        ("邮箱：张三@example.cn", "张三@example.cn"),
        ("电子邮箱地址是张三@example.cn", "张三@example.cn"),
        ("電子郵件為王小明@example.tw", "王小明@example.tw"),
        ("メールアドレスは田中@example.jp", "田中@example.jp"),
        ("이메일은홍길동@example.kr", "홍길동@example.kr"),
        ("请发邮件至张三@example.cn", "张三@example.cn"),
        ("邮箱@example.cn", "邮箱@example.cn"),
        ("用户@example.cn", "用户@example.cn"),
        ("张三邮箱@example.cn", "张三邮箱@example.cn"),
        ("张邮箱李@example.cn", "张邮箱李@example.cn"),
        ("邮箱00:12:13 a@example.cn", "a@example.cn"),
    ],
)
def test_a_label_is_no_part_of_an_address(engine: BatchEngine, text: str, address: str) -> None:
    """A word for e-mail directly before goes on into no address; alone, or within a name, it is one."""
    assert found(engine, text) == [address]


def test_what_is_said_about_an_address_is_none(engine: BatchEngine) -> None:
    """Behind "is" may stand what was done with it."""
    assert engine.detect([Field("contact email is set @ runtime.config")])[0] == []
