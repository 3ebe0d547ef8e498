"""What header dates mean, by who wrote the file. Times are those of published cases and of the formats' own rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.testimony import Testimony, about_recording
from tests.witnesses.exhibits import RECEIVED, header, heard

IPHONE = [
    ("moov/trak[1]/mdia/hdlr name", "Core Media Video"),
    ("moov/meta/keys com.apple.quicktime.make", "Apple"),
    ("moov/meta/keys com.apple.quicktime.model", "iPhone 13 mini"),
    ("moov/meta/keys com.apple.quicktime.software", "15.1"),
    ("moov/trak[3]/mebx ProductVersion", "15.1"),
]
ANDROID = [
    ("moov/udta/©xyz", "+40.6800-074.5000/"),
    ("moov/meta/keys com.android.version", "9"),
    ("moov/trak[1]/mdia/hdlr name", "VideoHandle"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def by_key(testimony: tuple[Testimony, ...], key: str) -> Testimony:
    return next(piece for piece in testimony if piece.key == key)


def test_an_iphone_original_speaks_of_the_recording(tmp_path: Path) -> None:
    """Published: creationdate 2023-06-28T10:07:22+0800; an original's header shows the same moment in UTC."""
    fields = [*header("2023-06-28T02:07:22"), *IPHONE, ("moov/meta/keys com.apple.quicktime.creationdate", "2023-06-28T10:07:22+0800")]
    said = heard("movie_header", fields, tmp_path / "IMG_0001.MOV").testimony
    assert {piece.stage for piece in said} == {"recorded"}
    assert {piece.clock for piece in said} == {"camera"}
    date = by_key(said, "moov/meta/keys com.apple.quicktime.creationdate")
    assert date.strength == "strong"
    assert date.span.covers(at("2023-06-28T02:07:22"))
    assert not date.span.covers(at("2023-06-28T03:07:22"))


def test_an_export_moves_the_header_and_keeps_the_creationdate(tmp_path: Path) -> None:
    """A public file: recorded on 2019-02-12 at 15:27:12+08:00, exported on 2024-02-02 at 08:09:57 UTC."""
    phone = [("moov/meta/keys com.apple.quicktime.model", "iPhone X"), ("moov/meta/keys com.apple.quicktime.software", "12.1.2")]
    fields = [*header("2024-02-02T08:09:57"), *phone, ("moov/meta/keys com.apple.quicktime.creationdate", "2019-02-12T15:27:12+08:00")]
    said = heard("movie_header", fields, tmp_path / "meta.mov").testimony
    export = by_key(said, "moov/mvhd creation_time")
    date = by_key(said, "moov/meta/keys com.apple.quicktime.creationdate")
    assert export.stage == "encoded"
    assert export.clock == "editor"
    assert (date.stage, date.strength) == ("recorded", "moderate")
    assert date.span.covers(at("2019-02-12T07:27:12"))
    assert len([piece for piece in said if piece.clock == "editor"]) == 1  # six equal counters are one voice


def test_what_is_left_of_a_cut_can_be_any_part(tmp_path: Path) -> None:
    """Recorded from 11:41:46 UTC, cut at 11:48:30: what is left was filmed between the two."""
    fields = [*header("2023-05-09T11:48:30"), *IPHONE, ("moov/meta/keys com.apple.quicktime.creationdate", "2023-05-09T12:41:46+0100")]
    said = heard("movie_header", fields, tmp_path / "trim.mov", duration=0.1).testimony
    date = by_key(said, "moov/meta/keys com.apple.quicktime.creationdate")
    assert date.span.covers(at("2023-05-09T11:41:46"))
    assert date.span.covers(at("2023-05-09T11:48:29"))
    assert not date.span.covers(at("2023-05-09T12:00:00"))


def test_android_writes_the_end_in_utc(tmp_path: Path) -> None:
    """PhotoPrism issue 1388: 36.9 s long, header 18:51:37 UTC, begun at 14:50:59 in New York (UTC-4)."""
    said = heard("movie_header", [*header("2021-06-23T18:51:37"), *ANDROID], tmp_path / "clip.mp4", duration=36.9).testimony
    assert [(piece.stage, piece.strength) for piece in said] == [("recorded", "moderate")]
    assert said[0].span.covers(at("2021-06-23T18:50:59"))
    assert said[0].span.width is not None
    assert said[0].span.width < timedelta(minutes=4)


