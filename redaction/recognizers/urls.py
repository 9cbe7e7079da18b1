"""URLs: with a password, with a user, or any.

A URL that carries somebody is replaced whole: what is left of a profile link or a signed-in address would name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers import query_users
from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.given_names import has_given_name
from redaction.recognizers.pages import is_page, is_page_below
from redaction.spans import Span

__all__ = ["ScrublineUrlRecognizer"]

_SCHEME_REVERSED: Final = re.compile(r"[A-Za-z0-9+.\-]{1,30}[A-Za-z](?![A-Za-z0-9]|[+.\-][A-Za-z0-9])")
# In a path other scripts go on behind their own signs, a query is read to its end.
_REST: Final = re.compile(
    r"[^\s\"'<>`\x00{}|\\^?\u3001-\u303f\uff01-\uff0f\uff1a-\uff20]+(?:\?[^\s\"'<>`\x00{}|\\^]*)?"
)
# Without a scheme no commas, and only letters of alphabets: what other scripts write goes on behind it without a blank.
_BARE_REST: Final = re.compile(r"[^\s\"'<>`\x00{}|\\^,;\u2000-\U0010ffff]+")
_TRAILING: Final = ".,;:!?)]}*_~"
# A slash in a password that nobody has written as `%2F`; behind a port it is that of the path.
_CREDENTIALS: Final = re.compile(
    r"[^:/@?#]*:[^/@?#]{1,256}@"
    r"|(?!(?:localhost|[^:/@?#]*\.[^:/@?#]*):[0-9]{1,5}/)[^:/@?#]*:[^@\s]{1,256}@(?=[A-Za-z0-9\[])"
)
_USERINFO: Final = re.compile(r"[^:/@?#]+@")
_USER_WORDS: Final = (
    "users?|profiles?|members?|people|in|u|accounts?|authors?|customers?|employees?|patients?|user-profile"
    "|benutzer|nutzer|profile?|perfil|profilo|usuarios?|utilisateurs?|utenti|utente|utilizadores|gebruikers?|brukere?"
    "|anvandare|uzivatele?|uzytkownicy|kullanicilar|pengguna|freelancers|usr"
)
_USER_PATH: Final = re.compile(
    rf"/(?:{_USER_WORDS})(?=/(?P<a>[^/?#]{{2,80}}))|/[~@](?P<b>[^/?#]{{2,80}})|/user\?id=(?P<e>[^&#]{{2,80}})"
    r"|/User(?:_talk)?:(?P<f>[^/?#]{2,80})",
    re.IGNORECASE | re.ASCII,
)
_BELOW: Final = "a"
"""The group of users below `/users` and the like, where pages are, too."""
_SIGNED: Final = "b"
"""The group of users behind a sign, as in `/@ana`."""
# Of these the first part is a person's or a channel's whatever stands behind it; of others a project may be below.
_NETWORKS: Final = (
    r"twitter\.com|x\.com|facebook\.com|instagram\.com|t\.me|tiktok\.com|threads\.(?:net|com)|vk\.com|pinterest\.com"
    r"|soundcloud\.com|twitch\.tv|dribbble\.com|behance\.net|keybase\.io|about\.me|linktr\.ee|patreon\.com|ko-fi\.com"
    r"|venmo\.com|dev\.to|codepen\.io|qiita\.com|zenn\.dev|note\.com|blog\.naver\.com|ameblo\.jp|weibo\.com"
    r"|flickr\.com/photos|snapchat\.com/add|onlyfans\.com"
)
_PROFILES: Final = (
    rf"{_NETWORKS}"
    r"|github\.com|gitlab\.com|medium\.com|paypal\.me|cash\.app|bitbucket\.org|huggingface\.co"
    r"|kaggle\.com|gist\.github\.com|orcid\.org|wa\.me|steamcommunity\.com/id|fb\.com|fb\.me|m\.me"
    r"|line\.me/ti/p|skype\.com/[a-z]{2}/profile|buymeacoffee\.com|npmjs\.com/~|last\.fm/user"
    r"|goodreads\.com|deviantart\.com|letterboxd\.com"
    r"|(?:stackoverflow|superuser|serverfault|askubuntu|[a-z]{2,20}\.stackexchange)\.com/users/[0-9]{1,12}"
)
# Who writes there is named by the host; blogspot has one for each country.
_HOSTING: Final = (
    r"github\.io|gitlab\.io|tumblr\.com|wordpress\.com|substack\.com|medium\.com|livejournal\.com|deviantart\.com"
    r"|bandcamp\.com|itch\.io|carrd\.co|neocities\.org|hashnode\.dev|bsky\.social|artstation\.com|newgrounds\.com"
)
_HOSTED: Final = re.compile(
    rf"(?P<f>[a-z][a-z0-9\-_.]{{2,40}})\.(?:{_HOSTING}|blogspot\.[a-z.]{{2,6}})(?=[/:?#]|\Z)",
    re.IGNORECASE | re.ASCII,
)
_PARTS: Final = re.compile(r"[a-z]+")
_SHORTEST_NAME: Final = 3
_TRADES: Final = frozenset({"dev", "tech", "ai", "ml", "data", "web", "io", "net", "js", "py", "sec", "ops"})
# Words that projects are called by: no person's host has them before its end.
_PROJECTS: Final = _TRADES | {
    "lang", "project", "projects", "metrics", "cloud", "nlp", "labs", "lab", "team", "org", "docs", "sdk", "rs",
    "tools", "soft", "software", "systems", "foundation", "community", "framework", "db",
}  # fmt: skip


def _names_somebody(host: str) -> bool:
    """Whether what stands before the domain of many has somebody's given name in it: most are projects' names."""
    *first, last = _PARTS.findall(host.lower())
    # Persons put their trade behind their whole name: sarah-harper-dev.
    if not _PROJECTS.isdisjoint(first) or last in (_PROJECTS if len(first) == 1 else _PROJECTS - _TRADES):
        return False
    parts = [part for part in (*first, last) if len(part) >= _SHORTEST_NAME and part not in _TRADES]
    return len(parts) > 1 and has_given_name(parts)


_USER_QUERY: Final = re.compile(rf"[?&;](?:{query_users.NAMES})=(?P<c>[^&#]{{2,}})", re.IGNORECASE | re.ASCII)
_PERSONAL_QUERY: Final = re.compile(
    rf"[?&;](?:{query_users.PERSONAL})=(?P<value>[^&#=]{{2,120}})(?![^&#])", re.IGNORECASE | re.ASCII
)
# Of a network's own country or for telephones.
_SITE: Final = r"(?:(?:www|m|mobile|mbasic|web|[a-z]{2}(?:-[a-z]{2})?)\.)?"
_PROFILE_HOSTS: Final = re.compile(
    rf"{_SITE}(?:cash\.app/\$(?P<cash>[a-z][\w\-]{{1,20}})|(?:{_PROFILES})/(?P<d>[A-Za-z0-9_.\-$@]{{2,60}})/?(?=[?#&;)\]]|,[a-z]|[^\x00-\x7f]|\Z)"
    rf"|(?:{_NETWORKS})/(?P<below>[A-Za-z0-9_.\-]{{2,60}})/)",
    re.IGNORECASE | re.ASCII,
)
# What people write without a scheme: hosts of profiles, and whatever else begins with `www`.
_BARE_HOSTS: Final = (
    rf"{_SITE}(?:{_PROFILES}|linkedin\.com|xing\.com|youtube\.com|reddit\.com|bsky\.app|mastodon\.[a-z]{{2,8}}"
    r"|researchgate\.net|upwork\.com|calendly\.com|cal\.com|zoom\.us)|api\.github\.com"
    rf"|www\.[a-z0-9\-]{{2,40}}(?:\.[a-z0-9\-]{{2,40}}){{0,2}}\.[a-z]{{2,12}}"
)
_BARE: Final = re.compile(rf"(?<![\w@/.\-%~+\\])(?:{_BARE_HOSTS})/(?=[\w@~$])", re.IGNORECASE | re.ASCII)
# Pages of a profile; of code and models the first part is most often an organisation.
_PAGES: Final = re.compile(
    r"(?:www\.|m\.|mobile\.)?(?:(?:x|twitter)\.com/(?P<x>[a-z0-9_]{2,15})/(?:status(?:es)?|with_replies|media|likes|followers"
    r"|following|lists|highlights|articles)|facebook\.com/(?:(?P<facebook>[a-z0-9.]{2,50})/(?:posts|photos|videos|about"
    r"|friends|reels)|profile\.php\?id=(?P<number>[0-9]{5,20}))|instagram\.com/(?P<instagram>[a-z0-9_.]{2,30})/(?:reels?"
    r"|tagged|p|channel)|(?:calendly|cal)\.com/(?P<calendar>[a-z0-9_.\-]{2,60})|t\.me/(?P<telegram>[a-z0-9_]{4,32})/[0-9]{1,9}"
    r"|paypal\.me/(?P<paypal>[a-z0-9]{2,20})/[0-9.]{1,9}|(?:[a-z0-9\-]{1,30}\.)?zoom\.us/my/(?P<zoom>[a-z0-9.]{2,40})"
    r"|[a-z0-9\-]{1,60}-my\.sharepoint\.com/(?::[a-z]:/[a-z]/)?personal/(?P<drive>[^/?#]{2,80}))(?=[/?#&]|\Z)",
    re.IGNORECASE | re.ASCII,
)
# Scopes of packages, and what servers of front ends call modules, stand where others have users.
_PACKAGES: Final = re.compile(
    r"[^/?#]*(?:npmjs|npm|yarnpkg|unpkg|jsdelivr|esm|jsr|skypack|jspm)\b[^/?#]*/|[^/?#]*/(?:[^?#]{0,80}/)?(?:npm/|node_modules/"
    r"|@(?:vite|fs|id|react-refresh|types|babel|angular|vue|nestjs)(?:[/?#]|\Z))",
    re.IGNORECASE | re.ASCII,
)
_NUMBERED: Final = "number"
"""The group of pages that are called by a number, which elsewhere is a row of a database."""
_PAGE_GATES: Final = (
    r"(?i)[/.](?:x|twitter|facebook|instagram|calendly|cal|t|paypal)\.(?:com|me)/[a-z0-9_.]",
    r"(?i)(?:zoom\.us/my|-my\.sharepoint\.com)/",
)
# `/home/` is a page of many sites: what lies below tells, or how it is fetched.
_HOMES: Final = re.compile(
    r"[^/?#]*/(?:[^/?#]{1,40}/){0,2}home/(?P<h>[^/?#]{3,64})(?P<files>/(?:files|documents|downloads|desktop|pictures"
    r"|public_html|notebooks?|workspace|drive|\.[a-z])(?=[/?#.a-z]|\Z))?",
    re.IGNORECASE | re.ASCII,
)
_FETCHED: Final = re.compile(
    r"(?:sftp|scp|ssh|rsync|smb|nfs|ftps?|git\+ssh|davs?|vscode-remote)://\Z", re.IGNORECASE
)


def _urls(text: str, start: int) -> Iterator[tuple[int, int]]:
    position = text.find("://", start)
    while position >= 0:
        scheme = _SCHEME_REVERSED.match(text[max(0, position - 32) : position][::-1])
        rest = _REST.match(text, position + 3)
        if scheme and rest:
            value = rest.group()
            trimmed = value.rstrip(_TRAILING)
            if value.endswith(")") and trimmed.count("(") > trimmed.count(")"):
                trimmed += ")"
            if trimmed:
                yield position - scheme.end(), position + 3 + len(trimmed)
        position = text.find("://", rest.end() if rest else position + 3)


def _any(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for begin, end in _urls(text, start):
        yield Span(begin, end, "URL", 0.9, "url", "ScrublineUrlRecognizer", checked=True)


def _credentials(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for begin, end in _urls(text, start):
        match = _CREDENTIALS.match(text, text.index("://", begin) + 3, end)
        if match and not match.group().endswith((":@", "}@", ">@")) and "***" not in match.group():
            yield Span(
                begin, end, "CREDENTIAL_URL", 1.0, "url.credentials", "ScrublineUrlRecognizer", checked=True
            )


def _user(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for begin, end in _urls(text, start):
        rule = _user_rule(text, text.index("://", begin) + 3, end)
        if rule is not None:
            yield Span(begin, end, "USER_URL", 0.8, rule, "ScrublineUrlRecognizer")


def _bare(text: str, start: int, key: str) -> Iterator[Span]:
    del key
    for link in _BARE.finditer(text, start):
        rest = _BARE_REST.match(text, link.start())
        end = link.start() + len(rest.group().rstrip(_TRAILING)) if rest else link.end()
        rule = _user_rule(text, link.start(), end)
        if rule is not None:
            yield Span(link.start(), end, "USER_URL", 0.8, rule, "ScrublineUrlRecognizer")


def _user_rule(text: str, begin: int, end: int) -> str | None:
    userinfo = _USERINFO.match(text, begin, end)
    if userinfo and userinfo.group() != "git@":
        return "url.userinfo"
    for rule, pattern in (("url.user_path", _USER_PATH), ("url.user_query", _USER_QUERY)):
        for match in pattern.finditer(text, begin, end):
            group = match.lastgroup
            is_nobody = is_page_below if group == _BELOW else is_page
            if not group or is_nobody(match[group]):
                continue
            if group != _SIGNED or match.group()[1] == "~" or not _PACKAGES.match(text, begin, end):
                return rule
    for match in _PERSONAL_QUERY.finditer(text, begin, end):
        if query_users.is_user(match["value"]) and not is_page(match["value"]):
            return "url.user_query"
    host = _HOSTED.match(text, begin, end)
    if host and _names_somebody(host["f"]):
        return "url.host"
    for pattern in (_PROFILE_HOSTS, _PAGES):
        profile = pattern.match(text, begin, end)
        if profile and (profile.lastgroup == _NUMBERED or not is_page(profile[profile.lastgroup or 0])):
            return "url.profile"
    return "url.home" if _is_home(text, begin, end) else None


def _is_home(text: str, begin: int, end: int) -> bool:
    """Whether the path of a URL is that of somebody's home directory."""
    home = _HOMES.match(text, begin, end)
    if home is None or home["h"].lower() in ACCOUNTS or is_page(home["h"]):
        return False
    return home["files"] is not None or _FETCHED.search(text, max(0, begin - 16), begin) is not None


