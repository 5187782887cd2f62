"""What can go wrong and when: the words in which tests, scripts and the phone plan a fault."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from simulator import stops
from simulator.latency import checked
from simulator.look import Drift, Look
from simulator.overlays import Banner, Dialog, Toast

Seconds = Annotated[float, Field(ge=0, le=3_600)]
Count = Annotated[int, Field(ge=1, le=10_000)]
Latencies = Annotated[dict[str, Annotated[float, Field(ge=-60, le=3_600)]], AfterValidator(checked)]


class Planned(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Drifting(Planned):
    """A page update in mid-run: names replaced, or gone where the new one is empty."""

    kind: Literal["drift"]
    drift: Drift


class Relooking(Planned):
    """Any switches of the look, such as another build or language."""

    kind: Literal["look"]
    change: dict[str, Any]

    @model_validator(mode="after")
    def _is_a_look(self) -> Relooking:
        Look().but(self.change)
        return self


class SlowRendering(Planned):
    """Each frame is drawn this much later; for a while, or until told otherwise."""

    kind: Literal["slow_rendering"]
    ms: Annotated[int, Field(ge=0, le=60_000)]
    seconds: Seconds = 0


class Lagging(Planned):
    """Other waits, such as header and composer that switch apart; `header_lag` may be negative."""

    kind: Literal["lag"]
    latency: Latencies


class Disturbing(Planned):
    """News of the open chat that is held back, told twice, swapped, or told again after a reconnection."""

    kind: Literal["lost_news", "doubled_news", "swapped_news", "resent_history"]
    count: Count = 1


class Hanging(Planned):
    """The page's script stands still. A crash of the renderer can only be made by the driver, over CDP."""

    kind: Literal["hang"]
    seconds: Annotated[float, Field(gt=0, le=600)]


class Outage(Planned):
    kind: Literal["network"]
    seconds: Seconds = 0


class LoggingOut(Planned):
    kind: Literal["logout"]


class Restricting(Planned):
    """The whole account may read and not write; what is sent nevertheless is refused."""

    kind: Literal["restriction"]
    on: bool = True


class SpoilingSends(Planned):
    """The next sends are slow, never leave the clock, or fail; `times` None means until told otherwise."""

    kind: Literal["send"]
    delay: Seconds = 0
    stuck: bool = False
    fail: bool = False
    times: Count | None = 1


class ShowingBanner(Planned):
    kind: Literal["banner"]
    banner: Banner


class ShowingDialog(Planned):
    kind: Literal["dialog"]
    dialog: Dialog


class ShowingToast(Planned):
    kind: Literal["toast"]
    toast: Toast


class ShowingScreen(Planned):
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


class When(Planned):
    """The n-th event since the fault was planned: `arrived`, or any kind of entry in the diary."""

    event: Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
    chat: str | None = None
    contains: str | None = None
    count: Count = 1


class Fault(Planned):
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
        return self


def planned(given: Fault | dict[str, Any]) -> Fault:
    """A fault as a script writes it: with its moment around it, or only what goes wrong, which is now."""
    if isinstance(given, Fault):
        return given
    return Fault.model_validate({"fault": given} if "kind" in given else given)
