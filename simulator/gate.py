"""Who may talk to a server: the right host, no foreign page, and only with the token printed at start."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' ws: wss:; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What one server asks for. `cookie` None: only the bearer header counts."""

    port: int
    token: str
    cookie: str | None = None
    extra_origins: tuple[str, ...] = ()

    @property
    def hosts(self) -> tuple[str, ...]:
        return (f"127.0.0.1:{self.port}", f"localhost:{self.port}")

    @property
    def origins(self) -> tuple[str, ...]:
        return (*(f"http://{host}" for host in self.hosts), *self.extra_origins)


def rules_for_browser(name: str, port: int, token: str, extra_origins: tuple[str, ...] = ()) -> Rules:
    """The cookie bears the port in its name, because browsers send cookies to every port of a host."""
    return Rules(port, token, f"simulator_{name}_{port}", extra_origins)


class Gate:
    """ASGI middleware; it refuses before anything of the app behind it runs."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, self._dressed(scope, send))
        elif scope["type"] == "http":
            await PlainTextResponse(refusal[1], refusal[0], SECURITY_HEADERS)(scope, receive, send)
        else:
            # Closing before accepting makes the server answer 403.
            await send({"type": "websocket.close", "code": 1008, "reason": refusal[1]})

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        if headers.getlist("host") not in [[host] for host in self._rules.hosts]:
            return 421, "This address serves only its own host name."
        origins = headers.getlist("origin")
        if origins and (len(origins) > 1 or origins[0] not in self._rules.origins):
            return 403, "Requests from other pages are refused."
        if not self._is_known(scope, headers):
            return 401, "Open the address that the simulator printed at its start; it holds the token."
        return None

    def _is_known(self, scope: Scope, headers: Headers) -> bool:
        kind, _, bearer = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._is_token(bearer):
            return True
        if self._rules.cookie is None:
            return False
        return self._is_token(_cookie(headers, self._rules.cookie)) or self._brings_token(scope)

    def _brings_token(self, scope: Scope) -> bool:
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        return any(self._is_token(value) for value in query.get("token", []))

    def _is_token(self, value: str | None) -> bool:
        return value is not None and hmac.compare_digest(value.encode(), self._rules.token.encode())

    def _dressed(self, scope: Scope, send: Send) -> Send:
        cookie = self._rules.cookie
        gives_cookie = cookie is not None and scope["type"] == "http" and self._brings_token(scope)

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if gives_cookie:
                    value = f"{cookie}={self._rules.token}; Path=/; HttpOnly; SameSite=Strict"
                    headers.append("Set-Cookie", value)
            await send(message)

        return send_dressed


def _cookie(headers: Headers, name: str) -> str | None:
    for header in headers.getlist("cookie"):
        try:
            jar: SimpleCookie = SimpleCookie(header)
        except CookieError:
            continue
        if name in jar:
            return jar[name].value
    return None
