"""Files that FFmpeg writes: what it was told to write, and the marks of its encoders, are listed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import imageio_ffmpeg
import pytest

from analysis.media.listing import list_fields
from tests.media.isobmff.build import one

SOURCE = ["-f", "lavfi", "-i", "testsrc=size=160x120:rate=30000/1001:duration=0.3", "-f", "lavfi", "-i", "sine=duration=0.3"]
DATED = ["-metadata", "creation_time=2021-03-04T05:06:07Z"]


def written(path: Path, *options: str) -> Path:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", *SOURCE, *DATED, *options, str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


@pytest.mark.parametrize(
    ("name", "options", "mark"),
    [
        ("plain.mp4", ["-c:v", "libx264"], "x264 - core"),
        ("fragments.mp4", ["-c:v", "libx264", "-movflags", "frag_keyframe+empty_moov+default_base_moof"], "x264 - core"),
        ("old_fragments.mp4", ["-c:v", "libx264", "-movflags", "frag_keyframe+empty_moov"], "x264 - core"),
        ("hevc.mov", ["-c:v", "libx265", "-tag:v", "hvc1", "-x265-params", "log-level=none"], "x265 (build"),
        ("visual.mp4", ["-c:v", "mpeg4"], "Lavc"),
        ("motion_jpeg.mov", ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"], "Lavc"),
        ("prores.mov", ["-c:v", "prores"], "fmpg"),
        ("phone.3gp", ["-c:v", "h263", "-s", "176x144", "-c:a", "aac"], "Lavc"),
    ],
)
def test_dates_and_encoders(tmp_path: Path, name: str, options: list[str], mark: str) -> None:
    path = written(tmp_path / name, *options)
    listing = list_fields(path)
    assert str(one(listing, "moov/mvhd creation_time").reading) == "2021-03-04T05:06:07Z"
    assert {str(f.reading) for f in listing.fields if f.tag.endswith("mdhd creation_time")} == {"2021-03-04T05:06:07Z"}
    marks = [f for f in listing.fields if f.raw.startswith(mark) and "compressorname" not in f.tag]
    assert marks
    data = path.read_bytes()
    for field in marks:
        stored = data[field.place.offset : field.place.offset + field.place.length].decode()
        assert stored.startswith(field.raw.removesuffix("…"))  # long values are cut
    assert listing.duration_s == pytest.approx(0.3, abs=0.1)
    assert listing.problems == []


def test_drop_frame_timecode_and_keys(tmp_path: Path) -> None:
    keys = ["-metadata", "com.apple.quicktime.creationdate=2021-03-04T07:06:07+0200", "-movflags", "use_metadata_tags"]
    listing = list_fields(written(tmp_path / "timecode.mov", "-c:v", "libx264", "-timecode", "01:02:03;04", *keys))
    assert one(listing, "moov/trak[3]/tmcd timecode").raw == "01:02:03;04"
    assert str(one(listing, "moov/udta/meta/keys com.apple.quicktime.creationdate").reading) == "2021-03-04T07:06:07+02:00"
