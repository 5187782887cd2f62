"""A number is linked and unlinked through what the page offers, in a real browser on the simulator."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
import pytest_asyncio

from core.errors import CannotStart, LinkingFailed
from core.linking import LinkFault, Pairing
from core.types import LinkView, Screen
from detector import linking, profile
from detector.keyboard import Keyboard
from tests.fakes import FakeClock
from tests.unit.detector.driven import driven

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from detector.probe import Probe
    from tests.unit.detector.driven import Driven

pytestmark = [pytest.mark.timeout(120), pytest.mark.asyncio(loop_scope="module")]
NUMBER = "+49 151 23456789"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def at(needs_browser: None, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Driven]:
    async with driven(tmp_path_factory.mktemp("driven")) as started:
        await started.until(lambda link: link.qr is not None)
        yield started


@pytest.mark.parametrize("look", [{"language": "es"}, {"profile": "2025-06"}, {"profile": "2023-06"}, {}])
async def test_a_code_for_the_phone_is_asked_for_in_each_build_and_language(
    at: Driven, look: dict[str, str]
) -> None:
    switches = {"language": "en", "profile": "2026-10", **look}
    assert (await at.running.control.patch("/look", json=switches)).status_code == 200
    await at.whatsapp.linking.ask_code(NUMBER)
    link = at.whatsapp.link()
    assert (link.screen, link.pairing) == (Screen.PHONE_NUMBER, Pairing.CODE)
    assert link.code is not None
    assert link.code_until is not None
    assert link.code_until > link.since
    assert (await at.running.control.get("/state")).json()["screen"] == "phone_code"
    await at.whatsapp.linking.show_qr()
    await at.until(lambda link: link.qr is not None)


async def test_a_linked_number_is_unlinked_on_the_page(at: Driven) -> None:
    await at.until(lambda link: link.qr is not None)
    with pytest.raises(LinkingFailed) as nothing:
        await at.whatsapp.linking.unlink()
    assert nothing.value.fault is LinkFault.NOT_LINKED
    await at.whatsapp.linking.ask_code(NUMBER)
    await at.tell("/link/confirm", code=at.whatsapp.link().code)
    await at.until(lambda link: link.screen is Screen.MAIN)
    with pytest.raises(LinkingFailed) as linked:
        await at.whatsapp.linking.ask_code(NUMBER)
    assert linked.value.fault is LinkFault.ALREADY_LINKED
    await at.whatsapp.linking.unlink()
    await at.until(lambda link: link.qr is not None)
    assert not (await at.running.control.get("/state")).json()["linked"]
    assert len(await at.log("unlinked")) == 1


async def test_a_refusal_is_told_and_rested_on(at: Driven) -> None:
    await at.tell("/link/refuse")
    with pytest.raises(LinkingFailed) as refused:
        await at.whatsapp.linking.ask_code(NUMBER)
    assert refused.value.fault is LinkFault.TOO_MANY
    assert at.whatsapp.link().pairing is Pairing.REFUSED
    pressed = len(await at.log("pressed"))
    with pytest.raises(LinkingFailed) as resting:
        await at.whatsapp.linking.ask_code(NUMBER)
    assert resting.value.fault is LinkFault.TOO_MANY
    assert resting.value.wait
    assert len(await at.log("pressed")) == pressed
    await at.whatsapp.linking.show_qr()
    await at.until(lambda link: link.qr is not None)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [(NUMBER, "4915123456789"), ("0034 612 345 678", "34612345678"), (" +1 (415) 555-2671 ", "14155552671")],
)
async def test_a_number_is_understood_as_people_write_it(typed: str, digits: str) -> None:
    assert linking.plain(typed) == digits


@pytest.mark.parametrize("typed", ["", "0151 23456789", "+49", "call me", "+" + "9" * 40, "+49 151 <b>"])
async def test_a_number_without_its_country_is_refused(typed: str) -> None:
    with pytest.raises(LinkingFailed) as bad:
        linking.plain(typed)
    assert bad.value.fault is LinkFault.BAD_NUMBER


async def test_the_profile_is_changed_only_between_two_browsers(at: Driven) -> None:
    seen: list[bool] = []

    def errand() -> None:
        profile.refuse_in_use(at.profile)
        seen.append((at.profile / "Default").is_dir())
        profile.forget(at.profile)

    with pytest.raises(CannotStart, match="a browser runs"):
        profile.forget(at.profile)
    await at.whatsapp.intermission.perform(errand)
    assert seen == [True]
    await at.until(lambda link: link.qr is not None)
    with pytest.raises(CannotStart, match="no way"):
        await at.whatsapp.intermission.perform(_refused)
    await at.until(lambda link: link.qr is not None)


def _refused() -> None:
    raise CannotStart("no way")


async def test_each_further_refusal_rests_longer_and_a_link_forgets_them() -> None:
    clock = FakeClock()
    qr, refused, linked = (
        LinkView(Screen.QR, clock.utc()),
        LinkView(Screen.PHONE_NUMBER, clock.utc(), pairing=Pairing.REFUSED),
        LinkView(Screen.MAIN, clock.utc()),
    )
    one = linking.Linking(Keyboard(), qr, clock)
    with pytest.raises(LinkingFailed) as gone:
        await one.ask_code(NUMBER)
    assert gone.value.fault is LinkFault.NO_BROWSER
    one.take(cast("Probe", object()))  # never asked anything while it rests
    waits = []
    for view in (refused, qr, refused, qr, refused, qr, linked, qr, refused):
        one.notice(view)
        if view is refused:
            with pytest.raises(LinkingFailed) as rests:
                await one.ask_code(NUMBER)
            waits.append(rests.value.wait)
            await clock.advance(rests.value.wait or 0)
    assert waits == [60, 120, 240, 60]
