"""An app on a real database with one operator of each role, and clients signed in as each of them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest

from conversation import accounts, chats, operators
from core.errors import BrowserGone
from core.linking import Pairing
from core.settings import ChatRule, Dashboard
from core.types import Access, ChatKind, ChatRef, LinkView, Screen
from dashboard.app import create_app
from dashboard.passwords import hash_password
from dashboard.services import ProviderState, Services
from tests.contract.store import KEYS, SQLiteStores, opened
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager

    from fastapi import FastAPI

    from conversation.db import Database
    from core.errors import CannotStart, LinkingFailed
    from core.live_view import Gesture

PASSWORD = "correct horse battery staple"
ROLES = ("viewer", "operator", "admin")
BASE = "http://127.0.0.1:8014"


@dataclass
class FakeLink:
    """A phone that tests link and unlink; `fault` is what stands in the way."""

    view: LinkView
    refreshed: int = 0
    fault: LinkingFailed | None = None

    def link(self) -> LinkView:
        return self.view

    async def refresh_qr(self) -> None:
        self.refreshed += 1

    async def ask_code(self, number: str) -> None:
        if self.fault is not None:
            raise self.fault
        until = self.view.since + timedelta(minutes=3)
        self.view = replace(
            self.view, screen=Screen.PHONE_NUMBER, pairing=Pairing.CODE, code="ABCD2345", code_until=until
        )

    async def show_qr(self) -> None:
        self.view = LinkView(Screen.QR, self.view.since, qr="2@back")

    async def unlink(self) -> None:
        if self.fault is not None:
            raise self.fault
        self.view = LinkView(Screen.QR, self.view.since, qr="2@next")

    def shows(self, screen: Screen, qr: str | None = None, *, qr_expired: bool = False) -> None:
        self.view = replace(self.view, screen=screen, qr=qr, qr_expired=qr_expired)


@dataclass
class FakeProfiles:
    """Keeps what it was given; `fault` is what stands in the way."""

    taken: list[bytes] = field(default_factory=list)
    forgotten: int = 0
    fault: CannotStart | None = None

    async def take(self, archive: Path) -> None:
        if self.fault is not None:
            raise self.fault
        self.taken.append(archive.read_bytes())  # noqa: ASYNC240 (a small file of a test)

    async def forget(self) -> None:
        self.forgotten += 1

    async def seal(self) -> None:
        if self.fault is not None:
            raise self.fault


class FakeScreen:
    """A page of one picture; what is done to it is kept."""

    size = (1280, 800)

    def __init__(self) -> None:
        self.done: list[Gesture] = []
        self.happened = asyncio.Event()

    async def pictures(self) -> AsyncIterator[bytes]:
        yield b"a picture"
        await asyncio.Event().wait()

    async def act(self, gesture: Gesture) -> None:
        self.done.append(gesture)
        self.happened.set()


@dataclass
class FakeView:
    """Who looks sees `screen`; without one there is no browser."""

    screen: FakeScreen | None = field(default_factory=FakeScreen)
    is_open: bool = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[FakeScreen]:
        if self.screen is None:
            raise BrowserGone("no browser")
        self.is_open = True
        try:
            yield self.screen
        finally:
            self.is_open = False


@dataclass
class House:
    """The app with all that it was given."""

    app: FastAPI
    db: Database
    clock: FakeClock
    link: FakeLink
    providers: list[ProviderState] = field(default_factory=list)
    profiles: FakeProfiles = field(default_factory=FakeProfiles)
    data: Path = Path()
    view: FakeView = field(default_factory=FakeView)

    def client(self, **options: str) -> httpx2.AsyncClient:
        """Somebody who is not signed in; `address` is where they come from."""
        transport = httpx2.ASGITransport(self.app, client=(options.get("address", "192.0.2.1"), 1234))
        return httpx2.AsyncClient(transport=transport, base_url=BASE)

    @asynccontextmanager
    async def signed_in(self, role: str) -> AsyncIterator[httpx2.AsyncClient]:
        async with self.client(address=f"192.0.2.{10 + ROLES.index(role)}") as client:
            answer = await client.post("/api/v1/auth/sign-in", json={"name": role, "password": PASSWORD})
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
            yield client

    async def chat(self, name: str = "Ann", access: Access = Access.ALLOWED) -> int:
        async with self.db.transaction() as session:
            ref = ChatRef("main", name, ChatKind.PERSON)
            return (await chats.meet(session, ref, [ChatRule(access=access)])).id


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> SQLiteStores:
    return SQLiteStores(tmp_path_factory.mktemp("stores"))


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A built front end of two files."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Switchboard</title>", encoding="utf-8")
    (folder / "assets" / "index-abc123.js").write_text("export {}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not for the web", encoding="utf-8")
    return folder


@pytest.fixture
async def db(stores: SQLiteStores, clock: FakeClock, password_hash: str) -> AsyncIterator[Database]:
    async with opened(await stores.fresh(), clock) as database:
        async with database.transaction() as session:
            await accounts.ensure(session, "main")
            for role in ROLES:
                await operators.create(session, role, password_hash, role)
        yield database


@pytest.fixture
def house(db: Database, clock: FakeClock, web: Path, tmp_path: Path) -> House:
    link = FakeLink(LinkView(screen=Screen.MAIN, since=clock.utc()))
    providers = [ProviderState("offline", "closed")]
    profiles = FakeProfiles()
    view = FakeView()

    def states() -> Sequence[ProviderState]:
        return providers

    services = Services(
        db=db,
        keys=KEYS,
        clock=clock,
        settings=Dashboard(),
        link=link,
        number_link=link,
        profiles=profiles,
        live_view=view,
        account="main",
        version="0.0.0",
        data=tmp_path,
        web=web,
        providers=states,
    )
    return House(create_app(services), db, clock, link, providers, profiles, tmp_path, view)


@pytest.fixture
async def viewer(house: House) -> AsyncIterator[httpx2.AsyncClient]:
    async with _as(house, "viewer") as client:
        yield client


@pytest.fixture
async def operator(house: House) -> AsyncIterator[httpx2.AsyncClient]:
    async with _as(house, "operator") as client:
        yield client


@pytest.fixture
async def admin(house: House) -> AsyncIterator[httpx2.AsyncClient]:
    async with _as(house, "admin") as client:
        yield client


@pytest.fixture
async def stranger(house: House) -> AsyncIterator[httpx2.AsyncClient]:
    async with house.client() as client:
        yield client


def _as(house: House, role: str) -> AbstractAsyncContextManager[httpx2.AsyncClient]:
    return house.signed_in(role)
