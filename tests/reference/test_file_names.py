"""Every pattern of file names on its own example, and what must not be read as a clock."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reference.file_names import pattern_of, patterns, read_name

RECEIVED = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_each_example_is_read_by_its_own_pattern(pattern) -> None:  # type: ignore[no-untyped-def]
    """In the order of the table: an earlier pattern must not take a later one's name."""
    found = pattern_of(pattern.example)
    assert found is not None
    assert found.name == pattern.name
    clock = read_name(pattern.example, received=RECEIVED)
    carries = pattern.kind != "none" and pattern.name != "ytdlp_default"  # its example is a YouTube id, which holds no clock
    assert (clock is not None) == carries


def test_every_shared_pattern_is_covered(shared: Path) -> None:
    with (shared / "data" / "clocks" / "filename_patterns.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found = pattern_of(row["example"])
            assert found is not None, row["name"]
            assert found.name == row["name"]


@pytest.mark.parametrize(
    ("name", "wall", "zone", "kind"),
    [
        # digits as they stand in the name; zones as the makers document them (sources in the table)
        ("PXL_20230812_005706479.TS.mp4", "2023-08-12T00:57:06.479", "UTC", "recorded"),
        ("20170127_083818.mp4", "2017-01-27T08:38:18", "unknown", "recorded"),
        ("20170127_083818(0).mp4", "2017-01-27T08:38:18", "unknown", "recorded"),
        ("20170127_083818 (1).mp4", "2017-01-27T08:38:18", "unknown", "recorded"),
        ("VID_20190228_144156.mp4", "2019-02-28T14:41:56", "unknown", "recorded"),
        ("VID_20190228_144156~2.mp4", "2019-02-28T14:41:56", "unknown", "recorded"),
        ("VID_20190228_144156-edited.mp4", "2019-02-28T14:41:56", "unknown", "recorded"),
        ("VID_20190228_144156_123.mp4", "2019-02-28T14:41:56.123", "unknown", "saved"),
        ("VID-20211113-WA0077.mp4", "2021-11-13", "unknown", "saved"),
        ("WhatsApp Video 2023-05-01 at 1.34.56 PM.mp4", "2023-05-01T13:34:56", "unknown", "saved"),
        ("WhatsApp Video 2023-05-01 at 12.34.56 AM.mp4", "2023-05-01T00:34:56", "unknown", "saved"),
        ("Screen Recording 2023-05-01 at 10.11.12 PM.mov", "2023-05-01T22:11:12", "unknown", "screen"),
        # the upload of this screen recording to Discord, 18 hours later, confirms the second
        ("RPReplay_Final1709229551.mov", "2024-02-29T17:59:11", "UTC", "screen"),
        ("GMT20230207-160648_Recording_1920x1080.mp4", "2023-02-07T16:06:48", "UTC", "recorded"),
        ("abc-defg-hij (2023-05-01 at 12_34 GMT-7).mp4", "2023-05-01T12:34", "-07:00", "recorded"),
        ("2023_0501_123456_001F.MP4", "2023-05-01T12:34:56", "unknown", "recorded"),
        ("7206382937372134662.mp4", "2023-03-03T18:06:17", "UTC", "posted"),
        ("Title [7206382937372134662].mp4", "2023-03-03T18:06:17", "UTC", "posted"),
        ("snaptik_7206382937372134662.mp4", "2023-03-03T18:06:17", "UTC", "posted"),
        ("VID20220218101112.mp4", "2022-02-18T10:11:12", "unknown", "recorded"),
        ("WhatsApp-Video-2023-05-01-at-1.34.56-PM.mp4", "2023-05-01T13:34:56", "unknown", "saved"),
        ("AXON_Body_2_Video_2016-09-21_1234.mp4", "2016-09-21T12:34", "unknown", "recorded"),
    ],
)
def test_what_names_say(name: str, wall: str, zone: str, kind: str) -> None:
    clock = read_name(name, received=RECEIVED)
    assert clock is not None
    assert (clock.reading.wall, clock.reading.zone, clock.kind) == (wall, zone, kind)


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1262.MOV",
        "GX010137.MP4",
        "holiday.mp4",
        "20231345_083818.mp4",  # month 13
        "20230230_083818.mp4",  # 30 February
        "20230101_250000.mp4",  # hour 25
        "20991231_083818.mp4",  # after the receipt
        "VID-20010101-WA0001.mp4",  # before WhatsApp
        "PXL_20000101_000000000.mp4",
        "20160101_000012_NF.mp4",  # a dashcam whose clock was not set
        "REC_2015_01_01_00_00_10_F.MP4",
        "4_5850193450198573024.mp4",
        "Title [dQw4w9WgXcQ].mp4",
        "",
        ".mp4",
    ],
)
def test_no_clock(name: str) -> None:
    assert read_name(name, received=RECEIVED) is None


def test_a_phone_can_film_on_new_years_day() -> None:
    assert read_name("VID_20160101_003000.mp4", received=RECEIVED) is not None


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_name_is_answered(name: str) -> None:
    read_name(name, received=RECEIVED)


@settings(deadline=None)
@given(st.datetimes(min_value=datetime(2010, 1, 1), max_value=datetime(2026, 10, 1)))  # noqa: DTZ001 - wall time, as in a name
def test_a_name_gives_back_what_it_was_made_from(moment: datetime) -> None:
    clock = read_name(f"VID_{moment:%Y%m%d_%H%M%S}.mp4", received=RECEIVED)
    assert clock is not None
    assert clock.reading.wall == f"{moment:%Y-%m-%dT%H:%M:%S}"
    span = clock.reading.span()
    assert span.width == timedelta(hours=26, seconds=1)
