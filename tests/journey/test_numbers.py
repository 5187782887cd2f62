"""Two numbers in one installation: each its own WhatsApp, browser and limits, and no message crosses."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from conversation import chats, outbox
from core.types import Author, ChatRef, OutboxState
from tests.journey.conftest import QUIET_WORLD
from tests.journey.inside import PATIENCE, inside
from tests.journey.simulation import simulation, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journey.inside import Inside
    from tests.journey.simulation import Simulation

pytestmark = pytest.mark.timeout(400)  # several browsers one after the other, on whatever machine

ANA = "Ana Ferreira"
SENT = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}


async def answer(house: Inside, account: str, text: str) -> None:
    """What an operator writes in Ana's chat of one number, until it is sent."""
    async with house.product.store.db.transaction() as session:
        chat = await chats.find(session, ChatRef(account, ANA))
        assert chat is not None
        await outbox.put(session, chat.id, text, author=Author.OPERATOR, by="anna")

    async def state() -> OutboxState:
        async with house.product.store.db.reading() as session:
            return (await outbox.for_chat(session, chat.id, 1))[0].state

    await until(state, lambda found: found in SENT, PATIENCE)


async def test_two_numbers_with_a_contact_of_one_name_keep_everything_apart(
    world: Simulation, tmp_path: Path
) -> None:
    script = tmp_path / "shop.yaml"
    script.write_text(QUIET_WORLD, "utf-8")
    async with simulation(script, tmp_path / "shop-world") as shop:
        second = {"whatsapp": {"url": shop.page, "sweep": 1}}
        async with inside(tmp_path, world.page, accounts={"shop": second}) as house:
            worlds = {"main": world, "shop": shop}
            for each in worlds.values():
                await each.link()
            ids = {name: await each.chat(ANA) for name, each in worlds.items()}
            async with asyncio.TaskGroup() as group:
                for name, each in worlds.items():
                    group.create_task(each.write(ids[name], f"to {name}"))
            for name in worlds:
                await house.wait_for_text(f"to {name}", ANA, name)
            async with asyncio.TaskGroup() as group:
                for name in worlds:
                    group.create_task(answer(house, name, f"from {name}"))

            for name, each in worlds.items():
                assert await house.texts(ANA, name) == [f"to {name}"]
                assert [own["text"] for own in await each.own(ids[name])] == [f"from {name}"]
            profiles = [tmp_path / "data" / "profile", tmp_path / "data" / "numbers" / "shop" / "profile"]
            assert all((profile / "Default").is_dir() for profile in profiles)
            found = await house.healthz()
            assert found["proof_of_life (shop)"][0] == found["proof_of_life"][0] == "ok"
