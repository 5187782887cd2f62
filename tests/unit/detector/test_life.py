"""Repairs come one after the other, never in a loop, and a person is told when none helps."""

from __future__ import annotations

import itertools

import pytest

from core.eyesight import LifeChanged, Trouble
from core.proofs import Proofs, Stage
from detector import life
from detector.life import Life, Repair
from tests.fakes import FakeClock

SWEEP = 30.0


class Lived:
    """A life that is swept by hand."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.proofs = Proofs(self.clock)
        self.told: list[object] = []
        self.life = Life("main", SWEEP, self.clock, self.proofs, self.told.append)
        self.life.watch()

    async def sweep(self, trouble: Trouble | None = Trouble.UNSTORED) -> Repair | None:
        await self.clock.advance(SWEEP)
        return self.life.judge(trouble)

    async def round(self) -> list[Repair | None]:
        return [await self.sweep() for _ in range(3)]

    @property
    def steps(self) -> list[str]:
        return [each.step for each in self.told if isinstance(each, LifeChanged)]


@pytest.fixture
def lived() -> Lived:
    return Lived()


async def test_nothing_wrong_needs_no_repair(lived: Lived) -> None:
    assert await lived.sweep(None) is None
    assert (await lived.life.check())[0] == "ok"
    assert lived.told == []


async def test_what_a_second_reading_finds_is_nobodys_business(lived: Lived) -> None:
    assert await lived.sweep() is Repair.REREAD
    assert (await lived.life.check())[0] == "ok"
    assert await lived.sweep(None) is None
    assert lived.told == []


async def test_each_repair_gets_one_sweep_to_help_and_then_a_person_is_told(lived: Lived) -> None:
    assert await lived.round() == [Repair.REREAD, Repair.RELOAD, Repair.RELAUNCH]
    state, words = await lived.life.check()
    assert (state, "browser was started anew" in words) == ("degraded", True)
    assert await lived.sweep() is None
    assert lived.steps == ["reload", "relaunch", "alarm"]
    state, words = await lived.life.check()
    assert (state, "no repair helped" in words) == ("degraded", True)
    assert await lived.sweep(None) is None
    assert (await lived.life.check())[0] == "ok"
    assert lived.steps[-1] == "over"


async def test_while_the_alarm_lasts_repairs_are_tried_ever_more_rarely(lived: Lived) -> None:
    await lived.round()
    swept = [(await lived.sweep(), lived.clock.monotonic()) for _ in range(1000)]
    repairs = [moment for repair, moment in swept if repair is Repair.RELOAD]
    pauses = [later - earlier for earlier, later in itertools.pairwise(repairs)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == life.LAST_PAUSE
    assert lived.steps.count("alarm") == 1


async def test_a_page_that_goes_wrong_again_and_again_is_not_loaded_again_and_again(lived: Lived) -> None:
    loads = 0
    for _ in range(100):
        assert await lived.sweep() in {Repair.REREAD, None}
        loads += await lived.sweep() is Repair.RELOAD
        await lived.sweep(None)
    assert loads < 10  # in two and a half hours
    await lived.clock.advance(life.CALM + life.LAST_PAUSE)
    assert (await lived.sweep(), await lived.sweep()) == (Repair.REREAD, Repair.RELOAD)


async def test_a_deaf_page_does_not_prove_the_observer(lived: Lived) -> None:
    await lived.sweep(Trouble.DEAF)
    assert lived.proofs.all()[Stage.OBSERVER] is None
    assert lived.proofs.all()[Stage.BROWSER] == lived.clock.utc()


@pytest.mark.parametrize("stage", [Stage.OBSERVER, Stage.STORE])
async def test_silence_is_not_health(lived: Lived, stage: Stage) -> None:
    """Whatever ends the sweeps, or the writing down: without proofs the state is not green."""
    for other in {Stage.BROWSER, Stage.OBSERVER, Stage.STORE} - {stage}:
        await lived.clock.advance(life.STALE * SWEEP + life.LEEWAY + 1)
        lived.proofs.note(other)
        lived.proofs.note(({Stage.BROWSER, Stage.OBSERVER, Stage.STORE} - {stage, other}).pop())
    state, words = await lived.life.check()
    assert (state, stage.value in words) == ("degraded", True)


async def test_where_no_chats_are_shown_nothing_is_to_be_proved(lived: Lived) -> None:
    lived.life.look_away()
    await lived.clock.advance(10_000)
    assert (await lived.life.check())[0] == "ok"
