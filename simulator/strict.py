"""The base of whatever scripts and the control API hold: a key that means nothing is refused."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from pydantic import ModelWrapValidatorHandler

NO_BLANK = r"\S"
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=NO_BLANK)]
UNKNOWN_KEY = "unknown_key"
LONGEST_WORD = 60


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _names_the_keys_it_knows(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(given)
        except ValidationError as error:
            strange = [
                each["loc"] for each in error.errors(include_url=False) if each["type"] == "extra_forbidden"
            ]
            if not strange:
                raise
            known = [field.alias or name for name, field in cls.model_fields.items()]
            raise ValidationError.from_exception_data(
                cls.__name__, [_unknown(loc, known) for loc in strange]
            ) from error


def choices(word: str, known: Iterable[str]) -> str:
    """What could be written instead, and a guess at what was meant; goes on behind a semicolon."""
    words = list(known)
    near = get_close_matches(word.casefold()[:LONGEST_WORD], words, n=1)
    there = f"here are: {', '.join(words) or 'none'}"
    return f"did you mean {near[0]!r}? T{there}" if near else f"t{there}"


def _unknown(loc: tuple[int | str, ...], known: list[str]) -> InitErrorDetails:
    key = str(loc[-1])[:LONGEST_WORD]
    words = f"there is no key of this name; {choices(key, known)}"
    # Braces would be places for values.
    told = PydanticCustomError(UNKNOWN_KEY, "{words}", {"words": words})
    return InitErrorDetails(type=told, loc=loc, input=None)
