"""Matching along a line: expected seconds are those at which the films were cut and joined."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.archive.distances import apart, distances, near
from analysis.archive.matching import align
from analysis.media.fingerprint import SHIFTED, Prints, fingerprint
from tests.archive.films import altered, film


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("films") / "older.mp4", (1, 2, 3, 4))


CROP = "crop=trunc(iw*0.9/2)*2:trunc(ih*0.9/2)*2"
LOGO = "drawbox=x=iw*0.8:y=ih*0.05:w=iw*0.14:h=ih*0.1:color=white@0.9:t=fill"


@pytest.mark.parametrize(
    ("filters", "speed", "mirrored"),
    [
        pytest.param("scale=160:-2", 1.0, False, id="smaller"),
        pytest.param("hflip", 1.0, True, id="mirrored"),
        pytest.param("pad=iw:ih+100:0:50", 1.0, False, id="letterbox"),
        pytest.param("eq=gamma=1.4:contrast=1.2", 1.0, False, id="colour"),
        pytest.param("setpts=PTS/1.2", 1.2, False, id="faster"),
        pytest.param(CROP, 1.0, False, id="cropped"),
        pytest.param(f"{CROP},{LOGO},hflip,scale=240:-2", 1.0, True, id="all at once"),
    ],
)
def test_an_altered_copy_is_found_with_its_seconds(older: Path, tmp_path: Path, filters: str, speed: float, mirrored: bool) -> None:
    copy = altered(older, tmp_path / "copy.mp4", filters)
    stretches = align(fingerprint(copy, dense=True), fingerprint(older))
    assert {stretch.mirrored for stretch in stretches} == {mirrored}
    assert sum(stretch.here[1] - stretch.here[0] for stretch in stretches) > 0.6 * 16 / speed
    for stretch in stretches:
        assert stretch.speed == pytest.approx(speed, rel=0.03)
        for pair in stretch.pairs:
            assert pair.there_s == pytest.approx(pair.here_s * speed, abs=0.5)


def test_a_clip_out_of_a_longer_video_and_a_compilation_that_holds_it(older: Path, tmp_path: Path) -> None:
    clip = altered(older, tmp_path / "clip.mp4", "null", "-ss", "8", "-t", "4")
    (cut,) = align(fingerprint(clip, dense=True), fingerprint(older, dense=True))
    assert cut.here == pytest.approx((0, 4), abs=0.6)
    assert cut.there == pytest.approx((8, 12), abs=0.6)
    compilation = film(tmp_path / "compilation.mp4", (11, 3, 12))
    (held,) = align(fingerprint(compilation, dense=True), fingerprint(older, dense=True))
    assert held.here == pytest.approx((4, 8), abs=0.6)
    assert held.there == pytest.approx((8, 12), abs=0.6)


def test_other_footage_does_not_match(older: Path, tmp_path: Path) -> None:
    other = film(tmp_path / "other.mp4", (21, 22, 23, 24))
    assert align(fingerprint(other, dense=True), fingerprint(older)) == []


def test_black_frames_and_a_logo_on_black_are_no_match(tmp_path: Path) -> None:
    land = film(tmp_path / "land.mp4", (31,))
    black = altered(land, tmp_path / "black.mp4", "eq=brightness=-1")
    logo = altered(black, tmp_path / "logo.mp4", LOGO)
    assert align(fingerprint(logo, dense=True), fingerprint(black)) == []
    assert align(fingerprint(logo, dense=True), fingerprint(logo)) == []


codes = st.binary(min_size=32, max_size=192).map(lambda data: np.frombuffer(data[: len(data) // 32 * 32], "<u8").reshape(-1, 4))
"""One to six codes; from bytes, since numbers one by one are slow to draw."""


@given(codes, codes)
def test_distances_count_bits(one: np.ndarray, other: np.ndarray) -> None:
    """Against Python's own count of bits in whole integers."""
    plain, mirrored = distances(one, other)
    turned = (2**64 - 1 << 128) | (2**64 - 1 << 192)
    for i, mine in enumerate(one):
        a = sum(int(word) << (64 * k) for k, word in enumerate(mine))
        for j, theirs in enumerate(other):
            b = sum(int(word) << (64 * k) for k, word in enumerate(theirs))
            assert plain[i, j] == min(255, (a ^ b).bit_count())
            assert mirrored[i, j] == min(255, (a ^ b ^ turned).bit_count())
    assert (apart(one, one)[0] == 0).all()


@given(codes, st.integers(0, 64), st.integers(0, 10))
def test_the_scan_leaves_out_only_what_is_out_of_reach(rows: np.ndarray, most: int, reach: int) -> None:
    asked = rows[:, 1]
    keys = rows[np.argsort(rows[:, 0] % 1024, kind="stable"), 0]
    edges = np.searchsorted(keys % 1024, np.arange(1025))
    halves = (near(keys, edges, asked, most, reach, part) for part in (range(0, 512), range(512, 1024)))
    found = {pair for rows, places in halves for pair in zip(rows.tolist(), places.tolist(), strict=True)}
    apart = {(q, k): int(asked[q]) ^ int(keys[k]) for q in range(len(asked)) for k in range(len(keys))}
    assert found == {pair for pair, bits in apart.items() if bits.bit_count() <= most and (bits % 1024).bit_count() <= reach}


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_chance_makes_no_match(seed: int) -> None:
    """Random codes: of 10 minutes against an hour none may reach what a match needs."""
    random = np.random.default_rng(seed)

    def made(count: int) -> Prints:
        rows = random.integers(0, 2**64, (count, 8), dtype=np.uint64)
        shifted = random.integers(0, 2**64, (count, SHIFTED, 4), dtype=np.uint64)
        full = np.full(count, 64, np.uint8)
        return Prints(np.arange(count), rows[:, :4], rows[:, 4:], full, full, shifted, Fraction(1, 2))

    assert align(made(300), made(1800)) == []
