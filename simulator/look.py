"""How the page looks now: its build, language, direction and clock; any of it may change in mid-run."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from simulator.strict import Strict

Profile = Literal["2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10"]
Language = Literal["en", "es", "pt"]
PROFILES: tuple[Profile, ...] = ("2023-06", "2025-06", "2026-04", "2026-05-mixed", "2026-10")
LANGUAGES: tuple[Language, ...] = ("en", "es", "pt")


class Drift(Strict):
    """A page update in mid-run: each name is replaced by another, or goes away where that is empty."""

    testids: dict[str, str] = Field(default_factory=dict)
    classes: dict[str, str] = Field(default_factory=dict)
    roles: dict[str, str] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)

    def and_then(self, later: Drift) -> Drift:
        """Both updates, the later one on top."""
        return Drift(
            testids=self.testids | later.testids,
            classes=self.classes | later.classes,
            roles=self.roles | later.roles,
            labels=self.labels | later.labels,
        )


class Look(Strict):
    """The switches of dom.md S1. `clock` and `date_order` None follow the language."""

    profile: Profile = "2026-10"
    language: Language = "en"
    right_to_left: bool = False
    clock: Literal["12", "24"] | None = None
    date_order: Literal["mdy", "dmy", "ymd"] | None = None
    translates: bool = True
    drops_testids: bool = False
    labels_every_row: bool = False
    is_hidden: bool = False
    is_empty: bool = False
    drift: Drift = Drift()

    def but(self, change: dict[str, Any]) -> Look:
        """The same with some switches changed; raises ValidationError for what is no switch."""
        return Look.model_validate(self.model_dump() | change)
