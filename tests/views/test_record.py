"""The record that `check --json` prints: its keys and meanings are a contract with scripts."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from fractions import Fraction

import pytest

from analysis.media.shots import Shot, Shots
from analysis.views.record import check_record
from analysis.weighing.verdict import Verdict
from tests.views.scenes import SCENES, before, no_claim, settled, worked_example

KEYS = [
    "schema",
    "case",
    "made_by",
    "exhibit",
    "claim",
    "verdict",
    "bounds",
    "testimony",
    "silent",
    "contradictions",
    "holes",
    "next",
    "shots",
]
TESTIMONY = {
    "id", "witness", "stage", "bearing", "span", "strength", "reliability", "clock", "saw", "raw", "place", "means", "fooled_by",
    "shot", "counted", "weight_db", "answer_without",
}  # fmt: skip


def strict(record: dict[str, object]) -> str:
    return json.dumps(record, allow_nan=False)


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES.keys())
def test_every_kind_of_verdict_is_valid_json_with_all_keys(scene: Callable[[], Verdict]) -> None:
    record = check_record(scene())
    assert list(record)[: len(KEYS)] == KEYS
    assert json.loads(strict(record)) == record
    for piece in record["testimony"]:
        assert set(piece) >= TESTIMONY
        assert piece["bearing"] in {"during", "not_before", "not_after", "recurring", "series"}
        assert set(piece["span"]) == {"start", "end"}


def test_the_worked_example_gives_the_numbers_of_the_reasoning() -> None:
    shot = Shot(0, 0.0, 1.5, 0.7, "", 21, Fraction(1, 30))
    record = check_record(worked_example(), Shots(1.5, (shot,)))
    said = record["verdict"]
    assert said["answer"] == "before the release"
    assert said["words"] == "very likely"
    assert (round(said["before"], 4), round(said["within"], 4), round(said["after"], 4)) == (0.4675, 0.4529, 0.0796)
    live = said["by_habit"]["live"]
    assert (round(live["before"], 4), round(live["within"], 4), round(live["after"], 4)) == (0.0496, 0.0873, 0.8631)
    assert math.isclose(said["probability"], 0.9204, abs_tol=5e-5)
    assert record["shots"] == [{"index": 0, "start_s": 0.0, "end_s": 1.5, "keyframe_s": 0.7}]
    assert record["claim"]["released"] == "2024-09-18T11:00:00Z"  # 14:00 in Moscow, UTC+3


def test_a_posting_bounds_from_above_only() -> None:
    post = next(p for p in check_record(worked_example())["testimony"] if p["stage"] == "posted")
    assert post["bearing"] == "not_after"
    assert post["span"] == {"start": None, "end": "2024-09-19T21:00:00Z"}


def test_what_a_later_stage_says_is_turned_to_the_recording() -> None:
    header = next(p for p in check_record(before())["testimony"] if p["witness"] == "movie_header")
    assert (header["stage"], header["bearing"]) == ("encoded", "not_after")
    assert header["span"] == {"start": None, "end": "2024-09-14T14:00:00Z"}


def test_an_infinite_weight_is_null() -> None:
    assert None in {p["weight_db"] for p in check_record(settled())["testimony"]}


def test_no_claim_no_verdict() -> None:
    record = check_record(no_claim())
    assert record["verdict"] is None
    assert record["bounds"]["not_before"] == "2024-08-05T21:00:00Z"
