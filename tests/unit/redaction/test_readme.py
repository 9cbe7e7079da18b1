"""The examples in the README of the package run and give what stands there."""

from __future__ import annotations

import ast
import io
import json
import logging
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import structlog
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from typer.testing import CliRunner

from redaction.cli import exits
from redaction.cli.commands import app

TEXT = files("redaction").joinpath("README.md").read_text("utf-8")
MAIL = "alice@example.com"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


def run(block: str, names: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Run a block; each expression that a comment follows, with what the comment says."""
    pairs = []
    lines = block.splitlines()
    for node in ast.parse(block).body:
        after = lines[node.end_lineno] if node.end_lineno and node.end_lineno < len(lines) else ""
        if isinstance(node, ast.Expr) and after.startswith("# "):
            pairs.append((eval(ast.unparse(node), names), ast.literal_eval(after[2:])))  # noqa: S307 - our own README
        else:
            exec(ast.unparse(node), names)  # noqa: S102 - our own README
    return pairs


@pytest.fixture
def names() -> Iterator[dict[str, Any]]:
    """What the blocks define; structlog is put back."""
    request = ExportTraceServiceRequest()
    span = request.resource_spans.add().scope_spans.add().spans.add(name=MAIL)
    span.trace_id, span.span_id = b"t" * 16, b"s" * 8
    defined: dict[str, Any] = {"export_trace_service_request_bytes": request.SerializeToString()}
    for block in blocks("python"):
        defined.setdefault("pairs", []).extend(run(block, defined))
    yield defined
    structlog.reset_defaults()


def test_python_blocks_give_what_the_comments_say(
    names: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """Records, text, spans, a stream, structlog and logging."""
    assert len(names["pairs"]) == 4
    for actual, expected in names["pairs"]:
        assert actual == expected
    assert MAIL.encode() not in names["clean_request"]
    structlog.get_logger().info("to %s", MAIL, user=MAIL)
    assert json.loads(capsys.readouterr().out)["user"] == "<EMAIL_ADDRESS>"
    out = io.StringIO()
    names["handler"].setStream(out)
    names["handler"].handle(logging.makeLogRecord({"msg": "to %s", "args": (MAIL,)}))
    assert out.getvalue() == "to <EMAIL_ADDRESS>\n"


def test_yaml_examples_hold(tmp_path: Path) -> None:
    """The cases shown for `policy test` pass."""
    (tmp_path / "cases.yaml").write_text(blocks("yaml")[0])
    result = CliRunner().invoke(app, ["policy", "test", "structured", str(tmp_path / "cases.yaml")])
    assert (result.exit_code, result.stdout) == (0, "2 of 2 cases passed\n")


def test_exit_codes_are_those_of_the_code() -> None:
    """The table names each."""
    table = {int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)}
    assert table == {0} | {getattr(exits, name) for name in exits.__all__} - {exits.EXIT_DIFFERS}
