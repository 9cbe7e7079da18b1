"""Values behind the names of secrets: which names and values count, and what only looks like it. None is real."""

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
