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


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("u can reach me → jdoe @host.pl , or", "jdoe @host.pl"),
        ("jan.doe @host.co.za", "jan.doe @host.co.za"),
        ("it is jan85 @host.hu now", "jan85 @host.hu"),
        ("jdoe @gmail.com", "jdoe @gmail.com"),
        ("write to jan @host.it.", "jan @host.it"),
        ("jan_doe@host . cz , or", "jan_doe@host . cz"),
        ("jan85 @host .bg", "jan85 @host .bg"),
        ("jan85@gmail. com", "jan85@gmail. com"),
        ("→ jan_doe_at_host_dot_se , or", "jan_doe_at_host_dot_se"),
        ("jan-at-mail-dot-host-dot-nl", "jan-at-mail-dot-host-dot-nl"),
        ("jan.doe_at_host.co_dot_nl", "jan.doe_at_host.co_dot_nl"),
    ],
)
def test_an_address_typed_badly_is_found(engine: BatchEngine, text: str, address: str) -> None:
    """With blanks before its sign or around its dots, and with words for them; its end or what leads to it shows it."""
    assert found(engine, text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "foo @bar.baz",
            "thanks @maria.k",
            "thanks @maria.dev",
            "thanks @gmail.com",
            "lunch with jan @maria.dev",
        ),
        *("5 @ 3.50", "@app.route and x @np.dot", "    x = 1 @np.de", "v1.2 @acme.io", "python3.11 @acme.io"),
        *(
            "npm i left-pad1 @scope.io/x",
            "RT @bbc.co.uk",
            "email me @ana.dev",
            "jan85 @host.is.not",
            "see jan85 @host.me(",
        ),
        *("cut_at_first_dot_in", "ends_at_foo_dot_bar", "split_at_x_dot_in_name", "look_at_the_dot_com"),
        *("foo@bar . baz", "at_host_dot_com", "bob@web. The"),
    ],
)
def test_handles_decorators_and_names_stay(engine: BatchEngine, text: str) -> None:
    """A word before a handle, versions, prices, and names of a program that say at and dot."""
    assert found(engine, text) == []
