"""What the tables of token formats are made of: a row with a prefix, a row without, and the classes of their bodies."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["ALPHANUMERIC", "HEX", "URL_SAFE", "UUID", "BareFormat", "PrefixedFormat"]

ALPHANUMERIC: Final = "[A-Za-z0-9]"
HEX: Final = "[0-9a-f]"
URL_SAFE: Final = "[A-Za-z0-9_-]"
UUID: Final = f"{HEX}{{8}}-(?:{HEX}{{4}}-){{3}}{HEX}{{12}}"


class PrefixedFormat(NamedTuple):
    """A token that its own first characters give away.

    Attributes:
        rule: Name of the rule in findings.
        prefix: Pattern of the telling start; short, of bounded length.
        body: Pattern of the rest.
        ends_words: Whether the prefix is the end of other words, too (`cache-key-`, `unit_test_`): no word may be
            joined to it.
        mixed: Whether words may follow the prefix (`test_ThatCallersAreToldOfFailures`): the rest must be no such.
        crc: Whether the last six characters are a checksum of GitHub's kind.
    """

    rule: str
    prefix: str
    body: str
    ends_words: bool = False
    mixed: bool = False
    crc: bool = False


class BareFormat(NamedTuple):
    """A token without a telling shape.

    Attributes:
        rule: Name of the rule in findings.
        vendor: Pattern of the name that must stand before it.
        body: Pattern of the token.
    """

    rule: str
    vendor: str
    body: str
