"""Every fact of the real files that are not of the MP4 family, matched by the scorer that comes with them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from analysis.media.listing import list_fields

SUFFIXES = {".mkv", ".webm", ".avi", ".asf", ".flv", ".mxf", ".ts", ".mts", ".srt", ".tsr"}


def test_every_expected_fact_is_read(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("score_media", shared / "media" / "score_media.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    missed, files = [], 0
    for record in json.loads((shared / "media" / "expected.json").read_text(encoding="utf-8")):
        path = shared / "media" / Path(record["file"]).name
        if path.suffix not in SUFFIXES:
            continue
        files += 1
        listing = list_fields(path)
        assert listing.problems == []
        assert listing.container
        facts = [{"tag": f.tag, "raw": f.raw, "reading": f.reading and f.reading.wall, "status": f.status} for f in listing.fields]
        found = scorer.match_file(record, {"facts": facts})
        missed += [f"{record['id']} {fact['name']}" for number, fact in enumerate(record["facts"]) if number not in found]
    assert files >= 19
    assert missed == []


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_zone_is_only_where_format_or_text_names_one(shared: Path, suffix: str) -> None:
    expected = json.loads((shared / "media" / "expected.json").read_text(encoding="utf-8"))
    walls = {(Path(r["file"]).name, f["wall"]): f["utc"] for r in expected for f in r["facts"] if f["wall"]}
    for path in sorted((shared / "media").glob(f"*{suffix}")):
        for found in list_fields(path).fields:
            if found.reading is not None and (path.name, found.reading.wall[:19]) in walls and "STATISTICS" not in found.tag:
                known = walls[path.name, found.reading.wall[:19]] is not None
                assert (found.reading.offset is not None) == known, found
