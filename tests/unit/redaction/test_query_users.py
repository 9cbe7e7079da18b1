"""Names of users in queries, of whole addresses and of paths, and in forms; and what stands there of things."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from tests.finding import found


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["USER_URL", "USERNAME"])


@pytest.mark.parametrize(
    "query",
    [
        *("uname=bjones", "login_hint=bea.jones", "loginHint=bjones&x=1#top", "lang=de&user_login=bjones"),
        *(
            "j_username=bjones",
            "os_username=bjones",
            "author=bjones",
            "created_by=bjones85",
            "assignedTo=bjones",
        ),
        *(
            "display_name=Bea%20Jones",
            "next=/p?uname=bjones",
            "as_user=bjones",
            "user[login]=bjones",
            "upn=bjones",
        ),
    ],
)
def test_an_address_with_a_user_in_its_query_is_found(engine: BatchEngine, query: str) -> None:
    """Whole, by whatever name the query calls the user."""
    url = f"https://app.example.com/l?{query}"
    assert url in found(engine, f"GET {url} 200")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"GET /login?uname=bjones HTTP/1.1" 200', "bjones"),
        ("GET /login?login_hint=bjones&next=%2Fhome", "bjones"),
        ("GET /sso?lang=de&login_hint=bea-jones, 302", "bea-jones"),
        ("GET /login?uid=bjones", "bjones"),
        ("GET /posts?author=bjones85&page=2", "bjones85"),
        ("GET /tasks?owner=bea.jones", "bea.jones"),
        ("GET /tasks?account=sarah461", "sarah461"),
        ("POST j_username=bjones&j_password=x", "bjones"),
        ("login=bjones&lang=de", "bjones"),
        ("session%5Blogin%5D=bjones&commit=ok", "bjones"),
        ("/cb?redirect_uri=%2Fl%3Funame%3Dbjones", "bjones"),
    ],
)
def test_a_user_in_the_query_of_a_path_or_in_a_form_is_found(
    engine: BatchEngine, text: str, name: str
) -> None:
    """Only the name: nothing shows where such an address begins."""
    assert found(engine, text) == [name]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "author=true",
            "author=admin",
            "author=1001",
            "author=me",
            "acct=default",
            "uname=root",
            "uname=system",
        ),
        *(
            "login_id=deadbeefdeadbeef",
            "login_hint=null",
            "created_by=2026-11-23",
            "uname={name}",
            "uname=$user",
        ),
        *(
            "login_hint=svc-backup",
            "author=0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
            "uname=&x=1",
            "uname=<user>",
        ),
    ],
)
def test_queries_about_nobody_stay(engine: BatchEngine, query: str) -> None:
    """Words of programs, numbers, hashes, placeholders and accounts of services."""
    assert found(engine, f"GET https://app.example.com/l?{query} 200") == []
    assert found(engine, f"GET /l?{query} 200") == []


@pytest.mark.parametrize(
    "text",
    [
        *("GET /d?usr=sharing", "GET /t?owner=platform-team", "GET /t?account=prod-eu&customer=acme_corp"),
        *("GET /t?member=gold", "GET /t?reporter=kubelet", "handle=0x7f3a&flags=1", "uid=1001&gid=1001"),
        *("login=check", "if a&nick=b or c", "uname=Linux", "author=bjones", "author = bjones & x"),
    ],
)
def test_things_in_queries_of_paths_stay(engine: BatchEngine, text: str) -> None:
    """Owners that are teams, numbers, and what is no query nor a form of several fields."""
    assert found(engine, text) == []
