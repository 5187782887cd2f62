"""The control API: what tests and the demo do to the world that a page cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, HTTPException
from pydantic import Field

from simulator import exports
from simulator.content import Body
from simulator.control_messages import Asked, Name, add_changes
from simulator.deliveries import Faults
from simulator.gate import Gate
from simulator.look import Look
from simulator.model import Direction, Kind, Status
from simulator.refusals import add_refusals
from simulator.replay import Rhythm
from simulator.staging import add_staging

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from simulator.gate import Rules
    from simulator.model import Message
    from simulator.replay import Replays
    from simulator.runner import Runner
    from simulator.simulation import Simulation

Seconds = Annotated[float, Field(ge=0, le=3_600)]
Words = Annotated[str, Field(min_length=1, max_length=65_536)]


class NewChat(Asked):
    name: Name
    kind: Kind = Kind.PERSON
    members: tuple[Name, ...] = ()


class NewMessage(Body):
    """What a contact writes; `quote` is the id of the message that this one answers."""

    sender: Name | None = None


class Arrival(NewMessage):
    chat: Name


class Arrivals(Asked):
    """Many messages in one request; `rate` is in messages a second."""

    messages: Annotated[list[Arrival], Field(max_length=1_000)]
    rate: Annotated[float, Field(gt=0, le=10_000)] = 100


class NewAccount(Asked):
    """A number that somebody uses WhatsApp with; no chat with it exists yet."""

    number: Annotated[str, Field(pattern=r"^\d{5,20}$")]
    name: Name | None = None


class Typing(Asked):
    on: bool
    sender: Name | None = None
    recording: bool = False


class NewReplay(Asked):
    text: str
    chat: Name
    kind: Kind = Kind.PERSON
    me: str | None = None
    mode: Annotated[Literal["live", "history"], Field(alias="as")] = "live"
    rate: Annotated[float, Field(ge=0, le=10_000)] = 0
    speed: Annotated[float, Field(gt=0, le=1_000_000)] | None = None
    words_only: bool = False


class SendFaults(Asked):
    delay: Seconds = 0
    stuck: bool = False
    fail: bool = False
    times: Annotated[int, Field(ge=1)] | None = None


class Outage(Asked):
    seconds: Seconds = 0


def control_app(simulation: Simulation, runner: Runner, replays: Replays, rules: Rules) -> ASGIApp:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    add_refusals(app)
    _add_state(app, simulation)
    _add_chats(app, simulation)
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

    @app.get("/chats/{chat_id}/messages")
    async def messages(chat_id: str, since: str | None = None) -> list[dict[str, Any]]:
        return [_shape(m) for m in world.after(chat_id, since) if m.direction is not Direction.SYSTEM]

    @app.post("/chats/{chat_id}/messages")
    async def receive(chat_id: str, asked: NewMessage) -> dict[str, str]:
        return {"id": world.receive(chat_id, asked, asked.sender).id}

    @app.post("/messages")
    async def receive_many(asked: Arrivals) -> dict[str, list[str]]:
        for arrival in asked.messages:
            world.chat(arrival.chat)  # none arrives if one cannot
        written = []
        for arrival in asked.messages:
            written.append(world.receive(arrival.chat, arrival, arrival.sender).id)
            await simulation.clock.sleep(1 / asked.rate)
        return {"ids": written}

    @app.post("/chats/{chat_id}/own")
    async def write(chat_id: str, asked: Body) -> dict[str, str]:
        message = world.write(chat_id, asked, status=Status.SENT)
        simulation.deliveries.carry(message)
        return {"id": message.id}

    @app.post("/chats/{chat_id}/typing")
    async def typing(chat_id: str, asked: Typing) -> dict[str, bool]:
        who = (asked.sender or world.chat(chat_id).name) if asked.on else None
        world.set_typing(chat_id, who, "recording" if asked.recording else "typing")
        return {"on": asked.on}


def _add_replays(app: FastAPI, simulation: Simulation, replays: Replays) -> None:
    @app.post("/exports")
    async def replay(asked: NewReplay) -> dict[str, Any]:
        lines = exports.parse(asked.text) if asked.words_only else exports.read(asked.text).lines
        if not lines:
            raise HTTPException(422, "No message was found in this export.")
        senders = exports.senders(lines, without=asked.me)
        chat = simulation.meet(asked.chat, asked.kind, senders if asked.kind is Kind.GROUP else ())
        if asked.mode == "history":
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
