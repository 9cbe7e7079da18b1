"""Home directories on disks that many share, and routes and directories that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["USERNAME"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The users in a text, in order."""
    return [text[s.start : s.end] for s in sorted(engine.detect([Field(text)])[0], key=lambda s: s.start)]


@pytest.mark.parametrize(
    "path",
    [
        "/mnt/nfs/users/{}/data",
        "/nfs/home/{}/x",
        "/lustre/project/users/{}",
        "/scratch/users/{}/ckpt",
        "/data/home/{}",
        "/mnt/c/Users/{}/x",
        "/export/home/{}",
        r"\\srv\home$\{}\doc",
        r"\\\\srv\\home$\\{}\\doc",
        r"\\srv\users$\{}",
        r"\\srv.example.org\Profiles\{}",
        r"\\wsl$\Ubuntu\home\{}\x",
        "~/.claude/projects/-Users-{}-app/8f3e.jsonl",
        "projects/-home-{}-src-app",
        "-Users-{}",
        r"\\wsl.localhost\Ubuntu\home\{}",
    ],
)
def test_a_home_directory_on_a_shared_disk(engine: BatchEngine, path: str) -> None:
    """Its user is found, and accounts of services are none."""
    assert found(engine, f"open {path.format('bjones')} failed") == ["bjones"]
    assert found(engine, f"open {path.format('ubuntu')} failed") == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "/storage/users/list",
            "/mnt/data/users/all",
            "GET /api/users/bjones",
            "/scratch/job-12/x",
            "/data/users/x",
        ),
        *("--home-dir x", "a-Users-bjones", "app -home-page", "take-home-pay"),
        *(r"\\srv\home$", r"\\srv\share\home", "/storage/homes/x", "/nfs/home/", "app/mnt/home"),
    ],
)
def test_other_directories_stay(engine: BatchEngine, text: str) -> None:
    """Routes, lists, jobs and the directories above."""
    assert found(engine, text) == []
