"""Synthetic chats for the dashboard's screens: many scripts, every author, every state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.types import Access, ChatKind, Mode, OutboxState
from tests.journey.dashboard_house import CAFE, EMPTY, FOOTBALL, MARIA, NOAH, Teller

if TYPE_CHECKING:
    from tests.journey.dashboard_house import House


async def tell(house: House) -> None:
    teller = Teller(house)
    teller.back(4000)
    await _old(teller)
    await _cafe(teller)
    await _noah(teller)
    await _maria(teller)
    teller.back(0)


async def _old(teller: Teller) -> None:
    await teller.chat(EMPTY)
    prize = await teller.chat("Prize Department", access=Access.BLOCKED)
    await teller.notices(prize, 3100, "You have won! Send your details to receive the parcel", 0)
    lena = await teller.chat("Lena Fischer", access=Access.PENDING)
    await teller.notices(lena, 42, "Hallo, habt ihr am Samstag geöffnet?", 1)
    number = await teller.chat("+1 555 0100", access=Access.PENDING)
    await teller.notices(number, 190, "Hi, I got your number from Maria", 2)
    football = await teller.chat(FOOTBALL, ChatKind.GROUP, mode=Mode.HUMAN)
    await teller.hears(football, 1600, "Who is in on Sunday? We are nine so far.", sender="Jonas Weber")
    await teller.hears(football, 1590, "Me! And my cousin 🙌", sender="دانا الحسن")
    await teller.hears(football, 1580, "", sender="Jonas Weber", kind="image")


async def _cafe(teller: Teller) -> None:
    cafe = await teller.chat(CAFE)
    await teller.hears(cafe, 75, "مرحبًا، هل لديكم كعك بالتمر اليوم؟ أحتاج إلى 24 قطعة.")
    await teller.says(
        cafe, 74, "أهلًا بكم! نعم، كعك التمر متوفر اليوم، ويمكن استلام الطلب حتى الساعة السادسة مساءً."
    )
    await teller.hears(cafe, 71, "ممتاز 🌹 سنرسل السائق، اسمه Omar.")


async def _noah(teller: Teller) -> None:
    teller.back(9000)
    noah = await teller.chat(NOAH, mode=Mode.HUMAN)
    await teller.hears(noah, 300, "I would like to talk to a person about invoice 2207, please.")
    await teller.says(noah, 280, "Hi Noah, this is Ana. I am looking at it now.", by="Ana")
    await teller.types_on_the_phone(noah, 120, "Found it. You were charged twice; the money goes back today.")
    await teller.tries(
        noah, 33, "The refund has left our bank.", OutboxState.UNKNOWN, "No bubble was seen after sending."
    )
    await teller.tries(
        noah, 30, "Here is the receipt number: 88-2207", OutboxState.FAILED, "The chat could not be opened."
    )


async def _maria(teller: Teller) -> None:
    teller.back(20_000)
    maria = await teller.chat(MARIA)
    await teller.hears(maria, 1500, "Good morning! Do you make cakes to order?")
    await teller.says(
        maria, 1499, "Good morning, Maria! Yes, we do. We need two days' notice and a deposit of 20 %."
    )
    await teller.hears(maria, 26, "Lovely. I'd like a lemon cake for Saturday, for about twelve people 🍋")
    await teller.hears(maria, 25.5, "And what would that cost?")
    await teller.says(
        maria,
        25,
        "A lemon cake for twelve costs 38 €. We can have it ready on Saturday from nine in the morning.\n\n"
        "Shall I note your name for it?",
    )
    await teller.hears(maria, 12, "Yes please! Maria Oliveira. Could it say “Parabéns, Avó”?")
    await teller.says(maria, 9, "Of course, we will write it on top. I have noted it by hand 👍", by="Ana")
    await teller.hears(maria, 2, "Perfect, thank you so much! See you on Saturday.")
