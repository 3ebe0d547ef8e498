"""Who wrote a file, by strings of public files, and which habit its dates follow."""

from __future__ import annotations

import csv
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.media.source import Field
from analysis.place import Bytes
from analysis.reference.habits import habit_of
from analysis.reference.ownership import owner_of
from analysis.reference.writers import kinds_in, profile_of, recognise
from analysis.testimony import RELIABILITY, STAGES
from analysis.when import Reading


def field(tag: str, raw: str) -> Field:
    return Field(tag, raw, Bytes(0, 1, tag))


@pytest.mark.parametrize(
    ("tag", "raw", "name", "version", "role"),
    [
        # strings as public dumps show them; dates and roles are tested elsewhere
        ("moov/trak[1]/mdia/hdlr name", "ISO Media file produced by Google Inc.", "YouTube (Google)", "", "platform"),
        ("moov/trak[1]/mdia/hdlr name", "IsoMedia File Produced by Google, 5-11-2011", "YouTube (Google)", "", "platform"),
        ("moov/trak[1]/mdia/hdlr name", "\x1eMainconcept MP4 Video Media Handler", "Adobe Premiere or Media Encoder", "", "editor"),
        ("moov/udta/meta/ilst ©too", "HandBrake 1.3.3 2020061300", "HandBrake", "1.3.3", "editor"),
        ("moov/udta/meta/ilst ©too", "Lavf58.76.100", "FFmpeg libavformat", "58.76.100", "muxer"),
        ("Segment/Tags/Track ENCODER", "Lavc57.107.100 libx264", "FFmpeg libavcodec", "57.107.100", "encoder"),
        ("moov/trak[1]/stsd/avc1 compressorname", "GoPro AVC encoder", "GoPro", "", "camera"),
        ("moov/udta/FIRM", "HD9.01.01.72.00", "GoPro HERO9 Black", "HD9.01.01.72.00", "camera"),
        ("moov/meta/keys com.android.version", "12", "Android", "12", "phone"),
        ("moov/meta/keys com.android.model", "SM-G991B", "Samsung Galaxy S21 5G", "SM-G991B", "phone"),
        ("moov/meta/keys com.apple.quicktime.model", "iPhone 13 mini", "Apple iPhone 13 mini", "", "phone"),
        ("moov/meta/keys com.apple.quicktime.software", "macOS 15.1", "Apple macOS", "15.1", "phone"),
        ("free text", "IsoMedia File Produced with GPAC 0.5.2-DEV-rev1", "GPAC", "0.5.2-DEV-rev1", "muxer"),
        ("xmp xmp:CreatorTool", "Adobe Premiere Pro 2020.0 (Windows)", "Adobe", "Adobe Premiere Pro 2020.0 (Windows)", "editor"),
    ],
)
def test_recognised(tag: str, raw: str, name: str, version: str, role: str) -> None:
    found = recognise(field(tag, raw))
    assert found is not None
    assert (found.writer.name, found.writer.version, found.writer.role) == (name, version, role)


@pytest.mark.parametrize("raw", ["H.264", "", "   ", "und", "isom 512 isom iso2 avc1 mp41"])
def test_names_of_formats_are_no_writers(raw: str) -> None:
    assert recognise(field("Segment/Tags/Track ENCODER", raw)) is None or raw == "und" or raw.startswith("isom")
    assert recognise(field("ftyp brands", raw)) is None


@pytest.mark.parametrize(
    ("fields", "profile"),
    [
        ([("hdlr name", "Core Media Video"), ("x ©too", "Lavf58.76.100")], "lavf"),
        ([("hdlr name", "Core Media Video"), ("quicktime.software", "15.1")], "apple"),
        ([("hdlr name", "Core Media Video")], "apple export"),
        ([("hdlr name", "Twitter-vork muxer"), ("hdlr name", "Core Media Video")], "x"),
        ([("quicktime.model", "MacBookPro11,3"), ("quicktime.software", "macOS 14.6.1 (23G93)")], "screen"),
        ([("com.android.model", "SM-G991B"), ("SEI user data", "x264 - core 164 r3095 baee400")], "android again"),
        ([("com.android.version", "12")], "android muxer"),
        ([("udta/FIRM", "HD9.01.01.72.00"), ("x ©too", "HandBrake 1.3.3 2020061300")], "handbrake"),
        ([], "unknown"),
    ],
)
def test_the_last_writer_decides_the_habit(fields: list[tuple[str, str]], profile: str) -> None:
    assert profile_of(kinds_in(field(tag, raw) for tag, raw in fields)) == profile


def test_every_row_of_the_tables_names_its_source_and_is_whole() -> None:
    folder = resources.files("analysis.reference")
    for table in ("writers.csv", "habits.csv", "file_names.csv", "address_clocks.csv", "platforms.csv", "releases.csv"):
        path = folder.joinpath(table)
        if not path.is_file():
            continue
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        assert rows
        for row in rows:
            assert None not in row, (table, row)
            assert row["source"].strip(), (table, row)
    for row in csv.DictReader(folder.joinpath("habits.csv").read_text(encoding="utf-8").splitlines()):
        assert row["stage"] in ("", *STAGES)
        assert row["strength"] in ("", *RELIABILITY)
        assert row["strength"] != "hard"
        assert row["means"].endswith(".")
        assert bool(row["stage"]) == bool(row["fooled_by"]), row["name"]


FORBIDDEN = ("proves", "fake", "genuine", "authentic", "reliable", "certainly", "always")


@pytest.mark.parametrize("table", ["habits.csv", "file_names.csv", "platforms.csv", "writers.csv"])
def test_the_words_claim_no_more_than_the_data(table: str) -> None:
    text = resources.files("analysis.reference").joinpath(table).read_text(encoding="utf-8").lower()
    for row in csv.DictReader(text.splitlines()):
        shown = " ".join(row.get(column, "") for column in ("means", "fooled_by", "says", "ask", "note"))
        assert not [word for word in FORBIDDEN if word in shown.split()]


@pytest.mark.parametrize(
    ("tag", "dated", "owner"),
    [
        ("moov/mvhd creation_time", True, "movie_header"),
        ("moov/trak[4]/gpmd GPSU first fix", True, "telemetry"),
        ("moov/udta/MVTG Exif", False, "embedded_stills"),
        ("TS/TDT first", True, "broadcast_clock"),
        ("TS/video MDPM DateTimeOriginal", True, "stream_clock"),
        ("TS/video MDPM make", False, "writer"),
        ("SRT first", True, "subtitles_log"),
        ("xmp xmp:CreateDate", True, "xmp_history"),
        ("info.json upload_date", True, "download_record"),
        ("TSR genTime", True, "timestamps"),
        ("moov/trak[1]/mdia/hdlr name", False, "writer"),
        ("moov/trak[1]/mdia/hdlr name", True, "movie_header"),
        ("something nobody knows", False, "movie_header"),
    ],
)
def test_each_field_has_one_witness(tag: str, dated: bool, owner: str) -> None:
    assert owner_of(Field(tag, "x", Bytes(0, 1, tag), Reading(2020) if dated else None)) == owner


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=120))
def test_any_field_is_answered(tag: str, raw: str) -> None:
    recognise(field(tag, raw))
    owner_of(field(tag, raw))
    habit_of(tag, "unknown")
