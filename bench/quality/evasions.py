"""Evasion suite: values written so that a plain pattern does not see them.

`python -m bench evasions`. Every kind of evasion that is undone (invisible characters, look-alikes, escapes to depth
two, encodings, spelt-out signs, digits one by one) over every entity, in sentences. The values and sentences are new
for each seed; look at misses with another seed than the one whose figures you report.
"""

from __future__ import annotations

import argparse
import base64
import html
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import quote

from bench.quality.judge import judge
from bench.quality.leaks import redacted
from bench.quality.values import HALVES, Values
from redaction.build import build_redactor

__all__ = ["EVASIONS", "main"]

BAR: Final = 95.0
"""Per cent of the evasions to be caught."""

Evasion = Callable[[str, random.Random], str]

_INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f"
_SPACES: Final = "\u00a0\u2007\u202f\u2009\u3000"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\ufe63"
_LOOKALIKES: Final = dict(
    zip("aceopxysijABEKMHOPCTX", "асеорхуѕіјАВЕКМНОРСТХ", strict=True)  # noqa: RUF001 - the point
)
_DIGITS: Final = ("\u0660", "\u06f0", "\u0966", "\U0001d7ce", "\U0001d7d8", "\uff10")
_SENTENCES: Final = (
    ("please use ", " for this"),
    ("value: ", ""),
    ("", ""),
    ("ok (", ") ok"),
    ("Kunde schrieb: ", ", danke"),
    ("line one\n", "\nline three"),
)


def _sprinkled(text: str, rng: random.Random) -> str:
    return (
        "".join(char + (rng.choice(_INVISIBLE) if rng.random() < 0.4 else "") for char in text[:-1])
        + text[-1]
    )


def _one_invisible(text: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(text))
    return text[:at] + rng.choice(_INVISIBLE) + text[at:]


def _spaced(text: str, rng: random.Random) -> str:
    return text.replace(" ", rng.choice(_SPACES)).replace("-", rng.choice(_DASHES))


def _wide(text: str, rng: random.Random) -> str:
    del rng
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _alphabet(text: str, rng: random.Random) -> str:
    zero = ord(rng.choice(_DIGITS))
    return "".join(chr(zero + int(char)) if char in "0123456789" else char for char in text)


def _lookalike(text: str, rng: random.Random) -> str:
    return "".join(_LOOKALIKES.get(char, char) if rng.random() < 0.7 else char for char in text)


def _percent(text: str, rng: random.Random) -> str:
    del rng
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _quoted(text: str, rng: random.Random) -> str:
    del rng
    return quote(text, safe="")


def _entities(text: str, rng: random.Random) -> str:
    form = rng.choice(("&#{};", "&#x{:x};", "&#x{:X};", "&#0{};"))
    return "".join(form.format(ord(char)) for char in text)


def _signs_as_entities(text: str, rng: random.Random) -> str:
    del rng
    named = {
        "@": "&commat;",
        ".": "&period;",
        ":": "&colon;",
        "-": "&hyphen;",
        "/": "&sol;",
        "+": "&plus;",
        " ": "&nbsp;",
    }
    return "".join(named.get(char, char) for char in html.escape(text))


def _json_escapes(text: str, rng: random.Random) -> str:
    part = rng.random() < 0.5
    return "".join(f"\\u{ord(char):04x}" if not part or not char.isalnum() else char for char in text)


def _byte_escapes(text: str, rng: random.Random) -> str:
    del rng
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def _twice(first: Evasion, second: Evasion) -> Evasion:
    return lambda text, rng: second(first(text, rng), rng)


def _base64(text: str, rng: random.Random) -> str:
    raw = base64.b64encode(f"contact {text} now".encode() if len(text) < 12 else text.encode()).decode()
    return raw if rng.random() < 0.5 else raw.rstrip("=").replace("+", "-").replace("/", "_")


def _hex(text: str, rng: random.Random) -> str:
    raw = text.encode().hex()
    return raw if rng.random() < 0.5 else raw.upper()


def _said(text: str, rng: random.Random) -> str:
    at, dot = rng.choice(
        (
            ("[at]", "[dot]"),
            (" (at) ", " (dot) "),
            (" [AT] ", " [DOT] "),
            ("{at}", "{dot}"),
            (" at ", " dot "),
            ("<at>", "."),
        )
    )
    return text.replace("@", at).replace(".", dot) if at != "<at>" else text.replace("@", at)


def _one_by_one(text: str, rng: random.Random) -> str:
    separator = rng.choice((" ", " ", "\n", "  ", "\t"))
    return separator.join(char for char in text if char not in " -.()")


def _newline(text: str, rng: random.Random) -> str:
    blanks = [at for at, char in enumerate(text) if char in " -"]
    if blanks and rng.random() < 0.7:
        at = rng.choice(blanks)
        return text[:at] + "\n" + text[at + 1 :]
    at = rng.randrange(2, len(text) - 1)
    return text[:at] + "\n" + text[at:]


