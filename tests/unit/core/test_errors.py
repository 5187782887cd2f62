"""Errors carry what their catchers need, and say it in words for a person."""

from __future__ import annotations

import inspect

from core import errors
from core.errors import ModelFailed, NoModelLeft, SafeMode, SelectorMissing, SwitchboardError
from core.judgement import Attempt, FailureKind


def test_every_error_hangs_in_the_tree_that_the_docstring_draws() -> None:
    classes = [
        made for _, made in inspect.getmembers(errors, inspect.isclass) if made.__module__ == "core.errors"
    ]
    drawn = errors.__doc__ or ""
    assert [made.__name__ for made in classes if not issubclass(made, SwitchboardError)] == []
    assert [made.__name__ for made in classes if made.__name__ not in drawn] == []


def test_a_missing_selector_names_its_target_and_the_file() -> None:
    error = SelectorMissing("composer")
    assert error.target == "composer"
    assert str(error) == "no strategy of 'composer' in selectors.yaml matches the page"


def test_safe_mode_is_a_missing_selector_so_that_nothing_was_pressed() -> None:
    assert isinstance(SafeMode("composer"), SelectorMissing)
    assert SafeMode("composer").target == "composer"


def test_a_failed_model_holds_the_kind_the_status_and_the_vendors_wish() -> None:
    error = ModelFailed(FailureKind.RATE, "slow down", retry_after=7.0, status=429)
    assert (error.kind, error.retry_after, error.status, str(error)) == (
        FailureKind.RATE,
        7.0,
        429,
        "slow down",
    )
    assert str(ModelFailed(FailureKind.TIMEOUT)) == "timeout"


def test_an_exhausted_chain_lists_what_each_model_did() -> None:
    attempts = [Attempt("big", FailureKind.AUTH, status=401), Attempt("small", FailureKind.SERVER)]
    error = NoModelLeft(attempts, kind=FailureKind.AUTH, retry_after=600.0)
    assert str(error) == "no model answered (big: auth, small: server)"
    assert error.attempts == tuple(attempts)
    assert (error.kind, error.retry_after) == (FailureKind.AUTH, 600.0)


def test_a_chain_of_resting_models_says_so() -> None:
    assert str(NoModelLeft([], kind=None)) == "no model answered (all rest)"
