"""Who reads and who writes take turns at one keyboard: writing first, and neither starves."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from detector.keyboard import IN_A_ROW, Keyboard


async def play(kinds: str, cancelled: frozenset[int] = frozenset()) -> list[str]:
    """Somebody holds the keyboard while all of `kinds` ("w" or "r") line up; the turns as they came."""
    keyboard, turns, at_work = Keyboard(), list[str](), 0

    async def take(kind: str) -> None:
        nonlocal at_work
        async with keyboard.writing() if kind == "w" else keyboard:
            at_work += 1
            assert at_work == 1
            turns.append(kind)
            await asyncio.sleep(0)
            at_work -= 1

    async with asyncio.TaskGroup() as group, keyboard:
        waiting = [group.create_task(take(kind)) for kind in kinds]
        await asyncio.sleep(0)
        for number in cancelled:
            waiting[number].cancel()
    async with asyncio.timeout(10), keyboard:  # nobody has kept it
        return turns


async def test_who_writes_goes_before_who_reads() -> None:
    assert await play("rrw") == ["w", "r", "r"]


async def test_who_reads_gets_a_turn_among_many_who_write() -> None:
    turns = await play("r" + "w" * 3 * IN_A_ROW)
    assert turns.index("r") == IN_A_ROW


@given(st.text("rw", min_size=1, max_size=40), st.data())
def test_everybody_gets_one_turn_whoever_gives_up(kinds: str, data: st.DataObject) -> None:
    gone = data.draw(st.frozensets(st.integers(0, len(kinds) - 1)))
    left = [kind for number, kind in enumerate(kinds) if number not in gone]
    assert sorted(asyncio.run(play(kinds, gone))) == sorted(left)
