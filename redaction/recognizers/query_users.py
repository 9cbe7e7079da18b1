"""Users in queries and forms: `?uname=jdoe`, `&login_hint=ana.ruiz`, `session[login]=jdoe`, `j_username=jdoe&...`.

Of an address that names its scheme the whole is replaced, by `redaction.recognizers.urls`; of a path, as access logs
have it, and of a form only the value, which behind a name that things have, too (`owner=platform`), must have
somebody's given name in it. Part of `redaction.recognizers.paths`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.given_names import has_given_name
from redaction.recognizers.stated_users import names_somebody
from redaction.spans import Span

__all__ = ["GATES", "NAMES", "NEAR", "PERSONAL", "is_user", "query_users"]

NAMES: Final = (
    "user|usr|user_?name|user_?id|e?mail|login|name|first_?name|last_?name|uid|account|customer|phone|ssn"
    "|owner|assignee|handle|screen_?name|nick(?:name)?|member|patient|employee|contact|mobile|msisdn"
)
"""Names in queries that lead to somebody, whatever stands behind them but a number or a word of a program."""
_BY: Final = "creat|updat|modifi|assign|request|approv|invit|referr|shar|upload|submitt|review|report"
PERSONAL: Final = (
    rf"(?:[a-z]{{1,12}}(?:[_.\-]|\[|%5b))?(?:u_?name|user_?name|user_?(?:login|handle)|login(?:_?(?:hint|name|id|user))?"
    r"|(?:screen|nick)_?name|sign_?in_?name|display_?name|real_?name|full_?name)(?:\]|%5d)?"
    r"|(?:[a-z]{1,12}_)?usr_?name|[a-z]{1,12}_usr|nick|upn|uid|sam_?account_?name|author|creator|reviewer|approver|requester"
    rf"|(?:{_BY})e?d_?(?:by|to)|(?:as|from|to|for|auth|remote|acting|target|impersonate)_?user"
)
"""Names in queries that lead to somebody, if what stands behind them looks like the name of a user."""
_OF_THINGS: Final = "usr|handle|member|owner|account|acct|customer|assignee|reporter|contact|employee|patient"
GATES: Final = (
    rf"(?i)[?&](?:{PERSONAL}|{_OF_THINGS})=[a-z0-9\x80-\xff][a-z0-9_.\-+\x80-\xff]",
    rf"(?i)[^a-z0-9_.\-](?:{PERSONAL}|{_OF_THINGS})=[a-z0-9\x80-\xff][a-z0-9_.\-+\x80-\xff]{{1,250}}&",
)
NEAR: Final = 300
_FORM: Final = re.compile(
    # In a query, or in a form, which has more than one of them.
    rf"(?:(?P<query>[?&])|(?<![\w.\-?&=/\[\]]))(?a:{PERSONAL}|(?P<of_thing>{_OF_THINGS}))="
    r"(?P<value>[^\W_](?:[\w.\-+]{0,62}\w)?)"
    r"(?(query)(?![\w@(\[{$%*/+=]|[.\-]\w|:\S)|(?=&[A-Za-z_][\w.\-\[\]]{0,40}=))",
    re.IGNORECASE,
)
_GENERATED: Final = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,64}|[0-9]+|[a-z]{1,4}[_-][0-9]+", re.IGNORECASE
)
_PARTS: Final = re.compile(r"[a-z]{3,}")


def is_user(value: str) -> bool:
    """Whether a value of a query looks like the name of a user: no number, hash, word of a program or service."""
    return _GENERATED.fullmatch(value) is None and any(map(str.isalpha, value)) and names_somebody(value)


def query_users(text: str, start: int, key: str) -> Iterator[Span]:
    """Names of users in the queries of addresses and in forms."""
    del key
    for match in _FORM.finditer(text, start):
        value = match["value"]
        if is_user(value) and (match["of_thing"] is None or has_given_name(_PARTS.findall(value.lower()))):
            yield Span(*match.span("value"), "USERNAME", 0.6, "user.query", "ScrublineUsernameRecognizer")
