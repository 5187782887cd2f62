"""What a message holds besides its words, in one shape at every border: pictures, voices, cards and more.

The same models are read from scripts and the control API, kept in the store and sent to the page.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, model_validator

from simulator.strict import Strict

LONGEST_TEXT = 65_536
Label = Annotated[str, Field(max_length=300)]
Seconds = Annotated[int, Field(ge=0, le=86_400)]
Hue = Annotated[int, Field(ge=0, lt=360)]


class Text(Strict):
    """Words only; `preview` is the card under a link."""

    kind: Literal["text"] = "text"
    preview: LinkPreview | None = None


class LinkPreview(Strict):
    title: Label
    description: Label = ""
    address: Label


class Image(Strict):
    """A picture; its words are the caption. The page paints it from `hue`, so that no file is needed."""

    kind: Literal["image"]
    hue: Hue = 200
    width: Annotated[int, Field(ge=1, le=8_000)] = 640
    height: Annotated[int, Field(ge=1, le=8_000)] = 480


class Album(Strict):
    """Several pictures under one id, drawn as tiles."""

    kind: Literal["album"]
    hues: Annotated[tuple[Hue, ...], Field(min_length=2, max_length=30)] = (10, 120, 230, 320)


class Video(Strict):
    kind: Literal["video", "gif"]
    seconds: Seconds = 12
    hue: Hue = 260


class Voice(Strict):
    """A voice note, or a sound file (`audio`)."""

    kind: Literal["voice", "audio"]
    seconds: Seconds = 7


class Document(Strict):
    kind: Literal["document"]
    name: Label
    size: Annotated[int, Field(ge=0)] = 48_000
    pages: Annotated[int, Field(ge=1)] | None = None


class Sticker(Strict):
    """`emoji` is what its maker named it by; None for a sticker without a label."""

    kind: Literal["sticker"]
    emoji: Annotated[str, Field(max_length=20)] | None = None
    hue: Hue = 45


class Location(Strict):
    """A place, or where somebody is now (`live_location`)."""

    kind: Literal["location", "live_location"]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    name: Label = ""


class ContactCard(Strict):
    kind: Literal["contact"]
    name: Label
    phone: Label = ""


class Poll(Strict):
    """The question is the message's text."""

    kind: Literal["poll"]
    options: Annotated[tuple[Label, ...], Field(min_length=2, max_length=12)]
    several: bool = False


class ViewOnce(Strict):
    kind: Literal["view_once"]
    what: Literal["photo", "video", "voice"] = "photo"
    state: Literal["unopened", "opened", "expired"] = "unopened"


class Undecrypted(Strict):
    """The words have not come yet: "Waiting for this message"."""

    kind: Literal["undecrypted"]


class Call(Strict):
    """A system row; `missed` None means that it was taken."""

    kind: Literal["call"]
    what: Literal["voice", "video"] = "voice"
    missed: bool = True


class Notice(Strict):
    """A system row whose words are the message's text."""

    kind: Literal["notice"]
    about: Literal["encryption", "security_code", "group", "disappearing", "business"] = "group"


SYSTEM_KINDS = ("notice", "call")
"""What nobody writes."""
ENCRYPTION = Notice(kind="notice", about="encryption")
ENCRYPTION_WORDS = (
    "Messages and calls are end-to-end encrypted. "
    "Only people in this chat can read, listen to, or share them. Click to learn more."
)

Content = (
    Text
    | Image
    | Album
    | Video
    | Voice
    | Document
    | Sticker
    | Location
    | ContactCard
    | Poll
    | ViewOnce
    | Undecrypted
    | Call
    | Notice
)
AnyContent = Annotated[Content, Field(discriminator="kind")]
CONTENTS: TypeAdapter[Content] = TypeAdapter(AnyContent)
PLAIN = Text()


class Mention(Strict):
    """A person named in the text as `@name`; `id` is what the page leaks of them."""

    name: Label
    id: Annotated[str, Field(pattern=r"^\d{5,20}@(lid|c\.us)$")]


class Body(Strict):
    """Everything that somebody puts into one message before it is sent."""

    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    content: AnyContent = PLAIN
    mentions: tuple[Mention, ...] = ()
    quote: Annotated[str, Field(max_length=60)] | None = None
    forwards: Annotated[int, Field(ge=0, le=99)] = 0

    @model_validator(mode="after")
    def _says_something(self) -> Body:
        if not self.text and self.content.kind in ("text", "poll", "notice"):
            raise ValueError(f"text: a {self.content.kind} message needs words")
        return self


class Traits(Strict):
    """What a chat is besides its messages; each shows somewhere in its row, its header or its footer."""

    is_muted: bool = False
    is_pinned: bool = False
    is_archived: bool = False
    is_favorite: bool = False
    is_self: bool = False
    is_marked_unread: bool = False
    has_mention: bool = False
    has_picture: bool = False
    community: Label | None = None
    phone: Annotated[str, Field(pattern=r"^\d{5,20}$")] | None = None
    push_name: Label | None = None
    """How an unsaved contact calls themselves; the chat's name is then their phone number."""
    presence: Label | None = None
    """ "online", or when last seen; None shows the hint instead."""
    footer: Literal["open", "restricted", "blocked", "announcement", "left"] = "open"
    older: Literal["here", "on_phone"] = "here"
    """Whether the end of the loaded history is its true beginning, or the rest is only on the phone."""


DEFAULT_TRAITS = Traits()
