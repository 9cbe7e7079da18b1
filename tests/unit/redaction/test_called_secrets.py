"""Secrets that are arguments of calls and commands, and what only looks like one. None is real."""

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found

_PASSWORD = "S3cr3tPw9"
_KEY = "kZ8sJ2mQ7vX1bN4tR6"


@pytest.mark.parametrize(
    "text",
    [
        'ConvertTo-SecureString "{}" -AsPlainText -Force',
        "ConvertTo-SecureString -String '{}' -AsPlainText",
        'ds.setPassword("{}"); ds.setUsername("eva")',
        'ds.setPassword(\\"{}\\")',
        'config.setKeyStorePassword("{}");',
        'user.set_password("eva", "{}")',
        'builder.password("{}").build()',
        "SELECT PASSWORD('{}')",
        'DriverManager.getConnection(url, "eva", "{}")',
        'DriverManager.getConnection("jdbc:mysql://db/x", user, "{}")',
        "server.login('eva@example.org', '{}')",
        'imap.login(user, "{}")',
        'new NetworkCredential("eva", "{}")',
        'new NetworkCredential("eva", "{}", "CORP")',
        'new UsernamePasswordCredentials("eva", "{}")',
        'new PasswordAuthentication("eva", "{}".toCharArray())',
        'auth=basic_auth("neo4j", "{}")',
        "new PDO('mysql:host=db', 'eva', '{}')",
        'mysqli_connect("localhost", "root", "{}")',
        'process.env.DB_PASSWORD || "{}"',
        "process.env.DB_PASSWORD ?? '{}'",
        "os.environ.get('DB_PASSWORD') or '{}'",
        "EXEC sp_addlogin 'eva', '{}'",
        "SELECT crypt('{}', gen_salt('bf'))",
        "pgp_sym_encrypt(email, '{}')",
    ],
)
def test_a_password_that_is_an_argument_goes(engine: BatchEngine, text: str) -> None:
    """The name of what is called says which of its literals is a password."""
    assert found(engine, text.replace("{}", _PASSWORD)).count(_PASSWORD) == 1


@pytest.mark.parametrize(
    "text",
    [
        "os.environ.get('API_KEY') or '{}'",
        'client.setApiKey("{}")',
        'withAccessToken("{}")',
        'apiKey || "{}"',
    ],
)
def test_a_key_that_is_an_argument_goes(engine: BatchEngine, text: str) -> None:
    """What takes a key or stands in for one is given what a generator wrote."""
    assert found(engine, text.format(_KEY)) == [_KEY]


@pytest.mark.parametrize(
    "text",
    [
        "setPassword(password)",
        "setPassword(null)",
        'setPassword("")',
        'setPassword("${db.password}")',
        'input_password("Enter your password: ")',
        'getpass("Password for eva2: ")',
        'reset_password("user42")',
        'forgot_password("user42x")',
        "login(user, password)",
        'login("eva", password)',
        'login("user", "password")',
        'authenticate("eva")',
        'authenticate(response, "www-authenticate")',
        "getConnection(url, user, password)",
        'getConnection("main")',
        "ConvertTo-SecureString $pw -AsPlainText",
        'ConvertTo-SecureString "$env:PW9"',
        'process.env.DB_PASSWORD || ""',
        'process.env.DB_PASSWORD || "password"',
        "if no_password or 'x9y' in flags2",
        'setToken("max")',
        'next_page_token || "kZ8sJ2mQ7vX1bN4tR6"',
        "crypt(text, salt)",
        'encrypt("user42", key)',
        "crypto.createHash('sha256')",
        'the token ("abc") was read',
        'setToken("gpt-4o-mini")',
        'model = args.token or "meta-llama/Llama-3.1-8B-Instruct"',
        'headers.get("x-api-key") or "anonymous-0"',
    ],
)
def test_calls_without_a_secret_stay(engine: BatchEngine, text: str) -> None:
    """Variables, templates, prompts, users, words about passwords."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "keytool -list -storepass {}",
        "jarsigner -keypass {} a.jar key",
        "htpasswd -b .htpasswd eva {}",
        "htpasswd -cbB /etc/nginx/.htpasswd eva {}",
        "htpasswd -nb eva {}",
        "htpasswd -nbB eva {} > f",
        "rabbitmqctl add_user eva {}",
        "rabbitmqctl -n r@h change_password eva {}",
        "echo 'eva:{}' | chpasswd",
        'echo "root:{}"|sudo chpasswd',
        "zip -P {} a.zip b",
        "unzip -o -P {} a.zip",
        "7z x -p{} a.7z",
        "ipmitool -I lanplus -H h -U admin -P {} power status",
        "net use Z: \\\\srv\\x /user:CORP\\eva {}",
        "net use Z: \\\\srv\\x {} /user:eva",
        "net user eva {} /add",
        "az login --service-principal -u 8f3e2d1c-4b5a-4c6d-8e7f-9a0b1c2d3e4f -p {} --tenant t",
        "vault login {}",
        "vault login -no-print {}",
        "mc alias set m http://h:9000 eva {}",
        "smbclient //srv/x -U eva%{}",
        "sqlplus eva/{}@db",
        "sqlplus -S eva/{}",
        "rootpw --plaintext {}",
        "snmpwalk -v2c -c {} sw1",
    ],
)
def test_a_password_that_is_an_argument_of_a_command_goes(engine: BatchEngine, text: str) -> None:
    """Each command has its place for a password; what stands beside it stays."""
    assert found(engine, text.format(_PASSWORD)).count(_PASSWORD) == 1


@pytest.mark.parametrize(
    "text",
    [
        "zip -P4 x",
        "gzip -9 log.1",
        "the zip code of it",
        "vault login -method=oidc",
        "vault login failed",
        "htpasswd -c .htpasswd evaruiz",
        "htpasswd -D .htpasswd evaruiz",
        "az login --use-device-code",
        "net use Z: /delete",
        "net user evaruiz",
        "the net use of energy",
        "rabbitmqctl add_user evaruiz",
        "rabbitmqctl list_users",
        "7z x archive9.7z -parallel",
        "sqlplus / as sysdba",
        "rootpw --iscrypted $6$x",
        "snmpwalk -v2c -c public sw1",
        "mc alias set m",
        "keytool -list -storepass $PASS",
        "user:x | passwd",
    ],
)
def test_commands_without_a_password_stay(engine: BatchEngine, text: str) -> None:
    """Flags, files, users and words."""
    assert found(engine, text) == []
