"""Columns of tables in texts: every row stands under its heading, whatever the table is drawn with."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field

ROWS = [
    ("Ann", "4155550188", "536228710"),
    ("Bob", "2125550147", "519844120"),
    ("Cid", "3035550162", "223456781"),
    ("Dan", "6175550119", "412557890"),
]
HEADED = [("name", "phone", "ssn"), *ROWS]
NUMBERS = sorted(cell for row in ROWS for cell in row[1:])


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine()


def found(engine: BatchEngine, text: str) -> list[str]:
    """Every value that is found, once, in order."""
    [spans] = engine.detect([Field(text)])
    return list(dict.fromkeys(text[s.start : s.end] for s in sorted(spans, key=lambda s: s.start)))


def below_headings(engine: BatchEngine, text: str) -> list[str]:
    """What is found because of a heading."""
    [spans] = engine.detect([Field(text)])
    return [text[s.start : s.end] for s in spans if s.rule.startswith("table.")]


def drawn(row: str, rule: str, bottom: str = "") -> str:
    """The table of all rows, with a form for its lines and one below its headings."""
    lines = [row.format("name", "phone", "ssn"), rule, *(row.format(*cells) for cells in ROWS), bottom]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        drawn(" {:^6} | {:^12} | {:^9} ", "--------+--------------+-----------", "(4 rows)"),
        drawn(" {} | {:>12} | {} ", "======+======"),
        "+-----+-----+-----+\n" + drawn("| {:<6} | {:<12} | {:<40} |", "+-----+-----+-----+", "+---+---+---+"),
        drawn("| {} | {} | {} |", "|:---|---:|---|"),
        drawn("|{}|{}|{}|", "|---|---|---|"),
        "┏━━━━┳━━━━┳━━━━┓\n" + drawn("┃ {:<6} ┃ {:<12} ┃ {:<40} ┃", "┡━━━━╇━━━━╇━━━━┩"),
        "┌──┬──┬──┐\n"
        + drawn("│ {:<6} ┆ {:<12} ┆ {:<9} │", "│ --- ┆ --- ┆ --- │\n│ str ┆ i64 ┆ i64 │\n╞══╪══╪══╡"),
        "╔════╦════╦════╗\n" + drawn("║ {:^6} ║ {:^12} ║ {:^9} ║", "╠════╬════╬════╣", "╚════╩════╩════╝"),
        drawn("{},{},{}", "Eva,,").replace("\n", "\r\n"),
        drawn('"{}","{}","{}"', "").replace("\n\n", "\n").replace("Ann", "Ann, B."),
        "customers,,\n" + drawn("{},{},{}", "Eva,,"),
    ],
)  # fmt: skip
def test_rows_below_a_drawn_heading_are_found(engine: BatchEngine, text: str) -> None:
    """In the last row as in the first, with bars, boxes, and quotes around commas."""
    assert sorted(found(engine, text)) == NUMBERS


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("password", "hunter22"),
        ("Passwort | PASSWORD", "x | S3cr3tPw"),
        ("api_key", "kZ8sJ2mQ7vX1bN4tL0"),
        ("Access Token", "kZ8sJ2mQ7vX1bN4tL0"),
        ("client_secret", "8f14e45fceea167a5a36dedd4bea2543"),
        ("dob", "1984-05-12"),
        ("Date of Birth", "12.05.1984"),
        ("iban", "DE89370400440532013000"),
        ("card", "4539578763621486"),
        ("cvv", "123"),
        ("phone_2", "7775888"),
    ],
)
def test_what_a_heading_says_holds_below_it(engine: BatchEngine, heading: str, cell: str) -> None:
    """Secrets, dates of birth, accounts and cards as much as numbers, in every row."""
    text = f" id | {heading}\n----+-----\n 1 | {cell}\n 2 | {cell}\n"
    ends = {end for [spans] in [engine.detect([Field(text)])] for end in (s.end for s in spans)}
    first = text.index(cell) + len(cell)
    assert {first, text.index(cell, first) + len(cell)} <= ends


@pytest.mark.parametrize(
    "text",
    [
        " column | type | note\n--------+---+---\n id | integer | \n password | text | not null\n email | text | \n",
        "| option | default |\n|---|---|\n| password | changed |\n| api_key | none |\n| timeout-2 | 30s-50 |",
        "column,type\npassword,text\nemail1,varchar\n",
        "│ user ┆ password │\n│ ---  ┆ ---      │\n│ str  ┆ str      │\n╞══════╪══════════╡\n│ a ┆ ******** │",
        "| user | password |\n|---|---|\n| b | ${PASSWORD} |\n| e | <password> |\n| d | crypt(x) |",
        "| user | password |\n|---|---|\n| a | process.env.DB_PASS |\n| b | config.password |\n| c | yes |",
        " day | mobile | desktop\n-----+--------+-------\n 1 | 12345 | 4711\n 2 | 9812144 | 4712\n",
        "| model | tokens | max_tokens |\n|---|---|---|\n| a | 4155550188 | 8192 |",
        "| token | count |\n|---|---|\n| Hello | 4155550188 |\n| world2 | 17 |\n| the_quick_brown_fox1 | 2 |",
        " secret | age\n--------+-----\n db-credentials-v2 | 12d\n default-token-x7k2p | 3d\n",
        "| id | cache_key | order |\n|---|---|---|\n| 536228710 | user:4155550188:profile | 4155550188 |",
        "secret,owner\nmy-secret-name-12345,a\nbilling_stripe_2026A7,b\n",
        "| test | pass | fail |\n|---|---|---|\n| unit1 | 4155 | 12 |",
        "| Model | Version | Status |\n|---|---|---|\n| resnet | 536228710 | READY |\n+---+---+---+",
        "| phone | calls |\n|---|---|\n| yes | 536228710 |",
    ],
)  # fmt: skip
def test_tables_of_other_things_stay(engine: BatchEngine, text: str) -> None:
    """Lists of columns and options, types, stand-ins, counts, ids, names of secrets and pieces of texts."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            f"{n:>2} {a:>7}  {b:>12}  {c:>10}"
            for n, (a, b, c) in zip(["", *range(len(ROWS))], HEADED, strict=True)
        ),
        "\n".join(
            f"{n:>2} {a:>4} {b:>10} {c:>9}"
            for n, (a, b, c) in zip(["", *range(len(ROWS))], HEADED, strict=True)
        ),
        "\n".join(f"{a:<7}  {b:<12}  {c:<10}" for a, b, c in HEADED),
        "\n".join(f"{a:<7}   {b:<12}   {c}" for a, b, c in [*HEADED[:1], ("-" * 5,) * 3, *HEADED[1:]]),
        "\n".join(f"{a:<5}{b:>12}{c:>14}" for a, b, c in [("", *HEADED[0][1:]), ("id", "", ""), *HEADED[1:]]),
        "\n".join(f"  {b:<15}  {c:<15}  {a}" for a, b, c in HEADED),
    ],
)
def test_columns_are_told_by_position(engine: BatchEngine, text: str) -> None:
    """Data frames and lists of command lines, aligned at either side, with an index and its name."""
    assert sorted(found(engine, text)) == NUMBERS


