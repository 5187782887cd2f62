"""The open conversation: opening the right chat by a real mouse press, reading it, scrolling back in it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import ChatUnreachable
from core.wa_ids import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.ports import Clock
    from core.types import ChatRef
    from detector.probe import Probe
    from detector.reader import BubbleReport, Glance, PaneReport

OPEN_TIMEOUT = 8.0  # seconds; measured on WhatsApp: a conversation is ready 0.2-3 s after the press
AGREEING = 2  # looks in a row that must agree before a conversation counts as open
UNTOLD = 2.0  # seconds that a header must stand where nothing else tells whose the composer is
GLANCE = 0.05  # seconds between looks while waiting
OLDER_TIMEOUT = 4.0  # seconds for an older page of messages to arrive
LIST_PAGES = 200  # views of the chat list that are searched for a row


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A conversation, oldest first: all message ids, and the bubbles of those that had content.

    `complete`: read up to a known one, or to the very beginning.
    """

    ids: tuple[str, ...]
    bubbles: Mapping[str, BubbleReport]
    complete: bool
    is_group: bool
    lang: str

    def after(self, known: Collection[str]) -> list[BubbleReport]:
        """What stands below the last known id, up to the first bubble without content: what comes behind
        that one must not be told before it. In front, those known ones that had content, for their ticks.
        """
        last = max((index for index, id_ in enumerate(self.ids) if id_ in known), default=-1)
        seen = [self.bubbles[id_] for id_ in self.ids[: last + 1] if id_ in known and id_ in self.bubbles]
        new = itertools.takewhile(lambda id_: id_ in self.bubbles, self.ids[last + 1 :])
        return seen + [self.bubbles[id_] for id_ in new]


