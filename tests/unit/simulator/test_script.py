"""Scripts, and what is said about wrong ones."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import simulator
from simulator.model import Kind
from simulator.script import BadScript, load

SCRIPTS = Path(simulator.__file__).parent / "scripts"
GOOD = """\
name: Test
owner: Rosa
link: auto
chats:
  - name: Ana
    history:
      - {by: Ana, text: hi, ago: 2 d}
      - {by: me, text: hello, ago: 1.5 h}
  - {name: Team, kind: group, members: [Tom, Wei]}
steps:
  - {chat: Ana, ask: "Open?", after: 0}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "script.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_script_is_read(tmp_path: Path) -> None:
    script = load(write(tmp_path, GOOD))
    assert (script.owner, script.link) == ("Rosa", "auto")
    assert [said.ago for said in script.chats[0].history] == [timedelta(days=2), timedelta(hours=1.5)]
    assert script.chats[1].kind is Kind.GROUP
    assert script.steps[0].ask == "Open?"


def test_the_demo_asks_three_questions_that_its_knowledge_answers() -> None:
    script = load(SCRIPTS / "demo.yaml")
    knowledge = (SCRIPTS / "knowledge.md").read_text("utf-8").lower()
    assert len(script.steps) == 3
    for step, word in zip(script.steps, ("saturday", "sourdough", "delivery"), strict=True):
        assert word in step.ask.lower()
        assert word in knowledge


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ask:", "aks:", "line 11, at steps.0.ask: Field required"),
        ("2 d", "2 years", "line 7, at chats.0.history.0.ago: write a time as a number"),
        ("kind: group", "kind: club", "line 9, at chats.1.kind: "),
        ("link: auto", "link: maybe", "line 3, at link: "),
        ("{chat: Ana", "{chat: Eve", "steps.0.chat: there is no chat named 'Eve'"),
        ("owner: Rosa", "owner: [", "is not YAML"),
        ("name: Test", "titel: Test", "line 1, at titel: Extra inputs"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(BadScript) as caught:
        load(write(tmp_path, GOOD.replace(old, new)))
    assert told in str(caught.value)
    assert "script.yaml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadScript, match="cannot be read"):
        load(tmp_path / "none.yaml")


def test_an_empty_file_is_an_empty_world(tmp_path: Path) -> None:
    assert load(write(tmp_path, "")).chats == ()
