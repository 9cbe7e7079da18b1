"""Forms whose line ends were lost: `SSN:678-83-3096EMAIL:b@example.com`.

The label of the next line stands directly behind a number and is no part of it; in a view a blank stands between.
"""

from __future__ import annotations

from typing import Final

__all__ = ["GATE", "GLUED"]

_NAMES: Final = (
    "email|mail|e-mail|phone|tel|mobile|cell|fax|ssn|dob|birth|date|name|first|last|full|address|addr"
    "|card|credit|iban|bic|swift|account|city|zip|state|country|exp|cvv|user|password|passport|gender|telefon|handy|contact"
)
_FORMS: Final = "|".join(
    form for name in _NAMES.split("|") for form in (name, name.capitalize(), name.upper())
)
_LABEL: Final = f"(?:{_FORMS})[A-Za-z_ ]{{0,16}}[:=]"
GATE: Final = rf"[0-9.\-]{{3}}[0-9]{_LABEL}"
"""Matches where `GLUED` does; names in programs have fewer digits in them."""
GLUED: Final = rf"[0-9](?P<glued>)(?<=[0-9.\-]{{3}}[0-9])(?={_LABEL})"
"""The last digit of such a number."""
