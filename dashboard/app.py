"""The dashboard as one ASGI app: API, live socket, probes and the built front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import WebSocketRoute

from dashboard import problems
from dashboard.access import guard
from dashboard.auth import Auth
from dashboard.checkup import Checkup
from dashboard.doorkeeper import Doorkeeper
from dashboard.live import Live
from dashboard.repeats import Repeats
from dashboard.routes import (
    chats,
    files,
    health,
    jobs,
    link,
    live_view,
    overview,
    probes,
    profile,
    records,
    schedules,
    sending,
    sessions,
)
from dashboard.schemas import Problem
from dashboard.site import Site
from dashboard.viewing import Viewing

if TYPE_CHECKING:
    from dashboard.services import Services

PREFIX = "/api/v1"
# The longest message is 65,536 characters, each of which JSON may write as twelve.
LARGEST_BODY = 1024 * 1024

PARTS = (
    sessions,
    overview,
    health,
    chats,
    files,
    sending,
    jobs,
    schedules,
    link,
    live_view,
    profile,
    records,
)


def create_app(services: Services) -> FastAPI:
    app = bare_app()
    auth = Auth(services)
    app.state.services = services
    app.state.auth = auth
    app.state.checkup = Checkup(services)
    app.state.repeats = Repeats(services.clock)
    app.router.routes.append(WebSocketRoute(f"{PREFIX}/live", Live(services, auth).serve, name="live"))
    viewing = app.state.viewing = Viewing(services, auth)
    app.router.routes.append(WebSocketRoute(f"{PREFIX}/live-view/screen", viewing.serve, name="live-view"))
    app.router.default = Site(services.web)
    app.add_middleware(
        Doorkeeper,
        hosts=services.settings.hosts,
        largest_body=LARGEST_BODY,
        larger={
            f"{PREFIX}/profile/import": profile.LARGEST_UPLOAD,
            f"{PREFIX}/files": files.LARGEST_FILE,
        },
    )
    return app


def bare_app() -> FastAPI:
    """The routes without anything behind them: enough to describe the API."""
    app = FastAPI(
        title="Switchboard",
        version="1",
        # The ready-made pages load scripts from elsewhere; the document itself is served behind sign-in.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        dependencies=[Depends(guard)],
        responses={"4XX": {"model": Problem}},
    )
    problems.install(app)
    api = APIRouter(prefix=PREFIX, max_body_size=LARGEST_BODY)
    for part in PARTS:
        api.include_router(part.router)
    app.include_router(api)
    app.include_router(probes.router)
    return app
