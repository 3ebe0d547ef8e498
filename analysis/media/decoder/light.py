"""The job "light": brightness, colour, even upper parts and points of light, measured on one small picture a shot."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, cast

import cv2
import numpy as np
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from analysis.media.decoder.opening import open_video, origin, prepare, time_of, video_stream
from analysis.media.decoder.pictures import Pixels, frame_at, frames_from, picture
from analysis.media.light import FrameLight, Measured

LONGEST = 320
"""Pixels of the longer side: a point of light stays a few pixels wide, noise is averaged away."""
BAR = 10
"""Mean luma up to which a row or column at an edge is a bar."""
SPOT = 40
"""Pixels up to which a bright spot is a point of light."""


def light(file: BinaryIO, ask: dict[str, Any], out: Path | None, report: Callable[[str, float], None]) -> FrameLight:
    """Measure a picture of each shot: [index, start, end, still], in seconds of the presentation."""
    found = []
    with open_video(file) as container:
        stream = video_stream(container)
        prepare(stream, threads=1)
        start = origin(container)
        for number, (index, first, end, still) in enumerate(ask["shots"]):
            frame = _of_shot(container, stream, start, first, end, still)
            stamp = time_of(frame) if frame is not None else None
            if frame is not None and stamp is not None:
                found.append(_measured(int(index), stamp, float(stamp[0] * stamp[1] - start), picture(frame, stream, LONGEST)))
            report("light", (number + 1) / len(ask["shots"]))
    return FrameLight(tuple(found))


def _of_shot(container: InputContainer, stream: VideoStream, start: Fraction, first: float, end: float, still: float) -> VideoFrame | None:
    """The key frame before the shot's still where it lies in the shot, which costs one decoding; else the still itself."""
    moment = Fraction(str(still)) + start
    stream.codec_context.skip_frame = "NONKEY"
    frame = next(frames_from(container, stream, moment), None)
    stamp = time_of(frame) if frame is not None else None
    if stamp is not None and first + 0.05 <= float(stamp[0] * stamp[1] - start) < end:
        return frame
    stream.codec_context.skip_frame = "DEFAULT"
    return frame_at(container, stream, moment)


def _measured(shot: int, stamp: tuple[int, Fraction], seconds: float, pixels: Pixels) -> Measured:
    pixels = _without_bars(pixels)
    luma, cr, cb = (plane.astype(np.float32) for plane in cv2.split(cv2.cvtColor(pixels, cv2.COLOR_BGR2YCrCb)))
    distance = np.hypot(cr - 128, cb - 128)
    warmth = pixels[:, :, 2].astype(np.float32) - pixels[:, :, 0]
    third = max(1, luma.shape[0] // 3)
    # Even: no edge within five pixels, so that branches and windows are left out.
    edges = cv2.morphologyEx(luma, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8))
    upper = (luma > 130) & (edges < 24)
    blue = upper & (warmth < -16) & (cr < 126)
    below = luma[third:]
    return Measured(
        shot=shot,
        pts=stamp[0],
        time_base=stamp[1],
        seconds=seconds,
        luma=cast(tuple[float, float, float], tuple(float(each) for each in np.percentile(luma, (5, 50, 95)))),
        dark=float((luma < 32).mean()),
        bright=float((luma > 220).mean()),
        colour=float(distance.mean()),
        coloured=float((distance > 12).mean()),
        warmth=float(warmth.mean()),
        sky=float(upper[:third].mean()),
        blue=float(blue[:third].mean()),
        below=float(np.median(below)),
        below_warmth=float(warmth[third:].mean()),
        lights=_lights(luma),
    )


def _without_bars(pixels: Pixels) -> Pixels:
    """The picture without the black bars at its edges; the whole where nothing else would be left."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    rows, columns = np.nonzero(gray.mean(axis=1) > BAR)[0], np.nonzero(gray.mean(axis=0) > BAR)[0]
    # A night picture is dark, not barred: bars take the edges and leave most of the picture.
    if len(rows) < gray.shape[0] / 3 or len(columns) < gray.shape[1] / 5:
        return pixels
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _lights(luma: Any) -> int:
    """Small bright spots whose surroundings are dark."""
    surroundings = cv2.medianBlur(np.clip(luma, 0, 255).astype(np.uint8), 31)
    spots = ((luma > 170) & (surroundings < 60)).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(spots, connectivity=8)
    return int(sum(1 for index in range(1, count) if 2 <= stats[index, cv2.CC_STAT_AREA] <= SPOT))
