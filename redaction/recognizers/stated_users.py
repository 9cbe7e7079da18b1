"""Users that a text assigns: `user_id=u-8821`, `user=jdoe`, `username: jdoe`, `uid=1001(jdoe)`.

A line of a log, the query of a URL or the output of a command. Prose (`User: hello`), code (`user=request.user`),
queries (`o.user_id = u.id`) and accounts of services name nobody. Part of `redaction.recognizers.paths`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.names.word_set import word_set
from redaction.recognizers.accounts import ACCOUNTS
from redaction.recognizers.letters import in_lower_case, matches, places
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["GATES", "NEAR", "is_no_word", "names_somebody", "stated_users"]

GATES: Final = (
    r"(?i)user[_\- ]?(?:id|name)\\?[\"']?[ ]?[=:]",
    r"(?i)(?:user|logname)\\?[\"']?[ ]?=",
    r"uid=[0-9]{1,10}\(",
)
NEAR: Final = 200
_ASSIGNED: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>(?P<plain>user|ruser|remote_user|logname)|(?:end_?)?user(?:[_\- ]?(?:(?P<id>id)|name)))"
    r"(?:\\?[\"'])?(?P<by>[ ]?[=:][ ]?)"
    r"(?:\\?(?P<quote>[\"'])(?P<quoted>[^\W_][\w.\-\\/+ ]{0,62}\w)(?:\\?(?P=quote)|\Z)"
    r"|(?P<bare>[^\W_](?:[\w.\-\\+]{0,126}\w)?)(?![\w@(\[{$%*=/+]|[\-.\\]\w|\.{2}|:\S)"
    r"(?P<ends>[ \t]*+(?:[,;|)}\]\"'\r\n&\\<]|\Z|\w+[:=]))?)",
    re.IGNORECASE,
)
_NAMES: Final = ("user", "logname")
_BEFORE_NAMES: Final = len("remote_")
_ACCOUNT: Final = re.compile(r"(?<![A-Za-z])e?uid=[0-9]{1,10}\((?P<name>[A-Za-z_][\w.\-]{0,31})\)")
_GROUP: Final = re.compile(r"(?<=[0-9]\()[A-Za-z_][\w.\-]{0,31}(?=\))")
_GROUPS_REACH: Final = 160
"""Behind the account to its groups, one of which is called as it is."""
_JOINS: Final = frozenset("_.-$")
"""Before `user` they make it that of a database or a program."""
_FEWEST_DIGITS: Final = 3
_FEWEST_OF_USER: Final = 4
_SHORTEST: Final = 2
# Seconds, shares and ticks of the processor are divided between users and system.
_MEASURE: Final = re.compile(
    r"(?:[0-9]+m)?[0-9]+(?:[.,][0-9]+)*(?:%|[mun]?s|m|h|kb|mb|gb|secs?)?", re.IGNORECASE
)
_TICKS: Final = re.compile(r"(?:sys|system|nice|idle|real|cpu|iowait)[=:]", re.IGNORECASE)
_TICKS_REACH: Final = 40
_CODE: Final = re.compile(
    r"(?:request|req|self|this|ctx|context|session|current|event|message|msg|args|params|body|data|form|config|settings|env"
    r"|process|props|state|payload|auth)\.[A-Za-z_.]+"
    r"|(?:[A-Za-z_.]*[_.])?(?:ids?|name|type|email|login)|[A-Za-z_.]*user[A-Za-z_.]*"
    # The value of a variable, and a type.
    r"|[A-Za-z_]+\.(?:uid|sub|pk|uuid|guid|value|key)|(?:u?int|[iuf])(?:8|16|32|64|128|size)"
    r"|(?:[A-Za-z_]+\.)?(?:uuid[1-8]?|guid|object_?id|decimal|keyword|(?-i:[A-Z][a-z]+(?:Int|Str|String|Integer))|Any|Text)",
    re.IGNORECASE,
)
# A list of its own: a word that is added to another one may be what somebody is called.
_NOBODY: Final = ACCOUNTS | word_set(
    "uid sub pk uuid guid fake none null nil undefined unknown anonymous na true false yes no system root "
    "guest nobody daemon bin sys adm sa dbo mysql mariadb redis rabbitmq mongodb mongo oracle sshd "
    "postfix apache apache2 httpd haproxy ntp syslog systemd backup bot robot worker operator superuser "
    "superadmin sysadmin support test tester testing demo me self you them default service app web api "
    "server client assistant tool agent model human customer owner member employee staff example sample "
    "someone somebody redacted masked hidden removed deleted disabled enabled empty blank missing "
    "required optional invalid valid not is was must should cannot can has have the a an in on of for and "
    "or with by to from field value values string str text int integer long bigint number uuid varchar "
    "bool boolean object list array any all many multiple every each new existing same other another "
    "current first last login logout ok success successful succeeded failed failure denied granted "
    "allowed forbidden pending expired locked active inactive error found password email mail username "
    "user name id key token role group admin hello hi hey thanks stop start restart cancel resume "
    "summarize summarise translate explain continue free pro basic plus premium trial enterprise business "
    "standard starter created updated online offline authenticated authorized external internal local "
    "remote verified scheduler repl replica replication monitoring metrics benchmark tokenizer head "
    "leader follower primary secondary administrator unavailable unspecified unauthenticated wrong "
    "loadtest return raise pass continue break then if else"
)
_PARTS: Final = re.compile(r"\\+")
_SERVICE: Final = re.compile(
    r"(?:svc|sa|srv|service|system|systemd|app|k8s|kube|kubernetes|cluster|github|gitlab|jenkins|debian)[\-_.:].*"
    r"|(?:ci|cd)[\-_](?:deploy(?:er|ment)?|runner|user|builder|publisher)|rank[0-9]{1,5}"
    r"|.*[\-_.](?:sa|svc|bot|deployer|service|agent|rw|ro|exporter|reader|writer)",
    re.IGNORECASE,
)


def stated_users(text: str, start: int, key: str) -> Iterator[Span]:
    """Ids and names of users that a text assigns."""
    del start, key
    lower = in_lower_case(text)
    for match in matches(_ASSIGNED, text, places(lower, _NAMES), _BEFORE_NAMES):
        group = "bare" if match["quote"] is None else "quoted"
        value = match[group]
        if _is_assigned(match) and names_somebody(value) and not _is_measured(match, value):
            entity = "USER_ID" if match["id"] or value.isdigit() else "USERNAME"
            yield _span(*match.span(group), entity, "user.assigned")
    for account in matches(_ACCOUNT, text, places(lower, ("uid=",)), 1):
        name = account["name"]
        if name.lower() not in _NOBODY and _SERVICE.fullmatch(name) is None:
            for place in _GROUP.finditer(text, account.start(), account.end() + _GROUPS_REACH):
                if place[0] == name:
                    yield _span(*place.span(), "USERNAME", "user.account")


def _span(begin: int, end: int, entity: str, rule: str) -> Span:
    return Span(begin, end, entity, 0.6, rule, "ScrublineUsernameRecognizer")


def _is_assigned(match: re.Match[str]) -> bool:
    """Whether a value is assigned, and no word of a sentence, of a chat or of a program."""
    if match["plain"] and (
        ":" in match["by"] or match.string[max(0, match.start() - 1) : match.start()] in _JOINS
    ):
        return False
    if match["quote"] or " " not in match["by"] or is_no_word(match["bare"]):
        return True
    # A word behind a blank goes on as a sentence, unless something ends there, or the next name stands behind it.
    return not match["plain"] and match["ends"] is not None


def is_no_word(value: str) -> bool:
    """Whether a value has what words of a sentence have not: a digit, a dot or an underscore."""
    return any(map(str.isdigit, value)) or "." in value or "_" in value


def names_somebody(value: str) -> bool:
    """Whether a name is that of somebody's account, and no stand-in, word of a program or account of a service."""
    if len(value) < _SHORTEST or placeholder(value) or _SERVICE.fullmatch(value):
        return False
    # `DOMAIN\\root`, and `root\\n` of a line end that is written out.
    if not _NOBODY.isdisjoint({value.lower(), *_PARTS.split(value.lower())}):
        return False
    return _CODE.fullmatch(value) is None


def _is_measured(match: re.Match[str], value: str) -> bool:
    """Whether a value counts something: a number of one or two digits, a time, ticks."""
    if not match["plain"]:
        return len(value) < _FEWEST_DIGITS and value.isdigit()
    if _MEASURE.fullmatch(value) is None:
        return False
    begin, end = match.span()
    around = match.string[max(0, begin - _TICKS_REACH) : end + _TICKS_REACH]
    return not value.isdigit() or len(value) < _FEWEST_OF_USER or _TICKS.search(around) is not None
