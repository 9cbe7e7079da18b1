"""Secrets: every published format is found, look-alikes are not. No secret is written here: all are made."""

import base64
import json
import random
import zlib

import pytest

from bench.shapes import matching
from redaction.engines.batch import BatchEngine
from redaction.recognizers.secret.bare_formats import BARE
from redaction.recognizers.secret.formats import PREFIXED
from redaction.recognizers.secret.shapes import BareFormat, PrefixedFormat
from redaction.spans import Field, Span
from tests.shipped import shipped_redactor

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def covers(spans: list[Span], text: str, value: str) -> bool:
    """Whether all of `value` lies in spans."""
    start = text.index(value)
    covered = {at for span in spans for at in range(span.start, span.end)}
    return all(at in covered for at in range(start, start + len(value)))


@pytest.mark.parametrize("form", PREFIXED, ids=lambda form: form.rule)
def test_a_prefixed_token_is_found_anywhere(engine: BatchEngine, form: PrefixedFormat) -> None:
    """A token that its prefix gives away is found in prose, in code and in an assignment."""
    rng = random.Random(form.rule)
    for text in ("the key is {} as agreed", "client('{}')", "KEY={}", "{}"):
        prefix, body = matching(form.prefix, rng) if form.prefix else "", matching(form.body, rng)
        line = text.format(prefix + body)
        assert covers(engine.detect([Field(line)])[0], line, body)


@pytest.mark.parametrize("form", BARE, ids=lambda form: form.rule)
def test_a_bare_token_needs_its_vendor(engine: BatchEngine, form: BareFormat) -> None:
    """A token without a telling shape is found beside its vendor's name."""
    rng = random.Random(form.rule)
    vendor = matching(form.vendor, rng)
    token = next(t for t in iter(lambda: matching(form.body, rng), None) if sum(map(str.isdigit, t)) > 1)
    line = f"our {vendor} key is {token} now"
    assert covers(engine.detect([Field(line)])[0], line, token)


@pytest.mark.parametrize("path", ["/bot{}/sendMessage", "/file/bot{}/photos/1.jpg", "/bot{}"])
def test_a_token_in_the_address_of_its_own_interface(engine: BatchEngine, path: str) -> None:
    """Telegram's tokens stand behind `bot` in every address that is asked."""
    token = "7123456789:AAH" + "".join(random.Random(7).choices(_ALPHABET, k=32))
    for host in ("https://api.telegram.org", "GET ", "POST http://localhost:8081"):
        line = host + path.format(token)
        assert covers(engine.detect([Field(line)])[0], line, token)
    robot = "https://hub.internal/robot" + token
    assert "telegram.bot_url" not in {span.rule for span in engine.detect([Field(robot)])[0]}


@pytest.mark.parametrize(
    "text",
    [
        "git/hooks/pre-commit",
        "react-hooks/exhaustive-deps",
        "/app/hooks/useAuthentication",
        "git/hooks/internationalizationservice12",
        "https://webhooks/9xk2m4b7q1z8w3r5t6y8u9i0op",
        "hook.make.com/pricing",
        "costs $1$ per unit",
        "scrypt:32768:8:1",
        "sk-litellm-proxy",
    ],
)
def test_other_hooks_and_hashes_stay(engine: BatchEngine, text: str) -> None:
    """Hooks of git and of React, parameters of a hash without the hash."""
    assert [span for span in engine.detect([Field(text)])[0] if span.entity == "API_KEY"] == []


