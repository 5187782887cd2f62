"""How long everything takes: the times measured on the real page, and a preset for people in a hurry."""

from __future__ import annotations

from dataclasses import dataclass, fields

from simulator.strict import choices


@dataclass(frozen=True, slots=True)
class Latency:
    """All waits in seconds, before the speed of the run is applied."""

    loading_step: float
    qr_blank: float
    qr_hint: float
    qr_first: float
    qr_next: float
    qr_refresh: float
    link_step: float
    pane_switch: float
    header_lag: float
    older_page: float
    send: float
    tick: float
    search: float
    code_life: float
    logout: float
    banner: float
    lookup: float


REAL = Latency(
    loading_step=0.8,
    qr_blank=9.0,
    qr_hint=6.0,
    qr_first=60.0,
    qr_next=20.0,
    qr_refresh=1.0,
    link_step=0.8,
    pane_switch=0.3,
    header_lag=0.12,
    older_page=0.8,
    send=0.35,
    tick=1.5,
    search=1.0,
    code_life=180.0,
    logout=1.5,
    banner=2.0,
    lookup=1.2,
)
FAST = Latency(
    loading_step=0.08,
    qr_blank=0.3,
    qr_hint=0.3,
    qr_first=30.0,
    qr_next=10.0,
    qr_refresh=0.3,
    link_step=0.12,
    pane_switch=0.05,
    header_lag=0.02,
    older_page=0.1,
    send=0.1,
    tick=0.1,
    search=0.15,
    code_life=60.0,
    logout=0.15,
    banner=0.3,
    lookup=0.15,
)
PRESETS = {"real": REAL, "fast": FAST}


def checked(changes: dict[str, float]) -> dict[str, float]:
    """Raises ValueError for a wait that nothing waits for, or that would end before it begins."""
    known = [field.name for field in fields(Latency)]
    unknown = sorted(changes.keys() - known)
    if unknown:
        raise ValueError(f"nothing waits for {unknown[0][:60]}; {choices(unknown[0], known)}")
    negative = [name for name, seconds in changes.items() if seconds < 0 and name != "header_lag"]
    if negative:
        raise ValueError(f"{negative[0]}: only header_lag may be negative")
    return changes
