"""Reads the YAML of a script: what cannot be read is told with its line and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.nodes import MappingNode, Node

Place = tuple[str | int, ...]
TIMES = "tag:yaml.org,2002:timestamp"
QUOTES = "words with : # [ ] { } , & * ! | > @ % ` or a quotation mark stand in quotes"
DEEPEST = 40


class BadScript(ValueError):
    """One sentence that says where the script is wrong."""


class _Loader(yaml.SafeLoader):
    """Leaves times as they are written: a day that is none is a mistake of its place, and not of YAML."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, form) for tag, form in resolvers if tag != TIMES]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(path: Path) -> str:
    """Raises BadScript."""
    try:
        held = path.read_bytes()
    except OSError as error:
        raise BadScript(f"The script {path} cannot be read: {error.strerror}.") from error
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = held.count(b"\n", 0, error.start) + 1
        raise BadScript(
            f"The script {path}, line {line}: a letter is not written in UTF-8; save the file as UTF-8."
        ) from error


def parse(path: Path, text: str) -> Any:
    """What the text says, as plain values; raises BadScript."""
    try:
        root = yaml.compose(text, Loader=_Loader)
        if root is None:
            return {}
        _refuse_twins(path, root)
        return yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise BadScript(_not_yaml(path, text, error)) from error
    except (ValueError, TypeError, RecursionError) as error:
        said = "it is nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        if isinstance(error, BadScript):
            raise
        raise BadScript(f"The script {path} is not YAML: {said}.") from error


def line(text: str, loc: Place) -> int:
    """The line of the innermost part that exists; a missing key is reported at its parent."""
    node: Any = yaml.compose(text, Loader=_Loader)
    found_line = 1 if node is None else node.start_mark.line + 1
    for part in loc:
        found = _inside(node, part)
        # Names of kinds stand in the place of an error, and not in the text.
        if found is not None:
            found_line, node = found
    return int(found_line)


def _inside(node: Any, part: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        pair = next(((key, value) for key, value in node.value if key.value == part), None)
        return None if pair is None else (pair[0].start_mark.line + 1, pair[1])
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None


def _refuse_twins(path: Path, node: Node, depth: int = 0) -> None:
    """YAML would silently keep the last of two keys of one name."""
    if depth > DEEPEST:
        raise BadScript(f"The script {path}, line {node.start_mark.line + 1}: it is nested too deeply.")
    if isinstance(node, yaml.MappingNode):
        _refuse_twin_keys(path, node)
        for _, value in node.value:
            _refuse_twins(path, value, depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_twins(path, value, depth + 1)


def _refuse_twin_keys(path: Path, node: MappingNode) -> None:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        here = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise BadScript(f"The script {path}, line {here}: a key is one word; {QUOTES}.")
        if key.value in lines:
            raise BadScript(_twins(path, key.value, lines[key.value], here))
        lines[key.value] = here


def _twins(path: Path, key: str, before: int, here: int) -> str:
    return (
        f"The script {path}, line {here}: {key[:60]!r} stands here and in line {before}; "
        "put both together under one."
    )


def _not_yaml(path: Path, text: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = f", line {mark.line + 1}" if mark else ""
    problem = str(getattr(error, "problem", None) or error).splitlines()[0].rstrip(".")
    lines = text.split("\n")
    about = lines[mark.line] if mark and mark.line < len(lines) else ""
    if about[: len(about) - len(about.lstrip())].count("\t"):
        hint = "lines are moved in by spaces, not by tabs"
    elif "expected <block end>" in problem or "expected <document start>" in problem:
        hint = f"lines that belong together begin in the same column, and {QUOTES}"
    else:
        hint = QUOTES
    return f"The script {path}{place} is not YAML: {problem}; {hint}."
