"""The broadcaster's clock."""

from __future__ import annotations

from pathlib import Path

from analysis.testimony import about_recording
from tests.witnesses.exhibits import heard


def test_being_on_air_is_no_recording_and_no_post(tmp_path: Path) -> None:
    (piece,) = heard("broadcast_clock", [("TS/TDT first", "2018-02-13T12:35:05Z")], tmp_path / "a.ts", container="MPEG-TS").testimony
    assert piece.stage == "saved"
    assert about_recording(piece.stage, piece.bearing) == "not_after"
