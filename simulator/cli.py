"""The command line of the simulator."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import cyclopts
from cyclopts import Parameter

from simulator.latency import PRESETS
from simulator.load import BadLoad
from simulator.process import Options, PortTaken, run
from simulator.script import BadScript, Script, load

app = cyclopts.App(name="python -m simulator", help="A local WhatsApp Web, with the people who write to it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What can be written behind the command; a port of 0 lets the machine choose."""

    script: Annotated[Path | None, Parameter(help="People, chats and steps, as YAML.")] = None
    load: Annotated[str | None, Parameter(help="Many chats, such as chats=500,rate=20/s.")] = None
    state: Annotated[Path | None, Parameter(help="Folder that keeps links and histories.")] = None
    page_port: Annotated[int, Parameter(help="Port of the page.")] = 0
    phone_port: Annotated[int, Parameter(help="Port of the phone page.")] = 0
    control_port: Annotated[int, Parameter(help="Port of the control API.")] = 0
    preset: Annotated[Literal["fast", "real"], Parameter(help="How long things take.")] = "fast"
    speed: Annotated[float, Parameter(help="All waits pass this many times faster.")] = 1.0
    until_stdin_closes: Annotated[bool, Parameter(negative="", help="End when the parent is gone.")] = False
    json: Annotated[bool, Parameter(negative="", help="Print the addresses as one line of JSON.")] = False


NOTHING_ASKED = Asked()


@app.default
def simulate(asked: Annotated[Asked, Parameter(name="*")] = NOTHING_ASKED) -> None:
    """Start the page, the phone page and the control API on loopback."""
    if asked.speed <= 0:
        _stop("--speed must be more than 0.")
    try:
        asyncio.run(run(_options(asked)))
    except (BadScript, BadLoad, PortTaken) as error:
        _stop(str(error))


def _options(asked: Asked) -> Options:
    return Options(
        script=load(asked.script) if asked.script else Script(),
        state=asked.state,
        ports={"page": asked.page_port, "phone": asked.phone_port, "control": asked.control_port},
        latency=PRESETS[asked.preset],
        speed=asked.speed,
        until_stdin_closes=asked.until_stdin_closes,
        is_json=asked.json,
        load=asked.load,
    )


def _stop(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(2)


def main() -> None:
    app()
