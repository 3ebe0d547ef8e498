"""The samples: their answers as `expected.json` has them from outside, and their labels."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.casefile import load
from analysis.exhibit import Exhibit
from analysis.hearing import Hearing, hear
from analysis.weighing.weigh import weigh

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FOLDERS = sorted(path.parent for path in SAMPLES.glob("*/expected.json"))
CASES = [
    pytest.param(folder / name, expected, id=f"{folder.name}/{name}")
    for folder in FOLDERS
    for name, expected in json.loads((folder / "expected.json").read_text())["cases"].items()
]


@cache
def received(video: Path) -> Exhibit:
    """A sample's video; its pictures are read once, whichever cases show it."""
    return Exhibit.receive(video)


@cache
def heard(path: Path) -> Hearing:
    """The hearing of a sample, its pictures included; held once."""
    case = load(path)
    assert case.problems == ()
    assert case.exhibit is not None
    return hear(replace(case, exhibit=received(case.exhibit.path)))


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_a_sample_gives_the_answer_that_is_known_from_outside(path: Path, expected: dict[str, Any]) -> None:
    verdict = weigh(heard(path))
    assert verdict.shares is not None
    assert verdict.shares.answer == expected["answer"]
    for habit, shares in expected.get("shares", {}).items():
        found = verdict.by_habit[habit]
        assert [round(x, 4) for x in (found.before, found.within, found.after)] == shares


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*/*.toml")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_case_is_expected_and_says_that_its_video_is_synthetic(path: Path) -> None:
    assert path.name in json.loads((path.parent / "expected.json").read_text())["cases"]
    assert "synthetic" in load(path).title
    assert "synthetic" in (path.parent / "ABOUT.md").read_text()


def test_no_sample_hears_a_witness_break_down() -> None:
    for folder in FOLDERS:
        for path in folder.glob("*.toml"):
            assert [s for s in heard(path).silences if s.why == "broke down"] == []
