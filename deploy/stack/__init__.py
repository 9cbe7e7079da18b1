"""The native stack: real Kafka, Loki, Jaeger and Prometheus, built from the package registries, run on loopback.

`python -m deploy.stack` is the command; `Stack` is for tests. Way through the code: `stack.Stack.up` ->
`builds.binaries` (cache) -> `recipes` (compilers) -> `server.Server.start` -> `process.spawn` -> `Server.check`.
"""

from deploy.stack.errors import BuildError, NotReadyError, ServerDiedError, StackError, ToolMissingError
from deploy.stack.server import Server
from deploy.stack.stack import Stack

__all__ = [
    "BuildError",
    "NotReadyError",
    "Server",
    "ServerDiedError",
    "Stack",
    "StackError",
    "ToolMissingError",
]
