"""IPv4 addresses in names: `ip-10-1-2-3.ec2.internal`, `pod.10.1.2.3`, `access_203.0.113.9.log`.

Versions and numbers of parts look the same, so a name tells by its other parts what the four numbers are. Part of
`redaction.recognizers.network.recognizer`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.borders import LETTERS_AND_DIGITS, Bordered
from redaction.spans import Span

__all__ = [
    "ADDRESS_WORDS",
    "FIRST_OCTET",
    "JOINED_GATES",
    "OCTET",
    "is_high",
    "is_named",
    "is_package",
    "is_ten",
    "joined_addresses",
]

OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
FIRST_OCTET: Final = r"[0-9](?:(?<=2)(?:5[0-5]|[0-4][0-9])|(?<=1)[0-9]{2}|(?<=[1-9])[0-9])?"
_VERSION_WORDS: Final = frozenset({
    "v", "ver", "version", "r", "rel", "release", "rev", "build", "fw", "firmware", "tag", "sdk", "lib", "api", "so",
})  # fmt: skip
_SAYS_VERSION: Final = frozenset({"v", "ver", "version", "firmware"})
"""Words that call four numbers behind them a version, where no network of one's own begins so."""
ADDRESS_WORDS: Final = frozenset({
    "addr", "address", "client", "from", "host", "ip", "localhost", "node", "peer", "remote", "server", "src", "dst",
    "to", "net", "network", "subnet", "access", "login", "session", "user", "visitor", "gateway", "dns", "ban", "block",
})  # fmt: skip
"""Words before four numbers that make them an address."""
_HOSTS: Final = frozenset(
    {"host", "node", "client", "server", "vm", "pod", "worker", "instance", "peer", "nat"}
)
_LINES: Final = frozenset({
    "ip", "ipv4", "addr", "ec2", "dhcp", "dyn", "dynamic", "static", "pool", "dsl", "adsl", "vdsl", "cable", "ppp",
    "pppoe", "broadband", "customer",
})  # fmt: skip
"""Words of names that networks give to addresses."""
_BEFORE_DOT: Final = ADDRESS_WORDS | _HOSTS | _LINES
_WORD_BEFORE: Final = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,16}[0-9]{0,3}(?=[_.\-]\Z)")
_WORD_REACH: Final = 20
# What only packages end with, perhaps behind a release: `-1_amd64`, `-2.el8.x86_64.rpm`. Ports and days are no release.
_PACKAGE_BEHIND: Final = re.compile(
    r"(?:[\-+~][0-9][0-9A-Za-z+~]{0,15}(?:\.[0-9A-Za-z_]{1,8}){0,3}?)?"
    r"(?:[._](?:amd64|arm64|armhf|i[36]86|x86|x64|x86_64|aarch64|noarch)(?![0-9A-Za-z])"
    r"|_(?:all|any|win|linux|darwin|mac|osx|cuda[0-9])"
    r"|-(?:py[23]|cp3[0-9]|pp3[0-9])[0-9a-z.]{0,12}-"
    r"|\.(?:deb|rpm|jar|war|whl|exe|msi|dll|so|apk|ipa|dmg|pkg|nupkg|vsix|orig|dsc)\b)"
)
_ARCHIVE_BEHIND: Final = re.compile(r"\.(?:tar|tgz|zip|7z)\b")
_KEPT_OF_HOSTS: Final = frozenset({
    "backup", "bak", "dump", "snapshot", "pcap", "capture", "trace", "log", "logs", "diag", "support", "config",
    "conf", "report", "scan", "nmap", "export", "archive", "etc",
})  # fmt: skip
"""What is packed into an archive that bears the address of its host."""
_OF_ARCS: Final = frozenset({"enterprises"})
"""Names of an OID's parts that numbers follow."""
_PRIVATE: Final = 10
_NO_VERSION: Final = 128
"""From here on the first part of four is hardly that of a version."""
_FEWEST: Final = 10
"""What is called that of a host and is smaller counts something."""
_SCRIPT_BEHIND: Final = re.compile(r"\.(?:[cm]?js|css)(?![0-9A-Za-z])")
_JOINED: Final = Bordered(
    rf"(?P<first>{FIRST_OCTET})(?P<s>[\-_]){OCTET}(?P=s){OCTET}(?P=s){OCTET}(?![0-9A-Za-z]|[\-_][0-9])",
    LETTERS_AND_DIGITS,
)
_SIGNS_BEFORE: Final = "-_."
# Of a pod in a cluster, or two labels more, as networks name the addresses of their customers.
_POD: Final = re.compile(r"\.[a-z0-9\-]{1,63}\.pod(?![0-9A-Za-z])")
_DOMAIN: Final = re.compile(
    r"(?:\.[A-Za-z][A-Za-z0-9\-]{0,62}){1,5}\.(?P<last>[A-Za-z]{2,12})(?![0-9A-Za-z\-])"
)
_FILES: Final = frozenset({
    "gz", "xz", "zst", "zip", "log", "txt", "json", "csv", "html", "htm", "png", "jpg", "jpeg", "pdf", "xml",
    "sql", "yaml", "yml", "parquet", "tgz", "tar", "bak", "tmp", "py", "js", "map", "css", "md", "wav",
})  # fmt: skip
_FEWEST_DIGITS: Final = 7
"""Of four numbers that only a domain behind them makes an address."""
JOINED_GATES: Final = (
    r"[0-9]-[0-9]{1,3}-[0-9]{1,3}-[0-9]",
    r"[Ii][Pp]_[0-9]{1,3}_[0-9]{1,3}_[0-9]{1,3}_[0-9]",
)


