"""Whom the tools of the set-up trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.certificates import trusting

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_bundle_of_the_system_is_trusted_by_uv_and_by_node(tmp_path: Path) -> None:
    (tmp_path / "second").touch()
    (tmp_path / "third").touch()
    env = trusting({"PATH": "x"}, [tmp_path / "first", tmp_path / "second", tmp_path / "third"])
    assert env == {
        "PATH": "x",
        "UV_SYSTEM_CERTS": "1",
        "NODE_EXTRA_CA_CERTS": str(tmp_path / "second"),
    }


def test_what_somebody_chose_stays(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    bundle.touch()
    chosen = {"UV_SYSTEM_CERTS": "0", "NODE_EXTRA_CA_CERTS": "mine.pem"}
    assert trusting(chosen, [bundle]) == chosen


def test_without_any_bundle_the_tools_keep_their_own_lists(tmp_path: Path) -> None:
    assert trusting({"PATH": "x"}, [tmp_path / "none"]) == {"PATH": "x"}
