"""What a bubble holds travels as plain data and comes back the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.content import NOTHING, NOUNS, WAITING, Details, Mention, as_json, from_json, in_words
from core.types import MessageKind

words = st.none() | st.text(min_size=1, max_size=20)
details = st.builds(
    Details,
    name=words,
    size=st.none() | st.integers(0, 10**12),
    latitude=st.none() | st.floats(-90, 90),
    options=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    mentions=st.lists(st.builds(Mention, st.text(max_size=5), words), max_size=3).map(tuple),
    state=words,
    truncated=st.booleans(),
)


@given(details)
def test_details_come_back_from_json_as_they_went_in(given_details: Details) -> None:
    assert from_json(json.loads(json.dumps(as_json(given_details)))) == given_details


def test_what_the_page_did_not_tell_takes_no_place() -> None:
    assert as_json(NOTHING) == {}
    assert as_json(Details(seconds=0)) == {"seconds": 0}


def test_what_another_version_wrote_besides_is_left_out() -> None:
    assert from_json({"name": "a.pdf", "colour": "blue", "mime": "x"}) == Details(name="a.pdf")


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        (MessageKind.TEXT, NOTHING, None),
        (MessageKind.TEXT, Details(forwarded="many"), "a forwarded message"),
        (MessageKind.IMAGE, NOTHING, "a picture"),
        (MessageKind.VOICE, Details(seconds=37), "a voice message, 37 seconds"),
        (
            MessageKind.DOCUMENT,
            Details(name="a.pdf", type="PDF", pages=2),
            "a document, “a.pdf”, PDF, 2 pages",
        ),
        (MessageKind.POLL, Details(options=("Yes", "No")), "a poll, answers: Yes, No"),
        (MessageKind.ALBUM, Details(items=5), "5 pictures"),
        (
            MessageKind.VIEW_ONCE,
            Details(once="video", state="opened"),
            "something to be viewed once, video, opened",
        ),
        (MessageKind.LOCATION, Details(latitude=1.5, longitude=-2.0), "a location, at 1.5, -2.0"),
        (MessageKind.UNKNOWN, Details(state=WAITING), "a message that was not decrypted yet"),
    ],
)
def test_a_message_is_described_to_those_who_cannot_look(
    kind: MessageKind, told: Details, words: str | None
) -> None:
    assert in_words(kind.value, told) == words


def test_every_kind_that_is_not_words_has_a_noun() -> None:
    assert set(NOUNS) == set(MessageKind) - {MessageKind.TEXT, MessageKind.SYSTEM, MessageKind.DELETED}