def is_high(first: str) -> bool:
    """Whether the first of four numbers is too high for a version."""
    return int(first) >= _NO_VERSION


def is_ten(first: str) -> bool:
    """Whether the first of four numbers is that of the private network that versions can look like, `10.0.0.0/8`."""
    return int(first) == _PRIVATE


def is_named(match: re.Match[str]) -> bool:
    """Whether four parts behind an underscore or a word and a dot are an address, and no version.

    Args:
        match: Has the first of them as group `first`; a character stands before it.
    """
    text, begin = match.string, match.start()
    before = text[begin - 1]
    if before != "_" and not (before == "." and text[max(0, begin - 2) : begin - 1].isalpha()):
        return False
    name = _name_before(text, begin)
    if name in _VERSION_WORDS or (before == "." and name in _OF_ARCS):
        return False
    if before == "_" and is_high(match["first"]):
        return True
    if _is_file_of_package(text, match.end(), match["first"], name):
        return False
    return is_high(match["first"]) or name in (ADDRESS_WORDS if before == "_" else _BEFORE_DOT)


def is_package(text: str, begin: int, end: int) -> bool:
    """Whether four parts behind a hyphen are the version of a file or package: `foo-1.2.3.4.tgz`.

    Never what begins as a private network does, and not for a port, a day or a word such as `api` alone.
    """
    if not text.endswith("-", 0, begin):
        return False
    first = text[begin:end].partition(".")[0]
    if is_high(first) or is_ten(first):
        return False
    name = _name_before(text, begin)
    return name in _SAYS_VERSION or (
        name not in _BEFORE_DOT and name != "" and _is_file_of_package(text, end, first, name)
    )


def _is_file_of_package(text: str, end: int, first: str, name: str) -> bool:
    """Whether a file's end says that four parts are a version; of an archive only if they can hardly be a host's."""
    if _PACKAGE_BEHIND.match(text, end) is not None:
        return True
    return (
        int(first) < _FEWEST and name not in _KEPT_OF_HOSTS and _ARCHIVE_BEHIND.match(text, end) is not None
    )


def joined_addresses(text: str, start: int, key: str) -> Iterator[Span]:
    """Addresses in names of hosts: parts joined by hyphens, or by underscores behind `ip_`."""
    del key
    for match in _JOINED.finditer(text, start):
        if match["first"] not in {"0", "127"} and _is_host(match):
            yield Span(
                *match.span(), "IP_ADDRESS", 0.9, "ip.v4.joined", "ScrublineIpRecognizer", checked=False
            )


def _is_host(match: re.Match[str]) -> bool:
    text, (begin, end) = match.string, match.span()
    if match["s"] == "_":
        return text.endswith("_", 0, begin) and _name_before(text, begin) == "ip"
    if begin and text[begin - 1] in _SIGNS_BEFORE:
        name = _name_before(text, begin)
        if not name or name in _VERSION_WORDS:
            return False
        if name == "static" and _SCRIPT_BEHIND.match(text, end) is not None:
            return False
        if name in _LINES or (name in _HOSTS and int(match["first"]) >= _FEWEST):
            return True
    if _POD.match(text, end) is not None:
        return True
    domain = _DOMAIN.match(text, end)
    digits = sum(map(str.isdigit, match.group()))
    return domain is not None and domain["last"].lower() not in _FILES and digits >= _FEWEST_DIGITS


def _name_before(text: str, begin: int) -> str:
    word = _WORD_BEFORE.search(text, max(0, begin - _WORD_REACH), begin)
    name = word.group().lower() if word else ""
    return name if name in _LINES else name.rstrip("0123456789")
