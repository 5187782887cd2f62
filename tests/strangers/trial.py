"""One stranger in one language: it links, reports, reads and sends; each is held against the world."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.steps import ROOT
from tests.unit.simulator.running import simulator

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx2

STEPS = ("links", "reports unread chats", "reads a chat", "sends once")
CHAT = "Ana"
TEXT = "We open at 8 - see you 😊"
PATIENCE = 240.0  # seconds; whatsplay itself waits 10 s after it is linked and 30 s for a tick
SCRIPT = """\
owner: Rosa
chats:
  - name: Ana
    history:
      - {by: Ana, text: "good morning", ago: 5 h}
      - {by: Ana, text: "are you open today?", ago: 5 h}
      - {by: me, text: "until six", ago: 4 h}
      - {by: me, text: "come by", ago: 4 h}
      - {by: Ana, text: "great", ago: 3 h}
  - {name: Luz, unread: 2, history: [{by: Luz, text: "one", ago: 2 d}, {by: Luz, text: "two", ago: 2 d}]}
  - {name: Kiosk, unread: 1227, history: [{by: Kiosk, text: "open now", ago: 3 d}]}
  - {name: Team, kind: group, members: [Tom, Wei], history: [{by: Wei, text: "lunch?", ago: 1 d}]}
"""


@dataclass
class Trial:
    """What the stranger told and what the world holds; `faults` says for each step why it does not count."""

    language: str
    told: list[dict[str, Any]] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def passed(self) -> int:
        return len(STEPS) - len(self.faults)

    def said(self, event: str) -> dict[str, Any] | None:
        return next((one for one in self.told if one["event"] == event), None)


async def run(python: Path, module: str, language: str, chromium: str) -> Trial:
    trial = Trial(language)
    with tempfile.TemporaryDirectory() as folder:
        async with simulator(Path(folder), script=SCRIPT) as running:
            control = running.control
            await control.patch("/look", json={"language": language})
            before = await _state(control)
            process = await asyncio.create_subprocess_exec(
                *(str(python), "-m", module, running.page, chromium, CHAT, TEXT),
                cwd=ROOT,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                async with asyncio.timeout(PATIENCE):
                    async for event in _events(process):
                        trial.told.append(event)
                        if event["event"] == "qr" and event["bytes"]:
                            await control.post("/link/scan")
            except TimeoutError:
                trial.told.append({"event": "trouble", "words": [f"not done after {PATIENCE:.0f} s"]})
                process.kill()
            await process.wait()
            _judge(trial, before, await _state(control))
    return trial


async def _events(process: asyncio.subprocess.Process) -> AsyncIterator[dict[str, Any]]:
    assert process.stdout is not None
    async for line in process.stdout:
        if line.startswith(b"{"):
            yield json.loads(line)


async def _state(control: httpx2.AsyncClient) -> dict[str, Any]:
    chats = (await control.get("/chats")).json()
    chat = next(one["id"] for one in chats if one["name"] == CHAT)
    return {
        "linked": (await control.get("/state")).json()["linked"],
        "unread": {one["name"] for one in chats if one["unread"]},
        "messages": (await control.get(f"/chats/{chat}/messages")).json(),
    }


def _judge(trial: Trial, before: dict[str, Any], after: dict[str, Any]) -> None:
    judges: tuple[Callable[[Trial, dict[str, Any], dict[str, Any]], str | None], ...] = (
        _links,
        _reports,
        _reads,
        _sends,
    )
    for step, judge in zip(STEPS, judges, strict=True):
        fault = judge(trial, before, after)
        if fault:
            trial.faults[step] = fault


def _links(trial: Trial, _: dict[str, Any], after: dict[str, Any]) -> str | None:
    if not trial.said("qr"):
        return "it saw no code"
    if not trial.said("logged_in"):
        return "it did not see that it is linked"
    return None if after["linked"] else "the world knows of no linked device"


def _reports(trial: Trial, before: dict[str, Any], _: dict[str, Any]) -> str | None:
    said = trial.said("unread")
    if said is None:
        return "it reported none"
    names = {chat["name"] for chat in said["chats"]}
    return (
        None
        if names == before["unread"]
        else f"it reported {said['chats']}, the world has {before['unread']}"
    )


def _reads(trial: Trial, before: dict[str, Any], _: dict[str, Any]) -> str | None:
    said = trial.said("read")
    if said is None:
        return "it read nothing"
    read = [(one["id"], one["text"], one["is_own"]) for one in said["messages"] if one["text"]]
    truth = [(one["id"], one["text"], one["direction"] == "out") for one in before["messages"]]
    return None if read == truth else f"it read {said['messages']}, the world has {truth}"


def _sends(trial: Trial, _: dict[str, Any], after: dict[str, Any]) -> str | None:
    said = trial.said("sent")
    count = [one["text"] for one in after["messages"] if one["direction"] == "out"].count(TEXT)
    if count != 1:
        return f"the message stands {count} times in the world"
    return None if said and said["done"] else "it does not know that its message was sent"
