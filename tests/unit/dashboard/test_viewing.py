"""The live view's socket: who gets in, what is done to the page, how it ends, and what is written down."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from conversation import audit, operators
from conversation.models import Operator
from core.live_view import Key, Mouse, Typed, Wheel
from core.observe import configure
from core.settings import Log
from dashboard import live, viewing
from tests.journey.simulation import until
from tests.unit.dashboard.conftest import PASSWORD
from tests.unit.dashboard.test_live import served as served

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx2
    from websockets.asyncio.client import ClientConnection

    from tests.unit.dashboard.conftest import House
    from tests.unit.dashboard.test_live import Served

ASK = "/api/v1/live-view"
PATIENCE = 20.0  # seconds


async def ticket(admin: httpx2.AsyncClient) -> str:
    answer = await admin.post(ASK, json={"password": PASSWORD})
    assert answer.status_code == 201
    return str(answer.json()["ticket"])


@asynccontextmanager
async def looking(served: Served, held: str) -> AsyncIterator[ClientConnection]:
    url = f"ws://127.0.0.1:{served.port}/api/v1/live-view/screen"
    async with connect(url, proxy=None) as socket:
        await socket.send(json.dumps({"ticket": held}))
        yield socket


async def hear(socket: ClientConnection) -> Any:
    async with asyncio.timeout(PATIENCE):
        said = await socket.recv()
    return json.loads(said) if isinstance(said, str) else said


async def code(socket: ClientConnection) -> int | None:
    """Hears until it is closed, and returns why."""
    try:
        while True:
            await hear(socket)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


async def written(house: House) -> list[tuple[str, str, Any]]:
    async with house.db.reading() as session:
        lines = await audit.listing(session)
    return [(line.actor, line.action, line.after) for line in lines if line.action.startswith("live_view")]


async def test_an_admin_sees_the_page_and_uses_it_and_the_keys_are_written_nowhere(
    served: Served, admin: httpx2.AsyncClient
) -> None:
    house = served.house
    async with looking(served, await ticket(admin)) as socket:
        assert await hear(socket) == {"type": "ready", "width": 1280, "height": 800}
        assert await hear(socket) == b"a picture"
        for frame in (
            {"type": "mouse", "does": "down", "x": 10, "y": 20.5},
            {"type": "wheel", "dx": 0, "dy": 120},
            {"type": "key", "key": "Tab", "shift": True},
            {"type": "text", "text": "hunter2"},
        ):
            await socket.send(json.dumps(frame))
        screen = house.view.screen
        assert screen is not None
        async with asyncio.timeout(PATIENCE):
            while len(screen.done) < 4:
                screen.happened.clear()
                await screen.happened.wait()
        expected = [Mouse("down", 10, 20.5), Wheel(0, 120), Key("Tab", shift=True), Typed("hunter2")]
        assert screen.done == expected
    closed, opened = await until(lambda: written(house), lambda lines: len(lines) == 2, PATIENCE)
    assert (opened[:2], closed[:2]) == (("admin", "live_view_opened"), ("admin", "live_view_closed"))
    assert "hunter2" not in str(await written(house))
    assert not house.view.is_open


async def test_a_wrong_password_opens_nothing_and_is_written_down(
    house: House, admin: httpx2.AsyncClient
) -> None:
    answer = await admin.post(ASK, json={"password": "wrong"})
    assert (answer.status_code, answer.json()["detail"]) == (403, "That is not your password.")
    assert [line[1] for line in await written(house)] == ["live_view_refused"]
    for _ in range(8):
        answer = await admin.post(ASK, json={"password": "wrong"})
    assert answer.status_code == 429


async def test_a_ticket_opens_once_and_not_late(served: Served, admin: httpx2.AsyncClient) -> None:
    once = await ticket(admin)
    async with looking(served, once) as socket:
        assert (await hear(socket))["type"] == "ready"
    late = await ticket(admin)
    await served.house.clock.advance(viewing.TICKET_LIFE + 1)
    for held in (once, late, "", "guess"):
        async with looking(served, held) as socket:
            assert await code(socket) == viewing.NO_TICKET


async def test_one_person_looks_at_a_time(served: Served, admin: httpx2.AsyncClient) -> None:
    first, second = await ticket(admin), await ticket(admin)
    async with looking(served, first) as socket:
        assert (await hear(socket))["type"] == "ready"
        async with looking(served, second) as other:
            assert await code(other) == viewing.TAKEN
        answer = await admin.post(ASK, json={"password": PASSWORD})
        assert (answer.status_code, "admin is looking" in answer.json()["detail"]) == (409, True)


async def test_it_ends_when_nobody_moves(served: Served, admin: httpx2.AsyncClient) -> None:
    async with looking(served, await ticket(admin)) as socket:
        assert (await hear(socket))["type"] == "ready"
        assert await hear(socket) == b"a picture"
        await served.house.clock.advance(viewing.IDLE + 1)
        assert await code(socket) == viewing.ENDED


async def test_it_ends_when_the_role_is_taken_away(served: Served, admin: httpx2.AsyncClient) -> None:
    async with looking(served, await ticket(admin)) as socket:
        assert (await hear(socket))["type"] == "ready"
        async with served.house.db.transaction() as session:
            found = await operators.by_name(session, "admin")
            assert found is not None
            await session.execute(update(Operator).where(Operator.id == found[0].id).values(is_active=False))
        await served.house.clock.advance(20)
        assert await code(socket) == viewing.NO_TICKET


@pytest.mark.parametrize(
    "frame", ["", "{", '{"type": "eval"}', '{"type": "mouse", "does": "down", "x": NaN, "y": 0}']
)
async def test_what_is_no_gesture_ends_it(served: Served, admin: httpx2.AsyncClient, frame: str) -> None:
    async with looking(served, await ticket(admin)) as socket:
        assert (await hear(socket))["type"] == "ready"
        await socket.send(frame)
        assert await code(socket) == live.BAD_FRAME


async def test_without_a_browser_it_says_so(served: Served, admin: httpx2.AsyncClient) -> None:
    served.house.view.screen = None
    async with looking(served, await ticket(admin)) as socket:
        assert await code(socket) == viewing.NO_BROWSER


def test_frames_of_the_socket_are_not_logged_however_much_is() -> None:
    quiet = logging.getLogger("uvicorn.error")
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        configure(Log(level="DEBUG"))
        assert not quiet.isEnabledFor(logging.DEBUG)
    finally:
        logging.getLogger().handlers[:] = handlers
        logging.getLogger().setLevel(level)
