"""Versions of four parts, which look like IPv4 addresses: what stands around them tells.

`Chrome/120.0.6099.71`, `version 1.2.3.4`, `foo==1.2.3.4`, `cudnn 9.10.2.21`, `registry.k8s.io/pause:3.10.0.1`. What is
called an address is none, and hardly anything is that begins too high for a version or as a network of one's own. Part
of `redaction.recognizers.network.recognizer`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.recognizers.context import key_words
from redaction.recognizers.letters import Before
from redaction.recognizers.network.host_names import ADDRESS_WORDS, is_high, is_package, is_ten

__all__ = ["is_version"]

_REACH: Final = 80
"""What tells stands on the same line, no further away."""
_SAID: Final = Before(
    (
        *("version", "ver", "firmware", ".jar", ".war", ".jar!/", ".war!/"),
        *(f"grad{end}{lead}" for end in ("ed", "ing", "e") for lead in ("", " from", " to")),
    ),
    r"(?:(?:\b|[A-Za-z0-9]_)(?i:version|ver|firmware)|[a-z]Version)[\s:=\"']{1,4}\Z"
    r"|(?i:\b(?:up|down)grad(?:ed|ing|e)(?: from| to)? )\Z|\.[jw]ar(?:!/)?:\Z",
    20,
    ":=\"'",
)
_UPGRADED: Final = re.compile(r"(?i:\b(?:up|down)grad(?:ed|ing|e) from )[0-9.]{7,15} to \Z")
_OF_VERSIONS: Final = (" version ", " firmware ")
"""How keys of versions end, as words."""
_LISTED: Final = re.compile(r"\b(?P<name>versions):? (?:[0-9][0-9A-Za-z.+]{0,20}, ){0,8}\Z", re.IGNORECASE)
_SECTION: Final = Before(
    ("section", "sections", "chapter", "clause", "appendix", "paragraph", "figure", "article"),
    r"\b(?:sections?|chapter|clause|appendix|(?P<part>paragraph|figure|article))[ :]{1,2}\Z",
    20,
    ":",
    re.IGNORECASE,
)
_PRODUCT: Final = re.compile(r"(?:^|[\s\"'(\[{,;])(?P<name>[A-Za-z][\w+\-]{0,40})/\Z")
_PRODUCT_REACH: Final = 48
_ARCHITECTURE: Final = r"(?:amd64|arm64|armhf|i386|x86_64|aarch64|noarch)"
_RELEASE_BEHIND: Final = re.compile(rf"-[0-9][\w+.~]{{0,24}}(?P<for>[ \t]{{1,8}}{_ARCHITECTURE}\b)?")
_ARCHITECTURE_BEFORE: Final = re.compile(rf"\b{_ARCHITECTURE}[ \t]{{1,4}}\Z")
# `foo==1.2.3.4`, `foo[bar]>=1.2.3.4`, `foo (>= 1.2.3.4)`.
_REQUIRED: Final = re.compile(
    r"(?P<name>[A-Za-z][\w.\-]{0,40})(?:\[[\w,\-]{1,30}\])?(?:===?| ?\(?[<>~!]= ?)\Z", re.ASCII
)
_IMAGE: Final = re.compile(
    r"(?<![\w.\-/])[a-z0-9\-]{1,30}(?:\.[a-z0-9\-]{1,30}){1,4}(?::[0-9]{2,5})?"
    r"(?:/[a-z0-9._\-]{1,40}){0,3}/(?P<name>[a-z0-9._\-]{1,40}):v?\Z"
)
_ADDRESSED: Final = re.compile(
    r"(?:ip|ipv4|addr|address|host|hostname|src|dst|source|destination|client|server|peer|remote|node|net|network|subnet"
    r"|gateway|gw|dns|proxy|target|backend|endpoint|instance|upstream|origin|nat|bind|listen|user|from|to|allow|deny|block|caller"
    r"|attacker|visitor|sender)s?[0-9]{0,3}",
    re.IGNORECASE,
)
"""Last words of names that hold addresses."""
_WORDS: Final = re.compile(r"[A-Za-z0-9]+\Z")
# Installers list what they did: `Successfully installed foo-1.2.3.4 bar-2.0.1`.
_INSTALLED: Final = re.compile(r"\bSuccessfully (?:un)?installed (?P<name>[A-Za-z][\w.\-]{0,40})-\Z")
_BESIDE_BEFORE: Final = re.compile(
    r"(?:^|\s)[A-Za-z][\w\-]{0,30}-[0-9]{1,4}(?:\.[0-9]{1,4}){1,2} (?P<name>[A-Za-z][\w\-]{0,30})-\Z"
)
_BESIDE_BEHIND: Final = re.compile(r" [A-Za-z][\w\-]{0,40}-[0-9]{1,4}(?:\.[0-9]{1,4}){1,2}(?=\s|\Z)")
_NAMED: Final = re.compile(r"(?:^|\s)(?P<name>[A-Za-z][\w\-]{0,40})-\Z")
_UNPACKED: Final = re.compile(
    r"\b(?:Setting up|Unpacking|Removing|Preparing to unpack) [a-z0-9][a-z0-9+.:\-]{0,40} "
    r"(?:\([^()\s]{1,24}\) over )?\(\Z"
)
_WORD_REACH: Final = 40
_SERVED: Final = re.compile(
    r":[0-9]|\)?[ ](?:port|connection|refused|unreachable|time(?:d )?out)\b", re.IGNORECASE
)
"""Behind the address of a server, which may be called after a library."""
_REACHED: Final = re.compile(
    r"\b(?:connect(?:ed|ing|ion)?|ping|ssh|scp|telnet|curl|host|resolved)\b[^\r\n]{0,40}\Z", re.IGNORECASE
)
"""Before one."""
# Libraries for graphics processors have four parts, also from 10 on.
_TOOLKIT: Final = re.compile(
    r"(?<![A-Za-z])(?:lib)?(?:tensorrt|trt|cudnn|cublas(?:lt)?|cufft|cufile|curand|cusolver|cusparse(?:lt)?"
    r"|nvjitlink|nvinfer|nvonnxparsers?|nvtx|cuda)[0-9]{0,2}"
    r"(?:[-_](?:(?:cu|cuda-?)[0-9]{1,2}|linux|x86_64|dev|bin|libs?|headers|dispatch|lean|vc|plugin|runtime)){0,4}"
    r"(?:[ \t]{1,24}|[-_]| ?[=:(]{1,2} ?)\Z",
    re.IGNORECASE | re.ASCII,
)


def is_version(text: str, begin: int, end: int, key: str = "") -> bool:
    """Whether four parts are a version, by what stands around them.

    Args:
        text: The text.
        begin: Where the four parts begin.
        end: Where they end.
        key: The key of the text, which speaks of four parts that stand alone.
    """
    if key and begin == 0 and end == len(text) and key_words(key).endswith(_OF_VERSIONS):
        return True
    if text.startswith("/", begin - 1):
        product = _PRODUCT.search(text[max(0, begin - _PRODUCT_REACH) : begin])
        # A Java address is written `name/address`, and so is a label before one.
        return (
            product is not None and product["name"].lower() not in ADDRESS_WORDS and not _is_high(text, begin)
        )
    if _SAID.search(text, begin) is not None or _is_upgraded(text[max(0, begin - _PRODUCT_REACH) : begin]):
        return True
    if _is_high(text, begin):
        return False
    first = text[begin:end].partition(".")[0]
    section = _SECTION.search(text, begin)
    if section is not None:
        return section["part"] is None or not is_ten(first)
    if is_package(text, begin, end):
        return True
    return not is_high(first) and _is_installed(text, begin, end, ten=is_ten(first))


def _is_upgraded(before: str) -> bool:
    return "grad" in before and _UPGRADED.search(before) is not None


def _is_installed(text: str, begin: int, end: int, *, ten: bool) -> bool:
    """Whether four parts are the version of a package, a library or an image."""
    before = text[max(0, begin - _REACH) : begin]
    word = before[-_WORD_REACH:].lower()
    if (
        ("cu" in word or "trt" in word or "tensor" in word or "nv" in word)
        and _TOOLKIT.search(before) is not None
        and _SERVED.match(text, end) is None
        and _REACHED.search(before) is None
    ):
        return True
    if text.startswith("-", end):
        release = _RELEASE_BEHIND.match(text, end)
        if release is not None and _UNPACKED.search(before) is not None:
            return True
        if release is not None and not ten and (release["for"] or _ARCHITECTURE_BEFORE.search(before)):
            return True
    if ten:
        return False
    name = _name_before(text, before, end)
    return name is not None and not _holds_address(name)


def _name_before(text: str, before: str, end: int) -> str | None:
    """What is installed, required or pulled in the version that follows, which may stand in a list of versions."""
    sign = before.rstrip(" ")[-1:]
    found = None
    if sign == "=":
        found = _REQUIRED.search(before)
    elif before.endswith("-"):
        found = _INSTALLED.search(before) or _BESIDE_BEFORE.search(before)
        if found is None and _BESIDE_BEHIND.match(text, end) is not None:
            found = _NAMED.search(before)
    elif before.endswith(" "):
        found = _LISTED.search(before) if sign in {":", ",", "s"} else None
    elif sign == ":" and not text.startswith(":", end):
        found = _IMAGE.search(before)
    return found["name"] if found else None


def _holds_address(name: str) -> bool:
    word = _WORDS.search(name)
    return word is not None and _ADDRESSED.fullmatch(word.group()) is not None


def _is_high(text: str, begin: int) -> bool:
    """Whether the first part of four is too high for a version; browsers count on, but write `200.0.0.0`."""
    parts = text[begin : begin + 15].split(".")
    return parts[0].isdigit() and is_high(parts[0]) and parts[1:3] != ["0", "0"]
