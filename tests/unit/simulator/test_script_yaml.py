"""A script that is no YAML, or says a thing twice, is told by line with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.script import BadScript, load

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "chats:\n  - name: Ana\n    history:\n"


def told(folder: Path, text: str | bytes) -> str:
    path = folder / "script.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(BadScript) as caught:
        load(path)
    sentence = str(caught.value).removeprefix(f"The script {path}, ")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: A\nchats: []\n\nname: B\n", "line 4: 'name' stands here and in line 1; put both"),
        (
            f"{CHAT}      - {{by: Ana, text: a, ago: 1 h,\n         text: b}}\n",
            "line 5: 'text' stands here and",
        ),
        ("owner: Rosa: the baker\n", "line 1 is not YAML: mapping values are not allowed here; words with :"),
        ("owner: @rosa\n", "line 1 is not YAML: found character '@'"),
        ('name: A\nowner: "Rosa\n', "is not YAML: found unexpected end of stream; words with"),
        ("owner: *Rosa*\n", "line 1 is not YAML: "),
        ("owner: !hey\n", "line 1 is not YAML: "),
        (
            "chats:\n\t- {name: A}\n",
            "line 2 is not YAML: found character '\\t' that cannot start any token; lines",
        ),
        ("chats:\n  - name: A\n   kind: group\n", "begin in the same column"),
        ("? [a, b]\n: c\n", "line 1: a key is one word"),
        ("[" * 500 + "]" * 500, "nested too deeply"),
        ("a: " + "[" * 60 + "]" * 60, "line 1: it is nested too deeply"),
    ],
)
def test_what_is_no_yaml_is_told_with_a_hint(tmp_path: Path, text: str, words: str) -> None:
    assert words in told(tmp_path, text)


def test_a_letter_that_is_not_utf_8_is_found_by_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, b"name: A\n\nowner: Jos\xe9\n").startswith(
        "line 3: a letter is not written in UTF-8"
    )


def test_a_mark_at_the_beginning_of_the_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "script.yaml"
    path.write_bytes(b"\xef\xbb\xbfowner: Rosa\n")
    assert load(path).owner == "Rosa"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "nmae: A\n",
            "line 1, at nmae: there is no key of this name; did you mean 'name'? There are: name, ",
        ),
        ("people: [{name: A, phone: abc}]\n", "people.0.phone: here belongs a phone number in quotes"),
        ("people: [{name: A, phone: +55119}]\n", "people.0.phone: here belong words; words that could be"),
        ("people: [{name: A, language: English}]\n", "people.0.language: here belong two small letters"),
        (
            "owner: 12\n",
            "line 1, at owner: here belong words; words that could be something else stand in quotes",
        ),
        ("owner: no\n", "line 1, at owner: here belong words; "),
        ("owner: #1 bakery\n", "line 1, at owner: there is nothing here; a # begins a remark"),
        ("chats: Ana\n", "line 1, at chats: here belongs a list, such as [Ana, Tom]"),
        ("chats: [Ana]\n", "line 1, at chats.0: here belong keys with their values"),
        ("[]\n", "line 1: here belong keys with their values"),
        (
            f"{CHAT}      - {{by: Ana, content: photo, ago: 1 h}}\n",
            "there is no kind 'photo'; there are: text",
        ),
        (f"{CHAT}      - {{by: Ana, content: imgae, ago: 1 h}}\n", "did you mean 'image'? There are: text"),
        (f"{CHAT}      - {{by: Ana, content: {{kind: image, heu: 3}}, ago: 1 h}}\n", "did you mean 'hue'?"),
        (f"{CHAT}      - {{by: Ana, text: a, at: 2026-02-30 10:00}}\n", "line 4, at chats.0.history.0.at: "),
        (f"{CHAT}      - {{by: Ana, text: a, at: 0001-01-01 10:00}}\n", "is of 1970 or later"),
        (f"{CHAT}      - {{by: Ana, text: a, ago: 5 years}}\n", "write a time as a number and s, min"),
        ("events: [{traits: {chat: A, is_mutde: true}}]\n", "did you mean 'is_muted'?"),
        ("events: [{recieve: {chat: A}}]\n", "line 1, at events.0.recieve: there is no key"),
        (
            "events: [{fault: {kind: logout, when: {event: arived}}}]\n",
            "nothing is ever noted as 'arived'; did you mean 'arrived'?",
        ),
        (
            "events: [{fault: {kind: logout, when: {event: opened, contains: hi}}}]\n",
            "contains: no words come with 'opened'",
        ),
        (f"{CHAT}      - {{by: Ana, text: a, at: 10:00}}\n", "there is no such moment; write one such as"),
        (f"{CHAT}      - {{by: Ana, text: a, ago: 2}}\n", "write a time as a number and s, min"),
        (f"{CHAT}      - {{by: Ana, content: call, ago: 2 h}}\n", "nobody writes a call"),
        ("events: [{own: {chat: A, text: a, content: notice}}]\n", "nobody writes a notice"),
        (
            "events: [{notice: {chat: A, text: a, content: image}}]\n",
            "what holds image is written by somebody",
        ),
        ("people: [{name: A}, {name: A}]\n", "line 1, at people.1.name: two people are named 'A'"),
        ("chats: [{name: A, kind: group, members: [B, B]}]\n", "members: 'B' stands there twice"),
        ("chats: [{name: ' '}]\n", "line 1, at chats.0.name: a name has more than spaces"),
        ("look: {profile: 2020-01}\n", "line 1, at look.profile: here belongs '2023-06'"),
    ],
)
def test_a_slip_is_told_with_what_belongs_there(tmp_path: Path, text: str, words: str) -> None:
    sentence = told(tmp_path, text)
    assert words in sentence
    assert "pattern" not in sentence
    assert "^" not in sentence
