"""Clips for the report and the page: playable by browsers, upright, of the asked stretch."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.media.clip import cut_clip
from analysis.media.shots import find_shots
from analysis.media.streams import streams
from analysis.media.worker import Refused, Stopped
from tests.media.conftest import SCENES, X264, Film, one_scene


def test_a_clip_shows_the_asked_stretch(cut_film: tuple[Path, list[float]], tmp_path: Path) -> None:
    """From 3 s on, for 4 s: the cuts at 3.5 and 6.5 s come half a second and three and a half after its start."""
    steps: list[float] = []
    clip = cut_clip(cut_film[0], tmp_path / "clip.mp4", start_s=3, seconds=4, progress=lambda name, share: steps.append(share))
    assert (clip.start_s, clip.seconds) == (3, pytest.approx(4.0, abs=0.1))
    assert clip.size == (tmp_path / "clip.mp4").stat().st_size
    assert [s.start_s for s in find_shots(tmp_path / "clip.mp4").shots] == pytest.approx([0, 0.5, 3.5], abs=0.1)
    assert steps[-1] == 1.0
    assert list(tmp_path.iterdir()) == [tmp_path / "clip.mp4"]


def test_it_is_what_browsers_play(films: Film, tmp_path: Path) -> None:
    """H.264 in 4:2:0 with 8 bits, AAC, square pixels, upright, the index in front; from a turned 10-bit film."""
    plain = films(
        "wide-ten-bit.mov", "-f", "lavfi", "-t", "2", "-i", SCENES[0].replace("320x180", "1280x720"),
        "-f", "lavfi", "-t", "2", "-i", "sine=440",
        "-vf", "setsar=4/3", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv422p10le", "-c:a", "pcm_s16le",
    )  # fmt: skip
    source = films("wide-ten-bit-turned.mov", "-display_rotation", "90", "-i", plain, "-c", "copy")
    cut_clip(source, tmp_path / "clip.mp4", height=480)
    found = streams(tmp_path / "clip.mp4")
    video, audio = found.streams
    assert (video.codec, video.pixel_format, video.rotation, video.pixel_aspect) == ("h264", "yuv420p", 0, Fraction(1))
    # 1280 x 720 at 4:3 is 1707 x 960, turned 720 x 1707, its shorter side at 480.
    assert video.width == 480
    assert video.height == pytest.approx(480 * 1280 * 4 / 3 / 720, abs=2)
    assert (audio.codec, audio.channels) == ("aac", 2)
    data = (tmp_path / "clip.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_odd_sizes_and_no_sound(films: Film, tmp_path: Path) -> None:
    source = films("odd.mkv", "-f", "lavfi", "-t", "1", "-i", "testsrc2=s=321x181:r=30", "-c:v", "ffv1")
    cut_clip(source, tmp_path / "clip.mp4")
    [video] = streams(tmp_path / "clip.mp4").streams
    assert (video.width, video.height) == (320, 180)


def test_metadata_stays_behind(films: Film, tmp_path: Path) -> None:
    source = one_scene(films, "located.mp4", "-metadata", "title=secret", "-metadata", "location=+50.45+030.52/")
    cut_clip(source, tmp_path / "clip.mp4")
    assert b"secret" not in (tmp_path / "clip.mp4").read_bytes()
    assert b"+50.45" not in (tmp_path / "clip.mp4").read_bytes()


def test_an_older_clip_is_replaced_only_by_a_whole_one(cut_film: tuple[Path, list[float]], films: Film, tmp_path: Path) -> None:
    out = tmp_path / "clip.mp4"
    out.write_bytes(b"older")
    with pytest.raises(Refused, match=r"15\.0 s long"):
        cut_clip(cut_film[0], out, start_s=100)
    sound = films("sound.m4a", "-f", "lavfi", "-t", "1", "-i", "sine=440", "-c:a", "aac")
    with pytest.raises(Refused, match="no video stream"):
        cut_clip(sound, out)
    assert out.read_bytes() == b"older"
    cut_clip(cut_film[0], out, seconds=1)
    assert out.read_bytes() != b"older"


def test_it_can_be_stopped(films: Film, tmp_path: Path) -> None:
    path = films("long-clip.mp4", "-f", "lavfi", "-t", "20", "-i", "testsrc2=s=1280x720:r=30", *X264)
    stop = threading.Event()
    with pytest.raises(Stopped):
        cut_clip(path, tmp_path / "clip.mp4", progress=lambda name, share: stop.set(), stop=stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("start", "seconds"), [(-1.0, 5.0), (0.0, 0.0), (0.0, float("nan")), (float("inf"), 1.0)])
def test_senseless_stretches_are_refused(tmp_path: Path, start: float, seconds: float) -> None:
    with pytest.raises(ValueError, match="a clip"):
        cut_clip(tmp_path / "any.mp4", tmp_path / "clip.mp4", start_s=start, seconds=seconds)


@pytest.mark.parametrize(
    "name",
    [
        "asf_2000.asf",
        "freemxf_op1a_2006.mxf",
        "panasonic_avchd_mdpm_2012.mts",
        "phone_2004.3gp",
        "iphone14pro_trimmed_2023.mov",
        "mj2_2007.mj2",
    ],
)
def test_real_files_of_each_kind(shared: Path, tmp_path: Path, name: str) -> None:
    clip = cut_clip(shared / "media" / name, tmp_path / "clip.mp4", seconds=2)
    assert clip.seconds > 0
    assert find_shots(tmp_path / "clip.mp4").pictures > 0
