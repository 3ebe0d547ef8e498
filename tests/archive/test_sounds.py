"""Whose sound is whose: the seconds are known since the sounds were made and cut for it; what was not made from a sound must not match."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.archive import sound_index
from analysis.archive.sound_index import Wanted, likeliest, opened, ranges
from analysis.archive.sounds import PROBED, AskedSound, moving
from analysis.media.sound import SPAN_S, STEP_S, SoundCodes, sound_codes
from tests.archive.voices import again, hiss, speech, tone, under


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sounds")


@pytest.fixture(scope="module")
def spoken(folder: Path) -> Path:
    return under(speech(1), folder / "spoken.mka")


@pytest.fixture(scope="module")
def kept(spoken: Path) -> SoundCodes:
    return sound_codes(spoken)


@pytest.mark.parametrize(
    ("name", "options", "part"),
    [
        ("a.m4a", ("-c:a", "aac", "-b:a", "64k", "-af", "volume=0.15"), (0.0, 20.0)),
        ("b.ogg", ("-c:a", "libopus", "-b:a", "16k"), (0.0, 20.0)),
        ("c.m4a", ("-c:a", "aac", "-b:a", "32k", "-ar", "22050"), (7.3, 12.0)),
    ],
)
def test_a_copy_is_found_at_its_seconds(
    name: str, options: tuple[str, ...], part: tuple[float, float], spoken: Path, kept: SoundCodes, folder: Path
) -> None:
    """Quieter, recoded to a messenger's quality, and cut out."""
    start, seconds = part
    copy = again(spoken, folder / name, *options, start=start, seconds=seconds)
    (same,) = AskedSound(sound_codes(copy)).same(kept)
    assert same.here == pytest.approx((0, seconds), abs=0.5)
    assert same.there == pytest.approx((start, start + seconds), abs=0.5)
    assert same.differing < 0.1


def test_other_sounds_silence_and_tones_do_not_match(spoken: Path, kept: SoundCodes, folder: Path) -> None:
    """Tones and silence match nothing, not even themselves: whose hum it is, none can tell."""
    random = np.random.default_rng(5)
    music = sum((tone(hertz) * (random.random(20).repeat(16_000) > 0.5) for hertz in (220, 277, 330, 415, 494)), tone(110) * 0.2)
    # Four seconds of what the other one says, in silence, are not enough.
    short = np.concatenate([tone(0, 8), speech(1)[: 4 * 16_000], tone(0, 8)])
    others = {
        "speech": speech(2), "hiss": hiss(3), "music": music / 3,
        "tone": tone(440), "hum": tone(50) + tone(100) / 3 + hiss(6) / 300, "silence": tone(0),
    }  # fmt: skip
    # One after another on one track of twenty seconds each, so that they are decoded once; codes that speak of two are left out.
    track = sound_codes(under(np.concatenate([*others.values(), short]), folder / "others.mka", codec=("pcm_s16le",)))
    first, each = (int(seconds / STEP_S) + 2 for seconds in (0, 20 - SPAN_S))
    codes = {name: track[(at := round(20 * index / STEP_S) + first) : at + each - 4] for index, name in enumerate([*others, "short"])}
    codes["spoken"] = kept
    matches = {(one, other) for one in codes for other in codes if AskedSound(codes[one]).same(codes[other])}
    assert {(one, other) for one, other in matches if one != other} == set()
    assert {one for one, _ in matches} >= {"speech", "music", "spoken"}
    assert not {one for one, _ in matches} & {"tone", "silence", "short"}


def test_twice_in_one_video_is_told_twice(kept: SoundCodes) -> None:
    """A compilation that has the same ten seconds at two places, other sounds between."""
    piece = kept[20 : 20 + 100]
    other = np.random.default_rng(1).integers(0, 1 << 32, 150, dtype=np.uint32)
    found = AskedSound(np.concatenate([piece, other, piece])).same(kept)
    assert [same.here[0] for same in found] == pytest.approx([0, 250 * STEP_S], abs=1)
    assert [same.there[0] for same in found] == pytest.approx([20 * STEP_S, 20 * STEP_S], abs=1)


@settings(max_examples=40, deadline=None)
@given(st.integers(60, 200), st.integers(0, 400), st.integers(0, 2**32 - 1), st.floats(0, 0.15))
def test_any_run_of_codes_is_found_where_it_was_put(length: int, at: int, seed: int, noise: float) -> None:
    """Codes by chance, some of the bits turned over; among a hundred files by chance."""
    random = np.random.default_rng(seed)
    piece = random.integers(0, 1 << 32, length, dtype=np.uint32)
    turned = (random.random((length, 32)) < noise) @ (1 << np.arange(32, dtype=np.uint64))
    # Every fifth code comes through whole, as in every recoding that was seen.
    turned[::5] = 0
    archive = {number: random.integers(0, 1 << 32, 700, dtype=np.uint32) for number in range(100)}
    archive[33][at : at + length] = piece ^ turned.astype(np.uint32)
    asked = AskedSound(piece)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        # Codes of several ranges, and several lots of files.
        patch.setattr(sound_index, "A_RANGE", 3_000)
        patch.setattr(sound_index, "A_LOT", 5_000)
        parts = ranges(Path(folder), 1, 100 * 175, ((file, codes[::PROBED]) for file, codes in archive.items()))
        assert len(parts) == 8
        found = likeliest(opened(part).hits(Wanted.of_sound(asked)) for part in parts)
    assert [file for file in found if asked.same(archive[file])] == [33]
    (same,) = asked.same(archive[33])
    assert same.here[0] - same.there[0] == pytest.approx(-at * STEP_S)
    assert same.here[1] - same.here[0] == pytest.approx((length - 1) * STEP_S + SPAN_S, abs=2)
    assert same.differing <= 0.2


def test_what_stands_still_does_not_move() -> None:
    codes = np.array([1, 1, 2, 3, 3, 3, 3, 3, 4], np.uint32)
    assert moving(codes).tolist() == [True, True, True, False, False, False, False, False, True]
    assert AskedSound(np.zeros(0, np.uint32)).same(codes) == []
