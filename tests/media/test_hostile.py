"""Files that try to make the tool open something else: nothing is contacted, and no other file is opened."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import imageio_ffmpeg
import pytest

from analysis.media.clip import cut_clip
from analysis.media.shots import find_shots
from analysis.media.streams import streams
from analysis.media.worker import ROOT, WorkerFailed
from tests.hostile import TEXTS, Bait, alias, external, laid, linked, references
from tests.media.conftest import Film, one_scene

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the bait is a named pipe of POSIX")

REFERENCES = ("alias.mov", "url-connection.mov", "url-file.mp4", "resource.mov", "reference-movie.mov")


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    with laid(tmp_path) as baited:
        yield baited


@pytest.fixture(params=[*TEXTS, *REFERENCES, "linked.mkv"])
def hostile(request: pytest.FixtureRequest, bait: Bait, films: Film, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    if request.param in TEXTS:
        path.write_bytes(TEXTS[request.param](bait))
    elif request.param == "linked.mkv":
        path.write_bytes(linked(one_scene(films, "plain.mkv").read_bytes(), bait))
    else:
        path.write_bytes(references(one_scene(films, "plain.mov").read_bytes(), bait)[request.param])
    return path


def test_nothing_else_is_opened_by_the_tool(hostile: Path, bait: Bait, tmp_path: Path) -> None:
    seen = streams(hostile)
    assert seen.problems or seen.streams
    found = find_shots(hostile, tmp_path / "stills")
    assert found.problems or found.shots
    with contextlib.suppress(WorkerFailed):
        cut_clip(hostile, tmp_path / "clip.mp4", seconds=1)
    time.sleep(0.15)
    assert not bait.taken


def test_nothing_else_is_opened_without_the_locks_of_the_system(hostile: Path, bait: Bait) -> None:
    """FFmpeg's own lists and the refusal of further files hold alone, in a process that may open whatever it likes."""
    code = """
import sys
from analysis.media.decoder.opening import Failures, Refusal, open_video, video_stream
with open(0, "rb", buffering=0) as file:
    try:
        with open_video(file) as container:
            print(sum(1 for _ in Failures().frames(container, video_stream(container))))
    except Refusal as refusal:
        print(refusal)
"""
    with hostile.open("rb") as file:
        done = subprocess.run([sys.executable, "-c", code], stdin=file, capture_output=True, text=True, timeout=60, check=True, cwd=ROOT)
    assert done.stdout.strip()
    time.sleep(0.15)
    assert not bait.taken


@pytest.mark.parametrize("name", ["hls-connection.mp4", "hls-file.mp4", "alias.mov"])
def test_the_bait_works(name: str, bait: Bait, films: Film, tmp_path: Path) -> None:
    """An ffmpeg that is told to follow every reference takes it: the tests above would have seen that."""
    path = tmp_path / name
    path.write_bytes(TEXTS[name](bait) if name in TEXTS else external(one_scene(films, "plain.mov").read_bytes(), alias(bait.pipe)))
    follow = ["-f", "hls", "-allowed_extensions", "ALL", "-extension_picky", "0", "-protocol_whitelist", "file,http,tcp,crypto,data"]
    if name not in TEXTS:
        follow = ["-enable_drefs", "1", "-use_absolute_path", "1"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", *follow, "-i", str(path), "-f", "null", "-"]
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(command, capture_output=True, timeout=10, check=False)
    time.sleep(0.15)
    assert bait.taken


def test_a_name_is_only_a_name(films: Film, tmp_path: Path) -> None:
    """Names that FFmpeg or a command line would read as an option, a protocol, a pattern or two lines."""
    film = one_scene(films, "plain.mov").read_bytes()
    for name in ("-i", "%d.mp4", "file:x.mp4", "concat:a|b.mp4", "pipe:0", "a\nb.mp4", "'; ls #.mp4", "кадр 1.mov"):
        path = tmp_path / name
        path.write_bytes(film)
        assert streams(path).format.startswith("mov")
        assert len(find_shots(path).shots) == 1
        out = tmp_path / f"out {name}"
        assert cut_clip(path, out, seconds=1).size == out.stat().st_size
