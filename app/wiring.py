"""Builds everything once, in order, on one exit stack, and hands each folder what it needs of the others."""

from __future__ import annotations

import os
import socket as sockets
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from app import hold, numbers
from app.backup import database_url, is_begun
from app.caretaker import Caretaker
from app.numbers import Shared
from app.runtime import restarting
from app.schedule import Schedules
from app.web import WebServer
from conversation import accounts, engines, queue
from conversation.db import open_database
from conversation.secrets import load_keys
from core.checkpoints import KillAt
from core.clock import SystemClock
from core.errors import CannotStart
from dashboard.app import create_app
from dashboard.services import ProviderState, Services
from detector import selectors
from llm.build import build_models

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from app.numbers import Number
    from app.runtime import Part
    from conversation.db import Database
    from conversation.secrets import Keys
    from core.ports import Clock
    from core.settings import Settings
    from detector.whatsapp import WhatsAppWeb
    from llm.build import Models

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Store:
    """The database with its keys: all that commands need which do not start the whole."""

    db: Database
    keys: Keys


@dataclass(frozen=True, slots=True)
class Switchboard:
    """The whole product, ready to run. `numbers`: the first is `account`, the others are `accounts`."""

    store: Store
    numbers: Sequence[Number]
    address: str
    parts: Mapping[str, Part]

    @property
    def whatsapp(self) -> WhatsAppWeb:
        return self.numbers[0].whatsapp


@asynccontextmanager
async def open_store(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    """Keys and database. Keys are made only where no database exists yet: without its keys it is lost."""
    exists = settings.database is not None or is_begun(settings)
    keys = load_keys(settings.data / "keys", may_create=not exists or _fresh_elsewhere(settings))
    async with open_database(database_url(settings), keys, clock) as db:
        yield Store(db, keys)


@asynccontextmanager
async def open_existing(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    """The same for a command that may work beside a running Switchboard: nothing is made, and nothing
    brought up to date under it. Raises CannotStart where there is nothing yet, or something older."""
    if not is_begun(settings):
        raise CannotStart(f"{settings.data} holds no database yet; start with: switchboard run")
    keys = load_keys(settings.data / "keys", may_create=False)
    async with open_database(database_url(settings), keys, clock, may_upgrade=False) as db:
        yield Store(db, keys)


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Switchboard]:
    """Everything that `switchboard run` needs. Raises CannotStart before anything is changed."""
    clock = SystemClock()
    table = selectors.load(settings.selectors)
    async with AsyncExitStack() as stack:
        stack.enter_context(hold.data_folder(settings.data))
        listener = stack.enter_context(hold.listening_socket(settings.dashboard))
        models = await stack.enter_async_context(build_models(settings.llm, clock, Path.cwd()))
        store = await stack.enter_async_context(open_store(settings, clock))
        owner = f"{sockets.gethostname()}-{os.getpid()}"
        shared = Shared(store, table, models, clock, KillAt(settings.testing.kill_at), owner)
        all_ = [numbers.build(each, shared) for each in settings.numbers()]
        await _begin(store.db, settings, owner)
        app = create_app(_services(settings, store, clock, all_, models))
        schedules = Schedules(store.db, clock, settings.conversation)
        caretaker = Caretaker(store.db, settings, clock)
        host, port = listener.getsockname()[:2]
        parts = {
            name if number is all_[0] else f"{number.name}: {name}": part
            for number in all_
            for name, part in number.parts.items()
        }
        yield Switchboard(
            store=store,
            numbers=all_,
            address=f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}",  # noqa: S104
            parts={
                **parts,
                "wakeups": restarting("wakeups", store.db.hear, clock),
                "schedules": restarting("schedules", schedules.run, clock),
                "caretaker": restarting("caretaker", caretaker.run, clock),
                "dashboard": WebServer(app, listener).run,
            },
        )


async def _begin(db: Database, settings: Settings, owner: str) -> None:
    """The accounts' rows, and the jobs of a process that died: on SQLite nobody else can hold them."""
    async with db.transaction() as session:
        for each in settings.numbers():
            await accounts.ensure(session, each.account.name)
        if settings.database is None or engines.is_sqlite(engines.parse(settings.database)):
            await queue.release(session, owner_not=owner)


def _fresh_elsewhere(settings: Settings) -> bool:
    return settings.database is not None and not (settings.data / "keys").exists()


def _services(
    settings: Settings, store: Store, clock: Clock, all_: Sequence[Number], models: Models
) -> Services:
    return Services(
        db=store.db,
        keys=store.keys,
        clock=clock,
        settings=settings.dashboard,
        link=all_[0].whatsapp,
        number_link=all_[0].whatsapp.linking,
        profiles=all_[0].profiles,
        live_view=all_[0].whatsapp.live_view,
        account=settings.account.name,
        version=version("switchboard"),
        data=settings.data,
        web=ROOT / "dashboard" / "web" / "dist",
        zone=settings.account.zone,
        backlog=settings.conversation.backlog,
        health=all_[0].health,
        numbers={each.name: each.services for each in all_},
        providers=lambda: _providers(models),
        pace=settings.pace,
        is_paced=settings.is_paced,
    )


def _providers(models: Models) -> Sequence[ProviderState]:
    return [
        ProviderState(name, view.state.value, None if view.reason is None else view.reason.value, view.until)
        for name, view in models.states()
    ]
