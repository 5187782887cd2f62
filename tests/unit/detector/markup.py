"""Small pages in the shape that WhatsApp Web had in October 2026, with real geometry and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

STYLE = """
html, body { margin: 0; height: 100%; }
#app { display: flex; height: 100%; }
#pane-side { width: 30%; height: 100%; overflow-y: auto; }
#pane-side [role=grid] { position: relative; }
#pane-side [role=row] { position: absolute; height: 72px; width: 100%; }
#main { flex: 1; display: flex; flex-direction: column; }
[data-scrolltracepolicy="wa.web.conversation.messages"] { flex: 1; overflow-y: auto; }
.focusable-list-item { display: flex; flex-direction: column; padding: 0 5%; }
.focusable-list-item > div { max-width: 60%; }
.own { align-self: flex-end; }
.foreign { align-self: flex-start; }
.line { display: block; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
footer { height: 60px; }
[contenteditable] { min-height: 20px; }
"""
ID = "3EB0F667409EE4B4A71C"


def id_of(number: int) -> str:
    return f"3EB0{number:016X}"


def page(body: str, *, lang: str = "en", direction: str = "ltr") -> str:
    return (
        f'<!DOCTYPE html><html id="whatsapp-web" lang="{lang}" dir="{direction}"><head><meta charset="utf-8">'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )


def main(*, rows: str = "", conversation: str = "", lang: str = "en", direction: str = "ltr") -> str:
    """The main screen: the chat list, and the conversation that is open (if any)."""
    chat_list = (
        '<div id="pane-side" data-scrolltracepolicy="wa.web.chatlist"><div tabindex="0" data-tab="4">'
        '<div role="grid" aria-label="Chat list" aria-rowcount="3" data-testid="chat-list" '
        f'style="height: 720px">{rows}</div></div></div>'
    )
    return page(f'<div id="app">{chat_list}{conversation}</div>', lang=lang, direction=direction)


@dataclass(frozen=True)
class Row:
    """One row of the chat list."""

    name: str = "Ana Ferreira"
    preview: str = "See you there"
    top: int = 0
    badge: str = ""
    avatar: str = '<img alt="" src="data:,">'
    sender: str = ""

    @property
    def html(self) -> str:
        name = escape(self.name)
        hidden = '<span class="hidden">3 unread messages</span>' if self.badge else ""
        sender = f"<span>{escape(self.sender)}</span><span>:\u00a0</span>" if self.sender else ""
        return (
            f'<div role="row" data-testid="list-item-{self.top // 72}" '
            f'style="z-index: 9; height: 72px; transform: translateY({self.top}px)">'
            '<div tabindex="-1" aria-selected="false"><div data-testid="cell-frame-container">'
            f'{self.avatar}<div role="gridcell" aria-colindex="2"><div data-testid="cell-frame-title">'
            f'{hidden}<span dir="auto" title="{name}">{name}</span></div></div>'
            '<div data-testid="cell-frame-primary-detail">10:05</div>'
            '<div data-testid="cell-frame-secondary">'
            f'<span title="\u202a{escape(self.preview)}\u202c" data-testid="last-msg-status">{sender}'
            f"<span>{escape(self.preview)}</span></span>"
            f'<div role="gridcell" aria-colindex="1">{self.badge}</div></div></div></div></div>'
        )


def badge(label: str, number: str) -> str:
    return (
        '<div aria-hidden="true"><span data-testid="icon-unread-count" '
        f'aria-label="{label}">{number}</span></div>'
    )


def icon(title: str) -> str:
    return f'<svg width="9" height="9"><title>{title}</title><path d="M0 0"></path></svg>'


def lines(*texts: str) -> str:
    """A body as WhatsApp draws it: one block for each line, with the line break inside."""
    drawn = "".join(
        f'<span class="line">{text}{chr(10) if place < len(texts) - 1 else ""}</span>'
        for place, text in enumerate(texts)
    )
    return (
        f'<span class="selectable-text copyable-text" data-testid="selectable-text" dir="ltr">{drawn}</span>'
    )


@dataclass(frozen=True)
class Bubble:
    """One message. `parts` comes before the text (quote, author, media), `body` is its markup, if any."""

    body: str = ""
    id: str = ID
    own: bool = False
    label: str = ""
    tail: str = ""
    tick: str = ""
    name: str = "Ana Ferreira"
    stamp: str = "10:05 AM, 11/21/2026"
    time: str = "10:05 AM"
    parts: str = ""

    @property
    def html(self) -> str:
        tail = (
            f'<span data-icon="{self.tail}" data-testid="{self.tail}" aria-hidden="true">'
            f"{icon(self.tail)}</span>"
            if self.tail
            else ""
        )
        label = f'<span aria-label="{escape(self.label)}"></span>' if self.label else ""
        spacer = f'<span><span aria-hidden="true">{self.time}</span></span>'
        text = (
            f'<div class="copyable-text" data-pre-plain-text="[{self.stamp}] {escape(self.name)}: ">'
            f"{self.body}{spacer}</div>"
            if self.body
            else ""
        )
        tick = f'<span aria-label=" {self.tick} ">{icon("wds-ic-read")}</span>' if self.tick else ""
        meta = f'<div data-testid="msg-meta" role="button"><span dir="auto">{self.time}</span>{tick}</div>'
        side = "own" if self.own else "foreign"
        return message_row(
            self.id,
            f'<div data-testid="msg-container" class="{side}">{tail}'
            f"<div>{label}{self.parts}{text}{meta}</div></div>",
        )


def message_row(id_: str, inside: str) -> str:
    return (
        f'<div role="row"><div tabindex="-1" data-id="{id_}" data-testid="conv-msg-{id_}">'
        f'<div data-virtualized="false"><div class="focusable-list-item">{inside}</div></div></div></div>'
    )


def shell(id_: str) -> str:
    return (
        f'<div role="row"><div tabindex="-1" data-id="{id_}" data-testid="conv-msg-{id_}">'
        '<div data-virtualized="true" style="height: 60px"></div></div></div>'
    )


def system_row(id_: str, text: str) -> str:
    return message_row(
        id_,
        f'<div data-testid="msg-notification-container"><div role="button"><span>{text}</span></div></div>',
    )


def conversation(
    *messages: str,
    name: str = "Ana Ferreira",
    title: str = "",
    label: str | None = None,
    composer: str = "<p><br></p>",
) -> str:
    """An open conversation. `title` is the markup of the name in the header, `label` the composer's."""
    said = f"Type a message to {name}" if label is None else label
    return (
        '<div id="main"><header data-testid="conversation-header">'
        '<div role="button" data-tab="6" data-testid="conversation-info-header">'
        '<span dir="auto" data-testid="conversation-info-header-chat-title">'
        f"{title or escape(name)}</span>"
        '<div data-testid="chat-subtitle"><span title="online">online</span></div></div></header>'
        '<div data-scrolltracepolicy="wa.web.conversation.messages" '
        'data-testid="conversation-panel-messages" tabindex="0">'
        f'<div data-tab="8">{"".join(messages)}</div></div>'
        '<footer><div contenteditable="true" role="textbox" data-tab="10" data-lexical-editor="true" '
        f'data-testid="conversation-compose-box-input" aria-label="{escape(said)}">{composer}</div>'
        "</footer></div>"
    )


def without_testids(html: str) -> str:
    """The same page as WhatsApp shipped it from August 2023 on, and may again."""
    return re.sub(r' data-testid="[^"]*"', "", html)
