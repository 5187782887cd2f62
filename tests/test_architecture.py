"""House rules that no linter knows: budgets, docstrings, tests for each module, whose folders we import."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("core", "detector", "conversation", "llm", "agents", "dashboard", "app", "simulator")
MIRRORED = ("core", "conversation", "llm", "agents", "scripts")
GENERATED = {"node_modules", "dist", "versions", "__pycache__"}

MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 50
MAX_ARGUMENTS = 6
MAX_COMPONENT_LINES = 200
VAGUE = {"utils", "util", "helpers", "helper", "manager", "service", "base", "common", "misc"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*suffixes: str, folders: tuple[str, ...] = (*FOLDERS, "scripts")) -> Iterator[Path]:
    """Our own files with one of `suffixes`; not what tools made."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            inside = path.relative_to(ROOT)
            if path.suffix in suffixes and path.is_file() and not GENERATED & set(inside.parts):
                yield inside


def lines(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def arguments(function: Function) -> int:
    given = function.args
    named = [argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return len([name for name in named if name not in {"self", "cls"}])


def is_generated(path: Path) -> bool:
    """Types made from the OpenAPI description are as long as the API is."""
    return "auto-generated" in (ROOT / path).read_text(encoding="utf-8")[:300]


def test_files_fit_their_budget() -> None:
    long = [
        f"{path}: {lines(path)}"
        for path in sources(".py", ".ts", ".tsx", ".js", ".vue")
        if lines(path) > (MAX_COMPONENT_LINES if path.suffix == ".vue" else MAX_FILE_LINES)
        and not is_generated(path)
    ]
    assert long == []


def test_functions_fit_their_budget() -> None:
    long = [
        f"{path}:{function.lineno} {function.name}: {taken} lines"
        for path in sources(".py")
        for function in functions(path)
        if (taken := (function.end_lineno or function.lineno) - function.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_functions_take_few_arguments() -> None:
    wide = [
        f"{path}:{function.lineno} {function.name}: {arguments(function)} arguments"
        for path in sources(".py")
        for function in functions(path)
        if arguments(function) > MAX_ARGUMENTS
    ]
    assert wide == []


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    silent = [
        str(path)
        for path in sources(".py", folders=(*FOLDERS, "scripts", "tests"))
        if not (ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))) or "").strip()
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    vague = [str(path) for path in sources(".py", ".ts", ".vue") if set(path.with_suffix("").parts) & VAGUE]
    assert vague == []


def test_every_module_has_its_own_tests() -> None:
    untested = [
        str(path)
        for path in sources(".py", folders=MIRRORED)
        if not path.name.startswith("__")
        and "migrations" not in path.parts
        and not (ROOT / "tests" / "unit" / path.parent / f"test_{path.name}").is_file()
    ]
    assert untested == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_our_folders_are_the_ones_imported(folder: str) -> None:
    """Registries hold packages of these names; one of them in the environment would be taken for ours."""
    module = importlib.import_module(folder)
    assert module.__file__ is not None
    assert Path(module.__file__).resolve() == ROOT / folder / "__init__.py"
