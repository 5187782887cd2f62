"""The `switchboard` command."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, CycloptsError, Parameter
from rich.console import Console

from app import bench_page, keeping, people, serve, trial
from app import demo as demonstration
from app.doctor import read_pages
from app.options import SettingsFile
from core import settings_source
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Sequence

app = App(
    name="switchboard",
    help="A WhatsApp bot that operators trust with their own number.",
    version=version("switchboard"),
)
operator = App(name="operator", help="People who may sign in to the dashboard.")
selectors = App(name="selectors", help="How WhatsApp's page is found: selectors.yaml, checked and tried.")
app.command(operator)
app.command(selectors)
bench = App(name="bench", help="What the parts cost, measured on this machine.")
app.command(bench)
keeping.register(app)

JsonLines = Annotated[bool, Parameter(name="--json", negative="", help="one line of JSON for each")]


@app.command
async def run(*, settings: SettingsFile = None) -> None:
    """Answer on the number that settings.yaml describes."""
    await serve.run(settings_source.load(settings))


@app.command
async def demo(*, once: bool = False) -> int:
    """Play three questions against a simulated WhatsApp; needs no key and no phone.

    Parameters
    ----------
    once
        End after the third answer instead of staying up for playing by hand.
    """
    return await demonstration.play(_demo_folder(), once=once)


@app.command(help_flags=[], version_flags=[])
def simulate(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> None:
    """Start the simulated WhatsApp alone; `switchboard simulate --help` lists its options."""
    os.execv(sys.executable, [sys.executable, "-m", "simulator", *arguments])  # noqa: S606 (our own Python)


@bench.command
async def page(*, chats: int = 20_000, messages: int = 200_000, arrivals: int = 10_000) -> None:
    """Open chats of the simulated page and let messages arrive, in a real browser.

    Parameters
    ----------
    chats
        Chats of the large world; each figure is held against a world of 20.
    messages
        Messages that the large world holds at the start.
    arrivals
        Messages that arrive before memory is weighed the second time; the first time after a tenth of them.
    """
    await bench_page.run(bench_page.Size(chats, messages), arrivals)


@app.command
async def doctor(*, page: Path, as_json: JsonLines = False, settings: SettingsFile = None) -> int:
    """Read saved WhatsApp Web pages as the product reads the live one, and say what they show.

    Parameters
    ----------
    page
        A saved page, or a folder of them.
    """
    return await read_pages(settings_source.load(settings), page, as_json=as_json)


@selectors.command
async def check(file: Path | None = None, *, settings: SettingsFile = None) -> int:
    """Say what is wrong with a selectors.yaml, line by line.

    Parameters
    ----------
    file
        The file; without it the one that is in use.
    """
    return await trial.check(settings_source.load(settings), file)


@selectors.command(name="try")
async def try_(file: Path, *, page: Path, as_json: JsonLines = False, settings: SettingsFile = None) -> int:
    """Read saved pages with the selectors.yaml in use and with another, and say what changes.

    Ends with 1 when the other reads less.

    Parameters
    ----------
    file
        The other selectors.yaml.
    page
        A saved page, or a folder of them.
    """
    return await trial.compare(settings_source.load(settings), file, page, as_json=as_json)


@operator.command
async def add(name: str, *, role: str = "admin", settings: SettingsFile = None) -> None:
    """Let somebody sign in; asks for a password, or makes one where nobody is at the keyboard.

    Parameters
    ----------
    name
        The name they sign in with.
    role
        admin (everything), operator (chats and messages) or viewer (look only).
    """
    await people.add(settings_source.load(settings), name, role)


@operator.command
async def password(name: str, *, settings: SettingsFile = None) -> None:
    """Give somebody a new password."""
    await people.new_password(settings_source.load(settings), name)


def _demo_folder() -> Path:
    folder = Path("data/demo").resolve()
    for place in (folder.parent, folder):
        place.mkdir(mode=0o700, exist_ok=True)
    return folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Exit codes: 0 done, 1 the demo saw less than it should, 2 a person must change something first."""
    errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        errors.print(f"switchboard: {error}")
        sys.exit(2)
    except CannotStart as error:
        errors.print(f"switchboard: {error}")
        sys.exit(2)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    sys.exit(result if isinstance(result, int) else 0)
