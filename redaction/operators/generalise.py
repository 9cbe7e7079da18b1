"""Operator `generalise`: a coarser value stays, so that it can still be counted: a year, a network, a band of ages."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Generalise"]

_DATES: Final = frozenset(("DATE_OF_BIRTH", "DATE_TIME"))
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_NUMBER: Final = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
_OLDEST: Final = 90


@dataclass(frozen=True, slots=True)
class Generalise:
    """Dates become their year, addresses their network, ages a band; anything else, or what is not clear, its type.

    Attributes:
        years: Width of a band of ages, in years. From 90 on all ages are one band (HIPAA safe harbour, 45 CFR
            164.514(b)(2)(i)(C)).
    """

    years: int = 10

    name = "generalise"

    @property
    def identity(self) -> str:
        """Kind and parameters."""
        return f"generalise:{self.years}"

    def operate(self, value: str, entity: str) -> str:
        """For example `<DATE_OF_BIRTH:1984>`, `<IP_ADDRESS:192.0.2.0/24>`, `<AGE:30-39>`."""
        coarse = None
        if entity in _DATES:
            coarse = _year(value)
        elif entity == "IP_ADDRESS":
            coarse = _network(value)
        elif entity == "AGE":
            coarse = self._band(value)
        return f"<{entity}>" if coarse is None else f"<{entity}:{coarse}>"

    def _band(self, value: str) -> str | None:
        numbers = _NUMBER.findall(value)
        if len(numbers) != 1:
            return None
        age = int(numbers[0])
        if age >= _OLDEST:
            return f"{_OLDEST}+"
        low = age // self.years * self.years
        return f"{low}-{min(low + self.years, _OLDEST) - 1}"


def _year(value: str) -> str | None:
    years = set(_YEAR.findall(value))
    return years.pop() if len(years) == 1 else None


def _network(value: str) -> str | None:
    try:
        # In the name of a host the parts are joined otherwise.
        address = ipaddress.ip_address(
            value.strip("[]").partition("%")[0].replace("-", ".").replace("_", ".")
        )
    except ValueError:
        return None
    inner = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = inner or address
    return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False))