@pytest.mark.parametrize(
    "encoder", [("SEI user data", "x264 - core 159 r2991 1771b55 - H.264/MPEG-4 AVC codec"), ("moov/udta/meta/ilst ©too", "Lavf58.76.100")]
)
def test_an_android_file_that_was_encoded_again_is_no_original(tmp_path: Path, encoder: tuple[str, str]) -> None:
    said = heard("movie_header", [*header("2021-06-23T18:51:37"), *ANDROID, encoder], tmp_path / "clip.mp4").testimony
    assert {piece.stage for piece in said} == {"encoded"}


@pytest.mark.parametrize("version", [[], [("moov/meta/keys com.android.version", "9")]])
def test_the_writer_of_android_apps_only_dates_the_file(tmp_path: Path, version: list[tuple[str, object]]) -> None:
    """Messengers and camera apps use the same writer (AOSP MPEG4Writer), which names the system's version."""
    fields = [*header("2021-06-23T18:51:37"), *version, ("moov/trak[1]/mdia/hdlr name", "VideoHandle")]
    assert {piece.stage for piece in heard("movie_header", fields, tmp_path / "clip.mp4").testimony} == {"encoded"}


@pytest.mark.parametrize(
    ("handler", "clock"),
    [("Twitter-vork muxer", "platform:x"), ("Vimeo Artax Video Handler", "platform:vimeo")],
)
def test_platforms_date_their_conversion(tmp_path: Path, handler: str, clock: str) -> None:
    fields = [*header("2024-03-13T23:42:28"), ("moov/trak[1]/mdia/hdlr name", handler)]
    said = heard("movie_header", fields, tmp_path / "clip.mp4").testimony
    assert [(piece.stage, piece.clock) for piece in said] == [("encoded", clock)]
    assert about_recording(said[0].stage, said[0].bearing) == "not_after"


def test_youtubes_day_is_pacific(tmp_path: Path) -> None:
    """A public dump: "Created on: 12/15/2017" stands with 2017-12-16T06:38:56Z, which is 22:38 on the 15th in California."""
    from analysis.case import Case
    from analysis.hearing import hear
    from analysis.when import Reading
    from tests.witnesses.exhibits import exhibit_of, listing_of

    listing = listing_of(header("2017-12-16T06:38:56"))
    listing.note(
        "moov/trak[1]/mdia/hdlr name", "ISO Media file produced by Google Inc. Created on: 12/15/2017.", 200, 62, Reading(2017, 12, 15)
    )
    said = hear(Case(exhibit=exhibit_of(listing, tmp_path / "video.mp4")), only=("movie_header",)).testimony
    day = by_key(said, "moov/trak[1]/mdia/hdlr name")
    assert day.span.covers(at("2017-12-16T06:38:56"))
    assert not day.span.covers(at("2017-12-15T07:00:00"))


def test_gopros_local_header_is_placed_by_its_satellite(tmp_path: Path) -> None:
    """A public sample: header 15:45:32, satellite 23:45:14 UTC, so the camera was set to UTC-8 and 18 s ahead."""
    fields = [
        *header("2019-11-18T15:45:32"),
        ("moov/udta/FIRM", "H19.03.01.30.00"),
        ("moov/trak[4]/gpmd GPSU first fix", "2019-11-18T23:45:14Z"),
    ]
    said = by_key(heard("movie_header", fields, tmp_path / "GX010001.MP4").testimony, "moov/mvhd creation_time")
    assert said.stage == "recorded"
    assert said.span.covers(at("2019-11-18T23:45:14"))
    assert said.span.width is not None
    assert said.span.width < timedelta(hours=1)
    alone = by_key(heard("movie_header", fields[:-1], tmp_path / "GX010001.MP4").testimony, "moov/mvhd creation_time")
    assert alone.span.width is not None
    assert alone.span.width > timedelta(hours=26)


def test_a_date_older_than_its_encoder_is_weak(tmp_path: Path) -> None:
    """Dated 2008, but encoded with x264's commit of 24 December 2017."""
    fields = [
        ("Segment/Info MuxingApp", "Lavf57.83.100"),
        ("Segment/Info DateUTC", "2008-08-08T08:08:08Z"),
        ("Segment/Cluster SEI user data", "x264 - core 152 r2854 e9a5903 - H.264/MPEG-4 AVC codec"),
    ]
    hearing = heard("movie_header", fields, tmp_path / "clip.mkv", container="Matroska")
    assert [piece.strength for piece in hearing.testimony] == ["limited"]
    assert "2017-12-24" in hearing.testimony[0].means


