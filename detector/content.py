"""What the page says of a bubble's content, word for word, turned into values; pure, and never an error."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.content import Details, Mention, Reaction
from core.types import MessageKind, Quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLOCK = re.compile(r"(?:(\d{1,3})[:.])?(\d{1,3})[:.](\d{2})")
SIZE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(bytes?|[KMGkmg]i?B|[КМГкмг]Б|[KMGkmg]o)\b")
UNITS = {"b": 1, "k": 1024, "m": 1024**2, "g": 1024**3, "к": 1024, "м": 1024**2, "г": 1024**3}
PAGES = re.compile(r"(?<![^\W\d_])\d{1,6}")
PLACE = re.compile(r"(?<![\d.])(-?\d{1,2}(?:\.\d+)?)(?:,|%2[cC]|\s)+(-?\d{1,3}(?:\.\d+)?)(?![\d.])")
JOINER, COLOURFUL = "\u200d", "\ufe0f"
MANY = 50
KIND_OF_ICON = {
    "image": MessageKind.IMAGE,
    "video": MessageKind.VIDEO,
    "gif": MessageKind.GIF,
    "ptt": MessageKind.VOICE,
    "audio": MessageKind.AUDIO,
    "document": MessageKind.DOCUMENT,
    "sticker": MessageKind.STICKER,
    "location": MessageKind.LOCATION,
    "live-location": MessageKind.LIVE_LOCATION,
    "vcard": MessageKind.CONTACT,
    "poll": MessageKind.POLL,
}


class Reported(BaseModel):
    """Something the page said: unknown keys are refused, so that both sides change together."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Facts(Reported):
    """What the page tells of one kind of content, as it is written there."""

    name: str | None = None
    type: str | None = None
    facts: list[str] = Field(default_factory=list)
    length: str | None = None
    items: int | None = None
    emoji: str | None = None
    href: str | None = None
    options: list[str] = Field(default_factory=list)
    link: str | None = None
    once: Literal["image", "video", "voice"] | None = None
    state: Literal["waiting", "unopened", "opened", "expired"] | None = None
    by: Literal["us", "admin"] | None = None


class MentionReport(Reported):
    name: str
    id: str | None = None


class QuotedReport(Reported):
    author: str | None
    text: str
    icon: str | None = None


class ReactionReport(Reported):
    """The label of the reactions' bubble, the emoji drawn in it, and the number beside them."""

    label: str
    emoji: list[str]
    number: str = ""


class ContentReport(Reported):
    """The part of a bubble's report that is about its content."""

    kind: MessageKind = MessageKind.UNKNOWN
    facts: Facts = Facts()
    quoted: QuotedReport | None = None
    forwarded: Literal["once", "many"] | None = None
    mentions: list[MentionReport] = Field(default_factory=list)
    reactions: list[ReactionReport] = Field(default_factory=list)
    edited: bool = False
    truncated: bool = False


def details(report: ContentReport) -> Details:
    """Everything that is told besides the words."""
    said = report.facts
    place = _place(said.href) if said.href else (None, None)
    is_file = report.kind is MessageKind.DOCUMENT
    return Details(
        name=said.name or None,
        type=said.type or None,
        size=_size(said.facts) if is_file else None,
        pages=_pages(said.facts, said.type) if is_file else None,
        seconds=_seconds(said.length) if said.length else None,
        items=said.items,
        emoji=said.emoji or None,
        latitude=place[0],
        longitude=place[1],
        options=tuple(option for option in said.options if option),
        link=said.link or None,
        once=said.once,
        state=said.state,
        by=said.by or ("sender" if report.kind is MessageKind.DELETED else None),
        forwarded=report.forwarded,
        mentions=tuple(Mention(mention.name, mention.id) for mention in report.mentions),
        truncated=report.truncated,
    )


def quoted(report: QuotedReport | None) -> Quoted | None:
    if report is None:
        return None
    kind = (report.icon or "").removeprefix("status-")
    return Quoted(report.text, report.author or None, KIND_OF_ICON.get(kind, MessageKind.TEXT))


def reactions(reports: Sequence[ReactionReport]) -> tuple[Reaction, ...]:
    """One emoji bears the whole number; several share a total of which the page does not say the parts,
    unless each stands for one."""
    found = []
    for report in reports:
        emoji = _unique(_emoji_in(report.label)) or _unique(report.emoji)
        total = _number(report.label) or _number(report.number) or (1 if len(emoji) == 1 else None)
        each = total if len(emoji) == 1 else 1 if total == len(emoji) else None
        found += [Reaction(one, each) for one in emoji]
    return tuple(found[:MANY])


def _unique(emoji: Iterable[str]) -> list[str]:
    """The mark that makes an emoji colourful stands in pictures, but not in labels."""
    return list(dict.fromkeys(plain for one in emoji if (plain := one.replace(COLOURFUL, ""))))


def _emoji_in(label: str) -> list[str]:
    """Runs of signs that belong together: joined figures, tones of skin, flags of two letters."""
    found: list[str] = []
    joins = False
    for char in label.replace(COLOURFUL, ""):
        category = unicodedata.category(char)
        if char == JOINER:
            joins = True
        elif category == "So" or "\U0001f3fb" <= char <= "\U0001f3ff":
            if found and (joins or "\U0001f3fb" <= char <= "\U0001f3ff" or _is_half_flag(found[-1], char)):
                found[-1] += (JOINER if joins else "") + char
            else:
                found.append(char)
            joins = False
        else:
            joins = False
    return found


def _is_half_flag(before: str, char: str) -> bool:
    return len(before) == 1 and all("\U0001f1e6" <= one <= "\U0001f1ff" for one in (before, char))


def _number(text: str) -> int | None:
    digits = re.search(r"\d{1,9}", _plain(text))
    return int(digits[0]) if digits else None


def _plain(text: str) -> str:
    """Digits of every script as ASCII."""
    return "".join(
        str(digit) if char.isdigit() and (digit := unicodedata.digit(char, None)) is not None else char
        for char in text
    )


def _seconds(length: str) -> int | None:
    plain = _plain(length).strip()
    if re.fullmatch(r"\d{1,6}", plain):
        return int(plain)
    match = CLOCK.fullmatch(plain)
    return None if match is None else int(match[1] or 0) * 3600 + int(match[2]) * 60 + int(match[3])


def _size(facts: list[str]) -> int | None:
    for fact in facts:
        match = SIZE.search(_plain(fact))
        if match:
            return round(float(match[1].replace(",", ".")) * UNITS[match[2][0].lower()])
    return None


def _pages(facts: list[str], type_: str | None) -> int | None:
    for fact in facts:
        plain = _plain(fact)
        if fact != type_ and not SIZE.search(plain) and (match := PAGES.search(plain)):
            return int(match[0])
    return None


def _place(href: str) -> tuple[float | None, float | None]:
    match = PLACE.search(href)
    if match is None:
        return None, None
    latitude, longitude = float(match[1]), float(match[2])
    is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return (latitude, longitude) if is_on_earth else (None, None)
