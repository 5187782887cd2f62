"""Makes up many chats with their histories, quickly: names and words of many languages, who wrote when."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from simulator import lorem
from simulator.content import (
    DEFAULT_TRAITS,
    ENCRYPTION,
    ENCRYPTION_WORDS,
    PLAIN,
    Body,
    Document,
    Image,
    Sticker,
    Traits,
    Video,
    Voice,
)
from simulator.model import Chat, Direction, Kind, Message, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from simulator.beats import Beat
    from simulator.content import Content

GROUP_SHARE = 0.3
UNREAD_SHARE = 0.15
ARCHIVED_SHARE = 0.03
MUTED_SHARE = 0.1
OWN_SHARE = 0.4
DAYS = 60
LANGUAGES = tuple(lorem.WORDS)
# Shared by all messages: two hundred thousand pictures need no models of their own.
_MEDIA: tuple[Content, ...] = (
    *(Image(kind="image", hue=hue) for hue in range(0, 360, 30)),
    *(Voice(kind="voice", seconds=seconds) for seconds in (2, 5, 9, 14, 31)),
    *(Sticker(kind="sticker", emoji=emoji) for emoji in ("😂", "🙏", "🥐")),
    *(Video(kind="video", seconds=20), Video(kind="gif", seconds=3)),
    Document(kind="document", name="order.pdf"),
)
_MUTED, _ARCHIVED = Traits(is_muted=True), Traits(is_archived=True)


class Crowd:
    """The same seed makes the same people, who wrote the same at the same distance from now."""

    def __init__(self, seed: int, beats: Iterator[Beat], now: datetime, owner: str) -> None:
        self._dice = Random(seed)
        self._beats = beats
        self._now = now
        self._owner = owner
        self._names: set[str] = set()

    @staticmethod
    def language_of(chat: Chat) -> str:
        """Kept in the id, so that a later run speaks it too."""
        return LANGUAGES[int(chat.id[-2:], 16) % len(LANGUAGES)]

    def chats(self, count: int, messages: int) -> Iterator[tuple[Chat, list[Message]]]:
        """The longest silent first, and most of them small."""
        dice = self._dice
        weights = [1 / (1 + place) ** 0.7 for place in range(count)]
        dice.shuffle(weights)
        whole = sum(weights)
        silences = sorted((dice.expovariate(6 / DAYS) for _ in range(count)), reverse=True)
        left, spent = messages, 0.0
        for weight, days in zip(weights, silences, strict=True):
            spent += weight
            share = left - round(messages * (1 - spent / whole))
            left -= share
            yield self._chat(self._now - timedelta(days=days), share)

    def _chat(self, newest: datetime, count: int) -> tuple[Chat, list[Message]]:
        dice = self._dice
        is_group = dice.random() < GROUP_SHARE
        chat = Chat(
            id=f"{dice.getrandbits(48):012x}",
            name="",
            kind=Kind.GROUP if is_group else Kind.PERSON,
            traits=self._traits(),
        )
        language = self.language_of(chat)
        chat.name = self._unused(lorem.group(dice) if is_group else lorem.person(dice, language))
        if is_group:
            names = (lorem.person(dice, dice.choice(LANGUAGES)) for _ in range(dice.randint(2, 12)))
            chat.members = tuple(dict.fromkeys(names))
        messages = self._history(chat, newest, count, language)
        incoming = sum(message.direction is Direction.IN for message in messages[-20:])
        if incoming and dice.random() < UNREAD_SHARE:
            chat.unread = dice.randint(1, incoming)
        return chat, messages

    def _history(self, chat: Chat, newest: datetime, count: int, language: str) -> list[Message]:
        said = [next(self._beats) for _ in range(count)]
        at = newest - timedelta(seconds=sum(beat.gap for beat in said))
        first = Message(
            self._id("AC", 120), chat.id, Direction.SYSTEM, "", ENCRYPTION_WORDS, at, content=ENCRYPTION
        )
        history = [first]
        for beat in said:
            at += timedelta(seconds=beat.gap)
            history.append(self._message(chat, beat, at, language))
        return history

    def _message(self, chat: Chat, beat: Beat, at: datetime, language: str) -> Message:
        dice = self._dice
        is_own = dice.random() < OWN_SHARE
        members = chat.members or (chat.name,)
        message = Message(
            self._id("3EB0", 72) if is_own else self._id("3A", 72),
            chat.id,
            Direction.OUT if is_own else Direction.IN,
            self._owner if is_own else members[beat.sender % len(members)],
            text_of(beat, dice, language),
            at,
            Status.READ if is_own else None,
        )
        if beat.kind == "media":
            message.text, message.content = "", dice.choice(_MEDIA)
        elif beat.kind == "deleted":
            message.text, message.deleted_by = "", "sender"
        return message

    def _id(self, start: str, bits: int) -> str:
        return f"{start}{self._dice.getrandbits(bits):0{bits // 4}X}"

    def _traits(self) -> Traits:
        share = self._dice.random()
        if share < ARCHIVED_SHARE:
            return _ARCHIVED
        return _MUTED if share < ARCHIVED_SHARE + MUTED_SHARE else DEFAULT_TRAITS

    def _unused(self, name: str) -> str:
        found, number = name, 2
        while found in self._names:
            # A phone book tells namesakes apart by what it knows of them; a number will do here.
            number = number * 2 + self._dice.randint(0, 1)
            found = f"{name} {number}"
        self._names.add(found)
        return found


def text_of(beat: Beat, dice: Random, language: str) -> str:
    if beat.lines == 1:
        text = lorem.sentence(dice, language, beat.chars, emoji=beat.emoji)
    else:
        length = max(6, beat.chars // beat.lines)
        text = "\n".join(lorem.sentence(dice, language, length) for _ in range(min(beat.lines, 200)))
    return f"{text} https://example.org/{dice.getrandbits(24):x}" if beat.urls else text


def content_of(beat: Beat, dice: Random, text: str) -> Body:
    if beat.kind == "media":
        return Body(content=dice.choice(_MEDIA))
    return Body(text=text, content=PLAIN)
