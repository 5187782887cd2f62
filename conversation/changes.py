"""What becomes of a stored message when the page shows it otherwise: edited, deleted, decrypted, reacted to.

A bubble that was read while it had no content yet, or has none at the moment, neither counts as an edit nor
empties what is stored. Texts that were replaced are kept beside it.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, select

from conversation import db
from conversation.models import FormerText, Job, JobStatus, Message
from core.content import WAITING, Reaction, as_json
from core.types import MessageKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from core.content import Details
    from core.types import Incoming


async def apply(session: AsyncSession, row: Message, message: Incoming) -> str | None:
    """Takes over what the page knows better now; the word for what happened to the message, if anything
    did that a person would notice."""
    if row.kind is MessageKind.DELETED or _is_waiting(message.details):
        return None
    if message.kind is MessageKind.DELETED:
        await _delete(session, row, message)
        return "deleted"
    was_waiting = _is_waiting_row(row)
    is_edit = await _take_text(session, row, message)
    row.edited = row.edited or message.edited or is_edit
    if row.kind is MessageKind.UNKNOWN:
        row.kind = message.kind
    row.sender = row.sender or message.sender
    row.sent_at = row.sent_at or message.sent_at
    if row.quoted is None and message.quoted is not None:
        row.quoted, row.quoted_author = message.quoted.text, message.quoted.author
        row.quoted_kind = message.quoted.kind
    has_new_details = _take_details(row, message)
    if was_waiting and not _is_waiting_row(row):
        return "decrypted"
    if is_edit:
        return "edited"
    if _take_reactions(row, message):
        return "reacted"
    return "opened" if has_new_details and message.kind is MessageKind.VIEW_ONCE else None


async def is_being_answered(session: AsyncSession, chat_id: int) -> bool:
    """Whether an answer in this chat is due or being thought of, but not written down yet."""
    open_ = (JobStatus.WAITING, JobStatus.RUNNING)
    found = exists().where(Job.chat_id == chat_id, Job.lane == "answer", Job.status.in_(open_))
    return bool(await session.scalar(select(found)))


async def former(session: AsyncSession, message_id: int) -> list[tuple[datetime, str]]:
    """The texts that a message had before, oldest first, each with the moment at which it was replaced."""
    rows = await session.scalars(
        select(FormerText).where(FormerText.message_id == message_id).order_by(FormerText.id)
    )
    return [(row.replaced_at, row.text) for row in rows]


def dump_details(details: Details) -> str | None:
    told = as_json(details)
    return json.dumps(told, ensure_ascii=False) if told else None


def dump_reactions(reactions: Sequence[Reaction]) -> str | None:
    return json.dumps([asdict(one) for one in reactions], ensure_ascii=False) if reactions else None


def load_reactions(stored: str | None) -> tuple[Reaction, ...]:
    return tuple(Reaction(**one) for one in json.loads(stored)) if stored else ()


def load_details(stored: str | None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(stored) if stored else {}
    return loaded


async def _delete(session: AsyncSession, row: Message, message: Incoming) -> None:
    if row.text:
        _keep(session, row)
    row.kind, row.text, row.reactions = MessageKind.DELETED, "", None
    row.details = dump_details(message.details)


async def _take_text(session: AsyncSession, row: Message, message: Incoming) -> bool:
    """Whether somebody changed the words. That the page showed more of them, or less, is no change."""
    if not message.text or _reads_the_same(row.text, message.text):
        return False
    if message.details.truncated and row.text.startswith(_beginning(message.text)):
        return False
    is_rest = load_details(row.details).get("truncated", False) and message.text.startswith(
        _beginning(row.text)
    )
    is_edit = bool(row.text) and not is_rest
    if is_edit:
        _keep(session, row)
    row.text = message.text
    return is_edit


def _take_details(row: Message, message: Incoming) -> bool:
    """What is told now goes before what was told; what is not told any more stays."""
    old, new = load_details(row.details), as_json(message.details)
    merged = {**old, **new}
    if old.get("state") == WAITING and message.kind is not MessageKind.UNKNOWN and "state" not in new:
        del merged["state"]
    if row.text and not (message.details.truncated and row.text == message.text):
        merged.pop("truncated", None)
    if merged == old:
        return False
    row.details = json.dumps(merged, ensure_ascii=False) if merged else None
    return True


def _take_reactions(row: Message, message: Incoming) -> bool:
    now = dump_reactions(message.reactions)
    if message.kind is MessageKind.UNKNOWN or row.reactions == now:
        return False
    row.reactions = now
    return True


def _keep(session: AsyncSession, row: Message) -> None:
    session.add(
        FormerText(
            account=row.account,
            chat_id=row.chat_id,
            message_id=row.id,
            text=row.text,
            replaced_at=db.now(session),
        )
    )


def _is_waiting(details: Details) -> bool:
    return details.state == WAITING


def _is_waiting_row(row: Message) -> bool:
    return load_details(row.details).get("state") == WAITING


def _beginning(text: str) -> str:
    return text.rstrip().removesuffix("…").rstrip()


def _reads_the_same(one: str, other: str) -> bool:
    """A page may change blanks and the spelling of accents by itself; that is no edit."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
