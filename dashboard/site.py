"""The built front end: hashed files are kept for ever, every other address opens the page itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from dashboard.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Receive, Scope, Send

NOT_BUILT = "The dashboard's pages are not built yet: run `make setup`, then start Switchboard again.\n"


class Site:
    """An ASGI app for everything that is not the API."""

    def __init__(self, web: Path) -> None:
        self._page = web / "index.html"
        self._files = StaticFiles(directory=web, check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        path: str = scope["path"]
        if path.startswith("/api/"):
            await problem(404, "There is nothing at this address.")(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await problem(405, "This address can only be read.")(scope, receive, send)
        elif not self._page.is_file():
            await PlainTextResponse(NOT_BUILT, 503)(scope, receive, send)
        else:
            await self._serve(path.lstrip("/"), scope, receive, send)

    async def _serve(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        if not path or "." not in path.rpartition("/")[2]:
            # A route of the front end; the page must be asked for anew, since its hashed files change.
            page = FileResponse(self._page, headers={"cache-control": "no-cache"})
            await page(scope, receive, send)
            return
        try:
            answer = await self._files.get_response(path, scope)
        except HTTPException as error:
            await problem(error.status_code, "There is no such file.")(scope, receive, send)
            return
        lasting = path.startswith("assets/")
        answer.headers["cache-control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        await answer(scope, receive, send)
