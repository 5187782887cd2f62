"""The page as a check sees it: nodes found by plain CSS, and what the build and the language ask for."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.matrix.dossier import BUILDS, WORDS

if TYPE_CHECKING:
    from tests.matrix.dossier import Build, Words
    from tests.matrix.switches import Combination
    from tests.scene import Stage

# As one string: a deep value is taken apart and put together again on its way out of the browser.
LOOK = """(asked) => {
  const told = (node) => {
    const box = node.getBoundingClientRect()
    return {
      tag: node.localName,
      attributes: Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value])),
      classes: [...node.classList],
      text: node.textContent,
      left: box.left, right: box.right, top: box.top, width: box.width, height: box.height,
    }
  }
  return JSON.stringify(asked.map((css) => [...document.querySelectorAll(css)].slice(0, 80).map(told)))
}"""

LONGEST = 10_000  # milliseconds that a check waits for the page
COMES = """async ([argument, longest]) => {
  const ask = %s
  const end = performance.now() + longest
  while (performance.now() < end) {
    const told = ask(argument)
    if (told) return told
    await new Promise((next) => requestAnimationFrame(next))
  }
  return null
}"""


@dataclass(frozen=True, slots=True)
class Node:
    tag: str
    attributes: dict[str, str]
    classes: list[str]
    text: str
    left: float
    right: float
    top: float
    width: float
    height: float

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)


@dataclass
class View:
    """One combination on one stage. What was once asked for on a stage is fetched at once from then on."""

    stage: Stage
    now: Combination
    asked: set[str]
    _seen: dict[str, list[Node]] = field(default_factory=dict)

    @property
    def build(self) -> Build:
        return BUILDS[self.now.profile]

    @property
    def words(self) -> Words:
        return WORDS[self.language]

    @property
    def language(self) -> str:
        """In which the page speaks."""
        return self.now.language if self.now.translates else "en"

    @property
    def has_testids(self) -> bool:
        """Whether every test id that this build knows is there."""
        return self.build.testids == "all" and not self.now.drops_testids

    async def look(self) -> None:
        self._seen.clear()
        if self.asked:
            await self._fetch(sorted(self.asked))

    async def all(self, css: str) -> list[Node]:
        if css not in self._seen:
            self.asked.add(css)
            await self._fetch([css])
        return self._seen[css]

    async def one(self, css: str) -> Node:
        found = await self.all(css)
        assert len(found) == 1, f"{len(found)} nodes match {css}"
        return found[0]

    async def some(self, css: str) -> list[Node]:
        found = await self.all(css)
        assert found, f"nothing matches {css}"
        return found

    async def none(self, css: str) -> None:
        found = await self.all(css)
        assert not found, f"{len(found)} nodes match {css}, the first is {told(found[0])}"

    async def evaluate(self, script: str, argument: Any = None) -> Any:
        return await self.stage.page.evaluate(script, argument)

    async def anew(self, css: str) -> list[Node]:
        """What is there now, after something was done to the page."""
        await self._fetch([css])
        return self._seen.pop(css)

    async def counts(self, *css: str) -> list[int]:
        """How many nodes each finds now."""
        script = "(asked) => asked.map((css) => document.querySelectorAll(css).length)"
        found: list[int] = await self.evaluate(script, css)
        return found

    async def until(self, css: str, count: int) -> None:
        """Waits for so many nodes, looking at every frame."""
        await self.comes("([css, count]) => document.querySelectorAll(css).length === count", [css, count])

    async def comes(self, script: str, argument: Any) -> Any:
        """Waits for the script to tell something, asking at every frame; what it told."""
        told = await self.evaluate(COMES % script, [argument, LONGEST])
        assert told, f"never came: {argument!r}"
        return told

    async def _fetch(self, css: list[str]) -> None:
        answers = json.loads(await self.stage.page.evaluate(LOOK, css))
        for one, nodes in zip(css, answers, strict=True):
            self._seen[one] = [Node(**node) for node in nodes]


def told(node: Node) -> str:
    marks = "".join(f"[{name}={value[:40]!r}]" for name, value in node.attributes.items() if name != "style")
    return f"{node.tag}{marks} {node.text[:40]!r}"
