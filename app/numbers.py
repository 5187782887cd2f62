"""One WhatsApp number of the installation: its own browser, profile, limits, pipeline and workers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agents.responder import Responder
from app.call_book import StoreBook
from app.following import Attention
from app.ledger import StoreLedger
from app.listener import Listener
from app.pipeline import Pipeline
from app.profiles import Profiles, Vault
from app.runtime import restarting
from app.witness import WitnessedChannel, WitnessedDecider, WitnessedModel
from app.workers import Workers
from dashboard.services import NumberServices
from detector.renewal import Renewal
from detector.whatsapp import WhatsAppWeb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.runtime import Part
    from app.wiring import Store
    from core.ports import Checkpoint, Clock, Health
    from core.settings import Settings
    from detector.selectors import Table
    from llm.build import Models


@dataclass(frozen=True, slots=True)
class Shared:
    """What all numbers have in common. `owner` names this process in the queue."""

    store: Store
    table: Table
    models: Models
    clock: Clock
    checkpoint: Checkpoint
    owner: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number, ready to run. The parts of several numbers know nothing of one another."""

    settings: Settings
    whatsapp: WhatsAppWeb
    profiles: Profiles
    parts: Mapping[str, Part]

    @property
    def name(self) -> str:
        return self.settings.account.name

    @property
    def services(self) -> NumberServices:
        return NumberServices(self.whatsapp, self.whatsapp.eyes, self.whatsapp.proofs, self.health)

    @property
    def health(self) -> Mapping[str, Health]:
        return {"selectors": self.whatsapp.eyes, "proof_of_life": self.whatsapp.life}


def build(settings: Settings, shared: Shared) -> Number:
    """`settings` are those of this number alone; see `Settings.numbers`."""
    db, clock = shared.store.db, shared.clock
    ledger = StoreLedger(db, settings.chats)
    whatsapp = WhatsAppWeb(settings, shared.table, ledger, clock, shared.checkpoint)
    proofs = whatsapp.proofs
    book = StoreBook(db, settings.account.name, settings.account.zone, clock)
    model = WitnessedModel(shared.models.asked_through(book), proofs)
    responder = Responder(model, settings.agents, clock, deadline=settings.llm.deadline)
    pipeline = Pipeline(
        db,
        WitnessedChannel(whatsapp, proofs),
        whatsapp,
        WitnessedDecider(responder, proofs),
        settings,
        shared.checkpoint,
    )
    perform = {"answer": pipeline.answer, "deliver": pipeline.deliver}
    workers = Workers(db, perform, clock, settings.conversation, shared.owner, settings.account.name)
    renewal = Renewal(settings.selectors, whatsapp.use, whatsapp.eyes.refuse)
    vault = Vault(settings, shared.store, clock)
    profiles = Profiles(vault, whatsapp, whatsapp.intermission, clock, settings.profile.seal_every)
    parts = {
        "whatsapp": restarting("whatsapp", whatsapp.run, clock),
        "listener": Listener(whatsapp, pipeline, proofs).run,
        "workers": restarting("workers", workers.run, clock),
        "selectors": restarting("selectors", renewal.run, clock),
        "profile": restarting("profile", profiles.run, clock),
        "attention": Attention(db, whatsapp, settings.account.name).run,
    }
    return Number(settings, whatsapp, profiles, parts)
