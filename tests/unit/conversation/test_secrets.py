"""Keys are made once, kept from others, never overwritten; private columns hide what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, text

from conversation.secrets import Keys, Private, bind_cipher, cipher, key_id, keyed_hash, load_keys
from core.errors import CannotStart, SwitchboardError
from tests.contract.store import KEYS

OTHER = Keys(data=(Fernet.generate_key().decode(),), index=b"x" * 32, signing=b"y" * 32)
WORDS = Table("words", MetaData(), Column("id", Integer, primary_key=True), Column("said", Private))


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(path.stat().st_mode & 0o777) for path in [folder, *folder.iterdir()]}


def test_keys_are_made_once_and_only_their_owner_can_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "keys"
    made = load_keys(folder, may_create=True)
    assert load_keys(folder, may_create=True) == load_keys(folder, may_create=False) == made
    assert modes(folder) == {
        "keys": "0o700",
        "data.key": "0o600",
        "index.key": "0o600",
        "signing.key": "0o600",
    }
    assert len({made.data[0].encode(), made.index, made.signing}) == 3


def test_missing_keys_beside_a_database_stop_the_start_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    with pytest.raises(CannotStart, match=r"keys lacks data.key and index.key and signing.key"):
        load_keys(folder, may_create=False)
    assert not folder.exists()


def test_a_set_that_was_half_made_is_completed_and_the_first_half_stays(tmp_path: Path) -> None:
    made = load_keys(tmp_path, may_create=True)
    (tmp_path / "signing.key").unlink()
    with pytest.raises(CannotStart, match=r"lacks signing.key"):
        load_keys(tmp_path, may_create=False)
    again = load_keys(tmp_path, may_create=True)
    assert (again.data, again.index) == (made.data, made.index)
    assert again.signing != made.signing


@pytest.mark.parametrize("name", ["data.key", "index.key", "signing.key"])
@pytest.mark.parametrize("content", [b"", b"not a key\n", b"\xff\xfe", b"AAAA\n"])
def test_a_file_that_holds_no_key_stops_the_start_and_is_left_alone(
    tmp_path: Path, name: str, content: bytes
) -> None:
    load_keys(tmp_path, may_create=True)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotStart, match=rf"{name} does not hold a key; put the file back"):
        load_keys(tmp_path, may_create=True)
    assert (tmp_path / name).read_bytes() == content


def test_a_place_that_cannot_hold_keys_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotStart, match=r"keys cannot be written to .*file/keys"):
        load_keys(tmp_path / "file" / "keys", may_create=True)


def test_a_key_that_is_a_folder_cannot_be_read(tmp_path: Path) -> None:
    load_keys(tmp_path, may_create=True)
    (tmp_path / "data.key").unlink()
    (tmp_path / "data.key").mkdir()
    with pytest.raises(CannotStart, match=r"lacks data.key"):
        load_keys(tmp_path, may_create=False)


def test_the_first_of_several_data_keys_writes_and_all_of_them_read(tmp_path: Path) -> None:
    load_keys(tmp_path, may_create=True)
    old = (tmp_path / "data.key").read_text()
    (tmp_path / "data.key").write_text(f"{OTHER.data[0]}\n\n{old}")
    keys = load_keys(tmp_path, may_create=False)
    assert keys.data == (OTHER.data[0], old.strip())


def test_keys_do_not_show_in_what_is_printed() -> None:
    assert repr(KEYS) == "Keys()"


def test_the_public_name_of_a_key_is_short_and_its_own() -> None:
    names = {key_id(key) for key in (KEYS.data[0], KEYS.index, KEYS.signing)}
    assert len(names) == 3
    assert {len(name) for name in names} == {8}


@given(st.text(), st.text())
def test_equal_texts_have_equal_hashes_and_other_texts_others(one: str, other: str) -> None:
    key = KEYS.index
    assert (keyed_hash(key, "chat", one) == keyed_hash(key, "chat", other)) is (one == other)
    assert keyed_hash(key, "chat", one) != keyed_hash(key, "operator", one)
    assert keyed_hash(key, "chat", one) != keyed_hash(OTHER.index, "chat", one)


@settings(deadline=None, max_examples=40)
@given(st.text())
def test_any_text_comes_back_and_cannot_be_read_in_the_table(said: str) -> None:
    engine = create_engine("sqlite://")
    bind_cipher(engine.dialect, KEYS)
    with engine.begin() as connection:
        WORDS.create(connection)
        connection.execute(insert(WORDS).values(said=said))
        connection.execute(insert(WORDS).values(said=None))
        assert connection.scalars(select(WORDS.c.said)).all() == [said, None]
        stored = connection.scalars(text("SELECT said FROM words")).first()
    engine.dispose()
    assert stored is not None
    assert stored.startswith(cipher(KEYS).mark)
    assert len(said) < 4 or said not in stored


def test_engines_with_different_keys_live_side_by_side(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/words.db"
    ours, theirs, keyless = create_engine(url), create_engine(url), create_engine(url)
    bind_cipher(ours.dialect, KEYS)
    bind_cipher(theirs.dialect, OTHER)
    with ours.begin() as connection:
        WORDS.create(connection)
        connection.execute(insert(WORDS).values(said="between us"))
    for engine, complaint in ((theirs, "cannot be decrypted"), (keyless, "was not given the keys")):
        with engine.begin() as connection, pytest.raises(SwitchboardError, match=complaint):
            connection.scalars(select(WORDS.c.said)).all()
    with ours.begin() as connection:
        assert connection.scalars(select(WORDS.c.said)).all() == ["between us"]
    for engine in (ours, theirs, keyless):
        engine.dispose()


def test_what_an_older_key_wrote_is_read_after_a_new_one_took_its_place(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/words.db"
    before, after = create_engine(url), create_engine(url)
    bind_cipher(before.dialect, KEYS)
    bind_cipher(after.dialect, Keys((OTHER.data[0], KEYS.data[0]), KEYS.index, KEYS.signing))
    with before.begin() as connection:
        WORDS.create(connection)
        connection.execute(insert(WORDS).values(said="long ago"))
    with after.begin() as connection:
        assert connection.scalars(select(WORDS.c.said)).all() == ["long ago"]
    before.dispose()
    after.dispose()
