"""The outermost layer of every request: known host names only, and strict headers on every answer."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from dashboard.headers import SECURITY_HEADERS
from dashboard.problems import problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Doorkeeper:
    """Refuses foreign `Host` headers, which is what stops DNS rebinding, before anything else runs."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Sequence[str],
        largest_body: int,
        larger: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Sizes in bytes; `larger` are those of the paths that take more."""
        self._app = app
        self._largest = largest_body
        self._larger = larger
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            answer = self._refusal(scope["path"], headers) or self._app
            await answer(scope, receive, _with_security_headers(send))
        elif scope["type"] == "websocket" and not self._is_known(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._app(scope, receive, send)

    def _refusal(self, path: str, headers: Headers) -> ASGIApp | None:
        if not self._is_known(headers):
            words = "This dashboard does not answer to that host name. Add it to dashboard.hosts to allow it."
            return problem(400, words)
        # A body that does not tell its length is counted while it comes, by the framework.
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._larger.get(path, self._largest):
            return problem(413, "That is too large.")
        return None

    def _is_known(self, headers: Headers) -> bool:
        hosts = headers.getlist("host")
        return len(hosts) == 1 and host_name(hosts[0]) in self._hosts


def host_name(host: str) -> str:
    """The name in a Host header, without the port; an IPv6 address keeps its brackets."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _with_security_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY_HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return guarded
