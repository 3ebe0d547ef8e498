"""Fingerprints of a video's sound, by which the same sound is found again: the codes of Chromaprint.

Each code is 32 bits that say how the twelve notes of the scale rise and fall within 2.7 seconds (L. Lalinsky, Chromaprint; after J. Haitsma
and T. Kalker, A Highly Robust Audio Fingerprinting System, 2002), and there are some eight a second. Loudness, recoding and a
messenger's quality change few of the bits. Speed and pitch change all of them.

The ffmpeg program (of imageio-ffmpeg) makes them. The worker process starts it within its limits and locks, as for a clip: it
reads an open descriptor (`fd:`, the one protocol that it may use) with the demuxer named, and can write no file.
"""

from __future__ import annotations

import base64
import binascii
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from analysis.media.clip import LIBRARIES, ffmpeg_program
from analysis.media.worker import Limits, Progress, WorkerFailed, run

SoundCodes = NDArray[np.uint32]

RATE = 11_025
"""Samples a second that Chromaprint looks at."""
STEP_S = 1365 / RATE
"""Seconds from one code to the next: a third of a window of 4096 samples (Chromaprint's FRAME_SIZE and its overlap of two thirds)."""
SPAN_S = (4096 + 19 * 1365) / RATE
"""Seconds of sound that one code speaks of: 20 windows, five smoothed into each of sixteen."""
LONGEST_S = 12 * 3600.0
"""Seconds of sound that are read of one file."""
MAX_CODES = int(LONGEST_S / STEP_S) + 1
SOUND = Limits(cpu_s=1200, wall_s=1800.0, stall_s=120.0, file_bytes=1 << 20)


@dataclass(frozen=True, slots=True)
class Heard:
    """The worker's answer: the codes as base64 of little-endian numbers of 32 bits."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    codes: str


def sound_codes(path: Path, *, progress: Progress | None = None, stop: threading.Event | None = None, limits: Limits = SOUND) -> SoundCodes:
    """The codes of the file's first sound track: the one at index i speaks of SPAN_S seconds from second i * STEP_S of the presentation on.

    Where the track starts late or has gaps, silence stands for what is missing. A sound shorter than SPAN_S has no code. Raises
    Refused where the file has no sound that can be decoded, WorkerFailed, Stopped.
    """
    try:
        program = ffmpeg_program()
    except RuntimeError as error:
        raise WorkerFailed("There is no ffmpeg program for this machine.") from error
    programs = [program, *(Path(library) for library in LIBRARIES)]
    answer = run("sound", {"program": str(program)}, Heard, video=path, programs=programs, limits=limits, progress=progress, stop=stop)
    try:
        codes = np.frombuffer(base64.b64decode(answer.codes, validate=True), "<u4").astype(np.uint32)
    except (binascii.Error, ValueError) as error:
        raise WorkerFailed("The decoder's answer is not what was asked for.") from error
    if len(codes) > MAX_CODES:
        raise WorkerFailed("The decoder's answer is not what was asked for.")
    return codes
