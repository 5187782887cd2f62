"""Keeps the world and the links in one SQLite file, written as things happen: a kill loses nothing."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Any

from simulator.content import CONTENTS, PLAIN, Mention, Traits
from simulator.model import (
    Chat,
    ChatChanged,
    Direction,
    Kind,
    Message,
    MessageAdded,
    MessageChanged,
    Status,
    StatusChanged,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.model import Change
    from simulator.world import World

# Another layout of the tables gets another name, so that an old file is never misread.
FILE = "world-v2.sqlite3"
_TABLES = """
create table if not exists chat (
    id text primary key, name text not null, kind text not null, members text not null,
    unread integer not null, draft text not null, traits text not null);
create table if not exists message (
    seq integer primary key, id text not null unique, chat_id text not null references chat (id),
    direction text not null, sender text not null, text text not null, at text not null, status text,
    drawn integer not null, quote text, held text not null);
create table if not exists device (key text primary key, linked_at text not null);
create table if not exists fact (name text primary key, value text not null);
"""


class BadState(OSError):
    """One sentence that says why nothing can be kept in the folder."""


class Store:
    """A memory beside the world; `folder` None forgets everything at the end. Raises BadState."""

    def __init__(self, folder: Path | None) -> None:
        self.is_forgetful = folder is None
        try:
            self._rows = _opened(folder)
        except (OSError, sqlite3.DatabaseError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise BadState(f"Nothing can be kept in {folder}: {reason}; name another folder.") from error

    def close(self) -> None:
        self._rows.close()

    def load(self, world: World) -> None:
        """Fills an empty world with what earlier runs left, then follows it."""
        chats = self._rows.execute(
            "select id, name, kind, members, traits, unread, draft from chat order by rowid"
        )
        for chat_id, name, kind, members, traits, unread, draft in chats:
            kept = Traits.model_validate_json(traits)
            chat = world.add_chat(name, Kind(kind), json.loads(members), chat_id=chat_id, traits=kept)
            world.set_unread(chat.id, unread)
            world.set_draft(chat.id, draft)
        for row in self._rows.execute(f"select {_COLUMNS} from message order by seq"):  # noqa: S608
            world.restore(_message(row))
        world.listeners.append(self._follow)

    def keep(self, chats: Iterable[tuple[Chat, list[Message]]]) -> None:
        """Whole histories at once. A store that ends with the run keeps no second copy of the world."""
        if self.is_forgetful:
            return
        values = ", ".join("?" * _WIDTH)
        self._rows.execute("begin")
        for chat, messages in chats:
            self._add_chat(chat)
            rows = (_row(message) for message in messages)
            self._rows.executemany(f"insert into message ({_COLUMNS}) values ({values})", rows)  # noqa: S608
        self._rows.execute("commit")

    def devices(self) -> set[str]:
        return {key for (key,) in self._rows.execute("select key from device")}

    def add_device(self, key: str, at: datetime) -> None:
        self._rows.execute("insert into device values (?, ?)", (key, at.isoformat()))

    def remove_device(self, key: str) -> None:
        self._rows.execute("delete from device where key = ?", (key,))

    def remove_devices(self) -> None:
        self._rows.execute("delete from device")

    def fact(self, name: str) -> str | None:
        row = self._rows.execute("select value from fact where name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        self._rows.execute("insert or replace into fact values (?, ?)", (name, value))

    def set_drawn(self, messages: list[Message]) -> None:
        self._rows.execute("begin")
        self._rows.executemany("update message set drawn = 1 where id = ?", [(m.id,) for m in messages])
        self._rows.execute("commit")

    def _follow(self, change: Change) -> None:
        match change:
            case MessageAdded(chat, message):
                self._add_message(message)
                self._set_chat(chat)
            case StatusChanged(_, message):
                status = message.status.value if message.status else None
                self._rows.execute("update message set status = ? where id = ?", (status, message.id))
            case MessageChanged(_, message):
                row = (message.text, message.quote, _held(message), message.id)
                self._rows.execute("update message set text = ?, quote = ?, held = ? where id = ?", row)
            case ChatChanged(chat, is_new):
                if is_new:
                    self._add_chat(chat)
                else:
                    self._set_chat(chat)

    def _add_chat(self, chat: Chat) -> None:
        facts = (chat.id, chat.name, chat.kind.value, json.dumps(chat.members))
        row = (*facts, chat.unread, chat.draft, chat.traits.model_dump_json())
        self._rows.execute("insert into chat values (?, ?, ?, ?, ?, ?, ?)", row)

    def _set_chat(self, chat: Chat) -> None:
        row = (chat.unread, chat.draft, chat.traits.model_dump_json(), chat.id)
        self._rows.execute("update chat set unread = ?, draft = ?, traits = ? where id = ?", row)

    def _add_message(self, message: Message) -> None:
        values = ", ".join("?" * _WIDTH)
        self._rows.execute(f"insert into message ({_COLUMNS}) values ({values})", _row(message))  # noqa: S608


def _opened(folder: Path | None) -> sqlite3.Connection:
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Each statement is its own transaction: what was told to a page is already on disk.
    rows = sqlite3.connect(":memory:" if folder is None else folder / FILE, isolation_level=None)
    rows.execute("pragma journal_mode = wal")
    rows.execute("pragma synchronous = normal")
    rows.executescript(_TABLES)
    return rows


_COLUMNS = "id, chat_id, direction, sender, text, at, status, drawn, quote, held"
_WIDTH = len(_COLUMNS.split(", "))


def _row(message: Message) -> tuple[Any, ...]:
    return (
        message.id,
        message.chat_id,
        message.direction.value,
        message.sender,
        message.text,
        message.at.isoformat(),
        message.status.value if message.status else None,
        int(message.drawn),
        message.quote,
        _held(message),
    )


def _held(message: Message) -> str:
    """Everything about a message that is only kept and shown, never asked for by the database."""
    if message.content is PLAIN and not (message.mentions or message.forwards or message.is_edited):
        return _BARE if message.deleted_by is None and not message.reactions else _dump(message)
    return _dump(message)


def _dump(message: Message) -> str:
    return json.dumps(
        {
            "content": message.content.model_dump(),
            "mentions": [mention.model_dump() for mention in message.mentions],
            "forwards": message.forwards,
            "is_edited": message.is_edited,
            "deleted_by": message.deleted_by,
            "reactions": message.reactions,
        }
    )


_BARE = _dump(Message("", "", Direction.IN, "", "", datetime.min))  # noqa: DTZ901


def _message(row: tuple[Any, ...]) -> Message:
    message_id, chat_id, direction, sender, text, at, status, drawn, quote, held = row
    kept = json.loads(held)
    return Message(
        message_id,
        chat_id,
        Direction(direction),
        sender,
        text,
        datetime.fromisoformat(at),
        Status(status) if status else None,
        bool(drawn),
        quote,
        content=CONTENTS.validate_python(kept["content"]),
        mentions=tuple(Mention.model_validate(mention) for mention in kept["mentions"]),
        forwards=kept["forwards"],
        is_edited=kept["is_edited"],
        deleted_by=kept["deleted_by"],
        reactions=kept["reactions"],
    )
