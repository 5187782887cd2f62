"""selectors.yaml is read again when it changes: used when good, refused once when bad, never in between."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from detector.renewal import Renewal

if TYPE_CHECKING:
    from detector.selectors import Table

SHIPPED = (Path(__file__).resolve().parents[3] / "selectors.yaml").read_text("utf-8")


class House:
    """Who uses tables; `faults` is what its browser says of the next ones."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "selectors.yaml"
        self.path.write_text(SHIPPED, "utf-8")
        self.used: list[Table] = []
        self.refused: list[str] = []
        self.faults: list[str] = []
        self.happened = asyncio.Event()
        self.renewal = Renewal(self.path, self._use, self._refuse)

    async def write(self, text: str) -> None:
        self.path.write_text(text, "utf-8")
        await self.renewal.look()

    async def _use(self, table: Table) -> list[str]:
        if not self.faults:
            self.used.append(table)
        self.happened.set()
        return self.faults

    def _refuse(self, fault: str) -> None:
        self.refused.append(fault)
        self.happened.set()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


async def test_a_file_that_did_not_change_is_left_alone(house: House) -> None:
    await house.write(SHIPPED)
    assert (house.used, house.refused) == ([], [])


async def test_a_good_file_is_used_and_a_bad_one_refused_once_with_its_line(house: House) -> None:
    bad = SHIPPED.replace("label: close,", "label: clsoe,")
    line = bad[: bad.index("clsoe")].count("\n") + 1
    await house.write(bad)
    await house.write(bad)
    (fault,) = house.refused
    assert fault.startswith(f"line {line}: ")
    assert "'clsoe' is not under labels" in fault
    assert house.used == []
    await house.write(SHIPPED.replace("testid: author", "testid: writer"))
    assert [table.targets["author"].strategies[0].testid for table in house.used] == ["writer"]
    assert len(house.refused) == 1


async def test_what_the_browser_refuses_is_refused(house: House) -> None:
    house.faults = ["line 9: the browser cannot read it"]
    await house.write(f"{SHIPPED}\n")
    assert house.refused == house.faults


async def test_a_file_that_is_gone_for_a_moment_is_waited_for(house: House) -> None:
    house.path.unlink()
    await house.renewal.look()
    await house.write(SHIPPED)
    assert house.refused == []
    house.path.unlink()
    await house.renewal.look()
    await house.renewal.look()
    await house.renewal.look()
    (fault,) = house.refused
    assert "cannot be read" in fault


async def test_the_part_sees_changes_by_itself_also_of_a_file_that_is_replaced(house: House) -> None:
    stop = asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        group.create_task(house.renewal.run(stop))
        house.path.write_text(f"{SHIPPED}\n", "utf-8")
        await house.happened.wait()
        house.happened.clear()
        other = house.path.with_name("other.yaml")
        other.write_text(SHIPPED.replace("version: 1", "version: 9"), "utf-8")
        other.replace(house.path)
        await house.happened.wait()
        stop.set()
    assert len(house.used) == 1
    assert "version" in house.refused[0]
