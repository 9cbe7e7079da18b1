"""Passwords on command lines and in files, where a flag, a directive or a tag says what they are.

`curl -u user:...`, `mysql -p...`, `sshpass -p ...`, `docker login -p ...`, `ldapsearch -w ...`, `auth=("eva", "...")`,
`keytool -storepass ...`, `htpasswd -b file user ...`, `net use ... /user:eva ...`, `echo eva:... | chpasswd`,
the `login ... password ...` of a netrc, the `requirepass ...` of Redis; `<password>...</password>` and
`("smtp_password", "...")`; the `user:...@tcp(host)` of Go's drivers and the `thin:user/...@host` of Oracle's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from redaction.recognizers.detector import Detector, FieldRecognizer
from redaction.recognizers.letters import Worded, in_lower_case
from redaction.recognizers.secret.tokens import placeholder
from redaction.spans import Span

__all__ = ["ScrublineCommandLineRecognizer"]

_VALUE: Final = r"[\"']?(?P<value>[^\s\"'\x00]{4,256})"
_USER_FLAG: Final = "(?:-[uU][ =]?|--(?:proxy-)?user[ =])"
_USER: Final = r"[\"']?[\w.@\-]{1,64}[\"']?"
_FLAGS: Final = r"(?:-[A-Za-z]{1,8}[ ])"
_NO_EXAMPLE: Final = r"(?![\"'](?i:pass(?:word|wd)?)[\"'])"
_COMMANDS: Final = tuple(
    (rule, Worded(words, pattern + _VALUE))
    for rule, words, pattern in (
        (
            "command.curl",
            ("curl ", "wget ", "http "),
            rf"\b(?:curl|wget|http)[ ][^\r\n\x00]{{0,200}}?(?<=[ ]){_USER_FLAG}[\"']?[!#-&(-9;-~]{{1,64}}:",
        ),
        (
            "command.mysql",
            ("mysql", "mariadb "),
            r"\b(?:mysql|mysqldump|mysqladmin|mariadb)[ ][^\r\n\x00]{0,120}?(?<=[ ])-p",
        ),
        ("command.sshpass", "sshpass ", r"\bsshpass[ ]{1,3}-p[ ]?"),
        (
            "command.login",
            " login ",
            r"\b(?:docker|podman|registry|oc|acr)[ ]login[ ][^\r\n\x00]{0,120}?(?<=[ ])-p[ ]",
        ),
        ("command.redis", "redis-cli ", r"\bredis-cli[ ][^\r\n\x00]{0,120}?(?<=[ ])(?:-a|--pass)[ ]"),
        (
            "command.cookie",
            "curl ",
            r"\bcurl[ ][^\r\n\x00]{0,200}?(?<=[ ])(?:-b|--cookie)[ =][\"']?[!#-&(-:<>-~]{1,80}=",
        ),
        (
            "command.ldap",
            "ldap",
            r"\bldap(?:search|modify|add|delete|passwd|whoami)[ ][^\r\n\x00]{0,200}?(?<=[ ])-w[ ]?",
        ),
        (
            "command.mongo",
            "mongo",
            r"\bmongo(?:sh|dump|restore|export|import)?[ ][^\r\n\x00]{0,200}?(?<=[ ])-p[ ]",
        ),
        ("command.keytool", "pass ", r"[ ]-(?:src|dest|new)?(?:store|key)pass[ ]"),
        (
            "command.htpasswd",
            "htpasswd ",
            # Behind the flags a file, unless `-n` is one of them, and the user.
            rf"\bhtpasswd[ ](?={_FLAGS}{{0,3}}-[A-Za-z]{{0,7}}b){_FLAGS}{{1,4}}(?:[!-,.-~][!-~]{{0,99}}[ ])?{_USER}[ ]",
        ),
        (
            "command.rabbitmq",
            "rabbitmqctl ",
            rf"\brabbitmqctl[ ][^\r\n\x00]{{0,80}}?(?:add_user|change_password|authenticate_user)[ ]{_USER}[ ]",
        ),
        ("command.kickstart", "rootpw ", r"\brootpw[ ](?:--(?:plaintext|allow-ssh)[ ]){0,2}"),
        (
            "command.snmp",
            "snmp",
            r"\bsnmp[a-z]{2,10}[ ][^\r\n\x00]{0,120}?(?<=[ ])-(?:c[ ](?!public\b|private\b)|[AX][ ])",
        ),
        ("command.archive", "zip ", r"\b(?:un)?zip[ ][^\r\n\x00]{0,120}?(?<=[ ])-P[ ]"),
        (
            "command.archive",
            ("7z", "rar "),
            r"\b(?:7z[ar]?|(?:un)?rar)[ ][^\r\n\x00]{0,120}?(?<=[ ])-h?p(?=[^\s]{0,64}[0-9])",
        ),
        ("command.openssl", " -pass", r"[ ]-pass(?:in|out)?[ ][\"']?pass:"),
        (
            "command.wifi",
            "wpa_passphrase ",
            r"\bwpa_passphrase[ ](?:[\"'][^\"'\r\n\x00]{1,32}[\"']|[^\s\"']{1,32})[ ]",
        ),
        ("command.wifi", "nmcli ", r"\bnmcli[ ][^\r\n\x00]{0,160}?[ ](?:password|wifi-sec\.psk)[ ]"),
        ("command.ipmi", "ipmitool ", r"\bipmitool[ ][^\r\n\x00]{0,160}?(?<=[ ])-P[ ]"),
        ("command.azure", "az login ", r"\baz[ ]login[ ][^\r\n\x00]{0,200}?(?<=[ ])-p[ ]"),
        (
            "command.vault",
            "vault login ",
            r"\bvault[ ]login[ ](?:-no-(?:print|store)[ ])?(?:token=)?(?=[!-~]{0,64}[0-9])",
        ),
        (
            "command.minio",
            ("mc alias set ", "mc config host add "),
            r"\bmc[ ](?:alias[ ]set|config[ ]host[ ]add)[ ][^\s\x00]{1,64}[ ][^\s\x00]{1,200}[ ][^\s\x00]{1,128}[ ]",
        ),
        (
            "command.samba",
            "client ",
            r"\b(?:smb|rpc)client[ ][^\r\n\x00]{0,160}?(?<=[ ])-U[ ]?[\"']?[\w.\\/\-]{1,64}%",
        ),
        (
            "command.net",
            ("net use ", "net.exe use "),
            r"\bnet(?:\.exe)?[ ]use[ ][^\r\n\x00]{0,160}?(?<=[ ])/user:[^\s\x00]{1,80}[ ]",
        ),
        (
            "command.net",
            ("net use ", "net.exe use "),
            r"\bnet(?:\.exe)?[ ]use(?:[ ][A-Z]:)?[ ]\\{2,4}[^\s\x00]{1,120}[ ](?=[^\s/]{4,64}[ ]/user:)",
        ),
        (
            "command.net",
            ("net user ", "net.exe user "),
            r"\bnet(?:\.exe)?[ ]user[ ][\w.\-]{1,64}[ ](?=[^\s/]{4,64}[ ]/add\b)",
        ),
        ("variable.redis", "rediscli_auth=", r"\bREDISCLI_AUTH="),
        ("setting.npm", "_auth", r"(?<![A-Za-z0-9])_auth[ ]?=[ ]?"),
        (
            "argument.auth",
            ("auth=(", "basic", "digest"),
            rf"(?:\bauth=|Basic(?:Auth)?|Digest(?:Auth)?)\([ ]?[\"'][!#-&(-~]{{1,64}}[\"'],[ ]?{_NO_EXAMPLE}",
        ),
        ("directive.ldap", "bindpw ", r"(?<![\w.\-])bindpw[ ]{1,8}"),
        ("directive.redis", ("requirepass ", "masterauth "), r"\b(?:requirepass|masterauth)[ ]{1,8}"),
        ("netrc", "login", r"\blogin[ \t\n]{1,4}[!-~]{1,64}[ \t\n]{1,4}password[ \t]{1,4}"),
    )
)
_NAME: Final = "(?i:password|passwd|passphrase|pwd|secret|api[_-]?key|token)"
_ENCLOSED: Final = (
    ("element", Worded("<", rf"<[\w.:\-]{{0,40}}{_NAME}>(?P<value>[^<>\s\x00]{{4,256}})</")),
    (
        "argument",
        Worded("(", rf"\([\"'][\w.\-]{{0,40}}{_NAME}[\"'],[ ]?[\"'](?P<value>[^\"'\s\x00]{{6,128}})[\"']\)"),
    ),
    (
        "command.sqlplus",
        Worded(
            "sqlplus ",
            r"\bsqlplus[ ](?:-[A-Za-z]{1,8}[ ]){0,3}[\"']?[\w$#]{1,64}/(?P<value>[^\s@/\"'\x00]{3,128})",
            re.ASCII,
        ),
    ),
    (
        "command.chpasswd",
        Worded(
            "chpasswd",
            r"[\"' ][\w.\-]{1,32}:(?P<value>[^\s\"'\x00]{3,128})[\"']?[ ]?\|[ ]?(?:sudo[ ])?chpasswd\b",
            re.ASCII,
        ),
    ),
    (
        "command.stdin",
        Worded(
            ("sudo ", "-stdin", "--stdin"),
            r"\becho[ ](?:-[ne]{1,2}[ ])?[\"']?(?P<value>[^\s\"'|\x00]{3,128})[\"']?[ ]?\|[ ]?"
            r"(?:sudo[ ](?:-[a-z-]{1,12}[ ]){0,3}-S\b"
            r"|[^|\r\n\x00]{1,120}?[ ]--(?:password-)?stdin\b)",
            re.ASCII,
        ),
    ),
    (
        "source.go",
        Worded(
            ("@tcp", "@udp", "@unix(", "@cloudsql("),
            r"\b[\w.\-]{1,64}:(?P<value>[^\s\"'\x00]{3,128}?)@(?:tcp[46]?|udp|unix|cloudsql)\(",
            re.ASCII,
        ),
    ),
    (
        "source.oracle",
        Worded(
            "jdbc:oracle:",
            r"jdbc:oracle:(?:thin|oci8?):[\w$#]{1,64}/(?P<value>[^\s@/\"'\x00]{3,128})@",
            re.IGNORECASE | re.ASCII,
        ),
    ),
)
_NO_VALUE: Final = re.compile(r"[-$<{(*/]|[0-9.:]+\Z|[0-9:]+/(?:tcp|udp)\Z")


def _find(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    lower = in_lower_case(text)
    for rule, command in _COMMANDS:
        for match in command.finditer(text, lower):
            if _NO_VALUE.match(match["value"]) is None:
                yield Span(*match.span("value"), "PASSWORD", 0.8, rule, "ScrublineCommandLineRecognizer")


def _find_enclosed(text: str, start: int, key: str) -> Iterator[Span]:
    del start, key
    lower = in_lower_case(text)
    for rule, pattern in _ENCLOSED:
        for match in pattern.finditer(text, lower):
            value = match["value"]
            # `("password", "email")` are two columns.
            if not value.isalpha() and _NO_VALUE.match(value) is None and not placeholder(value):
                yield Span(*match.span("value"), "PASSWORD", 0.8, rule, "ScrublineCommandLineRecognizer")


class ScrublineCommandLineRecognizer(FieldRecognizer):
    """Passwords that are arguments of commands, or stand in tags; see the module."""

    DETECTORS = (
        Detector(
            rule="command",
            entity="PASSWORD",
            gates=(
                rf"[ ]{_USER_FLAG}[!-~]{{1,65}}:",
                r"[ ](?:-b|--cookie)[ =][!-~]{1,81}=",
                r"ldap(?:search|modify|add|delete|passwd|whoami)[ ]",
                r"mongo(?:sh|dump|restore|export|import)?[ ]",
                r"REDISCLI_AUTH=",
                r"[^A-Za-z0-9]_auth[ ]?=",
                r"(?:auth=|Basic|Digest|Auth)\([ ]?[\"']",
                r"(?:mysql|mysqldump|mysqladmin|mariadb)[ ]",
                r"sshpass[ ]{1,3}-p",
                r"(?:docker|podman|registry|oc|acr)[ ]login[ ]",
                r"redis-cli[ ]",
                r"(?:requirepass|masterauth)[ ]",
                r"[ ]-(?:(?:src|dest|new)?(?:store|key)pass|P)[ ]",
                r"(?:htpasswd|rabbitmqctl|7z[ar]?|rar|(?:smb|rpc)client|(?:az|vault)[ ]login)[ ]",
                r"(?:rootpw|snmp[a-z]{2,10})[ ]",
                r"(?:wpa_passphrase|nmcli|bindpw)[ ]",
                r"-pass(?:in|out)?[ ][\"']?pass:",
                r"mc[ ](?:alias[ ]set|config[ ]host[ ]add)[ ]",
                r"net(?:\.exe)?[ ]user?[ ]",
                r"login[ \t\n]{1,4}[!-~]{1,64}[ \t\n]{1,4}password[ \t]",
            ),
            find=_find,
        ),
        Detector(
            rule="enclosed",
            entity="PASSWORD",
            gates=(
                rf"{_NAME}>[^<>\x00]",
                rf"{_NAME}[\"'],[ ]?[\"'][^\"'\x00]{{6}}",
                r"sqlplus[ ]",
                r"\|[ ]?(?:sudo[ ])?chpasswd",
                r"\|[ ]?sudo[ ]-",
                r"--(?:password-)?stdin",
                r"@(?:tcp[46]?|udp|unix|cloudsql)\(",
                r"(?i)jdbc:oracle:(?:thin|oci8?):",
            ),
            find=_find_enclosed,
        ),
    )
