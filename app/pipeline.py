"""The road of a message: from a sighting to a row, from a row to a decision, from a decision to the page."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, assert_never

from app import eyesight
from app.gate import Gate
from conversation import accounts, audit, chats, files, history, holds, inbox, outbox, queue, schedules, turns
from core.errors import CannotSend, ChatUnreachable, SelectorMissing, SendUnconfirmed
from core.eyesight import LifeChanged, SafeModeChanged, StrategyUsed, Swept, TableRead
from core.judgement import Handover, Reply, Silence
from core.opting_out import opts_out
from core.types import (
    Access,
    Author,
    ChatKind,
    ChatRef,
    Direction,
    Found,
    Incoming,
    LinkChanged,
    Mode,
    OutboxState,
    Outgoing,
    RowSeen,
    Tick,
    TickSeen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncSession

    from conversation.chats import ChatView
    from conversation.db import Database
    from conversation.inbox import Accepted
    from conversation.outbox import OutboxView
    from conversation.queue import Job
    from core.judgement import Decision
    from core.pacing import Hold
    from core.ports import Channel, Checkpoint, Decider, Marker
    from core.settings import Settings
    from core.types import SentProof, Sighting

log = logging.getLogger(__name__)


class Pipeline:
    """Performs what others decide; each step is one transaction, and none is open while somebody waits."""

    def __init__(
        self,
        db: Database,
        channel: Channel,
        marker: Marker,
        decider: Decider,
        settings: Settings,
        checkpoint: Checkpoint,
    ) -> None:
        self._db = db
        self._channel = channel
        self._marker = marker
        self._decider = decider
        self._settings = settings
        self._checkpoint = checkpoint
        self._gate = Gate(db, settings)
        self._one_goes = asyncio.Lock()

    async def listen(self, batch: Sequence[Sighting]) -> None:
        """Writes down what the page showed, all of it or nothing."""
        new: list[Accepted] = []
        async with self._db.transaction() as session:
            for sighting in batch:
                accepted = await self._take(session, sighting)
                if accepted is not None and accepted.is_new:
                    new.append(accepted)
        for accepted in new:
            log.info("message stored", extra={"chat": accepted.chat.id, "message_id": accepted.message_id})
            self._checkpoint("stored")

    async def _take(self, session: AsyncSession, sighting: Sighting) -> Accepted | None:
        rules, conversation = self._settings.chats, self._settings.conversation
        match sighting:
            case Incoming():
                accepted = await inbox.accept(
                    session, sighting, rules, conversation.quiet, conversation.quiet_cap
                )
                await self._heed(session, sighting, accepted)
                return accepted
            case RowSeen():
                chat = await chats.meet(session, sighting.chat, rules)
                await chats.noticed(session, chat.id, sighting.unread, sighting.preview)
            case TickSeen():
                await outbox.tick(session, sighting.chat, sighting.wa_id, sighting.tick)
            case LinkChanged():
                link = sighting.link
                await accounts.note_link(session, sighting.account, link.screen, link.next_action)
                log.info("the page changed its screen", extra={"screen": link.screen.value})
            case StrategyUsed() | TableRead() | SafeModeChanged() | LifeChanged():
                await eyesight.write(session, sighting)
            case Swept():
                await accounts.ensure(session, sighting.account)  # a write that proves that others would do
            case _:
                assert_never(sighting)
        return None

    async def _heed(self, session: AsyncSession, message: Incoming, accepted: Accepted) -> None:
        """A contact who wants no more gets nothing that was scheduled; in a group nobody speaks for all."""
        if (
            accepted.is_new
            and message.direction is Direction.IN
            and accepted.chat.kind is not ChatKind.GROUP
            and opts_out(message.text, self._settings.conversation.stop_words)
        ):
            stopped = await schedules.stop_for(session, accepted.chat.id, message.sent_at)
            log.info(
                "a contact wants no more",
                extra={"chat": accepted.chat.id, "schedules": stopped},
            )

    async def answer(self, job: Job) -> None:
        """Judges a chat and writes the decision down, unless the contact wrote again meanwhile.

        The job ends in the transaction of its decision, so a crash between the two cannot answer twice,
        and a worker that was overtaken writes nothing.
        """
        chat_id = job.chat_id
        async with self._db.reading() as session:
            chat = await chats.get(session, chat_id)
            thread = await history.thread(session, chat_id, self._settings.conversation.thread_messages)
        if chat is None or chat.access is not Access.ALLOWED or chat.mode not in (Mode.AUTO, Mode.SUGGEST):
            return
        decision = await self._decider.decide(thread)
        self._checkpoint("planned")
        async with self._db.transaction() as session:
            is_overtaken = await queue.has_waiting(session, "answer", chat_id)
            if not await queue.done(session, job):
                log.warning("a draft was dropped: another worker took the job over")
                return
            if is_overtaken:
                log.info("a draft was dropped: the contact wrote again")
                return
            await self._write_down(session, chat, decision, thread.newest_id)
        self._checkpoint("queued")

    async def deliver(self, job: Job) -> None:
        """Sends what waits in a chat, oldest first; what an earlier run left half-done is looked up first."""
        while True:
            async with self._db.reading() as session:
                row = await outbox.next_due(session, job.chat_id)
                chat = await chats.get(session, job.chat_id)
            if row is None or chat is None:
                await self._gate.wait_for_look(job.chat_id)
                return
            if chat.access is not Access.ALLOWED:
                await self._drop(row)
                continue
            async with self._gate.noting_why(row):
                await (self._send if row.state is OutboxState.QUEUED else self._look_for)(row, chat)

    async def _write_down(
        self, session: AsyncSession, chat: ChatView, decision: Decision, decided_on: int
    ) -> None:
        turn = await turns.record(session, chat_id=chat.id, decision=decision, decided_on=decided_on)
        text: str | None
        match decision:
            case Reply(text=text):
                pass
            case Handover(text=text):
                await chats.set_mode(session, chat.id, Mode.HUMAN, actor="reasoner")
            case Silence():
                text = None
            case _:
                assert_never(decision)
        await audit.write(
            session,
            "bot",
            f"decided_{type(decision).__name__.lower()}",
            f"chat:{chat.id}",
            None,
            {"turn": turn},
        )
        if text is not None:
            state = OutboxState.DRAFT if chat.mode is Mode.SUGGEST else OutboxState.QUEUED
            await outbox.put(session, chat.id, text, author=Author.BOT, state=state, turn_id=turn)

    async def _send(self, row: OutboxView, chat: ChatView) -> None:
        async with self._db.reading() as session:
            hold = await self._gate.hold(session, row)
        if hold is not None:
            await self._gate.wait(row, hold)
        mark = await self._marker.mark(_ref(chat))
        try:
            outgoing, hold = await self._let_go(row, chat, mark)
        except CannotSend as error:
            await self._move(row, OutboxState.QUEUED, OutboxState.FAILED, str(error))
            return
        if hold is not None:
            await self._gate.wait(row, hold)
        if outgoing is None:
            return
        self._checkpoint("sending")
        try:
            proof = await self._channel.send(outgoing)
        except (ChatUnreachable, SelectorMissing) as error:
            await self._move(row, OutboxState.SENDING, OutboxState.QUEUED, str(error))  # nothing was pressed
            raise
        except CannotSend as error:
            await self._move(row, OutboxState.SENDING, OutboxState.FAILED, str(error))
        except SendUnconfirmed as error:
            await self._doubt(row, chat, str(error))
        else:
            await self._confirm(row, chat, proof)

    async def _let_go(
        self, row: OutboxView, chat: ChatView, mark: tuple[str, ...]
    ) -> tuple[Outgoing | None, Hold | None]:
        """Says `sending` in the store, unless another took the place; one after the other, so that no two
        of them pass a limit that leaves room for one."""
        async with self._one_goes, self._db.transaction() as session:
            hold = await self._gate.hold(session, row)
            if hold is not None:
                return None, hold
            if not await outbox.move(session, row.id, OutboxState.SENDING, frm=OutboxState.QUEUED, mark=mark):
                return None, None
            return await self._outgoing(session, row, chat, mark), None

    async def _outgoing(
        self, session: AsyncSession, row: OutboxView, chat: ChatView, mark: tuple[str, ...] | None
    ) -> Outgoing:
        file = None if row.file_id is None else await files.read(session, row.file_id)
        if file is None and row.file_id is not None:
            raise CannotSend("its file is gone")
        return Outgoing(
            outbox_id=row.id,
            chat=_ref(chat),
            text=row.text,
            mark=mark,
            claimed=await outbox.claimed_ids(session, chat.id, except_id=row.id),
            file=file,
            reply_to=row.reply_to,
            typing=self._gate.typing(row.text),
        )

    async def _look_for(self, row: OutboxView, chat: ChatView) -> None:
        """A row that says `sending` may or may not have been pressed: look before anything is typed again.

        One that is `unknown` was pressed; it is only ever found.
        """
        async with self._db.reading() as session:
            outgoing = await self._outgoing(session, row, chat, row.mark)
        search = await self._channel.find_sent(outgoing)
        if search.found is Found.SENT and search.proof is not None:
            await self._confirm(row, chat, search.proof)
        elif row.state is OutboxState.UNKNOWN:  # that none is found proves nothing: the key was pressed
            async with self._db.transaction() as session:
                await holds.look_later(session, row.id)
        elif search.found is Found.ABSENT:
            await self._move(row, row.state, OutboxState.QUEUED, "not on the page; it is sent again")
        else:
            await self._doubt(row, chat, "the page cannot tell whether it was sent")

    async def _doubt(self, row: OutboxView, chat: ChatView, why: str) -> None:
        """Never sent again by itself, but looked for a while: a bubble may still come."""
        log.error("a send could not be confirmed", extra={"chat": chat.id, "outbox": row.id})
        async with self._db.transaction() as session:
            await outbox.move(session, row.id, OutboxState.UNKNOWN, frm=OutboxState.SENDING, error=why)
            await holds.look_later(session, row.id)

    async def _drop(self, row: OutboxView) -> None:
        async with self._db.transaction() as session:
            if row.state is OutboxState.UNKNOWN:
                await holds.look_no_more(session, row.id)
            else:
                why = "the chat is no longer allowed"
                await outbox.move(session, row.id, OutboxState.FAILED, frm=row.state, error=why)

    async def _confirm(self, row: OutboxView, chat: ChatView, proof: SentProof) -> None:
        async with self._db.transaction() as session:
            if proof.tick is Tick.PENDING:
                await outbox.on_the_clock(session, row.id, proof.wa_id)
            else:
                doubted = (OutboxState.SENDING, OutboxState.UNKNOWN)
                await outbox.move(session, row.id, OutboxState.SENT, frm=doubted, wa_id=proof.wa_id)
                await outbox.tick(session, _ref(chat), proof.wa_id, proof.tick)
        log.info("bubble seen", extra={"chat": chat.id, "outbox": row.id, "tick": proof.tick.value})
        self._checkpoint("sent")

    async def _move(self, row: OutboxView, frm: OutboxState, to: OutboxState, error: str) -> None:
        async with self._db.transaction() as session:
            await outbox.move(session, row.id, to, frm=frm, error=error)


def _ref(chat: ChatView) -> ChatRef:
    return ChatRef(chat.account, chat.name, chat.kind)
