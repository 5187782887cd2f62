"""The command line of the simulator."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import cyclopts
from cyclopts import Group, Parameter

from simulator.latency import PRESETS
from simulator.load import BadLoad
from simulator.look import Language, Look, Profile
from simulator.process import Options, PortTaken, run
from simulator.refusals import Impossible
from simulator.script import BadScript, Script, load
from simulator.store import BadState
from simulator.switches import Switches

app = cyclopts.App(name="python -m simulator", help="A local WhatsApp Web, with the people who write to it.")
FASTEST = 10_000
HIGHEST_PORT = 65_535
LOOK = Group("Look of the page", sort_key=1)
SERVER = Group("Habits of the server", sort_key=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What can be written behind the command; a port of 0 lets the machine choose."""

    script: Annotated[Path | None, Parameter(help="People, chats and steps, as YAML.")] = None
    state: Annotated[Path | None, Parameter(help="Folder that keeps links, histories and addresses.")] = None
    load: Annotated[str | None, Parameter(help="Many chats, such as chats=500,rate=20/s.")] = None
    page_port: Annotated[int, Parameter(help="Port of the page.")] = 0
    phone_port: Annotated[int, Parameter(help="Port of the phone page.")] = 0
    control_port: Annotated[int, Parameter(help="Port of the control API.")] = 0
    preset: Annotated[Literal["fast", "real"], Parameter(help="How long things take.")] = "fast"
    speed: Annotated[float, Parameter(help="All waits pass this many times faster.")] = 1.0
    now: Annotated[
        str | None, Parameter(help="Time of day at the start, as ISO 8601; default: the machine's.")
    ] = None
    until_stdin_closes: Annotated[bool, Parameter(negative="", help="End when the parent is gone.")] = False
    json: Annotated[bool, Parameter(negative="", help="Print the addresses as one line of JSON.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLook:
    """What the page looks like from the first request on; all of it may change later over the control API."""

    profile: Annotated[Profile, Parameter(group=LOOK, help="The build to be.")] = "2026-10"
    language: Annotated[Language, Parameter(group=LOOK, help="Language of the labels.")] = "en"
    rtl: Annotated[bool, Parameter(group=LOOK, negative="", help="Right to left.")] = False
    clock: Annotated[Literal["12", "24"] | None, Parameter(group=LOOK, help="Default: the language's.")] = (
        None
    )
    date_order: Annotated[
        Literal["mdy", "dmy", "ymd"] | None, Parameter(group=LOOK, help="Default: the language's.")
    ] = None
    hidden: Annotated[bool, Parameter(group=LOOK, negative="", help="As in a hidden tab.")] = False
    empty: Annotated[bool, Parameter(group=LOOK, negative="", help="An account without chats.")] = False
    labels_every_row: Annotated[
        bool, Parameter(group=LOOK, negative="", help='"You:" on each bubble, not only on the first.')
    ] = False
    no_translation: Annotated[
        bool, Parameter(group=LOOK, negative="", help="English labels in every language.")
    ] = False
    drop_testids: Annotated[bool, Parameter(group=LOOK, negative="", help="No data-testid at all.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSwitches:
    """Off by default."""

    refuse_headless: Annotated[
        bool, Parameter(group=SERVER, negative="", help="Turn away a browser that says HeadlessChrome.")
    ] = False
    one_page: Annotated[
        bool, Parameter(group=SERVER, negative="", help='"Use here" when a link is open twice.')
    ] = False


NOTHING_ASKED = Asked()
USUAL_LOOK = AskedLook()
USUAL_SWITCHES = AskedSwitches()


@app.default
def simulate(
    asked: Annotated[Asked, Parameter(name="*")] = NOTHING_ASKED,
    look: Annotated[AskedLook, Parameter(name="*")] = USUAL_LOOK,
    switches: Annotated[AskedSwitches, Parameter(name="*")] = USUAL_SWITCHES,
) -> None:
    """Start the page, the phone page and the control API on loopback."""
    if not 0 < asked.speed <= FASTEST:
        _stop(f"--speed must be more than 0, and {FASTEST} at most.")
    for port in (asked.page_port, asked.phone_port, asked.control_port):
        if not 0 <= port <= HIGHEST_PORT:
            _stop(f"{port} is no port; name one from 1 to {HIGHEST_PORT}, or 0 for a free one.")
    try:
        asyncio.run(run(_options(asked, look, switches)))
    except (BadScript, BadLoad, BadState, PortTaken, Impossible) as error:
        _stop(str(error))


def _options(asked: Asked, look: AskedLook, switches: AskedSwitches) -> Options:
    return Options(
        script=load(asked.script) if asked.script else Script(),
        state=asked.state,
        ports={"page": asked.page_port, "phone": asked.phone_port, "control": asked.control_port},
        latency=PRESETS[asked.preset],
        speed=asked.speed,
        until_stdin_closes=asked.until_stdin_closes,
        is_json=asked.json,
        look=_look(look),
        switches=Switches(refuses_headless=switches.refuse_headless, one_page=switches.one_page),
        now=_moment(asked.now),
        load=asked.load,
    )


def _look(asked: AskedLook) -> Look:
    return Look(
        profile=asked.profile,
        language=asked.language,
        right_to_left=asked.rtl,
        clock=asked.clock,
        date_order=asked.date_order,
        translates=not asked.no_translation,
        drops_testids=asked.drop_testids,
        labels_every_row=asked.labels_every_row,
        is_hidden=asked.hidden,
        is_empty=asked.empty,
    )


def _moment(text: str | None) -> datetime | None:
    """A time without a zone is UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        _stop(f"--now must be a time such as 2026-12-31T23:58:00Z, not {text!r}.")
    return moment


def _stop(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(2)


def main() -> None:
    app()
