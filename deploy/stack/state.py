"""stack.json: what runs where, so that another process can find the stack, use it and stop it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from deploy.stack.errors import StackError

__all__ = ["ServerState", "StackState", "load", "save"]

_FILE = "stack.json"


class ServerState(msgspec.Struct, frozen=True):
    """One server: its ports are kept while it is stopped, so that it comes back where it was."""

    pid: int | None
    started: str | None
    ports: dict[str, int]
    endpoints: dict[str, str]
    log: str


class StackState(msgspec.Struct, frozen=True):
    """All servers by name, and the settings that point the workers at them."""

    environment: dict[str, str] = {}
    servers: dict[str, ServerState] = {}


def load(directory: Path) -> StackState:
    """The state kept in a directory, empty if there is none.

    Raises:
        StackError: the file is not what `save` writes.
    """
    path = directory / _FILE
    try:
        return msgspec.json.decode(path.read_bytes(), type=StackState)
    except FileNotFoundError:
        return StackState()
    except msgspec.DecodeError as error:
        raise StackError(f"{path} is no state of a stack ({error}): delete it") from error


def save(directory: Path, state: StackState) -> None:
    """Replace the state in a directory; readers see the old one or the new one, never half of it."""
    new = directory / f".{_FILE}.{os.getpid()}"
    new.write_bytes(msgspec.json.format(msgspec.json.encode(state), indent=2) + b"\n")
    new.replace(directory / _FILE)