@pytest.mark.parametrize(
    "text",
    [
        "live_migration_of_instances_between_hosts",
        "def test_ThatCallersAreToldOfFailures():",
        "test_thatnumbersareparsedcorrectly",
        "stress-test_8f3e2d1c4b5a4c6d8e7f9a0b1c2d3e",
        "sk_chunk_size",
        "sk_8f3e2d1c",
        "cortex-m0-kZ8sJ2mQ7vX1bN4tR6yU9wE3aD5fG0hLpC2iB8oT",
        "m0-plus firmware",
        "tid=12345",
        "tid=140234567890123 exp=1732330000",
        "tid=8f3e2d1c4b5a4c6d8e7f9a0b1c2d3e4f;exp=soon",
        "jina_embeddings_v3",
        "jina_reranker_v2_base_multilingual",
        "apify_api_client",
        "from apify_api_client import x",
        "napi_create_function_with_a_name_that_is_long_enough_to_be_one",
        "bedrock-api-key-rotation-2026",
        "secret-test-namespace-credentials-for-staging=x",
        "secret-live-kubernetes-namespace-for-payments-db==1",
        "retool_01_migrations",
        "essu_upgrade",
        "ver:1-hint:none",
        "AQ.About",
        "ek_cluster_name",
        "v4.local.conf",
        "token-x2k4p: not found",
        "CLIENT_RANDOM is not logged",
        "wss://x/p/ns?rlkey=x",
        "EXPORTER_SECRET 8f3e2d1c",
        "secret_id=3",
        "unseal key 3 of 5 was given",
    ],
)
def test_names_that_begin_like_tokens_stay(engine: BatchEngine, text: str) -> None:
    """Words behind a prefix, or too few characters, are no token."""
    assert [span for span in engine.detect([Field(text)])[0] if span.entity == "API_KEY"] == []


