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

from app import dead_letters, keeping, linked, people, schedule_book, serve, trial
from app import demo as demonstration
from app import doctor as physician
from app import login as linked_by_hand
from app.cli_bench import bench
from app.options import SettingsFile
from core import settings_source
from core.errors import CannotStart, LinkingFailed

if TYPE_CHECKING:
    from collections.abc import Sequence

app = App(
    name="switchboard",
    help="A WhatsApp bot that operators trust with their own number.",
    version=version("switchboard"),
)
operator = App(name="operator", help="People who may sign in to the dashboard.")
selectors = App(name="selectors", help="How WhatsApp's page is found: selectors.yaml, checked and tried.")
profile = App(name="profile", help="The browser's profile, which is the link to your number.")
app.command(operator)
app.command(profile)
app.command(selectors)
jobs = App(name="queue", help="What is due, and jobs that failed too often.")
app.command(jobs)
schedule = App(name="schedule", help="Messages to be sent later, once or again and again.")
app.command(schedule)
app.command(bench)
keeping.register(app)

JsonLines = Annotated[bool, Parameter(name="--json", negative="", help="one line of JSON for each")]
AllOfThem = Annotated[bool, Parameter(name="--all", negative="", help="all of them")]


@app.command
async def run(*, settings: SettingsFile = None) -> None:
    """Answer on the number that settings.yaml describes."""
    await serve.run(settings_source.load(settings))


@app.command
async def login(*, phone: str | None = None, settings: SettingsFile = None) -> int:
    """Link a number from this terminal, and end; `run` does it too.

    Parameters
    ----------
    phone
        The number with its country (+49…): a code to be typed on that phone instead of a QR code to scan.
    """
    return await linked_by_hand.login(settings_source.load(settings), phone)


@app.command
async def unlink(*, force: bool = False, settings: SettingsFile = None) -> int:
    """Log out of WhatsApp, and forget the link on this machine; the next start shows a new code.

    Parameters
    ----------
    force
        Only forget it here, when WhatsApp's page cannot be reached; remove the device on the phone then.
    """
    return await linked.unlink(settings_source.load(settings), force=force)


@profile.command(name="import")
async def import_(path: Path, *, settings: SettingsFile = None) -> None:
    """Take over a link made elsewhere: only WhatsApp's own storage is taken, nothing else of that profile.

    Parameters
    ----------
    path
        A browser's profile: a folder, tar or zip.
    """
    await linked.import_(settings_source.load(settings), path)


@profile.command
async def seal(*, settings: SettingsFile = None) -> None:
    """Keep the profile encrypted in the database; `run` does it by itself."""
    await linked.seal(settings_source.load(settings))


@profile.command
async def restore(*, settings: SettingsFile = None) -> None:
    """Put the sealed profile in place, on this machine or on another with the same database and keys."""
    await linked.restore(settings_source.load(settings))


@app.command
async def demo(*, once: bool = False, model: str | None = None) -> int:
    """Play three questions against a simulated WhatsApp; needs no key and no phone.

    Parameters
    ----------
    once
        End after the third answer instead of staying up for playing by hand.
    model
        `local` fetches a small real model once (530 MB), and lets it write the answers on this machine.
    """
    return await demonstration.play(_demo_folder(), once=once, model=model)


@app.command(help_flags=[], version_flags=[])
def simulate(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> None:
    """Start the simulated WhatsApp alone; `switchboard simulate --help` lists its options."""
    os.execv(sys.executable, [sys.executable, "-m", "simulator", *arguments])  # noqa: S606 (our own Python)


@app.command
async def doctor(
    *, page: Path | None = None, as_json: JsonLines = False, settings: SettingsFile = None
) -> int:
    """Say what is wrong with this machine and installation, and what to do; ends with 1 when something is.

    Parameters
    ----------
    page
        A saved WhatsApp Web page, or a folder of them: read as the product reads the live one instead.
    """
    if page is None:
        return await physician.examine(settings, as_json=as_json)
    return await physician.read_pages(settings_source.load(settings), page, as_json=as_json)


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


@jobs.command(name="list")
async def list_jobs(*, settings: SettingsFile = None) -> None:
    """Say how much is due, and which jobs failed too often."""
    await dead_letters.show(settings_source.load(settings))


@jobs.command
async def replay(*ids: int, everything: AllOfThem = False, settings: SettingsFile = None) -> None:
    """Make dead jobs due again, with all their attempts.

    Parameters
    ----------
    ids
        Their numbers, as `switchboard queue list` shows them.
    """
    await dead_letters.replay(settings_source.load(settings), ids, everything=everything)


@jobs.command
async def discard(*ids: int, everything: AllOfThem = False, settings: SettingsFile = None) -> None:
    """Forget dead jobs; what they were to do stays undone.

    Parameters
    ----------
    ids
        Their numbers, as `switchboard queue list` shows them.
    """
    await dead_letters.discard(settings_source.load(settings), ids, everything=everything)


@schedule.command(name="list")
async def list_schedules(*, settings: SettingsFile = None) -> None:
    """Say what is scheduled, and when it is due next."""
    await schedule_book.show(settings_source.load(settings))


@schedule.command(name="add")
async def add_schedule(
    chat: int,
    text: str,
    *,
    cron: str | None = None,
    at: str | None = None,
    missed: str = "once",
    settings: SettingsFile = None,
) -> None:
    """Schedule a message. Contacts stop what comes again and again with one word, such as STOP.

    Parameters
    ----------
    chat
        The chat's number, as the dashboard's address shows it.
    text
        What is sent.
    cron
        When: minute, hour, day, month and weekday in the account's time zone, such as "0 9 * * 1-5".
    at
        Or once, at a moment such as 2027-01-31T09:30.
    missed
        What becomes of moments at which nothing ran: once (sent late, one for all) or skip.
    """
    await schedule_book.add(settings_source.load(settings), chat, text, (cron, at), missed)


@schedule.command
async def pause(number: int, *, settings: SettingsFile = None) -> None:
    """Send nothing of a schedule until it is resumed."""
    await schedule_book.pause(settings_source.load(settings), number)


@schedule.command
async def resume(number: int, *, settings: SettingsFile = None) -> None:
    """Go on with the next moment of a paused schedule."""
    await schedule_book.resume(settings_source.load(settings), number)


@schedule.command
async def remove(number: int, *, settings: SettingsFile = None) -> None:
    """Forget a schedule; what it sent stays sent."""
    await schedule_book.remove(settings_source.load(settings), number)


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
    except (CannotStart, LinkingFailed) as error:
        errors.print(f"switchboard: {error}")
        sys.exit(2)
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
    sys.exit(result if isinstance(result, int) else 0)
