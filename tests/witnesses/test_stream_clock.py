"""Clocks inside the pictures."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.witnesses.exhibits import heard


def test_a_camcorders_clock_without_a_zone_is_wide(tmp_path: Path) -> None:
    (piece,) = heard("stream_clock", [("TS/video MDPM DateTimeOriginal", "2012-01-26 09:18:35")], tmp_path / "00001.MTS").testimony
    assert (piece.stage, piece.clock) == ("recorded", "camera")
    assert piece.span.width is not None
    assert piece.span.width >= timedelta(hours=26)


def test_a_camera_that_was_never_set_is_silent(tmp_path: Path) -> None:
    hearing = heard("stream_clock", [("TS/video MDPM DateTimeOriginal", "2000-01-01 00:12:35")], tmp_path / "00001.MTS")
    assert hearing.testimony == ()
    assert "never set" in hearing.observations[0].means


def test_a_timecode_is_no_date(tmp_path: Path) -> None:
    assert heard("stream_clock", [("moov/trak[1] SEI timecode", "10:00:00:00")], tmp_path / "a.mp4").testimony == ()
