"""`switchboard selectors`: what is wrong with a selectors.yaml, and how saved pages are read with it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from app.doctor import saved_pages
from core.clock import SystemClock
from core.errors import CannotStart
from detector import saved, selectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from core.settings import Settings
    from detector.saved import SavedPage
    from detector.selectors import Table

NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One page, read twice: pairs are the table in use and the other one; counts only, nobody's words."""

    page: str
    chats: tuple[int, int] = (0, 0)
    messages: tuple[int, int] = (0, 0)
    texts: tuple[int, int] = (0, 0)
    directions: tuple[int, int] = (0, 0)
    other_chats: int = 0
    other_texts: int = 0
    targets: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    errors: tuple[str | None, str | None] = (None, None)

    @property
    def reads_less(self) -> bool:
        counts = (self.chats, self.messages, self.texts, self.directions)
        is_lost = any(before is not None and after is None for before, after in self.targets.values())
        fails_now = self.errors[0] is None and self.errors[1] is not None
        return is_lost or fails_now or any(after < before for before, after in counts)


async def check(settings: Settings, file: Path | None) -> int:
    """Prints every fault with its line; 1 when there is one. Expressions are tried in the browser itself."""
    path = file or settings.selectors
    table, complaints = selectors.examine(selectors.read(path))
    if table is None:
        for complaint in complaints:
            _print(f"{path}: {complaint}")
        return 1
    async with saved.opened(settings.browser, table, SystemClock().utc()) as pages:
        faults = await pages.mistakes(table)
    for fault in faults:
        _print(f"{path}: {fault}")
    if not faults:
        count = sum(len(target.strategies) for target in table.targets.values())
        _print(f"{path}: {len(table.targets)} targets, {count} strategies; nothing is wrong")
    return 1 if faults else 0


async def compare(settings: Settings, file: Path, place: Path, *, as_json: bool) -> int:
    """Reads each page with both tables; 1 when the other table reads less on any of them."""
    files = saved_pages(place)
    used, other = selectors.load(settings.selectors), selectors.load(file)
    done = []
    async with saved.opened(settings.browser, used, SystemClock().utc()) as pages:
        if faults := await pages.mistakes(other):
            raise CannotStart(f"{file}, {faults[0]}; correct the file")
        for path in files:
            each = compared(await pages.read(path, used), await pages.read(path, other))
            done.append(each)
            if as_json:
                _print(json.dumps(asdict(each) | {"reads_less": each.reads_less}, ensure_ascii=False))
    if not as_json:
        for line in _words(done, used, other):
            _print(line)
    return 1 if any(each.reads_less for each in done) else 0


def compared(before: SavedPage, after: SavedPage) -> Comparison:
    """What changed from one reading of a page to another."""
    if before.error is not None or after.error is not None:
        return Comparison(before.page, errors=(before.error, after.error))
    found = before.strategies.keys() | after.strategies.keys()
    places = {name: (_matched(before, name), _matched(after, name)) for name in sorted(found)}
    return Comparison(
        before.page,
        chats=(len(before.chats), len(after.chats)),
        messages=(len(before.messages), len(after.messages)),
        texts=(_with_text(before), _with_text(after)),
        directions=(_with_direction(before), _with_direction(after)),
        other_chats=_differing(before.chats, after.chats, "name"),
        other_texts=_differing(before.messages, after.messages, "id"),
        targets={name: pair for name, pair in places.items() if pair[0] != pair[1]},
    )


def _matched(page: SavedPage, target: str) -> int | None:
    return page.strategies.get(target, {}).get("matched")


def _with_text(page: SavedPage) -> int:
    return sum(bool(message["text"]) for message in page.messages)


def _with_direction(page: SavedPage) -> int:
    return sum(message["direction"] != "unknown" for message in page.messages)


def _differing(before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], key: str) -> int:
    """How many that both readings hold are read otherwise."""
    known = {each[key]: each for each in before}
    return sum(each != known[each[key]] for each in after if each[key] in known)


def _words(done: Sequence[Comparison], used: Table, other: Table) -> Iterator[str]:
    moves: dict[tuple[str, str, str], int] = {}
    for each in done:
        for name, (before, after) in each.targets.items():
            move = (name, _strategy(used, name, before), _strategy(other, name, after))
            moves[move] = moves.get(move, 0) + 1
        for table, error in zip(("in use", "other"), each.errors, strict=True):
            if error is not None:
                yield f"{each.page}: cannot be read with the table {table}: {error}"
    for (name, *pair), pages in sorted(moves.items()):
        yield f"{name}: {' -> '.join(pair)} on {_count(pages, 'page')}"
    for what in ("chats", "messages", "texts", "directions"):
        pairs = [getattr(each, what) for each in done]
        yield f"{what}: {sum(pair[0] for pair in pairs)} -> {sum(pair[1] for pair in pairs)}"
    yield f"read otherwise: {sum(each.other_chats for each in done)} chats, " + _count(
        sum(each.other_texts for each in done), "message"
    )
    less = [each.page for each in done if each.reads_less]
    verdict = f"less is read on {_count(len(less), 'page')}: {', '.join(less)}" if less else "nothing is lost"
    yield f"{_count(len(done), 'page')}; {verdict}"


def _strategy(table: Table, target: str, index: int | None) -> str:
    return NONE if index is None else f"{index + 1} ({table.kind(target, index)})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
