"""The shots of a video, one representative still each, single stills, and a quick preview.

All decoding is done by a worker process within limits. Seconds count from the start of the presentation: the earliest
start of any of the file's streams, edit lists applied, as players do. Inside, time is a stamp times a time base, never a frame number, so
variable frame rates are right. A boundary is told to the distance between two decoded pictures: B frames are left
out, so where the encoder set no key frame at a cut, it may be told up to three frames late.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

from analysis.media.worker import SHORT, Limits, Progress, Refused, WorkerFailed, folder, read_picture, run
from analysis.place import Frame

LONGEST_SIDE = 1280
"""Pixels of a still's longest side."""
QUALITY = 88
"""JPEG quality of a still, of 100: fine detail stays readable, a still stays near 200 KB."""

Ending = Literal["cut", "dissolve", "fade", "end"]


@dataclass(frozen=True, slots=True)
class Shot:
    """A stretch of the video without a cut: `start_s` to `end_s`, and the picture that stands for it, at `keyframe_s`.

    `keyframe` is the file name of its still, "" where none was asked for. `pts` and `time_base` place that picture. `ending` is how the
    shot ends. In a dissolve the boundary is where both pictures weigh the same, after a fade where
    the new picture first shows.

    `inner` is the part of the picture as shown that lies between bars: x, y, width, height as shares; `aspect` is that part's width
    over its height. `edge` is how much of a strong edge's step lies between two pixels: about 1 where it is sharp, 1/n where the
    picture was enlarged n times. Each is None where the shot is too plain to tell.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    index: int
    start_s: float
    end_s: float
    keyframe_s: float
    keyframe: str
    pts: int
    time_base: Fraction
    ending: Ending = "end"
    inner: tuple[float, float, float, float] | None = None
    aspect: float | None = None
    edge: float | None = None

    @property
    def small(self) -> str:
        """The file name of its still made small, "" where none was asked for."""
        return self.keyframe.replace("shot", "small")

    @property
    def place(self) -> Frame:
        """Where its still stands in the video."""
        return Frame(self.pts, self.time_base)

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"time_base": str(self.time_base)}


@dataclass(frozen=True, slots=True)
class Shots:
    """The shots in order, without gaps. `duration_s` is the presentation's length.

    `decode_failures` counts pictures and packets that did not decode whole; `pictures` those that were looked at. `problems` are
    plain sentences, `sheets` the file names of the contact sheets.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    duration_s: float | None = None
    shots: tuple[Shot, ...] = ()
    decode_failures: int = 0
    pictures: int = 0
    problems: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {
            "shots": [shot.to_json() for shot in self.shots],
            "problems": list(self.problems),
            "sheets": list(self.sheets),
        }


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was written: its file's name, its second of the presentation, its place, its size in pixels."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    name: str
    seconds: float
    pts: int
    time_base: Fraction
    width: int
    height: int

    @property
    def place(self) -> Frame:
        return Frame(self.pts, self.time_base)


@dataclass(frozen=True, slots=True)
class Preview:
    """Key frames spread evenly over the video, in order of time. They are no shots."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    duration_s: float | None = None
    pictures: tuple[Picture, ...] = ()
    problems: tuple[str, ...] = ()


def find_shots(
    path: Path,
    out: Path | None = None,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits | None = None,
) -> Shots:
    """Find the shots in one pass; with `out`, write one still each there ("shot-000.jpg", ...), each small as well
    ("small-000.jpg", ...), and contact sheets.

    What can't be decoded is counted and the rest goes on; a file with no pictures comes back empty, with the problem.
    Raises WorkerFailed where the decoder did not come to an answer, Stopped where it was told to stop.
    """
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    try:
        return run("shots", {}, Shots, video=path, out=out, limits=limits or Limits(), progress=progress, stop=stop)
    except Refused as refusal:
        return Shots(problems=(str(refusal),))


def preview(
    path: Path,
    out: Path,
    *,
    count: int = 12,
    longest: int = 480,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits = SHORT,
) -> Preview:
    """Write up to `count` key frames there ("preview-000.jpg", ...), within a second or two also for an hour of video."""
    out.mkdir(parents=True, exist_ok=True)
    ask = {"count": count, "longest": longest}
    try:
        return run("preview", ask, Preview, video=path, out=out, limits=limits, progress=progress, stop=stop)
    except Refused as refusal:
        return Preview(problems=(str(refusal),))


def stills(
    path: Path,
    wanted: Sequence[float | Frame],
    *,
    longest: int = LONGEST_SIDE,
    progress: Progress | None = None,
    stop: threading.Event | None = None,
    limits: Limits = SHORT,
) -> list[bytes | None]:
    """JPEG pictures as shown at these seconds of the presentation, or at these places; None where nothing decodes there.

    A place's box is the caller's to draw. Raises Refused, WorkerFailed or Stopped.
    """
    if not wanted:
        return []
    asked = [[each.pts, str(each.time_base)] if isinstance(each, Frame) else [max(0.0, float(each))] for each in wanted]
    with folder(None) as place:
        ask = {"wanted": asked, "longest": longest}
        found = run("stills", ask, tuple[Picture | None, ...], video=path, out=place, limits=limits, progress=progress, stop=stop)
        if len(found) != len(wanted):
            raise WorkerFailed("The decoder's answer is not what was asked for.")
        return [None if each is None else read_picture(place / f"still-{index:03d}.jpg") for index, each in enumerate(found)]


def still(path: Path, frame: Frame, *, longest: int = LONGEST_SIDE) -> bytes:
    """The picture that stands at a place, as JPEG. Raises WorkerFailed where none decodes there."""
    [data] = stills(path, [frame], longest=longest)
    if data is None:
        raise WorkerFailed("No picture could be decoded at this place.")
    return data
