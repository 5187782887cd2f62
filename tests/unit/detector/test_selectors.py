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
from detector import page, selectors, vocabulary

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
    assert asked <= vocabulary.TARGETS
    assert set(re.findall(r'matchLabel\("(\w+)"', SCRIPT)) <= vocabulary.LABELS
    assert set(re.findall(r"labelPatterns\.(\w+)", SCRIPT)) <= vocabulary.LABELS


def test_the_page_script_has_every_structure_that_the_file_may_name() -> None:
    messages = SCRIPTS["structure"].split("S.structure = {")[1]
    elsewhere = SCRIPTS["places"].split("Object.assign(S.structure, {")[1]
    places = SCRIPTS["geometry"].split("S.geometry = {")[1]
    named = re.compile(r"^  (\w+): \(", re.MULTILINE)
    assert set(named.findall(messages) + named.findall(elsewhere)) == vocabulary.STRUCTURES
    assert set(named.findall(places)) == vocabulary.GEOMETRIES


def test_every_kind_of_strategy_is_in_use() -> None:
    table = selectors.load(SHIPPED)
    assert {s.kind for target in table.targets.values() for s in target.strategies} == set(selectors.KINDS)


def test_what_the_file_holds_is_looked_for_or_marked_as_ahead_of_the_code() -> None:
    assert set(selectors.load(SHIPPED).targets) == vocabulary.TARGETS | vocabulary.AHEAD
    assert not vocabulary.TARGETS & vocabulary.AHEAD


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
        (lambda raw: raw["labels"].pop("attach"), "targets.attach.strategies.0", "'attach' is not under"),
        (lambda raw: raw["targets"].update(tial=raw["targets"]["tail"]), "targets.tial", "nothing looks for"),
        (lambda raw: raw["targets"]["tail"].update(scope="tail"), "targets.tail.scope", "back to this"),
        (lambda raw: raw["targets"]["tail"].update(unless="head"), "targets.tail.unless", "'head' is not"),
        (lambda raw: raw["targets"]["tail"].update(required=True), "targets.tail", "no screen"),
        (lambda raw: raw["targets"]["composer"].update(strategies=[CSS, CSS, CSS, {**CSS, "css": "b"}]),
         "targets.composer", "at least 3 strategies of 3 different kinds; it has css"),
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
         "targets.tail.strategies.3", "'tial' is no structure"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({**TRAVERSAL, "geometry": "tial"}),
         "targets.tail.strategies.3", "'tial' is no geometry"),
        (lambda raw: raw["targets"]["tail"]["strategies"].append({**CSS, "name": "send"}),
         "targets.tail.strategies.3", "`name` goes with `role`"),
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
    assert re.search(r", line [1-9]\d*: ", sentence)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("words", "instead", "said"),
    [
        ("label: close,", "label: clsoe,", "'clsoe' is not under labels"),
        ("structure: banner_text,", "structure: baner_text,", "no structure"),
        ("scope: dialog", "scope: dialogue", "'dialogue' is not a target"),
        ("unless: no_composer", "unless: no_composr", "'no_composr' is not a target"),
        ("icon: [recalled],", "icno: [recalled],", "not permitted"),
        ("  splash:\n", "  splash:\n    many: perhaps\n", "boolean"),
    ],
)
def test_the_line_is_the_one_in_which_the_fault_stands(
    words: str, instead: str, said: str, tmp_path: Path
) -> None:
    text = SHIPPED.read_text("utf-8").replace(words, instead, 1)
    path = tmp_path / "selectors.yaml"
    path.write_text(text, "utf-8")
    sentence = refusal(path)
    assert said in sentence
    changed = line_of(text, instead) + (1 if "\n" in words else 0)
    assert f"{path}, line {changed}: " in sentence


def test_a_target_that_stands_twice_is_refused_with_both_lines() -> None:
    text = SHIPPED.read_text("utf-8")
    table, complaints = selectors.examine(f"{text}  splash: {{strategies: []}}\n")
    assert table is None
    last, first = text.count("\n") + 1, line_of(text, "  splash:")
    assert [str(each) for each in complaints if "twice" in each.what] == [
        f"line {last}: 'splash' stands twice; the first is in line {first}"
    ]


def test_everything_that_is_wrong_is_told_in_the_order_of_the_lines() -> None:
    text = SHIPPED.read_text("utf-8")
    for words, instead in (("label: close,", "label: clsoe,"), ("scope: dialog\n", "scope: dialogue\n")):
        text = text.replace(words, instead, 1)
    _, complaints = selectors.examine(text)
    assert [each.line for each in complaints] == [
        line_of(text, "scope: dialogue"),
        line_of(text, "label: clsoe"),
    ]


def test_a_strategy_knows_its_line() -> None:
    text = SHIPPED.read_text("utf-8")
    table = selectors.load(SHIPPED)
    assert table.line("splash", 1) == line_of(text, '"#initial_startup"')
    assert (table.line("splash", 99), table.line("nobody", 0)) == (0, 0)


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
