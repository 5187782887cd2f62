"""Markdown, which models write, as the marks that WhatsApp shows: *bold*, _italic_, ~struck~, `code`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.token import Token

MARKS = {"strong": "*", "em": "_", "s": "~"}

UNSPACED = "\u0e00"
"""From here on most scripts put no spaces between words, so a mark between two letters means nothing."""


def render(markdown: str) -> str:
    """The text as WhatsApp wants it. What only looks like Markdown (`2 * 3 * 4`, `2*3*4`) stays as it is."""
    return _blocks(SyntaxTreeNode(_parser().parse(markdown)).children).strip()


@cache
def _parser() -> MarkdownIt:
    # Left out is what a chat message never means: indented code, underlined headings, and definitions
    # of links, which would vanish from the text.
    parser = MarkdownIt("commonmark", {"html": False}).enable("strikethrough")
    return parser.disable(["code", "lheading", "reference"])


def _blocks(nodes: Iterable[SyntaxTreeNode], between: str = "\n\n") -> str:
    return between.join(filter(None, (_block(node) for node in nodes)))


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "heading":
            lines = _Inline(open={"strong": 1}).write(node)
            return f"*{lines}*" if lines.strip() else ""
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote":
            return "\n".join(f"> {line}".rstrip() for line in _blocks(node.children).split("\n"))
        case "fence":
            return f"```\n{node.content.rstrip()}\n```" if node.content.strip() else ""
        case "hr":
            return "---"
        case _:
            return _Inline().write(node)


def _list(node: SyntaxTreeNode) -> str:
    is_loose = any(not child.hidden for item in node.children for child in item.children[:1])
    first = int(node.attrs.get("start", 1))
    lines = []
    for place, item in enumerate(node.children):
        sign = "-" if node.type == "bullet_list" else f"{first + place}{item.markup}"
        # Indented, so that a list in a list still reads as one.
        lines.append(f"{sign} " + _blocks(item.children, "\n").replace("\n", "\n  "))
    return ("\n\n" if is_loose else "\n").join(lines)


@dataclass(slots=True)
class _Inline:
    """Writes the running text of one block; `open` counts the marks that are open, by kind."""

    open: dict[str, int] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)

    def write(self, node: SyntaxTreeNode) -> str:
        tokens = [token for child in node.children if child.token for token in child.token.children or ()]
        glued = _glued(tokens)
        for place, token in enumerate(tokens):
            kind, _, edge = token.type.rpartition("_")
            if kind in MARKS:
                self._mark(kind, edge, token.markup if place in glued else None)
            else:
                self._other(token)
        return "".join(self.pieces)

    def _mark(self, kind: str, edge: str, as_written: str | None) -> None:
        if as_written is not None:
            self.pieces.append(as_written)
            return
        before = self.open.get(kind, 0)
        self.open[kind] = before + (1 if edge == "open" else -1)
        if edge == "open" and not before:
            self.shown.append(MARKS[kind])
            self.pieces.append(MARKS[kind])
        elif edge == "close" and not self.open[kind]:
            self.shown.remove(MARKS[kind])
            self.pieces.append(MARKS[kind])

    def _other(self, token: Token) -> None:
        match token.type:
            case "softbreak" | "hardbreak":
                # A mark of WhatsApp ends with its line.
                marks = "".join(self.shown)
                self.pieces.append(f"{marks[::-1]}\n{marks}")
            case "code_inline":
                sign = "```" if "`" in token.content else "`"
                self.pieces.append(f"{sign}{token.content}{sign}")
            case "link_open":
                self.links.append((str(token.attrs["href"]), len(self.pieces)))
            case "link_close":
                address, start = self.links.pop()
                self.pieces.append(_address(address, "".join(self.pieces[start:])))
            case "image":
                self.pieces.append(token.content + _address(str(token.attrs["src"]), token.content))
            case _:
                self.pieces.append(token.content)


def _address(address: str, text: str) -> str:
    """What follows the text of a link, so that a reader without links finds it too."""
    address = address.removeprefix("mailto:")
    if address == text:
        return ""
    return f" ({address})" if text else address


def _glued(tokens: Sequence[Token]) -> set[int]:
    """Places of marks inside a word (`2*3*4`): WhatsApp shows none there, so they were meant as signs."""
    glued: set[int] = set()
    opened: list[int] = []
    for place, token in enumerate(tokens):
        kind, _, edge = token.type.rpartition("_")
        if kind not in MARKS:
            continue
        if edge == "open":
            opened.append(place)
            continue
        start = opened.pop()
        if _is_word(tokens[:start], -1) or _is_word(tokens[place + 1 :], 0):
            glued |= {start, place}
    return glued


def _is_word(tokens: Sequence[Token], end: int) -> bool:
    """Whether a letter or digit stands at that end, marks aside."""
    for token in tokens if end == 0 else reversed(tokens):
        if token.content:
            return token.content[end].isalnum() and token.content[end] < UNSPACED
        if token.type.endswith("break"):
            return False
    return False
