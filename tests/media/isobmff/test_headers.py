"""Header counters and handler names. Constants: QuickTime File Format and ISO/IEC 14496-12 (seconds since 1904-01-01, midnight)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.media.isobmff.headers import counter_reading
from tests.media.isobmff.build import box, ftyp, hdlr, listed, mdhd, mvhd, one, stands_at, stbl, tkhd, trak

# Between the epochs lie 2 082 844 800 s: RFC 868 gives 2 208 988 800 from 1900, less the 4 * 365 days of 1900 to 1903.
# 1 700 000 000 s after 1970 is 2023-11-14T22:13:20Z (date -u -d @1700000000).
UNIX_ZERO = 2_208_988_800 - 4 * 365 * 86_400
NOVEMBER_2023 = UNIX_ZERO + 1_700_000_000


@pytest.mark.parametrize("version", [0, 1])
def test_both_versions_of_the_movie_header(tmp_path: Path, version: int) -> None:
    data = ftyp() + box(b"moov", mvhd(NOVEMBER_2023, NOVEMBER_2023 + 61, version=version, scale=600, duration=1500))
    listing = listed(data, tmp_path)
    created, modified = one(listing, "moov/mvhd creation_time"), one(listing, "moov/mvhd modification_time")
    assert str(created.reading) == "2023-11-14T22:13:20Z"
    assert str(modified.reading) == "2023-11-14T22:14:21Z"
    assert created.raw == "3782844800"
    assert int.from_bytes(stands_at(data, created), "big") == NOVEMBER_2023
    assert created.place.name == "moov/mvhd"
    assert listing.duration_s == 2.5
    assert listing.container == "MP4 (isom)"


@pytest.mark.parametrize("count", [0, UNIX_ZERO])
def test_epochs_are_not_set(tmp_path: Path, count: int) -> None:
    created = one(listed(ftyp() + box(b"moov", mvhd(count)), tmp_path), "moov/mvhd creation_time")
    assert created.status == "not set"


def test_a_count_from_1970_is_shown_both_ways(tmp_path: Path) -> None:
    listing = listed(ftyp() + box(b"moov", mvhd(1_700_000_000)), tmp_path)
    assert str(one(listing, "moov/mvhd creation_time as Unix time").reading) == "2023-11-14T22:13:20Z"
    found = one(listing, "moov/mvhd creation_time").reading
    assert found is not None
    assert found.year == 1957


def test_a_plain_date_is_shown_one_way(tmp_path: Path) -> None:
    listing = listed(ftyp() + box(b"moov", mvhd(NOVEMBER_2023)), tmp_path)
    assert not [field for field in listing.fields if "Unix" in field.tag]


def test_a_count_beyond_the_calendar_is_malformed(tmp_path: Path) -> None:
    field = one(listed(ftyp() + box(b"moov", mvhd(2**63, version=1)), tmp_path), "moov/mvhd creation_time")
    assert field.status == "malformed"
    assert field.reading is None


@given(st.integers(0, 2**38))
def test_counter_is_seconds_since_1904(count: int) -> None:
    reading = counter_reading(count)
    moment = datetime(1904, 1, 1, tzinfo=UTC) + timedelta(seconds=count) if count < 255_000_000_000 else None
    if moment is not None:
        assert reading is not None
        assert reading.span().start == moment
        assert reading.zone == "UTC"


def test_track_and_media_headers_by_track(tmp_path: Path) -> None:
    first = box(b"trak", tkhd(NOVEMBER_2023, 0), box(b"mdia", mdhd(NOVEMBER_2023 + 1, 0), hdlr(b"soun", b"SoundHandler\0")))
    second = box(b"trak", tkhd(NOVEMBER_2023 + 2, 0), box(b"mdia", mdhd(NOVEMBER_2023 + 3, 0)))
    listing = listed(ftyp() + box(b"moov", mvhd(), first, second), tmp_path)
    tags = ["moov/trak[1]/tkhd", "moov/trak[1]/mdia/mdhd", "moov/trak[2]/tkhd", "moov/trak[2]/mdia/mdhd"]
    assert [one(listing, f"{tag} creation_time").raw for tag in tags] == [str(NOVEMBER_2023 + i) for i in range(4)]
    assert one(listing, "moov/trak[1]/mdia/hdlr name").raw == "SoundHandler"


def test_pascal_names_and_makers(tmp_path: Path) -> None:
    handler = hdlr(b"vide", b"\x10Core Media Video", component=b"mhlr", maker=b"appl")
    data = ftyp(b"qt  ") + box(b"moov", mvhd(), box(b"trak", tkhd(), box(b"mdia", mdhd(), handler)))
    listing = listed(data, tmp_path)
    name = one(listing, "moov/trak[1]/mdia/hdlr name")
    assert name.raw == "Core Media Video"
    assert stands_at(data, name) == b"Core Media Video"
    assert one(listing, "moov/trak[1]/mdia/hdlr manufacturer").raw == "appl"
    assert listing.container == "QuickTime"


def test_a_handler_cut_short(tmp_path: Path) -> None:
    whole = ftyp() + box(b"moov", mvhd(), box(b"trak", box(b"mdia", hdlr(b"vide", b"", maker=b"appl"))))
    for length in range(len(whole) - 30, len(whole)):
        listed(whole[:length], tmp_path)  # which checks that every place lies in the file


def test_the_day_in_a_handler_name_is_month_first(tmp_path: Path) -> None:
    name = b"ISO Media file produced by Google Inc. Created on: 12/05/2017.\0"
    data = ftyp() + box(b"moov", mvhd(), trak(b"vide", stbl(box(b"vp09", bytes(78)), [], []), name=name))
    reading = one(listed(data, tmp_path), "moov/trak[1]/mdia/hdlr name").reading
    assert str(reading) == "2017-12-05"
    assert reading is not None
    assert reading.offset is None


def test_a_header_cut_short_hides_nothing_else(tmp_path: Path) -> None:
    data = ftyp() + box(b"moov", box(b"mvhd", b"\0\0\0\0\1"), box(b"trak", tkhd(NOVEMBER_2023)))
    listing = listed(data, tmp_path)
    assert one(listing, "moov/trak[1]/tkhd creation_time").raw == str(NOVEMBER_2023)
    assert any("mvhd" in sentence for sentence in listing.problems)
