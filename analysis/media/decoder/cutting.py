"""The job "clip": ffmpeg itself, started inside the worker's limits, with nothing but the open video to read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, BinaryIO

import ffmpeg

from analysis.media.clip import Clip
from analysis.media.decoder import sandbox
from analysis.media.decoder.opening import DEMUXERS, Refusal, length, open_video, video_stream

RATE = 30
"""Pictures a second that a clip has at most."""


def clip(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Clip:
    """Cut the clip into `out`/clip.mp4."""
    assert out is not None
    start, seconds = float(ask["start_s"]), float(ask["seconds"])
    with open_video(file) as container:
        video = video_stream(container).index
        sounds = [stream.index for stream in container.streams.audio if stream.codec_context is not None]
        demuxer = container.format.name.split(",")[0]
        stated = length(container)
    if stated is not None and start >= stated:
        raise Refusal(f"The video is {stated:.1f} s long: nothing starts at {start:.1f} s.")
    arguments = command(demuxer, video, sounds[0] if sounds and ask["sound"] else None, start, seconds, int(ask["height"]))
    file.seek(0)
    target = min(seconds, stated - start) if stated is not None else seconds
    process = subprocess.Popen(
        [ask["program"], *arguments],
        stdin=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=out,
        # The worker may be killed; what it started goes with it. Nothing else in this process holds a lock here.
        preexec_fn=sandbox.die_with_parent if sys.platform == "linux" else None,
    )
    assert process.stdout is not None
    done = follow(process, process.stdout, target, report, "clip")
    made = out / "clip.mp4"
    if process.returncode != 0 or not made.is_file() or done <= 0:
        raise Refusal("ffmpeg could not cut a clip from this part of the video.")
    report("clip", 1.0)
    with made.open("rb") as written, open_video(written) as container:
        return Clip(start, length(container) or done, made.stat().st_size)


def command(demuxer: str, video: int, sound: int | None, start: float, seconds: float, height: int) -> list[str]:
    """ffmpeg's arguments. Only streams that were named are touched; subtitles, data and metadata stay behind."""
    source = ffmpeg.input(
        "fd:", format=demuxer, format_whitelist=",".join(DEMUXERS), protocol_whitelist="fd", ss=f"{start:.6f}", t=f"{seconds:.6f}"
    )
    # Interlaced frames only; then square pixels; then the shorter side to the wanted height, sides even.
    picture = source[str(video)].filter("bwdif", mode="send_frame", deint="interlaced")
    picture = picture.filter("scale", w="trunc(iw*if(gt(sar,0),sar,1)/2)*2", h="trunc(ih/2)*2")
    side = f"trunc(min({height},min(iw,ih))/2)*2"
    picture = picture.filter("scale", w=f"if(gt(iw,ih),-2,{side})", h=f"if(gt(iw,ih),{side},-2)").filter("setsar", "1")
    streams = [picture] if sound is None else [picture, source[str(sound)]]
    options: dict[str, Any] = {
        "vcodec": "libx264", "preset": "veryfast", "crf": 26, "pix_fmt": "yuv420p", "fpsmax": RATE, "g": 2 * RATE,
        "movflags": "+faststart", "map_metadata": -1, "map_chapters": -1, "fflags": "+bitexact", "threads": 2, "format": "mp4",
    }  # fmt: skip
    if sound is not None:
        options |= {"acodec": "aac", "b:a": "96k", "ac": 2, "ar": 48000}
    made = ffmpeg.output(*streams, "file:clip.mp4", **options)
    made = made.global_args("-nostdin", "-hide_banner", "-loglevel", "error", "-progress", "pipe:1", "-y")
    arguments: list[str] = made.get_args()
    return arguments


def follow(
    process: subprocess.Popen[bytes], told: IO[bytes], target: float, report: Callable[[str, float], None], name_of_work: str
) -> float:
    """Read ffmpeg's progress, which it tells there, until it ends; the seconds that it wrote."""
    done = Fraction(0)
    for line in told:
        name, _, value = line.decode("ascii", "replace").strip().partition("=")
        if name == "out_time_us" and value.lstrip("-").isdigit():
            done = max(done, Fraction(int(value), 1_000_000))
            report(name_of_work, min(0.99, float(done) / max(target, 0.001)))
    process.wait()
    return float(done)
