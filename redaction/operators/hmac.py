"""Operator `hmac`: equal values get equal tokens, `<EMAIL_ADDRESS:k1:3f9a…>`, that only the key's owner can link.

The token is pseudonymous personal data (GDPR recital 26), not anonymous: who has the key can test a guess.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from redaction.keys import Key

__all__ = ["Hmac"]

_TOKEN_BYTES = 12


@dataclass(frozen=True, slots=True)
class Hmac:
    """Keyed token of a value.

    Attributes:
        key: The key; its id stands in the token, so that a change of keys is seen.
    """

    key: Key

    name = "hmac"

    @property
    def identity(self) -> str:
        """Kind and key id."""
        return f"hmac:{self.key.id}"

    def operate(self, value: str, entity: str) -> str:
        """HMAC-SHA-256 over type and value, 96 bits of it in hex."""
        digest = hmac.digest(
            self.key.material, f"{entity}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256
        )
        return f"<{entity}:{self.key.id}:{digest[:_TOKEN_BYTES].hex()}>"
