"""Whatever the page says is understood or refused by name, and a refusal repeats no private word."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import SelectorMissing
from core.types import ChatKind, ChatRef, Direction, Incoming, MessageKind, Seen, Tick
from detector import reader
from detector.reader import BubbleReport, PaneReport, Reading

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CHATS = [ChatRef("main", "Ana", kind) for kind in ChatKind]

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a machine may be busy

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
bubble_keys = st.sampled_from(sorted(BubbleReport.model_fields))
votes = st.dictionaries(
    st.sampled_from(["status", "side", "label", "tail", "class", "prefix", "other"]),
    st.sampled_from(["in", "out", None]),
    max_size=4,
)
words = st.text(max_size=20) | st.sampled_from(
    ["", "\u202e\u2066", "<script>", "\u200b\x00\x07", "9" * 500, "0:99:99:99", "q=999,999", "👍\u200d" * 50]
)
sound_bubbles = st.fixed_dictionaries(
    {"id": st.text(max_size=30), "previous": st.none() | st.text(max_size=5)},
    optional={
        "kind": st.sampled_from([*MessageKind]),
        "text": st.text(max_size=20),
        "pre": st.none() | st.from_regex(r"\[[^\]]{0,20}\] ?.{0,9}: ?") | st.text(max_size=20),
        "time": st.none() | st.from_regex(r"\d{1,2}:\d{2}( PM)?") | st.text(max_size=9),
        "author": st.none() | st.text(max_size=9),
        "tick": st.sampled_from([None, *Tick]),
        "votes": votes,
        "shell": st.booleans(),
        "day": st.sampled_from([None, "today", "yesterday", "weekday 6", "31/12/0000", "1/1/9999"])
        | st.text(max_size=9),
        "facts": st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("name", "type", "length", "emoji", "href", "link"), words)
        ),
        "quoted": st.none() | st.fixed_dictionaries({"author": st.none() | words, "text": words}),
        "mentions": st.lists(st.fixed_dictionaries({"name": words}), max_size=2),
        "reactions": st.lists(
            st.fixed_dictionaries({"label": words, "emoji": st.lists(words, max_size=2)}), max_size=2
        ),
        "edited": st.booleans(),
        "truncated": st.booleans(),
    },
)
junk_bubbles = st.dictionaries(bubble_keys, json_values, max_size=11)
bubbles = st.lists(sound_bubbles, max_size=4) | st.lists(sound_bubbles | junk_bubbles, max_size=3)
panes = st.fixed_dictionaries(
    {
        "title": st.none() | st.text(max_size=5),
        "composer": st.booleans(),
        "names": st.lists(st.text(max_size=5), max_size=2),
        "group": st.booleans(),
        "lang": st.sampled_from(["en", "es", ""]),
        "bubbles": bubbles,
    }
)
conversations = st.fixed_dictionaries(
    {"token": st.integers(), "lang": st.text(max_size=3), "bubbles": bubbles}
)
reports = st.fixed_dictionaries(
    {
        "version": st.just(1),
        "rows": st.just([]) | json_values,
        "screen": st.none() | json_values,
        "conversation": st.none() | conversations | json_values,
    },
    optional={"more": json_values},
)
ways_of_reading = st.builds(
    Reading,
    chat=st.sampled_from(CHATS),
    zone=st.just(ZoneInfo("Europe/Madrid")),
    now=st.just(NOW),
    answer_window=st.just(21600.0),
    seen=st.sampled_from([Seen.LIVE, Seen.CAUGHT_UP]),
    lang=st.sampled_from(["en", "es", "", "??"]),
)


@patient
@given(st.text() | json_values.map(json.dumps) | reports.map(json.dumps))
def test_any_report_is_understood_or_refused_by_name(text: str) -> None:
    with suppress(SelectorMissing):
        assert reader.parse(text).version == 1


@patient
@given(panes | json_values, ways_of_reading)
def test_any_bubble_is_understood_or_refused_by_name(raw: Any, how: Reading) -> None:
    view = pane_or_none(raw)
    if view is None:
        return
    told = list(reader.messages(view.bubbles, how))
    assert len(told) == len([given_bubble for given_bubble in view.bubbles if not given_bubble.shell])
    assert all(isinstance(message, Incoming) for message in told)
    assert all(message.direction in Direction and message.chat == how.chat for message in told)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("not json", "()"),
        ('{"version": 2, "rows": [], "screen": null, "conversation": null}', "version"),
        ('{"version": 1, "rows": [{}], "screen": null, "conversation": null}', "rows"),
        ('{"version": 1, "rows": [], "screen": {"name": "moon"}, "conversation": null}', "name"),
        ('{"version": 1, "rows": [], "screen": null, "conversation": null, "new": 1}', "new"),
    ],
)
def test_a_refusal_names_the_place(text: str, place: str) -> None:
    with pytest.raises(SelectorMissing, match=place):
        reader.parse(text)


@pytest.mark.parametrize(
    "words", ["x" * 65_536, "\x00\x07\x1b[31m", "\u202e\u2066", "<b onclick=x>", "\ufffd\u200b"]
)
def test_names_and_texts_are_handed_on_letter_for_letter(words: str) -> None:
    raw = {
        "id": "1",
        "previous": None,
        "kind": "text",
        "text": words,
        "quoted": {"author": "A", "text": words},
    }
    view = reader.pane(
        {"title": words, "composer": True, "names": [words], "group": False, "lang": words, "bubbles": [raw]}
    )
    (message,) = reader.messages(view.bubbles, Reading(CHATS[0], UTC, NOW, 1e9, Seen.LIVE, lang=words))
    assert (message.text, message.quoted and message.quoted.text, view.title) == (words, words, words)


def test_half_a_character_is_refused_by_name() -> None:
    with pytest.raises(SelectorMissing):
        reader.parse('{"version": 1, "rows": [], "screen": null, "conversation": "\ud83d"}')


def test_a_refusal_repeats_no_private_word() -> None:
    secret = {"id": "1", "previous": None, "kind": "text", "text": ["my password"]}
    report = {"token": 1, "lang": "en", "bubbles": [secret]}
    with pytest.raises(SelectorMissing) as refused:
        reader.parse(json.dumps({"version": 1, "rows": [], "screen": None, "conversation": report}))
    assert "password" not in str(refused.value)


def pane_or_none(raw: Any) -> PaneReport | None:
    try:
        return reader.pane(raw)
    except SelectorMissing:
        return None
