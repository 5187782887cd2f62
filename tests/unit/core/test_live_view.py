"""What may be done to the real page from afar."""

from __future__ import annotations

from core.live_view import KEYS, Typed


def test_no_key_belongs_to_the_browser_or_the_clipboard() -> None:
    assert not {key for key in KEYS if "+" in key or key.startswith(("F", "Control", "Alt", "Meta"))}


def test_what_was_typed_is_not_shown() -> None:
    assert "secret" not in repr(Typed("my secret"))
