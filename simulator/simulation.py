"""One run: the world and everything that keeps it moving, put together once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.bell import Bell
from simulator.content import Notice
from simulator.deliveries import Deliveries
from simulator.devices import Devices
from simulator.diary import Diary
from simulator.look import Look
from simulator.screens import AutoScan
from simulator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from starlette.websockets import WebSocket

    from simulator.clock import Clock
    from simulator.model import Change, Chat, Kind
    from simulator.pace import Pace
    from simulator.session import Session
    from simulator.store import Store

ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. "
    "Only people in this chat can read, listen to, or share them. Click to learn more."
)


class Simulation:
    """What the three servers share."""

    def __init__(self, clock: Clock, pace: Pace, store: Store, owner: str = "Me") -> None:
        self.clock = clock
        self.pace = pace
        self.diary = Diary(clock)
        self.look = Look()
        self.world = World(clock, owner)
        self.store = store
        store.load(self.world)
        self.devices = Devices(store, clock, self.diary)
        self.deliveries = Deliveries(self.world, self.diary, pace)
        self.auto_scan = AutoScan()
        self.sessions: list[Session] = []
        self.phones: list[WebSocket] = []
        self.on_phone: list[Callable[[], None]] = []
        self.bell = Bell()
        self.outage_ends = clock.monotonic()
        self.is_phone_online = True
        self.world.listeners.append(self._hear)
        self.devices.on_unlink.append(self._unlink_pages)

    # A page that is looked at is the newest one; older tabs stay connected behind it.
    @property
    def page(self) -> Session | None:
        return self.sessions[-1] if self.sessions else None

    @property
    def screen(self) -> str:
        return self.page.screens.name if self.page else "splash"

    def scan(self) -> bool:
        """Scans the code of the newest page that shows one."""
        return any(session.screens.scan() for session in reversed(self.sessions))

    def is_open(self, chat_id: str) -> bool:
        return any(session.is_open(chat_id) for session in self.sessions)

    def meet(self, name: str, kind: Kind, members: Iterable[str] = (), *, at: datetime | None = None) -> Chat:
        """A new chat; like every chat it starts with the note on encryption."""
        chat = self.world.add_chat(name, kind, members)
        self.world.notice(chat.id, ENCRYPTED, at=at, content=Notice(kind="notice", about="encryption"))
        return chat

    def drew(self, message_ids: Iterable[str]) -> None:
        fresh = self.world.set_drawn(message_ids)
        if not fresh:
            return
        self.store.set_drawn(fresh)
        for message in fresh:
            self.diary.note("drawn", chat_id=message.chat_id, message_id=message.id)
        self.bell.ring()

    def join(self, session: Session) -> None:
        self.sessions.append(session)
        self.pages_changed()

    def leave(self, session: Session) -> None:
        self.sessions.remove(session)
        self.diary.note("disconnected")
        self.pages_changed()

    def pages_changed(self) -> None:
        """A page came, went, or shows another screen."""
        self.bell.ring()
        for listener in self.on_phone:
            listener()

    async def cut_network(self, seconds: float) -> None:
        """Drops every page, and lets none back for the given time."""
        self.outage_ends = self.clock.monotonic() + seconds
        await self.hang_up()

    @property
    def is_cut(self) -> bool:
        return self.clock.monotonic() < self.outage_ends

    async def hang_up(self) -> None:
        for session in list(self.sessions):
            await session.drop()

    async def hang_up_phones(self) -> None:
        for phone in list(self.phones):
            await phone.close(1012)

    def show(self, look: Look) -> None:
        """Another build, language or clock, at once and in the middle of whatever goes on."""
        self.look = look
        for session in self.sessions:
            session.tell_look()

    def set_phone_online(self, on: bool) -> None:
        """The owner's phone left the network or is back; linked pages say so and go on."""
        if self.is_phone_online == on:
            return
        self.is_phone_online = on
        self.diary.note("phone", on=on)
        for session in self.sessions:
            session.tell_phone()
        self.pages_changed()

    def tell_pace(self) -> None:
        for session in self.sessions:
            session.tell_pace()

    def _hear(self, change: Change) -> None:
        for session in self.sessions:
            session.hear(change)
        self.pages_changed()

    def _unlink_pages(self) -> None:
        for session in list(self.sessions):
            session.unlink()
