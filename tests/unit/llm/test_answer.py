"""How parts become an answer, and what is none."""

from __future__ import annotations

import pytest

from core.errors import ModelFailed
from core.judgement import FailureKind
from llm.answer import Answer, CallPiece, Finish, Part

K = FailureKind


def answer(*parts: Part) -> Answer:
    made = Answer()
    for part in parts:
        made.add(part)
    return made


def kind_of(made: Answer) -> FailureKind:
    with pytest.raises(ModelFailed) as caught:
        made.check()
    return caught.value.kind


def test_words_are_joined_and_the_last_figures_count() -> None:
    made = answer(
        Part("We open ", model="m", prompt_tokens=5, completion_tokens=0),
        Part("at eight.", completion_tokens=3),
        Part(finish=Finish.STOP),
    )
    assert made.check() == ("We open at eight.", ())
    assert (made.model, made.prompt_tokens, made.completion_tokens) == ("m", 5, 3)


@pytest.mark.parametrize(
    ("finish", "kind"), [(None, K.BADRESP), (Finish.BROKEN, K.BADRESP), (Finish.FILTER, K.FILTER)]
)
def test_an_answer_must_have_ended_well(finish: Finish | None, kind: FailureKind) -> None:
    assert kind_of(answer(Part("words", finish=finish))) is kind


def test_nothing_is_no_answer() -> None:
    assert kind_of(answer(Part("<think>hmm", finish=Finish.STOP))) is K.BADRESP
    assert kind_of(Answer()) is K.BADRESP


def test_a_call_in_pieces_is_put_together() -> None:
    made = answer(
        Part(calls=(CallPiece(0, "c1", "hours"), CallPiece(1, "c2", "price", "{}"))),
        Part(calls=(CallPiece(0, arguments='{"day": '),)),
        Part(calls=(CallPiece(0, arguments='"Sunday"}'),), finish=Finish.STOP),
    )
    _, calls = made.check()
    assert [(call.id, call.name, call.arguments) for call in calls] == [
        ("c1", "hours", {"day": "Sunday"}),
        ("c2", "price", {}),
    ]


def test_whole_calls_keep_their_order() -> None:
    whole = (CallPiece(None, name="b", arguments={"x": 1}), CallPiece(None, name="a", arguments={}))
    _, calls = answer(Part(calls=whole, finish=Finish.STOP)).check()
    assert [call.name for call in calls] == ["b", "a"]
    assert len({call.id for call in calls}) == 2


@pytest.mark.parametrize("arguments", ['{"day": ', "[1]", '"x"'])
def test_arguments_that_are_no_object_are_no_call(arguments: str) -> None:
    piece = CallPiece(0, "c", "hours", arguments)
    assert kind_of(answer(Part(calls=(piece,), finish=Finish.STOP))) is K.BADRESP
