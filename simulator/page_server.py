"""Serves the simulated WhatsApp Web: its built files and the socket by which it sees the world."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from simulator import shell
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
ROBOT = "HeadlessChrome"
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

    # Not async: looking for the file may touch a slow disk.
    def serve(request: Request) -> Response:
        if simulation.switches.refuses_headless and ROBOT in request.headers.get("user-agent", ""):
            simulation.diary.note("refused_browser")
            return HTMLResponse(shell.unsupported())
        index = built / "index.html"
        if not index.is_file():
            return PlainTextResponse(NOT_BUILT, 503, SECURITY_HEADERS)
        return HTMLResponse(shell.page(simulation.look, index.read_text("utf-8")))

    routes = [Route("/", serve), Route("/send", serve), WebSocketRoute("/world", connect)]
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
