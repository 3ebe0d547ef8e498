"""Cut a light clip that a browser plays: H.264 and AAC in MP4, for the report and for the page's player.

The ffmpeg program (of imageio-ffmpeg) is started by the worker process, inside its limits and locks. It reads the video from an open
descriptor (`fd:`, the one protocol that it may use) with the demuxer named, and writes into an empty folder of its own under a fixed
name; so no name, however odd, ever reaches its command line.
"""

from __future__ import annotations

import os
import stat
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from analysis.media.worker import Limits, Progress, WorkerFailed, run

CLIP = Limits(cpu_s=3600, wall_s=1800.0, stall_s=120.0, file_bytes=1 << 30)
LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/dev/null")
"""What a dynamically linked ffmpeg needs on Linux; the one that imageio-ffmpeg ships is linked statically."""


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip that was cut: it shows the presentation from `start_s` on, for `seconds`, and is `size` bytes long."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    start_s: float
    seconds: float
    size: int


def ffmpeg_program() -> Path:
    """The ffmpeg program that imageio-ffmpeg carries. Raises RuntimeError where it carries none for this machine."""
    import imageio_ffmpeg

    return Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve()


def cut_clip(
    path: Path,
    out: Path,
    *,
    start_s: float = 0.0,
    seconds: float = 60.0,
    height: int = 480,
    sound: bool = True,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits = CLIP,
) -> Clip:
    """Cut `seconds` from `start_s` on into the MP4 file `out`, its shorter side at most `height` pixels, upright, square pixels.

    `out` appears whole or not at all; its folder must exist. Metadata is left out: the clip is for looking at. Raises Refused
    where nothing can be cut from the file, WorkerFailed, Stopped, or OSError where `out` can't be written.
    """
    if not (0 <= start_s < 1e6 and 0 < seconds < 1e6 and 16 <= height <= 4320):
        raise ValueError("a clip starts at 0 s or later, has a length, and between 16 and 4320 lines")
    # Loaded here: the worker imports this module for its types alone.
    import imageio_ffmpeg

    program = Path(imageio_ffmpeg.get_ffmpeg_exe()).resolve()
    with tempfile.TemporaryDirectory(prefix=".clip-", dir=out.parent) as name:
        folder = Path(name)
        ask = {"start_s": start_s, "seconds": seconds, "height": height, "sound": sound, "program": str(program)}
        programs = [program, *(Path(library) for library in LIBRARIES)]
        clip = run("clip", ask, Clip, video=path, out=folder, programs=programs, limits=limits, progress=progress, stop=stop)
        made = folder / "clip.mp4"
        try:
            ordinary = stat.S_ISREG(made.lstat().st_mode)
        except OSError as error:
            raise WorkerFailed("The clip was not written.") from error
        if not ordinary:
            raise WorkerFailed("The clip was not written.")
        os.replace(made, out)  # noqa: PTH105 - replaces an older clip on every platform
    return clip
