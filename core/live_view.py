"""What a person does to the real page from afar, and what they see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Named keys that may be pressed. No key is ever pressed with Control, Alt or Meta: those are for the
# browser and the clipboard, not for the page.
KEYS = frozenset(
    [
        *("Enter", "Tab", "Backspace", "Delete", "Escape"),
        *("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"),
    ]
)
LONGEST_TEXT = 200  # characters put in at once


@dataclass(frozen=True, slots=True)
class Mouse:
    """The mouse at a place of the page, in its pixels; only the left button."""

    does: Literal["move", "down", "up"]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned by so many pixels, where the mouse is."""

    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Key:
    """One of KEYS, pressed and let go; `shift` goes back with Tab."""

    name: str
    shift: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Characters put in where the page has its cursor. Never shown, so that it cannot end in a log."""

    text: str

    def __repr__(self) -> str:
        return f"Typed({len(self.text)} characters)"


Gesture = Mouse | Wheel | Key | Typed
