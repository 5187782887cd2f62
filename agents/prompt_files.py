"""Prompts as Markdown files with a version, so that each answer can name the words it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template


@dataclass(frozen=True, slots=True)
class PromptFile:
    """`text` holds `$names`, which `fill` replaces once: a `$` in a value stays what it is."""

    name: str
    version: str
    text: str

    @property
    def label(self) -> str:
        return f"{self.name}@{self.version}"

    def fill(self, **values: object) -> str:
        """Raises KeyError for a name that has no value."""
        return Template(self.text).substitute(values)


@cache
def load(name: str) -> PromptFile:
    """The file `prompts/<name>.md`; its first line is `version: …`."""
    content = resources.files("agents").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")
    first, _, text = content.partition("\n")
    word, _, version = first.partition(":")
    if word != "version" or not version.strip():
        raise ValueError(f"prompts/{name}.md does not begin with a version line")
    return PromptFile(name, version.strip(), text.strip())
