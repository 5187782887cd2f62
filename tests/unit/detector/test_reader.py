"""What the page said, judged: junk is refused by name, everything else becomes a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.types import ChatKind, ChatRef, Direction, Incoming, MessageKind, Quoted, Seen, Tick
from core.wa_ids import bare
from detector import reader
from detector.reader import BubbleReport, Glance, Reading

MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ANA = ChatRef("main", "Ana", ChatKind.PERSON)
TEAM = ChatRef("main", "Team", ChatKind.GROUP)
SOMEBODY = ChatRef("main", "Ana")
HOUR = 3600.0


def reading(chat: ChatRef = ANA, seen: Seen = Seen.LIVE, lang: str = "en") -> Reading:
    return Reading(chat, MADRID, NOW, answer_window=6 * HOUR, seen=seen, lang=lang)


def bubble(**fields: Any) -> BubbleReport:
    return BubbleReport.model_validate(
        {"id": "3EB0F667409EE4B4A71C", "previous": None, "kind": "text", "text": "hi", **fields}
    )


def only(given_bubble: BubbleReport, how: Reading | None = None) -> Incoming:
    (message,) = reader.messages([given_bubble], how or reading())
    return message


# Ids


@pytest.mark.parametrize(
    ("raw", "id_"),
    [
        ("3EB0F667409EE4B4A71C", "3EB0F667409EE4B4A71C"),
        ("false_5491100000000@c.us_3EB0F667409EE4B4A71C", "3EB0F667409EE4B4A71C"),
        ("true_5491100000000@c.us_3EB0AA_out", "3EB0AA"),
        ("false_120363111@g.us_3EB0AA_5491100000000@c.us", "3EB0AA"),
        ("false_120363111@g.us_3EB0AA_12345@lid", "3EB0AA"),
        ("false_123-456@g.us_3EB0AA_5491100000000@c.us", "3EB0AA"),
        ("true_12345@lid_3A0000", "3A0000"),
        ("true_broken", "true_broken"),
    ],
)
def test_the_message_part_of_an_id_is_the_same_on_pages_of_every_year(raw: str, id_: str) -> None:
    assert bare(raw) == id_
    assert only(bubble(id=raw)).wa_id == id_


# Directions


@pytest.mark.parametrize(
    ("votes", "way"),
    [
        ({}, "unknown"),
        ({"status": "out"}, "out"),
        ({"side": "in"}, "in"),
        ({"class": "in"}, "in"),
        ({"prefix": "out"}, "out"),
        ({"tail": "in"}, "unknown"),
        ({"label": "out"}, "unknown"),
        ({"label": "out", "tail": "out"}, "out"),
        ({"label": "in", "tail": "out"}, "unknown"),
        ({"side": "in", "tail": "out"}, "unknown"),
        ({"status": "out", "side": "in"}, "unknown"),
        ({"status": "out", "side": None, "tail": None}, "out"),
        ({"side": "out", "label": "out", "tail": "out", "class": "out", "prefix": "out"}, "out"),
        ({"side": "out", "label": "out", "tail": "out", "class": "out", "prefix": "in"}, "unknown"),
        ({"run": "in"}, "unknown"),
        ({"tickless": "in"}, "unknown"),
        ({"run": "in", "tickless": "in"}, "in"),
        ({"run": "out", "tickless": "in"}, "unknown"),
        ({"tail": "in", "tickless": "in"}, "in"),
        ({"tail": "out", "tickless": "in"}, "unknown"),
        ({"status": "out", "run": "in"}, "out"),
        ({"class": "out", "run": "in", "tickless": "in"}, "out"),
    ],
)
def test_one_strong_sign_or_two_weak_ones_decide_unless_any_contradicts(
    votes: dict[str, str | None], way: str
) -> None:
    assert only(bubble(votes=votes)).direction is Direction(way)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["status", "side", "label", "tail", "class", "prefix", "run"]),
                       st.sampled_from(["in", "out", None])))  # fmt: skip
def test_a_direction_is_never_one_that_nobody_voted_for(votes: dict[str, str | None]) -> None:
    way = only(bubble(votes=votes)).direction
    assert way is Direction.UNKNOWN or way.value in votes.values()


def test_the_contacts_own_name_is_one_more_sign_in_a_chat_with_one_person() -> None:
    said = bubble(pre="[9:55 AM, 11/21/2026] Ana: ", votes={"tail": "in"})
    assert only(said).direction is Direction.IN
    assert only(said, reading(TEAM)).direction is Direction.UNKNOWN
    assert only(said, reading(SOMEBODY)).direction is Direction.UNKNOWN
    assert only(bubble(pre="[9:55 AM, 11/21/2026] Me: ", votes={"tail": "in"})).direction is Direction.UNKNOWN


def test_notices_have_no_direction() -> None:
    assert only(bubble(kind="system", votes={"side": "in"})).direction is Direction.UNKNOWN


# Senders


def test_in_a_group_the_sender_is_who_the_bubble_itself_names() -> None:
    named = bubble(pre="[9:55 AM, 11/21/2026] \u200eCarol\u200f: ", author="Bob", votes={"side": "in"})
    assert only(named, reading(TEAM)).sender == "Carol"


def test_in_a_group_a_bubble_without_a_name_has_the_sender_of_its_run() -> None:
    assert only(bubble(author="Bob", votes={"side": "in"}), reading(TEAM)).sender == "Bob"
    assert only(bubble(votes={"side": "in"}), reading(TEAM)).sender is None


def test_nobody_is_named_in_a_chat_with_one_person_or_for_own_bubbles() -> None:
    named = bubble(pre="[9:55 AM, 11/21/2026] Bob: ", author="Bob", votes={"side": "in"})
    assert only(named).sender is None
    own = bubble(pre="[9:55 AM, 11/21/2026] Me: ", author="Me", votes={"side": "out"})
    assert only(own, reading(TEAM)).sender is None


def test_names_with_brackets_and_colons_are_kept_whole() -> None:
    named = bubble(pre="[9:55 AM, 11/21/2026] Dr. [X]: y: ", votes={"side": "in"})
    assert only(named, reading(TEAM)).sender == "Dr. [X]: y"


# Times


def test_a_stamp_is_of_the_accounts_zone() -> None:
    sent = only(bubble(pre="[9:55 AM, 11/21/2026] Ana: ")).sent_at
    assert sent == datetime(2026, 11, 21, 8, 55, tzinfo=UTC)


def test_the_pages_language_orders_day_and_month() -> None:
    stamp = "[09:55, 3/9/2026] Ana: "
    english = only(bubble(pre=stamp)).sent_at
    spanish = only(bubble(pre=stamp), reading(lang="es")).sent_at
    assert (english and english.month, spanish and spanish.month) == (3, 9)


def test_a_new_bubble_without_a_date_is_of_today() -> None:
    assert only(bubble(time="9:55 AM")).sent_at == datetime(2026, 11, 21, 8, 55, tzinfo=UTC)


def test_a_new_bubble_stamped_before_midnight_is_of_yesterday() -> None:
    assert only(bubble(time="11:58 PM")).sent_at == datetime(2026, 11, 20, 22, 58, tzinfo=UTC)


def test_a_new_voice_note_is_not_thought_as_old_as_the_message_above_it() -> None:
    above = bubble(id="A" * 20, pre="[9:00 AM, 11/18/2026] Ana: ")
    old, new = reader.messages([above, bubble(kind="audio", time="9:55 AM")], reading())
    assert (old.seen, new.seen) == (Seen.TOO_OLD, Seen.LIVE)


def test_while_reading_up_a_bubble_without_a_date_is_of_the_day_above_it() -> None:
    above = bubble(id="A" * 20, pre="[11:50 PM, 11/18/2026] Ana: ")
    how = reading(seen=Seen.CAUGHT_UP)
    _, same, after = reader.messages([above, bubble(time="11:55 PM"), bubble(time="0:10 AM")], how)
    assert same.sent_at == datetime(2026, 11, 18, 22, 55, tzinfo=UTC)
    assert after.sent_at == datetime(2026, 11, 18, 23, 10, tzinfo=UTC)
    assert only(bubble(time="9:55 AM"), how).sent_at is None


def test_clocks_that_disagree_by_minutes_do_not_make_a_new_day() -> None:
    above = bubble(id="A" * 20, pre="[10:00 AM, 11/18/2026] Ana: ")
    _, below = reader.messages([above, bubble(time="9:58 AM")], reading(seen=Seen.CAUGHT_UP))
    assert below.sent_at == datetime(2026, 11, 18, 8, 58, tzinfo=UTC)


def test_a_bubble_without_any_time_is_as_new_as_it_was_met() -> None:
    message = only(bubble(), reading(seen=Seen.CAUGHT_UP))
    assert (message.sent_at, message.seen) == (None, Seen.CAUGHT_UP)


@pytest.mark.parametrize(("hours", "seen"), [(5, Seen.LIVE), (6, Seen.LIVE), (7, Seen.TOO_OLD)])
def test_what_is_older_than_the_answer_window_is_marked_so(hours: int, seen: Seen) -> None:
    sent = (NOW - timedelta(hours=hours)).astimezone(MADRID)
    assert only(bubble(pre=f"[{sent:%H:%M}, {sent:%m/%d/%Y}] Ana: ")).seen is seen


# Everything else


def test_shells_are_left_out_and_the_order_is_kept() -> None:
    given_bubbles = [bubble(id=f"{n:020X}", text=str(n), shell=n == 1) for n in range(4)]
    assert [message.text for message in reader.messages(given_bubbles, reading())] == ["0", "2", "3"]


def test_what_is_not_judged_is_handed_on() -> None:
    message = only(
        bubble(
            kind="image", text="menu", quoted={"author": "Bob", "text": "which?"}, tick="read", edited=True
        )
    )
    assert (message.kind, message.text) == (MessageKind.IMAGE, "menu")
    assert (message.quoted, message.tick, message.edited) == (Quoted("which?", "Bob"), Tick.READ, True)


@pytest.mark.parametrize(
    ("glance", "chat", "is_chat"),
    [
        ({"names": ["Ana"]}, ANA, True),
        ({"names": ["Ana"]}, SOMEBODY, True),
        ({"names": []}, ANA, True),
        ({"names": ["Max"]}, ANA, False),
        ({"names": ["Ana"], "title": "Max"}, ANA, False),
        ({"names": ["Ana"], "title": None}, ANA, False),
        ({"names": ["Ana"], "composer": False}, ANA, False),
        ({"names": ["Ana", "group Ana"], "group": True}, ANA, False),
        ({"names": ["Ana", "group Ana"], "group": True}, SOMEBODY, True),
        ({"names": ["Team"], "title": "Team"}, TEAM, False),
        ({"names": ["Team", "group Team"], "title": "Team", "group": True}, TEAM, True),
    ],
)
def test_a_chat_is_open_only_if_header_and_composer_agree(
    glance: dict[str, Any], chat: ChatRef, is_chat: bool
) -> None:
    seen = Glance.model_validate({"title": "Ana", "composer": True, "group": False, **glance})
    assert seen.is_chat(chat) is is_chat


# Days


def test_a_bubble_without_a_date_has_that_of_the_day_above_it() -> None:
    def at(time: str, day: str) -> datetime | None:
        given_bubble = bubble(time=time, day=day)
        return only(given_bubble, reading(seen=Seen.CAUGHT_UP)).sent_at

    assert at("23:10", "yesterday") == datetime(2026, 11, 20, 22, 10, tzinfo=UTC)
    assert at("9:55 AM", "today") == datetime(2026, 11, 21, 8, 55, tzinfo=UTC)
    assert at("9:55 AM", "weekday 4") == datetime(2026, 11, 19, 8, 55, tzinfo=UTC)
    assert at("9:55 AM", "11/2/2026") == datetime(2026, 11, 2, 8, 55, tzinfo=UTC)
    assert at("9:55 AM", "the day of judgement") is None


def test_the_order_of_day_and_month_is_that_of_the_whole_page() -> None:
    stamps = ["[10:05, 3/9/2026] Bob: ", "[10:05, 13/9/2026] Bob: ", "[10:05, 1/10/2026] Bob: "]
    told = list(reader.messages([bubble(pre=pre) for pre in stamps], reading(TEAM, Seen.CAUGHT_UP)))
    assert [(one.sent_at.month, one.sent_at.day) for one in told if one.sent_at] == [(9, 3), (9, 13), (10, 1)]


def test_what_was_found_out_about_the_order_earlier_holds_for_a_single_bubble() -> None:
    how = reading(TEAM, Seen.CAUGHT_UP)
    said = bubble(pre="[10:05, 3/9/2026] Bob: ")
    known = replace(how, day_first=True)
    assert [only(said, given_how).sent_at for given_how in (how, known)] == [
        datetime(2026, 3, 9, 9, 5, tzinfo=UTC),
        datetime(2026, 9, 3, 8, 5, tzinfo=UTC),
    ]
