"""The real dashboard on a real port, with chats that show everything its screens can show."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from conversation import accounts, chats, inbox, operators, outbox
from conversation.db import open_database
from conversation.secrets import load_keys
from core.clock import SystemClock
from core.linking import Pairing
from core.settings import ChatRule, Dashboard
from core.types import (
    Access,
    Author,
    ChatKind,
    ChatRef,
    Direction,
    Incoming,
    LinkView,
    MessageKind,
    Mode,
    OutboxState,
    Screen,
    Seen,
    Tick,
)
from dashboard.app import create_app
from dashboard.passwords import hash_password
from dashboard.services import ProviderState, Services
from tests.journey.simulation import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from datetime import datetime

    from conversation.db import Database
    from core.live_view import Gesture

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "dashboard" / "web" / "dist"
PASSWORD = "correct horse battery staple"

MARIA = "Maria Oliveira"
CAFE = "مقهى الياسمين للقهوة العربية الأصيلة والحلويات الشرقية الفاخرة"
FOOTBALL = "Sunday football ⚽"
NOAH = "Noah Williams"
EMPTY = "Kenji Tanaka 🍜"


class ShiftedClock(SystemClock):
    """The machine's clock, which a test may set back to write history."""

    def __init__(self) -> None:
        self.back = timedelta()

    def utc(self) -> datetime:
        return super().utc() - self.back


class FixedLink:
    """A link that stays as a test sets it."""

    def __init__(self, view: LinkView) -> None:
        self.view = view

    def link(self) -> LinkView:
        return self.view

    async def refresh_qr(self) -> None:
        return None

    async def ask_code(self, number: str) -> None:
        until = self.view.since + timedelta(minutes=3)
        self.view = LinkView(
            Screen.PHONE_NUMBER, self.view.since, pairing=Pairing.CODE, code="W1K7Q2PX", code_until=until
        )

    async def show_qr(self) -> None:
        self.shows(Screen.QR, "2@back,again")

    async def take(self, archive: Path) -> None:
        self.shows(Screen.LOADING)

    async def forget(self) -> None:
        return None

    async def seal(self) -> None:
        return None

    async def unlink(self) -> None:
        self.shows(Screen.QR, "2@next,one")

    def shows(self, screen: Screen, qr: str | None = None) -> None:
        self.view = LinkView(screen, self.view.since, qr=qr)


class StillView:
    """A live view of a page that shows one picture and keeps what is done to it."""

    size = (1280, 800)
    picture = b""

    def __init__(self) -> None:
        self.done: list[Gesture] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[StillView]:
        yield self

    async def pictures(self) -> AsyncIterator[bytes]:
        yield self.picture
        await asyncio.Event().wait()

    async def act(self, gesture: Gesture) -> None:
        self.done.append(gesture)


@dataclass
class House:
    """A running dashboard."""

    address: str
    db: Database
    clock: ShiftedClock
    link: FixedLink
    view: StillView


@asynccontextmanager
async def running(folder: Path, web: Path = WEB) -> AsyncIterator[House]:
    clock = ShiftedClock()
    keys = load_keys(folder / "keys", may_create=True)
    async with open_database(f"sqlite:///{folder / 'house.db'}", keys, clock) as db:
        async with db.transaction() as session:
            await accounts.ensure(session, "main")
            await operators.create(session, "Ana", hash_password(PASSWORD), "admin")
            await operators.create(session, "Vera", hash_password(PASSWORD), "viewer")
        link = FixedLink(LinkView(Screen.MAIN, clock.utc()))
        view = StillView()
        services = Services(
            db=db,
            keys=keys,
            clock=clock,
            settings=Dashboard(),
            link=link,
            number_link=link,
            profiles=link,
            live_view=view,
            account="main",
            version="0.1.0",
            data=folder,
            web=web,
            providers=lambda: (
                ProviderState("local-llama", "closed"),
                ProviderState("offline", "closed"),
            ),
        )
        async with _served(services) as address:
            yield House(address, db, clock, link, view)


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def _served(services: Services) -> AsyncIterator[str]:
    config = uvicorn.Config(
        create_app(services), port=0, log_config=None, access_log=False, ws="websockets-sansio"
    )
    server = _Server(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve())
        await until(lambda: _is_up(server), bool, 10.0)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True


