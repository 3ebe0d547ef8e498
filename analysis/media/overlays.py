"""Text that stays in place in the picture: clocks, names, coordinates, watermarks, signs before a fixed camera.

All decoding and all reading is done by a worker process within limits. The reader (rapidocr) brings its models in its wheel and
asks no server. What is read is given as it was read, with errors; what it means is told elsewhere.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

from analysis.media.shots import Shot
from analysis.media.worker import Limits, Progress, Refused, run
from analysis.place import Frame

FRAMES = 18
"""Pictures of one shot in which a text with digits is read."""
MAX_SHOTS = 24
"""Shots in which text is looked for: the longest. One costs about a second of computing."""
SHORTEST_S = 1.0
"""A shorter shot shows no clock moving."""
LIMITS = Limits(memory=3 << 30, cpu_s=1800, wall_s=1800.0, stall_s=120.0)
"""The reader's libraries reserve about one gigabyte of addresses beyond what the decoder does."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was read in one picture: at `seconds` of the presentation; `score` is the reader's own trust, 0 to 1."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    pts: int
    time_base: Fraction
    seconds: float
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Overlay:
    """A text at one place of one shot, in order of time; `box` is x, y, width, height in pixels of the picture as shown.

    `clearness` is the mean probability, by the reader's model, of the digit that it sees least clearly of those that stay the same.
    """

    shot: int
    box: tuple[int, int, int, int]
    sightings: tuple[Sighting, ...]
    clearness: float = 1.0

    @property
    def best(self) -> Sighting:
        """The sighting that the reader trusts most, the first of equals."""
        return max(self.sightings, key=lambda seen: seen.score)

    def place(self, sighting: Sighting) -> Frame:
        """Where a sighting stands in the video."""
        return Frame(sighting.pts, sighting.time_base, self.box)


@dataclass(frozen=True, slots=True)
class Overlays:
    """Every text found, by shot and from the top; `width` and `height` are of the picture as shown. `problems` are plain sentences.

    `searched` are the indices of the shots in which text was looked for.
    """

    width: int = 0
    height: int = 0
    overlays: tuple[Overlay, ...] = ()
    problems: tuple[str, ...] = ()
    searched: tuple[int, ...] = ()


def find_overlays(
    path: Path,
    shots: Sequence[Shot],
    *,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits = LIMITS,
) -> Overlays:
    """Look for text in the longest of these shots, and read it in several pictures of each.

    Raises ImportError where the reader is not installed, WorkerFailed where the worker came to no answer, Stopped where it was
    told to stop.
    """
    if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("onnxruntime") is None:
        raise ImportError("rapidocr and onnxruntime, which read text in pictures, are not installed")
    long_enough = [shot for shot in shots if shot.end_s - shot.start_s >= SHORTEST_S]
    chosen = sorted(sorted(long_enough, key=lambda shot: shot.start_s - shot.end_s)[:MAX_SHOTS], key=lambda shot: shot.index)
    if not chosen:
        return Overlays()
    ask = {"shots": [[shot.index, shot.start_s, shot.end_s] for shot in chosen], "frames": FRAMES}
    try:
        found = run("overlays", ask, Overlays, video=path, limits=limits, progress=progress, stop=stop)
    except Refused as refusal:
        return Overlays(problems=(str(refusal),))
    problems = found.problems
    if len(chosen) < len(long_enough):
        problems = (*problems, f"Text was looked for in the {len(chosen)} longest of {len(shots)} shots.")
    return replace(found, problems=problems, searched=tuple(shot.index for shot in chosen))
