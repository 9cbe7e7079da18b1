"""The real servers for a test session: those of a running stack, or a stack of its own that dies with the session."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.stack import Stack, ToolMissingError
from deploy.stack.errors import ServerDiedError

with (
    warnings.catch_warnings()
):  # kafka-python reads its schemas with a deprecated function while it is imported
    warnings.simplefilter("ignore", DeprecationWarning)
    import kafka.admin  # noqa: F401


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Kafka, Loki, Jaeger and Prometheus, ready.

    With SCRUBLINE_STACK_DIR set to the directory of a running stack, that one is used and left running.
    Without the tools to build and run them the tests are skipped, unless SCRUBLINE_REQUIRE_DATA=1.
    """
    directory = os.environ.get("SCRUBLINE_STACK_DIR")
    if directory:
        running = Stack.attach(Path(directory))
        assert running is not None, f"SCRUBLINE_STACK_DIR: nothing runs in {directory}"
        yield running
        return
    try:
        own = _started(tmp_path_factory)
    except ToolMissingError as error:
        if os.environ.get("SCRUBLINE_REQUIRE_DATA") == "1":
            raise
        pytest.skip(f"the servers cannot be built or run here: {error}")
    try:
        yield own
    finally:
        own.down()


def _started(tmp_path_factory: pytest.TempPathFactory) -> Stack:
    """A stack that is up; once more on other ports if somebody took one of them in between."""
    for _ in range(2):
        stack = Stack.create(tmp_path_factory.mktemp("servers"), tethered=True)
        try:
            stack.up()
        except ServerDiedError as error:
            if "address already in use" not in str(error):
                raise
        else:
            return stack
    stack = Stack.create(tmp_path_factory.mktemp("servers"), tethered=True)
    stack.up()
    return stack
