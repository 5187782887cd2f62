"""The live socket, over a real server: told in order, from where one left off, and gone when it must go."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from conversation import activity
from dashboard import live

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from websockets.asyncio.client import ClientConnection

    from tests.unit.dashboard.conftest import House


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Served:
    """The app on a port of its own."""

    def __init__(self, house: House, server: uvicorn.Server) -> None:
        self.house = house
        self.server = server
        self.port: int = server.servers[0].sockets[0].getsockname()[1]

    async def token(self, role: str = "viewer") -> str:
        async with self.house.signed_in(role) as client:
            return client.headers["Authorization"].removeprefix("Bearer ")

    @asynccontextmanager
    async def socket(self, **options: Any) -> AsyncIterator[ClientConnection]:
        headers = options.pop("headers", {})
        url = f"ws://127.0.0.1:{self.port}/api/v1/live"
        async with connect(url, additional_headers=headers, proxy=None, **options) as socket:
            yield socket

    @asynccontextmanager
    async def signed_in(self, since: int | None = None) -> AsyncIterator[ClientConnection]:
        token = await self.token()
        async with self.socket() as socket:
            await socket.send(json.dumps({"token": token, "since": since}))
            assert (await hear(socket))["type"] == "ready"
            yield socket


@pytest.fixture
async def served(house: House) -> AsyncIterator[Served]:
    config = uvicorn.Config(house.app, port=0, log_config=None, access_log=False, ws="websockets-sansio")
    server = _Server(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 (uvicorn offers no event)
            await asyncio.sleep(0.005)
        yield Served(house, server)
        server.should_exit = True


async def hear(socket: ClientConnection, patience: float = 5.0) -> dict[str, Any]:
    async with asyncio.timeout(patience):
        frame: dict[str, Any] = json.loads(await socket.recv())
    return frame


async def hear_events(socket: ClientConnection, count: int) -> list[int]:
    ids: list[int] = []
    while len(ids) < count:
        frame = await hear(socket)
        if frame["type"] == "event":
            ids.append(frame["id"])
    return ids


async def close_code(socket: ClientConnection) -> int:
    try:
        while True:
            await hear(socket)
    except ConnectionClosed:
        assert socket.close_code is not None
        return socket.close_code


async def happen(house: House, times: int = 1) -> None:
    async with house.db.transaction() as session:
        for _ in range(times):
            await activity.add(session, "link_changed", account="main", detail="main")


async def newest(house: House) -> int:
    async with house.db.reading() as session:
        return (await activity.bounds(session))[1]


async def test_what_happens_is_told_at_once(served: Served) -> None:
    async with served.signed_in() as socket:
        await happen(served.house)
        frame = await hear(socket)
        while frame["type"] != "event":
            frame = await hear(socket)
        assert (frame["kind"], frame["detail"], frame["account"]) == ("link_changed", "main", "main")
        assert frame["id"] == await newest(served.house)


async def test_whoever_comes_back_misses_nothing(served: Served) -> None:
    house = served.house
    async with served.signed_in() as socket:
        await happen(house)
        (last,) = await hear_events(socket, 1)
    await happen(house, 500)
    async with served.signed_in(since=last) as socket:
        # The sign-in of the second visit is an event too.
        assert await hear_events(socket, 501) == list(range(last + 1, last + 502))


async def test_whoever_was_away_too_long_is_told_to_look_again(served: Served) -> None:
    house = served.house
    await happen(house, 20)
    token = await served.token()
    async with house.db.transaction() as session:
        await activity.trim(session, 5)
    async with served.socket() as socket:
        await socket.send(json.dumps({"token": token, "since": 2}))
        assert (await hear(socket))["type"] == "ready"
        assert await hear(socket) == {"type": "resync", "newest": await newest(house)}
        await happen(house)
        assert await hear_events(socket, 1) == [await newest(house)]


async def test_whoever_comes_from_the_future_is_told_to_look_again(served: Served) -> None:
    async with served.signed_in(since=10_000) as socket:
        assert (await hear(socket))["type"] == "resync"


async def test_a_silent_line_is_proved_alive(served: Served) -> None:
    async with served.signed_in() as socket:
        assert (await hear(socket))["type"] == "beat"
        await served.house.clock.advance(live.BEAT)
        assert (await hear(socket))["type"] == "beat"


@pytest.mark.parametrize(
    "first",
    [
        "",
        "x",
        "[]",
        '{"since": 1}',
        '{"token": 1}',
        '{"token": "x", "more": 1}',
        '{"token": "' + "x" * 9000 + '"}',
    ],
)
async def test_a_first_frame_that_makes_no_sense_ends_it(served: Served, first: str) -> None:
    async with served.socket() as socket:
        await socket.send(first)
        assert await close_code(socket) == live.BAD_FRAME


async def test_a_token_that_opens_nothing_ends_it(served: Served) -> None:
    async with served.socket() as socket:
        await socket.send(json.dumps({"token": "x.y.z"}))
        assert await close_code(socket) == live.SIGN_IN_AGAIN


async def test_whoever_says_nothing_is_not_kept(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "FIRST_FRAME", 0.05)
    async with served.socket() as socket:
        assert await close_code(socket) == live.BAD_FRAME


async def test_the_line_ends_with_the_token(served: Served) -> None:
    async with served.signed_in() as socket:
        await hear(socket)
        await served.house.clock.advance(601)
        assert await close_code(socket) == live.SIGN_IN_AGAIN


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}]
)
async def test_a_foreign_page_gets_no_line(served: Served, headers: dict[str, str]) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with served.socket(headers=headers):
            pass
    assert refused.value.response.status_code == 403


async def test_our_own_page_gets_one(served: Served) -> None:
    async with served.socket(origin=f"http://127.0.0.1:{served.port}") as socket:
        await socket.send(json.dumps({"token": await served.token()}))
        assert (await hear(socket))["type"] == "ready"


async def test_there_is_room_for_so_many_only(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_CLIENTS", 1)
    async with served.signed_in() as first:
        async with served.socket() as second:
            assert await close_code(second) == live.TRY_LATER
        await happen(served.house)
        assert len(await hear_events(first, 1)) == 1
    async with served.signed_in():
        pass


async def test_an_open_line_does_not_hold_up_the_end(house: House) -> None:
    config = uvicorn.Config(house.app, port=0, log_config=None, access_log=False, ws="websockets-sansio")
    server = _Server(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 (uvicorn offers no event)
            await asyncio.sleep(0.005)
        served = Served(house, server)
        async with served.signed_in() as one, served.signed_in() as other:
            await hear(one)
            began = time.monotonic()
            server.should_exit = True
            await close_code(one)
            await close_code(other)
    assert time.monotonic() - began < 1.0
