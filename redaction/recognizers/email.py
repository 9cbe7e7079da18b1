"""E-mail addresses, as people and services write them: plus tags, quotes, IDN, internal domains.

Presidio asks the public suffix list, possibly over the network, and drops `bob@corp.internal`; here a domain is what
looks like one, minus the shapes that logs are full of (`lodash@4.17.21`, `icon@2x.png`, `getty@tty1.service`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from redaction.recognizers.alphabets import UNSPACED
from redaction.recognizers.context import Context
from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.email_lists import LIST_GATE, LIST_NEAR, listed
from redaction.recognizers.email_spaced import GATES as SPACED_GATES
from redaction.recognizers.email_spaced import NEAR, WORD_GATES, labelled, spaced, with_words
from redaction.recognizers.secret.login_pairs import find_login_pairs
from redaction.spans import Span

__all__ = ["ScrublineEmailRecognizer"]

# Read backwards from the @ on a reversed slice: `re` cannot match to the left, and searching forwards is quadratic.
_LOCAL_REVERSED: Final = re.compile(r"[\w!#$*+\-.'^~%]{1,64}")
_QUOTED_REVERSED: Final = re.compile(r'"[^"\r\n\0]{1,64}"')
_LABEL: Final = r"[^\W_](?:[\w\-]{0,61}[^\W_])?"
_DOMAIN: Final = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,8}}|\[(?:IPv6:)?[0-9A-Fa-f.:]{{3,45}}\]")
# The same for most addresses, at a third of the time: labels without doubled or outer hyphens, none too long.
_PLAIN_LABEL: Final = "[A-Za-z0-9]{1,24}"
_BEHIND: Final = r"(?=[\s,;:)>\]}\"'<?!]|\.?$|\.\s)"
_PLAIN_DOMAIN: Final = re.compile(rf"{_PLAIN_LABEL}(?:[.\-]{_PLAIN_LABEL}){{1,4}}{_BEHIND}")
# Most addresses: a word of its own, without odd signs.
_PLAIN: Final = re.compile(
    r"(?!git@)[A-Za-z0-9][\w.+\-]{0,63}(?<!\.)@"
    rf"(?:{_PLAIN_LABEL}[.\-]){{0,3}}{_PLAIN_LABEL}\.(?P<last>[A-Za-z]{{2,24}}){_BEHIND}",
    re.ASCII,
)
_LONGEST_LOCAL: Final = 64
_TOP_LEVEL: Final = re.compile(r"xn--[a-z0-9\-]{2,59}|[^\W\d_]{2,24}", re.IGNORECASE)
_SINGLE_LABELS: Final = frozenset(
    {
        "localhost",
        "localdomain",
        "local",
        "corp",
        "internal",
        "intranet",
        "lan",
        "home",
        "localhost4",
        "localhost6",
    }
)
# File names and systemd units with an @ in them; none is a top-level domain that mail is sent to.
_NOT_TOP_LEVEL: Final = frozenset(
    {
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "bmp",
        "ico",
        "css",
        "js",
        "ts",
        "jsx",
        "tsx",
        "json",
        "yaml",
        "yml",
    }
    | {
        "toml",
        "xml",
        "html",
        "txt",
        "log",
        "jar",
        "war",
        "gz",
        "tgz",
        "whl",
        "pdf",
        "proto",
        "lock",
        "service",
    }
    | {
        "socket",
        "timer",
        "mount",
        "target",
        "slice",
        "scope",
        "device",
        "swap",
        "automount",
        "java",
        "py",
        "go",
    }
)
# File names in which an address stands; units, and what is not even a file, are told apart by their last part.
_FILES: Final = _NOT_TOP_LEVEL - {
    *("service", "socket", "timer", "mount", "target", "slice", "scope", "device", "swap", "automount")
}
# Top-level domains of mail that are no words of file names, versions or branches.
_KNOWN_TOP_LEVEL: Final = frozenset(
    re.findall(
        r"[a-z]+",
        "com org net edu gov mil int io ai me uk us de fr es it nl eu ch at be ca au br jp cn ru ua pl se no dk fi pt "
        "ie nz za mx ar cl tr gr cz hu ro il kr tw hk sg my th vn id ph ae sa eg ng ke co biz online cloud email",
    )
)
_JOINED: Final = re.compile(r"(?P<last>[A-Za-z]{2,24})[_\-]")
# Who a machine's user is, if that is somebody's name: `john.doe@10.0.0.7`.
_NAMED_USER: Final = re.compile(r"[^\W\d_]{2,}[._][^\W\d_]{2,}")
_IPV4: Final = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9A-Za-z.])")
# Whoever returns mail writes the address it was sent to before its own: `bounce+john=example.com@list.example`.
_SENT_TO: Final = re.compile(r"[\w.\-]{1,40}(?:\+|(?<=bounce)-|(?<=bounces)-)[\w.\-]{1,64}=\Z", re.IGNORECASE)
_SENT_TO_REACH: Final = 106
_MAIL_WORDS: Final = Context(
    "email", "e-mail", "mail", "mailto", "from", "to", "cc", "bcc", "recipient", "sender"
)


# Scripts that put no blank between words: there a Latin address begins and ends where its letters do.
_UNSPACED: Final = rf"{UNSPACED}\uff66-\uff9f"
_LATIN: Final = "A-Za-z\u00c0-\u024f"
_WORDS_BEFORE: Final = re.compile(rf".*[{_UNSPACED}](?=[{_LATIN}][!-~\u00c0-\u024f]*\Z)")
# What says e-mail in them directly before a name; whatever leads to it, where something leads on to the name.
_MAIL: Final = (
    "(?:(?:联系|聯絡|電子|电子)?(?:邮箱|郵箱|邮件|郵件|信箱|电邮|電郵)(?:地址)?"
    "|メール(?:アドレス)?|(?:이메일|전자우편|메일)(?:주소)?|อีเมล์?)"
)
_LABEL_BEFORE: Final = re.compile(
    rf"(?:[{_UNSPACED}]{{0,8}}?{_MAIL}[是为為至到给給はをへ은는]|(?:[我您你他她]们?的?)?{_MAIL})(?!\Z)"
)
_WORDS_BEHIND: Final = re.compile(
    # A full stop of theirs is read as a dot by `redaction.disguises.normalise`.
    rf"(?:(?<=[A-Za-z])|(?<=\.[A-Za-z]{{2}})\.|(?<=\.[A-Za-z]{{3}})\.)[{_UNSPACED}]+\Z"
)


def _find(text: str, start: int, key: str) -> list[Span]:
    spans: list[Span] = []
    at = text.find("@", start)
    while at >= 0:
        span = _in_word(text, at) or _around(text, at, key)
        if span is None:
            at += 1
        else:
            spans.append(span)
            at = span.end
        at = text.find("@", at)
    if ":" in text or "/" in text:
        spans += find_login_pairs(text, start)
    return spans


def _in_word(text: str, at: int) -> Span | None:
    """The address that a whole word with an @ is, as most are."""
    begin = text.rfind(" ", max(0, at - _LONGEST_LOCAL - 1), at) + 1
    plain = _PLAIN.match(text, begin)
    if plain is None or plain.end() < at or plain["last"].lower() in _NOT_TOP_LEVEL:
        return None
    return _span(begin, plain.end())


def _span(begin: int, end: int) -> Span:
    return Span(begin, end, "EMAIL_ADDRESS", 1.0, "email.address", "ScrublineEmailRecognizer", checked=True)


def _around(text: str, at: int, key: str) -> Span | None:
    """The address with an @, whatever is written around it."""
    before = text[max(0, at - 66) : at][::-1]
    quoted = before.startswith('"')
    local = (quoted and _QUOTED_REVERSED.match(before)) or _LOCAL_REVERSED.match(before)
    if local is None:
        return None
    begin = at - local.end()
    if not quoted:
        words = None if text.isascii() else _WORDS_BEFORE.match(text, begin, at)
        if words is None and text[begin] >= "\u0e00":
            words = _LABEL_BEFORE.match(text, begin, at)
        begin = words.end() if words else begin
        if not text[begin].isalnum():
            begin += _leading_noise(text, begin, at)
        if begin == at or text[at - 1] == ".":
            return None
    domain = _PLAIN_DOMAIN.match(text, at + 1) or _DOMAIN.match(text, at + 1)
    if domain is None:
        return None
    host = domain.group() if domain.group().isascii() else _WORDS_BEHIND.sub("", domain.group())
    end = domain.start() + len(host)
    if host[0] != "[":
        labels = host.split(".")
        last = labels[-1].lower()
        if len(labels) == 1:
            if last not in _SINGLE_LABELS and not (
                _TOP_LEVEL.fullmatch(last) and _MAIL_WORDS.near(text, begin, end, key)
            ):
                return None
        elif last.isdigit() and _IPV4.match(text, at + 1) and _NAMED_USER.fullmatch(text, begin, at):
            pass
        elif last in _NOT_TOP_LEVEL or not (
            (last.isalpha() and 2 <= len(last) <= 24) or _TOP_LEVEL.fullmatch(last)
        ):
            size = _in_file_name(labels)
            if not size:
                return None
            end = domain.start() + size
        if text[begin:at] == "git" and (text.startswith(":", end) or text.endswith("://", 0, begin)):
            return None  # git@host:path is an SSH remote, the same for everybody
    if begin and text[begin - 1] == "=" and "." in text[begin:at]:
        sent_to = _SENT_TO.search(text, max(0, begin - _SENT_TO_REACH), begin)
        begin = begin if sent_to is None else sent_to.start()
    return _span(begin, end)


def _find_spaced(text: str, start: int, key: str) -> Iterator[Span]:
    """Those with blanks around the sign, but for names of files."""
    for span in chain(labelled(text, start, key), spaced(text, start, key)):
        if text[: span.end].rpartition(".")[2].lower() not in _NOT_TOP_LEVEL:
            yield span


def _in_file_name(labels: list[str]) -> int:
    """How long the domain is in `example.com.json` or `example.com_backup`; 0 if there is none."""
    for at in range(len(labels) - 1, 0, -1):
        joined = _JOINED.match(labels[at])
        name = joined["last"] if joined else labels[at]
        is_last = at == len(labels) - 1
        if name.lower() in _KNOWN_TOP_LEVEL and not labels[at - 1].isdigit() and (joined or not is_last):
            size = sum(map(len, labels[:at])) + at + len(name)
            last = labels[-1].lower()
            return size if joined or last in _FILES or last.isdigit() or len(last) == 1 else 0
    return 0


def _leading_noise(text: str, begin: int, at: int) -> int:
    """How many code points at the front are punctuation of the sentence, not of the address."""
    local = text[begin:at]
    if "%" in local and re.match(r"(?:%[0-9A-Fa-f]{2})+", local):
        local = re.sub(r"^(?:%[0-9A-Fa-f]{2})+", "", local)
    return (at - begin) - len(local.lstrip(".'-~*^#!$"))


class ScrublineEmailRecognizer(FieldRecognizer):
    """E-mail addresses; see the module."""

    DETECTORS = (
        Detector(
            rule="email.address",
            entity="EMAIL_ADDRESS",
            gates=(r'[\w!#$*+\-\'^~%"\x80-\xff]@[A-Za-z0-9\x80-\xff\[]',),
            reach=2,
            find=_find,
            also=("PASSWORD",),
        ),
        Detector("email.list", "EMAIL_ADDRESS", (LIST_GATE,), listed, near=LIST_NEAR),
        Detector("email.spaced", "EMAIL_ADDRESS", SPACED_GATES, _find_spaced, near=NEAR),
        Detector("email.words", "EMAIL_ADDRESS", WORD_GATES, with_words, near=NEAR),
    )
