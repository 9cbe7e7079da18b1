"""Values behind the names of secrets: which names and values count, and what only looks like it. None is real."""

import json

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found

_RANDOM = "kZ8sJ2mQ" + "7vX1bN4t"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "REDIS_PASSWORD",
            "ADMIN_PASSWORD",
            "BACKEND_SECRET",
            "SUPER_SECRET",
            "DEVELOPER_TOKEN",
            "TRAVIS_TOKEN",
        ),
        *(
            "adminToken",
            "redisPassword",
            "admin.password",
            "zookeeper-password",
            "LAUNCHPAD_TOKEN",
            "MINIO_PASSWORD",
        ),
        *(
            "reset_token",
            "bad_password",
            "invalid_password",
            "input_password",
            "lastPassword",
            "webpage_token",
        ),
        *(
            "output_secret",
            "public_token",
            "no_password",
            "password_reset_token",
            "START_TOKEN",
            "sync_password",
        ),
    ],
)
def test_a_word_within_a_word_makes_no_name_harmless(engine: BatchEngine, name: str) -> None:
    """`REDIS` holds no `is`; and what a generator wrote is a secret under `reset_token` too."""
    for text in (f"{name}={_RANDOM}", f"'{name}': '{_RANDOM}'", f"{name}: {_RANDOM}"):
        assert found(engine, text) == [_RANDOM]
    assert found(engine, _RANDOM, name) == [_RANDOM]


@pytest.mark.parametrize(
    "text",
    [
        "next_token=CAoQAA1234abcd",
        "nextPageToken: CAoQAA1234abcd",
        "continuation-token=kZ8sJ2mQ7vX1",
        "syncToken=a1B2c3D4e5",
        "page_token=a1B2c3D4e5",
        "nexttoken=a1B2c3D4e5",
        "nextpagetoken=a1B2c3D4e5",
        "cursor.token=a1B2c3D4e5",
        "max_token=100000",
        "min_password=12345",
        "eos_token=extra_id_0",
        "pad_token='<|end_of_text_1|>'",
        "max_password=128",
        "last_token='reserved_12'",
        "has_password=true",
        "invalid_password=3",
        "is_password=required",
        "completion_token=1731405072",
        "reset_password=/users/password/reset",
        "forgot_password: 'auth.views.forgot'",
        "unexpected_token=T_STRING2",
        "max_tokens=512 token_count: 5 password_min_length=8",
        "is_password_set=true",
        "tokens per second: 4155.5",
        "partition key=a1B2c3D4e5",
        "sort_key=user2024x",
        "cache_key=kZ8sJ2mQ7vX1bN4t",
        "secret_name: db-creds",
        "last_token=2026-11-12T10:11:12Z",
        "password_count=12",
        "token_type=bearer2",
        "min_password_length=12",
    ],
)
def test_names_of_counts_pages_and_vocabularies_stay(engine: BatchEngine, text: str) -> None:
    """Names that speak of a measure, a setting or a place in a list hold what these words say."""
    assert found(engine, text) == []


@pytest.mark.parametrize("where", ["backend", "launchpad", "webpage"])
def test_a_word_within_a_word_takes_nothing_back_from_a_sentence(engine: BatchEngine, where: str) -> None:
    """`the backend token is ...` speaks of no end token."""
    assert found(engine, f"the {where} token is {_RANDOM}wE3yU6") == [f"{_RANDOM}wE3yU6"]


