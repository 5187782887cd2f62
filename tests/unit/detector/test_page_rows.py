"""What the page script reads from the chat list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.detector.markup import Row, badge, icon, main, without_testids

if TYPE_CHECKING:
    from tests.unit.detector.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_row_gives_its_name_without_the_hidden_unread_text(stage: Stage) -> None:
    await stage.show(main(rows=Row(badge=badge("3 unread messages", "3")).html))
    assert await stage.row() == {
        "name": "Ana Ferreira",
        "kind": "unknown",
        "unread": 3,
        "preview": "See you there",
        "time": "10:05",
        "top": 0,
        "selected": False,
    }


@pytest.mark.parametrize("has_label", [True, False])
async def test_a_group_of_a_community_keeps_its_own_name(stage: Stage, has_label: bool) -> None:
    label = '<div data-testid="cell-frame-label"><span dir="auto" title="Riverside">Riverside</span></div>'
    row = Row("Parents of 4b", preview="Parents of 4b").html.replace(
        '<div role="gridcell"', f'{label}<div role="gridcell"', 1
    )
    markup = main(rows=row)
    await stage.show(markup if has_label else without_testids(markup))
    (read,) = await stage.ask("readSavedRows")
    assert (read["name"], read["community"]) == ("Parents of 4b", "Riverside")


@pytest.mark.parametrize(
    ("label", "number", "unread"),
    [
        ("1 unread message", "1", 1),
        ("1.227 mensagens não lidas", "1.227", 1227),
        ("1,227 unread messages", "1,227", 1227),
        ("1\u00a0227 непрочитанных", "1\u00a0227", 1227),
        ("١٢ رسالة غير مقروءة", "١٢", 12),
        ("९ अपठित", "९", 9),
        ("Unread", "", 0),  # marked by hand: nothing new has come, and the mark is the owner's
        ("9" * 30, "9" * 30, 999_999_999),
    ],
)
async def test_badges_are_counted_in_every_script(stage: Stage, label: str, number: str, unread: int) -> None:
    await stage.show(main(rows=Row(badge=badge(label, number)).html))
    assert (await stage.row())["unread"] == unread


@pytest.mark.parametrize(
    ("label", "number"),
    [("3 unread messages", "3"), ("3 pesan belum dibaca", "3"), ("3 непрочитанных", "3")],
)
async def test_badges_without_a_test_id_are_found_by_words_or_by_their_number(
    stage: Stage, label: str, number: str
) -> None:
    for wrapped in (badge(label, number), f'<span aria-label="{label}"><span>{number}</span></span>'):
        await stage.show(without_testids(main(rows=Row(badge=wrapped).html)))
        assert (await stage.row())["unread"] == 3


@pytest.mark.parametrize("words", ["Unread", "99 unread messages", "12"])
async def test_no_contact_can_write_a_badge(stage: Stage, words: str) -> None:
    for page in (Row(name=words, preview="hi"), Row(preview=words), Row(preview="hi", sender=words)):
        for html in (main(rows=page.html), without_testids(main(rows=page.html))):
            await stage.show(html)
            assert (await stage.row())["unread"] == 0


async def test_a_very_long_name_does_not_hold_up_the_page(stage: Stage) -> None:
    name = " " * 150_000 + "x"
    await stage.show(main(rows=Row(name=name).html))
    assert (await stage.row())["name"] == name


async def test_direction_marks_and_hard_spaces_are_no_part_of_names_and_previews(stage: Stage) -> None:
    await stage.show(main(rows=Row(name="\u200eAna\u00a0Ferreira\u200f", preview="a\u00a0 b").html))
    row = await stage.row()
    assert (row["name"], row["preview"]) == ("Ana Ferreira", "a  b")


@pytest.mark.parametrize("name", ["נועה", "نورة العتيبي", "Zoë 🌈", "+34 600 000 000", 'a"b<c>&'])
async def test_names_of_every_kind_are_kept(stage: Stage, name: str) -> None:
    await stage.show(main(rows=Row(name=name).html))
    assert (await stage.row())["name"] == name


async def test_rows_come_in_the_order_of_the_screen_not_of_the_document(stage: Stage) -> None:
    rows = [Row(name=name, top=top) for name, top in (("third", 144), ("first", 0), ("second", 72))]
    await stage.show(main(rows="".join(row.html for row in rows)))
    assert [row["name"] for row in await stage.ask("readChatRows")] == ["first", "second", "third"]


async def test_headings_and_the_entry_to_the_archive_are_no_chats(stage: Stage) -> None:
    others = '<div role="row"><div>Contacts</div></div><div role="row"><button>Archived</button></div>'
    await stage.show(main(rows=others + Row().html))
    assert (await stage.row())["name"] == "Ana Ferreira"


@pytest.mark.parametrize(
    ("avatar", "kind"),
    [
        (icon("default-group-refreshed"), "group"),
        ('<span data-icon="default-group"></span>', "group"),
        ('<div data-testid="group-chat-profile-picture"></div>', "group"),
        (icon("default-contact-refreshed"), "person"),
        ('<span data-icon="default-user"></span>', "person"),
        ('<img alt="" src="data:,">', "unknown"),
    ],
)
async def test_the_picture_tells_groups_from_people_where_it_can(
    stage: Stage, avatar: str, kind: str
) -> None:
    await stage.show(main(rows=Row(avatar=avatar).html))
    assert (await stage.row())["kind"] == kind


async def test_a_preview_that_starts_with_a_sender_is_of_a_group(stage: Stage) -> None:
    await stage.show(main(rows=Row(sender="Bob").html))
    assert (await stage.row())["kind"] == "group"


async def test_the_name_of_a_row_without_title_keeps_its_emoji(stage: Stage) -> None:
    html = Row().html.replace(
        '<span dir="auto" title="Ana Ferreira">Ana Ferreira</span>',
        '<span dir="auto" title="">Ana <img class="emoji" alt="🌈" data-plain-text="🌈"></span>',
    )
    await stage.show(main(rows=html))
    assert (await stage.row())["name"] == "Ana 🌈"


async def test_namesakes_are_reported_as_such_and_only_once(stage: Stage) -> None:
    twins = Row(name="Max", top=0).html + Row(name="Max", preview="Another Max", top=72).html
    await stage.show(main(rows=twins + Row(top=144).html))
    (report,) = await stage.reports()
    assert [(row.name, row.unique) for row in report.rows] == [
        ("Max", False),
        ("Max", False),
        ("Ana Ferreira", True),
    ]
    await stage.change("() => document.querySelectorAll('[role=row]')[2].append('x')")
    assert await stage.reports() == []


async def test_a_row_is_pressed_at_its_name_only_while_that_is_in_sight(stage: Stage) -> None:
    await stage.show(main(rows=Row().html + Row(name="Max", top=72).html))
    point = await stage.ask("rowPoint", "Max", "unknown")
    assert (point["matches"], point["visible"]) == (1, True)
    assert point["y"] > 72
    await stage.change(
        "() => document.body.insertAdjacentHTML('beforeend',"
        " '<div style=\"position: fixed; inset: 0; z-index: 99\" role=dialog></div>')"
    )
    assert (await stage.ask("rowPoint", "Max", "unknown"))["visible"] is False


async def test_a_row_below_the_fold_is_scrolled_into_view_first(stage: Stage) -> None:
    await stage.show(main(rows=Row(top=0).html + Row(name="Max", top=2000).html))
    assert (await stage.ask("rowPoint", "Max", "unknown"))["visible"] is True


async def test_two_rows_of_one_name_and_an_unknown_name_give_no_point(stage: Stage) -> None:
    await stage.show(main(rows=Row(name="Max").html + Row(name="Max", top=72).html))
    assert await stage.ask("rowPoint", "Max", "unknown") == {"matches": 2}
    assert await stage.ask("rowPoint", "Nobody", "unknown") == {"matches": 0}


async def test_a_group_and_a_person_of_one_name_are_told_apart_where_the_page_does(stage: Stage) -> None:
    group = Row(name="Max", avatar=icon("default-group-refreshed"))
    person = Row(name="Max", avatar=icon("default-contact-refreshed"), top=72)
    await stage.show(main(rows=group.html + person.html))
    assert (await stage.ask("rowPoint", "Max", "group"))["y"] < 72
    assert (await stage.ask("rowPoint", "Max", "person"))["y"] > 72
    assert (await stage.ask("rowPoint", "Max", "unknown"))["matches"] == 2


async def test_the_list_is_walked_page_by_page_to_its_end(stage: Stage) -> None:
    await stage.show(main(rows=Row().html + Row(name="Max", top=1500).html))
    places = [await stage.ask("scrollList", page) for page in range(3)]
    assert [place["more"] for place in places] == [True, True, False]
    assert places[0]["top"] == 0
