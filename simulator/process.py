"""The three servers on three loopback ports, and how they stop: on a signal, or when the parent is gone."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import uvicorn
from filelock import FileLock, Timeout

from simulator import load
from simulator.clock import SystemClock, WorldClock
from simulator.control import control_app
from simulator.gate import Rules, rules_for_browser
from simulator.look import Look
from simulator.pace import Pace
from simulator.page_server import ROUTED_ORIGIN, page_app
from simulator.phone_server import phone_app
from simulator.replay import Replays
from simulator.runner import Runner
from simulator.simulation import Simulation
from simulator.store import BadState, Store
from simulator.switches import Switches

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from starlette.types import ASGIApp

    from simulator.latency import Latency
    from simulator.script import Script

HOST = "127.0.0.1"
SERVERS = ("page", "phone", "control")


@dataclass(frozen=True, slots=True)
class Options:
    """One start of the simulator, as the command line gave it; port 0 lets the machine choose."""

    script: Script
    state: Path | None
    ports: dict[str, int]
    latency: Latency
    speed: float
    until_stdin_closes: bool
    is_json: bool
    look: Look = field(default_factory=Look)
    switches: Switches = field(default_factory=Switches)
    now: datetime | None = None
    load: str | None = None


class PortTaken(OSError):
    """Another process listens there."""


async def run(options: Options) -> None:
    wanted = load.parse(options.load) if options.load else None
    store = Store(options.state)
    with contextlib.ExitStack() as stack:
        stack.callback(store.close)
        if options.state is not None:
            _hold(options.state, stack)
        sockets = {name: _listen(name, options.ports[name], store) for name in SERVERS}
        clock = WorldClock(SystemClock(), options.now)
        pace = Pace(clock, options.latency, options.speed)
        simulation = Simulation(clock, pace, store, options.script.owner)
        simulation.look, simulation.switches = options.look, options.switches
        replays = Replays(simulation)
        runner = Runner(simulation, options.script, replays)
        # Before the script: what it says was only sent stays so.
        simulation.deliveries.resume()
        runner.fill_world()
        tokens = {name: _token(name, store) for name in SERVERS}
        servers = _servers(simulation, runner, replays, sockets, tokens)
        stop = asyncio.Event()
        _stop_on_signals(stop, ignores_interrupt=options.until_stdin_closes)
        if options.until_stdin_closes:
            _stop_when_stdin_closes(stop)
        _announce(sockets, tokens, is_json=options.is_json)
        async with asyncio.TaskGroup() as group:
            background = [
                group.create_task(part)
                for part in (
                    simulation.deliveries.run(),
                    simulation.errands.run(),
                    runner.run(),
                    replays.run(),
                )
            ]
            if wanted is not None:
                background.append(group.create_task(load.run(simulation, wanted)))
            for name, server in servers.items():
                group.create_task(server.serve([sockets[name]]), name=name)
            await stop.wait()
            for task in background:
                task.cancel()
            await simulation.hang_up()
            await simulation.hang_up_phones()
            for server in servers.values():
                server.should_exit = True


def _hold(state: Path, stack: contextlib.ExitStack) -> None:
    """One simulator a folder: a second would take over its addresses."""
    try:
        stack.enter_context(FileLock(state / "simulator.lock").acquire(timeout=0))
    except Timeout as error:
        raise BadState(
            f"Another simulator keeps its world in {state}; stop it, or name another folder."
        ) from error


class _Server(uvicorn.Server):
    """Leaves signals to the process, which has three servers to stop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def _servers(
    simulation: Simulation,
    runner: Runner,
    replays: Replays,
    sockets: dict[str, socket.socket],
    tokens: dict[str, str],
) -> dict[str, _Server]:
    ports = {name: bound.getsockname()[1] for name, bound in sockets.items()}
    page = rules_for_browser("page", ports["page"], tokens["page"], (ROUTED_ORIGIN,))
    phone = rules_for_browser("phone", ports["phone"], tokens["phone"])
    control = Rules(ports["control"], tokens["control"])
    apps: dict[str, ASGIApp] = {
        "page": page_app(simulation, page),
        "phone": phone_app(simulation, phone),
        "control": control_app(simulation, runner, replays, control),
    }
    return {name: _Server(_config(app)) for name, app in apps.items()}


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        lifespan="off",
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )


def _listen(name: str, port: int, store: Store) -> socket.socket:
    """With a kept state and port 0 the last port is taken again: a browser's memory is bound to it."""
    remembered = store.fact(f"port_{name}") if port == 0 else None
    for wanted in ([int(remembered)] if remembered else []) + [port]:
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, wanted))
            # Listening at once makes the address usable the moment it is printed.
            bound.listen(128)
        except OSError as error:
            bound.close()
            if wanted == port:
                raise PortTaken(
                    f"Port {port} for the simulator's {name} is not free: {error.strerror}."
                ) from error
        else:
            store.set_fact(f"port_{name}", str(bound.getsockname()[1]))
            return bound
    raise AssertionError("the last port tried is the one asked for")


def _token(name: str, store: Store) -> str:
    """Kept with a kept state, like the ports, so that a page which is open can come back after a restart."""
    known = store.fact(f"token_{name}")
    if known is not None:
        return known
    fresh = secrets.token_urlsafe(24)
    store.set_fact(f"token_{name}", fresh)
    return fresh


def _stop_on_signals(stop: asyncio.Event, *, ignores_interrupt: bool) -> None:
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    if ignores_interrupt:
        # Ctrl-C reaches the whole foreground group; the parent ends first and closes our stdin.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    else:
        loop.add_signal_handler(signal.SIGINT, stop.set)


def _stop_when_stdin_closes(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def watch() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 4096):
                pass
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stop.set)

    # A daemon thread: a read that never ends must not hold the process back.
    threading.Thread(target=watch, name="stdin", daemon=True).start()


def _announce(sockets: dict[str, socket.socket], tokens: dict[str, str], *, is_json: bool) -> None:
    bare = {name: f"http://{HOST}:{bound.getsockname()[1]}" for name, bound in sockets.items()}
    told = {
        "page": f"{bare['page']}/?token={tokens['page']}",
        "phone": f"{bare['phone']}/?token={tokens['phone']}",
        "control": bare["control"],
        "control_token": tokens["control"],
    }
    if is_json:
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        sys.stdout.write(
            "A local WhatsApp Web is running.\n"
            f"  the page    {told['page']}\n"
            f"  the phone   {told['phone']}\n"
            f"  control     {told['control']}  (Authorization: Bearer {told['control_token']})\n"
        )
    sys.stdout.flush()
