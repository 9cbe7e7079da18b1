"""Sockets for the Kafka client that close when a connection fails.

kafka-python 3.0.12 leaves the socket of each failed attempt to the garbage collector. With a broker away that
is a file descriptor a second in a service that runs with the collector off, as inference servers do. The
client picks its socket class by the scheme of `proxy_url`; ours is a direct connection.
"""

from __future__ import annotations

import socket
import warnings
from typing import Any, Final

with warnings.catch_warnings():
    # The client reads its own schemas in a way Python 3.11 calls deprecated; a service that turns warnings
    # into errors must still start.
    warnings.simplefilter("ignore", DeprecationWarning)
    from kafka.net import KafkaNetSocket

__all__ = ["DIRECT_URL", "ClosingSocket"]

DIRECT_URL: Final = "scrubline-direct://"


class ClosingSocket(KafkaNetSocket):  # type: ignore[misc]  # the client has no types
    """A direct connection whose failed attempts leave nothing behind."""

    SCHEMES = ("scrubline-direct",)

    async def sock_connect(self, net: Any, sock: socket.socket, sockaddr: Any, timeout_at: Any = None) -> Any:
        """Connect, or close the socket and pass the error on."""
        try:
            return await super().sock_connect(net, sock, sockaddr, timeout_at=timeout_at)
        except BaseException:
            sock.close()
            raise
