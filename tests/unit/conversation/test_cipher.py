"""A value says which key wrote it, cannot be changed unseen, and is read while keys are changed."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from conversation.cipher import MARK, Cipher
from conversation.secrets import cipher as cipher_of
from conversation.secrets import load_keys, write_data_keys

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@given(st.binary())
def test_what_was_encrypted_comes_back_and_never_looks_the_same_twice(plain: bytes) -> None:
    cipher = Cipher([OLD])
    one, other = cipher.encrypt(plain), cipher.encrypt(plain)
    assert one != other
    assert cipher.decrypt(one) == cipher.decrypt(other.decode()) == plain


def test_a_token_begins_with_the_mark_of_the_key_that_wrote_it() -> None:
    old, both = Cipher([OLD]), Cipher([NEW, OLD])
    assert len(old.mark) == MARK
    assert old.encrypt(b"x").decode().startswith(old.mark)
    assert both.encrypt(b"x").decode().startswith(Cipher([NEW]).mark)
    assert both.decrypt(old.encrypt(b"before")) == b"before"
    with pytest.raises(InvalidToken):
        old.decrypt(both.encrypt(b"after"))


def test_every_changed_byte_is_noticed() -> None:
    cipher = Cipher([OLD])
    raw = base64.urlsafe_b64decode(cipher.encrypt(b"yes"))
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(InvalidToken):
            cipher.decrypt(base64.urlsafe_b64encode(changed))


@pytest.mark.parametrize("token", ["", "no token", "gAAAAAnonsense", "ü", "gQ=="])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidToken):
        Cipher([OLD]).decrypt(token)


def test_what_the_first_releases_wrote_is_read() -> None:
    assert Cipher([NEW, OLD]).decrypt(Fernet(OLD).encrypt(b"long ago")) == b"long ago"


def test_a_key_that_is_added_to_the_file_is_taken_up_and_one_that_left_goes_on_reading(
    tmp_path: Path,
) -> None:
    before = cipher_of(load_keys(tmp_path, may_create=True))
    written = before.encrypt(b"before")
    old = load_keys(tmp_path, may_create=False).data[0]
    write_data_keys(tmp_path, [NEW, old])
    assert Cipher([NEW]).decrypt(before.encrypt(b"new key")) == b"new key"
    write_data_keys(tmp_path, [NEW])
    assert before.decrypt(written) == b"before"
    assert (tmp_path / "data.key").stat().st_mode & 0o777 == 0o600


def test_a_file_that_goes_away_does_not_stop_who_knows_the_keys(tmp_path: Path) -> None:
    cipher = cipher_of(load_keys(tmp_path, may_create=True))
    (tmp_path / "data.key").unlink()
    assert cipher.decrypt(cipher.encrypt(b"still here")) == b"still here"
