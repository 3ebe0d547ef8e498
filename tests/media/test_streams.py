"""What containers and streams say of themselves, against how the files were made and against published facts of real ones."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.media.streams import streams
from analysis.media.worker import WorkerFailed
from tests.media.conftest import SCENES, X264, Film, one_scene


def test_a_film_as_it_was_made(films: Film) -> None:
    path = films(
        "tagged.mkv", "-f", "lavfi", "-t", "2", "-i", SCENES[0], "-f", "lavfi", "-t", "2", "-i", "sine=440:r=44100", *X264,
        "-ac", "2", "-c:a", "aac",
        "-vf", "setsar=16/11", "-metadata", "title=Вечер", "-metadata:s:a:0", "language=ukr", "-metadata:s:v:0", "HANDLER=hand",
    )  # fmt: skip
    found = streams(path)
    assert found.format == "matroska,webm"
    assert found.duration_s == pytest.approx(2.0, abs=0.1)
    assert dict(found.tags)["title"] == "Вечер"
    video, audio = found.streams
    assert found.video == video
    assert (video.kind, video.codec, video.width, video.height) == ("video", "h264", 320, 180)
    assert video.frame_rate == 30
    assert video.pixel_aspect == Fraction(16, 11)
    assert video.pixel_format == "yuv420p"
    assert dict(video.tags)["HANDLER"] == "hand"
    assert (audio.kind, audio.codec, audio.sample_rate, audio.channels, audio.language) == ("audio", "aac", 44100, 2, "ukr")
    assert json.loads(json.dumps(found.to_json()))["streams"][0]["pixel_aspect"] == "16/11"


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_rotation_is_that_of_the_display_matrix(films: Film, degrees: int) -> None:
    plain = one_scene(films, "plain.mp4")
    path = films(f"turned-{degrees}.mp4", "-display_rotation", str(degrees), "-i", plain, "-c", "copy")
    video = streams(path).video
    assert video is not None
    assert video.rotation == degrees
    assert not video.mirrored


def test_a_mirrored_film(films: Film) -> None:
    path = films("mirrored.mp4", "-display_hflip", "-i", one_scene(films, "plain.mp4"), "-c", "copy")
    video = streams(path).video
    assert video is not None
    assert video.mirrored


def test_sound_alone(films: Film) -> None:
    found = streams(films("sound.m4a", "-f", "lavfi", "-t", "1", "-i", "sine=440", "-c:a", "aac"))
    assert [stream.kind for stream in found.streams] == ["audio"]
    assert found.video is None
    assert found.problems == ("The file has no video stream that can be decoded.",)


@pytest.mark.parametrize("data", [b"", b"just a text\n" * 50, bytes(5000), b"\0\0\0\x18ftypisom" + bytes(500)])
def test_what_is_no_video_says_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "text.mp4"
    path.write_bytes(data)
    found = streams(path)
    assert found.streams == ()
    assert found.problems


# From the published table of the set (the columns "device/software" and "file") and ffprobe 5.1.9's view of the files.
REAL = {
    "asf_2000.asf": ("asf", "msmpeg4v3", 160, 120),
    "freemxf_op1a_2006.mxf": ("mxf", "mpeg2video", 720, 576),
    "panasonic_avchd_mdpm_2012.mts": ("mpegts", "h264", 1920, 1080),
    "premiere2_xmp_2006.avi": ("avi", "dvvideo", 720, 480),
    "mj2_2007.mj2": ("mov,mp4,m4a,3gp,3g2,mj2", "jpeg2000", 352, 288),
    "gstreamer_dateutc_2021.webm": ("matroska,webm", "vp8", 1920, 1080),
    "iphone12promax_2021_moov.mp4": ("mov,mp4,m4a,3gp,3g2,mj2", "hevc", 1920, 1080),
}


@pytest.mark.parametrize("name", REAL)
def test_real_files(shared: Path, name: str) -> None:
    found = streams(shared / "media" / name)
    assert found.video is not None
    assert (found.format, found.video.codec, found.video.width, found.video.height) == REAL[name]


def test_every_real_file_has_streams_or_a_problem(shared: Path) -> None:
    for path in sorted((shared / "media").iterdir()):
        try:
            found = streams(path)
        except WorkerFailed as failure:  # pragma: no cover - told by name
            pytest.fail(f"{path.name}: {failure}")
        assert found.streams or found.problems, path.name
        assert all("\n" not in problem and problem.endswith(".") for problem in found.problems), path.name
