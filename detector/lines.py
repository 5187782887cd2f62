"""YAML that remembers its lines: a complaint about any value can name where in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """What is wrong, and in which line (0: in the file as a whole)."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line else self.what


class _Loader(yaml.SafeLoader):
    """Without dates: `2026-03` and `2026-03-01` are both words, and no day can be impossible."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (so it is named in PyYAML)
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Document:
    """A text of YAML as plain data, whose places are known by line."""

    def __init__(self, text: str) -> None:
        """Raises yaml.YAMLError; ValueError and RecursionError for what only Python does not allow."""
        loader = _Loader(text)
        try:
            self._root: yaml.Node | None = loader.get_single_node()
            self.data: Any = None if self._root is None else loader.construct_document(self._root)
        finally:
            loader.dispose()

    def line(self, place: Sequence[str | int]) -> int:
        """The line of the innermost part of the place that exists; what is missing is told at its parent."""
        node = self._root
        line = 0 if node is None else int(node.start_mark.line) + 1
        for step in place:
            key, inner = _inside(node, step)
            if inner is None:
                break
            line = int((key or inner).start_mark.line) + 1
            node = inner
        return line

    def twice(self) -> list[Complaint]:
        """Keys that stand twice in one mapping; YAML itself would silently take the last."""
        return [] if self._root is None else list(_twice(self._root, set()))


def syntax(error: yaml.YAMLError) -> Complaint:
    """What the YAML parser met, in its own words."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not valid YAML"
    return Complaint(mark.line + 1 if mark else 0, str(problem))


def _inside(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        found = [(key, value) for key, value in node.value if key.value == str(step)]
        return found[-1] if found else (None, None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None


def _twice(node: yaml.Node, met: set[int]) -> Iterator[Complaint]:
    if id(node) in met:  # an alias leads to a node that was looked at already
        return
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = int(key.start_mark.line) + 1
            if isinstance(key, yaml.ScalarNode):
                if key.value in first:
                    yield Complaint(
                        line, f"{key.value!r} stands twice; the first is in line {first[key.value]}"
                    )
                first.setdefault(key.value, line)
            yield from _twice(value, met)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value, met)
