"""Users in lines of logins, and accounts of services, prose and programs that stand in the same places."""

from __future__ import annotations

import time

import pytest

from redaction.engines.batch import BatchEngine
from redaction.recognizers.login_lines import login_users
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["USERNAME"])


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """The users in a text, in order."""
    spans = sorted(engine.detect([Field(text, key)])[0], key=lambda span: span.start)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Accepted password for bjones from 203.0.113.77 port 22 ssh2", "bjones"),
        ("Accepted keyboard-interactive/pam for b.jones from 10.1.2.3 port 22", "b.jones"),
        ("Failed password for invalid user bjones from 10.1.2.3 port 22 ssh2", "bjones"),
        ("Invalid user bjones from 10.1.2.3 port 4711", "bjones"),
        ("Accepted gssapi-with-mic for bjones from 10.1.2.3 port 22", "bjones"),
        ("Failed login for bjones from 10.1.2.3", "bjones"),
        ("ray@10.1.2.3", "ray"),
        ("Failed none for rayleigh from 10.1.2.3 port 22", "rayleigh"),
        ("terraform.jones@10.1.2.3", "terraform.jones"),
        ("GET /user/raymond/tree", "raymond"),
        ("Connection closed by authenticating user bjones 10.1.2.3 port 33 [preauth]", "bjones"),
        ("Disconnected from user bjones 10.1.2.3 port 33", "bjones"),
        ("slurm: JobId=5 UserId=bjones(1001) GroupId=x", "bjones"),
        ("User: arn:aws:iam::123456789012:user/team/bjones is not authorized", "bjones"),
        ("200 GET /user/bjones/lab/tree 12ms", "bjones"),
        ("User bjones from 10.1.2.3 not allowed because not listed in AllowUsers", "bjones"),
        ("error: maximum authentication attempts exceeded for bjones from 10.1.2.3", "bjones"),
        ("Starting session: shell on pts/0 for bjones from 10.1.2.3 port 5", "bjones"),
        ("sudo:  bjones : TTY=pts/0 ; PWD=/srv ; USER=root ; COMMAND=/bin/ls", "bjones"),
        ("  bjones : 3 incorrect password attempts ; TTY=pts/0 ; PWD=/srv ; USER=root", "bjones"),
        ("pam_unix(sshd:session): session opened for user bjones(uid=1001) by (uid=0)", "bjones"),
        ("pam_unix(sshd:session): session closed for user bjones", "bjones"),
        ("pam_unix(su:session): session opened for user root(uid=0) by bjones(uid=1001)", "bjones"),
        ("pam_unix(passwd:chauthtok): password changed for bjones", "bjones"),
        ("su: (to root) bjones on pts/0", "bjones"),
        ("su[12]: FAILED SU (to postgres) bjones on none", "bjones"),
        ("Successful su for root by bjones", "bjones"),
        ("New session 12 of user bjones.", "bjones"),
        ("CRON[12]: (bjones) CMD (/usr/bin/backup)", "bjones"),
        ('msg=\'op=login acct="bjones" exe="/usr/sbin/sshd"\'', "bjones"),
        ('ses=4 AUID="bjones" UID="root" GID="root"', "bjones"),
        ("dovecot: imap-login: Login: user=<bjones>, method=PLAIN, rip=10.1.2.3", "bjones"),
        ("dovecot: imap(bjones)<12><ab>: Logged out", "bjones"),
        ("dn: uid=bjones,ou=people,dc=example,dc=org", "bjones"),
        ("filter: (&(objectClass=person)(uid=bjones))", "bjones"),
        ("(sAMAccountName=bjones)", "bjones"),
        ("CN=Bea Jönes,OU=Users,DC=example", "Bea Jönes"),
        ("member: cn=Bea Jones, ou=people,dc=example", "Bea Jones"),
        ('203.0.113.77 - bjones [23/Nov/2026:03:00:00 +0000] "GET / HTTP/2.0" 200 5', "bjones"),
        ('app.example.com:443 - bjones [23/Nov/2026:03:00:00 +0000] "GET /"', "bjones"),
        ("rsync -a x bjones@10.1.2.3:/x", "bjones"),
        ("scp notes.txt bjones@build:/srv", "bjones"),
        ("ssh -i key.pem bjones@bastion uptime", "bjones"),
        ("bjones@web-1:~$ ls", "bjones"),
        ("[bjones@web_1:/srv]$ ls", "bjones"),
    ],
)
def test_who_logged_in_is_found(engine: BatchEngine, text: str, name: str) -> None:
    """Alone, within a line, and where a line stands in JSON."""
    for around in ("{}", "Nov 23 03:00:00 host {}", "a\n{}\nb"):
        assert found(engine, around.format(text)) == [name]


@pytest.mark.parametrize("backend", ["hyperscan", "re2", "python"])
def test_a_line_in_a_long_text_is_read(backend: str) -> None:
    """With every engine, however far from its beginning."""
    filling = "lorem ipsum dolor sit amet " * 100
    text = f"{filling}\nAccepted publickey for bjones from 10.1.2.3\n{filling}"
    assert found(BatchEngine(entities=["USERNAME"], backend=backend), text) == ["bjones"]