class Pane:
    """Whoever uses it must hold the keyboard: there is one mouse and one open conversation."""

    def __init__(self, probe: Probe, clock: Clock) -> None:
        self._probe = probe
        self._clock = clock
        self._tokens = itertools.count(1)
        self.chat: ChatRef | None = None
        self.token = 0

    async def open(self, ref: ChatRef) -> None:
        """Opens a chat and makes sure of it. Raises ChatUnreachable when that is not certain."""
        glance = await self._probe.glance()
        is_open = glance is not None and glance.is_chat(ref)
        if is_open and self.chat == ref:
            return
        await self.leave()
        before = glance if not is_open else None
        await self._probe.ask("leaveComposer")
        deadline = self._clock.monotonic() + OPEN_TIMEOUT
        refusal = "header and composer never both named the chat"
        while self._clock.monotonic() < deadline:
            if not await self._clear_the_way():
                refusal = "a dialog of the page waits for a person"
                await self._clock.sleep(2 * GLANCE)
                continue
            if await self._press_row(ref) and await self._settled(ref, before, deadline):
                await self._attach(ref)
                return
        raise ChatUnreachable(refusal)

    def forget(self) -> None:
        """Somebody else had the mouse: whatever is open now was not opened by us."""
        self.chat = None
        self.token = 0

    async def leave(self) -> None:
        """Stops reporting the open conversation; it stays open on the page."""
        self.forget()
        await self._probe.ask("detach")

    async def make_sure(self, ref: ChatRef) -> None:
        """Raises ChatUnreachable unless header and composer name this chat right now."""
        glance = await self._probe.glance()
        if glance is None or not glance.is_chat(ref):
            raise ChatUnreachable("another conversation came to the front")

    async def read(self) -> PaneReport:
        return await self._probe.pane()

    async def read_back(self, known: Collection[str], limit: int, changed: Collection[str] = ()) -> ReadBack:
        """Reads upwards until a known message id is met and everything below it has been drawn.

        Where nothing is known it reads what the page draws by itself. `limit` bounds the bubbles, roughly.
        Long texts are opened below the known ids, and of `changed` ones.
        """
        known_ids = frozenset(known)
        await self._probe.ask("scrollPane", False)
        view = await self._probe.read_on(anew=True)
        content = {bubble.id: bubble for bubble in view.bubbles}
        order = view.ids
        while known_ids and not _meets(order, known_ids) and len(order) < limit:
            older = await self._older(order[0] if order else None)
            if older is None:
                break
            content.update((bubble.id, bubble) for bubble in older.bubbles)
            order = _joined(older.ids, order)
        below = _below(order, known_ids)
        complete = await self._fill(below, content) and len(order) < limit
        for id_ in [*below, *(id_ for id_ in order if bare(id_) in changed and id_ not in below)]:
            if id_ in content and content[id_].truncated:
                content[id_] = await self.whole(content[id_])
        await self._probe.ask("scrollPane", False)
        return ReadBack(
            tuple(map(bare, order)),
            {bare(id_): bubble for id_, bubble in content.items()},
            complete=complete,
            is_group=view.group,
            lang=view.lang,
        )

    async def _older(self, top: str | None) -> PaneReport | None:
        """The page with older messages loaded; None when the beginning of the history is there."""
        deadline = self._clock.monotonic() + OLDER_TIMEOUT
        while self._clock.monotonic() < deadline:
            await self._probe.ask("scrollPane", True)
            await self._clock.sleep(GLANCE)
            older = await self._probe.read_on(anew=False)
            if older.ids and older.ids[0] != top:
                return older
        return None

    async def _fill(self, wanted: list[str], content: dict[str, BubbleReport]) -> bool:
        """Scrolls to each bubble that the page emptied, until all have content. False: some stay empty."""
        deadline = self._clock.monotonic() + OLDER_TIMEOUT
        while missing := [id_ for id_ in wanted if id_ not in content]:
            if self._clock.monotonic() > deadline:
                return False
            await self._probe.ask("showBubble", missing[0])
            await self._clock.sleep(GLANCE)
            fresh = (await self._probe.read_on(anew=False)).bubbles
            content.update((bubble.id, bubble) for bubble in fresh)
            if any(bubble.id in missing for bubble in fresh):
                deadline = self._clock.monotonic() + OLDER_TIMEOUT
        return True

    async def whole(self, bubble: BubbleReport) -> BubbleReport:
        """The bubble with all of its text, as far as the page gives it: long ones open in several steps."""
        deadline = self._clock.monotonic() + OLDER_TIMEOUT
        await self._probe.ask("showBubble", bubble.id)
        while bubble.truncated and self._clock.monotonic() < deadline:
            point = await self._probe.ask("morePoint", bubble.id)
            if point and point["visible"]:
                await self._probe.press_at(point)
            await self._clock.sleep(GLANCE)
            await self._probe.ask("forget", bubble.id)
            fresh = (await self._probe.read_on(anew=False)).bubbles
            longer = next((one for one in fresh if one.id == bubble.id), bubble)
            if longer.text != bubble.text:
                deadline = self._clock.monotonic() + OLDER_TIMEOUT
            bubble = longer
        return bubble

    async def _clear_the_way(self) -> bool:
        """An announcement swallows every press, and its cross decides nothing; no other button is pressed.
        False: the page asks something that only a person may answer."""
        dialog = (await self._probe.screen()).dialog
        if dialog is None:
            return True
        return dialog.kind == "announcement" and await self._probe.press_target("dialog_close")

    async def _press_row(self, ref: ChatRef) -> bool:
        point = await self._probe.row_point(ref)
        for page in range(LIST_PAGES):
            if point["matches"]:
                break
            place = await self._probe.ask("scrollList", page)
            await self._clock.sleep(2 * GLANCE)
            point = await self._probe.row_point(ref)
            if not point["matches"] and (place is None or not place["more"]):
                break
        if point["matches"] == 0:
            raise ChatUnreachable("no row of the chat list bears its name")
        if point["matches"] > 1:
            raise ChatUnreachable("two rows of the chat list bear its name; nobody can tell them apart")
        if not point["visible"]:
            await self._clock.sleep(2 * GLANCE)
            return False
        await self._probe.press_at(point)
        return True

    async def _settled(self, ref: ChatRef, before: Glance | None, deadline: float) -> bool:
        """Header, composer and bubbles change at different moments: wait until all are the chat's own."""
        pause = min(deadline, self._clock.monotonic() + OPEN_TIMEOUT / 2)
        told = self._clock.monotonic() + UNTOLD
        agreed = 0
        while self._clock.monotonic() < pause and agreed < AGREEING:
            await self._clock.sleep(GLANCE)
            glance = await self._probe.glance()
            is_own = glance is not None and glance.is_chat(ref) and _has_changed(before, glance)
            is_told = is_own and glance is not None and (before is None or _tells(glance))
            agreed = agreed + 1 if is_told or (is_own and self._clock.monotonic() > told) else 0
        return agreed == AGREEING

    async def _attach(self, ref: ChatRef) -> None:
        self.chat = ref
        self.token = next(self._tokens)
        await self._probe.ask("attach", ref.name, self.token)


def _has_changed(before: Glance | None, glance: Glance) -> bool:
    """Whether no message of the chat that was left is drawn any more."""
    return before is None or set(before.ids).isdisjoint(glance.ids)


def _tells(glance: Glance) -> bool:
    """Whether something besides the header says that the composer is the chat's: its label, that it is
    another one, or messages. Older builds label all composers alike, and a chat may be empty."""
    return bool(glance.names or glance.fresh or glance.ids)


def _joined(older: list[str], newer: list[str]) -> list[str]:
    """The ids of two overlapping views as one, up to the end of the newer: what arrived meanwhile is left
    to the observer. Raises ChatUnreachable when something lies between the views."""
    met = set(older)
    if older and newer and met.isdisjoint(newer):
        raise ChatUnreachable("the history jumped while it was read back")
    if newer and newer[-1] in met:
        return older[: older.index(newer[-1]) + 1]
    return older + [id_ for id_ in newer if id_ not in met]


def _meets(order: list[str], known: frozenset[str]) -> bool:
    return any(bare(id_) in known for id_ in order)


def _below(order: list[str], known: frozenset[str]) -> list[str]:
    """What stands below the last known bubble; everything where none is known."""
    last = max((index for index, id_ in enumerate(order) if bare(id_) in known), default=-1)
    return order[last + 1 :]
