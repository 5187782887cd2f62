"""What was told of a conversation, held against what is drawn of it now; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from core.types import MessageKind
from core.wa_ids import bare

if TYPE_CHECKING:
    from collections import OrderedDict
    from collections.abc import Sequence

    from core.types import Incoming
    from detector.reader import BubbleReport

PLAIN = " .,!?'-"  # what no formatting is made of


class Told(NamedTuple):
    """What was told of a message: its text, and a hash of everything else."""

    text: str
    rest: int


def unbroken(bubbles: Sequence[BubbleReport], known: OrderedDict[str, Told | None]) -> Sequence[BubbleReport]:
    """The bubbles up to the first new one that does not stand directly below one that was read."""
    read: set[str] = set()
    for place, bubble in enumerate(bubbles):
        if bubble.shell:
            continue
        above = None if bubble.previous is None else bare(bubble.previous)
        is_first = not known and not read
        if not is_first and bare(bubble.id) not in known and above not in known and above not in read:
            return bubbles[:place]
        read.add(bare(bubble.id))
    return bubbles


def was_told(bubble: BubbleReport, known: OrderedDict[str, Told | None]) -> bool:
    """Whether a text that is cut short is the beginning of the one that was told."""
    if bare(bubble.id) not in known:
        return False
    told = known[bare(bubble.id)]
    return told is None or told.text.startswith(_beginning(bubble.text))


def unfolded(message: Incoming, before: Told | None) -> Incoming:
    """A text that was told whole may be drawn short again, because its row came and went."""
    if before is None or not message.details.truncated or len(before.text) <= len(message.text):
        return message
    if not before.text.startswith(_beginning(message.text)):
        return message
    return replace(message, text=before.text, details=replace(message.details, truncated=False))


def _beginning(text: str) -> str:
    return text.rstrip().removesuffix("…").rstrip()


def rest_of(message: Incoming) -> int:
    about = (message.kind, message.direction, message.edited, message.details, message.reactions)
    return hash((*about, message.quoted))


def shows(preview: str, text: str) -> bool:
    """Whether a row's preview is this message (a group's preview names its sender first)."""
    shown, wanted = " ".join(preview.split()), " ".join(text.split())
    return shown.endswith(wanted) if len(wanted) < 60 else wanted[:60] in shown


def in_the_row(message: Incoming) -> str | None:
    """The words that a row shows of a new message; None where marks, emoji or no words leave it open."""
    is_plain = all(each.isalnum() or each in PLAIN for each in message.text)
    return message.text if message.kind is MessageKind.TEXT and message.text and is_plain else None
