"""What an installation consists of: keys, database, providers, and the product that may run on them."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import psutil
from filelock import FileLock, Timeout

from app import hold
from conversation import engines, upgrade
from conversation.secrets import load_keys
from core.errors import CannotStart
from dashboard.checkup import Finding, State
from dashboard.schemas import Health
from llm import reachability

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import URL

    from conversation.secrets import Keys
    from core.settings import Dashboard, Settings

PATIENCE = 10.0  # seconds for an answer of the running product


def running_process(data: Path) -> int | None:
    """The process that holds the data folder; 0 where it holds it without having said who it is."""
    file = data / "switchboard.lock"
    if not file.is_file() or not os.access(file, os.W_OK):
        return None
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        words = (data / "switchboard.pid").read_text("utf-8") if (data / "switchboard.pid").is_file() else ""
        return int(words) if words.strip().isdecimal() else 0
    lock.release()
    return None


async def running(settings: Settings, process: int | None) -> list[Finding]:
    """What the running product says of itself, or that none runs and could be started."""
    if process is None:
        return [Finding("running", "ok", "Switchboard does not run here now."), _port(settings.dashboard)]
    port = settings.dashboard.port or _listening(process)
    if not port:
        words = (
            f"Switchboard runs (process {process}), but its port is unknown: set dashboard.port to ask it."
        )
        return [Finding("running", "degraded", words)]
    try:
        health = await _asked(settings.dashboard, port)
    except (httpx2.HTTPError, ValueError) as error:
        words = (
            f"Switchboard runs (process {process}), but gives no answer on port {port} "
            f"({type(error).__name__}); look into its log, and start it anew."
        )
        return [Finding("running", "failed", words)]
    checks = [Finding(f"running: {check.name}", check.state, check.detail) for check in health.checks]
    return [Finding("running", "ok", f"Switchboard runs (process {process}, port {port})."), *checks]


async def _asked(dashboard: Dashboard, port: int) -> Health:
    host = "127.0.0.1" if dashboard.host in {"0.0.0.0", "::"} else dashboard.host  # noqa: S104
    place = f"[{host}]" if ":" in host else host
    headers = {"Host": f"{dashboard.hosts[0]}:{port}"} if dashboard.hosts else {}
    async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False, headers=headers) as client:
        answer = await client.get(f"http://{place}:{port}/healthz")
        return Health.model_validate_json(answer.content)


def _listening(process: int) -> int | None:
    try:
        found = psutil.Process(process).net_connections("inet")
    except psutil.Error:
        return None
    return next((one.laddr.port for one in found if one.status == psutil.CONN_LISTEN), None)


def _port(dashboard: Dashboard) -> Finding:
    try:
        hold.listening_socket(dashboard).close()
    except CannotStart as error:
        return Finding("dashboard", "failed", f"{error}.")
    return Finding("dashboard", "ok", f"Port {dashboard.port} is free for the dashboard.")


async def store(settings: Settings) -> list[Finding]:
    """Keys and database, looked at without changing either."""
    try:
        url = engines.parse(settings.database or f"sqlite:///{settings.data / 'switchboard.db'}")
    except CannotStart as error:
        return [Finding("database", "failed", f"{error}.")]
    is_file = engines.is_sqlite(url)
    exists = not is_file or await asyncio.to_thread(Path(str(url.database)).exists)
    folder = settings.data / "keys"
    if not folder.is_dir() and not (is_file and exists):
        fresh = Finding("keys", "ok", "There are no keys yet; the first start makes them.")
        return [fresh, Finding("database", "ok", "There is no database yet; the first start makes it.")]
    try:
        keys = load_keys(folder, may_create=False)
    except CannotStart as error:
        return [Finding("keys", "failed", f"{error}.")]
    found = [_kept(folder)]
    if exists:
        found.append(await _database(url, keys))
    else:
        found.append(Finding("database", "ok", "There is no database yet; the first start makes it."))
    return found


def _kept(folder: Path) -> Finding:
    if os.name == "posix" and any(file.stat().st_mode & 0o077 for file in folder.glob("*.key")):
        words = f"The keys can be read by other users of this machine; run: chmod 600 {folder}/*.key"
        return Finding("keys", "failed", words)
    return Finding("keys", "ok", "The keys can be read, by you alone.")


async def _database(url: URL, keys: Keys) -> Finding:
    opener = engines.opener(url, keys, PATIENCE)
    try:
        is_current = await upgrade.examine(opener, keys, engines.describe(url))
    except CannotStart as error:
        return Finding("database", "failed", f"{error}.")
    finally:
        await opener.dispose()
    more = "" if is_current else "; the next start brings its tables up to date"
    return Finding("database", "ok", f"The database can be read with these keys{more}.")


async def providers(settings: Settings) -> tuple[list[Finding], list[datetime]]:
    """Whether those in the chain answer, without a call that costs, and what time they say it is."""
    reached = [
        await reachability.reached(name, settings.llm.providers[name], Path.cwd())
        for name in dict.fromkeys(settings.llm.chain)
    ]
    return _told(reached), [one.date for one in reached if one.date is not None]


def _told(reached: Sequence[reachability.Reached]) -> list[Finding]:
    """One that is out of reach is a fault only where no other one can answer."""
    others: State = "degraded" if any(one.is_usable for one in reached) else "failed"
    return [Finding(f"provider {one.name}", "ok" if one.is_usable else others, one.words) for one in reached]
