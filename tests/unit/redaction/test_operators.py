"""Operators and their keys."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from redaction import KeyFault, KeyRing, Policy, Redactor
from redaction.keys import Key
from redaction.operators import OPERATORS, Drop, Hmac, Mask, Replace
from redaction.policy.operators import BUILT_IN, OperatorRule
from redaction.testing import KeywordEngine

KEY = Key("k1", bytes(range(32)))
HEX = bytes(range(32)).hex()


def policy(**source: str) -> Policy:
    return Policy.model_validate(
        {
            "version": 1,
            "entities": {"EMAIL_ADDRESS": {"operator": "token"}},
            "operators": {"token": {"kind": "hmac", "key": "main"}},
            "keys": {"main": {"id": "k1", **source}},
        }
    )


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        (Replace(), "alice@example.com", "<CREDIT_CARD>"),
        (Drop(), "alice@example.com", ""),
        (Mask(), "4111 1111-1111 1111", "**** ****-**** ****"),
        (Mask(4), "4111 1111-1111 1234", "**** ****-**** 1234"),
        # Never more than a quarter is shown.
        (Mask(4), "12345", "****5"),
        (Mask(4), "123", "***"),
        (Mask(8, "#"), "ünïcødé!", "######é#"),
        (Hmac(KEY), "4111111111111111", "<CREDIT_CARD:k1:cc04a1656a212e355d7b055d>"),
    ],
)
def test_replacement(operator: object, value: str, expected: str) -> None:
    """What each operator leaves."""
    assert operator.operate(value, "CREDIT_CARD") == expected  # type: ignore[attr-defined]  # any operator


def test_registry_names_each_operator() -> None:
    """A policy can name every operator there is and no other, and has those without parameters by their names."""
    kinds = get_args(get_type_hints(OperatorRule)["kind"])
    assert (sorted(OPERATORS), len(kinds)) == (sorted(kinds), len(set(kinds)))
    assert [OPERATORS[kind]().name for kind in BUILT_IN] == [*BUILT_IN]
    assert set(OPERATORS) - set(BUILT_IN) == {"hmac"}


def test_token_depends_on_value_entity_and_key() -> None:
    """Equal values of a type are linked, nothing else is."""
    tokens = {
        Hmac(key).operate(value, entity)
        for key in (KEY, Key("k1", bytes(32)))
        for value in ("a", "b")
        for entity in ("PERSON", "LOCATION")
    }
    assert len(tokens) == 8
    assert Hmac(KEY).operate("a", "PERSON") == Hmac(KEY).operate("a", "PERSON")


@pytest.mark.parametrize("text", [HEX, HEX.upper() + "\n", base64.b64encode(bytes(range(32))).decode()])
def test_key_from_file_or_environment(tmp_path: Path, text: str) -> None:
    """Hex and base64 are read, from either place."""
    (tmp_path / "key").write_text(text)
    from_file = KeyRing.load(policy(file=str(tmp_path / "key")))
    assert from_file == KeyRing.load(policy(env="K"), {"K": text})
    assert from_file.keys["main"].material == bytes(range(32))


@pytest.mark.parametrize(
    ("environ", "message"),
    [
        ({}, "K is not set"),
        ({"K": ""}, "0 bits"),
        ({"K": "00" * 15}, "120 bits"),
        ({"K": "not a key!"}, "neither hex nor base64"),
        ({"K": "00" * 32}, "the same 8 bits"),
        ({"K": "0123456789abcdef" * 4 + "01"}, "the same 64 bits"),
    ],
)
def test_a_bad_key_is_refused_and_not_shown(environ: dict[str, str], message: str) -> None:
    """A key is never defaulted, and its text is in no message."""
    with pytest.raises(KeyFault, match=message) as error:
        KeyRing.load(policy(env="K"), environ)
    assert "not a key!" not in str(error.value)


def test_a_key_that_says_enough_may_repeat_some_of_it() -> None:
    """Two equal bytes, an end like the beginning, and 128 bits twice are no short period."""
    for text in ("0000" + HEX[:28], HEX[:30] + HEX[:2], HEX[:32] * 2):
        assert KeyRing.load(policy(env="K"), {"K": text}).keys["main"].material == bytes.fromhex(text)


def test_missing_key_file_refuses_to_start(tmp_path: Path) -> None:
    """The redactor does not come to be without its keys."""
    with pytest.raises(KeyFault, match="cannot be read"):
        Redactor(policy(file=str(tmp_path / "nowhere")), KeywordEngine())


def test_key_material_is_in_no_repr() -> None:
    """Neither a key nor a ring shows its secret."""
    assert HEX not in repr(KeyRing({"main": KEY})) + repr(KEY)
    assert repr(bytes(range(32))) not in repr(KeyRing({"main": KEY}))


def test_tokens_in_a_record() -> None:
    """The policy's operator is used for its entity and the default for the others."""
    redactor = Redactor(policy(env="K"), KeywordEngine({"Bob": "PERSON"}), keys=KeyRing({"main": KEY}))
    text = redactor.redact_text("Bob alice@example.com").text
    assert text == "<PERSON> " + Hmac(KEY).operate("alice@example.com", "EMAIL_ADDRESS")
