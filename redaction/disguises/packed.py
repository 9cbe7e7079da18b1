"""Compressed texts within texts: gzip (RFC 1952), zlib (RFC 1950) and bare deflate (RFC 1951), in base64 or hex.

Read by `redaction.disguises.evasions`. Of what was packed no more is unpacked than eight times what is written,
whatever it claims to hold: a text packs to a third, and what repeats itself says nothing new. What was cut off is
unpacked as far as it goes.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Final

__all__ = ["MOST_BYTES", "unpacked"]

MOST_BYTES: Final = 65_536
"""So much is unpacked of all that is packed in one text."""
_MOST_CHARACTERS: Final = 2 * MOST_BYTES
_MOST_TIMES: Final = 8
_GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS
_BARE: Final = -zlib.MAX_WBITS


def unpacked(written: str, most: int, *, bare: bool = False) -> bytes | None:
    """What was packed; None if nothing was.

    Args:
        written: Base64 or hex that begins as packed data does.
        most: How many bytes of it are wanted.
        bare: Whether it is base64 of deflated data without a header.
    """
    if most <= 0:
        return None
    try:
        raw = (_of_base64 if bare else _bytes)(written[:_MOST_CHARACTERS])
        unpacking = zlib.decompressobj(_BARE if bare else _GZIP_OR_ZLIB)
        return unpacking.decompress(raw, min(most, _MOST_TIMES * len(written))) or None
    except (ValueError, binascii.Error, zlib.error):
        return None


def _bytes(written: str) -> bytes:
    if written[0] in "17":
        return bytes.fromhex(written[: len(written) // 2 * 2])
    return _of_base64(written)


def _of_base64(written: str) -> bytes:
    bare = written.rstrip("=").replace("-", "+").replace("_", "/")
    if len(bare) % 4 == 1:
        bare = bare[:-1]
    return base64.b64decode(bare + "=" * (-len(bare) % 4))
