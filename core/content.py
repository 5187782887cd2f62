"""What a bubble holds besides its words, as far as the page tells it in words; never the bytes.

One flat value for all kinds: store, dashboard and agents only list what is there, so a class for each kind
would be a `match` in four folders and say no more.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

WAITING = "waiting"
"""The state of a message that was not decrypted yet."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text. `id` is the only id of a person that the page still shows."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Reaction:
    """What people thought of a message. `count` is None where the page only tells the total of several."""

    emoji: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """None and () mean that the page does not tell it.

    `name`: of a file, a place or a contact card. `size` is in bytes, rounded as the page rounds it.
    `emoji`: what a sticker's maker labelled it with. `link`: the title of a link's card. `once`: what can be
    viewed once. `state`: waiting (not decrypted), unopened, opened, expired. `by`: who deleted it (us,
    admin, sender). `forwarded`: once or many. `truncated`: the text goes on, but the page did not show it.
    """

    name: str | None = None
    type: str | None = None
    size: int | None = None
    pages: int | None = None
    seconds: int | None = None
    items: int | None = None
    emoji: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    options: tuple[str, ...] = ()
    link: str | None = None
    once: str | None = None
    state: str | None = None
    by: str | None = None
    forwarded: str | None = None
    mentions: tuple[Mention, ...] = ()
    truncated: bool = False


NOTHING = Details()


def as_json(details: Details) -> dict[str, Any]:
    """Plain data, without what the page did not tell."""
    told = asdict(details)
    return {
        name: value for name, value in told.items() if not (value is None or value is False or value == ())
    }


def from_json(stored: Mapping[str, Any]) -> Details:
    """The opposite of `as_json`; what an older or newer Switchboard wrote besides is left out."""
    known = {field.name for field in fields(Details)}
    told = {name: value for name, value in stored.items() if name in known}
    return Details(
        **{
            **told,
            "options": tuple(told.get("options", ())),
            "mentions": tuple(Mention(**mention) for mention in told.get("mentions", ())),
        }
    )


NOUNS = {
    "image": "a picture",
    "album": "several pictures",
    "video": "a video",
    "gif": "a GIF",
    "voice": "a voice message",
    "audio": "a sound file",
    "document": "a document",
    "sticker": "a sticker",
    "view_once": "something to be viewed once",
    "location": "a location",
    "live_location": "a live location",
    "contact": "a contact card",
    "poll": "a poll",
    "unknown": "something that cannot be read",
}


def in_words(kind: str, details: Details) -> str | None:
    """What a message of this kind holds, for somebody who cannot look; None for plain words."""
    if details.state == WAITING:
        return "a message that was not decrypted yet"
    noun = NOUNS.get(kind)
    if noun is None:
        return "a forwarded message" if details.forwarded else None
    if kind == "album" and details.items:
        noun = f"{details.items} pictures"
    facts = [
        f"“{details.name}”" if details.name else None,
        details.type,
        f"{details.pages} pages" if details.pages else None,
        f"{details.seconds} seconds" if details.seconds else None,
        details.emoji,
        f"at {details.latitude}, {details.longitude}" if details.latitude is not None else None,
        f"answers: {', '.join(details.options)}" if details.options else None,
        details.once,
        details.state,
        "forwarded" if details.forwarded else None,
    ]
    return ", ".join([noun, *(fact for fact in facts if fact)])
