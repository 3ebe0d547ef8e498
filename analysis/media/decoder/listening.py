"""The job "sound": ffmpeg itself, started inside the worker's limits, makes Chromaprint's codes of the open video's first sound track."""

from __future__ import annotations

import base64
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import ffmpeg

from analysis.media.decoder import sandbox
from analysis.media.decoder.cutting import follow
from analysis.media.decoder.opening import DEMUXERS, Refusal, length, open_video
from analysis.media.sound import LONGEST_S, MAX_CODES, RATE, Heard

CODE_BYTES = 4


def sound(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> Heard:
    """Read the sound once."""
    with open_video(file) as container:
        tracks = [stream.index for stream in container.streams.audio if stream.codec_context is not None]
        demuxer = container.format.name.split(",")[0]
        stated = length(container)
    if not tracks:
        raise Refusal("The file has no sound that can be decoded.")
    file.seek(0)
    process = subprocess.Popen(
        [ask["program"], *command(demuxer, tracks[0])],
        stdin=0,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # The worker may be killed; what it started goes with it. Nothing else in this process holds a lock here.
        preexec_fn=sandbox.die_with_parent if sys.platform == "linux" else None,
    )
    codes = bytearray()
    # Both pipes are emptied at once: the codes come all together at the end, and would fill theirs.
    reader = threading.Thread(target=_collect, args=(process, codes), daemon=True)
    reader.start()
    assert process.stderr is not None
    follow(process, process.stderr, min(stated or LONGEST_S, LONGEST_S), report, "sound")
    reader.join()
    if process.returncode != 0:
        raise Refusal("The sound of this file could not be decoded.")
    report("sound", 1.0)
    return Heard(base64.b64encode(codes[: len(codes) // CODE_BYTES * CODE_BYTES]).decode())


def command(demuxer: str, track: int) -> list[str]:
    """ffmpeg's arguments. One stream that was named is touched; no other is decoded."""
    source = ffmpeg.input("fd:", format=demuxer, format_whitelist=",".join(DEMUXERS), protocol_whitelist="fd")
    # From the start of the presentation on, with silence where the track has nothing: a code's place is then its second.
    heard = source[str(track)].filter("aresample", RATE, **{"async": 1, "first_pts": 0})
    made = ffmpeg.output(
        heard, "pipe:1", format="chromaprint", fp_format="raw", acodec="pcm_s16le" if sys.byteorder == "little" else "pcm_s16be",
        ac=1, ar=RATE, t=f"{LONGEST_S:.0f}", threads=1,
    )  # fmt: skip
    made = made.global_args("-nostdin", "-hide_banner", "-loglevel", "quiet", "-progress", "pipe:2")
    arguments: list[str] = made.get_args()
    return arguments


def _collect(process: subprocess.Popen[bytes], codes: bytearray) -> None:
    assert process.stdout is not None
    while chunk := process.stdout.read(1 << 16):
        if len(codes) < MAX_CODES * CODE_BYTES:
            codes += chunk
