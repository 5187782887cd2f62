"""selectors.yaml: the one we ship is whole, and a broken one is refused with one sentence."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import CannotStart
from detector import page, selectors

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[3]
SHIPPED = ROOT / "selectors.yaml"
SCRIPTS = {part: (files(page) / f"{part}.js").read_text("utf-8") for part in page.PARTS}
SCRIPT = "\n".join(SCRIPTS.values())


def shipped() -> dict[str, Any]:
    raw = yaml.safe_load(SHIPPED.read_text("utf-8"))
    assert isinstance(raw, dict)
    return raw


def refusal(path: Path) -> str:
    with pytest.raises(CannotStart) as refused:
        selectors.load(path)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert str(path) in sentence
    return sentence


# The file we ship


def test_every_target_has_at_least_three_strategies_each_with_its_reason() -> None:
    table = selectors.load(SHIPPED)
    few = [name for name, target in table.targets.items() if len(target.strategies) < 3]
    assert few == []
    assert all(s.era and s.why for target in table.targets.values() for s in target.strategies)


def test_no_strategy_stands_twice_in_a_target() -> None:
    for name, target in selectors.load(SHIPPED).targets.items():
        ways = [json.dumps(s.model_dump(mode="json", exclude={"era", "why"})) for s in target.strategies]
        assert len(ways) == len(set(ways)), name


def test_no_target_hangs_on_test_ids_icons_or_words_alone() -> None:
    fleeting = {"testid", "icon", "label"}
    for name, target in selectors.load(SHIPPED).targets.items():
        assert {s.kind for s in target.strategies} - fleeting, name


def test_the_page_script_asks_only_for_what_the_file_must_have() -> None:
    asked = set(re.findall(r'S\.find(?:All)?\("(\w+)"', SCRIPT))
    assert asked <= selectors.TARGETS
    assert set(re.findall(r'matchLabel\("(\w+)"', SCRIPT)) <= selectors.LABELS
    assert set(re.findall(r"labelPatterns\.(\w+)", SCRIPT)) <= selectors.LABELS


def test_the_page_script_has_every_structure_that_the_file_may_name() -> None:
    body = SCRIPTS["structure"].split("S.structure = {")[1]
    assert set(re.findall(r"^  (\w+): \(", body, re.MULTILINE)) == selectors.STRUCTURES


def test_the_argument_of_the_script_is_plain_and_without_the_words_for_people() -> None:
    argument = selectors.load(SHIPPED).as_argument()
    assert json.loads(json.dumps(argument)) == argument
    assert set(argument) == {"labels", "targets"}
    strategies = [s for target in argument["targets"].values() for s in target["strategies"]]
    assert all(not {"era", "why"} & s.keys() for s in strategies)
    assert all(None not in s.values() for s in strategies)


def test_the_script_holds_its_two_names_and_its_version_once() -> None:
    source = page.source({"labels": {}, "targets": {}}, handle="_h", binding="_b")
    assert source.count('"_h"') == 1
    assert '"binding": "_b"' in source
    assert f'"version": {page.VERSION}' in source


# Files that are refused


def edited(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    raw = shipped()
    change(raw)
    return raw


CSS = {"css": "div", "era": "all", "why": "x"}
TRAVERSAL = {"era": "all", "why": "x"}


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (lambda raw: raw.pop("version"), "version", "required"),
        (lambda raw: raw.update(version=2), "version", "1"),
        (lambda raw: raw.update(colour="blue"), "colour", "not permitted"),
        (lambda raw: raw.update(targets=[]), "targets", "dictionary"),
        (lambda raw: raw["targets"].pop("composer"), "targets", "'composer' is missing"),
        (lambda raw: raw["labels"].pop("own"), "labels", "'own' is missing"),
        (lambda raw: raw["labels"].pop("send"), "targets.send_button", "'send' is not under labels"),
        (lambda raw: raw["labels"].update(own="You:"), "labels.own", "tuple"),
        (lambda raw: raw["targets"]["tail"].update(scope="tial"), "targets.tail", "'tial' is not a target"),
        (lambda raw: raw["targets"]["tail"].update(strategies=[]), "targets.tail.strategies", "at least 1"),
        (lambda raw: raw["targets"]["tail"].update(screen="moon"), "targets.tail.screen", "'main'"),
        (lambda raw: raw["targets"]["tail"].update(required="perhaps"), "targets.tail.required", "boolean"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({**CSS, "testid": "x"}),
         "targets.tail.strategies.3", "exactly one"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({"era": "all", "why": "x"}),
         "targets.tail.strategies.3", "none"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({**CSS, "ccs": "x"}),
         "targets.tail.strategies.3.ccs", "not permitted"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({"css": "a", "era": 2021, "why": "x"}),
         "targets.tail.strategies.3.era", "string"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({**TRAVERSAL, "structure": "tial"}),
         "targets.tail", "'tial' is no structure"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_place(
    change: Callable[[dict[str, Any]], object], place: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "selectors.yaml"
    path.write_text(yaml.safe_dump(edited(change), allow_unicode=True), "utf-8")
    sentence = refusal(path)
    assert place in sentence
    assert said in sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "dictionary"),
        ("[1, 2]", "dictionary"),
        ("targets: {a: [", "line 1"),
        ("version: 1\nlabels:\n\tx: y\n", "line 3"),
        ("version: 1\nlabels: {}\n  targets: {}\n", "line 3"),
        ("a: !!python/object:os.system x", "constructor"),
        ("a: *nowhere", "nowhere"),
        ("era: 2026-02-30", "correct the file"),
        ("a: \x01", "correct the file"),
        ("[" * 5000, "correct the file"),
    ],
)
def test_what_is_no_yaml_of_ours_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "selectors.yaml"
    path.write_text(text, "utf-8")
    assert said in refusal(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    assert "restore it" in refusal(tmp_path / "nowhere.yaml")
    assert "restore it" in refusal(tmp_path)
    path = tmp_path / "binary.yaml"
    path.write_bytes(b"\xff\xfe\xfa")
    assert "restore it" in refusal(path)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_file_is_a_table_or_a_refusal(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "selectors.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    refusal(path)