def test_blanks_within_a_cell_of_a_printed_table(engine: BatchEngine) -> None:
    """One blank ends no cell, and an empty cell no column."""
    rows = [
        ("", "name", "phone", "password"),
        ("0", "Ann B. C.", "(415) 555-0188", "hunter22"),
        ("1", "Bob", "NaN", "NaN"),
        ("2", "Cid", "7775888", "S3cr3t!"),
    ]
    text = "\n".join("{:<2} {:>9}  {:>14}  {:>8}".format(*row) for row in rows)
    assert found(engine, text) == ["(415) 555-0188", "hunter22", "7775888", "S3cr3t!"]


@pytest.mark.parametrize(
    "text",
    [
        "Commands:\n  token     Manage tokens\n  password  Change it\n  oauth2    Configure it\n  user      Add one\n",
        "OPTIONS\n  account  The name\n  token    The text\n  sha256sum  Compute it\n",
        "NAME        SECRET             AGE\napp-1       db-credentials-v2  12d\napp-2       tls-2026-01        3d\n",
        "            mobile  desktop\n2026-01-01   12345     4711\n2026-01-02   98121     4712\n",
        "      tokens  requests\n0  536228710  4155550188\n1  519844120  2125550147\n",
        "  phone       calls\n0   yes  536228710\n1    no  519844120\n",
        "Hello.  My password\nis on a list, since 2026-01\n",
        "I have no phone  yet\nBuild 536228710 of 519844120 is out\n",
    ],
)
def test_lists_and_counts_in_columns_stay(engine: BatchEngine, text: str) -> None:
    """Lists of commands, names of secrets, counts, and columns beside a telling one."""
    assert below_headings(engine, text) == []


