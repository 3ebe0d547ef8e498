"""Films that are made for the tests, by ffmpeg, with known cuts, turns, lengths and damage."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

Film = Callable[..., Path]
X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-pix_fmt", "yuv420p", "-threads", "2")

SCENES = (
    "testsrc2=s=320x180:r=30",
    "mandelbrot=s=320x180:r=30:start_scale=0.4:end_scale=0.1",
    "smptehdbars=s=320x180:r=30",
    "mandelbrot=s=320x180:r=30:start_scale=0.02:end_scale=0.01:start_x=-1.25:start_y=0.02",
    "gradients=s=320x180:r=30:seed=5:nb_colors=6:speed=0.02:x0=10:y0=160:x1=300:y1=20",
    "sierpinski=s=320x180:r=30:seed=9:jump=6",
    "rgbtestsrc=s=320x180:r=30",
    "testsrc=s=320x180:r=30",
)
"""FFmpeg's own test pictures, all of them moving or still in ways of their own."""


def ffmpeg(*arguments: str | Path) -> None:
    """Run ffmpeg; fails the test with its own words."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """`films(name, *arguments)`: the film of that name, made by these ffmpeg arguments when it is first asked for."""
    folder = tmp_path_factory.mktemp("films")
    made: dict[str, tuple[str | Path, ...]] = {}

    def film(name: str, *arguments: str | Path) -> Path:
        path = folder / name
        if name not in made:
            ffmpeg(*arguments, path)
            made[name] = arguments
        assert made[name] == arguments, f"two films are called {name}"
        return path

    return film


@pytest.fixture(scope="session")
def cut_film(films: Film) -> tuple[Path, list[float]]:
    """Eight scenes one after the other, and the seconds at which each but the first begins."""
    lengths = [2.0, 1.5, 3.0, 1.0, 2.5, 1.2, 2.0, 1.8]
    inputs = [part for scene, length in zip(SCENES, lengths, strict=True) for part in ("-f", "lavfi", "-t", str(length), "-i", scene)]
    graph = "".join(f"[{i}:v]format=yuv420p,setsar=1[v{i}];" for i in range(len(SCENES)))
    graph += "".join(f"[v{i}]" for i in range(len(SCENES))) + f"concat=n={len(SCENES)}:v=1[v]"
    path = films("cuts.mp4", *inputs, "-filter_complex", graph, "-map", "[v]", *X264)
    return path, [sum(lengths[:i]) for i in range(1, len(lengths))]


def one_scene(films: Film, name: str, *arguments: str, seconds: float = 2.0, scene: str = SCENES[0]) -> Path:
    """A film of one scene, encoded with these further arguments."""
    return films(name, "-f", "lavfi", "-t", str(seconds), "-i", scene, *X264, *arguments)
