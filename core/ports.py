"""The protocols by which folders meet; nobody inherits from them, `app.wiring` hands them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

    from core.eyesight import EyesView
    from core.judgement import Completion, Decision, Prompt, Thread
    from core.types import Access, ChatRef, LinkView, Outgoing, Search, SentProof, Sighting


class Clock(Protocol):
    """The only source of time. `utc` is aware; `monotonic` and `sleep` are in seconds."""

    def utc(self) -> datetime: ...
    def monotonic(self) -> float: ...
    async def sleep(self, seconds: float) -> None: ...


class Channel(Protocol):
    """A road to and from contacts.

    `sightings` yields what the page shows, in order, for ever; what came at once comes together. `send`
    types and presses once and returns the bubble it saw; raises ChatUnreachable (nothing was typed),
    SendUnconfirmed, NotLinked, BrowserGone.
    `find_sent` looks for a bubble that an earlier, interrupted send may have left.
    """

    def sightings(self) -> AsyncIterator[Sequence[Sighting]]: ...
    async def send(self, outgoing: Outgoing) -> SentProof: ...
    async def find_sent(self, outgoing: Outgoing) -> Search: ...


class Marker(Protocol):
    """Reads the ids of the last bubbles of a chat, to be stored before anything is typed."""

    async def mark(self, chat: ChatRef) -> tuple[str, ...]: ...


class Ledger(Protocol):
    """What the store knows, asked by the detector before it opens a chat."""

    async def access(self, chat: ChatRef) -> Access: ...
    async def last_ids(self, chat: ChatRef) -> Sequence[str]: ...
    async def last_preview(self, chat: ChatRef) -> str | None: ...


class ChatModel(Protocol):
    """Anything that completes a prompt: a vendor, a breaker around one, a chain of them."""

    @property
    def name(self) -> str: ...
    async def complete(self, prompt: Prompt) -> Completion: ...


class Decider(Protocol):
    """Judges a thread; performs nothing."""

    async def decide(self, thread: Thread) -> Decision: ...


class LinkControl(Protocol):
    """What a person may do about the link to the phone."""

    def link(self) -> LinkView: ...
    async def refresh_qr(self) -> None: ...


class Health(Protocol):
    """One line of /healthz: `state` is ok, degraded or failed, `detail` a plain sentence."""

    async def check(self) -> tuple[str, str]: ...


class Sight(Protocol):
    """What finds the parts of the page, for a person to see."""

    def view(self) -> EyesView: ...


class Checkpoint(Protocol):
    """Called at named points of the road; tests end the process there, otherwise it does nothing."""

    def __call__(self, point: str, /) -> None: ...
