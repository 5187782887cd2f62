"""Who may do what: every route, walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from dashboard.access import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx2

    from tests.unit.dashboard.conftest import House

OPEN_TO_ALL = {
    ("POST", "/api/v1/auth/sign-in"),
    ("POST", "/api/v1/auth/refresh"),
    ("POST", "/api/v1/auth/sign-out"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
}
ADMINS_ONLY = {
    ("GET", "/api/v1/audit"),
    ("POST", "/api/v1/link/unlink"),
    ("POST", "/api/v1/live-view"),
    ("POST", "/api/v1/profile/seal"),
    ("POST", "/api/v1/profile/import"),
}
NOT_FOR_VIEWERS = {("GET", "/api/v1/link"), ("GET", "/api/v1/profile")}


def every_route(app: FastAPI) -> Iterator[tuple[str, str]]:
    for path, methods in app.openapi()["paths"].items():
        for method in methods:
            yield method.upper(), path
    yield "GET", "/api/v1/openapi.json"


async def status(client: httpx2.AsyncClient, method: str, path: str) -> int:
    answer = await client.request(method, path.format(chat_id=1, job_id=1, schedule_id=1), json={})
    return answer.status_code


async def test_every_route_but_five_asks_for_a_sign_in(house: House, stranger: httpx2.AsyncClient) -> None:
    routes = set(every_route(house.app))
    refused = {route for route in routes if await status(stranger, *route) == 401}
    assert routes - refused == OPEN_TO_ALL


async def test_a_viewer_changes_nothing(house: House, viewer: httpx2.AsyncClient) -> None:
    routes = set(every_route(house.app)) - OPEN_TO_ALL
    refused = {route for route in routes if await status(viewer, *route) == 403}
    changing = {route for route in routes if route[0] != "GET"}
    assert refused == changing | ADMINS_ONLY | NOT_FOR_VIEWERS


async def test_an_operator_may_do_all_but_what_admins_do(house: House, operator: httpx2.AsyncClient) -> None:
    routes = set(every_route(house.app)) - OPEN_TO_ALL
    assert {route for route in routes if await status(operator, *route) == 403} == ADMINS_ONLY


async def test_an_admin_is_refused_nothing(house: House, admin: httpx2.AsyncClient) -> None:
    routes = set(every_route(house.app)) - OPEN_TO_ALL
    assert {route for route in routes if await status(admin, *route) in {401, 403}} == set()


async def test_a_route_that_names_nobody_serves_nobody(house: House, admin: httpx2.AsyncClient) -> None:
    @house.app.get("/api/v1/forgotten")
    async def forgotten() -> str:
        return "secret"

    assert (await admin.get("/api/v1/forgotten")).status_code == 403


@pytest.mark.parametrize(
    ("role", "other", "includes"),
    [
        (Role.ADMIN, Role.OPERATOR, True),
        (Role.OPERATOR, Role.OPERATOR, True),
        (Role.OPERATOR, Role.ADMIN, False),
        (Role.VIEWER, Role.OPERATOR, False),
    ],
)
def test_a_role_includes_those_below_it(role: Role, other: Role, includes: bool) -> None:
    assert role.includes(other) is includes
