"""The part of the control API that changes what was said, and what a chat is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, HTTPException
from pydantic import Field

from simulator import people
from simulator.content import PLAIN, SYSTEM_KINDS, AnyContent, Body, Notice, Traits
from simulator.model import Direction
from simulator.refusals import Impossible
from simulator.strict import Name, Strict

if TYPE_CHECKING:
    from simulator.model import Message
    from simulator.simulation import Simulation
    from simulator.world import World

SENDER = "sender"
Text = Annotated[str, Field(max_length=65_536)]


class NewText(Strict):
    text: Annotated[Text, Field(min_length=1)]


class Deletion(Strict):
    """`by` is "sender", or the name of an admin."""

    by: Name = SENDER


class Reaction(Strict):
    """`emoji` None takes it back."""

    who: Name
    emoji: Annotated[str, Field(min_length=1, max_length=20)] | None


class Replacement(Strict):
    text: Text = ""
    content: AnyContent = PLAIN


class NewNotice(Strict):
    text: Text = ""
    content: AnyContent = Notice(kind="notice")


def add_changes(app: FastAPI, simulation: Simulation) -> None:
    world = simulation.world

    @app.post("/messages/{message_id}/edit")
    async def edit(message_id: str, asked: NewText) -> dict[str, str]:
        world.edit(_alive(world, message_id), asked.text)
        return {"id": message_id}

    @app.post("/messages/{message_id}/delete")
    async def delete(message_id: str, asked: Deletion) -> dict[str, str]:
        message = _alive(world, message_id)
        if asked.by != SENDER:
            by = people.anybody(world, world.chat(message.chat_id), asked.by)
            people.refuse_admin(world.chat(message.chat_id), by)
        world.delete(message, asked.by)
        return {"id": message_id}

    @app.post("/messages/{message_id}/react")
    async def react(message_id: str, asked: Reaction) -> dict[str, str]:
        message = _alive(world, message_id)
        people.anybody(world, world.chat(message.chat_id), asked.who)
        world.react(message, asked.who, asked.emoji)
        return {"id": message_id}

    @app.post("/messages/{message_id}/replace")
    async def replace(message_id: str, asked: Replacement) -> dict[str, str]:
        body = Body(text=asked.text, content=asked.content)
        world.replace(_alive(world, message_id), body.text, body.content)
        return {"id": message_id}

    @app.patch("/chats/{chat_id}/traits")
    async def change_traits(chat_id: str, asked: dict[str, Any]) -> Traits:
        now = world.chat(chat_id).traits.model_dump()
        world.set_traits(chat_id, Traits.model_validate(now | asked))
        return world.chat(chat_id).traits

    @app.post("/chats/{chat_id}/notices")
    async def notice(chat_id: str, asked: NewNotice) -> dict[str, str]:
        if asked.content.kind not in SYSTEM_KINDS:
            raise Impossible(f"A {asked.content.kind} is written by somebody: POST /chats/{{id}}/messages.")
        return {"id": world.notice(chat_id, asked.text, content=asked.content).id}


def _alive(world: World, message_id: str) -> Message:
    """The message, as long as somebody could still do something to it."""
    message = world.message(message_id)
    if message is None:
        raise HTTPException(404, f"There is no message {message_id}.")
    if message.deleted_by is not None:
        raise Impossible(f"The message {message_id} was deleted; nothing of it is left to change.")
    if message.direction is Direction.SYSTEM:
        raise Impossible(f"{message_id} is a system row, not a message of somebody.")
    return message
