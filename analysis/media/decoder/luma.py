"""A frame's brightness, small: read straight from the decoder's luma plane where the pixel format has one, without a conversion."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray

Gray = NDArray[np.uint8]

EIGHT_BIT = ("yuv", "yuvj", "nv12", "nv21", "nv16", "nv24", "gray")
"""How the names of FFmpeg's pixel formats begin that have an 8-bit luma plane first."""


def plane(frame: VideoFrame) -> Gray:
    """The luma of the whole frame, 8 bits a pixel; a view of the decoder's own memory where possible.

    10- and 12-bit planes are rounded to 8 bits; any other format is converted by swscale, at reduced size.
    """
    first = frame.format.components[0]
    name = frame.format.name
    planar = name.startswith(EIGHT_BIT) and first.plane == 0 and frame.planes[0].line_size >= frame.width
    if planar and first.bits == 8 and not name.startswith(("yuyv", "yuv4mpeg")) and _one_byte(frame):
        return _rows(frame)[:, : frame.width]
    if planar and first.bits in (10, 12) and name.endswith("le") and name.startswith(("yuv", "gray")):
        wide = _rows(frame).view("<u2")[:, : frame.width]
        return cast(Gray, cv2.convertScaleAbs(wide, alpha=2.0 ** (8 - first.bits)))
    scale = min(1.0, 640 / max(frame.width, frame.height))
    width, height = max(2, round(frame.width * scale)), max(2, round(frame.height * scale))
    return cast(Gray, frame.reformat(width=width, height=height, format="gray").to_ndarray())


def small(luma: Gray, width: int, height: int) -> Gray:
    """The plane averaged down to this size; of tall pictures four lines for each of its own are read.

    Whole numbers of lines and columns make one pixel, which takes an eighth of the work; up to a sixteenth of the columns, half at
    either side, is left out for that.
    """
    lines, columns = luma.shape
    across = columns // width
    if lines < 8 * height or columns - across * width > columns / 16:
        return cast(Gray, cv2.resize(luma, (width, height), interpolation=cv2.INTER_AREA))
    left = (columns - across * width) // 2
    picked = ((np.arange(4 * height) + 0.5) * (lines / (4 * height))).astype(np.intp)
    return cast(Gray, cv2.resize(luma[picked, left : left + across * width], (width, height), interpolation=cv2.INTER_AREA))


def sharpness(luma: Gray) -> float:
    """The variance of the Laplacian: how much fine detail there is; compare only within one video.

    Measured on a picture of 640 pixels' width without averaging, so that motion blur and defocus show.
    """
    height = max(16, round(640 * luma.shape[0] / max(1, luma.shape[1])))
    view = cv2.resize(luma, (640, min(height, 1280)), interpolation=cv2.INTER_NEAREST)
    _, spread = cv2.meanStdDev(cv2.Laplacian(view, cv2.CV_16S))
    return float(spread[0][0]) ** 2


def _rows(frame: VideoFrame) -> Gray:
    """The first plane's lines, with the padding at their ends; memory of the decoder that lives as long as the frame."""
    first = frame.planes[0]
    return np.frombuffer(memoryview(first), np.uint8).reshape(-1, first.line_size)


def _one_byte(frame: VideoFrame) -> bool:
    """Whether the first plane holds one byte a pixel (packed formats such as yuyv422 hold more)."""
    return len(frame.planes) > 1 or frame.format.name == "gray"
