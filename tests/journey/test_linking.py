"""A number is linked from the terminal, by a code typed on the phone, and stays linked for the next start."""

from __future__ import annotations

import asyncio
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.journey.simulation import until

if TYPE_CHECKING:
    from tests.journey.product import Product
    from tests.journey.simulation import Simulation


async def command(product: Product, *arguments: str) -> asyncio.subprocess.Process:
    """`switchboard …` on this installation; what it says is in its `stderr`."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app", *arguments, "--settings", str(product.settings_file())),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


async def test_a_number_is_linked_by_a_code_from_the_terminal(world: Simulation, product: Product) -> None:
    process = await command(product, "login", "--phone", "+49 151 23456789")
    assert process.stderr is not None
    code = ""
    async with asyncio.timeout(60):
        while not code:
            line = (await process.stderr.readline()).decode()
            assert line, "it ended without a code"
            code = line.removeprefix("Code: ").strip() if line.startswith("Code: ") else ""
    await world.post("/link/confirm", code=code)
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    assert "WhatsApp is linked." in said.decode()
    await product.start()
    await until(lambda: world.get("/state"), lambda now: now["screen"] == "main", 60.0)


async def said(product: Product, *arguments: str) -> tuple[int, str]:
    """Runs a command to its end: exit code, and all that it said."""
    process = await command(product, *arguments)
    async with asyncio.timeout(90):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, (out + err).decode()


@pytest.mark.timeout(360)
async def test_a_sealed_profile_goes_on_elsewhere_and_unlinking_leaves_nothing(
    world: Simulation, product: Product
) -> None:
    profile = product.folder / "data" / "profile"
    await product.start()
    await world.link()
    assert (await said(product, "profile", "restore"))[0] == 2  # it runs
    await product.end()
    code, words = await said(product, "profile", "seal")
    assert (code, "sealed in the database" in words) == (0, True), words
    shutil.rmtree(profile)
    code, words = await said(product, "profile", "restore")
    assert (code, "is in place" in words) == (0, True), words
    await product.start()
    await until(lambda: world.get("/state"), lambda now: now["screen"] == "main", 60.0)
    assert [entry["kind"] for entry in await world.get("/log")].count("linked") == 1
    await product.end()

    code, words = await said(product, "unlink")
    assert (code, "no link any more" in words) == (0, True), words
    assert not (await world.get("/state"))["linked"]
    assert not profile.exists()
    code, words = await said(product, "profile", "restore")
    assert (code, "no profile is sealed" in words) == (2, True), words
