"""Passwords under short names: `SMTP_PASS=...`, `db_pw: ...`, `pw: ...`.

Whose it is makes such a name as good as a long one. A pass is also one over a list, a test that went well and a part of
a renderer: without an owner before it the value must look like a password. Read by
`redaction.recognizers.secret.assignments`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.names.word_set import word_set
from redaction.recognizers.context import key_words
from redaction.recognizers.secret.names import SHORT
from redaction.recognizers.secret.values import could_be_password, looks_chosen, mixes

__all__ = ["OWNERS", "is_owned", "is_password_of"]

OWNERS: Final = word_set(
    "account acct adm admin administrator amqp api app archive artifactory backup become bind broker cert "
    "certificate client cluster connection cpanel database db dbo default docker elastic elasticsearch email "
    "enable encryption exchange ftp gateway git github gitlab grafana guest host ilo imap influx initial ipmi "
    "jdbc jenkins jks jmx kafka key keycloak keystore ldap login mail mailer manager maria mariadb master "
    "minio mongo mongodb mqtt mssql my mysql neo4j nexus odoo ora oracle p12 panel pfx pg pgsql pop pop3 "
    "portal postgres postgresql proxy psql rabbit rabbitmq radius rdp redis registry relay remote repl "
    "replication repo repository root router rpc rtsp sa samba sap sasl sender server service sftp site smb "
    "smtp snmp sonar sql ssh ssl store su sudo super superuser svc sys sysadmin system telnet tls tomcat "
    "truststore user usr vnc vpn web webdav wifi wlan wordpress wp zabbix zip"
)
_NAMED: Final = re.compile(
    rf"(?:[_.\-]|\A)(?:{SHORT})\Z|(?-i:[a-z](?:Pass|Pswd|Pw|Auth))\Z", re.IGNORECASE | re.ASCII
)
_ENDS: Final = re.compile(r"(?:pass|pswd|pwd?)\Z")
_VARIABLE: Final = re.compile(r"[A-Za-z_][a-z_]*")
_COUNT: Final = re.compile(r"[0-9.,]{1,5}%?")
_SHORTEST: Final = 3
_SHORTEST_AUTH: Final = 16
_SHORTEST_PASSWORD: Final = 6


def is_owned(name: str) -> bool:
    """Whether a name is that of a password and says whose: `smtp_pass`, `dbPw`, `rootpw`."""
    words = key_words(name).split()
    end = _ENDS.search(words[-1]) if words else None
    if end is None:
        return False
    owner = words[-1][: end.start()] or (words[-2] if len(words) > 1 else "")
    return owner.rstrip("0123456789") in OWNERS or owner in OWNERS


def is_password_of(name: str, short: str, value: str, *, by: str, quoted: bool) -> bool:
    """Whether what is assigned to a name that ends in a short word is a password.

    Args:
        name: The name.
        short: The short word, in lower case.
        value: What is assigned, that is no template and no stand-in.
        by: The sign between.
        quoted: Whether the value stands in quotes.
    """
    alone = len(name) == len(short)
    if short != "auth" and is_owned(name):
        # Without quotes a variable may stand there; in a file of settings it is a word.
        is_variable = not quoted and not name.isupper() and _VARIABLE.fullmatch(value)
        return len(value) >= _SHORTEST and not is_variable and _COUNT.fullmatch(value) is None
    if _NAMED.search(name) is None:
        return False
    if short in {"pw", "pswd"}:
        return looks_chosen(value) or could_be_password(value, _SHORTEST_PASSWORD)
    if by == ":" and not quoted and alone and not value.isalnum():
        return not name.isupper() and mixes(value)  # "PASS: test_login_12"
    return could_be_password(value, _SHORTEST_AUTH if short == "auth" else _SHORTEST_PASSWORD)
