"""The real files: what is read in them and what it is taken to mean, by the measure that lies beside them."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from analysis.case import Case
from analysis.exhibit import Exhibit
from analysis.hearing import hear
from analysis.views.facts import facts_record
from analysis.weighing.weigh import weigh
from analysis.when import iso

SIDE = {".json", ".md", ".py"}


@pytest.fixture(scope="module")
def measure(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_media", shared / "media" / "score_media.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def heard(shared: Path) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """By hash: the record of the facts, and the bounds."""
    found = {}
    for path in sorted((shared / "media").iterdir()):
        if path.suffix in SIDE:
            continue
        hearing = hear(Case(exhibit=Exhibit.receive(path)), pictures=False)
        record, bounds = facts_record(hearing), weigh(hearing).bounds
        found[record["sha256"]] = (record, {"not_before": iso(bounds.not_before), "not_after": iso(bounds.not_after)})
    return found


@pytest.fixture(scope="module")
def expected(shared: Path) -> list[dict[str, Any]]:
    known: list[dict[str, Any]] = json.loads((shared / "media" / "expected.json").read_text(encoding="utf-8"))
    return known


def test_every_fact_is_read(measure: ModuleType, heard: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    missed = []
    for known in expected:
        got = measure.match_file(known, heard[known["sha256"]][0])
        missed += [
            (known["id"], fact["name"]) for index, fact in enumerate(known["facts"]) if fact["status"] != "not set" and not got.get(index)
        ]
    assert not missed


def test_what_is_false_or_unset_does_not_testify(measure: ModuleType, heard: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    for known in expected:
        got = measure.match_file(known, heard[known["sha256"]][0])
        for index, fact in enumerate(known["facts"]):
            if fact["status"] in ("false", "not set"):
                assert not [mine["tag"] for mine in got.get(index, []) if measure.testifies(mine)], (known["id"], fact["name"])


def test_no_interval_excludes_the_truth(measure: ModuleType, heard: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    verdicts = {known["id"]: measure.check_one(known["truth"], heard[known["sha256"]][1], 60, 48 * 3600) for known in expected}
    assert not [name for name, verdict in verdicts.items() if verdict in ("WRONG", "CUTS")]
    assert Counter(verdicts.values())["HOLDS"] >= 17


def test_nothing_of_a_later_stage_is_taken_for_a_recording(
    measure: ModuleType, heard: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    """The other direction is allowed: a screen's recording, or a phone's file that was encoded again, is not called a recording."""
    for known in expected:
        got = measure.match_file(known, heard[known["sha256"]][0])
        for index, fact in enumerate(known["facts"]):
            if fact["stage"] in ("edited", "encoded") and fact["kind"] == "instant":
                stages = {mine.get("stage") for mine in got.get(index, []) if not mine.get("writers")}
                assert "recorded" not in stages, (known["id"], fact["name"])