@pytest.mark.parametrize(
    "text",
    [
        *("Accepted password for root from 10.0.0.1", "Accepted publickey for git from 10.0.0.1 port 22"),
        *(
            "Failed upgrade for nodes from 1.2",
            "Failed over for users from 10.0.0.1",
            "Accepted for review from us",
        ),
        *("invalid user input", "invalid user id 5", "illegal user name", "User agent from x is not allowed"),
        *(
            "session opened for user experience",
            "password changed for everyone",
            "a new session of user tests",
        ),
        *(
            "sudo: postgres : TTY=unknown ; PWD=/ ; USER=root",
            "CRON[1]: (root) CMD (x)",
            "su: (to root) root on none",
        ),
        *('acct="savings" type="x"', 'acct="root" exe="/bin/su"', 'UID="abc"', 'AUID="unset" UID="root"'),
        *("user=<id>", "user=<username>, x", "user=<name>, role=x", "imap(client) failed", "lda(params)"),
        *(
            "uid=abc",
            "(uid=1001)",
            "uid=admin,ou=people",
            "uid=svc-app,ou=services,dc=x",
            "CN=example.com, O=Example",
        ),
        *(
            "CN=Domain Admins,CN=Users,DC=x",
            "cn=readers,ou=groups",
            "CN=krbtgt,CN=Users",
            "cn=dns users,ou=people",
        ),
        *("10.0.0.1 - - [23/Nov/2026:03:00:00 +0000] x", "app.module - INFO [23/Nov/2026:03:00:00 +0000] x"),
        *("see notes [23/Nov/2026:03:00:00 +0000]", "10.0.0.1 - www-data [23/Nov/2026:03:00:00 +0000] x"),
        *(
            "git@github.com:org/repo",
            "root@10.1.2.3:/x",
            "ssh ubuntu@10.0.0.5",
            "ssh git@host",
            "scp x user@host:/y",
        ),
        *(
            "rabbit@10.0.0.5",
            "celery@10.0.0.5:/x",
            "worker1@10.0.0.5",
            "orders-app@10.0.0.5",
            "foo@1.2.3 x@v3:2",
        ),
        *(
            "arn:aws:iam::123456789012:user/ci-bot",
            "GET /user/settings/api/keys",
            "GET /user/bjones/orders",
            "UserId=x.y(z)",
        ),
        *(
            "raylet@172.16.0.3",
            "rank0@10.0.0.1",
            "replica@10.0.0.1",
            "tokenizer@10.0.0.1",
            "head@10.0.0.5:/tmp/ray",
        ),
        *(
            "dovecot: imap(postmaster)<12>",
            "Accepted tokens for draft from worker",
            "/user/settings/api/terminals",
        ),
        *("arn:aws:iam::123456789012:user/terraform", "arn:aws:iam::123456789012:user/ci-deployer"),
        *("USER@HOST:/path", "you@server:~", "use ssh to connect", "the ssh keys of @someone"),
    ],
)
def test_what_names_nobody_stays(engine: BatchEngine, text: str) -> None:
    """Services, prose, stand-ins, groups, programs on hosts and levels of logs."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "key",
    [
        "process.owner",
        "remote_user",
        "sAMAccountName",
        "user",
        "USER",
        "auth.user",
        "LOGNAME",
        "upn",
        "GITHUB_ACTOR",
    ],
)
def test_keys_that_name_a_user(engine: BatchEngine, key: str) -> None:
    """The owner of a process is somebody, unless it is a service."""
    assert found(engine, "bjones", key) == ["bjones"]
    assert found(engine, "root", key) == found(engine, "nginx", key) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            ("user", value)
            for value in (
                "hello",
                "thanks",
                "summarize",
                "free",
                "enterprise",
                "created",
                "online",
                "external",
            )
        ),
        *(
            ("user", value)
            for value in ("argocd", "dbt", "opensearch", "scheduler", "replication", "monitoring", "rank0")
        ),
        *(
            ("user", value)
            for value in ("hello there", "How?", "12.5", "4711", "svc-orders", "assistant", "true", "%s")
        ),
        *(("db.user", "orders"), ("database_user", "orders"), ("users", "bjones"), ("per_user", "bjones")),
    ],
)
def test_other_values_and_keys_stay(engine: BatchEngine, key: str, value: str) -> None:
    """What somebody says, shares of the processor, services, and users of databases."""
    assert found(engine, value, key) == []


@pytest.mark.parametrize(
    "unit", ["a.b ", "ssh -x ", "a@b:", "a : x ; ", "uid=ab,", "CN=a b,", "10.0.0.1 - a [", "1:", "imap(a"]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    """A long text of near misses takes seconds at most on any machine, so no pattern backtracks without bound."""
    began = time.process_time()
    assert list(login_users(unit * 20_000, 0, "")) == []
    assert time.process_time() - began < 5
