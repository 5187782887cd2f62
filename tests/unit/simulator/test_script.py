"""Scripts, and what is said about wrong ones."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

import simulator
from simulator.content import Content, Traits
from simulator.model import Kind
from simulator.script import BadScript, Event, load

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


WHOLE = """\
people:
  - {name: Ana, phone: "+55 11 90000-0111", saved: false, push_name: Aninha}
chats:
  - name: Ana
    history:
      - {by: Ana, text: hi, ago: 2 d, id: hello}
      - {by: me, content: image, ago: 1 d, quote: hello}
events:
  - {at: 1, receive: {chat: Ana, content: {kind: poll, options: [a, b]}, text: "Which?", id: poll}}
  - {after: 1, edit: {message: hello, text: "hi!"}}
  - after: 1
    react:
      message: poll
      by: me
      emoji: 👍
  - {network: 3}
  - {look: {language: es}}
  - {traits: {chat: Ana, is_muted: true}}
  - {fault: {kind: logout, after: 2}}
"""


def test_events_people_and_labels_are_read(tmp_path: Path) -> None:
    script = load(write(tmp_path, WHOLE))
    assert script.people[0].shown == "+55 11 90000-0111"
    assert script.chats[0].history[1].content.kind == "image"
    assert [event.what for event in script.events] == [
        *("receive", "edit", "react", "network", "look", "traits", "fault")
    ]
    assert script.events[3].network is not None
    assert script.events[3].network.seconds == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("saved: false", "saved: maybe", "line 2, at people.0.saved: "),
        ('phone: "+55 11 90000-0111", ', "", "line 2, at people.0: somebody who is not saved"),
        ("text: hi, ", "", "line 6, at chats.0.history.0: text: a text message needs words"),
        ("ago: 1 d, ", "", "line 7, at chats.0.history.1: write when it was"),
        ("content: image", "content: photo", "line 7, at chats.0.history.1.content: "),
        ("quote: hello", "quote: hallo", "line 7, at chats.0.history.1.quote: no message has the id 'hallo'"),
        ("options: [a, b]", "options: [a]", "line 9, at events.0.receive.content.poll.options: "),
        ("id: poll", "id: hello", "line 9, at events.0.receive.id: two messages have the id 'hello'"),
        ("message: hello", "message: polls", "line 10, at events.1.edit.message: no message before it"),
        ("message: hello", "message: ''", "line 10, at events.1.edit.message: "),
        ("      emoji: 👍\n", "", "line 12, at events.2.react.emoji: Field required"),
        ("message: poll", "message: pull", "line 13, at events.2.react.message: no message before it"),
        ("network: 3", "network: 3, after: 1, at: 2", "line 16, at events.3: write after or at, not both"),
        ("network: 3", "network: 3, unlink: true", "line 16, at events.3: one event is one thing"),
        ("network: 3", "after: 3", "line 16, at events.3: one event is one thing, and here is nothing"),
        ("language: es", "language: xx", "line 17, at events.4.look"),
        ("logout", "logging out", "line 19, at events.6.fault.fault"),
        ("after: 2", "seconds: 2", "line 19, at events.6.fault.fault.logout.seconds: there is no key"),
        ("is_muted", "is_mute", "line 18, at events.5.traits.is_mute: "),
        ("{chat: Ana, is", "{chat: Anna, is", "line 18, at events.5.traits.chat: there is no chat named"),
        (
            "{fault: {kind: logout, after: 2}}",
            "{import: {chat: Ana, file: no.txt}}",
            "line 19, at events.6.import.file: ",
        ),
    ],
)
def test_a_mistake_in_any_part_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert WHOLE.count(old) >= 1
    with pytest.raises(BadScript) as caught:
        load(write(tmp_path, WHOLE.replace(old, new, 1)))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_chats_of_one_name_need_an_id(tmp_path: Path) -> None:
    two = "chats:\n  - {name: Maria}\n  - {name: Maria}\n"
    with pytest.raises(BadScript, match=r"line 3, at chats.1.name: two chats are named 'Maria'"):
        load(write(tmp_path, two))
    assert len(load(write(tmp_path, two.replace("Maria}\n  -", "Maria, id: one}\n  -"))).chats) == 2


def test_the_gallery_shows_every_kind_of_message_and_every_trait() -> None:
    script = load(SCRIPTS / "gallery.yaml")
    said = [item for chat in script.chats for item in chat.history]
    kinds = {kind for part in get_args(Content) for kind in get_args(part.model_fields["kind"].annotation)}
    assert {item.content.kind for item in said} == kinds
    shown = [chat.traits.model_dump(exclude_defaults=True) for chat in script.chats]
    people = {"has_picture", "push_name", "presence"}
    assert {name for traits in shown for name in traits} == set(Traits.model_fields) - people
    assert any(person.picture and person.presence for person in script.people)
    assert any(not person.saved and person.push_name for person in script.people)
    assert {item.status for item in said} == {"sent", "delivered", "read", "failed"}


def test_the_script_shown_in_the_documents_is_accepted(tmp_path: Path) -> None:
    documents = (Path(simulator.__file__).parents[1] / "docs" / "simulator.md").read_text("utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", documents, re.DOTALL)[0]
    script = load(write(tmp_path, shown))
    assert (len(script.people), len(script.chats), len(script.events)) == (2, 2, 4)


def test_the_documents_name_every_event_every_trait_and_every_kind_of_message() -> None:
    documents = (Path(simulator.__file__).parents[1] / "docs" / "simulator.md").read_text("utf-8")
    kinds = {kind for part in get_args(Content) for kind in get_args(part.model_fields["kind"].annotation)}
    events = {"import" if name == "imported" else name for name in Event.model_fields}
    named = set(re.findall(r"`(\w+)", documents))
    assert (kinds | events | set(Traits.model_fields)) - named == set()


def test_the_faults_are_a_story_of_events_only() -> None:
    script = load(SCRIPTS / "faults.yaml")
    assert {event.what for event in script.events} > {"fault", "network", "look", "phone", "unlink"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ask:", "aks:", "line 11, at steps.0.aks: there is no key of this name; did you mean 'ask'?"),
        ("2 d", "2 years", "line 7, at chats.0.history.0.ago: write a time as a number"),
        ("kind: group", "kind: club", "line 9, at chats.1.kind: "),
        ("link: auto", "link: maybe", "line 3, at link: "),
        ("{chat: Ana", "{chat: Eve", "steps.0.chat: there is no chat named 'Eve'"),
        ("owner: Rosa", "owner: [", "is not YAML"),
        (
            "name: Test",
            "titel: Test",
            "line 1, at titel: there is no key of this name; there are: name, owner",
        ),
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
