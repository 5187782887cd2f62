"""The shapes of what people send by hand, and of what limits it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from core.files import FileKind
from core.pacing import Reason
from core.texts import without_controls
from dashboard.schemas import Shape

SendableText = Annotated[
    str, StringConstraints(max_length=65_536, strip_whitespace=True), AfterValidator(without_controls)
]


class Manual(Shape):
    """A message written by hand; with a file its text is the caption."""

    text: SendableText = ""
    reply_to: int | None = Field(None, ge=1, le=2**53, description="message_id of what it answers")
    file: int | None = Field(None, ge=1, le=2**53, description="id of a file that was kept for it")

    @model_validator(mode="after")
    def _says_something(self) -> Manual:
        if not self.text and self.file is None:
            raise ValueError("a message needs a text or a file")
        return self


class KeptFile(Shape):
    """A file that waits for its message; `size` in bytes."""

    id: int
    name: str
    kind: FileKind
    type: str
    size: int


class Pause(Shape):
    """Whether anything is sent at all."""

    paused: bool


class SentLately(Shape):
    """Messages of the last minute, hour and day."""

    minute: int
    hour: int
    day: int


class Sending(Shape):
    """What limits sending. `hold` is why nothing goes out at this moment, `hold_until` when it ends."""

    paused: bool
    paused_by: str | None
    paused_at: datetime | None
    paced: bool
    hold: Reason | None
    hold_until: datetime | None
    sent: SentLately
    warmth: float = Field(description="share of its limits that the number may use while it is new")
    risk: int = Field(description="0 to 100: how much it looks like a machine that writes to strangers")
    risk_reasons: list[str]
