"""Users in the lines that servers write of logins and commands, where no `user=` stands before them.

sshd, sudo, su, PAM, logind and cron, auditd, Dovecot, distinguished names and filters of LDAP, access logs, Slurm,
JupyterHub, the names of AWS, and `jdoe@10.1.2.3` as ssh, scp and prompts have it. Each line has its own opening or end,
rare elsewhere. Part of `redaction.recognizers.paths`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.letters import Worded, in_lower_case
from redaction.recognizers.stated_users import names_somebody
from redaction.spans import Span

__all__ = ["LOGIN_GATES", "LOGIN_NEAR", "login_users"]

_TRIED: Final = (
    "(?:Accepted (?:password|publickey|keyboard-interactive(?:/[a-z]{2,16})?|hostbased|gssapi-(?:with-mic|keyex)"
    r"|none)|(?:Failed|Postponed) [a-z/\-]{4,24})"
)
"""How sshd lets somebody in, or does not; tokens, drafts and jobs are accepted, too."""
_NOBODY_YET: Final = "(?:[Ii]nvalid|illegal|authenticating|Disconnected from) user"
LOGIN_GATES: Final = (
    rf"{_TRIED} for ",
    rf"{_NOBODY_YET} ",
    r"User [0-9A-Za-z._\-]{1,32} from ",
    r"\): session (?:opened|closed) for user ",
    r"(?:attempts exceeded|Successful su|FAILED su|FAILED SU|\): password changed) for ",
    r"Starting session: ",
    r"[Nn]ew session [0-9a-zA-Z]{1,8} of user ",
    r"[:;] TTY=",
    r"\) CMD \(",
    r"\(to [0-9A-Za-z._\-]{1,32}\) ",
    r"acct=\\?\"",
    r"(?:A|E|FS|O|S|SA)UID=\\?\"",
    r"user=<[0-9A-Za-z]",
    r"(?:imap|pop3|lmtp|lda|managesieve|submission)\([0-9A-Za-z]",
    r"(?i),[ ]?(?:ou|cn|dc|o)=",
    r"(?i)\((?:uid|samaccountname)=[a-z]",
    r"[^ \-] \[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:",
    r"[0-9A-Za-z_]@[0-9]{1,3}\.[0-9]{1,3}\.",
    r"[0-9A-Za-z_]@[0-9A-Za-z][0-9A-Za-z_.\-]{0,40}:[~/]",
    r"UserId=[A-Za-z]",
    r":iam::[0-9]{12}:user/",
    r"/user/[0-9A-Za-z._\-]{2,32}/(?:lab|tree|notebooks|terminals|api/)",
    r"[^0-9A-Za-z](?:ssh|scp|sftp|rsync|mosh) ",
)
LOGIN_NEAR: Final = 240
_NAME: Final = r"(?P<name>[A-Za-z][\w.\-]{0,30}\w)"
_BOUND: Final = rf"{_NAME}(?![\w@\\/])"
_HOST: Final = r"(?:[0-9A-Fa-f:.]{7,45}|[\w\-]{1,40}(?:\.[\w\-]{1,40}){1,6}(?::[0-9]{1,5})?)"
_LINES: Final = (
    (" for ", rf"\b{_TRIED} for (?:(?:invalid|illegal) user )?{_BOUND} from"),
    (" user ", rf"\b{_NOBODY_YET} {_BOUND}(?= (?:from )?[0-9A-Fa-f]{{0,4}}[.:])"),
    (" user ", rf"\b{_NOBODY_YET} {_BOUND} from [\w.\-]{{1,64}} port"),
    ("user ", rf"\bUser {_BOUND} from [0-9A-Za-z:.\-]{{1,64}} not allowed"),
    ("): session ", rf"\): session (?:opened|closed) for user {_BOUND}"),
    (
        "): session opened ",
        rf"\): session opened for user [\w.\-]{{1,32}}(?:\(uid=[0-9]{{1,10}}\))? by {_NAME}\(uid=",
    ),
    ("attempts exceeded ", rf"\battempts exceeded for (?:invalid user )?{_BOUND} from"),
    (" su for ", rf"\b(?:Successful su|FAILED su|FAILED SU) for [\w.\-]{{1,32}} by {_BOUND}"),
    ("password changed for ", rf"\): password changed for {_BOUND}"),
    ("starting session: ", rf"\bStarting session: [^\n]{{1,40}} for {_BOUND} from"),
    ("new session ", rf"\b[Nn]ew session [0-9a-zA-Z]{{1,8}} of user {_BOUND}"),
    ("tty=", rf"(?<![\w.\-]){_NAME} : (?:[^;\n]{{1,60}} ; )?TTY=[^\s;]{{1,24}} ; PWD="),
    (") cmd (", rf"\({_NAME}\) CMD \("),
    ("(to ", rf"\(to [\w.\-]{{1,32}}\) {_BOUND} on "),
    ("acct=", rf"(?<!\w)acct=\\?\"{_NAME}\\?\"(?= exe=)"),
    ("uid=", rf"(?<!\w)(?:A|E|FS|O|S|SA)UID=\\?\"{_NAME}\\?\""),
    ("user=<", rf"(?<=user=<){_NAME}>, \w+="),
    (
        ("imap(", "pop3(", "lmtp(", "lda(", "managesieve(", "submission("),
        rf"\b(?:imap|pop3|lmtp|lda|managesieve|submission)\({_NAME}\)(?=[:<])",
    ),
    (("uid=", "samaccountname="), rf"(?<![\w=])(?i:uid|samaccountname)={_NAME}, ?(?i:ou|cn|dc|o)="),
    (("(uid=", "(samaccountname="), rf"\((?i:uid|samaccountname)={_NAME}\)"),
    (
        " [",
        rf"{_HOST} (?:-|[\w.]{{1,32}}) {_NAME} \[[0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:[^\]\n]{{8,18}}\] ",
    ),
    ("userid=", rf"\bUserId={_NAME}\([0-9]{{1,10}}\)"),
    (":iam::", rf":iam::[0-9]{{12}}:user/(?:[\w.\-]{{1,64}}/){{0,3}}{_BOUND}"),
    (
        "/user/",
        rf"(?<![\w.\-])/user/{_NAME}/(?:lab|tree|notebooks|terminals|api/(?:kernels|sessions|contents|terminals|events))\b",
    ),
    (
        ("ssh ", "scp ", "sftp ", "rsync ", "mosh "),
        rf"\b(?:ssh|scp|sftp|rsync|mosh) (?:[^\s|;&]{{1,40}} ){{0,4}}?{_NAME}@[0-9A-Za-z]",
    ),
)
_LONGEST_ADDRESS: Final = 128
_ADDRESSES: Final = (
    rf"(?<![\w.\-/@+:%]){_NAME}@(?:[0-9]{{1,3}}\.){{3}}[0-9]{{1,3}}(?![\w.]{{0,60}}@)",
    rf"(?<![\w.\-/@+:%]){_NAME}@[0-9A-Za-z][\w.\-]{{0,40}}:[~/]",
)
_PATTERNS: Final = (
    *(Worded(words, line, re.ASCII) for words, line in _LINES),
    *(Worded("@", address, re.ASCII, reach=_LONGEST_ADDRESS) for address in _ADDRESSES),
    # In directories the whole name of somebody stands there, in any script.
    Worded(
        "cn=",
        r"(?<![\w=])(?:cn|CN)=(?P<name>[^\W\d_][^,=<>\n\x00]{1,62}), ?"
        r"(?:(?:ou|OU)=(?:[Pp]eople|[Uu]sers|[Ss]taff|[Ee]mployees)|(?:cn|CN)=[Uu]sers)\b",
    ),
)
_NO_NAMES: Final = frozenset(
    {
        "settings",
        "profile",
        "preferences",
        "unset",
        "debug",
        "info",
        "warn",
        "warning",
        "notice",
        "err",
        "critical",
        "fatal",
    }
)
"""What auditd writes for nobody, levels of logs, and pages below `/user/`."""
_GROUPS: Final = re.compile(
    r"(?i:.*\b(?:admins?|administrators?|users|guests?|groups?|publishers|controllers|computers|servers?|operators"
    r"|owners|managers|replicators?|readers|krbtgt|dns\w*|account|service|svc|test)\b.*)"
)
"""Names of groups and services beside those of persons."""
_NODES: Final = re.compile(
    r"(?:rabbit|emqx|ejabberd|couchdb|celery|worker|nodes?|vernemq|riak|mongooseim)[\w.\-]*"
    r"|.*[_\-](?:app|node|worker|server|db|job|task)[0-9]{0,3}",
    re.IGNORECASE | re.ASCII,
)
"""What a program is called on a host, as a user is."""


def login_users(text: str, start: int, key: str) -> Iterator[Span]:
    """Names of users in the lines of servers."""
    del key
    told: set[int] = set()
    lower = in_lower_case(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, lower, start):
            begin, end = match.span("name")
            if begin not in told and _is_person(match["name"]):
                told.add(begin)
                yield Span(begin, end, "USERNAME", 0.6, "user.login", "ScrublineUsernameRecognizer")


def _is_person(name: str) -> bool:
    return (
        names_somebody(name)
        and name.lower() not in _NO_NAMES
        and _GROUPS.fullmatch(name) is None
        and _NODES.fullmatch(name) is None
    )
