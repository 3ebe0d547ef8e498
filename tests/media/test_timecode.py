"""Timecode labels. Expected values: SMPTE ST 12-1; at 120 pictures a second FFmpeg 9.0.2, which writes these labels for these counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.media.timecode import smpte_label


@pytest.mark.parametrize(
    ("frames", "nominal", "drop", "text"),
    [
        (0, 25, False, "00:00:00:00"),
        (90000, 25, False, "01:00:00:00"),
        (1700260, 30, False, "15:44:35:10"),  # as ffprobe prints it for the same count
        (1799, 30, True, "00:00:59;29"),  # numbers 0 and 1 are left out at each minute ...
        (1800, 30, True, "00:01:00;02"),
        (17981, 30, True, "00:09:59;29"),
        (17982, 30, True, "00:10:00;00"),  # ... but not at every tenth
        (107892, 30, True, "01:00:00;00"),
        (3600, 60, True, "00:01:00;04"),
        (215784, 60, True, "01:00:00;00"),
        (7200, 120, True, "00:01:00;08"),
        (503496, 120, True, "01:10:00;00"),
    ],
)
def test_labels_of_frame_numbers(frames: int, nominal: int, drop: bool, text: str) -> None:
    assert smpte_label(frames, nominal, drop=drop) == text


@given(st.integers(0, 2_589_407), st.booleans())
def test_labels_are_legal(frames: int, drop: bool) -> None:
    text = smpte_label(frames, 30, drop=drop)
    hour, minute, second, frame = int(text[:2]), int(text[3:5]), int(text[6:8]), int(text[9:])
    assert hour < 24
    assert minute < 60
    assert second < 60
    assert frame < 30
    assert not (drop and frame < 2 and second == 0 and minute % 10)
