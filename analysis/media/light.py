"""How light and how coloured the pictures are: one measurement a shot, from a key frame near its still. What it means is told elsewhere.

All decoding is done by a worker process within limits.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from analysis.media.shots import Shot
from analysis.media.worker import SHORT, Limits, Progress, Refused, run
from analysis.place import Frame

MAX_SHOTS = 24
"""Shots that are measured: the longest."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One picture, bars at its edges left out. Luma is 0 to 255; shares are 0 to 1.

    `luma` are the 5th, 50th and 95th percentile; `dark` and `bright` the shares under 32 and over 220. `colour` is the mean distance from
    grey (0 to 128, in the plane of Cb and Cr), `coloured` the share farther than 12 from it, `warmth` the mean of red less blue.
    `sky` is the share of the upper third that is bright and even, `blue` that of it which is also blue; `below` is the median luma of the
    lower two thirds, `below_warmth` their warmth. `lights` counts small bright spots in dark surroundings.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    shot: int
    pts: int
    time_base: Fraction
    seconds: float
    luma: tuple[float, float, float]
    dark: float
    bright: float
    colour: float
    coloured: float
    warmth: float
    sky: float
    blue: float
    below: float
    below_warmth: float
    lights: int

    @property
    def place(self) -> Frame:
        return Frame(self.pts, self.time_base)


@dataclass(frozen=True, slots=True)
class FrameLight:
    """The measurements in the order of the shots. `problems` are plain sentences."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    measured: tuple[Measured, ...] = ()
    problems: tuple[str, ...] = ()


def find_light(
    path: Path,
    shots: Sequence[Shot],
    *,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits = SHORT,
) -> FrameLight:
    """Measure one picture of each of the longest shots. Raises WorkerFailed where the worker came to no answer, Stopped where told to."""
    chosen = sorted(sorted(shots, key=lambda shot: shot.start_s - shot.end_s)[:MAX_SHOTS], key=lambda shot: shot.index)
    if not chosen:
        return FrameLight()
    ask = {"shots": [[shot.index, shot.start_s, shot.end_s, shot.keyframe_s] for shot in chosen]}
    try:
        return run("light", ask, FrameLight, video=path, limits=limits, progress=progress, stop=stop)
    except Refused as refusal:
        return FrameLight(problems=(str(refusal),))