def _random_gaps(text: str, rng: random.Random) -> str:
    return (
        "".join(char + (" " if char.isdigit() and rng.random() < 0.3 else "") for char in text[:-1])
        + text[-1]
    )


EVASIONS: Final[Mapping[str, tuple[Evasion, frozenset[str]]]] = {
    name: (evasion, frozenset(entities.split()))
    for name, evasion, entities in (
        ("invisible, many", _sprinkled, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("invisible, one", _one_invisible, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("other spaces and dashes", _spaced, "CARD IBAN SSN PHONE"),
        ("full width", _wide, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("digits of another alphabet", _alphabet, "CARD SSN IP PHONE"),
        ("look-alike letters", _lookalike, "EMAIL URL IBAN"),
        ("percent, every byte", _percent, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("percent, as a URL does", _quoted, "EMAIL CARD IBAN SSN IP PHONE URL"),
        ("percent twice", _twice(_percent, _quoted), "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("HTML numbers", _entities, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("HTML names", _signs_as_entities, "EMAIL SSN IP PHONE URL"),
        ("HTML in percent", _twice(_entities, _quoted), "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("JSON escapes", _json_escapes, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("byte escapes", _byte_escapes, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("base64", _base64, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("base64 twice", _twice(_base64, _base64), "EMAIL CARD IBAN PHONE URL CRYPTO"),
        ("hex", _hex, "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("percent in base64", _twice(_quoted, _base64), "EMAIL CARD IBAN PHONE URL"),
        ("full width in percent", _twice(_wide, _quoted), "EMAIL CARD IBAN SSN IP PHONE URL CRYPTO"),
        ("said signs", _said, "EMAIL"),
        ("digits one by one", _one_by_one, "CARD PHONE SSN"),
        ("a newline inside", _newline, "CARD IBAN PHONE SSN"),
        ("blanks anywhere", _random_gaps, "CARD IBAN PHONE SSN"),
    )
}
"""Name to how it is done and to which entities."""


def main(arguments: Sequence[str] = ()) -> int:
    """Print what was caught by evasion and entity; 1 if less than the bar."""
    parser = argparse.ArgumentParser(prog="bench evasions", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="values per evasion and entity")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--misses", type=int, default=0, help="show this many")
    options = parser.parse_args(arguments)
    cases = _cases(options.rounds, options.seed)
    outputs = redacted(build_redactor("structured"), [text for text, *_ in cases])
    caught: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    for (text, start, end, evasion, entity), output in zip(cases, outputs, strict=True):
        leaked = judge(text, output, [(start, end)]).leaked[0]
        total[evasion, entity] += 1
        caught[evasion, entity] += not leaked
        if leaked and sum(shown.values()) < options.misses and shown[evasion, entity] < 3:
            shown[evasion, entity] += 1
            print(f"    {evasion} {entity}: {text!r}\n      -> {output!r}")
    share = 100 * sum(caught.values()) / sum(total.values())
    print(f"{share:.2f} % of {sum(total.values())} evasions caught (bar: {BAR})")
    figures = {}
    for evasion, (_, entities) in EVASIONS.items():
        row = {
            entity: round(100 * caught[evasion, entity] / total[evasion, entity], 1)
            for entity in sorted(entities)
        }
        figures[evasion] = row
        print(f"    {evasion:28}" + "  ".join(f"{entity} {value:g}" for entity, value in row.items()))
    print(json.dumps({"bench": "evasions", "seed": options.seed, "percent": round(share, 2), "by": figures}))
    return int(share < BAR)


def _cases(rounds: int, seed: int) -> list[tuple[str, int, int, str, str]]:
    """Texts with the place of the evading value, its evasion and its entity."""
    cases = []
    for half in HALVES:
        values = Values(half, seed)
        rng = random.Random(f"{half}/{seed}")
        for evasion, (write, entities) in EVASIONS.items():
            for entity in sorted(entities):
                for _ in range(rounds // 2):
                    value = values.of(entity)
                    while not _plain_enough(entity, value.text, value.shape):
                        value = values.of(entity)
                    before, after = rng.choice(_SENTENCES)
                    written = write(value.text, rng)
                    before += {"SSN": "my ssn ", "PHONE": "phone ", "CARD": "card "}.get(entity, "")
                    cases.append(
                        (before + written + after, len(before), len(before + written), evasion, entity)
                    )
    return cases


def _plain_enough(entity: str, text: str, shape: str) -> bool:
    """Whether the value is found as it stands: what is measured here is the evasion."""
    if entity == "PHONE":
        return sum(char.isdigit() for char in text) >= 8 and not shape.endswith("bare")
    return entity != "EMAIL" or text.isascii()
