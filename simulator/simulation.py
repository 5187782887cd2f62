"""One run: the world and everything that keeps it moving, put together once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import stops
from simulator.bell import Bell
from simulator.clock import WorldClock
from simulator.content import ENCRYPTION, ENCRYPTION_WORDS
from simulator.deliveries import NO_FAULTS, Deliveries
from simulator.deliveries import Faults as SendFaults
from simulator.devices import Devices
from simulator.diary import Diary
from simulator.disturbances import Disturbances
from simulator.errands import Errands
from simulator.faults import Faults
from simulator.look import Look
from simulator.overlays import Banner, Overlays
from simulator.screens import AutoScan
from simulator.switches import Switches
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


class Simulation:
    """What the three servers share."""

    def __init__(self, clock: Clock, pace: Pace, store: Store, owner: str = "Me") -> None:
        self.clock = clock if isinstance(clock, WorldClock) else WorldClock(clock)
        self.pace = pace
        self.diary = Diary(self.clock)
        self.look = Look()
        self.switches = Switches()
        self.world = World(self.clock, owner)
        self.store = store
        store.load(self.world)
        self.devices = Devices(store, self.clock, self.diary)
        self.deliveries = Deliveries(self.world, self.diary, pace)
        self.errands = Errands()
        self.overlays = Overlays(self.tell, pace, self.diary, self.errands)
        self.disturbances = Disturbances()
        self.auto_scan = AutoScan()
        self.stop: stops.Stop | None = None
        self.is_restricted = False
        self.slowness = 0
        self.sessions: list[Session] = []
        self.phones: list[WebSocket] = []
        self.on_phone: list[Callable[[], None]] = []
        self.bell = Bell()
        self.outage_ends = clock.monotonic()
        self.is_phone_online = True
        self.world.listeners.append(self._hear)
        self.devices.on_unlink.append(self._unlink_pages)
        self.devices.on_log_out.append(self._unlink_pages_of)
        self.faults = Faults(self)

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

    def confirm(self, typed: str | None) -> bool:
        """Types the eight characters of the newest page that shows some into the owner's phone."""
        return any(session.screens.confirm(typed) for session in reversed(self.sessions))

    def is_open(self, chat_id: str) -> bool:
        return any(session.is_open(chat_id) for session in self.sessions)

    def meet(self, name: str, kind: Kind, members: Iterable[str] = (), *, at: datetime | None = None) -> Chat:
        """A new chat; like every chat it starts with the note on encryption."""
        chat = self.world.add_chat(name, kind, members)
        self.world.notice(chat.id, ENCRYPTION_WORDS, at=at, content=ENCRYPTION)
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
        self.disturbances.forget()
        if self.stop is not None:
            session.screens.put(self.stop)
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
        self.overlays.show_banner(None if on else Banner(name="phone"))
        self.pages_changed()

    def tell(self, frame: dict[str, Any]) -> None:
        for session in self.sessions:
            session.tell(frame)

    def put(self, name: str | None, title: str = "", text: str = "") -> None:
        """A full screen in the way of the chats, until taken away; a conflict only on the newest page."""
        stop = None if name is None else stops.named(name, title, text)
        self.diary.note("stop", name=name or "none")
        self.stop = stop if stop is not None and stop.everywhere else None
        reached = self.sessions if stop is None or stop.everywhere else self.sessions[-1:]
        for session in reached:
            session.screens.put(stop)

    def passed(self, stop: stops.Stop) -> None:
        """A person pressed past a full screen on one page; it is gone from all."""
        if stop.everywhere:
            self.put(None)

    def take_over(self, session: Session) -> None:
        """The page shows the chats now; with the switch on no other page of the same link does."""
        if not self.switches.one_page:
            return
        self.sessions.remove(session)
        self.sessions.append(session)
        for other in self.sessions[:-1]:
            if other.screens.key == session.screens.key:
                other.screens.put(stops.CONFLICT)

    def restrict(self, *, on: bool) -> None:
        self.is_restricted = on
        self.deliveries.faults = SendFaults(fail=True) if on else NO_FAULTS
        self.tell({"t": "restricted", "on": on})

    def slow_down(self, ms: int, seconds: float = 0) -> None:
        """Each frame is drawn later; with `seconds` only for that long."""
        self.slowness = ms
        self.tell({"t": "slow", "ms": ms})
        if seconds:
            self.errands.start(self._speed_up, seconds)

    def jump(self, seconds: float) -> None:
        """The time of day is another, as after a suspended night."""
        self.clock.jump(seconds)
        self.diary.note("clock", seconds=seconds)
        self.tell({"t": "clock", "ahead": self.clock.ahead})

    async def _speed_up(self, seconds: float) -> None:
        await self.pace.sleep(seconds)
        self.slow_down(0)

    def tell_pace(self) -> None:
        for session in self.sessions:
            session.tell_pace()

    def _hear(self, change: Change) -> None:
        for session in self.sessions:
            session.hear(change)
        self.pages_changed()

    def _unlink_pages_of(self, key: str) -> None:
        for session in list(self.sessions):
            if session.screens.key == key:
                session.unlink()

    def _unlink_pages(self) -> None:
        for session in list(self.sessions):
            session.unlink()
