"""Fingerprints: what mirroring, bars and plain pictures do to a code, by the definition of the cosine transform; and real decoding."""

from __future__ import annotations

import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.media.decoder.fingerprints import Coded, code, without_borders
from analysis.media.fingerprint import ASKED_S, fingerprint
from analysis.media.worker import Refused, WorkerFailed
from tests.archive.films import FFMPEG, altered, film, land, still

TURNED = np.array([0, 0, 2**64 - 1, 2**64 - 1], np.uint64)


def differing(one: np.ndarray, other: np.ndarray) -> int:
    return int(np.bitwise_count(one ^ other).sum())


@settings(deadline=None)
@given(st.integers(0, 2**32))
def test_mirroring_turns_over_the_odd_half_and_nothing_else(seed: int) -> None:
    """DCT-II of a mirrored row: coefficient k is multiplied by (-1)^k."""
    square = np.random.default_rng(seed).random((64, 64), dtype=np.float32) * 255
    assert differing(code(np.ascontiguousarray(square[:, ::-1])) ^ TURNED, code(square)) <= 2  # rounding at the median


def test_a_code_is_half_ones_and_unrelated_codes_differ_in_half() -> None:
    one, other = (Coded.of(land(seed)).code for seed in (1, 2))
    assert abs(differing(one, np.zeros(4, np.uint64)) - 128) <= 1
    assert 90 <= differing(one, other) <= 166  # half of 256, and four standard deviations of 8 to either side, with some room


@pytest.mark.parametrize(("colour", "logo"), [(0, False), (0, True), (255, False), (128, False)])
def test_bars_are_taken_off(colour: int, logo: bool) -> None:
    picture = land(3)[:144, :256]
    framed = np.full((256, 320), colour, np.uint8)
    framed[56:200, 32:288] = picture
    if logo:
        framed[8:24, 250:290] = 200
    found = without_borders(framed)
    assert all(abs(a - b) <= 4 for a, b in zip(found.shape, picture.shape, strict=True))
    assert differing(Coded.of(framed).code, Coded.of(picture).code) <= 40


def test_dark_ground_is_no_bar_and_a_strip_at_one_edge_is() -> None:
    """Ground that ends here and there, in a darker copy (a power of 1/0.6, as ffmpeg's eq has it) too; and a bar on one side only."""
    picture = land(3)[:144, :256] // 2 + 100
    rows, across = np.mgrid[:144, :256]
    ground = rows > 105 + 20 * np.sin(across / 25)
    picture[ground] = land(5)[:144, :256][ground] // 12
    dark = (255 * (picture / 255.0) ** (1 / 0.6)).astype(np.uint8)
    assert [without_borders(each).shape for each in (picture, dark)] == [picture.shape] * 2
    assert differing(Coded.of(dark).core, Coded.of(picture).core) <= 40
    strip = picture.copy()
    strip[:40] = 0
    assert abs(len(without_borders(strip)) - 104) <= 3


def test_dark_ground_beside_a_bar_is_left_in_the_picture() -> None:
    """A picture whose left edge is black for most of its height, in black bars of 40 columns at both sides."""
    picture = np.random.default_rng(8).integers(60, 200, (120, 160), np.uint8)
    picture[:100, :20] = 0
    picture[:70, 20:40] = 0
    framed = np.pad(picture, ((0, 0), (40, 40)))
    assert abs(without_borders(framed).shape[1] - picture.shape[1]) <= 3


def test_an_even_ground_in_black_bars_can_be_left_whole() -> None:
    picture = np.full((90, 160), 100, np.uint8)
    picture[20:70, 60:100] = np.random.default_rng(9).integers(0, 255, (50, 40), np.uint8)
    framed = np.pad(picture, ((0, 0), (40, 40)))
    assert without_borders(framed).shape[1] < 80
    assert abs(without_borders(framed, coloured=False).shape[1] - picture.shape[1]) <= 3


def test_plain_pictures_have_no_detail() -> None:
    black = np.zeros((144, 256), np.uint8)
    logo = black.copy()
    logo[10:30, 200:240] = 255
    assert Coded.of(black).detail == 0
    assert Coded.of(logo).detail <= 8
    assert Coded.of(land(4)).detail >= 48


def test_pictures_of_a_video_in_time(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", (1, 2), seconds=3)
    prints = fingerprint(path, dense=True)
    steps = np.diff(prints.seconds)
    assert prints.duration_s == pytest.approx(6.0, abs=0.1)
    assert prints.seconds[0] == 0
    assert (steps > 0).all()
    assert steps.max() <= ASKED_S + 0.1  # ten pictures a second: one more at the most
    part = fingerprint(path, dense=True, between=(2.0, 4.0))
    assert part.seconds[0] >= 2.0
    assert part.seconds[-1] <= 4.0
    assert prints.place(0).seconds == pytest.approx(0)


def test_long_videos_are_read_at_their_key_frames_and_a_second_after(tmp_path: Path) -> None:
    path = altered(film(tmp_path / "short.mp4", (1, 2, 3, 4), seconds=5), tmp_path / "long.mp4", "null", "-g", "50", "-sc_threshold", "0")
    offsets = fingerprint(path).seconds % 5.0  # a key frame every 50 pictures at 10 a second
    assert ((offsets <= 1.2) | (offsets >= 4.99)).all()
    assert len(offsets) >= 8


def test_a_turned_video_is_seen_upright(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", (5,), seconds=2)
    turned = tmp_path / "turned.mp4"
    sideways = altered(path, tmp_path / "sideways.mp4", "transpose=clock")
    # Players turn it back by the display matrix.
    command = [FFMPEG, "-v", "error", "-y", "-display_rotation", "90", "-i", str(sideways), "-c", "copy", str(turned)]
    subprocess.run(command, check=True)
    upright, seen = fingerprint(path, dense=True), fingerprint(turned, dense=True)
    assert max(differing(a, b) for a, b in zip(upright.codes, seen.codes, strict=False)) <= 40


def test_a_picture_file_is_one_picture(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", (6,), seconds=1)
    picture = fingerprint(still(path, tmp_path / "still.jpg", 0.5))
    assert (picture.still, len(picture)) == (True, 1)
    assert np.bitwise_count(fingerprint(path, dense=True).codes ^ picture.codes).sum(axis=1).min() <= 40
    (tmp_path / "bomb.png").write_bytes(cv2.imencode(".png", np.zeros((9_000, 9_000), np.uint8))[1].tobytes())
    with pytest.raises((Refused, WorkerFailed)):
        fingerprint(tmp_path / "bomb.png")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff" + bytes(50), b"#EXTM3U\n/etc/passwd", b"\x89PNG\r\n\x1a\n" + b"\xff" * 100])
def test_what_is_no_picture_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.mp4").write_bytes(data)
    with pytest.raises(WorkerFailed):
        fingerprint(tmp_path / "x.mp4")