def test_a_secret_beside_the_id_of_its_key(engine: BatchEngine) -> None:
    """The two of AWS stand together in statements, calls and the file that is downloaded."""
    rng = random.Random(4)
    key_id = "AKIA" + "".join(rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ2345678", k=16))
    secret = "wJ9" + "".join(rng.choices(f"{_ALPHABET}/+", k=37))
    for line in (
        f"CREATE SECRET s (TYPE s3, KEY_ID '{key_id}', SECRET '{secret}')",
        f"FROM s3('https://b.s3.amazonaws.com/x','{key_id}','{secret}')",
        f"{key_id},{secret}",
        f"{key_id} / {secret}",
    ):
        assert covers(engine.detect([Field(line)])[0], line, secret)


def test_there_are_more_than_eighty_formats() -> None:
    """The table covers what it promises, each rule once."""
    rules = [form.rule for form in (*PREFIXED, *BARE)]
    assert len(rules) == len(set(rules))
    assert len(rules) >= 80


def test_a_right_crc_is_reported_as_checked(engine: BatchEngine) -> None:
    """GitHub's checksum decides about `checked`, not about being reported."""
    body = "".join(random.Random(1).choices(_ALPHABET, k=30))
    number, check = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        check = _ALPHABET[digit] + check
    for tail, checked in ((check.rjust(6, "0"), True), ("AbC123", False)):
        token = "gh" + "p_" + body + tail
        assert [(s.checked, s.entity) for s in engine.detect([Field(token)])[0]] == [(checked, "API_KEY")]


def jwt() -> str:
    """An unsigned token with a right header."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": "1234", "name": "x"})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, "c2lnbmF0dXJlLWJ5dGVz"])


def pem(kind: str = "RSA ") -> str:
    """A block in the shape of a private key."""
    body = "\n".join("".join(random.Random(n).choices(_ALPHABET, k=64)) for n in range(4))
    return f"-----BEGIN {kind}PRIVATE KEY-----\n{body}\n-----END {kind}PRIVATE KEY-----"


def test_tokens_keys_and_headers(engine: BatchEngine) -> None:
    """JWT, PEM blocks, bearer and basic credentials and cookies are found whole."""
    basic = base64.b64encode(b"bob:hunter2").decode()
    session = "".join(random.Random(4).choices(_ALPHABET, k=32))
    cases = [
        (f"token {jwt()} sent", jwt(), "JWT"),
        (f"key:\n{pem()}\n", pem(), "PRIVATE_KEY"),
        (pem("OPENSSH ").replace("\n", "\\n"), pem("OPENSSH ").replace("\n", "\\n"), "PRIVATE_KEY"),
        (f"Authorization: Basic {basic}", basic, "AUTH_HEADER"),
        (f"authorization: Bearer {session}", session, "AUTH_HEADER"),
        (f"Cookie: JSESSIONID={session}; a=b", f"JSESSIONID={session}; a=b", "AUTH_HEADER"),
    ]
    for text, value, entity in cases:
        spans = engine.detect([Field(text)])[0]
        assert entity in {s.entity for s in spans}
        assert covers(spans, text, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("password=hunter2!", "hunter2!"),
        ("DB_PASSWORD: 'correct horse'", "correct"),
        ('{"user_password": "Tr0ub4dor&3"}', "Tr0ub4dor&3"),
        ("pwd=abc123;server=x", "abc123"),
        ("my password is Tr0ub4dor3, thanks", "Tr0ub4dor3"),
        ("--password s3cretvalue", "s3cretvalue"),
        ("api_key = 'abcd1234efgh5678'", "abcd1234efgh5678"),
        ("client_secret=8f14e45fceea167a5a36", "8f14e45fceea167a5a36"),
        ("smtp_pass=hunter22", "hunter22"),
        ("dbPass: 'hunter22'", "hunter22"),
        ("admin_pw := `hunter22!`", "hunter22!"),
        ("redis_auth=b7Qk2mPz9sLw4tRx", "b7Qk2mPz9sLw4tRx"),
        ("licenseKey=A1B2C-D3E4F-G5H6J-K7L8M", "A1B2C-D3E4F-G5H6J-K7L8M"),
        ("mein Passwort lautet hunter22!", "hunter22!"),
        ("la contraseña es hunter22", "hunter22"),
        ("le mot de passe est hunter22", "hunter22"),
        ("curl -s -u admin:hunter22 https://example.com", "hunter22"),
        ("mysqldump -u root -phunter22 shop", "hunter22"),
        ("sshpass -p 'hunter22' ssh deploy@host", "hunter22"),
        ("docker login -u ci -p hunter22 registry.example.com", "hunter22"),
        ("redis-cli -h cache -a hunter22 ping", "hunter22"),
        ("machine api.example.com login bot password hunter22", "hunter22"),
        ("https://x.example/?access_token=aB3dE5fG7h&x=1", "aB3dE5fG7h"),
        ("requirepass hunter22", "hunter22"),
        ("curl -uadmin:hunter22 https://x.example", "hunter22"),
        ("curl --proxy-user 'admin:hunter22' https://x.example", "hunter22"),
        ("curl -b 'session=hunter22' https://x.example", "hunter22"),
        ("ldapsearch -x -D cn=admin,dc=x -w hunter22 -b dc=x", "hunter22"),
        ("redis-cli --pass hunter22 ping", "hunter22"),
        ("mongosh -u admin -p hunter22 shop", "hunter22"),
        ("REDISCLI_AUTH=hunter22 redis-cli ping", "hunter22"),
        ("//npm.example/:_auth=aHVudGVyMjI=", "aHVudGVyMjI="),
        ("requests.get(url, auth=('eva', 'hunter22'))", "hunter22"),
        ("HTTPBasicAuth('eva', 'hunter22')", "hunter22"),
        ("app:hunter22@tcp(db.internal:3306)/shop?parseTime=true", "hunter22"),
        ("app:hunter22@unix(/run/mysqld.sock)/shop", "hunter22"),
        ("jdbc:oracle:thin:scott/hunter22@//db.internal:1521/orcl", "hunter22"),
        ("<db:password>hunter22!</db:password>", "hunter22!"),
        ("config.set('smtp_password', 'hunter22!')", "hunter22!"),
        ("hasło: hunter22!", "hunter22!"),
        ("wachtwoord = hunter22", "hunter22"),
        ("パスワード: hunter22", "hunter22"),
        ("y0_" + "AgAAAAB1c2VyLXRva2VuLXRlc3QtMTIzNDU2Nzg5MGFiY2RlZmdoaWprbA", "AgAAAAB1c2VyLXRva2Vu"),
        ("bob:$2y$10$" + "nOUIs5kJ7naTuTFkBy1veuK0kSxUFXfuaOKdOKf9xYT0KKIGSJwFa", "nOUIs5kJ7naTuTFkBy1veu"),
    ],
)
def test_assigned_values(engine: BatchEngine, text: str, value: str) -> None:
    """What is assigned to a password-like name is a secret."""
    assert covers(engine.detect([Field(text)])[0], text, value)


@pytest.mark.parametrize(
    "key", ["password", "db.password", "newPassword", "DB_PASSWD", "client_secret", "apiKey", "licenseKey"]
)
def test_the_key_makes_the_value_a_secret(engine: BatchEngine, key: str) -> None:
    """A value under a password-like key is a secret, whatever it looks like."""
    assert [(s.start, s.end) for s in engine.detect([Field("opensesame", key)])[0]] == [(0, 10)]


def test_a_registry_keeps_user_and_password_under_auth(engine: BatchEngine) -> None:
    """Under `auth` base64 of `user:password` is a credential, and other words are none."""
    basic = base64.b64encode(b"bob:hunter22").decode()
    assert [s.rule for s in engine.detect([Field(basic, "auth")])[0]] == ["auth.basic_key"]
    assert engine.detect([Field("required", "auth"), Field("c29tZXRoaW5n", "auth")]) == [[], []]


def test_a_short_key_needs_a_value_like_a_password(engine: BatchEngine) -> None:
    """Under `pass` stands a password or how a test went."""
    assert [s.rule for s in engine.detect([Field("hunter22", "smtp_pass")])[0]] == ["key.short"]
    assert engine.detect([Field("first", "pass"), Field("build-12.3", "pass")]) == [[], []]


@pytest.mark.parametrize(
    "key", ["next_page_token", "token_count", "max_tokens", "password_length", "keyboard"]
)
def test_keys_that_only_sound_like_it(engine: BatchEngine, key: str) -> None:
    """A page token, a count or a length is no secret."""
    assert engine.detect([Field("CAoQAA1234", key)])[0] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("token", "international"),
        ("token.value", "international"),
        ("token_value", "international"),
        ("next_token.raw", "functional"),
        ("nextPageToken.value", "CAoQAA1234"),
        ("login", "successful"),
        ("login.value", "successful"),
    ],
)
def test_a_tail_changes_nothing_about_a_key(engine: BatchEngine, key: str, value: str) -> None:
    """A token of a text, a page token and how a login went are no secrets below `value` and `raw` either."""
    assert engine.detect([Field(value, key)])[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "here is my api key {}",
        "use access key '{}' for it",
        "Incorrect API key provided: {}. You can find your API key at the console.",
        "my api key is {} thanks",
        "set the token to {} and retry",
        "The access key given '{}' is not known",
    ],
)
@pytest.mark.parametrize("value", ["vQ8rT2mK9xZs4LwB7nHc", "9f1c2e7d5a604b83a1e0c6d7f8b92a35"])
def test_a_key_that_a_sentence_gives_away(engine: BatchEngine, text: str, value: str) -> None:
    """No sign of an assignment stands there, and the vendor is not known."""
    whole = text.format(value)
    [spans] = engine.detect([Field(whole)])
    assert [(whole[span.start : span.end], span.entity) for span in spans] == [(value, "API_KEY")]


@pytest.mark.parametrize(
    "text",
    [
        "the next token is vQ8rT2mK9xZs4LwB7nHc",
        "the cache key is vQ8rT2mK9xZs4LwB7nHc",
        "the secret is stored_in_the_vault_of_the_team_v2",
        "the token is https://docs.internal/tokens/rotation-of-keys-2",
        "the token was received by scribe-small-instruct-v2-preview",
        "API key provided: <API_KEY>",
        "the access key rotationOfKeysInProduction2 is scheduled",
        "the api key vQ8rT2mK9xZs4LwB7nHc-of-tests.yaml",
    ],
)
def test_a_sentence_about_keys_gives_none_away(engine: BatchEngine, text: str) -> None:
    """Places, names of things, and keys that open nothing."""
    [spans] = engine.detect([Field(text)])
    assert [span for span in spans if span.entity == "API_KEY"] == []


@pytest.mark.parametrize("key", ["token.value", "access_token_raw", "client_secret.value"])
def test_a_secret_below_a_tail_is_found(engine: BatchEngine, key: str) -> None:
    """`{"token": {"value": ...}}` holds a secret as `{"token": ...}` does."""
    assert [s.rule for s in engine.detect([Field("aB3dE5gH7jK9mN1p", key)])[0]] == ["key.secret"]


@pytest.mark.parametrize(
    "text",
    [
        "password: null",
        "password=None",
        "token_count=5 max_tokens: 400",
        "next_page_token=CAoQAA1234abcd",
        "password must be changed",
        "invalid password: expired",
        "password=${DB_PASSWORD}",
        "password=******",
        "api_key=os.environ['K']",
        "secret: <redacted>",
        "token: str = None",
        "pip install sk-learn-contrib-extensions",
        "sk-" + "x" * 32,
        "Authorization: Bearer <token>",
        "bearer of good news arrived",
        "commit 8f14e45fceea167a5a36dedd4bea2543a1b2c3d4",
        "sha256:8f14e45fceea167a5a36dedd4bea25438f14e45fceea167a5a36dedd4bea2543",
        "your api_key: YOUR_API_KEY_HERE",
        "PASS: test_login_12",
        "auth: oauth2, sasl.auth=GSSAPI, auth=SCRAM-SHA-512",
        "compass=north12, bypass=rule77",
        "secret: arn:aws:secretsmanager:eu-west-1:prod/db",
        "docker run -p 8080:80 nginx",
        "docker run -u1000:1000 nginx",
        "curl -u ${USER}:${PASS} https://x.internal",
        "curl -b cookies.txt https://x.internal",
        "ldapsearch -x -W -b dc=x",
        "ldapsearch -x -w $PW -b dc=x",
        "redis-cli --pass $PW ping",
        "requires_auth=false, basic_auth=true",
        "auth=('user', 'password')",
        "app:****@tcp(db.internal:3306)/shop",
        "app:<pw>@tcp(db.internal:3306)/shop",
        "jdbc:oracle:thin:@//db.internal:1521/orcl",
        "mysql -u root -h db1 --port 3306 shop",
        "the login page asks for a password twice",
        "password: !vault |",
        "if password == confirm_password:",
        "columns ('password', 'created')",
        "<password>string</password>",
        "the $2 fee and $5$ or $6$",
        "<th>token</th><td>value_1</td>",
    ],
)
def test_look_alikes_stay(engine: BatchEngine, text: str) -> None:
    """Placeholders, digests, counts and code are no secrets."""
    assert engine.detect([Field(text)])[0] == []


def test_chance_is_no_placeholder(engine: BatchEngine) -> None:
    """A random token may hold a few x in a row; a template for one is nothing but x and what is around them."""
    for real in ("ghp_" + "oN9xyUO8XBR8xXXXWNRxBXAJ4VaPugkqe0nV", "AKIA" + "QXXDQMWT5CZMXXXX"):
        text = f"NL, {real}] "
        assert covers(engine.detect([Field(text)])[0], text, real)
    for template in ("ghp_" + "x" * 36, "AKIA" + "X" * 16, "ghp_" + "your1xxx" + "xXxX" * 7):
        assert engine.detect([Field(f"NL, {template} ")]) == [[]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("password: correct horse battery staple", "password: <PASSWORD>"),
        ("passphrase: correct horse battery staple, user bob", "passphrase: <PASSWORD>, user bob"),
        ("secret=correct-horse-battery-staple", "secret=<API_KEY>"),
        ('client_secret: "correct horse battery staple"', 'client_secret: "<API_KEY>"'),
        ("password: must be at least 8 characters", None),
        ("password reset requested", None),
        ("password: login page opened slowly", None),
        ("Password: user entered wrong value again", None),
        ("Secret: not found in namespace", None),
        ("secret: sync completed without errors", None),
        ("secret=cert-manager-webhook-ca", None),
        ("token: unexpected end of file", None),
    ],
)
def test_passwords_of_words(text: str, expected: str | None) -> None:
    """Words behind a name that says password or secret are masked whole; what is said about one stays."""
    assert shipped_redactor("structured").redact_text(text).text == (expected or text)


@pytest.mark.parametrize(
    ("key", "value", "marker"),
    [
        ("secret", "correct horse battery staple", "<API_KEY>"),
        ("client_secret", "correct horse battery staple", "<API_KEY>"),
        ("secret", "hunter2", "<API_KEY>"),
        ("ssn", 78051120, "<US_SSN>"),
        ("password", "required", None),
        ("secret", "false", None),
        ("secret", "must be set", None),
        ("secret", "not found in vault", None),
        ("ssn", 12, None),
        ("ssn_count", 78051120, None),
    ],
)
def test_values_of_telling_keys(key: str, value: str | int, marker: str | None) -> None:
    """A secret may be words, and a number loses its leading zero; what is said about one stays."""
    (record,) = shipped_redactor("structured").redact_records([{key: value}]).records
    assert record == {key: value if marker is None else marker}
