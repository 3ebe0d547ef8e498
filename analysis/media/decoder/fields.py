"""Interlaced pictures without their combs: two fields that were taken one after the other are woven into one frame.

Where nothing moved, both fields belong together and stay: half of a clock's lines are not thrown away. Where something did, only the lines
of one field are kept, and those between them are drawn by FFmpeg's spatial filter (estdif), which needs no other picture.
"""

from __future__ import annotations

from typing import cast

import av.error
import cv2
import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from analysis.media.decoder.luma import Gray

Pixels = NDArray[np.uint8]

TOOTH = 10
"""Levels by which a line differs from both its neighbours, in one direction, where it may be a tooth of a comb."""
TEETH = 0.45
"""The share of lines around that are teeth in a comb; a thin stroke of a letter is one of many lines."""
AROUND = (5, 11)
"""Pixels across and down over which the teeth are counted."""
FEW = 0.0005
"""The share of a picture's pixels below which nothing moved."""


def shown(frame: VideoFrame, width: int, height: int) -> Pixels:
    """The frame as BGR pixels of this size, without combs. `frame` is one that says it is interlaced."""
    woven = cast(Pixels, frame.reformat(format="bgr24").to_ndarray())
    combed = _combed(cast(Gray, cv2.cvtColor(woven, cv2.COLOR_BGR2GRAY)))
    if combed.mean() >= FEW and (one := _one_field(frame)) is not None and one.shape == woven.shape:
        woven[combed] = one[combed]
    shape = cv2.INTER_AREA if width * height < woven.shape[0] * woven.shape[1] else cv2.INTER_LINEAR
    return cast(Pixels, cv2.resize(woven, (width, height), interpolation=shape))


def _combed(grey: Gray) -> NDArray[np.bool_]:
    """Where the lines of both fields show different things."""
    wide = grey.astype(np.int16)
    teeth = np.zeros(grey.shape, np.float32)
    above, below = wide[1:-1] - wide[:-2], wide[1:-1] - wide[2:]
    teeth[1:-1] = ((above > TOOTH) & (below > TOOTH)) | ((above < -TOOTH) & (below < -TOOTH))
    return cv2.boxFilter(teeth, -1, AROUND) > TEETH


def _one_field(frame: VideoFrame) -> Pixels | None:
    """The frame drawn from one of its fields; None where the filter can't."""
    graph = Graph()
    source = graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
    filter_, sink = graph.add("estdif", "mode=frame:deint=all"), graph.add("buffersink")
    source.link_to(filter_)
    filter_.link_to(sink)
    try:
        graph.configure()
        graph.push(frame)
        graph.push(None)
        return cast(Pixels, cast(VideoFrame, graph.pull()).reformat(format="bgr24").to_ndarray())
    except av.error.FFmpegError:
        return None
