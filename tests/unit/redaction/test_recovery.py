"""Recovery phrases of wallets, recovery keys of disks."""

from __future__ import annotations

from typing import Any

import pytest

from redaction.redactor import Redactor
from tests.shipped import shipped_redactor

# Words of the published list, in no order that opens anything.
_WORDS = [
    "army",
    "van",
    "defense",
    "carry",
    "jealous",
    "true",
    "garbage",
    "claim",
    "echo",
    "media",
    "make",
    "crunch",
]
_PHRASE = " ".join(_WORDS)
_KEY = "-".join(f"{11 * number:06d}" for number in (38120, 15321, 50767, 19223, 7902, 54924, 30738, 22734))


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return shipped_redactor("structured")


@pytest.mark.parametrize(
    "text",
    [
        f"seed phrase: {_PHRASE}",
        f"My recovery phrase is {_PHRASE} and I cannot log in",
        f"mnemonic={_PHRASE!r}",
        f"MNEMONIC={_PHRASE}",
        f"my wallet words are {', '.join(_WORDS)}.",
        "seed phrase\n" + "\n".join(f"{number}. {word}" for number, word in enumerate(_WORDS, 1)),
        f'{{"secretRecoveryPhrase": "{_PHRASE}"}}',
        f"Recovery phrase (12 words): {_PHRASE}",
        f"seed_phrase: {_PHRASE} {_PHRASE}",
        f"BitLocker recovery key: {_KEY}",
        f"Recovery Password:\n      {_KEY}\n",
    ],
)
def test_what_opens_it_again_goes(redactor: Redactor, text: str) -> None:
    """Behind what it is called."""
    redacted = redactor.redact_text(text).text
    assert "defense" not in redacted
    assert "crunch" not in redacted
    assert _KEY not in redacted


@pytest.mark.parametrize(
    "record",
    [
        {"seed_phrase": _PHRASE},
        {"mnemonic": _PHRASE},
        {"walletRecoveryPhrase": f" {_PHRASE}"},
        {"recovery_key": _KEY},
        {"bitlocker_key": _KEY},
    ],
)
def test_a_key_says_it(redactor: Redactor, record: dict[str, Any]) -> None:
    """The value is nothing else."""
    [redacted] = redactor.redact_records([record]).records
    assert redacted is not None
    assert all(value.strip().startswith("<") and value.endswith(">") for value in redacted.values())


@pytest.mark.parametrize(
    "text",
    [
        "mnemonic: mov",
        "recovery phrase required",
        "Keep your seed phrase safe and never type it into a website, whatever anybody says",
        "seed: 42",
        "the mnemonic for the planets is my very educated mother just served us nachos",
        "recovery key: 123456-234567-345678-456789-567890-678901-789012-890123",
        "backup words and how they are stored by each service when nobody looks at them any more",
        _PHRASE,
    ],
)
def test_talk_of_it_stays(redactor: Redactor, text: str) -> None:
    """Fewer words, other words, groups that are no multiples of eleven; and words that nobody calls a phrase."""
    assert redactor.redact_text(text).text == text
