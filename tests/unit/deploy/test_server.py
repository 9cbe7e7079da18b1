"""deploy.stack.server and state: a server is ready when it answers, says why it is not, and can be found again."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from deploy.stack import NotReadyError, Server, ServerDiedError, StackError
from deploy.stack.http import ask
from deploy.stack.ports import LOOPBACK, free_ports
from deploy.stack.state import ServerState, StackState, load, save


class Website(Server):
    """A small real server: Python's own, which serves its directory."""

    name: ClassVar[str] = "website"
    port_names: ClassVar[tuple[str, ...]] = ("http",)
    module: str = "http.server"

    @property
    def endpoints(self) -> dict[str, str]:
        return {"http": f"http://{LOOPBACK}:{self.ports['http']}/"}

    @property
    def environment(self) -> dict[str, str]:
        return {}

    def command(self) -> list[str]:
        port = str(self.ports["http"])
        return [
            sys.executable,
            "-m",
            self.module,
            "--bind",
            LOOPBACK,
            "--directory",
            str(self.directory),
            port,
        ]

    def check(self) -> None:
        ask(self.endpoints["http"])


@pytest.fixture
def website(tmp_path: Path) -> Iterator[Website]:
    """A stopped server; stopped again afterwards."""
    (port,) = free_ports(1)
    server = Website(tmp_path / "website", tmp_path.resolve, {"http": port}, tethered=True)
    yield server
    server.kill()


def test_a_server_starts_answers_and_stops(website: Website) -> None:
    """After wait_ready it answers; after stop it does not; it can be started again on the same port."""
    for _ in range(2):
        website.start()
        website.wait_ready()
        assert website.alive
        website.stop()
        assert not website.alive
        with pytest.raises(NotReadyError):
            website.check()


def test_a_server_is_started_once(website: Website) -> None:
    """Starting a server that runs is refused."""
    website.start()
    with pytest.raises(StackError, match="runs already"):
        website.start()


def test_a_server_that_ends_says_why(website: Website) -> None:
    """A process that ends instead of answering is reported at once, with the end of its log."""
    website.module = "no_such_module"
    website.start()
    with pytest.raises(ServerDiedError, match="No module named no_such_module"):
        website.wait_ready()


def test_a_frozen_server_stops_in_order(website: Website) -> None:
    """A frozen server does not answer, and stop still ends it."""
    website.start()
    website.wait_ready()
    website.freeze()
    assert website.alive
    website.stop()
    assert not website.alive
    with pytest.raises(StackError, match="does not run"):
        website.thaw()


def test_a_server_that_does_not_answer_is_named(website: Website) -> None:
    """The timeout of wait_ready says which server, why, and where its log is."""
    website.start()
    website.wait_ready()
    website.ports = {"http": free_ports(1)[0]}
    with pytest.raises(NotReadyError, match=r"website is not ready: .*server\.log"):
        website.wait_ready(timeout_seconds=0.2)


def test_every_change_is_announced(tmp_path: Path) -> None:
    """Start, stop and kill each tell the owner, who keeps the state file."""
    seen: list[bool] = []
    (port,) = free_ports(1)
    server = Website(
        tmp_path / "w", tmp_path.resolve, {"http": port}, tethered=True, changed=lambda: seen.append(True)
    )
    server.start()
    server.kill()
    server.stop()
    assert len(seen) == 2


def test_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What one process saves another loads; without a file there is an empty state; a broken one is refused."""
    state = StackState(
        {"A": "b"}, {"kafka": ServerState(7, "boot/1", {"client": 9}, {"bootstrap": "h:9"}, "log")}
    )
    assert load(tmp_path) == StackState()
    save(tmp_path, state)
    assert load(tmp_path) == state
    (tmp_path / "stack.json").write_text("{", encoding="utf-8")
    with pytest.raises(StackError, match="delete it"):
        load(tmp_path)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def test_a_port_with_a_listener_is_not_free(website: Website) -> None:
    """A preferred port that a server listens on is not handed out; once the server has ended it is."""
    port = website.ports["http"]
    website.start()
    website.wait_ready()
    assert free_ports(1, (port,)) != (port,)
    website.kill()
    # Another process of this machine may have been given it since.
    assert free_ports(1, (port,)) == (port,) or _is_taken(port)


def test_free_ports_keep_those_preferred() -> None:
    """Ports that are free stay; otherwise distinct others are found."""
    ports = free_ports(3)
    assert free_ports(3, ports) == ports
    assert len(set(free_ports(5, ports))) == 5
