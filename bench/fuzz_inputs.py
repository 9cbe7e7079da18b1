"""Inputs for `bench.fuzz`: records and texts made to hurt, and values planted in them that must not come out.

Seeds are the generated events, fragments that recognizers and evasions care about, and lines of files that are given.
They are cut, joined, escaped, repeated and disguised; then values are planted, undisguised and with a blank or a mark
on either side, because only for those the promise is unconditional.
"""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from bench.events import card, events, iban, secret

__all__ = ["Case", "make_case"]

_FRAGMENTS: Final = (
    "phone", "tel", "call me at", "ssn:", "passport", "license", "account number", "routing", "npi", "nhs", "imei",
    "vin", "wallet", "card", "visa", "password=", "api_key:", "token", "Bearer ", "Basic ", "Authorization: ",
    "Cookie: sid=", "mailto:", "https://", "http://u:p@h/", "/", ".", ",", ";", ":", "-", "+", "(", ")", "@", "1",
    "12", "123", "4567", "89", "0", "00", "+1", "+49", "0x", "sk-", "eyJ", "-----BEGIN RSA PRIVATE KEY-----",
    "%40", "&#64;", "\\u0040", "[at]", "[dot]", " at ", " dot ", "\xa0", "\u200b", "\xad", "\xe9", "\u65e5",
    "\uff11", "\x00", "\n", "\t", '"', "'", "<", ">", "{", "}", "[", "]", "=", "&", "?", "#", "_",
    "2026-01-02T03:04:05Z", "10.0.0.1", "fe80::1", "aa:bb:cc:dd:ee:ff", "/home/x", "C:\\Users\\ab\\", "~", "DE89",
    "GB", "5555", "QUxJQ0VA", "\ufffd", "\ud800", "\udfff", "data:image/png;base64,", ";base64,",
    "<EMAIL_ADDRESS>", "born on 12 March 1967", "10 Downing Street", "aged 34", "Mr. Okafor",
    "alice%40example.com", "alice [at] example [dot] com", "+1 212 555 0134", "4111 1111 1111 1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "DE89 3704 0044 0532 0130 00", "https://alice:s3cretpw@host.example/a",
    '{"a":', '{"a": 1}', "[1,", "[[[[", "null", "1e999", "-0", "\\", "\\\\", '\\"', "\r\n", " " * 70, "a" * 300,
    "1" * 60,
)  # fmt: skip
_KEYS: Final = (
    "event", "level", "timestamp", "trace_id", "span_id", "service.name", "content", "messages", "prompt", "text",
    "phone", "card_number", "password", "user", "ip", "http.request.method", "a.b", "", "x", "resource", "attributes",
    "gen_ai.input.messages", "arguments", "log.record.uid", "service.version",
)  # fmt: skip
_LIKE_IDS: Final = ("3530", "5018")
"""Of the cards of `bench.events` those of brands that are no cards behind the name of an id."""
_MARKS: Final = (" ", "\n", "\t", ", ", "; ", ' "', '" ', " (", ") ", " <", "> ", " [", "] ", " | ")


class Case(NamedTuple):
    """One input.

    Attributes:
        records: JSON objects.
        planted: The values that stand in each of them.
        texts: Texts, with the values in each.
    """

    records: list[dict[str, Any]]
    planted: list[list[str]]
    texts: list[tuple[str, list[str]]]


def make_case(seed: int, lines: Sequence[str] = ()) -> Case:
    """The input of a number: equal numbers and lines give equal inputs.

    Args:
        seed: The number.
        lines: Further seeds.
    """
    rng = random.Random(seed)
    corpus = _corpus(rng, lines)
    texts = [_planted(rng, _mutated(rng, corpus)) for _ in range(rng.randrange(1, 4))]
    records: list[dict[str, Any]] = []
    planted: list[list[str]] = []
    shapes = [[rng.choice(_KEYS) for _ in range(rng.randrange(1, 8))] for _ in range(2)]
    for _ in range(rng.randrange(1, 14)):
        values: list[str] = []
        # Several records with the same keys go column by column.
        keys = rng.choice(shapes) if rng.random() < 0.7 else rng.sample(_KEYS, rng.randrange(6))
        record = {key: _value(rng, corpus, values, 0) for key in keys}
        if rng.random() < 0.15:
            text, own = _planted(rng, _mutated(rng, corpus)[:200])
            record[text] = _value(rng, corpus, values, 0)
            values += own
        records.append(record)
        # Of two values under one key the first is gone.
        whole = json.dumps(record)
        planted.append([value for value in values if value in whole])
    return Case(records, planted, texts)


