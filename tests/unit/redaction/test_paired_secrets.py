"""Secrets beside their name: flags, entries, attributes and elements, and what only looks like it. None is real."""

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("--db-password S3cr3tPw9", "S3cr3tPw9"),
        ("--pass S3cr3tPw9 x", "S3cr3tPw9"),
        ("run --smtp_password 'S3cr3tPw9'", "S3cr3tPw9"),
        ("- name: DB_PASSWORD\n  value: S3cr3tPw9", "S3cr3tPw9"),
        ('- name: DB_PASSWORD\r\n  value: "S3cr3tPw9"\r\n', "S3cr3tPw9"),
        ('<property name="password" value="S3cr3tPw9"/>', "S3cr3tPw9"),
        ("<password><![CDATA[S3cr3tPw9]]></password>", "S3cr3tPw9"),
        ('<db:password type="x">S3cr3tPw9</db:password>', "S3cr3tPw9"),
        ("Env{Name:DB_PASSWORD Value:S3cr3tPw9}", "S3cr3tPw9"),
        ('x {"name":"DB_PASSWORD","value":"S3cr3tPw9"', "S3cr3tPw9"),
        ('{\\"name\\": \\"DB_PASSWORD\\", \\"value\\": \\"S3cr3tPw9\\"', "S3cr3tPw9"),
        ('<input type="password" name="password" value="S3cr3tPw9">', "S3cr3tPw9"),
        ("--hf-token kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("--auth-token kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("--client-secret kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("--access-key kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("- name: OPENAI_API_KEY\n  value: kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("vllm serve m --api-key kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("Args:\n  --model\n  meta/x\n  --api-key\n  kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("args:\n- --api-key\n- kZ8sJ2mQ7vX1bN4t\n- --port", "kZ8sJ2mQ7vX1bN4t"),
        ('- "--db-password"\n- "S3cr3tPw9"\n', "S3cr3tPw9"),
        ('argc=3 a0="tool" a1="--password" a2="S3cr3tPw9"', "S3cr3tPw9"),
        ("Step 3/9 : ENV NPM_TOKEN kZ8sJ2mQ7vX1bN4t", "kZ8sJ2mQ7vX1bN4t"),
        ("setenv DB_PASSWORD S3cr3tPw9", "S3cr3tPw9"),
        ('<param name="password">S3cr3tPw9</param>', "S3cr3tPw9"),
        ('<entry key="db.password">S3cr3tPw9</entry>', "S3cr3tPw9"),
        ('<string name="api_key" translatable="false">kZ8sJ2mQ7vX1bN4t</string>', "kZ8sJ2mQ7vX1bN4t"),
        ("<key>password</key><string>S3cr3tPw9</string>", "S3cr3tPw9"),
        ("<key>APIKey</key>\n\t<string>kZ8sJ2mQ7vX1bN4t</string>", "kZ8sJ2mQ7vX1bN4t"),
        ("<dt>Password</dt><dd>S3cr3tPw9</dd>", "S3cr3tPw9"),
        ('<b>Password:</b> <span class="v">S3cr3tPw9</span>', "S3cr3tPw9"),
        ('<input value="S3cr3tPw9" name="password">', "S3cr3tPw9"),
        ('<input value=\\"S3cr3tPw9\\" type=\\"password\\">', "S3cr3tPw9"),
        ('form-data; name="password"\r\n\r\nS3cr3tPw9\r\n--x', "S3cr3tPw9"),
        ('form-data; name="user[password]"\r\n\r\nsunshine\r\n--x', "sunshine"),
        ("b'form-data; name=\"password\"\\r\\n\\r\\nS3cr3tPw9\\r\\n--x'", "S3cr3tPw9"),
        ('name="token"\r\nContent-Type: text/plain\r\n\r\nkZ8sJ2mQ7vX1bN4t\r\n', "kZ8sJ2mQ7vX1bN4t"),
        ('1) "password"\n2) "S3cr3tPw9"', "S3cr3tPw9"),
        ('"HSET" "user:5" "password" "S3cr3tPw9"', "S3cr3tPw9"),
        ('[{password,<<"S3cr3tPw9">>}]', "S3cr3tPw9"),
        ('{:db_password, "S3cr3tPw9"}', "S3cr3tPw9"),
    ],
)
def test_pairs_of_names_and_secrets_go(engine: BatchEngine, text: str, value: str) -> None:
    """A flag, an entry or an element names the secret beside it."""
    assert any(value in what for what in found(engine, text))


@pytest.mark.parametrize(
    "text",
    [
        "--max-token 4096",
        "--eos-token im_end_2",
        "--db-password $DB_PASSWORD",
        "--password <password>",
        "--token-file /run/x9",
        "--hf-token ${HF_TOKEN}",
        "--pass first",
        "--auth-token required",
        "- name: DB_PASSWORD\n  valueFrom: secret9",
        "- name: DB_PASSWORD\n  value: ${PW9}",
        "- name: next_page_token\n  value: kZ8sJ2mQ7vX1bN4t",
        '<property name="password" value="${db.password}"/>',
        "<password><![CDATA[]]></password>",
        '<input name="password" value="">',
        '<th class="password">Password</th>',
        "name: token\nvalue: 512",
        '<token type="eos">end_of_text</token>',
        "sort_key user2024x",
        "api_key is needed9",
        "the --password flag",
        "--partition-key user2024x",
        "name: cache_key\n  value: abc12345",
        "  --password\n        The password2 of the user",
        "  --token\n  OAuth2 token",
        "  --api-key\n  --port",
        'a1="--password" a2="-u9"',
        "ENV MAX_TOKEN 4096",
        "ENV PATH_KEY /usr/bin9",
        '<param name="password" required="true"/>',
        '<string name="password">Passwort</string>',
        '<string name="token_hint">abc12345x</string>',
        "<dt>Password</dt><dd>required</dd>",
        "<th>Password</th><th>Role2Name3</th>",
        "<td>Token</td><td>v2.1.3</td>",
        '<input value="eva42" name="user">',
        '<input value="" name="password">',
        'form-data; name="file"\r\n\r\nS3cr3tPw9',
        'form-data; name="password"\r\n\r\n\r\n--x',
        '"HSET" "user:5" "name" "S3cr3tPw9"',
        '"password" "required"',
        "{password, undefined}",
        '{:error, "token9"}',
    ],
)
def test_pairs_of_names_and_secrets_stay(engine: BatchEngine, text: str) -> None:
    """Templates, counts, files and names without a value stay."""
    assert found(engine, text) == []


def test_an_element_may_name_a_secret(engine: BatchEngine) -> None:
    """Words and a version are what a secret is called; what a generator wrote is the secret."""
    assert found(engine, '<secret name="db">db-credentials-v2</secret>') == []
    assert found(engine, '<secret name="db">db-kZ8sJ2mQ7vX1-v2</secret>') == ["db-kZ8sJ2mQ7vX1-v2"]
