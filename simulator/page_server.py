"""Serves the simulated WhatsApp Web: its built files and the socket by which it sees the world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from simulator.gate import SECURITY_HEADERS, Gate
from simulator.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp
    from starlette.websockets import WebSocket

    from simulator.gate import Rules
    from simulator.simulation import Simulation

BUILT = Path(__file__).parent / "page" / "dist"
NOT_BUILT = "The simulator's page is not built yet; run `make setup` (or `npm run build -w simulator/page`)."
ROUTED_ORIGIN = "https://web.whatsapp.com"


def page_app(simulation: Simulation, rules: Rules, built: Path = BUILT) -> ASGIApp:
    async def connect(socket: WebSocket) -> None:
        if simulation.is_cut:
            await socket.close()
            return
        await socket.accept()
        session = Session(simulation, socket)
        simulation.join(session)
        try:
            await session.run()
        finally:
            simulation.leave(session)

    routes = [
        *built_routes("index.html", built),
        Route("/send", one_file(built / "index.html")),
        WebSocketRoute("/world", connect),
    ]
    return Gate(Starlette(routes=[*routes, *asset_routes(built)]), rules)


def built_routes(entry: str, built: Path) -> list[Route]:
    return [Route("/", one_file(built / entry))]


def asset_routes(built: Path) -> list[Mount]:
    return [Mount("/assets", StaticFiles(directory=built / "assets", check_dir=False))]


def one_file(path: Path) -> Callable[[Request], Response]:
    # Not async: looking for the file may touch a slow disk.
    def serve(_: Request) -> Response:
        if not path.is_file():
            return PlainTextResponse(NOT_BUILT, 503, SECURITY_HEADERS)
        return FileResponse(path)

    return serve