def test_a_table_ends(engine: BatchEngine) -> None:
    """What stands below a line of another width belongs to no column."""
    table = " id | password\n----+-----\n 1 | hunter22\n"
    assert found(engine, f"{table}\n 2 | hunter23\n") == ["hunter22"]
    assert found(engine, f"{table}(1 row)\n 2 | hunter23\n") == ["hunter22"]


SQL_ROWS = ", ".join(f"('{name}', '{phone}', {ssn})" for name, phone, ssn in ROWS)
COPY_ROWS = "\n".join("\t".join(row) for row in ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO users (name, phone, ssn) VALUES @;",
        'insert into "users" ("name","phone","ssn")\nvalues\n@ ON CONFLICT DO NOTHING',
        "REPLACE INTO users (`name`, `phone`, `ssn`) VALUES ('A''n, (n', '1', NOW(')')), @",
        "INSERT INTO [users] ([name], [phone], [ssn]) VALUES (N'Eva', 1, NULL), @",
        f"COPY public.users (name, phone, ssn) FROM stdin;\n{COPY_ROWS}\n\\.\n",
        f"COPY users (name, phone, ssn) FROM STDIN WITH (FORMAT csv);\n{COPY_ROWS}\n".replace("\t", ","),
    ],
)
def test_the_nth_value_belongs_to_the_nth_column(engine: BatchEngine, text: str) -> None:
    """In every row of a statement, quoted or not, over lines, and of what is copied."""
    assert sorted(found(engine, text.replace("@", SQL_ROWS))) == NUMBERS


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("INSERT INTO users (name, password) VALUES ('Eva', 'S3cr3tPw9')", ["S3cr3tPw9"]),
        (
            "INSERT INTO users (id, sha256, pwd) VALUES (1, 'ab', crypt('hunter2', gen_salt('bf')))",
            ["hunter2"],
        ),
        ("INSERT INTO u (phone, password) VALUES (N'7775888', E'it''s')", ["7775888", "it''s"]),
        ("INSERT INTO u (dob, id) VALUES ('1984-05-12', 5)", ["1984-05-12"]),
        (
            "[SQL: INSERT INTO u (id, phone, password) VALUES (?, ?, ?)]\n[parameters: (5, '7775888', 'hunter2')]",
            ["7775888", "hunter2"],
        ),
        (
            "INSERT INTO u (id, phone) VALUES (%s, %s) params=[(5, '7775888'), (6, '7775889')]",
            ["7775888", "7775889"],
        ),
        (
            "execute s: INSERT INTO u (id, password) VALUES ($1, $2)\nDETAIL:  parameters: $1 = '5', $2 = 'hunter2'",
            ["hunter2"],
        ),
        (
            "DETAIL:  parameters: $1 = '5', $2 = 'hunter2'\nSTATEMENT:  insert into u (id, password) values ($1,$2)",
            ["hunter2"],
        ),
        ("INSERT INTO u (id, phone) VALUES ($1, $2) -- args=['5', '7775888']", ["7775888"]),
        ("DETAIL:  Key (tenant, phone)=(acme, 7775888) already exists.", ["7775888"]),
    ],
)
def test_values_of_statements_and_servers(engine: BatchEngine, text: str, values: list[str]) -> None:
    """Passwords and days of birth too, within calls, as parameters, and of keys."""
    assert found(engine, text) == values


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO users (name, phone, password) VALUES (%s, %s, %s)",
        "INSERT INTO users (name, phone, password) VALUES (:name, :phone, :password), (?, ?, ?), ($1, $2, $3)",
        "INSERT INTO users (name, password) VALUES ('{name}', '{password}'), ('x', '${PASSWORD}'), (NULL, NULL)",
        "INSERT INTO t (id, cache_key, token_count, orders) VALUES (536228710, 'kZ8sJ2mQ7vX1bN4t', 4155550188, 7)",
        "INSERT INTO t (password_hash_algorithm, id) VALUES ('argon2id', 536228710)",
        "INSERT INTO users (name, password) SELECT name, old_password FROM people; VALUES (1, 'word7')",
        "the columns (phone, password) value (optional)",
        "f(password)=(left, right)",
        "Key (user_id, day)=(536228710, 2026-01-01) already exists.",
        "COPY users (phone, ssn) FROM stdin;\nstarted the job 536228710",
    ],
)
def test_statements_without_values_stay(engine: BatchEngine, text: str) -> None:
    """Placeholders, other columns, names of columns, code and prose."""
    assert below_headings(engine, text) == []


