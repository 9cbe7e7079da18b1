"""Users that a text assigns, and words, code, measures and accounts of services that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["USER_ID", "USERNAME"])


def users(engine: BatchEngine, text: str) -> list[tuple[str, str]]:
    """Entity and value of each user in a text, in order."""
    spans = sorted(engine.detect([Field(text)])[0], key=lambda span: span.start)
    return [(span.entity, text[span.start : span.end]) for span in spans]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("user_id=bjones42", "bjones42"),
        ("user_id=bjones ok", "bjones"),
        ("login user_id=12345 ok", "12345"),
        ("userId: u_8821", "u_8821"),
        ("user_id = 4711", "4711"),
        ("User ID: 48213", "48213"),
        ("user-id=88123", "88123"),
        ("end_user_id=abc-123", "abc-123"),
        ("user=4711 ok", "4711"),
        ('{"user_id": "u-123", "x', "u-123"),
        ('{\\"user_id\\": \\"u-123\\", ', "u-123"),
        ('"user_id": "u-12', "u-12"),
        ("GET /api/users?user_id=u-99&x=1", "u-99"),
        ("user_id: bjones, role: x", "bjones"),
        ("user_id=550e8400-e29b-41d4-a716-446655440000;", "550e8400-e29b-41d4-a716-446655440000"),
    ],
)
def test_an_id_that_is_assigned(engine: BatchEngine, text: str, value: str) -> None:
    """Behind `user_id=` and the like, in lines, queries and JSON that was cut off."""
    assert users(engine, text) == [("USER_ID", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("user=bjones", "bjones"),
        ("user=bjones.", "bjones"),
        ("(user=bjones)", "bjones"),
        ("user=bjones: permission denied", "bjones"),
        ("username: bjones", "bjones"),
        ("username: bjones, role: x", "bjones"),
        ("username: b.jones logged in", "b.jones"),
        ("userName=bjones", "bjones"),
        ("username='bjones', email=", "bjones"),
        ("WHERE username = 'bjones' LIMIT 1", "bjones"),
        ('level=info msg="login ok" user=bob.jones ip=', "bob.jones"),
        ('user="Bob Jones" role=admin', "Bob Jones"),
        ("user=CORP\\bjones logged", "CORP\\bjones"),
        ("logname= uid=0 euid=0 tty=ssh ruser= rhost=h  user=bjones", "bjones"),
        ("USER=bjones", "bjones"),
        ("uid=1001(bjones)", "bjones"),
    ],
)
def test_a_name_that_is_assigned(engine: BatchEngine, text: str, value: str) -> None:
    """Behind `user=`, `username:` and the number of an account."""
    assert users(engine, text) == [("USERNAME", value)]


def test_the_group_of_an_account_has_its_name(engine: BatchEngine) -> None:
    """`id` prints the name of somebody's own group, too, and other groups stay."""
    text = "uid=1001(bjones) gid=1001(bjones) groups=1001(bjones),27(sudo)"
    assert users(engine, text) == [("USERNAME", "bjones")] * 3


@pytest.mark.parametrize("backend", ["hyperscan", "re2", "python"])
def test_a_group_far_behind_is_another(backend: str) -> None:
    """With every engine, however long the text is."""
    text = f"uid=1001(bjones) gid=1001 {'lorem ipsum dolor sit amet ' * 40} groups=1001(bjones)"
    assert users(BatchEngine(backend=backend), text) == [("USERNAME", "bjones")]


@pytest.mark.parametrize(
    "text",
    [
        *("User: hello there", "user: bjones says hi", "username: is required", "username: invalid"),
        *(
            "user_id: field required",
            "user_id: integer",
            'user_id": "string"',
            "username: Password:",
            "user_id: missing",
        ),
        *("the user id: 5", "User name: please enter yours", "the user name is long", "a user id 48213"),
        *("username: not found", "username: case-sensitive names only", "user_name VARCHAR(64)", "username="),
        *("user_id: 42", "user=3 rows", "num_users=42 user_count=17", "users=1200", "user_ids=[1,2,3]"),
        *(
            "cpu user=0.35 sys=0.10",
            "cpu: user=12345 nice=0 system=4421",
            "Times: user=0.05 sys=0.01, real=0.02 secs",
        ),
        *(
            "user=root",
            "user=postgres database=app",
            "User=www-data",
            "user=svc-orders",
            "user=orders-sa",
            "user=assistant",
        ),
        *(
            "user=system:serviceaccount:default:app",
            "uid=0(root) gid=0(root)",
            "uid=33(www-data)",
            "--user=1000:1000",
        ),
        *(
            "db_user=orders",
            "spring.datasource.user=orders",
            "$user=row",
            "user_agent: Mozilla",
            "user-agent=curl/8.1",
        ),
        *(
            "user=request.user",
            "user=None",
            "user=User.objects.get(id=1)",
            "user=get_user()",
            "create_user(user=user)",
        ),
        *(
            "o.user_id = u.id",
            "JOIN users u ON u.id = o.user_id",
            "user_id=?",
            "user_id = :user_id",
            "user_id=$1",
        ),
        *(
            "user={user}",
            "user=${USER}",
            "user=%s",
            "user=<id>",
            "user_id=null",
            "def f(user=None, user_id=None):",
        ),
        *(
            "user=kubernetes-admin",
            "user=etcd",
            'user="system:kube-scheduler"',
            "if a.id == b.user_id: return",
        ),
        *(
            "fn f(user_id: i64,",
            "user_id: uuid.UUID",
            "user_id: UUID4",
            "user_id: PositiveInt,",
            "user_id: keyword",
        ),
        *("user_id=row.uid", "user_id=claims.sub", "userId = decodedToken.sub", "user_id=uid"),
        "real=0m0.05s user=0m0.010s sys=0m0.002s",
        *("table-name=index_20779 user-id=fake user=fake level=info", "userID=fake retentionHours=0"),
        *(
            r"user=root\nlogin ok",
            r"username=admin\\r\\nfoo",
            "user=airflow_rw",
            "user=repmgr",
        ),
        *("user@host=bjones", "https://username:secretpw@host/", "the user = the person", "type=user"),
    ],
)
def test_what_names_nobody_stays(engine: BatchEngine, text: str) -> None:
    """Prose, messages of forms, types, code, queries, stand-ins, measures, databases and accounts of services."""
    assert users(engine, text) == []
