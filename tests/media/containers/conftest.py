"""Files written by FFmpeg, a writer that shares no code with the readers."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

Encode = Callable[..., Path]


@pytest.fixture(scope="session")
def encode(tmp_path_factory: pytest.TempPathFactory) -> Encode:
    """encode(name, *options): a second of test picture, created (as FFmpeg is told) on 2021-05-06 at 07:08:09 UTC."""
    made: dict[tuple[str, ...], Path] = {}

    def run(name: str, *options: str, source: str = "testsrc=s=320x240:r=25:d=1") -> Path:
        key = (name, source, *options)
        if key not in made:
            path = made[key] = tmp_path_factory.mktemp("encoded") / name
            tags = ("creation_time=2021-05-06T07:08:09Z", "date=2020-01-02", "title=A title")
            command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", source]
            for tag in tags:
                command += ["-metadata", tag]
            subprocess.run([*command, *options, str(path)], check=True, capture_output=True, timeout=60)
        return made[key]

    return run