@pytest.mark.parametrize(
    "value",
    [
        0,  # never set
        2_082_844_800,  # 1970-01-01, Unix' own zero
        2_000_000_000,  # 1967: a made-up number
        4_200_000_000,  # 2037: after the file was received
    ],
)
def test_false_dates_do_not_testify(tmp_path: Path, value: int) -> None:
    fields = [("moov/mvhd creation_time", value), *ANDROID]
    hearing = heard("movie_header", fields, tmp_path / "clip.mp4")
    assert hearing.testimony == ()
    seen = hearing.observations[0]
    assert seen.bearing is None
    assert seen.means
    assert (seen.status == "not set") == (value in (0, 2_082_844_800))


def test_a_phone_can_not_film_before_it_came_out(tmp_path: Path) -> None:
    """The iPhone 13 mini was announced on 14 September 2021 (Apple newsroom)."""
    fields = [*header("2016-01-01T00:00:30"), *IPHONE, ("moov/meta/keys com.apple.quicktime.creationdate", "2016-01-01T00:00:30+0000")]
    hearing = heard("movie_header", fields, tmp_path / "IMG_0001.MOV")
    assert not [piece for piece in hearing.testimony if piece.stage == "recorded"]
    assert any("came out" in seen.means for seen in hearing.observations)


def test_a_screen_is_not_what_it_shows(tmp_path: Path) -> None:
    fields = [*header("2025-02-24T10:11:57"), ("moov/meta/keys com.apple.quicktime.author", "ReplayKitRecording")]
    assert {piece.stage for piece in heard("movie_header", fields, tmp_path / "RP.mov").testimony} == {"edited"}


def test_a_phones_recording_of_its_screen_is_known_by_the_files_name(tmp_path: Path) -> None:
    fields = [*header("2023-05-01T10:12:12"), *ANDROID]
    said = heard("movie_header", fields, tmp_path / "Screen_Recording_20230501_101112_Telegram.mp4").testimony
    assert {piece.stage for piece in said} == {"edited"}


@pytest.mark.parametrize(
    ("more", "stage"),
    [
        ([("RIFF/AVI/strl handler", "mjpg")], "recorded"),
        ([("RIFF/AVI/INFO ISFT", "CanonMVI02")], "recorded"),
        ([("RIFF/AVI/INFO ISFT", "Lavf58.76.100")], "encoded"),
        ([], "encoded"),
    ],
)
def test_an_avi_is_a_cameras_where_it_shows(tmp_path: Path, more: list[tuple[str, object]], stage: str) -> None:
    """Still cameras write Motion JPEG with an IDIT chunk (ExifTool's documentation of RIFF)."""
    fields = [*more, ("RIFF/AVI/hdrl IDIT", "Mon Mar 10 15:04:43 2003")]
    (piece,) = heard("movie_header", fields, tmp_path / "MVI_0001.AVI", container="AVI").testimony
    assert piece.stage == stage
    assert piece.span.width is not None
    assert piece.span.width >= timedelta(hours=26)


def test_dates_beside_a_clip_are_heard(tmp_path: Path) -> None:
    (tmp_path / "C0001M01.XML").write_text(
        '<?xml version="1.0"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00">'
        '<CreationDate value="2023-05-06T07:08:09+09:00"/></NonRealTimeMeta>'
    )
    (piece,) = heard("movie_header", [], tmp_path / "C0001.MP4").testimony
    assert piece.stage == "recorded"
    assert piece.span.covers(at("2023-05-05T22:08:09"))


def test_a_later_change_of_the_header_is_an_edit(tmp_path: Path) -> None:
    fields = [*header("2016-05-31T17:01:35", "2024-04-25T17:05:10"), ("moov/udta/meta/ilst ©too", "Lavf56.1.0")]
    change = by_key(heard("movie_header", fields, tmp_path / "clip.mp4").testimony, "moov/mvhd modification_time")
    assert (change.stage, change.strength) == ("edited", "limited")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**40))
def test_no_unknown_counter_ever_bounds_from_below(tmp_path: Path, value: int) -> None:
    """An unknown writer's date is at most moderate, and at most an upper bound, with the zone left open."""
    for piece in heard("movie_header", [("moov/mvhd creation_time", value)], tmp_path / "clip.mp4").testimony:
        assert piece.strength in ("moderate", "limited")
        assert about_recording(piece.stage, piece.bearing) == "not_after"
        assert piece.span.end is not None
        assert piece.span.end <= RECEIVED + timedelta(days=3)
