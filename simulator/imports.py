"""What is taken from an export, and why one that makes no sense in its chat is refused."""

from __future__ import annotations

import codecs
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from simulator import exports
from simulator.content import LONGEST_TEXT
from simulator.model import Kind
from simulator.people import named
from simulator.refusals import Impossible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from simulator.exports import Line


class BadExport(Impossible):
    """The file is not what was said of it."""

    status = 422


# The stamps of a phone are on its own clock, which may be half a day ahead of this machine's.
MOST_AHEAD = timedelta(days=1)


def lines(text: str, kind: Kind, me: str | None, *, words_only: bool = False) -> Sequence[Line]:
    """Its messages; raises BadExport with a sentence for whoever brought it."""
    export = exports.read(text, words_only=words_only)
    if export.undated:
        raise BadExport(
            f"line {export.undated[0]} of the export begins with a day or time that does not exist; "
            "correct the stamp, or take the line out."
        )
    if not export.lines:
        raise BadExport("no message was found in this export; its lines begin with a day and a time.")
    longest = max(export.lines, key=lambda line: len(line.text))
    if len(longest.text) > LONGEST_TEXT:
        raise BadExport(
            f"a message of {len(longest.text)} characters is in this export; {LONGEST_TEXT} are the most. "
            "Shorten it, or look whether the lines behind it begin with a day and a time."
        )
    senders = exports.senders(export.lines)
    if me is not None and me not in senders:
        raise BadExport(f"me: {me[:60]!r} wrote nothing in this export; there are {named(senders)}.")
    others = [sender for sender in senders if sender != me]
    if kind is Kind.PERSON and len(others) > 1:
        raise BadExport(
            f"{len(others)} others wrote in this export: {named(others)}. "
            "Name the owner among them under me, or give it the kind group."
        )
    return export.lines


def text(file: Path) -> str:
    """Phones write UTF-8; editors of some systems make UTF-16 of it, with a mark in front."""
    held = file.read_bytes()
    is_wide = held[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return held.decode("utf-16" if is_wide else "utf-8-sig", "replace")


def begun(found: Sequence[Line]) -> datetime | None:
    """When the first of them was said; the page runs on this machine, so that its clock is the export's."""
    first = next((line.at for line in found if line.at is not None), None)
    return None if first is None else first.astimezone(UTC)


def refuse_future(found: Sequence[Line], now: datetime) -> None:
    """A history is over; raises BadExport."""
    limit = now + MOST_AHEAD
    late = next((line.at for line in found if line.at is not None and line.at.astimezone() > limit), None)
    if late is not None:
        raise BadExport(
            f"the export has a message of {late:%Y-%m-%d}, and today is {now:%Y-%m-%d}: no history is "
            "of the future. Bring it in as live, or start with a later --now."
        )
