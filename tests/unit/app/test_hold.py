"""One process on one data folder, one program on one port."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from app.hold import data_folder, listening_socket
from core.errors import CannotStart
from core.settings import Dashboard

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_free_again_after_the_first_process_left(tmp_path: Path) -> None:
    with data_folder(tmp_path / "data"):
        pass
    with data_folder(tmp_path / "data"):
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_a_held_folder_is_refused(tmp_path: Path) -> None:
    with (
        data_folder(tmp_path),
        pytest.raises(CannotStart, match="another Switchboard"),
        data_folder(tmp_path),
    ):
        pass


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("not a folder", encoding="utf-8")
    with pytest.raises(CannotStart, match="cannot be written"), data_folder(file):
        pass


def test_port_zero_takes_a_free_port() -> None:
    with listening_socket(Dashboard(port=0)) as listener:
        assert listener.getsockname()[1] > 0


def test_a_port_in_use_is_refused_in_words() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CannotStart, match="is in use"):
            listening_socket(Dashboard(port=other.getsockname()[1]))


def test_an_address_that_is_not_this_machines_is_refused_in_words() -> None:
    with pytest.raises(CannotStart, match=r"dashboard\.host"):
        listening_socket(Dashboard(host="192.0.2.1", port=0))
