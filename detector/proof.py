"""Whether a bubble is what an outgoing message became; pure, and rather unsure than wrong."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from core.files import FileKind
from core.texts import begins, same_text
from core.types import Direction, MessageKind
from core.wa_ids import bare
from detector.reader import direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.types import Outgoing
    from detector.reader import BubbleReport

LEAST = 200  # letters in which a text that the page cut short must agree
FILES = frozenset(
    [
        *(MessageKind.IMAGE, MessageKind.ALBUM, MessageKind.VIDEO, MessageKind.GIF, MessageKind.STICKER),
        *(MessageKind.VOICE, MessageKind.AUDIO, MessageKind.DOCUMENT, MessageKind.VIEW_ONCE),
    ]
)
DRAWN_AS = {
    FileKind.IMAGE: {MessageKind.IMAGE},
    FileKind.VIDEO: {MessageKind.VIDEO, MessageKind.GIF},  # a film without sound may be drawn as one
    FileKind.DOCUMENT: {MessageKind.DOCUMENT, MessageKind.AUDIO},
}


class Likeness(Enum):
    """`CUT`: the page shows only the beginning of the text. `UNSURE`: it does not say whose it is."""

    NONE = auto()
    UNSURE = auto()
    CUT = auto()
    SAME = auto()


def likeness(outgoing: Outgoing, bubble: BubbleReport) -> Likeness:
    """Of a bubble below the mark. Its words must be ours, its kind, its quote, and no other send's."""
    if bubble.shell or bare(bubble.id) in outgoing.claimed or not _is_of_its_kind(outgoing, bubble):
        return Likeness.NONE
    if outgoing.reply_to is not None and bubble.quoted is None:
        return Likeness.NONE
    is_cut = bubble.truncated and begins(outgoing.text, bubble.text, LEAST)
    if not is_cut and not same_text(outgoing.text, bubble.text):
        return Likeness.NONE
    way = direction(bubble, outgoing.chat)
    if way is Direction.OUT:
        return Likeness.CUT if is_cut else Likeness.SAME
    return Likeness.UNSURE if way is Direction.UNKNOWN else Likeness.NONE


def below(bubbles: Sequence[BubbleReport], mark: Sequence[str]) -> Sequence[BubbleReport]:
    """What stands below the mark; nothing where none of it is drawn, for older bubbles prove nothing."""
    known = [index for index, bubble in enumerate(bubbles) if bare(bubble.id) in mark]
    if known:
        return bubbles[known[-1] + 1 :]
    return () if mark else bubbles


def _is_of_its_kind(outgoing: Outgoing, bubble: BubbleReport) -> bool:
    if outgoing.file is None:
        return bubble.kind not in FILES
    return bubble.kind in DRAWN_AS[outgoing.file.kind]
