"""Builds everything once, in order, on one exit stack, and hands each folder what it needs of the others."""

from __future__ import annotations

import os
import socket as sockets
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from agents.responder import Responder
from app import hold
from app.caretaker import Caretaker
from app.following import Attention
from app.ledger import StoreLedger
from app.listener import Listener
from app.pipeline import Pipeline
from app.runtime import restarting
from app.web import WebServer
from app.workers import Workers
from conversation import accounts, engines, queue
from conversation.db import open_database
from conversation.secrets import load_keys
from core.checkpoints import KillAt
from core.clock import SystemClock
from dashboard.app import create_app
from dashboard.services import ProviderState, Services
from detector import selectors
from detector.renewal import Renewal
from detector.whatsapp import WhatsAppWeb
from llm.build import build_chain

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from app.runtime import Part
    from conversation.db import Database
    from conversation.secrets import Keys
    from core.ports import Clock
    from core.settings import Settings
    from llm.chain import Chain

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Store:
    """The database with its keys: all that commands need which do not start the whole."""

    db: Database
    keys: Keys


@dataclass(frozen=True, slots=True)
class Switchboard:
    """The whole product, ready to run."""

    store: Store
    whatsapp: WhatsAppWeb
    address: str
    parts: Mapping[str, Part]


@asynccontextmanager
async def open_store(settings: Settings, clock: Clock) -> AsyncIterator[Store]:
    """Keys and database. Keys are made only where no database exists yet: without its keys it is lost."""
    file = settings.data / "switchboard.db"
    exists = settings.database is not None or file.exists()
    keys = load_keys(settings.data / "keys", may_create=not exists or _fresh_elsewhere(settings))
    url = settings.database or f"sqlite+aiosqlite:///{file.resolve()}"
    async with open_database(url, keys, clock) as db:
        yield Store(db, keys)


@asynccontextmanager
async def build(settings: Settings) -> AsyncIterator[Switchboard]:
    """Everything that `switchboard run` needs. Raises CannotStart before anything is changed."""
    clock = SystemClock()
    table = selectors.load(settings.selectors)
    async with AsyncExitStack() as stack:
        stack.enter_context(hold.data_folder(settings.data))
        listener = stack.enter_context(hold.listening_socket(settings.dashboard))
        chain = await stack.enter_async_context(build_chain(settings.llm, clock, Path.cwd()))
        store = await stack.enter_async_context(open_store(settings, clock))
        checkpoint = KillAt(settings.testing.kill_at)
        whatsapp = WhatsAppWeb(settings, table, StoreLedger(store.db, settings.chats), clock, checkpoint)
        responder = Responder(chain, settings.agents, clock, deadline=settings.llm.deadline)
        pipeline = Pipeline(store.db, whatsapp, whatsapp, responder, settings, checkpoint)
        owner = f"{sockets.gethostname()}-{os.getpid()}"
        await _begin(store.db, settings, owner)
        workers = Workers(
            store.db,
            {"answer": pipeline.answer, "deliver": pipeline.deliver},
            clock,
            settings.conversation,
            owner,
        )
        caretaker = Caretaker(store.db, settings, clock)
        renewal = Renewal(settings.selectors, whatsapp.use, whatsapp.eyes.refuse)
        app = create_app(_services(settings, store, clock, whatsapp, chain))
        host, port = listener.getsockname()[:2]
        yield Switchboard(
            store=store,
            whatsapp=whatsapp,
            address=f"http://{'127.0.0.1' if host in {'0.0.0.0', '::'} else host}:{port}",  # noqa: S104
            parts={
                "whatsapp": restarting("whatsapp", whatsapp.run, clock),
                "listener": Listener(whatsapp, pipeline).run,
                "workers": workers.run,
                "selectors": restarting("selectors", renewal.run, clock),
                "caretaker": restarting("caretaker", caretaker.run, clock),
                "attention": Attention(store.db, whatsapp).run,
                "dashboard": WebServer(app, listener).run,
            },
        )


async def _begin(db: Database, settings: Settings, owner: str) -> None:
    """The account's row, and the jobs of a process that died: on SQLite nobody else can hold them."""
    async with db.transaction() as session:
        await accounts.ensure(session, settings.account.name)
        if settings.database is None or engines.is_sqlite(engines.parse(settings.database)):
            await queue.release(session, owner_not=owner)


def _fresh_elsewhere(settings: Settings) -> bool:
    return settings.database is not None and not (settings.data / "keys").exists()


def _services(
    settings: Settings, store: Store, clock: Clock, whatsapp: WhatsAppWeb, chain: Chain
) -> Services:
    return Services(
        db=store.db,
        keys=store.keys,
        clock=clock,
        settings=settings.dashboard,
        link=whatsapp,
        account=settings.account.name,
        version=version("switchboard"),
        data=settings.data,
        web=ROOT / "dashboard" / "web" / "dist",
        zone=settings.account.zone,
        health={"selectors": whatsapp.eyes},
        providers=lambda: _providers(chain),
    )


def _providers(chain: Chain) -> Sequence[ProviderState]:
    return [
        ProviderState(name, view.state.value, None if view.reason is None else view.reason.value, view.until)
        for name, view in chain.states()
    ]
