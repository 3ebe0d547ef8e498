"""The record of the facts in a file: what the contract names, in file order, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.case import Case
from analysis.hearing import hear
from analysis.views.facts import facts_record
from tests.witnesses.exhibits import exhibit_of, header, listing_of


def test_every_field_is_shown_once_and_in_order(tmp_path: Path) -> None:
    fields = [
        ("ftyp brands", "qt 0 qt"),
        *header("2023-06-28T02:07:22"),
        ("moov/trak[1]/mdia/hdlr name", "Core Media Video"),
        ("moov/meta/keys com.apple.quicktime.creationdate", "2023-06-28T10:07:22+0800"),
        ("moov/meta/keys com.apple.quicktime.software", "15.1"),
        ("xmp xmp:ModifyDate", "2023-07-01T10:00:00+08:00"),
    ]
    record = facts_record(hear(Case(exhibit=exhibit_of(listing_of(fields), tmp_path / "IMG_0001.MOV"))))
    json.dumps(record, allow_nan=False)
    assert [fact["tag"] for fact in record["facts"] if fact["place"]["kind"] == "bytes"] == [tag for tag, _ in fields]
    assert set(record) == {"path", "sha256", "container", "duration_s", "facts", "writers", "problems"}
    date = next(fact for fact in record["facts"] if fact["tag"].endswith("creationdate"))
    assert (date["reading"], date["zone"], date["stage"], date["bearing"]) == ("2023-06-28T10:07:22", "+08:00", "recorded", "during")
    assert date["span"] == {"start": "2023-06-28T02:07:22Z", "end": "2023-06-28T02:07:23Z"}
    assert {writer["name"] for writer in record["writers"]} >= {"Apple iOS", "Apple Core Media"}


def test_a_case_without_a_video_has_none() -> None:
    with pytest.raises(ValueError, match="without a video"):
        facts_record(hear(Case()))
