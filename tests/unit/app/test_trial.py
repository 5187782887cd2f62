"""Trying another selectors.yaml on saved pages: what changes is counted, and reading less is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.cli import main
from app.trial import Comparison, compared
from detector import browser
from detector.saved import SavedPage
from tests.unit.detector.markup import Bubble, Row, conversation, id_of, lines
from tests.unit.detector.markup import main as page_of

if TYPE_CHECKING:
    from collections.abc import Callable

SHIPPED = (Path(__file__).resolve().parents[3] / "selectors.yaml").read_text("utf-8")
PAGE = page_of(
    rows=Row("Ana").html + Row("Bea", top=72).html,
    conversation=conversation(
        Bubble(lines("Hello"), id=id_of(1)).html, Bubble(lines("Bye"), id=id_of(2)).html
    ),
)
FIRST_NAME = """[data-testid="cell-frame-title"] span[title]"""


def write(folder: Path, change: Callable[[str], str]) -> Path:
    changed = change(SHIPPED)
    assert changed != SHIPPED
    path = folder / "other.yaml"
    path.write_text(changed, "utf-8")
    return path


class Command:
    """Runs `switchboard selectors …` and returns its exit code and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["selectors", *map(str, arguments)])
        assert isinstance(ended.value.code, int)
        said = self._capsys.readouterr()
        return ended.value.code, said.out + said.err


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    if browser.find() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine; run `make setup`")
    return Command(capsys)


@pytest.fixture
def saved_page(tmp_path: Path) -> Path:
    path = tmp_path / "saved.html"
    path.write_text(PAGE, "utf-8")
    return path


# What changes from one reading to another


def read(**changed: Any) -> SavedPage:
    message = {"id": "A", "direction": "in", "kind": "text", "text": "hello"}
    facts: dict[str, Any] = {
        "screen": "main",
        "chats": [{"name": "Ana", "unread": 0}],
        "messages": [message, message | {"id": "B"}],
        "strategies": {"body": {"matched": 0, "tried": 1}, "quote": {"matched": None, "tried": 3}},
    }
    return SavedPage("a.html", **(facts | changed))


def test_the_same_reading_differs_in_nothing() -> None:
    same = compared(read(), read())
    assert same == Comparison("a.html", (1, 1), (2, 2), (2, 2), (2, 2))
    assert not same.reads_less


@pytest.mark.parametrize(
    ("changed", "is_less"),
    [
        ({"chats": []}, True),
        ({"messages": []}, True),
        ({"messages": [{"id": i, "direction": "in", "kind": "text", "text": ""} for i in "AB"]}, True),
        ({"messages": [{"id": i, "direction": "unknown", "kind": "text", "text": "x"} for i in "AB"]}, True),
        ({"messages": [{"id": i, "direction": "in", "kind": "text", "text": "other"} for i in "ABC"]}, False),
        ({"strategies": {"body": {"matched": None, "tried": 3}}}, True),
        ({"strategies": {"body": {"matched": 2, "tried": 3}}}, False),
        ({"strategies": {"body": {"matched": 0, "tried": 1}, "quote": {"matched": 1, "tried": 2}}}, False),
    ],
)  # fmt: skip
def test_fewer_of_anything_is_less_and_other_words_are_not(changed: dict[str, Any], is_less: bool) -> None:
    assert compared(read(), read(**changed)).reads_less is is_less


def test_what_is_read_otherwise_is_counted_and_not_repeated() -> None:
    other = [{"id": i, "direction": "in", "kind": "text", "text": f"secret {i}"} for i in "AB"]
    result = compared(read(), read(messages=other, chats=[{"name": "Ana", "unread": 4}]))
    assert (result.other_texts, result.other_chats) == (2, 1)
    assert "secret" not in repr(result)


def test_a_page_that_only_the_other_table_cannot_read_is_less() -> None:
    failed = SavedPage("a.html", error="the page was not read")
    assert compared(read(), failed).reads_less
    assert not compared(failed, failed).reads_less
    assert not compared(failed, read()).reads_less


# The commands


def test_a_table_that_reads_the_same_ends_well(command: Command, saved_page: Path, tmp_path: Path) -> None:
    other = write(tmp_path, lambda text: text.replace(FIRST_NAME, "nowhere"))
    code, said = command("try", other, "--page", saved_page)
    assert code == 0
    assert "row_name: 1 (css) -> 2 (css) on 1 page\n" in said
    assert "chats: 2 -> 2\n" in said
    assert "messages: 2 -> 2\n" in said
    assert said.endswith("1 page; nothing is lost\n")


def test_a_table_that_reads_less_ends_with_one_and_counts_it(
    command: Command, saved_page: Path, tmp_path: Path
) -> None:
    def blind(text: str) -> str:
        start, end = text.index("  body:\n"), text.index("  meta:\n")
        return f"{text[:start]}  body:\n    strategies: [{{css: x-y, era: all, why: x}}]\n{text[end:]}"

    code, said = command("try", write(tmp_path, blind), "--page", saved_page)
    assert code == 1
    assert "body: 1 (css) -> none on 1 page\n" in said
    assert "texts: 2 -> 0\n" in said
    assert said.endswith("1 page; less is read on 1 page: saved.html\n")


def test_each_page_is_a_line_of_json(command: Command, saved_page: Path, tmp_path: Path) -> None:
    other = write(tmp_path, lambda text: text.replace(FIRST_NAME, "nowhere"))
    code, said = command("try", other, "--page", saved_page, "--json")
    line = json.loads(said)
    assert (code, line["page"], line["reads_less"]) == (0, "saved.html", False)
    assert line["targets"] == {"row_name": [0, 1]}
    assert (line["chats"], line["messages"]) == ([2, 2], [2, 2])


def test_a_table_that_is_not_fit_is_not_tried(command: Command, saved_page: Path, tmp_path: Path) -> None:
    for words, instead in (("label: close,", "label: clsoe,"), (FIRST_NAME, "a[[")):
        other = write(tmp_path, lambda text, old=words, new=instead: text.replace(old, new))  # type: ignore[misc]
        line = other.read_text("utf-8").split(instead)[0].count("\n") + 1
        code, said = command("try", other, "--page", saved_page)
        assert code == 2
        assert f"{other}, line {line}: " in " ".join(said.split())


def test_the_file_we_ship_has_no_fault(command: Command) -> None:
    code, said = command("check")
    assert code == 0
    assert said.endswith("nothing is wrong\n")


def test_every_fault_of_a_file_is_a_line_with_its_line(command: Command, tmp_path: Path) -> None:
    other = write(
        tmp_path, lambda text: text.replace("label: close,", "label: clsoe,").replace("many: true", "many: 7")
    )
    code, said = command("check", other)
    assert code == 1
    told = said.splitlines()
    assert len(told) >= 2
    assert all(line.startswith(f"{other}: line ") for line in told)


def test_what_only_the_browser_knows_to_be_wrong_is_told_too(command: Command, tmp_path: Path) -> None:
    other = write(tmp_path, lambda text: text.replace(FIRST_NAME, "a[["))
    line = other.read_text("utf-8").split("a[[")[0].count("\n") + 1
    code, said = command("check", other)
    assert (code, said) == (
        1,
        f"{other}: line {line}: targets.row_name.strategies.0.css: the browser cannot read it\n",
    )
