"""The part of the control API for what a page shows: screens, banners, dialogs, faults, the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, HTTPException
from pydantic import Field

from simulator import people

# Read at run time by FastAPI, which looks into the annotations of the routes.
from simulator.fault_kinds import Fault, Latencies, ShowingScreen
from simulator.overlays import Banner, Dialog, Toast
from simulator.refusals import Impossible
from simulator.strict import Strict
from simulator.switches import Switches

if TYPE_CHECKING:
    from simulator.simulation import Simulation


class Confirmation(Strict):
    """The eight characters as a person types them; None: whatever the page shows."""

    code: Annotated[str, Field(max_length=20)] | None = None


class Refusal(Strict):
    times: Annotated[int, Field(ge=0, le=1_000)] = 1


class Jump(Strict):
    seconds: Annotated[float, Field(ge=-(10**9), le=10**9)]


def add_staging(app: FastAPI, simulation: Simulation) -> None:
    _add_linking(app, simulation)
    _add_screens(app, simulation)
    _add_clock(app, simulation)
    _add_faults(app, simulation)
    _add_switches(app, simulation)


def _add_linking(app: FastAPI, simulation: Simulation) -> None:
    @app.post("/link/confirm")
    async def confirm(asked: Confirmation) -> dict[str, bool]:
        if not simulation.confirm(asked.code):
            raise HTTPException(409, "No page shows these characters.")
        return {"confirmed": True}

    @app.post("/link/refuse")
    async def refuse(asked: Refusal) -> dict[str, int]:
        """The next numbers are met with "too many attempts"."""
        for session in simulation.sessions:
            session.screens.refuse_numbers(asked.times)
        return {"times": asked.times}


def _add_screens(app: FastAPI, simulation: Simulation) -> None:
    @app.post("/screen")
    async def show_screen(asked: dict[str, Any]) -> dict[str, str | None]:
        wanted = ShowingScreen.model_validate(asked | {"kind": "screen"})
        simulation.put(wanted.name, wanted.title, wanted.text)
        return {"name": wanted.name}

    @app.post("/banner")
    async def show_banner(asked: Banner) -> Banner:
        simulation.overlays.show_banner(asked)
        return asked

    @app.delete("/banner")
    async def hide_banner() -> dict[str, bool]:
        simulation.overlays.show_banner(None)
        return {"shown": False}

    @app.post("/dialog")
    async def show_dialog(asked: Dialog) -> Dialog:
        simulation.overlays.show_dialog(asked)
        return asked

    @app.delete("/dialog")
    async def hide_dialog() -> dict[str, bool]:
        simulation.overlays.show_dialog(None)
        return {"shown": False}

    @app.post("/toast")
    async def show_toast(asked: Toast) -> Toast:
        simulation.overlays.show_toast(asked)
        return asked


def _add_clock(app: FastAPI, simulation: Simulation) -> None:
    def told() -> dict[str, Any]:
        clock = simulation.clock
        return {
            "utc": clock.utc().isoformat(),
            "monotonic": clock.monotonic(),
            "speed": simulation.pace.speed,
            "ahead": clock.ahead,
        }

    @app.get("/clock")
    async def clock() -> dict[str, Any]:
        return told()

    @app.post("/clock/advance")
    async def advance(asked: Jump) -> dict[str, Any]:
        try:
            simulation.jump(asked.seconds)
        except ValueError as error:
            raise Impossible(f"seconds: {error}.") from error
        return told()

    @app.patch("/latency")
    async def change_latency(asked: Latencies) -> dict[str, Any]:
        simulation.pace.patch(**asked)
        simulation.tell_pace()
        return simulation.pace.told()


def _add_faults(app: FastAPI, simulation: Simulation) -> None:
    @app.get("/faults")
    async def faults() -> list[dict[str, Any]]:
        return simulation.faults.all()

    @app.post("/faults")
    async def plan_fault(asked: Fault) -> dict[str, int]:
        if asked.when is not None and asked.when.chat is not None:
            people.refuse_unknown(simulation.world, asked.when.chat)
        return {"id": simulation.faults.add(asked)}

    @app.delete("/faults/{fault_id}")
    async def drop_fault(fault_id: int) -> dict[str, bool]:
        if not simulation.faults.remove(fault_id):
            raise HTTPException(404, f"There is no fault {fault_id}.")
        return {"removed": True}


def _add_switches(app: FastAPI, simulation: Simulation) -> None:
    @app.get("/switches")
    async def switches() -> Switches:
        return simulation.switches

    @app.patch("/switches")
    async def turn(asked: dict[str, bool]) -> Switches:
        simulation.switches = Switches.model_validate(simulation.switches.model_dump() | asked)
        return simulation.switches
