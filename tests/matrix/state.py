"""What the matrix has decided so far, in a file, and how long the rest may take."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.matrix.trial import Case


class State:
    """One line for each (stage, combination) that is decided; its first line is the page it is true of."""

    def __init__(self, path: Path, page: str) -> None:
        self._path = path
        path.parent.mkdir(exist_ok=True)
        lines = _whole_lines(path)
        if not lines or json.loads(lines[0]) != {"page": page}:
            lines = [json.dumps({"page": page})]
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        told = [json.loads(line) for line in lines[1:]]
        self.done = {(one["stage"], one["now"]) for one in told}
        self.cases = sum(one["cases"] for one in told)
        self.faults: list[str] = [fault for one in told for fault in one["faults"]]

    def add(self, stage: str, now: str, cases: list[Case]) -> None:
        faults = [str(case) for case in cases if case.fault]
        line = {"stage": stage, "now": now, "cases": len(cases), "faults": faults}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.done.add((stage, now))
        self.cases += len(cases)
        self.faults += faults


def _whole_lines(path: Path) -> list[str]:
    """Without a last line that was being written when a run was killed."""
    text = path.read_text("utf-8") if path.is_file() else ""
    return text.splitlines() if text.endswith("\n") else text.splitlines()[:-1]


class Progress:
    """How fast it goes, judged stage by stage: some take ten times as long as others."""

    def __init__(self, left: Iterable[str], jobs: int) -> None:
        self._left = Counter(left)
        self._jobs = jobs
        self._spent: defaultdict[str, float] = defaultdict(float)
        self._decided: Counter[str] = Counter()

    def count(self, stage: str, seconds: float | None) -> None:
        """`seconds` None: not to be judged by."""
        self._left[stage] -= 1
        if seconds is None:
            return
        self._decided[stage] += 1
        self._spent[stage] += seconds

    def told(self) -> str:
        """A stage that none has come to yet counts as the usual one."""
        decided = self._decided.total()
        if not decided:
            return "nothing decided yet"
        usual = sum(self._spent.values()) / decided
        mean = {
            stage: self._spent[stage] / self._decided[stage] if self._decided[stage] else usual
            for stage in self._left
        }
        left = sum(count * mean[stage] for stage, count in self._left.items()) / self._jobs
        return f"{sum(mean.values()) / self._jobs:.2f} s a combination, {left / 60:.0f} min left"
