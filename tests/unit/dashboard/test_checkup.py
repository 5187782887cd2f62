"""`/healthz`, `/readyz`, and what they look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.types import Screen
from dashboard import checkup
from dashboard.checkup import Checkup
from dashboard.services import ProviderState

if TYPE_CHECKING:
    from pathlib import Path

    import httpx2

    from dashboard.checkup import Report
    from dashboard.services import Services
    from tests.unit.dashboard.conftest import House


class Says:
    """A check with one answer."""

    def __init__(self, state: str, detail: str = "as told") -> None:
        self.answer = state, detail

    async def check(self) -> tuple[str, str]:
        return self.answer


@pytest.fixture
def services(house: House) -> Services:
    found: Services = house.app.state.services
    return found


def states(report: Report) -> dict[str, str]:
    return {finding.name: finding.state for finding in report.findings}


async def test_a_healthy_house_says_ok_to_anybody(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["state"] == "ok"
    assert {check["name"] for check in answer.json()["checks"]} == {
        "database",
        "providers",
        "whatsapp",
        "memory",
        "disk",
    }


async def test_uptime_grows(house: House, stranger: httpx2.AsyncClient) -> None:
    await house.clock.advance(90)
    assert (await stranger.get("/healthz")).json()["uptime_seconds"] == 90


async def test_a_phone_that_is_not_linked_is_no_failure(house: House, stranger: httpx2.AsyncClient) -> None:
    house.link.shows(Screen.QR, "2@secret-code")
    answer = await stranger.get("/healthz")
    assert (answer.status_code, answer.json()["state"]) == (200, "degraded")
    assert "2@secret-code" not in answer.text


async def test_the_look_is_kept_for_a_few_seconds(house: House, stranger: httpx2.AsyncClient) -> None:
    await stranger.get("/healthz")
    house.link.shows(Screen.GONE)
    assert (await stranger.get("/healthz")).json()["state"] == "ok"
    await house.clock.advance(checkup.KEEP)
    assert (await stranger.get("/healthz")).json()["state"] == "degraded"


async def test_what_others_check_is_asked_and_counts(services: Services) -> None:
    report = await Checkup(replace(services, health={"queue": Says("failed", "3 jobs are dead.")})).report()
    assert (report.state, report.sentence) == ("failed", "3 jobs are dead.")


async def test_what_others_check_replaces_our_own_look(services: Services) -> None:
    report = await Checkup(replace(services, health={"whatsapp": Says("degraded")})).report()
    assert [each.detail for each in report.findings if each.name == "whatsapp"] == ["as told"]


async def test_a_check_that_makes_no_sense_is_a_failure(services: Services) -> None:
    report = await Checkup(replace(services, health={"queue": Says("fine")})).report()
    assert states(report)["queue"] == "failed"


async def test_a_data_folder_that_is_gone_is_a_failure(services: Services, tmp_path: Path) -> None:
    report = await Checkup(replace(services, data=tmp_path / "gone")).report()
    assert states(report)["disk"] == "failed"


async def test_a_database_that_is_gone_fails_both_probes(
    house: House, stranger: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.db, "_reader", _Broken())
    health, ready = await stranger.get("/healthz"), await stranger.get("/readyz")
    assert (health.status_code, ready.status_code) == (503, 503)
    assert health.json()["state"] == "failed"


class _Broken:
    """An engine whose file was taken away."""

    def __getattr__(self, name: str) -> object:
        raise OSError("gone")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (["closed", "closed"], "ok"),
        (["open", "closed"], "degraded"),
        (["open", "open"], "degraded"),
        (["half_open"], "ok"),
        ([], "ok"),
    ],
)
async def test_resting_providers_are_told(services: Services, given: list[str], state: str) -> None:
    providers = [ProviderState(f"p{n}", each) for n, each in enumerate(given)]
    report = await Checkup(replace(services, providers=lambda: providers)).report()
    assert states(report)["providers"] == state
