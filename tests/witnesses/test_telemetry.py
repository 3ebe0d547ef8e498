"""Satellite time."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.witnesses.exhibits import heard


def test_first_and_last_fix_are_one_very_strong_voice(tmp_path: Path) -> None:
    fields = [("moov/trak[4]/gpmd GPSU first fix", "2019-11-18T23:45:14Z"), ("moov/trak[4]/gpmd GPSU last fix", "2019-11-18T23:45:25Z")]
    said = heard("telemetry", fields, tmp_path / "GX010001.MP4").testimony
    assert {(piece.stage, piece.strength, piece.clock) for piece in said} == {("recorded", "very strong", "satellite")}
    assert all(piece.span.covers(datetime(2019, 11, 18, 23, 45, 20, tzinfo=UTC)) for piece in said)


def test_a_receiver_without_a_fix_is_the_cameras_clock(tmp_path: Path) -> None:
    (piece,) = heard("telemetry", [("moov/trak[4]/gpmd GPSU first", "2019-11-18T23:45:14Z")], tmp_path / "GX010001.MP4").testimony
    assert (piece.strength, piece.clock) == ("limited", "camera")
