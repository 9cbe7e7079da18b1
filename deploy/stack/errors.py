"""What can go wrong between a checkout and four running servers.

StackError
├── ToolMissingError     go, java or maven is absent or too old
├── BuildError           a compiler or a download failed
├── ServerDiedError      a server ended before it was ready
└── NotReadyError        a server runs but does not answer as it should
"""

__all__ = ["BuildError", "NotReadyError", "ServerDiedError", "StackError", "ToolMissingError"]


class StackError(Exception):
    """The stack cannot do what was asked; the message says what to do about it."""


class ToolMissingError(StackError):
    """A build tool is absent or too old."""


class BuildError(StackError):
    """A server could not be built from its lock files."""


class ServerDiedError(StackError):
    """A server's process ended while it was waited for."""


class NotReadyError(StackError):
    """A server does not (yet) answer its own protocol."""
