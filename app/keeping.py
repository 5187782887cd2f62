"""The commands that keep, move, give out and erase data: backup, db, keys, export, erase."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter
from rich.console import Console

from app import backup as archives
from app import privacy, upkeep
from app.options import SettingsFile
from core import settings_source
from core.clock import SystemClock
from core.errors import CannotStart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.settings import Settings

backup = App(name="backup", help="Archives of the whole installation, sealed by a passphrase.")
db = App(name="db", help="The database: brought up to date, read whole, moved.")
keys = App(name="keys", help="The keys that private words are encrypted with.")

Target = Annotated[Path | None, Parameter(name="--to")]
Sure = Annotated[bool, Parameter(negative="")]

SHORTEST = 12  # letters of a new passphrase


def register(app: App) -> None:
    """Adds these commands to `switchboard`."""
    for group in (backup, db, keys):
        app.command(group)
    app.command(export)
    app.command(erase)


@backup.command
async def create(*, to: Target = None, settings: SettingsFile = None) -> None:
    """Seal database, keys and settings into one file, while everything goes on.

    Parameters
    ----------
    to
        The file; without it a new one in the folder of backups.
    """
    loaded = settings_source.load(settings)
    _say(f"{await archives.create(loaded, _passphrase(loaded, is_new=True), SystemClock(), to)} is written.")


@backup.command
async def verify(file: Path, *, settings: SettingsFile = None) -> None:
    """Read every row of an archive; changes nothing."""
    contents = await archives.verify(file, _passphrase(settings_source.load(settings)))
    _say(f"{file} is whole: {_rows(contents.rows)}, made at {contents.made_at} by {contents.version}.")


@backup.command
async def restore(file: Path, *, settings: SettingsFile = None) -> None:
    """Put an archive into an empty data folder, once every row was read from it."""
    loaded = settings_source.load(settings)
    contents = await archives.restore(loaded, file, _passphrase(loaded))
    beside = loaded.data / "settings.restored.yaml"
    _say(f"{_rows(contents.rows)} are back; compare {beside} with your settings.")


@db.command
async def upgrade(*, settings: SettingsFile = None) -> None:
    """Bring the tables up to date, as the next start would do."""
    await upkeep.upgrade_tables(settings_source.load(settings))
    _say("The tables are up to date.")


@db.command
async def check(*, settings: SettingsFile = None) -> None:
    """Read every row with its private words; changes nothing."""
    _say(f"{_rows(await upkeep.check(settings_source.load(settings)))}, all of them can be read.")


@db.command
async def copy(*, to: Annotated[str, Parameter(name="--to")], settings: SettingsFile = None) -> None:
    """Fill another, empty database with every row, and compare both row by row. Stop Switchboard first.

    Parameters
    ----------
    to
        The address of the other, for example postgresql://user:password@host/name.
    """
    _say(f"{_rows(await upkeep.copy(settings_source.load(settings), to))} are there and compared.")
    _say("To use it, set DATABASE_URL to its address; the keys stay where they are.")


@db.command
async def retention(*, delete: Sure = False, settings: SettingsFile = None) -> None:
    """Say how many rows are older than the settings let them become.

    Parameters
    ----------
    delete
        Delete them now instead of at the next round.
    """
    rows = await upkeep.old_rows(settings_source.load(settings), is_to_delete=delete)
    for table, count in rows.items():
        _say(f"{table}: {count} {'deleted' if delete else 'to be deleted'}")


@keys.command
async def rotate(*, settings: SettingsFile = None) -> None:
    """Make a new data key and write everything anew with it, while everything goes on."""
    key, rows = await upkeep.rotate(settings_source.load(settings))
    _say(f"The data key is now {key}; {rows} rows were written anew.")
    _say("Archives made before are opened by their own keys, which they hold.")


async def export(contact: str, *, to: Target = None, settings: SettingsFile = None) -> None:
    """Write all that is kept of one contact, as JSON and as a page to read.

    Parameters
    ----------
    contact
        A name or number as the dashboard shows it, or the id of the chat: #12.
    to
        A new folder; without it `export-` and the id.
    """
    for file in await privacy.export(settings_source.load(settings), contact, to):
        _say(f"{file} is written.")


async def erase(contact: str, *, yes: Sure = False, settings: SettingsFile = None) -> None:
    """Erase one contact everywhere, in groups too. It cannot be undone.

    Parameters
    ----------
    contact
        A name or number as the dashboard shows it, or the id of the chat: #12.
    yes
        Do not ask.
    """
    loaded = settings_source.load(settings)
    found = await privacy.named(loaded, contact)
    if not yes:
        _ask(f"Erase {found.name!r} (#{found.chat_id}, {found.kind} on {found.account})? Type yes: ")
    gone = await privacy.erase(loaded, found.chat_id)
    _say(f"Erased: {_rows(gone)}. Archives made before still hold them; remove those too.")


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise CannotStart("nobody is at the keyboard to say yes; run it again with --yes")
    if input(question).strip().casefold() != "yes":
        raise CannotStart("nothing was erased")


def _passphrase(settings: Settings, *, is_new: bool = False) -> str:
    variable = settings.backup.passphrase_env
    given = settings_source.secret(variable)
    if given is not None:
        return _long_enough(given.get_secret_value()) if is_new else given.get_secret_value()
    if not sys.stdin.isatty():
        raise CannotStart(f"the archive needs a passphrase: set {variable} (or {variable}_FILE)")
    first = getpass.getpass("Passphrase: ")
    if is_new and _long_enough(first) and getpass.getpass("Once more: ") != first:
        raise CannotStart("the two passphrases differ; run the command again")
    return first


def _long_enough(passphrase: str) -> str:
    """An archive holds everything, and whoever has it may try passphrases for as long as they like."""
    if len(passphrase) < SHORTEST:
        raise CannotStart(f"the passphrase is shorter than {SHORTEST} letters; take several words")
    return passphrase


def _rows(rows: Mapping[str, int]) -> str:
    return f"{sum(rows.values())} rows of {sum(1 for count in rows.values() if count)} tables"


def _say(line: str) -> None:
    Console(highlight=False, markup=False, soft_wrap=True).print(line)
