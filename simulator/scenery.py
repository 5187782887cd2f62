"""Puts the people, chats and histories of a script into the world, and finds them again by their labels."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from simulator import exports, ids, imports, lorem, people
from simulator.content import Body, Mention
from simulator.model import Kind, Status
from simulator.refusals import Impossible
from simulator.replay import Rhythm
from simulator.script_parts import ME, SYSTEM
from simulator.world import UnknownChat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.content import Traits
    from simulator.exports import Line
    from simulator.model import Chat, Message
    from simulator.replay import Replays
    from simulator.script import ChatPart, Said, Script
    from simulator.script_parts import Import, Written
    from simulator.simulation import Simulation

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Scenery:
    """What a script calls things, and what they are; kept, so that a later run knows them too."""

    def __init__(self, simulation: Simulation, script: Script, replays: Replays) -> None:
        self._sim = simulation
        self._script = script
        self._replays = replays
        self._dice = Random(script.name)
        self._begun = simulation.clock.utc()
        """When those chats begin in which nobody wrote yet."""
        self._parts = {part.label: part for part in script.chats}

    def fill(self) -> None:
        """Adds the chats that a kept state does not know yet, the longest silent first."""
        now = self._sim.clock.utc()
        moments = [_moment(item, now) for part in self._script.chats for item in part.history]
        if moments and max(moments) > now + imports.MOST_AHEAD:
            raise Impossible(
                f"A history of the script has a message of {max(moments):%Y-%m-%d}, "
                f"and today is {now:%Y-%m-%d}. Give it an earlier time, or start with a later --now."
            )
        self._begun = min(moments, default=now)
        for part in sorted(self._script.chats, key=lambda part: self._newest(part, now)):
            if self._find(part.label) is None:
                self._add_chat(part, now)

    def chat(self, label: str) -> Chat:
        found = self._find(label)
        if found is None:
            raise LookupError(label)
        return found

    def message(self, label: str) -> Message | None:
        """None where a kept state lost it."""
        return self._sim.world.message(self._sim.store.fact(_fact("message", label)) or "")

    def remember(self, label: str | None, message: Message) -> None:
        if label is not None:
            self._sim.store.set_fact(_fact("message", label), message.id)

    def shown(self, name: str) -> str:
        """How the page writes somebody down."""
        person = self._script.person(name)
        return name if person is None else person.shown

    def owner_or(self, who: str) -> str:
        return self._sim.world.owner if who == ME else self.shown(who)

    def author(self, chat: Chat, by: str | None) -> str:
        """Whoever wrote; in a group the first member when nobody is named."""
        if by is not None:
            return self.shown(by)
        return chat.members[0] if chat.kind is Kind.GROUP and chat.members else chat.name

    def body(self, written: Written, by: str | None = None) -> Body:
        person = self._script.person(by) if by else None
        text = written.text
        if written.lorem is not None:
            text = lorem.words(self._dice, person.language if person else "en", written.lorem)
        quoted = self.message(written.quote) if written.quote else None
        return Body(
            text=text,
            content=written.content,
            mentions=tuple(self._mention(name) for name in written.mentions),
            quote=quoted.id if quoted else None,
            forwards=written.forwards,
        )

    def bring_in(self, chat: Chat, given: Import) -> None:
        lines = self._lines(chat.kind, given)
        if given.mode == "history":
            imports.refuse_future(lines, self._sim.clock.utc())
            self._replays.add_history(chat, lines, given.me)
        else:
            rhythm = Rhythm(given.rate) if given.rate else Rhythm(speed=given.speed)
            self._replays.add(chat, lines, given.me, rhythm)

    def _lines(self, kind: Kind, given: Import) -> Sequence[Line]:
        return imports.lines(imports.text(given.file), kind, given.me, words_only=given.words_only)

    def _find(self, label: str) -> Chat | None:
        world, part = self._sim.world, self._parts[label]
        chat_id = self._sim.store.fact(_fact("chat", label))
        if chat_id is not None:
            try:
                return world.chat(chat_id)
            except UnknownChat:
                return None
        # Two chats of one name are only told apart by what was kept.
        if part.id is not None:
            return None
        found = world.named(self.shown(part.name), part.kind)
        if found is None and people.has_chat(world, self.shown(part.name)):
            raise Impossible(
                f"The kept world has a chat {part.name!r} already, of another kind than the script's. "
                "Give the chat of the script an id, or keep this world in another folder."
            )
        return found

    def _mention(self, name: str) -> Mention:
        shown = self.shown(name)
        return Mention(name=shown, id=f"{ids.digits(shown)}@lid")

    def _add_chat(self, part: ChatPart, now: datetime) -> None:
        said = sorted(part.history, key=lambda item: _moment(item, now))
        members = [self.shown(name) for name in part.members]
        begun = _moment(said[0], now) if said else self._begun
        if part.imported is not None:
            lines = self._lines(part.kind, part.imported)
            if part.kind is Kind.GROUP:
                members += [
                    who for who in exports.senders(lines, without=part.imported.me) if who not in members
                ]
            if part.imported.mode == "history":
                begun = imports.begun(lines) or begun
        chat = self._sim.meet(self.shown(part.name), part.kind, members, at=begun)
        self._sim.store.set_fact(_fact("chat", part.label), chat.id)
        world = self._sim.world
        world.set_traits(chat.id, self._traits(part))
        if part.imported is not None:
            self.bring_in(chat, part.imported)
        for item in said:
            self._write(chat, item, _moment(item, now))
        if part.unread:
            world.set_unread(chat.id, part.unread)
        world.set_draft(chat.id, part.draft)

    def _write(self, chat: Chat, item: Said, at: datetime) -> None:
        world, body = self._sim.world, self.body(item, item.by)
        if item.by == SYSTEM:
            message = world.notice(chat.id, body.text, at=at, content=body.content)
        elif item.by == ME:
            message = world.write(chat.id, body, status=Status(item.status), at=at)
        else:
            message = world.receive(chat.id, body, self.shown(item.by), at=at)
        self.remember(item.id, message)
        if item.edited:
            world.edit(message, message.text)
        for who, emoji in item.reactions.items():
            world.react(message, self.owner_or(who), emoji)
        if item.deleted:
            world.delete(message, "sender" if item.deleted is True else self.owner_or(item.deleted))

    def _traits(self, part: ChatPart) -> Traits:
        person = self._script.person(part.name)
        if person is None or part.kind is not Kind.PERSON:
            return part.traits
        known = {
            "phone": "".join(filter(str.isdigit, person.phone or "")) or None,
            "push_name": person.push_name or (None if person.saved else person.name),
            "presence": person.presence,
            "has_picture": person.picture or None,
        }
        given = {name: value for name, value in known.items() if value is not None}
        return part.traits.model_validate(part.traits.model_dump() | given)

    def _newest(self, part: ChatPart, now: datetime) -> tuple[bool, datetime]:
        moments = [_moment(item, now) for item in part.history]
        return part.imported is not None, max(moments, default=_LONG_AGO)


def _moment(item: Said, now: datetime) -> datetime:
    return item.at or now - (item.ago or timedelta())


def _fact(kind: str, label: str) -> str:
    return f"script_{kind}_{hashlib.sha256(label.encode()).hexdigest()[:16]}"
