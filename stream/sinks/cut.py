"""Cut what is longer than a backend takes, with a mark where something is missing."""

from __future__ import annotations

from typing import Final

import msgspec

from emitters import wire

__all__ = ["cut_line", "cut_text"]

SHORTEST_CUT: Final = 64
"""Strings of up to so many characters stay whole: ids and names among them."""

_MARK: Final = wire.TRUNCATION_MARK.encode()
_decoder: Final = msgspec.json.Decoder()
_encoder: Final = msgspec.json.Encoder()


def cut_text(text: str, limit: int) -> str:
    """Shorten a text to so many UTF-8 bytes, the mark included."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= limit:
        return text
    return encoded[: limit - len(_MARK)].decode("utf-8", "ignore") + wire.TRUNCATION_MARK


def cut_line(line: bytes, limit: int) -> bytes | None:
    """Shorten a JSON line to so many bytes by cutting its long strings; None when that is not enough."""
    record = _decoder.decode(line)
    longest = limit // 2
    while longest >= SHORTEST_CUT:
        cut = _encoder.encode(_cut_strings(record, longest))
        if len(cut) <= limit:
            return cut
        longest //= 2
    return None


def _cut_strings(node: object, longest: int) -> object:
    if isinstance(node, str):
        return node if len(node) <= longest else node[:longest] + wire.TRUNCATION_MARK
    if isinstance(node, dict):
        return {key: _cut_strings(value, longest) for key, value in node.items()}
    if isinstance(node, list):
        return [_cut_strings(value, longest) for value in node]
    return node
