"""Faults that were planned: what they wait for, when they fire, and what firing does."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator import fault_kinds as kinds
from simulator.deliveries import Faults as SendFaults
from simulator.model import Direction, MessageAdded

if TYPE_CHECKING:
    from simulator.errands import Errand
    from simulator.fault_kinds import Fault
    from simulator.model import Change, Message
    from simulator.simulation import Simulation


@dataclass(slots=True)
class Plan:
    """One planned fault with how far it has got."""

    id: int
    fault: Fault
    left: int
    seen: int = 0
    fired: int = 0
    errand: Errand | None = None

    def shown(self) -> dict[str, Any]:
        return {"id": self.id, "fired": self.fired, "left": self.left} | self.fault.model_dump(mode="json")


class Faults:
    """Deterministic: the same seed on the same clock spoils the same moments."""

    def __init__(self, simulation: Simulation) -> None:
        self._sim = simulation
        self._plans: dict[int, Plan] = {}
        self._count = 0
        simulation.world.listeners.append(self._hear)
        simulation.diary.listeners.append(self._note)

    def all(self) -> list[dict[str, Any]]:
        return [plan.shown() for plan in self._plans.values()]

    def add(self, given: Fault | dict[str, Any]) -> int:
        fault = kinds.planned(given)
        self._count += 1
        plan = Plan(self._count, fault, left=fault.times if fault.per_minute is not None else 1)
        self._plans[plan.id] = plan
        if fault.per_minute is not None:
            plan.errand = self._sim.errands.start(self._fire_at_random, plan, fault.per_minute)
        elif fault.when is None:
            self._fire_soon(plan)
        return plan.id

    def remove(self, fault_id: int) -> bool:
        """It fires no more; what it did already stays done."""
        plan = self._plans.pop(fault_id, None)
        if plan is not None and plan.errand is not None:
            plan.errand.cancel()
        return plan is not None

    def _fire_soon(self, plan: Plan) -> None:
        if plan.fault.after:
            plan.errand = self._sim.errands.start(self._fire_after, plan)
        else:
            self._fire(plan)

    async def _fire_after(self, plan: Plan) -> None:
        await self._sim.pace.sleep(plan.fault.after)
        self._fire(plan)

    async def _fire_at_random(self, plan: Plan, per_minute: float) -> None:
        dice = random.Random(plan.fault.seed)
        await self._sim.pace.sleep(plan.fault.after)
        while plan.left > 0:
            await self._sim.pace.sleep(dice.expovariate(per_minute / 60))
            self._fire(plan)

    def _fire(self, plan: Plan) -> None:
        plan.left -= 1
        plan.fired += 1
        fault = plan.fault.fault
        self._sim.diary.note("fault", id=plan.id, fault=fault.kind)
        spoil(self._sim, fault)

    def _hear(self, change: Change) -> None:
        if isinstance(change, MessageAdded) and change.message.direction is Direction.IN:
            self._happened("arrived", change.chat.id, change.message)

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["kind"] != "fault":
            message_id = entry.get("message_id")
            message = self._sim.world.message(message_id) if message_id else None
            self._happened(entry["kind"], entry.get("chat_id"), message)

    def _happened(self, event: str, chat_id: str | None, message: Message | None) -> None:
        for plan in list(self._plans.values()):
            when = plan.fault.when
            if when is None or plan.left <= 0 or when.event != event:
                continue
            if when.chat is not None and not self._is_chat(chat_id, when.chat):
                continue
            if when.contains is not None and (message is None or when.contains not in message.text):
                continue
            plan.seen += 1
            if plan.seen == when.count:
                self._fire_soon(plan)

    def _is_chat(self, chat_id: str | None, asked: str) -> bool:
        return chat_id is not None and asked in (chat_id, self._sim.world.chat(chat_id).name)


def spoil(sim: Simulation, fault: kinds.Kind) -> None:
    """Does what a fault does, now."""
    match fault:
        case kinds.Drifting(drift=drift):
            sim.show(sim.look.model_copy(update={"drift": sim.look.drift.and_then(drift)}))
        case kinds.Relooking(change=change):
            sim.show(sim.look.but(change))
        case kinds.SlowRendering(ms=ms, seconds=seconds):
            sim.slow_down(ms, seconds)
        case kinds.Lagging(latency=latency):
            sim.pace.patch(**latency)
            sim.tell_pace()
        case kinds.Disturbing(kind=kind, count=count):
            name = {"lost_news": "lost", "doubled_news": "doubled", "swapped_news": "swapped"}
            setattr(sim.disturbances, name.get(kind, "resent"), count)
        case kinds.Outage(seconds=seconds):
            sim.errands.start(sim.cut_network, seconds)
        case kinds.LoggingOut():
            sim.devices.unlink()
        case kinds.Restricting(on=on):
            sim.restrict(on=on)
        case kinds.SpoilingSends():
            sim.deliveries.faults = SendFaults(fault.delay, fault.stuck, fault.fail, fault.times)
        case _:
            _show(sim, fault)


def _show(sim: Simulation, fault: kinds.Kind) -> None:
    match fault:
        case kinds.Hanging(seconds=seconds):
            sim.tell({"t": "hang", "seconds": seconds})
        case kinds.ShowingBanner(banner=banner):
            sim.overlays.show_banner(banner)
        case kinds.ShowingDialog(dialog=dialog):
            sim.overlays.show_dialog(dialog)
        case kinds.ShowingToast(toast=toast):
            sim.overlays.show_toast(toast)
        case kinds.ShowingScreen(name=name, title=title, text=text):
            sim.put(name, title, text)
        case _:
            raise AssertionError(fault)
