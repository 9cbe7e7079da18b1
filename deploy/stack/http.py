"""Plain HTTP to a server on loopback, for readiness checks: no proxy, no retries, short timeouts."""

from __future__ import annotations

import urllib.error
import urllib.request

from deploy.stack.errors import NotReadyError

__all__ = ["ask"]

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(url: str, body: bytes | None = None, *, content_type: str = "application/json") -> bytes:
    """GET a URL, or POST a body to it, and return what a successful answer holds.

    Raises:
        NotReadyError: no connection, or a status other than 2xx.
    """
    request = urllib.request.Request(url, data=body)  # noqa: S310 - the stack's own http URLs
    if body is not None:
        request.add_header("Content-Type", content_type)
    try:
        with _DIRECT.open(request, timeout=5) as response:
            answer: bytes = response.read()
    except urllib.error.HTTPError as error:
        with error:
            raise NotReadyError(f"{url} answers {error.code}") from error
    except OSError as error:
        raise NotReadyError(f"{url} does not answer") from error
    return answer
