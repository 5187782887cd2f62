"""One message travels the whole road, and everything that should be written down on the way is."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from conversation import audit, chats, history, outbox, queue, turns
from core.types import Author, ChatKind, ChatRef, Direction, OutboxState
from tests.journey.simulation import until

if TYPE_CHECKING:
    from conversation.outbox import OutboxView
    from tests.journey.product import Product
    from tests.journey.simulation import Simulation

ANA = ChatRef("main", "Ana Ferreira", ChatKind.PERSON)
QUESTION = "When do you open in the morning?"


async def _started(world: Simulation, product: Product, **settings: object) -> str:
    await product.start(**settings)
    await world.link()
    return await world.chat("Ana Ferreira")


async def _outbox(product: Product) -> list[OutboxView]:
    async with product.database() as db, db.reading() as session:
        chat = await chats.find(session, ANA)
        return [] if chat is None else await outbox.for_chat(session, chat.id, 50)


async def test_a_question_gets_its_answer_as_a_bubble_and_every_stage_leaves_its_row(
    world: Simulation, product: Product
) -> None:
    ana = await _started(world, product)
    asked = await world.write(ana, QUESTION)
    (bubble,) = await world.wait_for_own(ana, 1)
    assert "nine in the morning" in bubble["text"]

    async def sent() -> list[OutboxView]:
        return await _outbox(product)

    done = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}
    (row,) = await until(sent, lambda rows: rows and rows[0].state in done, 20.0)
    assert (row.wa_id, row.author) == (bubble["id"], Author.BOT)
    async with product.database() as db, db.reading() as session:
        chat = await chats.find(session, ANA)
        assert chat is not None
        stored = await history.page(session, chat.id)
        said = [m for m in stored if m.direction is not Direction.UNKNOWN]
        assert [(m.wa_id, m.direction) for m in said] == [
            (asked, Direction.IN),
            (bubble["id"], Direction.OUT),
        ]
        assert said[1].author is Author.BOT
        (turn,) = await turns.for_chat(session, chat.id)
        assert turn.plan is not None
        assert row.turn_id == turn.id
        assert "decided_reply" in {line.action for line in await audit.listing(session)}
        counts = await queue.counts(session)
        assert (counts.waiting, counts.dead) == (0, 0)


async def test_a_changed_knowledge_file_changes_the_next_answer(world: Simulation, product: Product) -> None:
    ana = await _started(world, product)
    await world.write(ana, QUESTION)
    (first,) = await world.wait_for_own(ana, 1)
    product.knowledge.write_text("We open at half past ten in the morning.\n", encoding="utf-8")
    await world.write(ana, "And when do you open in the morning on Monday?")
    second = (await world.wait_for_own(ana, 2))[1]
    assert "nine" in first["text"]
    assert "half past ten" in second["text"]


async def test_messages_sent_while_nobody_listened_are_answered_after_the_start(
    world: Simulation, product: Product
) -> None:
    ana = await _started(world, product)
    await world.write(ana, QUESTION)
    await world.wait_for_own(ana, 1)
    assert await product.end() == 0
    await world.write(ana, "Hello again, when do you open?")
    await product.start()
    assert "nine" in (await world.wait_for_own(ana, 2))[1]["text"]


@pytest.mark.parametrize("point", ["stored", "planned", "queued", "sending", "typed", "pressed", "sent"])
async def test_a_process_killed_on_the_road_ends_with_exactly_one_bubble(
    world: Simulation, product: Product, point: str
) -> None:
    ana = await _started(world, product, testing={"kill_at": point})
    await world.write(ana, QUESTION)
    assert await product.ended() == -signal.SIGKILL
    await product.start()
    await world.wait_for_own(ana, 1)

    async def settled() -> list[OutboxView]:
        return await _outbox(product)

    done = {OutboxState.SENT, OutboxState.DELIVERED, OutboxState.READ}
    await until(settled, lambda rows: rows and all(row.state in done for row in rows), 40.0)
    own = await world.own(ana)
    assert len(own) == 1
    assert [row.wa_id for row in await _outbox(product)] == [own[0]["id"]]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
async def test_no_process_outlives_the_product(
    world: Simulation, product: Product, how: signal.Signals
) -> None:
    await _started(world, product)
    assert len(product.processes()) > 2  # Switchboard, and the browser's own
    code = await product.end(how)
    assert code == (0 if how is signal.SIGINT else -signal.SIGKILL)

    async def left() -> list[int]:
        return product.processes()

    await until(left, lambda pids: not pids, 20.0)


@pytest.mark.parametrize(
    ("fault", "state"), [({"fail": True}, OutboxState.FAILED), ({"stuck": True}, OutboxState.SENDING)]
)
async def test_a_bubble_that_whatsapp_did_not_take_is_never_told_as_sent_nor_sent_again(
    world: Simulation, product: Product, fault: dict[str, bool], state: OutboxState
) -> None:
    ana = await _started(world, product)
    await world.post("/send", times=1, **fault)
    await world.write(ana, QUESTION)
    (bubble,) = await world.wait_for_own(ana, 1)

    async def known() -> list[OutboxView]:
        return await _outbox(product)

    (row,) = await until(known, lambda rows: rows and rows[0].wa_id is not None, 40.0)
    assert (row.wa_id, row.state) == (bubble["id"], state)
    await world.write(ana, "Are you there?")
    await world.wait_for_own(ana, 2)
    assert [own["id"] for own in await world.own(ana)].count(bubble["id"]) == 1
    assert (await _outbox(product))[0].state is state
