"""Log lines carry the ids of what they are about, in both formats."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest

from core.observe import configure, log_context
from core.settings import Log

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """`configure` replaces what the whole process logs with; later tests must not notice."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_json_lines_hold_the_message_its_facts_and_its_context(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="json"))
    with log_context(account="main", chat=7):
        logging.getLogger("app.workers").info("reply sent", extra={"seconds": 1.5})
    line = json.loads(capsys.readouterr().err)
    del line["asctime"]
    assert line == {
        "level": "INFO",
        "name": "app.workers",
        "message": "reply sent",
        "seconds": 1.5,
        "account": "main",
        "chat": 7,
    }


def test_text_lines_put_the_facts_behind_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="text"))
    with log_context(chat=7):
        logging.getLogger("app").warning("slow", extra={"seconds": 2})
    time, rest = capsys.readouterr().err.rstrip("\n").split(" ", 1)
    assert len(time) == len("12:34:56")
    assert rest == "WARNING app: slow  seconds=2 chat=7"


def test_an_exception_is_told_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="json"))
    try:
        raise ValueError("bad")
    except ValueError:
        logging.getLogger("app").exception("failed")
    assert "ValueError: bad" in json.loads(capsys.readouterr().err)["exc_info"]


def test_contexts_nest_and_end(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="text"))
    log = logging.getLogger("app")
    with log_context(chat=1):
        with log_context(job=2):
            log.info("inner")
        log.info("outer")
    log.info("outside")
    lines = [line.split("app: ")[1] for line in capsys.readouterr().err.splitlines()]
    assert lines == ["inner  chat=1 job=2", "outer  chat=1", "outside"]


async def test_each_task_has_a_context_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="text"))
    both_inside = asyncio.Barrier(2)

    async def work(chat: int) -> None:
        with log_context(chat=chat):
            await both_inside.wait()
            logging.getLogger("app").info("mine is %s", chat)

    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        group.create_task(work(2))
    lines = sorted(line.split("app: ")[1] for line in capsys.readouterr().err.splitlines())
    assert lines == ["mine is 1  chat=1", "mine is 2  chat=2"]


def test_a_fact_given_with_the_line_beats_the_context(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Log(format="text"))
    with log_context(chat=1):
        logging.getLogger("app").info("other", extra={"chat": 2})
    assert capsys.readouterr().err.rstrip().endswith("other  chat=2")


def test_the_level_counts_and_libraries_are_heard_only_when_they_warn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure(Log(level="INFO", format="text"))
    logging.getLogger("app").debug("too small")
    logging.getLogger("httpx").info("every request")
    logging.getLogger("httpx").warning("trouble")
    assert [line.split(": ")[1] for line in capsys.readouterr().err.splitlines()] == ["trouble"]


def test_lines_go_to_standard_error_so_that_standard_output_stays_for_answers() -> None:
    configure(Log())
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    assert handler.stream is sys.stderr
