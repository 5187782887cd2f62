"""What in a script does not fit together, though each part of it is well written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import exports, imports
from simulator.model import Kind
from simulator.people import named
from simulator.refusals import Impossible
from simulator.script_parts import ME, SYSTEM
from simulator.strict import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.script import Script
    from simulator.script_events import Event
    from simulator.script_parts import ChatPart, Import, Said
    from simulator.script_yaml import Place

SENDER = "sender"
Found = tuple["Place", str]


def loose_ends(script: Script) -> Iterator[Found]:
    """Each with its place in the script, as what it says and what to do."""
    yield from _Checks(script).all()


def key(field: str) -> str:
    return "import" if field == "imported" else field


class _Checks:
    def __init__(self, script: Script) -> None:
        self._script = script
        self._chats: dict[str, ChatPart] = {}
        self._joined: dict[str, list[str]] = {}
        """Who wrote in the export of a group."""
        self._chat_of: dict[str, str] = {}
        """Where the message of a label stands."""

    def all(self) -> Iterator[Found]:
        yield from self._chats_themselves()
        for place, part in enumerate(self._script.chats):
            for order, said in enumerate(part.history):
                yield from self._said(("chats", place, "history", order), part, said)
        for place, step in enumerate(self._script.steps):
            loc: Place = ("steps", place)
            yield from self._known_chat((*loc, "chat"), step.chat)
            yield from self._in_chat((*loc, "sender"), step.chat, step.sender)
        for place, event in enumerate(self._script.events):
            yield from self._event(("events", place, key(event.what)), event)

    def _chats_themselves(self) -> Iterator[Found]:
        names = [person.name for person in self._script.people]
        for place, name in enumerate(names):
            if name in names[:place]:
                yield (
                    ("people", place, "name"),
                    f"two people are named {name!r}: give one of them another name",
                )
        for place, part in enumerate(self._script.chats):
            loc: Place = ("chats", place)
            if part.label in self._chats:
                yield (*loc, "name"), f"two chats are named {part.label!r}: give one of them an id"
            self._chats[part.label] = part
            if part.imported is not None:
                yield from self._import((*loc, "import"), part, part.imported, may_join=True)
            for order, said in enumerate(part.history):
                yield from self._label((*loc, "history", order), said.id, part.label)

    def _said(self, loc: Place, part: ChatPart, said: Said) -> Iterator[Found]:
        if said.by not in (ME, SYSTEM):
            yield from self._in_chat((*loc, "by"), part.label, said.by)
        for who in said.reactions:
            if who != ME:
                yield from self._in_chat((*loc, "reactions", who), part.label, who)
        if isinstance(said.deleted, str) and said.deleted != ME:
            yield from self._in_chat((*loc, "deleted"), part.label, said.deleted)
        yield from self._quote((*loc, "quote"), part.label, said.quote, "no message has the id")

    def _event(self, loc: Place, event: Event) -> Iterator[Found]:
        what: Any = getattr(event, event.what)
        chat = getattr(what, "chat", None)
        if chat is not None:
            yield from self._known_chat((*loc, "chat"), chat)
        wanted = getattr(what, "message", None)
        if wanted is not None and wanted not in self._chat_of:
            yield (*loc, "message"), f"no message before it has the id {wanted!r}"
        by = getattr(what, "by", None)
        if by not in (None, ME, SENDER):
            yield from self._in_chat((*loc, "by"), chat or self._chat_of[str(wanted)], by)
        elif by == ME and chat is not None:
            yield (*loc, "by"), "what the owner writes is an event of its own: own"
        if event.fault is not None and event.fault.when is not None and event.fault.when.chat is not None:
            yield from self._known_chat((*loc, "when", "chat"), event.fault.when.chat)
        if event.imported is not None:
            yield from self._import(loc, self._chats[event.imported.chat], event.imported)
        quote = getattr(what, "quote", None)
        yield from self._quote((*loc, "quote"), str(chat), quote, "no message before it has the id")
        yield from self._label(loc, getattr(what, "id", None), str(chat))

    def _known_chat(self, loc: Place, label: str) -> Iterator[Found]:
        if label not in self._chats:
            yield loc, f"there is no chat named {label!r} under chats; {choices(label, self._chats)}"

    def _in_chat(self, loc: Place, label: str, who: str | None) -> Iterator[Found]:
        part = self._chats[label]
        if who is None:
            return
        if part.kind is Kind.GROUP:
            members = [*part.members, *self._joined.get(label, ())]
            if members and who not in members:
                reason = f"{who!r} is not in the group {part.name!r}: write them under its members"
                yield loc, f"{reason}, who are {named(members)}"
        elif who != part.name:
            yield loc, f"{who!r} does not write in the chat {part.name!r}; only {part.name!r} and me do"

    def _quote(self, loc: Place, label: str, quote: str | None, reason: str) -> Iterator[Found]:
        if quote is None:
            return
        there = self._chat_of.get(quote)
        if there is None:
            yield loc, f"{reason} {quote!r}"
        elif there != label:
            yield (
                loc,
                f"the message {quote!r} stands in the chat {there!r}; only one of the same chat is answered",
            )

    def _label(self, loc: Place, label: str | None, chat: str) -> Iterator[Found]:
        if label is None:
            return
        if label in self._chat_of:
            yield (*loc, "id"), f"two messages have the id {label!r}"
        self._chat_of[label] = chat

    def _import(
        self, loc: Place, part: ChatPart, given: Import, *, may_join: bool = False
    ) -> Iterator[Found]:
        try:
            lines = imports.lines(imports.text(given.file), part.kind, given.me, words_only=given.words_only)
        except Impossible as error:
            yield loc, str(error).rstrip(".")
            return
        if part.kind is not Kind.GROUP:
            return
        senders = exports.senders(lines, without=given.me)
        if may_join:
            self._joined[part.label] = senders
        else:
            for sender in senders:
                yield from self._in_chat(loc, part.label, sender)
