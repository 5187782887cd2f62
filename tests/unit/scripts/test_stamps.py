"""What was done is remembered for exactly what it was done for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts import stamps

if TYPE_CHECKING:
    from pathlib import Path


def test_a_digest_tells_names_contents_absence_and_facts_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("a")
    seen = [stamps.digest([one]), stamps.digest([two]), stamps.digest([one, two]), stamps.digest([one], "x")]
    one.write_text("b")
    seen.append(stamps.digest([one]))
    one.unlink()
    seen.append(stamps.digest([one]))
    assert len(set(seen)) == len(seen)


def test_sources_are_what_people_wrote_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("src/b.ts", "src/a.ts", "node_modules/x.js", "dist/index.html", "index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in stamps.sources(tmp_path)]
    assert found == ["index.html", "src/a.ts", "src/b.ts"]


def test_a_stamp_is_current_until_the_next_try_begins(tmp_path: Path) -> None:
    stamp = tmp_path / "folder" / "stamp"
    assert not stamps.is_current(stamp, "one")
    stamps.write(stamp, "one")
    assert stamps.is_current(stamp, "one")
    assert not stamps.is_current(stamp, "two")
    stamps.forget(stamp)
    stamps.forget(stamp)
    assert not stamps.is_current(stamp, "one")
