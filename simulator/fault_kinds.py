"""What can go wrong and when: the words in which tests, scripts and the phone plan a fault."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from simulator import stops
from simulator.latency import checked
from simulator.look import Drift, Look
from simulator.overlays import Banner, Dialog, Toast
from simulator.strict import Strict, choices

Seconds = Annotated[float, Field(ge=0, le=3_600)]
Count = Annotated[int, Field(ge=1, le=10_000)]
Latencies = Annotated[dict[str, Annotated[float, Field(ge=-60, le=3_600)]], AfterValidator(checked)]


class Drifting(Strict):
    """A page update in mid-run: names replaced, or gone where the new one is empty."""

    kind: Literal["drift"]
    drift: Drift


class Relooking(Strict):
    """Any switches of the look, such as another build or language."""

    kind: Literal["look"]
    change: dict[str, Any]

    @model_validator(mode="after")
    def _is_a_look(self) -> Relooking:
        Look().but(self.change)
        return self


class SlowRendering(Strict):
    """Each frame is drawn this much later; for a while, or until told otherwise."""

    kind: Literal["slow_rendering"]
    ms: Annotated[int, Field(ge=0, le=60_000)]
    seconds: Seconds = 0


class Lagging(Strict):
    """Other waits, such as header and composer that switch apart; `header_lag` may be negative."""

    kind: Literal["lag"]
    latency: Latencies


class Disturbing(Strict):
    """News of the open chat that is held back, told twice, swapped, or told again after a reconnection."""

    kind: Literal["lost_news", "doubled_news", "swapped_news", "resent_history"]
    count: Count = 1


class Hanging(Strict):
    """The page's script stands still. A crash of the renderer can only be made by the driver, over CDP."""

    kind: Literal["hang"]
    seconds: Annotated[float, Field(gt=0, le=600)]


class Outage(Strict):
    kind: Literal["network"]
    seconds: Seconds = 0


class LoggingOut(Strict):
    kind: Literal["logout"]


class Restricting(Strict):
    """The whole account may read and not write; what is sent nevertheless is refused."""

    kind: Literal["restriction"]
    on: bool = True


class SpoilingSends(Strict):
    """The next sends are slow, never leave the clock, or fail; `times` None means until told otherwise."""

    kind: Literal["send"]
    delay: Seconds = 0
    stuck: bool = False
    fail: bool = False
    times: Count | None = 1


class ShowingBanner(Strict):
    kind: Literal["banner"]
    banner: Banner


class ShowingDialog(Strict):
    kind: Literal["dialog"]
    dialog: Dialog


class ShowingToast(Strict):
    kind: Literal["toast"]
    toast: Toast


class ShowingScreen(Strict):
    """A full screen, by its name in stops.py; None takes it away."""

    kind: Literal["screen"]
    name: str | None
    title: str = ""
    text: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> ShowingScreen:
        if self.name is not None:
            stops.named(self.name)
        return self


Kind = Annotated[
    Drifting
    | Relooking
    | SlowRendering
    | Lagging
    | Disturbing
    | Hanging
    | Outage
    | LoggingOut
    | Restricting
    | SpoilingSends
    | ShowingBanner
    | ShowingDialog
    | ShowingToast
    | ShowingScreen,
    Field(discriminator="kind"),
]


ARRIVED = "arrived"
# Entries of the diary that are about a message whose words are there; about a chat; about neither.
_OF_A_MESSAGE = ("drawn", "edited", "reacted", "receipt", "refused", "sent", "viewed")
_OF_A_CHAT = ("deleted", "draft", "key", "looked_up", "opened")
_OF_THE_PAGE = (
    *("bad_word", "banner", "clock", "code_shown", "connected", "dialog", "disconnected", "event"),
    *("linked", "load", "phone", "phone_code_shown", "pressed", "refused_browser", "screen", "stop"),
    *("toast", "unlinked"),
)
MOMENTS = (ARRIVED, *_OF_A_MESSAGE, *_OF_A_CHAT, *_OF_THE_PAGE)


class When(Strict):
    """The n-th event since the fault was planned: `arrived`, or any kind of entry in the diary."""

    event: str
    chat: str | None = None
    contains: str | None = None
    count: Count = 1

    @model_validator(mode="after")
    def _can_come(self) -> When:
        if self.event not in MOMENTS:
            raise ValueError(f"nothing is ever noted as {self.event[:40]!r}; {choices(self.event, MOMENTS)}")
        if self.contains is not None and self.event not in (ARRIVED, *_OF_A_MESSAGE):
            raise ValueError(f"contains: no words come with {self.event!r}, so that this would never fire")
        if self.chat is not None and self.event in _OF_THE_PAGE:
            raise ValueError(f"chat: {self.event!r} is of no chat, so that this would never fire")
        return self


class Fault(Strict):
    """Fires at once, `after` some seconds, `per_minute` at random by `seed`, or `when` something happened.

    A fault with a rate fires `times` times; all others once.
    """

    fault: Kind
    after: Seconds = 0
    per_minute: Annotated[float, Field(gt=0, le=6_000)] | None = None
    seed: int = 0
    times: Count = 1
    when: When | None = None

    @model_validator(mode="after")
    def _one_moment(self) -> Fault:
        if self.when is not None and self.per_minute is not None:
            raise ValueError("a fault comes at random or when something happened, not both")
        if self.times > 1 and self.per_minute is None:
            raise ValueError("times: only a fault at random, by per_minute, comes more than once")
        return self


def planned(given: Fault | dict[str, Any]) -> Fault:
    """A fault as a script writes it: with its moment around it, or only what goes wrong, which is now."""
    if isinstance(given, Fault):
        return given
    return Fault.model_validate({"fault": given} if "kind" in given else given)