class ScrublineUrlRecognizer(FieldRecognizer):
    """URLs; see the module."""

    DETECTORS = (
        Detector(
            rule="url.credentials",
            entity="CREDENTIAL_URL",
            gates=(r"://[^ \t\r\n\x00\"'<>@]+@",),
            find=_credentials,
        ),
        Detector(
            rule="url.user",
            entity="USER_URL",
            gates=(
                r"://[^ \t\r\n\x00/\"'<>@:?#]+@",
                rf"(?i)/(?:{_USER_WORDS})/[^\x00/?# ]{{2}}",
                r"/[~@][A-Za-z0-9%_]",
                rf"(?i)[?&;](?:{query_users.NAMES}|{query_users.PERSONAL})=",
                r"(?i)/user(?:\?id=|:|_talk:)",
                rf"(?i)://{_SITE}(?:{_PROFILES})/[A-Za-z0-9_.$@\-]",
                rf"(?i)[a-z0-9]\.(?:{_HOSTING}|blogspot\.)",
                *_PAGE_GATES,
                r"(?i)/home/[^\x00/?# ]{3}",
            ),
            find=_user,
        ),
        Detector(
            rule="url.profile",
            entity="USER_URL",
            gates=(rf"(?i)[^a-z0-9_@/.\-%~+\\](?:{_BARE_HOSTS})/[a-z0-9_@~$]",),
            find=_bare,
            near=600,
        ),
        Detector(rule="url", entity="URL", gates=(r"[A-Za-z0-9+.\-]://[^ \t\r\n\x00]",), find=_any),
    )
