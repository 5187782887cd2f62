"""The targets, and what both sides were seen to make them of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from playwright.async_api import Page

HERE = Path(__file__).parent
ASPECTS = ("tag", "role", "testid", "attributes", "classes", "chain")
LISTS = ("attributes", "classes")
STABLE = (
    r"^(_a[a-z0-9_-]{2,4}|message-(in|out)|focusable-.*|copyable-.*|selectable-.*|quoted-.*|lexical-.*|"
    r"emoji|read-more-.*)$"
)
"""Classes that saved pages of several releases share; all others are random."""


@dataclass
class Node:
    """All nodes of one target on one side: how often each fact was seen, and on which pages."""

    count: int = 0
    facts: dict[str, Counter[str]] = field(default_factory=lambda: {aspect: Counter() for aspect in ASPECTS})
    pages: dict[tuple[str, str], set[str]] = field(default_factory=dict)


Seen = dict[str, Node]


@cache
def targets() -> list[dict[str, str]]:
    told: list[dict[str, str]] = yaml.safe_load((HERE / "targets.yaml").read_text("utf-8"))
    return told


@cache
def _script() -> str:
    return (HERE / "nodes.js").read_text("utf-8")


async def look(page: Page) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = await page.evaluate(_script(), [targets(), STABLE])
    return found


def add(to: Seen, found: dict[str, list[dict[str, Any]]], page: str) -> None:
    for target, kinds in found.items():
        for kind in kinds:
            node = to.setdefault(target, Node())
            node.count += kind["count"]
            for aspect in ASPECTS:
                values = kind[aspect] if isinstance(kind[aspect], list) else [kind[aspect]]
                for value in values:
                    node.facts[aspect][value] += kind["count"]
                    node.pages.setdefault((aspect, value), set()).add(page)
