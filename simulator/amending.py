"""The part of the control API for what becomes of a message: it is edited, deleted or reacted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from simulator.model import Message
    from simulator.simulation import Simulation


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Edit(Asked):
    text: Annotated[str, Field(min_length=1, max_length=65_536)]


class Reaction(Asked):
    """`emoji` None takes the person's reaction back."""

    who: Annotated[str, Field(min_length=1, max_length=200)]
    emoji: Annotated[str, Field(min_length=1, max_length=20)] | None


def add_amending(app: FastAPI, simulation: Simulation) -> None:
    world = simulation.world

    def found(chat_id: str, message_id: str) -> Message:
        message = world.message(message_id)
        if message is None or message.chat_id != chat_id:
            raise HTTPException(404, f"There is no message {message_id} in {chat_id}.")
        return message

    @app.patch("/chats/{chat_id}/messages/{message_id}")
    async def edit(chat_id: str, message_id: str, asked: Edit) -> dict[str, str]:
        world.edit(found(chat_id, message_id), asked.text)
        return {"id": message_id}

    @app.delete("/chats/{chat_id}/messages/{message_id}")
    async def delete(chat_id: str, message_id: str, by: str = "sender") -> dict[str, str]:
        """For everyone; `by` is the name of an admin, or `sender`."""
        world.delete(found(chat_id, message_id), by)
        return {"id": message_id}

    @app.post("/chats/{chat_id}/messages/{message_id}/reactions")
    async def react(chat_id: str, message_id: str, asked: Reaction) -> dict[str, str]:
        world.react(found(chat_id, message_id), asked.who, asked.emoji)
        return {"id": message_id}
