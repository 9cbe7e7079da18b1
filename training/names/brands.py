"""Companies and brands from packages whose licences allow it; part of `training.names.gazetteers`.

`simple-icons` (CC0 1.0) names brands and programs, `pytickersymbols` (MIT) the companies of stock indices. What is a
program rather than a company, an ordinary word or a technical term stays out: in prose about programs such words would
look like names.
"""

# ruff: noqa: RUF001  # a typographic quote is part of what is matched

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Set as AbstractSet
from pathlib import Path

__all__ = ["brands", "companies"]

_HOSTS_OF_CODE = (
    "github.com",
    "gitlab.com",
    "codeberg.org",
    "pypi.org",
    "npmjs.com",
    "apache.org",
    "gnu.org",
)
_NAME = re.compile(r"[^\W\d_][^\W_'’.-]+(?:[ -]?(?:[A-Z0-9&À-Þ][^\W_]*|and|of|de))*\Z")
_LEGAL = re.compile(
    r",? (?:inc|corp|corporation|company|co|plc|ltd|limited|llc|lp|n\.?v|s\.?a|s\.?e|s\.?p\.?a|a\.?g|oyj|ab|asa|kgaa|"
    r"group|holdings?|& co|class [abc])\.?\Z",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\(.*?\)|\s+Class [ABC]\b")
_LONGEST = 3
"""Words."""
_SHORTEST = 3
"""Letters of a name of one word."""


def brands(sources: Path, dropped: AbstractSet[str]) -> set[str]:
    """Return the brands of `simple-icons` that are no programs.

    Args:
        sources: Folder of the unpacked packages.
        dropped: Words in small letters that no brand of one word may be.
    """
    rows = json.loads((sources / "simple-icons" / "data" / "simple-icons.json").read_text("utf-8"))
    titles = {
        row["title"]
        for row in rows
        if "license" not in row and not any(host in row["source"] for host in _HOSTS_OF_CODE)
    }
    return {title for title in titles if _is_name(title, dropped)}


def companies(sources: Path, dropped: AbstractSet[str]) -> set[str]:
    """Return the companies of `pytickersymbols` without legal forms.

    Args:
        sources: Folder of the unpacked packages.
        dropped: Words in small letters that no company of one word may be.
    """
    sys.path.insert(0, str(sources / "pytickersymbols"))
    stocks = importlib.import_module("pytickersymbols").PyTickerSymbols().get_all_stocks()
    names = {_bare(_REMARK.sub("", stock["name"])) for stock in stocks}
    return {name for name in names if _is_name(name, dropped)}


def _bare(name: str) -> str:
    while (shorter := _LEGAL.sub("", name)) != name:
        name = shorter
    return name


def _is_name(title: str, dropped: AbstractSet[str]) -> bool:
    words = title.split()
    if not title[0].isupper() or len(words) > _LONGEST or not _NAME.match(title):
        return False
    return len(words) > 1 or (len(title) >= _SHORTEST and title.lower() not in dropped)
