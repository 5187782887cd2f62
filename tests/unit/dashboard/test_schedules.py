"""Schedules are added, paused, resumed and removed by operators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conversation import schedules

if TYPE_CHECKING:
    import httpx2

    from tests.unit.dashboard.conftest import House

PATH = "/api/v1/schedules"


async def added(house: House, client: httpx2.AsyncClient) -> dict[str, Any]:
    body = {"chat_id": await house.chat(), "text": "Good morning!", "cron": "0 10 * * *"}
    answer = await client.post(PATH, json=body)
    assert answer.status_code == 201
    found: dict[str, Any] = answer.json()
    return found


async def test_a_schedule_is_added_and_listed(house: House, operator: httpx2.AsyncClient) -> None:
    schedule = await added(house, operator)
    assert (schedule["state"], schedule["by"], schedule["missed"]) == ("active", "operator", "once")
    assert schedule["next_at"] == "2026-11-21T10:00:00Z"
    listed = (await operator.get(PATH, params={"chat_id": schedule["chat_id"]})).json()
    assert listed == {"items": [schedule], "next": None}


@pytest.mark.parametrize(
    ("timing", "said"),
    [
        ({"cron": "daily"}, "'daily' is not a cron line; write minute, hour, day, month and weekday"),
        ({"at": "2020-01-01T00:00:00Z"}, "That moment is over; name one that is still to come."),
        ({}, "Say when: a cron line such as 0 9 * * 1-5, or one moment."),
    ],
)
async def test_what_could_never_be_sent_is_refused_in_words(
    house: House, operator: httpx2.AsyncClient, timing: dict[str, str], said: str
) -> None:
    body = {"chat_id": await house.chat(), "text": "Hi", **timing}
    answer = await operator.post(PATH, json=body)
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(said)


async def test_a_schedule_is_paused_resumed_and_removed(house: House, operator: httpx2.AsyncClient) -> None:
    path = f"{PATH}/{(await added(house, operator))['id']}"
    paused = await operator.post(f"{path}/pause")
    assert (paused.json()["state"], paused.json()["next_at"]) == ("paused", None)
    assert (await operator.post(f"{path}/pause")).status_code == 409
    assert (await operator.post(f"{path}/resume")).json()["state"] == "active"
    assert (await operator.delete(path)).status_code == 204
    assert (await operator.delete(path)).status_code == 404
    assert (await operator.post(f"{path}/pause")).status_code == 404


async def test_what_the_contact_stopped_stays_stopped(house: House, operator: httpx2.AsyncClient) -> None:
    schedule = await added(house, operator)
    async with house.db.transaction() as session:
        assert await schedules.stop_for(session, schedule["chat_id"]) == 1
    assert (await operator.post(f"{PATH}/{schedule['id']}/resume")).status_code == 409
