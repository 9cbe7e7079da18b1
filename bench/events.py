"""Generated LLM inference log records: about 730 bytes, 22 fields, every text unique, half of them with personal data.

The values are drawn from shapes of many countries, with right check digits where the format has one, so that what is
measured is the work of finding them. Seeded: the same arguments give the same events on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, Final

__all__ = ["Sample", "card", "events", "iban", "phone", "sample_values", "secret", "sentence"]

_WORDS: Final[tuple[str, ...]] = (
    "please", "summarise", "the", "quarterly", "report", "and", "compare", "it", "with", "last", "year",
    "before", "the", "meeting", "because", "our", "team", "needs", "a", "short", "answer", "about",
    "shipping", "delays", "refund", "policy", "model", "latency", "prompt", "caching", "vector", "index",
    "retention", "budget", "customer", "feedback", "region", "outage", "deployment", "rollback", "schema",
    "migration", "invoice", "balance", "contract", "renewal", "travel", "booking", "hotel", "garden",
    "recipe", "flour", "butter", "evening", "weather", "train", "station", "museum", "history", "language",
    "grammar", "poem",
)  # fmt: skip
_FIRST: Final = (
    "ana",
    "bob",
    "chen",
    "dora",
    "emil",
    "farid",
    "grace",
    "hugo",
    "ines",
    "jonas",
    "kofi",
    "lena",
    "mia",
)
_LAST: Final = (
    "almeida",
    "brown",
    "costa",
    "dubois",
    "eriksen",
    "fischer",
    "garcia",
    "haas",
    "ito",
    "jansen",
    "kim",
)
_DOMAINS: Final = (
    "example.com",
    "mail.example.org",
    "corp.internal",
    "example.co.uk",
    "firma.example.de",
    "post.example.fr",
)
_MODELS: Final = ("gpt-4o-mini", "claude-sonnet", "llama-3.1-70b", "mistral-large")

Sample = tuple[str, str]
"""Entity type and value."""


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choices("0123456789", k=count))


def card(rng: random.Random) -> str:
    """A payment card number with a right Luhn digit, in one of the usual groupings."""
    prefix, length = rng.choice(
        (("4", 16), ("52", 16), ("2221", 16), ("37", 15), ("6011", 16), ("3530", 16), ("5018", 12))
    )
    body = prefix + _digits(rng, length - len(prefix) - 1)
    total = sum(int(d) if at % 2 else sum(divmod(2 * int(d), 10)) for at, d in enumerate(reversed(body)))
    number = body + str(-total % 10)
    separator = rng.choice(("", " ", "-"))
    return separator.join(number[at : at + 4] for at in range(0, length, 4)) if length == 16 else number


def iban(rng: random.Random) -> str:
    """An account number with right check digits."""
    country, bank, digits = rng.choice(
        (("DE", "", 18), ("GB", "NWBK", 14), ("FR", "", 23), ("NL", "ABNA", 10), ("ES", "", 20))
    )
    body = bank + _digits(rng, digits)
    check = 98 - int("".join(str(int(c, 36)) for c in body + country + "00")) % 97
    number = f"{country}{check:02d}{body}"
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4)) if rng.random() < 0.5 else number


def phone(rng: random.Random) -> str:
    """A telephone number as it is written in one of a dozen countries."""
    shape = rng.choice(
        (
            "(2##) 555-####",
            "2##-555-####",
            "+1 3## 555 ####",
            "+44 7700 9#####",
            "07700 9#####",
            "+49 30 ########",
            "030 / #######",
            "+33 6 ## ## ## ##",
            "06 ## ## ## ##",
            "+61 4## ### ###",
            "+91 98### #####",
            "+55 11 9####-####",
        )
    )
    return "".join(rng.choice("23456789") if c == "#" else c for c in shape)


def secret(rng: random.Random) -> str:
    """A token in a published format, put together here so that no file holds one."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    prefix, length = rng.choice(
        (("gh" + "p_", 36), ("AK" + "IA", 0), ("hf" + "_", 34), ("sk-" + "proj-", 48), ("gl" + "pat-", 20))
    )
    body = (
        "".join(rng.choices(alphabet, k=length))
        if length
        else "".join(rng.choices(alphabet[:26] + "234567", k=16))
    )
    return prefix + body


def sample_values(rng: random.Random) -> Sample:
    """One value of a structured entity."""
    kind = rng.randrange(10)
    if kind < 3:
        first, last = rng.choice(_FIRST), rng.choice(_LAST)
        return (
            "EMAIL_ADDRESS",
            f"{first}{rng.choice('._-')}{last}{rng.randrange(1000)}@{rng.choice(_DOMAINS)}",
        )
    if kind < 5:
        return "PHONE_NUMBER", phone(rng)
    if kind == 5:
        return "CREDIT_CARD", card(rng)
    if kind == 6:
        return "IBAN_CODE", iban(rng)
    if kind == 7:
        return "IP_ADDRESS", ".".join(str(rng.randrange(128, 223)) for _ in range(4))
    if kind == 8:
        return (
            "US_SSN",
            f"{rng.randrange(101, 665):03d}-{rng.randrange(1, 99):02d}-{rng.randrange(1, 9999):04d}",
        )
    return "API_KEY", secret(rng)


def sentence(rng: random.Random, words: int, planted: Sequence[Sample] = ()) -> str:
    """So many ordinary words, with values among them."""
    parts: list[str] = rng.choices(_WORDS, k=words)
    for _, value in planted:
        parts.insert(rng.randrange(len(parts)), value)
    return " ".join(parts)


def events(count: int, seed: int = 1) -> Iterator[tuple[dict[str, Any], list[Sample]]]:
    """Records with what was planted in them.

    Args:
        count: How many.
        seed: Equal seeds give equal events.
    """
    rng = random.Random(seed)
    for number in range(count):
        planted = [sample_values(rng) for _ in range(rng.choice((1, 1, 2, 2, 3)))] if number % 2 else []
        cut = rng.randrange(len(planted) + 1)
        tokens = rng.randrange(20, 900)
        yield (
            {
                "timestamp": f"2026-03-{1 + number % 28:02d}T12:{number % 60:02d}:07.{rng.randrange(10**6):06d}Z",
                "level": "info",
                "event": "gen_ai.inference",
                "service.name": "chat-gateway",
                "service.instance.id": f"chat-gateway-{rng.randrange(8)}",
                "deployment.environment.name": "production",
                "trace_id": f"{rng.getrandbits(128):032x}",
                "span_id": f"{rng.getrandbits(64):016x}",
                "log.record.uid": f"{rng.randrange(10, 16):x}{rng.getrandbits(60):015x}-{number}",
                "gen_ai.operation.name": "chat",
                "gen_ai.request.model": rng.choice(_MODELS),
                "gen_ai.usage.input_tokens": tokens,
                "gen_ai.usage.output_tokens": tokens // 2,
                "gen_ai.response.finish_reasons": "stop",
                "http.route": "/v1/chat/completions",
                "http.response.status_code": 200,
                "duration_seconds": round(rng.random() * 4, 6),
                "stream": bool(number % 3),
                "prompt": sentence(rng, 14, planted[:cut]),
                "completion": sentence(rng, 12, planted[cut:]),
            },
            planted,
        )