async def _is_up(server: uvicorn.Server) -> bool:
    return server.started


class Teller:
    """Writes history: each thing is said some minutes ago."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._said = 0

    async def chat(
        self,
        name: str,
        kind: ChatKind = ChatKind.PERSON,
        *,
        access: Access = Access.ALLOWED,
        mode: Mode = Mode.AUTO,
    ) -> ChatRef:
        ref = ChatRef("main", name, kind)
        async with self._house.db.transaction() as session:
            await chats.meet(session, ref, [ChatRule(access=access, mode=mode)])
        return ref

    async def hears(
        self, chat: ChatRef, minutes: float, text: str, *, sender: str | None = None, kind: str = "text"
    ) -> None:
        self.back(minutes)
        message = self._bubble(chat, text, Direction.IN, sender=sender, kind=MessageKind(kind))
        await self._accept(message)

    async def says(self, chat: ChatRef, minutes: float, text: str, *, by: str | None = None) -> None:
        """An answer of the bot, or of the operator `by`, that was read."""
        self.back(minutes)
        row = await self._put(chat, text, by)
        message = self._bubble(chat, text, Direction.OUT, tick=Tick.READ)
        async with self._house.db.transaction() as session:
            await outbox.move(session, row, OutboxState.SENDING, frm=OutboxState.QUEUED)
            await outbox.move(session, row, OutboxState.SENT, frm=OutboxState.SENDING, wa_id=message.wa_id)
        await self._accept(message)
        async with self._house.db.transaction() as session:
            await outbox.tick(session, chat, message.wa_id, Tick.READ)

    async def tries(self, chat: ChatRef, minutes: float, text: str, to: OutboxState, error: str) -> None:
        """A message of an operator that got stuck."""
        self.back(minutes)
        row = await self._put(chat, text, "Ana")
        async with self._house.db.transaction() as session:
            await outbox.move(session, row, OutboxState.SENDING, frm=OutboxState.QUEUED)
            await outbox.move(session, row, to, frm=OutboxState.SENDING, error=error)

    async def types_on_the_phone(self, chat: ChatRef, minutes: float, text: str) -> None:
        self.back(minutes)
        await self._accept(self._bubble(chat, text, Direction.OUT, tick=Tick.DELIVERED))

    async def notices(self, chat: ChatRef, minutes: float, text: str, unread: int) -> None:
        self.back(minutes)
        async with self._house.db.transaction() as session:
            found = await chats.find(session, chat)
            assert found is not None
            await chats.noticed(session, found.id, unread, text)

    def back(self, minutes: float) -> None:
        """From now on it is `minutes` ago."""
        self._house.clock.back = timedelta(minutes=minutes)

    async def _put(self, chat: ChatRef, text: str, by: str | None) -> int:
        async with self._house.db.transaction() as session:
            found = await chats.find(session, chat)
            assert found is not None
            author = Author.OPERATOR if by else Author.BOT
            return (await outbox.put(session, found.id, text, author=author, by=by)).id

    async def _accept(self, message: Incoming) -> None:
        async with self._house.db.transaction() as session:
            await inbox.accept(session, message, [], 4, 20)

    def _bubble(self, chat: ChatRef, text: str, direction: Direction, **other: object) -> Incoming:
        self._said += 1
        facts: dict[str, object] = {"kind": MessageKind.TEXT, **other}
        return Incoming(
            chat=chat,
            wa_id=f"3EB0{self._said:012X}",
            direction=direction,
            text=text,
            seen=Seen.LIVE,
            sent_at=self._house.clock.utc(),
            **facts,  # type: ignore[arg-type]
        )
