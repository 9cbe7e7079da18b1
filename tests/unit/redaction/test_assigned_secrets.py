"""Values behind the names of secrets: which names and values count, and what only looks like it. None is real."""

import json

import pytest

from redaction.batch_engine import BatchEngine
from redaction.spans import Field

_RANDOM = "kZ8sJ2mQ" + "7vX1bN4t"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str, key: str = "") -> list[str]:
    """What is found in a text, as it stands there."""
    [spans] = engine.detect([Field(text, key)])
    return sorted({text[span.start : span.end] for span in spans})


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("password=Config2024!", "Config2024"),
        ("password='xK(9mQ2v!'", "xK(9mQ2v!"),
        ("password=xK(9mQ2v!", "xK(9mQ2v"),
        ('password="$uper9Pass"', "$uper9Pass"),
        ("password=Env9x!kLm2", "Env9x!kLm2"),
        ("password=Settings!99x", "Settings!99x"),
        ("password=#9fKq2Lm", "#9fKq2Lm"),
        ("password=%9fKq2Lm", "%9fKq2Lm"),
        ("password=*9fKq2Lm", "*9fKq2Lm"),
        ("password=sample77K!", "sample77K!"),
        ("password=replaceMe88!", "replaceMe88!"),
        ("password=insert9Coin", "insert9Coin"),
        ("password: my1234567890pw", "my1234567890pw"),
        ("password=b'S3cr3tPw9'", "S3cr3tPw9"),
        ('password: Some("S3cr3tPw9")', "S3cr3tPw9"),
        ('"password": String("S3cr3tPw9")', "S3cr3tPw9"),
        ("PWD={S3cr3tPw};", "S3cr3tPw"),
        ("password={S3cr;3tPw};encrypt=true", "S3cr;3tPw"),
        ("userPassword:: UzNjcjN0UHc5", "UzNjcjN0UHc5"),
        ("password=%24uper9Pass", "%24uper9Pass"),
        ("password=Optional[S3cr3tPw9]", "S3cr3tPw9"),
        ("password={noop}S3cr3tPw9", "S3cr3tPw9"),
        ("api_key=['kZ8sJ2mQ7vX1bN4t']", "kZ8sJ2mQ7vX1bN4t"),
        ("password: !!str S3cr3tPw9", "S3cr3tPw9"),
        ("password: &pw S3cr3tPw9", "S3cr3tPw9"),
        ("password=(9fKq2Lm", "(9fKq2Lm"),
        ("password = N'S3cr3tPw9'", "S3cr3tPw9"),
        ("password='getStarted9!'", "getStarted9!"),
        ("password='process9'", "process9"),
        ("password='example9Kx!'", "example9Kx!"),
        ("password='[9fKq2Lm'", "[9fKq2Lm"),
        ("password='<9fKq2Lm'", "<9fKq2Lm"),
        ("password='{9fKq2Lm'", "{9fKq2Lm"),
        ("password: 'Ab(cd)9!'", "Ab(cd)9!"),
        ("db_password=env1ronment", "env1ronment"),
        ("PASSWORD=Your9Mother!", "Your9Mother!"),
        ("password=wow...9Kx", "wow...9Kx"),
        ("password=envelope!", "envelope!"),
        ("password=$2y$10$abcdefghijklmnop12", "$2y$10$abcdefghijklmnop12"),
    ],
)
def test_real_passwords_with_signs_go(engine: BatchEngine, text: str, value: str) -> None:
    """A password may begin like code or a template, hold a word of stand-ins, and stand in a type's brackets."""
    assert any(value in what for what in found(engine, text))


@pytest.mark.parametrize(
    "text",
    [
        "password=****",
        "password=${PASSWORD}",
        "password='${PASSWORD}'",
        "password=$DB_PASSWORD",
        'password="$DB_PASSWORD"',
        'password="$dbPassword"',
        "password=$pass1",
        "password=%DB_PASSWORD%",
        "password=%s",
        "password='%s'",
        "password=%(password)s",
        "password={{ .Values.password }}",
        "password='{{ password }}'",
        "password={password}",
        "password='{password}'",
        "password={user_password}",
        "password={0}",
        "password={}",
        "password={user1}",
        "password=<your-token>",
        "password='<your-password>'",
        "password: <redacted>",
        "password=[FILTERED]",
        "password='[REDACTED]'",
        "password=%5BFILTERED%5D",
        "password=(none)",
        "password=process.env.X",
        "password: 'process.env.DB_PASSWORD'",
        "password=config.password",
        "password='config.password'",
        "password=settings.DB_PASSWORD",
        "password=getpass()",
        "password=getpass.getpass('x')",
        "password=os.environ['PW']",
        "password=os.environ.get('PW2')",
        "password=self.password",
        "password=base64.b64decode(x)",
        "password=sha256(pw)",
        "password=user.password",
        "password: Optional[str] = None",
        "password: string",
        "password = Field(min_length=8)",
        "password=changeme",
        "password=your_password",
        "password=YOUR_PASSWORD_HERE",
        "password=example-password",
        "secret=your-256-bit-secret",
        "password=xxxxxxxx",
        "password=aaaaaaaa",
        "password: arn:aws:secretsmanager:eu-west-1:1:secret:db9",
        "password: vault:secret/data/db#pw2",
        "password=op://vault/item9/pw",
        "password: !Ref DbPassword",
        "password: !vault |",
        "password: {min: 8, max: 20}",
        "password: {type: string}",
        "password: ['required', 'min:8']",
        '"password": ["This field is required."]',
        '"password": ["Must be 8 characters"]',
        "password={min:8,max:20}",
        "password=await getPassword()",
        "password: # the one of the database",
        "password: configured",
        "password=env",
        "password=env.DB_PASSWORD",
        "password=env:DB_PASSWORD",
        "token=ctx.token2",
        "token: str = os.getenv('T')",
        "api_key=AKIAIOSFODNN7EXAMPLE",
        "password: SecretStr = Field(...)",
        "password=SecretStr('**********')",
        "password=this.form.value.password",
        "password=form1.password",
        "password=$(cat /run/secrets/pw2)",
        "password=#{ENV['PW9']}",
        "password=*default_password",
        "api_key=sk-1234567890abcdef",
        "password=****1234",
        "password=dummy_password_1",
        "token=replace_with_your_token",
        "password=sample_password",
        "key=value",
        "tokens/s: 123.4, key: int, secret: bool",
        "secretKeyRef: {name: db-secret, key: password}",
        "PWD=/srv/app",
        "password=func(arg1, arg2)",
        "def login(user: str, password: str) -> Token:",
        'api_key = os.environ["OPENAI_API_KEY"]',
        "token=Token.new(9)",
        "token: [1x2048]",
        "password=hash_password(user.password, rounds=12)",
        "secret=Secret(name='x')",
        "password::Hash9",
        "Token::new(abc123x)",
        "password=Hash::make($request2)",
    ],
)
def test_real_passwords_with_signs_stay(engine: BatchEngine, text: str) -> None:
    """Templates, references, calls, dotted names, stand-ins and messages are no secrets."""
    assert found(engine, text) == []


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
            "x {&quot;password&quot;: &quot;S3cr3tPw9&quot;, &quot;api_key&quot;: &quot;kZ8sJ2mQ7vX1bN4t&quot;, &quot;x&quot;: 1}",
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
