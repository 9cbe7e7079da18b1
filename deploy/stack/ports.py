"""Free TCP ports on loopback.

They are taken from below the kernel's ephemeral range: a server that is stopped and started again in a test must
find its port free, and an outgoing connection of any process could have been given an ephemeral one meanwhile.
"""

from __future__ import annotations

import random
import socket

__all__ = ["LOOPBACK", "free_ports"]

LOOPBACK = "127.0.0.1"
_FIRST, _LAST = 20_000, 32_000
_ATTEMPTS = 1_000


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the servers themselves do: the last connections of a server that has just ended do not make it taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_ports(count: int, preferred: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Choose distinct free ports.

    Args:
        count: how many.
        preferred: returned as they are if there are enough of them and all are free.

    Raises:
        OSError: no free port was found.
    """
    if len(preferred) == count and all(map(_is_free, preferred)):
        return preferred
    chosen: list[int] = []
    for _ in range(_ATTEMPTS):
        if len(chosen) == count:
            return tuple(chosen)
        port = random.randrange(_FIRST, _LAST)  # noqa: S311 - spreading runs apart is not cryptography
        if port not in chosen and _is_free(port):
            chosen.append(port)
    raise OSError(f"no {count} free ports between {_FIRST} and {_LAST} on {LOOPBACK}")
