"""The responder without a model: what it quotes, what it admits, how it follows its file."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from core.errors import CannotStart, ModelFailed
from core.judgement import FailureKind, Plan, Prompt, Task
from llm.offline import OfflineResponder
from tests.fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

KNOWLEDGE = "# Hours\nWe open at 8:00 and close at 18:00.\n\n# Cakes\nThe carrot cake costs **25 euros**.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "knowledge.md", KNOWLEDGE)


def rewrite_with_the_same_date(path: Path, content: str) -> None:
    stamp = path.stat()
    write(path, content)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))


@asynccontextmanager
async def responder(file: Path) -> AsyncIterator[OfflineResponder]:
    async with OfflineResponder("offline", file, FakeClock()) as subject:
        yield subject


def ask(question: str, task: Task = Task.ANSWER) -> Prompt:
    return Prompt(task, (), question=question)


async def answer(file: Path, question: str) -> str:
    async with responder(file) as subject:
        return (await subject.complete(ask(question))).text


async def plan(file: Path, question: str) -> Plan:
    async with responder(file) as subject:
        done = await subject.complete(ask(question, Task.PLAN))
    return Plan(**json.loads(done.text))


async def test_it_quotes_the_sentence_that_fits(file: Path) -> None:
    assert await answer(file, "How much is the carrot cake?") == "The carrot cake costs **25 euros**."


async def test_it_says_what_it_is(file: Path) -> None:
    async with responder(file) as subject:
        done = await subject.complete(ask("When do you open?"))
    assert (done.model, done.provider) == ("offline responder (no model)", "offline")
    assert done.prompt_tokens is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do you sell bicycles in your shop?", "I have no note about this. A person will answer you."),
        ("¿Venden ustedes bicicletas?", "No tengo ninguna nota sobre esto. Le responderá una persona."),
        ("آیا شما دوچرخه می‌فروشید؟", "در این باره یادداشتی ندارم. یک نفر به شما پاسخ خواهد داد."),
        ("Hello!", "Hello! This is an automatic answer; please write your question."),
        ("gracias", "¡De nada!"),
    ],
)
async def test_without_a_note_it_says_so_in_the_contacts_language(
    file: Path, question: str, said: str
) -> None:
    assert await answer(file, question) == said


async def test_a_text_too_short_to_tell_is_answered_in_the_language_of_the_file(tmp_path: Path) -> None:
    spanish = write(tmp_path / "notas.md", "Abrimos de lunes a sábado, de ocho a dieciocho horas.")
    assert (await answer(spanish, "xyz")).startswith("No tengo ninguna nota")


@pytest.mark.parametrize(
    ("question", "intent", "language"),
    [
        ("How much is the carrot cake?", "question", "en"),
        ("¿Cuánto cuesta el pastel de zanahoria?", "question", "es"),
        ("hola", "greeting", "es"),
        ("merci beaucoup", "thanks", "fr"),
    ],
)
async def test_its_plan_follows_plain_rules(file: Path, question: str, intent: str, language: str) -> None:
    made = await plan(file, question)
    assert (made.intent, made.language, made.should_reply, made.hand_over) == (intent, language, True, False)
    assert 1 <= made.urgency <= 5


async def test_a_changed_file_changes_the_answer_at_once(file: Path) -> None:
    async with responder(file) as subject:
        before = await subject.complete(ask("When do you open?"))
        rewrite_with_the_same_date(file, KNOWLEDGE.replace("8:00", "9:00"))
        after = await subject.complete(ask("When do you open?"))
    assert ("8:00" in before.text, "9:00" in after.text) == (True, True)


async def test_a_file_that_vanishes_fails_the_call_and_a_new_one_mends_it(file: Path) -> None:
    async with responder(file) as subject:
        os.unlink(file)
        with pytest.raises(ModelFailed) as caught:
            await subject.complete(ask("When do you open?"))
        write(file, "We open at ten.")
        done = await subject.complete(ask("When do you open?"))
    assert (caught.value.kind, done.text) == (FailureKind.SERVER, "We open at ten.")


async def test_a_file_made_unreadable_keeps_failing(file: Path) -> None:
    async with responder(file) as subject:
        write(file, b"\xff\xfe\x00")
        for _ in range(2):
            with pytest.raises(ModelFailed):
                await subject.complete(ask("When do you open?"))


@pytest.mark.parametrize("make", ["nothing", "folder", "bytes"])
async def test_without_a_readable_file_it_does_not_start(tmp_path: Path, make: str) -> None:
    path = tmp_path / "notes.md"
    if make == "folder":
        os.mkdir(path)
    elif make == "bytes":
        write(path, b"\xff\xfe\x00")
    with pytest.raises(CannotStart, match=r"^llm\.providers\.offline\.knowledge: .*notes\.md") as caught:
        async with responder(path):
            pass
    assert "\n" not in str(caught.value)


async def test_a_mark_of_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "notes.md", b"\xef\xbb\xbf# Hours\r\nWe open at eight.\r\n")
    assert await answer(path, "opening hours?") == "We open at eight."


async def test_several_questions_at_once_get_a_note_each(file: Path) -> None:
    said = await answer(file, "Hello there\nHow much is the carrot cake?\nand when do you open?")
    assert said.splitlines() == ["The carrot cake costs **25 euros**.", "We open at 8:00 and close at 18:00."]
