"""Recall on the real files beside the project: every fact that is known to stand in an MP4 or QuickTime file is listed."""

from __future__ import annotations

import importlib.util
import json
import time
from pathlib import Path
from typing import Any

import pytest

from analysis.media.listing import list_fields

KINDS = {".mp4", ".mov", ".3gp", ".f4v", ".mj2"}


@pytest.fixture(scope="module")
def score(shared: Path) -> Any:
    """The scorer that comes with the files."""
    spec = importlib.util.spec_from_file_location("score_media", shared / "media" / "score_media.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_known_fact_is_listed(shared: Path, score: Any) -> None:
    missed, known = [], 0
    for record in json.loads((shared / "media" / "expected.json").read_text(encoding="utf-8")):
        path = shared / "media" / Path(record["file"]).name
        if path.suffix not in KINDS:
            continue
        listing = list_fields(path)
        size = path.stat().st_size
        assert all(f.place.offset + f.place.length <= size for f in listing.fields)
        line = {
            "facts": [
                {
                    "tag": f.tag,
                    "raw": f.raw,
                    "reading": f.reading.wall if f.reading else None,
                    "zone": f.reading.zone if f.reading else None,
                    "status": f.status,
                    "place": f.place.name,
                }
                for f in listing.fields
            ]
        }
        found = score.match_file(record, line)
        for index, fact in enumerate(record["facts"]):
            if fact["status"] != "not set":
                known += 1
                missed += [] if index in found else [f"{record['id']} {fact['name']}"]
    assert known > 60
    assert missed == []


def test_places_hold_what_is_shown(shared: Path) -> None:
    for path in sorted((shared / "media").iterdir()):
        if path.suffix not in KINDS:
            continue
        data = path.read_bytes()
        for field in list_fields(path).fields:
            stored = data[field.place.offset : field.place.offset + field.place.length]
            if field.tag.endswith(("creation_time", "modification_time")):
                assert str(int.from_bytes(stored, "big")) == field.raw, (path.name, field)
            elif "/keys com." in field.tag and not field.raw.isdigit():
                assert stored.decode("utf-8") == field.raw, (path.name, field)


def test_a_phone_video_is_listed_in_milliseconds(shared: Path) -> None:
    path = shared / "media" / "iphonex_reexported_2019.mov"
    list_fields(path)
    fastest = 1.0
    for _ in range(5):
        began = time.process_time()
        list_fields(path)
        fastest = min(fastest, time.process_time() - began)
    assert fastest < 0.2
