"""Ids of devices, vehicles and things: IMEI and the card in a telephone (IMSI, ICCID), VIN, UUID."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.patterns import UUID_FROM_SECOND
from redaction.recognizers.borders import WORD, Bordered
from redaction.recognizers.checksums import luhn
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer, KeyRule
from redaction.spans import Span

__all__ = ["ScrublineDeviceRecognizer", "ScrublineUuidRecognizer"]

_IMEI: Final = Bordered(
    r"[0-9][0-9][ \-]?[0-9]{6}[ \-]?[0-9]{6}[ \-]?[0-9](?![0-9A-Za-z_]|[.\-][0-9])",
    WORD | {".", "-"},
)
_IMEI_WORDS: Final = Context("imei", "imeisv", "device id", "handset", "meid", "imei number", before=50)
_SIM: Final = Bordered(
    r"[0-9](?:[0-9]{14}|(?<=8)9[0-9]{16,18})(?![0-9A-Za-z_]|[.\-][0-9])",
    WORD | {".", "-"},
)
"""Fifteen digits of a subscriber (ITU-T E.212), or the number of a card, which begins with 89 (E.118)."""
_SIM_WORDS: Final = Context("imsi", "iccid", "sim serial", before=30)
_VIN: Final = Bordered(r"[A-HJ-NPR-Z0-9][A-HJ-NPR-Z0-9]{16}(?![0-9A-Za-z_])", WORD | {"-"})
_VIN_WORDS: Final = Context("vin", "vehicle", "chassis", "vehicle identification number", "car", before=60)
_VIN_VALUES: Final = {
    **{str(d): d for d in range(10)},
    **dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
            strict=True,
        )
    ),
}
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_UUID: Final = Bordered(
    rf"[0-9A-Fa-f]{UUID_FROM_SECOND}(?![0-9A-Za-z])",
    WORD | {"-"},
)


def _imei(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _IMEI.finditer(text, start):
        if luhn(re.sub(r"[ \-]", "", match.group()).encode()) and _IMEI_WORDS.near(text, *match.span(), key):
            yield Span(*match.span(), "IMEI", 0.95, "imei", "ScrublineDeviceRecognizer", checked=True)


def _sim(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _SIM.finditer(text, start):
        if _SIM_WORDS.near(text, *match.span(), key):
            yield Span(*match.span(), "IMEI", 0.9, "imei.sim", "ScrublineDeviceRecognizer")


def _vin(text: str, start: int, key: str) -> Iterator[Span]:
    for match in _VIN.finditer(text, start):
        value = match.group()
        rest = sum(_VIN_VALUES[c] * w for c, w in zip(value, _VIN_WEIGHTS, strict=True)) % 11
        right = value[8] == ("X" if rest == 10 else str(rest))
        if not value.isdigit() and not value.isalpha() and _VIN_WORDS.near(text, *match.span(), key):
            yield Span(
                *match.span(),
                "VIN",
                0.95 if right else 0.6,
                "vin",
                "ScrublineDeviceRecognizer",
                checked=right,
            )


def _uuid(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for match in _UUID.finditer(text, start):
        yield Span(*match.span(), "UUID", 0.95, "uuid", "ScrublineUuidRecognizer")


class ScrublineDeviceRecognizer(FieldRecognizer):
    """IMEI, IMSI, ICCID and VIN, named as such nearby."""

    DETECTORS = (
        Detector(
            rule="imei",
            entity="IMEI",
            gates=_IMEI_WORDS.gates,
            find=_imei,
            near=160,
        ),
        Detector("imei.sim", "IMEI", _SIM_WORDS.gates, _sim, near=160),
        Detector(
            rule="vin",
            entity="VIN",
            gates=_VIN_WORDS.gates,
            find=_vin,
            near=160,
        ),
    )
    KEY_RULES = (
        KeyRule("imei", "IMEI", frozenset({"imei"}), _imei),
        KeyRule("imei.sim", "IMEI", frozenset({"imsi", "iccid"}), _sim),
        KeyRule("vin", "VIN", frozenset({"vin"}), _vin),
    )


class ScrublineUuidRecognizer(FieldRecognizer):
    """Universally unique ids; off in the shipped policies, because traces cannot be read without them."""

    DETECTORS = (
        Detector(
            rule="uuid",
            entity="UUID",
            gates=(r"[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}",),
            reach=40,
            find=_uuid,
            near=64,
        ),
    )
