"""One HTTP POST to a backend, with failures sorted; stands under every sink.

Only the status code, a few headers and a bounded piece of the body come back. Which status means what is the
protocol's business and stays in the sinks; what no protocol accepts (no connection, a redirect, missing
rights, a wrong path) is sorted here: that is the configuration's fault, never the data's, so nothing is
dropped for it.
"""

from __future__ import annotations

import email.utils
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import aiohttp

from stream.errors import BackendUnavailable, SettingsFault, SinkUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["CONFIGURATION_REASONS", "REFUSES_ALL", "Client", "Response", "bare_url", "check_url"]

MAX_RESPONSE_BYTES: Final = 65_536
CONNECT_SECONDS: Final = 5.0

CONFIGURATION_REASONS: Final[Mapping[int, str]] = {
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    407: "proxy_unauthorized",
}
"""Statuses that name a wrong setting: tried again for ever, because the data is not at fault."""


@dataclass(frozen=True, slots=True)
class Response:
    """A backend's answer; `body` is cut to 64 KiB and may quote what was sent, so it is never logged."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def retry_after_seconds(self) -> float | None:
        """The `Retry-After` header as seconds from now, None when it is absent or not understood."""
        value = self.headers.get("Retry-After", "").strip()
        if value.isdigit():
            return float(value)
        try:
            moment = email.utils.parsedate_to_datetime(value)
        except ValueError:
            return None
        return max(0.0, moment.timestamp() - time.time())

    def unavailable(self, reason: str | None = None, advice: str | None = None) -> SinkUnavailable:
        """The error that says "later", with the server's wish for when."""
        return SinkUnavailable(reason or f"http_{self.status}", self.retry_after_seconds, advice)


def bare_url(url: str) -> str:
    """The address without credentials and query: safe to log."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    host = parts.hostname or ""
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{parts.path}"


def check_url(setting: str, url: str) -> None:
    """Refuse an address that no request could be sent to.

    Raises:
        SettingsFault: It is not an http(s) URL with a host.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise SettingsFault(f"{setting}: not an address; give one such as http://127.0.0.1:3100")


class Client:
    """Posts bodies to one address over kept connections. Use from one event loop."""

    def __init__(
        self,
        url: str,
        *,
        headers: Mapping[str, str],
        timeout_seconds: float,
        advice: Mapping[str, str] | None = None,
    ) -> None:
        """Connect to nothing yet.

        Args:
            url: Where to post.
            headers: Sent with each request.
            timeout_seconds: For one request.
            advice: By reason what to do, where this backend needs another word than others.
        """
        self._advice = {**_ADVICE, **(advice or {})}
        self.url = url
        self._headers = dict(headers)
        self._timeout = aiohttp.ClientTimeout(
            total=timeout_seconds, connect=min(CONNECT_SECONDS, timeout_seconds)
        )
        self._session: aiohttp.ClientSession | None = None

    async def post(self, body: bytes, headers: Mapping[str, str]) -> Response:
        """Send one body and return the answer, whatever its status, unless the configuration is at fault.

        Raises:
            SinkUnavailable: No answer (`unreachable`, `timeout`, `tls_failed`), a redirect, or one of
                `CONFIGURATION_REASONS`.
        """
        response = await self._post(body, headers)
        if 300 <= response.status < 400:
            raise response.unavailable("redirected", self._advice["redirected"])
        if reason := CONFIGURATION_REASONS.get(response.status):
            raise response.unavailable(reason, self._advice[reason])
        return response

    async def refuses_all(self, refused: Response, empty: bytes, headers: Mapping[str, str]) -> bool:
        """Whether an answer of 400 has nothing to do with what was sent: to a body without data it is the same.

        Such is the answer of a TLS port to a plain request, and of a proxy that wants something else.

        Args:
            refused: The answer.
            empty: A request of the protocol without data.
            headers: Of the request.

        Raises:
            SinkUnavailable: As `post`.
        """
        return refused.status == 400 and (await self.post(empty, headers)).status == 400

    async def _post(self, body: bytes, headers: Mapping[str, str]) -> Response:
        if self._session is None:
            # Proxies from the environment are not wanted: telemetry goes where the setting says.
            self._session = aiohttp.ClientSession(
                headers=self._headers, timeout=self._timeout, trust_env=False, auto_decompress=True
            )
        try:
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                head = await answer.content.read(MAX_RESPONSE_BYTES)
                while len(head) < MAX_RESPONSE_BYTES and not answer.content.at_eof():
                    head += await answer.content.read(MAX_RESPONSE_BYTES - len(head))
                return Response(answer.status, answer.headers, head)
        except TimeoutError as error:
            raise SinkUnavailable("timeout") from error
        except aiohttp.ClientSSLError as error:
            raise SinkUnavailable("tls_failed", advice=self._advice["tls_failed"]) from error
        except (aiohttp.ClientError, OSError) as error:
            raise SinkUnavailable("unreachable") from error

    async def probe(self, setting: str, body: bytes, headers: Mapping[str, str]) -> Response:
        """Post a harmless body for a check.

        Raises:
            BackendUnavailable: No answer, or a server that is not ready.
            SettingsFault: Missing rights, a wrong path, no TLS.
        """
        where = bare_url(self.url)
        try:
            response = await self.post(body, headers)
        except SinkUnavailable as failure:
            advice = self._advice.get(failure.reason, "see the server's log")
            kind = BackendUnavailable if failure.reason in _AWAY else SettingsFault
            raise kind(f"{setting}: {where} answers {failure.reason}; {advice}") from failure
        if response.status >= 500:
            raise BackendUnavailable(
                f"{setting}: {where} answers HTTP {response.status}; wait until it is ready"
            )
        return response

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None


REFUSES_ALL: Final = (
    "correct the address: https if the port speaks TLS, the right port, no proxy that wants more"
)
"""What to mend where everything is refused."""

_AWAY: Final = frozenset({"unreachable", "timeout"})
"""Reasons that may pass by themselves."""
_ADVICE: Final[Mapping[str, str]] = {
    "unreachable": "start the server there or correct host and port",
    "timeout": "check the network path and the server's load",
    "tls_failed": "http if the port speaks no TLS, else a certificate for this name that the system trusts",
    "redirected": "give the final address, redirects are not followed",
    "unauthorized": "give valid credentials",
    "forbidden": "grant these credentials the right to write",
    "not_found": "correct the path, or enable the endpoint in the server",
    "method_not_allowed": "correct the path: this one does not take writes",
    "proxy_unauthorized": "give the proxy's credentials",
}
