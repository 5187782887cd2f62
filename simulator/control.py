"""The control API: what tests and the demo do to the world that a page cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, HTTPException
from pydantic import Field, model_validator

from simulator import exports, imports, people
from simulator.content import Body
from simulator.control_messages import add_changes
from simulator.deliveries import Faults
from simulator.gate import Gate
from simulator.look import Look
from simulator.model import Direction, Kind, Status
from simulator.refusals import Impossible, add_refusals
from simulator.replay import Rhythm
from simulator.staging import add_staging
from simulator.strict import Name, Strict

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from simulator.gate import Rules
    from simulator.model import Message
    from simulator.replay import Replays
    from simulator.runner import Runner
    from simulator.simulation import Simulation

Seconds = Annotated[float, Field(ge=0, le=3_600)]
Words = Annotated[str, Field(min_length=1, max_length=65_536)]


class NewChat(Strict):
    """A second chat of a name is another chat, as two people of one name are."""

    name: Name
    kind: Kind = Kind.PERSON
    members: tuple[Name, ...] = ()

    @model_validator(mode="after")
    def _has_members_as_a_group(self) -> NewChat:
        if self.members and self.kind is not Kind.GROUP:
            raise ValueError("members: only a chat of kind group has members")
        people.refuse_twins(self.members)
        return self


class NewMessage(Body):
    """What a contact writes; `quote` is the id of the message that this one answers."""

    sender: Name | None = None


class Arrival(NewMessage):
    chat: Name


class Arrivals(Strict):
    """Many messages in one request; `rate` is in messages a second."""

    messages: Annotated[list[Arrival], Field(max_length=1_000)]
    rate: Annotated[float, Field(gt=0, le=10_000)] = 100


class NewAccount(Strict):
    """A number that somebody uses WhatsApp with; no chat with it exists yet."""

    number: Annotated[str, Field(pattern=r"^\d{5,20}$")]
    name: Name | None = None


class Typing(Strict):
    on: bool
    sender: Name | None = None
    recording: bool = False


class NewReplay(Strict):
    """An export makes a chat of its own; `another` allows a second chat of a name."""

    text: str
    chat: Name
    another: bool = False
    kind: Kind = Kind.PERSON
    me: str | None = None
    mode: Annotated[Literal["live", "history"], Field(alias="as")] = "live"
    rate: Annotated[float, Field(ge=0, le=10_000)] = 0
    speed: Annotated[float, Field(gt=0, le=1_000_000)] | None = None
    words_only: bool = False

    @model_validator(mode="after")
    def _has_one_rhythm(self) -> NewReplay:
        if self.rate and self.speed is not None:
            raise ValueError("write rate or speed, not both")
        return self


class SendFaults(Strict):
    delay: Seconds = 0
    stuck: bool = False
    fail: bool = False
    times: Annotated[int, Field(ge=1)] | None = None


class Outage(Strict):
    seconds: Seconds = 0


def control_app(simulation: Simulation, runner: Runner, replays: Replays, rules: Rules) -> ASGIApp:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    add_refusals(app)
    _add_state(app, simulation)
    _add_chats(app, simulation)
    _add_talk(app, simulation)
    add_changes(app, simulation)
    _add_replays(app, simulation, replays)
    _add_script(app, runner)
    _add_faults(app, simulation)
    _add_look(app, simulation)
    add_staging(app, simulation)
    return Gate(app, rules)


def _add_state(app: FastAPI, simulation: Simulation) -> None:
    @app.get("/state")
    async def state() -> dict[str, Any]:
        page = simulation.page
        return {
            "linked": bool(simulation.devices),
            "pages": len(simulation.sessions),
            "screen": simulation.screen,
            "qr": page.screens.code if page else None,
        }

    @app.post("/link/scan")
    async def scan() -> dict[str, bool]:
        if not simulation.scan():
            raise HTTPException(409, "No page shows a code to scan.")
        return {"scanned": True}

    @app.post("/link/unlink")
    async def unlink() -> dict[str, bool]:
        simulation.devices.unlink()
        return {"unlinked": True}

    @app.get("/log")
    async def log(since: int = 0) -> list[dict[str, Any]]:
        return simulation.diary.since(since)


def _add_chats(app: FastAPI, simulation: Simulation) -> None:
    world = simulation.world

    @app.get("/chats")
    async def chats() -> list[dict[str, Any]]:
        return [
            {"id": c.id, "name": c.name, "kind": c.kind.value, "unread": c.unread, "members": list(c.members)}
            for c in world.chats()
        ]

    @app.post("/chats")
    async def add_chat(asked: NewChat) -> dict[str, str]:
        return {"id": simulation.meet(asked.name, asked.kind, asked.members).id}

    @app.post("/accounts")
    async def add_account(asked: NewAccount) -> NewAccount:
        world.accounts[asked.number] = asked.name
        return asked


def _add_talk(app: FastAPI, simulation: Simulation) -> None:
    world = simulation.world

    @app.get("/chats/{chat_id}/messages")
    async def messages(chat_id: str, since: str | None = None) -> list[dict[str, Any]]:
        known = world.message(since) if since is not None else None
        if since is not None and (known is None or known.chat_id != world.chat(chat_id).id):
            raise HTTPException(404, f"since: there is no message {since[:60]!r} in this chat.")
        return [_shape(m) for m in world.after(chat_id, since) if m.direction is not Direction.SYSTEM]

    def writer_of(chat_id: str, asked: NewMessage) -> str:
        chat = world.chat(chat_id)
        people.refuse_system(asked)
        people.quoted(world, chat, asked.quote)
        return people.writer(chat, asked.sender)

    @app.post("/chats/{chat_id}/messages")
    async def receive(chat_id: str, asked: NewMessage) -> dict[str, str]:
        return {"id": world.receive(chat_id, asked, writer_of(chat_id, asked)).id}

    @app.post("/messages")
    async def receive_many(asked: Arrivals) -> dict[str, list[str]]:
        for arrival in asked.messages:  # none arrives if one cannot
            writer_of(arrival.chat, arrival)
        written = []
        for arrival in asked.messages:
            written.append(world.receive(arrival.chat, arrival, writer_of(arrival.chat, arrival)).id)
            await simulation.clock.sleep(1 / asked.rate)
        return {"ids": written}

    @app.post("/chats/{chat_id}/own")
    async def write(chat_id: str, asked: Body) -> dict[str, str]:
        people.refuse_system(asked)
        people.quoted(world, world.chat(chat_id), asked.quote)
        message = world.write(chat_id, asked, status=Status.SENT)
        simulation.deliveries.carry(message)
        return {"id": message.id}

    @app.post("/chats/{chat_id}/typing")
    async def typing(chat_id: str, asked: Typing) -> dict[str, bool]:
        who = people.writer(world.chat(chat_id), asked.sender) if asked.on else None
        world.set_typing(chat_id, who, "recording" if asked.recording else "typing")
        return {"on": asked.on}


def _add_replays(app: FastAPI, simulation: Simulation, replays: Replays) -> None:
    @app.post("/exports")
    async def replay(asked: NewReplay) -> dict[str, Any]:
        if not asked.another and people.has_chat(simulation.world, asked.chat):
            raise Impossible(
                f"There is a chat {asked.chat[:60]!r} already. Give the export another name under chat, "
                "or say another: true for a second chat of this name."
            )
        lines = imports.lines(asked.text, asked.kind, asked.me, words_only=asked.words_only)
        is_history = asked.mode == "history"
        if is_history:
            imports.refuse_future(lines, simulation.clock.utc())
        senders = exports.senders(lines, without=asked.me) if asked.kind is Kind.GROUP else ()
        begun = imports.begun(lines) if is_history else None
        chat = simulation.meet(asked.chat, asked.kind, senders, at=begun)
        if is_history:
            planned = replays.add_history(chat, lines, asked.me)
        else:
            planned = replays.add(chat, lines, asked.me, Rhythm(asked.rate, asked.speed))
        return {"messages": len(planned), "chat_id": chat.id, "ids": planned}

    @app.get("/exports")
    async def progress() -> dict[str, int]:
        return {"done": replays.done, "total": replays.total}


def _add_script(app: FastAPI, runner: Runner) -> None:
    @app.get("/script")
    async def script() -> dict[str, Any]:
        return runner.report()

    @app.post("/script/start")
    async def start() -> dict[str, Any]:
        runner.restart()
        return runner.report()


def _add_faults(app: FastAPI, simulation: Simulation) -> None:
    @app.post("/send")
    async def spoil_sends(asked: SendFaults) -> dict[str, Any]:
        simulation.deliveries.faults = Faults(asked.delay, asked.stuck, asked.fail, asked.times)
        return asked.model_dump()

    @app.post("/network")
    async def cut_network(asked: Outage) -> dict[str, Any]:
        await simulation.cut_network(asked.seconds)
        return {"pages": len(simulation.sessions)}


def _add_look(app: FastAPI, simulation: Simulation) -> None:
    @app.get("/look")
    async def look() -> Look:
        return simulation.look

    @app.patch("/look")
    async def change_look(asked: dict[str, Any]) -> Look:
        simulation.show(simulation.look.but(asked))
        return simulation.look


def _shape(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "direction": message.direction.value,
        "sender": message.sender,
        "text": message.text,
        "content": message.content.model_dump(),
        "mentions": [mention.model_dump() for mention in message.mentions],
        "quote": message.quote,
        "forwards": message.forwards,
        "is_edited": message.is_edited,
        "deleted_by": message.deleted_by,
        "reactions": message.reactions,
        "status": message.status.value if message.status else None,
        "at": message.at.isoformat(),
        "drawn": message.drawn,
    }