@pytest.mark.parametrize("depth", range(5))
def test_json_in_json_is_read_behind_its_backslashes(engine: BatchEngine, depth: int) -> None:
    """Encoded again and again, with words before it or cut off, a document holds the same secrets."""
    body = json.dumps({"password": "S3cr3tPw9", "api_key": _RANDOM, "n": 1})
    for _ in range(depth):
        body = json.dumps({"b": body})
    for text in (f"body={body} done", f"body={body[:-6]}"):
        assert found(engine, text) == ["S3cr3tPw9", _RANDOM]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "x {&quot;password&quot;: &quot;S3cr3tPw9&quot;, &quot;api_key&quot;: &quot;kZ8sJ2mQ7vX1bN4t&quot;}",
            "S3cr3tPw9",
        ),
        (
            "{&quot;password&quot;: &quot;S3cr3tPw9&quot;, &quot;api_key&quot;: &quot;kZ8sJ2mQ7vX1bN4t&quot;, &quot",
            "kZ8sJ2mQ7vX1bN4t",
        ),
        ("&#34;password&#34;: &#34;S3cr3t&amp;Pw9&#34;", "S3cr3t&amp;Pw9"),
        ("{&#039;db_password&#039;:&#039;S3cr3tPw9&#039;}", "S3cr3tPw9"),
        ("**Password:** S3cr3tPw9", "S3cr3tPw9"),
        ("**Password**: S3cr3tPw9", "S3cr3tPw9"),
        ("{'password_1': 'S3cr3tPw9', 'x': 1}", "S3cr3tPw9"),
        ("password2=S3cr3tPw9", "S3cr3tPw9"),
        ("GITHUB_TOKEN_2=kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ('password="pa\'ss99word"', "pa'ss99word"),
        ("'password': 'pa\"ss99word'", 'pa"ss99word'),
        ('{"password": "pa\\"ss99word", "x": 1}', 'pa\\"ss99word'),
        ('password="S3cr3tPw9', "S3cr3tPw9"),
    ],
)
def test_names_in_other_quotes_go(engine: BatchEngine, text: str, value: str) -> None:
    """Quotes may be entities, marks of Markdown or the other kind, and a name may have a number."""
    assert any(value in what for what in found(engine, text))


