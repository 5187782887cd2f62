"""Ports stay small, and nobody inherits from them: a thing fits by its shape."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import ports
from core.checkpoints import KillAt
from core.clock import SystemClock
from tests.fakes import FakeClock, ScriptedModel

if TYPE_CHECKING:
    from core.ports import ChatModel, Checkpoint, Clock

SOURCE = Path(__file__).resolve().parents[3]
PORTS = [made for _, made in inspect.getmembers(ports, inspect.isclass) if made.__module__ == "core.ports"]


@pytest.mark.parametrize("port", PORTS)
def test_a_port_asks_for_at_most_three_things(port: type) -> None:
    asked = [name for name in vars(port) if not name.startswith("_") or name == "__call__"]
    assert 1 <= len(asked) <= 3


def test_nobody_inherits_from_a_port() -> None:
    names = {port.__name__ for port in PORTS}
    heirs = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for folder in ("core", "detector", "conversation", "llm", "agents", "dashboard", "app")
        for path in (SOURCE / folder).rglob("*.py")
        if "node_modules" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and names & {ast.unparse(parent).split(".")[-1] for parent in node.bases}
    ]
    assert heirs == []


def test_the_real_things_and_their_stand_ins_fit_the_same_ports() -> None:
    """Proved by the type checker: each line would be an error if a shape were wrong."""
    clocks: list[Clock] = [SystemClock(), FakeClock()]
    models: list[ChatModel] = [ScriptedModel("yes")]
    checkpoints: list[Checkpoint] = [KillAt()]
    assert len(clocks) + len(models) + len(checkpoints) == 4
