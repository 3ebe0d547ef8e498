"""The drone's log beside its video."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.witnesses.exhibits import heard

LOG = """1
00:00:00,000 --> 00:00:00,033
<font size="36">SrtCnt : 1, DiffTime : 33ms
2022-08-07 13:40:40,774,808
[iso : 100] [shutter : 1/100.0] [latitude: 41.4] [longitude: 2.2]</font>

"""


def test_the_log_beside_the_video_is_heard(tmp_path: Path) -> None:
    (tmp_path / "DJI_0001.SRT").write_text(LOG)
    hearing = heard("subtitles_log", [], tmp_path / "DJI_0001.MP4")
    assert hearing.testimony
    piece = hearing.testimony[0]
    assert (piece.stage, piece.strength, piece.clock) == ("recorded", "moderate", "camera")
    assert piece.span.covers(datetime(2022, 8, 7, 11, 40, 40, tzinfo=UTC))  # Barcelona in summer
    assert piece.place.file == "DJI_0001.SRT"  # type: ignore[union-attr]


def test_without_a_log_it_is_silent(tmp_path: Path) -> None:
    assert [silence.why for silence in heard("subtitles_log", [], tmp_path / "DJI_0001.MP4").silences] == ["nothing to read"]
