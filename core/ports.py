"""The protocols by which folders meet; nobody inherits from them, `app.wiring` hands them out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime
    from pathlib import Path

    from core.eyesight import EyesView
    from core.judgement import Completion, Decision, ModelCall, Prompt, Spent, Thread
    from core.live_view import Gesture
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


class CallBook(Protocol):
    """Keeps what models were asked and what it cost. `tell`: an operator should know; `what` is our word."""

    async def note(self, calls: Sequence[ModelCall]) -> None: ...
    async def spent(self, chat_id: int | None, newest_id: int | None) -> Spent: ...
    async def tell(self, scope: str, what: str, chat_id: int | None) -> None: ...


class Decider(Protocol):
    """Judges a thread; performs nothing."""

    async def decide(self, thread: Thread) -> Decision: ...


class LinkControl(Protocol):
    """What a person may do about the link to the phone."""

    def link(self) -> LinkView: ...
    async def refresh_qr(self) -> None: ...


class NumberLink(Protocol):
    """Linking by phone number, and unlinking. All raise LinkingFailed with the fault.

    `ask_code` has the page show eight characters for a number with its country (`+49…`); they come with
    `LinkControl.link`. `show_qr` goes back to the QR code. `unlink` logs out on the page.
    """

    async def ask_code(self, number: str) -> None: ...
    async def show_qr(self) -> None: ...
    async def unlink(self) -> None: ...


class ProfileControl(Protocol):
    """The browser's profile while Switchboard runs. All raise CannotStart with a sentence.

    `take` puts the link of a packed profile in place, `forget` removes the local one and what is sealed,
    `seal` keeps it encrypted in the database.
    """

    async def take(self, archive: Path) -> None: ...
    async def forget(self) -> None: ...
    async def seal(self) -> None: ...


class LiveScreen(Protocol):
    """The page as a person looks at it: `size` in its pixels, JPEG pictures whenever it changes."""

    @property
    def size(self) -> tuple[int, int]: ...
    def pictures(self) -> AsyncIterator[bytes]: ...
    async def act(self, gesture: Gesture) -> None: ...


class LiveView(Protocol):
    """Lets one person at a time use the real page. While it is open nobody else has mouse and keyboard.

    Raises BrowserGone when there is no page, or when it ends meanwhile.
    """

    def open(self) -> AbstractAsyncContextManager[LiveScreen]: ...


class Health(Protocol):
    """One line of /healthz: `state` is ok, degraded or failed, `detail` a plain sentence."""

    async def check(self) -> tuple[str, str]: ...


class Sight(Protocol):
    """What finds the parts of the page, for a person to see."""

    def view(self) -> EyesView: ...


class Checkpoint(Protocol):
    """Called at named points of the road; tests end the process there, otherwise it does nothing."""

    def __call__(self, point: str, /) -> None: ...
