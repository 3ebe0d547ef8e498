"""Writers named in a file, and the bounds that their release dates give."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from analysis.testimony import about_recording
from tests.witnesses.exhibits import header, heard


def test_an_encoder_bounds_the_encoding_alone(tmp_path: Path) -> None:
    """x264's r2854 is the stable commit of 24 December 2017 (code.videolan.org)."""
    fields = [("moov/trak[1]/sample[1] SEI user data", "x264 - core 152 r2854 e9a5903 - H.264/MPEG-4 AVC codec")]
    hearing = heard("writer", fields, tmp_path / "clip.mp4")
    (piece,) = hearing.testimony
    assert (piece.stage, piece.bearing) == ("encoded", "not_before")
    assert about_recording(piece.stage, piece.bearing) is None
    assert piece.span.start is not None
    assert datetime(2017, 12, 20, tzinfo=UTC) < piece.span.start < datetime(2017, 12, 24, tzinfo=UTC)
    assert [writer.released for writer in hearing.writers] == ["2017-12-24"]


def test_a_phones_own_file_is_no_older_than_its_system(tmp_path: Path) -> None:
    """Android 14 came out on 4 October 2023; its first preview was shown in February."""
    fields = [*header("2024-02-09T20:23:48"), ("moov/udta/©xyz", "+51.5-000.1/"), ("moov/meta/keys com.android.version", "14")]
    (piece,) = heard("writer", fields, tmp_path / "clip.mp4").testimony
    assert (piece.stage, piece.strength) == ("recorded", "moderate")
    assert piece.span.start is not None
    assert datetime(2022, 11, 1, tzinfo=UTC) < piece.span.start < datetime(2023, 2, 8, tzinfo=UTC)


def test_a_copys_phone_bounds_nothing(tmp_path: Path) -> None:
    fields = [("moov/meta/keys com.android.version", "14"), ("moov/udta/meta/ilst ©too", "Lavf58.76.100")]
    assert {piece.stage for piece in heard("writer", fields, tmp_path / "clip.mp4").testimony} == {"encoded"}


def test_names_without_a_release_are_still_writers(tmp_path: Path) -> None:
    hearing = heard("writer", [("Segment/Info WritingApp", "mkvmerge v92.0 ('Everglow') 64-bit")], tmp_path / "clip.mkv")
    assert [(writer.name, writer.version, writer.role) for writer in hearing.writers] == [("mkvmerge", "92.0", "muxer")]
    assert hearing.testimony == ()
