"""Many chats at once, and traffic that keeps a rate with the rhythm of real chats."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from simulator import beats, load
from simulator.beats import Beat
from simulator.load import BadLoad, Load
from simulator.model import Direction, Kind
from simulator.simulation import Simulation
from simulator.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.pace import Pace
    from tests.fakes import FakeClock

HEAD = "gap_s\tsender\tkind\tchars\twords\tlines\temoji\turls\n"


def test_a_load_is_read() -> None:
    assert load.parse("chats=500,rate=20/s,messages=2000,seed=1") == Load(
        500, 2_000, 20.0, None, 1, "chats=500,rate=20/s,messages=2000,seed=1"
    )
    assert load.parse("chats=3").messages == 30
    assert load.parse("chats=3, rate=90/min").rate == 1.5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is not of the form name=value"),
        ("rate=2/s", "A load needs chats=NUMBER"),
        ("chats=no", "chats must be a whole number from 1 to"),
        ("chats=0", "chats must be a whole number from 1 to"),
        ("chats=٣", "chats must be a whole number from 1 to"),
        ("chats=5,chats=6", "names chats twice"),
        ("chats=5,speed=2", "A load has no 'speed'"),
        ("chats=5,rate=fast", "rate must be such as 20/s"),
        ("chats=5,rate=99999/s", "rate must be such as 20/s"),
        ("chats=5,seed=-1", "seed must be a whole number"),
        ("chats=5,shape=none.tsv", "The shape none.tsv cannot be read"),
    ],
)
def test_a_wrong_load_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(BadLoad) as caught:
        load.parse(text)
    assert told in str(caught.value)
    assert str(caught.value).count(".") >= 1
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("a\tb\n", "has no column 'gap_s'"),
        (HEAD, "holds no message"),
        (HEAD + "0\t0\tshout\t1\t1\t1\t0\t0\n", "'shout' is no kind of message"),
        (HEAD + "0\t0\ttext\tmany\t1\t1\t0\t0\n", "invalid literal"),
    ],
)
def test_a_wrong_shape_is_told(tmp_path: Path, rows: str, told: str) -> None:
    path = tmp_path / "shape.tsv"
    path.write_text(rows, "utf-8")
    with pytest.raises(BadLoad, match=told):
        load.parse(f"chats=1,shape={path}")


async def test_the_world_is_filled_with_as_much_as_was_asked_for(simulation: Simulation) -> None:
    simulation.meet("Ana", Kind.PERSON)
    chats = await load.fill(simulation, load.parse("chats=300,messages=4000,seed=7"))
    assert len(chats) == 300
    assert len({chat.name for chat in chats}) == 300
    said = [message for chat in chats for message in chat.messages]
    assert sum(message.direction is not Direction.SYSTEM for message in said) == 4_000
    assert {chat.kind for chat in chats} == {Kind.PERSON, Kind.GROUP}
    assert len({message.id for message in said}) == len(said)
    assert {message.content.kind for message in said} > {"text", "image", "voice", "notice"}
    assert simulation.world.unread_chats == sum(chat.unread > 0 for chat in chats) > 10
    newest = [chat.messages[-1].at for chat in simulation.world.chats() if chat.traits.is_archived is False]
    assert newest[:-1] == sorted(newest[:-1], reverse=True)
    assert all(message.place == place for chat in chats for place, message in enumerate(chat.messages))


async def test_the_same_seed_makes_the_same_crowd(clock: FakeClock, simulation: Simulation) -> None:
    def told(name: str, filled: Simulation) -> list[tuple[str, str, str]]:
        return [(name, chat.name, message.text) for chat in filled.world.chats() for message in chat.messages]

    def fresh() -> Simulation:
        return Simulation(clock, simulation.pace, Store(None), "Rosa")

    one, same, other = fresh(), fresh(), fresh()
    for filled, seed in ((one, 1), (same, 1), (other, 2)):
        await load.fill(filled, load.parse(f"chats=20,seed={seed}"))
    assert told("", one) == told("", same) != told("", other)
    for filled in (one, same, other):
        filled.store.close()


async def test_a_kept_world_is_filled_once(tmp_path: Path, clock: FakeClock, simulation: Simulation) -> None:
    pace: Pace = simulation.pace
    for _ in range(2):
        store = Store(tmp_path)
        kept = Simulation(clock, pace, store, "Rosa")
        chats = await load.fill(kept, load.parse("chats=40,messages=200,seed=3"))
        assert (len(kept.world.chats()), len(chats)) == (40, 40)
        assert sum(len(chat.messages) for chat in chats) == 240
        store.close()


async def test_the_rate_is_kept_over_time(simulation: Simulation, clock: FakeClock) -> None:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(load.run(simulation, load.parse("chats=30,messages=0,rate=5/s,seed=1")))
        await clock.advance(0)
        before = sum(len(chat.messages) for chat in simulation.world.chats())
        await clock.advance(400)
        task.cancel()
    written = sum(len(chat.messages) for chat in simulation.world.chats()) - before
    assert 1_600 < written < 2_400
    said = [message for chat in simulation.world.chats() for message in chat.messages[1:]]
    own = sum(message.direction is Direction.OUT for message in said)
    assert 0.05 * len(said) < own < 0.16 * len(said)
    assert any(message.deleted_by for message in said)


async def test_a_shape_gives_its_rhythm_and_its_kinds(
    simulation: Simulation, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "shape.tsv"
    rows = ["0\t0\ttext\t5\t1\t1\t0\t0", "120\t1\tmedia\t0\t0\t1\t0\t0", "60\t0\ttext\t40\t6\t3\t0\t1"]
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    chats = await load.fill(simulation, load.parse(f"chats=1,messages=30,shape={path}"))
    said = chats[0].messages[1:]
    assert Counter(message.content.kind == "text" for message in said) == {True: 20, False: 10}
    gaps = {round((b.at - a.at).total_seconds()) for a, b in itertools.pairwise(said)}
    assert gaps == {0, 60, 120}
    assert {message.text.count("\n") for message in said} == {0, 2}
    assert sum("https://" in message.text for message in said) == 10


def test_the_built_in_figures_are_those_of_the_measured_chats(exports: Path) -> None:
    dice = Random(1)
    made = [beat for beat, _ in zip(beats.from_figures(dice), range(20_000), strict=False)]
    real: list[Beat] = []
    for path in (exports / "shapes").glob("*.tsv"):
        real += beats.from_file(path)
    assert len(real) == 60_333

    def figures(found: list[Beat]) -> list[float]:
        texts = sorted(beat.chars for beat in found if beat.kind == "text")
        count, middle = len(found), len(texts) // 2
        return [
            sum(beat.gap == 0 for beat in found) / count,
            sum(beat.gap <= 60 for beat in found) / count,
            texts[middle] / 100,
            sum(beat.lines > 1 for beat in found) / count,
            sum(beat.emoji > 0 for beat in found) / count,
            sum(beat.kind == "media" for beat in found) / count,
        ]

    assert figures(made) == pytest.approx(figures(real), abs=0.06)
