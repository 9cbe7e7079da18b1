"""Wallet addresses that need their word, and accounts in parts."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field
from tests.shipped import shipped_redactor

_REDACTOR = shipped_redactor("structured")
_HASH = "98793cd91a3f870fb126f66285808c7e094afcfc4eda8a970f6648cdf0dbd6de"
_ADDRESSES = [
    *(f"0x{_HASH}", f"0x{_HASH[:63]}", f"0:{_HASH}", _HASH, "f1abjxfbp274xpdqcpuaykwkfb43omjotacm2p3za"),
    *(
        "a4gq6-oaaaa-aaaab-qaa4q-cai",
        "0.0.1234567",
        "anaruiz.eth",
        "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
    ),
]


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["CRYPTO", "IBAN_CODE"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The addresses and accounts found in a text."""
    return [text[span.start : span.end] for span in engine.detect([Field(text)])[0]]


@pytest.mark.parametrize("address", _ADDRESSES)
@pytest.mark.parametrize(
    "text", ["send to wallet {} now", "wallet_address={}", '"walletAddress": "{}"', "deposit address: {}"]
)
def test_an_address_behind_the_word(engine: BatchEngine, text: str, address: str) -> None:
    """What the word wallet calls an address is one, whatever chain it is of."""
    assert found(engine, text.format(address)) == [address]


@pytest.mark.parametrize("address", _ADDRESSES)
def test_an_address_under_its_key(address: str) -> None:
    """A whole value under such a key."""
    assert _REDACTOR.redact_records([{"wallet_address": address}]).records == [{"wallet_address": "<CRYPTO>"}]
    assert _REDACTOR.redact_records([{"block_root": address}]).records == [{"block_root": address}]


@pytest.mark.parametrize(
    "text",
    [
        *(f"txHash {_HASH}", f"root: 0x{_HASH}", f"wallet_id={_HASH}", "address=0x7ffd3405", "wallet 0.0.1"),
        *(
            "wallet connected-to-mainnet-00112233",
            "wallet service 1.2.3",
            "wallet balance: 12345678901234567890123456",
        ),
        *(
            "wallet 550e8400-e29b-41d4-a716-446655440000",
            "node 0.0.1234567",
            "data: 0xa9059cbb",
            "DE_89_x",
            "EURDE",
        ),
        "transfer.eth is up",
    ],
)
def test_hashes_and_versions_stay(engine: BatchEngine, text: str) -> None:
    """Without the word directly before them they are hashes, versions, hosts and names."""
    assert found(engine, text) == []


def test_whom_a_token_goes_to(engine: BatchEngine) -> None:
    """A call of a contract has the address in a word of 32 bytes; an extended public key shows all of a wallet."""
    address = "742d35cc6634c0532925a3b844bc454e4438f44e"
    assert found(engine, f"data: 0xa9059cbb{'0' * 24}{address}{'0' * 63}1") == [address]
    assert found(engine, f"data: 0xa9059cbb{'0' * 63}1") == []
    body = "61MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8"
    extended = f"xpub6{body}"
    assert found(engine, f"account {extended}.") == [extended]


def test_an_account_in_parts(engine: BatchEngine) -> None:
    """Underscores join the groups in names of files; without country it has a key of its own."""
    assert found(engine, "pay to DE89_3704_0044_0532_0130_00 now") == ["DE89_3704_0044_0532_0130_00"]
    assert found(engine, "pay to DE89_3704_0044_0532_0130_01 now") == []
    record = {"iban": {"country": "DE", "check": "89", "bban": "370400440532013000"}}
    (redacted,) = _REDACTOR.redact_records([record]).records
    assert "370400440532013000" not in str(redacted)
    assert _REDACTOR.redact_records([{"bban": "unknown"}]).records == [{"bban": "unknown"}]
