"""What editing programs wrote about their work."""

from __future__ import annotations

from pathlib import Path

from analysis.testimony import about_recording
from tests.witnesses.exhibits import heard


def test_an_edit_bounds_from_above(tmp_path: Path) -> None:
    fields = [("xmp xmp:MetadataDate", "2006-03-01T14:43:39-08:00"), ("xmp xmp:CreatorTool", "Adobe Premiere Pro 2.0")]
    hearing = heard("xmp_history", fields, tmp_path / "a.mov")
    (piece,) = hearing.testimony
    assert (piece.stage, piece.clock) == ("edited", "editor")
    assert about_recording(piece.stage, piece.bearing) == "not_after"
    assert [writer.role for writer in hearing.writers] == ["editor"]
