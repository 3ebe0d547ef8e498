"""Scores on the shared sets, by the scorer that lies beside them, with floors below what was measured."""

from __future__ import annotations

import importlib.util
import json
import re
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from analysis.language.expressions import resolve
from analysis.when import Reading


def load(path: Path) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published(text: str) -> Reading:
    day, _, clock = text.partition("T")
    parts = [int(part) for part in day.split("-")] + [int(part) for part in clock.split(":")[:2] if part]
    return Reading(*parts)


def tagged(gold: dict[str, dict[str, Any]], language: str) -> dict[str, dict[str, Any]]:
    return {
        key: {
            "id": key,
            "timexes": [
                {"start": one.start, "end": one.end, "type": one.type, "value": one.value}
                for one in resolve(row["text"], published(row["dct"]), None, language)
            ],
        }
        for key, row in gold.items()
    }


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_single_expressions(shared: Path, language: str) -> None:
    folder = shared / "data" / "language"
    # Expressions marked as open in their direction ("Friday", alone) are left out: this tool's convention looks back.
    gold = {key: row for key, row in load(folder / f"expr_{language}.jsonl").items() if not row["ambiguous_dir"]}
    found = tagged(gold, language)
    right = [key for key, row in gold.items() if row["timexes"][0]["value"] in {one["value"] for one in found[key]["timexes"]}]
    print(f"{language}: {len(right)} of {len(gold)}")
    assert len(right) / len(gold) >= 0.95


def test_english_news(shared: Path) -> None:
    folder = shared / "data" / "language"
    gold = load(folder / "aquaint.jsonl")
    resolve("once", None)
    start = time.process_time()
    found = tagged(gold, "en")
    seconds = time.process_time() - start
    scores = scorer(folder).score(gold, found)
    print(scores, f"{len(gold) / seconds:.0f} documents a second")
    assert scores["relaxed_F1"] > 92
    # The set's own values are uneven (1998-10 for a week, 1998-08-11 for a day of the week before): hence no more than this.
    assert scores["value_F1"] > 75


def test_bare_weekdays_in_english_news(shared: Path) -> None:
    gold = load(shared / "data" / "language" / "aquaint.jsonl")
    found = tagged(gold, "en")
    right = every = 0
    for key, row in gold.items():
        for timex in row["timexes"]:
            if re.fullmatch(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?", timex["text"]):
                every += 1
                near = [one for one in found[key]["timexes"] if one["start"] < timex["end"] and one["end"] > timex["start"]]
                right += any(one["value"][:10] == timex["value"] for one in near)
    print(f"{right} of {every}")
    assert right / every > 0.92
