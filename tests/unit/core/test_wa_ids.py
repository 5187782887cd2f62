"""An id keeps what tells one message from another, and loses whose number it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.wa_ids import bare

HEX = st.text("0123456789ABCDEF", min_size=16, max_size=40)
ADDRESSES = st.builds(
    "{}@{}".format,
    st.text("0123456789-:.", min_size=5, max_size=20),
    st.sampled_from(["c.us", "g.us", "lid", "s.whatsapp.net"]),
)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("3EB0F667409EE4B4A71CD3", "3EB0F667409EE4B4A71CD3"),
        ("true_4915112345678@c.us_3EB0F66740", "3EB0F66740"),
        ("false_4915112345678@c.us_3A0F", "3A0F"),
        ("false_120363025@g.us_AC77_5511999@c.us", "AC77"),
        ("false_120363025@g.us_AC77_88112233@lid", "AC77"),
        ("false_4915112345678-1610000000@g.us_AC77_5511999@c.us", "AC77"),
        ("true_4915112345678@c.us_3EB0_out", "3EB0"),
        ("true_4915112345678@c.us_3EB0_in_4915112345678@c.us", "3EB0"),
    ],
)
def test_every_form_of_a_full_id_keeps_its_last_part(raw: str, kept: str) -> None:
    assert bare(raw) == kept


@given(st.booleans(), ADDRESSES, HEX, st.sampled_from(["", "_in", "_out"]), ADDRESSES | st.none())
def test_the_id_of_a_full_id_is_the_bare_one(
    is_own: bool, chat: str, message: str, mark: str, member: str | None
) -> None:
    full = f"{'true' if is_own else 'false'}_{chat}_{message}{mark}" + (f"_{member}" if member else "")
    assert bare(full) == bare(message) == message


@given(st.text() | st.builds("{}_{}".format, ADDRESSES, st.text()))
def test_whatever_comes_the_result_is_short_settled_and_without_an_address(raw: str) -> None:
    kept = bare(raw)
    assert 0 < len(kept) <= 128
    assert "@" not in kept
    assert bare(kept) == kept


@given(ADDRESSES, HEX, HEX)
def test_ids_of_an_unknown_form_still_tell_messages_apart(address: str, one: str, other: str) -> None:
    assert (bare(f"new:{address}/{one}") == bare(f"new:{address}/{other}")) is (one == other)
