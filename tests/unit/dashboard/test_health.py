"""`/api/v1/health` and `/api/v1/selectors`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from conversation import audit
from core.eyesight import EyesView, StrategyView, TargetView
from core.proofs import Proofs, Stage
from dashboard.checkup import Checkup
from dashboard.services import NumberServices

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

BY_TESTID = StrategyView("testid", "2026", "what it is called", 3)
BY_CSS = StrategyView("css", "all", "where it stands", 1)
COMPOSER = TargetView("composer", is_required=True, used=1, strategies=[BY_TESTID, BY_CSS], misses=4)
UNSEEN = TargetView("poll", is_required=False, used=None, strategies=[BY_CSS], misses=0)


class Eyes:
    """Eyes that saw what a test wrote."""

    def view(self) -> EyesView:
        nothing = replace(UNSEEN, strategies=[replace(BY_CSS, hits=0)])
        return EyesView(targets=[COMPOSER, nothing], missing=["composer"], fault="line 3: no such kind")


class Deaf:
    """A check of a number that hears nothing."""

    async def check(self) -> tuple[str, str]:
        return "degraded", "Nothing is heard."


@pytest.fixture
def proofs(house: House) -> Proofs:
    """Two numbers run in the house; these are the first one's proofs."""
    first, second = Proofs(house.clock), Proofs(house.clock)
    state = house.app.state
    numbers = {
        "main": NumberServices(house.link, Eyes(), first, {}),
        "shop": NumberServices(house.link, Eyes(), second, {"proof_of_life": Deaf()}),
    }
    state.services = replace(state.services, numbers=numbers)
    return first


async def test_each_number_tells_what_was_proved_and_when(
    house: House, viewer: httpx2.AsyncClient, proofs: Proofs
) -> None:
    proofs.note(Stage.STORE)
    found = (await viewer.get("/api/v1/health")).json()
    main, shop = found["numbers"]
    proved = {proof["stage"]: proof["proved_at"] for proof in main["proofs"]}
    assert set(proved) == set(Stage)
    assert [stage for stage, at in proved.items() if at] == ["store"]
    assert (main["account"], shop["account"]) == ("main", "shop")
    assert shop["checks"] == [{"name": "proof_of_life", "state": "degraded", "detail": "Nothing is heard."}]
    assert found["state"] == "ok"


async def test_selectors_are_shown_with_their_hits_and_what_safe_mode_is_about(
    viewer: httpx2.AsyncClient, proofs: Proofs
) -> None:
    found = (await viewer.get("/api/v1/selectors", params={"account": "shop"})).json()
    assert (found["account"], found["safe_mode"]) == ("shop", ["composer"])
    assert found["fault"] == "line 3: no such kind"
    composer, poll = found["targets"]
    assert (composer["used"], composer["hit_rate"], composer["misses"]) == (1, 0.5, 4)
    assert [each["hits"] for each in composer["strategies"]] == [3, 1]
    assert (poll["used"], poll["hit_rate"]) == (None, None)


async def test_drift_is_shown_as_the_audit_keeps_it_and_nothing_else_of_the_audit(
    house: House, viewer: httpx2.AsyncClient, proofs: Proofs
) -> None:
    async with house.db.transaction() as session:
        after = {"strategy": 2, "page": "div[role=textbox]"}
        await audit.write(session, "detector", "selector_drift", "target:composer", {"strategy": 1}, after)
        await audit.write(session, "detector", "selector_drift", "target:poll", {"strategy": 1}, None)
        await audit.write(session, "anna", "allowed", "chat:1", None, {"secret": "yes"})
    drifts = (await viewer.get("/api/v1/selectors")).json()["drifts"]
    assert [(each["target"], each["before"], each["after"], each["excerpt"]) for each in drifts] == [
        ("poll", 0, None, ""),
        ("composer", 0, 1, "div[role=textbox]"),
    ]


async def test_a_number_that_does_not_run_here_is_not_found(
    viewer: httpx2.AsyncClient, proofs: Proofs
) -> None:
    assert (await viewer.get("/api/v1/selectors", params={"account": "other"})).status_code == 404


@pytest.mark.parametrize("path", ["/health", "/selectors"])
async def test_strangers_see_nothing_of_it(stranger: httpx2.AsyncClient, path: str) -> None:
    assert (await stranger.get(f"/api/v1{path}")).status_code == 401


async def test_a_further_number_that_hears_nothing_is_seen_by_anybody_who_asks(
    house: House, stranger: httpx2.AsyncClient, proofs: Proofs
) -> None:
    house.app.state.checkup = Checkup(house.app.state.services)
    answer = await stranger.get("/healthz")
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    checks = {each["name"]: (each["state"], each["detail"]) for each in answer.json()["checks"]}
    assert checks["proof_of_life (shop)"] == ("degraded", "Nothing is heard.")
    assert checks["whatsapp (shop)"][0] == "ok"
