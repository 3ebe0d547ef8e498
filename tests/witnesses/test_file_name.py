"""File names as testimony."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.witnesses.exhibits import header, heard

ANDROID = [
    ("moov/udta/©xyz", "+40.6800-074.5000/"),
    ("moov/meta/keys com.android.version", "9"),
    ("moov/trak[1]/mdia/hdlr name", "VideoHandle"),
]


def test_the_header_decides_the_zone_of_the_name(tmp_path: Path) -> None:
    """PhotoPrism issue 1388: named 14:50:59 in New York, 36.9 s long, header 18:51:37 UTC."""
    (piece,) = heard("file_name", [*header("2021-06-23T18:51:37"), *ANDROID], tmp_path / "20210623_145059.mp4", duration=36.9).testimony
    assert (piece.stage, piece.strength, piece.clock) == ("recorded", "moderate", "camera")
    assert piece.span.covers(datetime(2021, 6, 23, 18, 50, 59, tzinfo=UTC))
    assert piece.span.width is not None
    assert piece.span.width < timedelta(minutes=6)


def test_alone_its_zone_is_width(tmp_path: Path) -> None:
    (piece,) = heard("file_name", [], tmp_path / "20210623_145059.mp4").testimony
    assert piece.strength == "limited"
    assert piece.span.width is not None
    assert piece.span.width >= timedelta(hours=26)


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("VID-20211113-WA0077.mp4", "saved"),
        ("video_2023-05-01_12-34-56.mp4", "saved"),
        ("RPReplay_Final1709229551.mov", "edited"),
        ("7206382937372134662.mp4", "saved"),
        ("PXL_20230812_005706479.TS.mp4", "recorded"),
    ],
)
def test_what_each_kind_dates(tmp_path: Path, name: str, stage: str) -> None:
    (piece,) = heard("file_name", [], tmp_path / name).testimony
    assert (piece.stage, piece.strength) == (stage, "limited")


def test_a_counter_is_seen_and_says_nothing(tmp_path: Path) -> None:
    hearing = heard("file_name", [], tmp_path / "IMG_1262.MOV")
    assert hearing.testimony == ()
    assert len(hearing.observations) == 1


def test_a_name_of_no_pattern_is_a_silence(tmp_path: Path) -> None:
    assert [silence.why for silence in heard("file_name", [], tmp_path / "holiday.mp4").silences] == ["nothing to read"]
