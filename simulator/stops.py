"""Full screens that stand in the way of the chats, and what each way out of them leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

# `retake`: on with it, over "Connecting…"; `log_out`: to the code; `stay`: the press changes nothing.
Way = Literal["retake", "log_out", "stay"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One such screen. `everywhere`: every page of the account has it, also after a reload."""

    name: str
    ways: dict[str, Way] = field(default_factory=dict)
    everywhere: bool = True
    title: str | None = None
    text: str | None = None

    def shown(self) -> dict[str, Any]:
        return {"stop": self.name, "title": self.title, "text": self.text}


_CONFLICT: dict[str, Way] = {"use_here": "retake", "close": "stay", "log_out": "log_out"}
_KNOWN = (
    Stop("conflict_window", _CONFLICT, everywhere=False),
    Stop("conflict_computer", _CONFLICT, everywhere=False),
    Stop("takeover", {"refresh": "stay"}, everywhere=False),
    Stop("offline", {"log_out": "log_out"}),
    Stop("proxy", {"try_again": "retake"}),
    Stop("banned", {"log_out": "log_out"}),
    Stop("terms", {"log_out": "log_out"}),
    # Only a person can show their face or finger; pressing the button stands for that.
    Stop("passkey", {"passkey": "retake"}),
)
STOPS = {stop.name: stop for stop in _KNOWN}
UNKNOWN = "unknown"
CONFLICT = STOPS["conflict_window"]


def named(name: str, title: str = "", text: str = "") -> Stop:
    """`unknown` is a full screen that nobody has seen before, with words of its own."""
    if name == UNKNOWN:
        return Stop(UNKNOWN, {"continue": "retake"}, title=title, text=text)
    try:
        return STOPS[name]
    except KeyError:
        raise ValueError(f"there is no screen {name!r}; there are {', '.join([*STOPS, UNKNOWN])}") from None