def test_many_lists_of_columns_are_read_once(engine: BatchEngine) -> None:
    """Time grows with the length of a text, also where no row of it ends."""
    assert below_headings(engine, "(phone) VALUES (" * 50_000) == []


def marked_up(head: str, row: str = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>") -> str:
    """The table of all rows in HTML, with a form for each line."""
    return "".join(
        ["<table>", head.format("name", "phone", "ssn"), *(row.format(*cells) for cells in ROWS), "</table>"]
    )


@pytest.mark.parametrize(
    "text",
    [
        marked_up("<tr><th>{}</th><th>{}</th><th>{}</th></tr>"),
        marked_up("<tr><td>{}</td><td>{}</td><td>{}</td></tr>"),
        marked_up(
            '<THEAD>\n <TR class="a">\n  <TH scope="col">\n   <b>{}</b>\n  </TH>\n  <TH>{}</TH>\n <TH>{}</TH>',
            "<tr><th>{}</th>\n<td style='x'> <span>{}</span> </td><td>\n{}\n</td></tr>",
        ),
        marked_up("<tr><th>{}<th>{}<th>{}", "<tr><td>{}<td>{}<td>{}"),
    ],
)
def test_cells_of_markup_are_found(engine: BatchEngine, text: str) -> None:
    """Below headings of either kind, with other marks within and without closing ones."""
    assert sorted(found(engine, text)) == NUMBERS


def test_a_heading_names_the_cell_beside_it(engine: BatchEngine) -> None:
    """Where a table lies on its side."""
    text = "<tr><th>User</th><td>eva</td></tr><tr><th>Password:</th><td>hunter22</td></tr><tr><td>Phone<td>7775888"
    assert found(engine, text) == ["hunter22", "7775888"]


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><th>option</th><th>type</th></tr><tr><td>password</td><td>text</td></tr><tr><td>email</td></tr>",
        "<table><tr><td>password</td><td>role</td></tr><tr><td>none</td><td>admin1</td></tr></table>",
        "<table><tr><th>orders</th><th>phone</th></tr><tr><td>536228710</td><td>yes</td></tr></table>",
        "<table><tr><th>password</th></tr></table><table><tr><td>build-17</td></tr></table>",
    ],
)
def test_other_cells_of_markup_stay(engine: BatchEngine, text: str) -> None:
    """Lists of options, headings beside headings, other columns and other tables."""
    assert below_headings(engine, text) == []