def _corpus(rng: random.Random, lines: Sequence[str]) -> list[str]:
    [(record, _)] = events(1, seed=rng.getrandbits(32))
    corpus = [value for value in record.values() if isinstance(value, str)]
    corpus.append(json.dumps(record))
    corpus += [rng.choice(lines) for _ in range(4) if lines]
    return corpus


def _value(rng: random.Random, corpus: list[str], planted: list[str], depth: int) -> Any:
    kind = rng.randrange(12)
    if kind < 6 or depth > 4:
        text, values = (
            _planted(rng, _mutated(rng, corpus)) if rng.random() < 0.7 else (rng.choice(corpus), [])
        )
        planted += values
        return text
    if kind == 6:
        return rng.choice((None, True, False, 0, -1, 2**53, 4111111111111111, 5551234567, 0.5, 1e300))
    if kind == 7:
        return [_value(rng, corpus, planted, depth + 1) for _ in range(rng.randrange(4))]
    if kind < 10:
        return {rng.choice(_KEYS): _value(rng, corpus, planted, depth + 1) for _ in range(rng.randrange(4))}
    inner = {"role": "user", "content": _value(rng, corpus, planted, depth + 1)}
    return json.dumps([inner], ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1)))


def _planted(rng: random.Random, text: str) -> tuple[str, list[str]]:
    values: list[str] = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        value = _secret(rng)
        at = rng.randrange(len(text) + 1)
        before = " from " if value[:1].isdigit() and value.count(".") == 3 else rng.choice(_MARKS)
        text = f"{text[:at]}{before}{value}{rng.choice(_MARKS)}{text[at:]}"
        values.append(value)
    # One may have been planted into another.
    return text, [value for value in values if value in text]


def _secret(rng: random.Random) -> str:
    kind = rng.randrange(5)
    if kind == 0:
        return f"canary{rng.randrange(10**6)}.{rng.choice(('ana', 'bob', 'o_neil'))}@example.com"
    if kind == 1:
        return _card(rng)
    if kind == 2:
        return iban(rng).replace(" ", "")
    if kind == 3:
        return f"{rng.randrange(130, 190)}." + ".".join(str(rng.randrange(1, 250)) for _ in range(3))
    return secret(rng)


def _card(rng: random.Random) -> str:
    """A card; in groups if it is of a brand whose numbers in one piece are ids where a word or the key says so."""
    number = card(rng).replace(" ", "-")
    if number.isdigit() and number.startswith(_LIKE_IDS):
        return "-".join(number[at : at + 4] for at in range(0, len(number), 4))
    return number


def _mutated(rng: random.Random, corpus: list[str]) -> str:
    text = rng.choice((rng.choice(corpus), rng.choice(_FRAGMENTS), ""))
    for _ in range(rng.choice((0, 1, 2, 4, 9))):
        text = rng.choice(_MUTATIONS)(rng, text, corpus)
    return text[:6_000]


def _slice(rng: random.Random, text: str) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.choice((1, 2, 5, 20, 200)))


def _insert(rng: random.Random, text: str, _: list[str]) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + "".join(rng.choices(_FRAGMENTS, k=rng.randrange(1, 5))) + text[at:]


def _delete(rng: random.Random, text: str, _: list[str]) -> str:
    start, end = _slice(rng, text)
    return text[:start] + text[end:]


def _splice(rng: random.Random, text: str, corpus: list[str]) -> str:
    other = rng.choice(corpus)
    return text[: rng.randrange(len(text) + 1)] + other[rng.randrange(len(other) + 1) :]


def _repeat(rng: random.Random, text: str, _: list[str]) -> str:
    start, end = _slice(rng, text)
    return text[:start] + text[start:end] * rng.choice((2, 3, 30, 200)) + text[end:]


def _scramble(rng: random.Random, text: str, corpus: list[str]) -> str:
    del corpus
    characters = list(text)
    for _ in range(min(len(characters), rng.randrange(1, 6))):
        at = rng.randrange(len(characters))
        characters[at] = rng.choice(
            (chr(rng.randrange(128)), chr(rng.randrange(0x3000)), chr(ord(characters[at]) ^ 32))
        )
    return "".join(characters)


def _with(encode: Callable[[str], str]) -> Callable[[random.Random, str, list[str]], str]:
    def mutate(rng: random.Random, text: str, _: list[str]) -> str:
        start, end = _slice(rng, text)
        return text[:start] + encode(text[start:end]) + text[end:]

    return mutate


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


_MUTATIONS: Final = (
    _insert,
    _insert,
    _delete,
    _splice,
    _repeat,
    _scramble,
    _with(lambda text: quote(_bytes(text))),
    _with(lambda text: base64.b64encode(_bytes(text)).decode()),
    _with(lambda text: _bytes(text).hex()),
    _with(escape),
    _with(json.dumps),
    _with("\u200b".join),
    _with(" ".join),
    _with(lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)),
)