@pytest.mark.parametrize(
    "text",
    [
        'query = "... password=\'" + pw + "\'"',
        "&quot;password&quot;: &quot;&quot;",
        "&quot;token&quot;: 5",
        '\\\\\\"max_tokens\\\\\\": 512',
        "password_1 must not be empty",
        "token_1: 0.25",
        "**Password:** required",
        "**Token**: none",
        "&quot;password&quot;: &quot;****&quot;",
        '\\"password\\": \\"${DB_PASSWORD}\\"',
        "key_1: value_1",
        "auth2: oauth2",
        "password=\"\" x='y'",
    ],
)
def test_names_in_other_quotes_stay(engine: BatchEngine, text: str) -> None:
    """In whatever quotes, counts, templates and nothing are no secrets."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("- `api_key`: `kZ8sJ2mQ7vX1bN4tR6`", "kZ8sJ2mQ7vX1bN4tR6"),
        ("`password`: `S3cr3tPw9`", "S3cr3tPw9"),
        ("`DB_PASSWORD` = `S3cr3tPw9`", "S3cr3tPw9"),
        ("the `password`: S3cr3tPw9", "S3cr3tPw9"),
        ('array(1) {\n  ["password"]=>\n  string(9) "S3cr3tPw9"\n}', "S3cr3tPw9"),
        ('["password"]=> string(8) "sunshine"', "sunshine"),
        ('User(password: Optional("S3cr3tPw9"))', "S3cr3tPw9"),
        (' Password: (string) (len=9) "S3cr3tPw9",', "S3cr3tPw9"),
        (' Token: (main.Token) (len=18) "kZ8sJ2mQ7vX1bN4tR6",', "kZ8sJ2mQ7vX1bN4tR6"),
        ("password: |\n  S3cr3tPw9\nnext: 1", "S3cr3tPw9"),
        ("password: >-\r\n    S3cr3tPw9\r\n", "S3cr3tPw9"),
        ("  api_key: |2\n    kZ8sJ2mQ7vX1bN4tR6", "kZ8sJ2mQ7vX1bN4tR6"),
        ('  ~ password = "Old3cr3t!x" -> "N3wS3cr3t!x"', "N3wS3cr3t!x"),
        ('  ~ password = "Old3cr3t!x" -> "N3wS3cr3t!x"', "Old3cr3t!x"),
        ('~ client_secret = "kZ8sJ2mQ7vX1bN4tR6" -> "bN4tR6kZ8sJ2mQ7vX1"', "bN4tR6kZ8sJ2mQ7vX1"),
    ],
)
def test_what_dumps_and_plans_assign_goes(engine: BatchEngine, text: str, value: str) -> None:
    """Marks of Markdown, types of dumps, a line of YAML below its name, the new value of a plan."""
    assert value in found(engine, text)


@pytest.mark.parametrize(
    "text",
    [
        "`password`: `Optional[str]`",
        "`password`: Base64-encoded",
        "`password`: the password of the user",
        "`token`: OAuth2 token",
        "`api_key`: `string`",
        "password: |\n  {{ .Values.password9 }}",
        "password: |\n  ${PASSWORD_9}",
        "password: |\n  Chosen by the user",
        "password: |\nnext: 1",
        "password: > 8 characters",
        'password: (string) (len=0) ""',
        '["password"]=>\n  NULL',
        '["password"]=>\n  string(0) ""',
        "~ password = (sensitive value)",
        '~ key_name = "a" -> "kZ8sJ2mQ7vX1bN4tR6"',
        "Optional(password)",
    ],
)
def test_what_dumps_and_documents_say_of_secrets_stays(engine: BatchEngine, text: str) -> None:
    """Types, templates, prose in Markdown and in YAML, and what has no value."""
    assert found(engine, text) == []


def test_of_a_plan_only_what_it_shows_goes(engine: BatchEngine) -> None:
    """What is not known yet or taken away is told in words."""
    for after in ("null", "(known after apply)", "(sensitive value)", '"${var.password}"'):
        assert found(engine, f'~ password = "Old3cr3t!x" -> {after}') == ["Old3cr3t!x"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("password: 6v7hA&0VuDZ", ""),
        ("password=6v7hA&0VuDZ next", " next"),
        ("DB_PASSWORD=x9&y8&z7", ""),
        ("password=s3cr3tX&page=2", "&page=2"),
        ("password=s3cr3tX&a[b]=1", "&a[b]=1"),
        ("password=s3cr3tX&amp;next=1", "&amp;next=1"),
        ("password=s3cr3tX&#38;next=1", "&#38;next=1"),
        ("password=s3cr3tX&&echo done", "&&echo done"),
        ("password=s3cr3tX& echo done", "& echo done"),
        ("password=s3cr3tX&", "&"),
        ("Password=Ab1xx&cd2;User=b", ";User=b"),
    ],
)
def test_an_ampersand_is_part_of_a_value_or_ends_it(engine: BatchEngine, text: str, rest: str) -> None:
    """It ends a field of a form, a command or an entity begins there; a password may hold one, too."""
    value = text[text.index("=") + 1 :] if "=" in text[:12] else text[text.index(": ") + 2 :]
    assert found(engine, text) == [value.removesuffix(rest)]


@pytest.mark.parametrize(
    "text",
    [
        "secret := &corev1.Secret{}",
        "token := &oauth2.Token{AccessToken: t}",
        "password := &cfg.Pass",
        "password=&this->pw",
        "password=$PASS&echo done",
        "password=null&user",
    ],
)
def test_references_and_stand_ins_before_an_ampersand_are_no_secrets(engine: BatchEngine, text: str) -> None:
    """What stands for a value is none, whatever is joined to it."""
    assert found(engine, text) == []


@pytest.mark.parametrize("anchor", ["db", "db-pass", "prod.db", "a_very_long_name_of_an_anchor"])
def test_an_anchor_before_a_value_is_not_the_value(engine: BatchEngine, anchor: str) -> None:
    """YAML names a node before it: `password: &db-pass ...`."""
    assert found(engine, f"password: &{anchor} Secr3tX9") == ["Secr3tX9"]
